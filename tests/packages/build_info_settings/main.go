//go:debug http2client=0
//go:debug panicnil=0

// What a program's GODEBUG is by its module's version, go.mod and its own lines.
package main

import (
	"fmt"
	"runtime/debug"
)

func main() {
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		if s.Key == "DefaultGODEBUG" {
			fmt.Println(s.Value)
		}
	}
}
