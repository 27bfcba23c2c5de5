// Package tzdata makes sure that a program has time-zone data. gorun always has.
package tzdata
