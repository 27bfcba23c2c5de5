package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
)

type big [100]int

func deep(n int, b big) int {
	if n == 0 {
		return b[0]
	}
	b[n%100]++
	return deep(n-1, b) + b[1]
}

// Programs that need more than they allowed themselves.
func main() {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "stack":
			fmt.Println(debug.SetMaxStack(1<<20), deep(100, big{}))
		case "threads":
			debug.SetMaxThreads(2)
		}
		fmt.Println(deep(1<<40, big{}))
	}
	for _, what := range []string{"stack", "threads"} {
		cmd := exec.Command(os.Args[0], what)
		var out, errors bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errors
		err := cmd.Run()
		fmt.Printf("%s: %v %q\n", what, err, out.String())
		for line := range strings.Lines(errors.String()) {
			if strings.HasPrefix(line, "runtime: goroutine") || strings.HasPrefix(line, "runtime: program") || strings.HasPrefix(line, "fatal") {
				fmt.Print("   ", line)
			}
		}
	}
}
