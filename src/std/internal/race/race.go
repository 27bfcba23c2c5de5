// Package race tells what the race detector has found.
package race

// Errors is how many races have been reported until now: none where nobody looks for them.
func Errors() int
