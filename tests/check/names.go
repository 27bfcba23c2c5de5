// Names, declarations and imports.
package p

import (
	"fmt" // ERROR@2 `"fmt" imported and not used`
	"math"
	str "strings" // ERROR@2 `"strings" imported as str and not used`
	. "sort" // ERROR@2 `"sort" imported and not used`
	_ "os"
)

var a, b = 1 // ERROR@12 `assignment mismatch: 2 variables but 1 value`
var c, d = 1, 2, 3 // ERROR@18 `extra init expr 3`
const e // ERROR@7 `missing init expr for e`
const f, g = 1 // ERROR@10 `missing init expr for g`
const h int = "x" // ERROR@15 `cannot use "x" \(untyped string constant\) as int value in constant declaration`
const i []int = nil // ERROR@9 `invalid constant type \[\]int`
const j = len([]int{}) // ERROR@11 `len\(\[\]int\{\}\) \(value of type int\) is not constant`

var a int // ERROR@5 `a redeclared in this block\n\t12:5: other declaration of a`

func k(x int, x string) {} // ERROR@15 `x redeclared in this block\n\t22:8: other declaration of x`
func l() (x int, x error) { return } // ERROR `x redeclared in this block\n\t23:11: other declaration of x` `result parameter x not in scope at return\n\t23:11: inner declaration of var x error`

type m struct {
	x int
	x string // ERROR@2 `x redeclared\n\t26:2: other declaration of x`
	*int
	y, _, _ int
}

type n [undefined]int // ERROR@9 `undefined array length undefined or missing type constraint`
type o [-1]int // ERROR@9 `invalid array length -1 \(untyped int constant\)`
type p [1.5]int // ERROR@9 `array length 1\.5 \(untyped float constant\) must be integer`
type q [a]int // ERROR@9 `invalid array length a`
type r map[[]int]int // ERROR@12 `invalid map key type \[\]int`
type s interface{ t }
type t struct{}

var _ = math.NoSuch // ERROR@14 `undefined: math\.NoSuch`
var _ = math.floor // ERROR@14 `undefined: math\.floor \(but have Floor\)`
var _ = fmt // ERROR@9 `use of package fmt not in selector`
var u = iota // ERROR@9 `cannot use iota outside constant declaration`
var w v // ERROR@7 `v \(constant\) is not a type`

const (
	v = iota
	_
	x
)

func body()
