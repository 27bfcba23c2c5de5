// Who writes for a Logger finds the caller of its functions two frames above Write.
package main

import (
	"fmt"
	"log"
	"path/filepath"
	"runtime"
)

type finder struct{}

func (finder) Write(p []byte) (int, error) {
	for depth := range 5 {
		pc, file, line, ok := runtime.Caller(depth)
		if name := runtime.FuncForPC(pc).Name(); ok && depth != 1 && depth != 2 {
			fmt.Println(depth, name, filepath.Base(file), line > 0)
		}
	}
	fmt.Printf("%q\n", p)
	return len(p), nil
}

func main() {
	l := log.New(finder{}, "a ", 0)
	l.Print("print")
	l.Printf("%d", 1)
	l.Output(1, "output")
	log.SetFlags(log.Lmsgprefix)
	log.SetOutput(finder{})
	log.Println("std")
	log.Output(1, "std output")
}
