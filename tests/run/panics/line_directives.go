// A traceback names the places that `//line` says.
package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

func here() string {
	_, file, line, ok := runtime.Caller(1)
	if file == "??" {
		return fmt.Sprint("no file ", line, ok)
	}
	return fmt.Sprint(filepath.Base(file), " ", filepath.IsAbs(file), line, ok)
}


//line grammar.y:100
func rule() string { return here() }

func next() string {
	s := here()

	/* line other.go:1 */ // line other.go:2
	return s + " " + here()
}

//line /some/where/else.go:7:3
func columns() (string, string) { return here(), /*line sub/deep.go:50*/ here() }

func nameless() string {
//line :5
	return here()
}

//line back.go:1:1
func main() {
	fmt.Println(here())
	fmt.Println(rule())
	fmt.Println(next())
	fmt.Println(columns())
	fmt.Println(nameless())
//line :40:1
	fmt.Println(here())
	func() {
		func() {
			
			pc, _, _, _ := runtime.Caller(0)
			file, line := runtime.FuncForPC(pc).FileLine(pc)
			fmt.Println(filepath.Base(file), line)
		}()
//line boom.go:900
		panic("lost")
	}()
}
