// Package testlog lets a test binary write down what its tests look at (-test.testlogfile).
package testlog

// Log, if there is one, hears of each: "getenv", "open", "stat" or "chdir", and of what.
var Log func(what, name string)
