//go:build ignore
// +build foo

package lines
