// Package exithook lets a test see that the program is about to end.
package exithook

// Before is called by os.Exit, if there is one.
var Before func(code int)
