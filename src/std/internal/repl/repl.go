// Package repl runs the entries of a session: the main goroutine of a REPL's program.
package repl

import "unsafe"

// next waits for an order. The answer is the func value of an entry, or 0 when there is nothing to run.
func next() uintptr

// begin says that the calling goroutine runs the entry from here on, and done that the entry has returned.
func begin()
func done()

func main() {
	for {
		if f := next(); f != 0 {
			go run(*(*func())(unsafe.Pointer(&f)))
		}
	}
}

func run(entry func()) {
	begin()
	entry()
	done()
}
