// Packages, imports and initialization that the specification refuses.
package p

import (
	"fmt"
	"os" // ERROR@2 `"os" imported and not used`
	. "strings"
	_ "math"
	str "strconv" // ERROR@2 `"strconv" imported as str and not used`
	m "maps" // ERROR@2 `"maps" imported as m and not used`
	"maps"
	m2 "maps" // ERROR@2 `"maps" imported as m2 and not used`
	io "fmt" // ERROR@2 `"fmt" imported as io and not used`
	init "sort" // ERROR@2 `cannot import package as init - init must be a func`
	main "slices" // ERROR@2 `"slices" imported as main and not used`
)


var fmt = 1 // ERROR@5 `fmt already declared through import of package fmt \("fmt"\)\n\t5:2: other declaration of fmt`

var io int // ERROR@5 `io already declared through import of package fmt \("fmt"\)\n\t13:2: other declaration of io`

func init() int { return 1 } // ERROR@6 `func init must have no arguments and no return values`
func init(x int) {} // ERROR@6 `func init must have no arguments and no return values`
func init()      {}
func init[T any]() {} // ERROR@11 `func init must have no type parameters`
func main(x int) {} // ERROR@6 `main already declared through import of package slices \("slices"\)\n\t15:2: other declaration of main`

var init = 1 // ERROR@5 `cannot declare init - must be func`

const init = 2 // ERROR@7 `cannot declare init - must be func`

type init int // ERROR@6 `cannot declare init - must be func`

var (
	a = b // ERROR@2 `initialization cycle for a\n\t36:2: a refers to b\n\t37:2: b refers to c\n\t38:2: c refers to a`
	b = c
	c = a
)

var x1 = f1() // ERROR@5 `initialization cycle for x1\n\t41:5: x1 refers to f1\n\t43:6: f1 refers to x1`

func f1() int { return x1 }

var x2 = func() int { return x3 }() // ERROR@5 `initialization cycle for x2\n\t45:5: x2 refers to x3\n\t46:5: x3 refers to m\n\t50:10: m refers to x2`
var x3 = T{}.m()

type T struct{}

func (T) m() int { return x2 }

var x4 = T.n // ERROR@5 `initialization cycle for x4\n\t52:5: x4 refers to n\n\t54:10: n refers to x4`

func (T) n() int { _ = x4; return 1 }

var x5, x6 = f5() // ERROR@9 `initialization cycle for x6\n\t56:9: x6 refers to f5\n\t58:6: f5 refers to x6`

func f5() (int, int) { return x6, 1 }

var x7 = &x7 // ERROR@5 `initialization cycle: x7 refers to itself`
var x8 = len(x8) // ERROR@5 `initialization cycle: x8 refers to itself`
var x9 [len(x9)]int // ERROR@5 `initialization cycle: x9 refers to itself`
var x10 = unused // ERROR@11 `undefined: unused`

const c1 = c2 // ERROR@7 `initialization cycle for c1\n\t65:7: c1 refers to c2\n\t66:7: c2 refers to c1`
const c2 = c1

type cyclic struct{ c cyclic } // ERROR@6 `invalid recursive type: cyclic refers to itself`

var _ = init // ERROR@9 `undefined: init`
var _ = main // ERROR@9 `use of package main not in selector`

func g() {
	init() // ERROR@2 `undefined: init`
	main(1) // ERROR@2 `use of package main not in selector`
	_ = fmt.Println
	_ = HasPrefix
	_ = strconv.Itoa // ERROR@6 `undefined: strconv`
	_ = maps.notExported // ERROR@11 `undefined: maps\.notExported`
	_ = maps.Missing // ERROR@11 `undefined: maps\.Missing`
	_ = str // ERROR@6 `use of package str not in selector`
	maps := 1 // ERROR@2 `declared and not used: maps`
}
