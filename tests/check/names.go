// Names, declarations and imports.
package p

import (
	"fmt" // ERROR "\"fmt\" imported and not used"
	"math"
	str "strings" // ERROR "\"strings\" imported as str and not used"
	. "sort" // ERROR "\"sort\" imported and not used"
	_ "os"
)

var a, b = 1 // ERROR "assignment mismatch: 2 variables but 1 value"
var c, d = 1, 2, 3 // ERROR "extra init expr 3"
const e // ERROR "missing init expr for e"
const f, g = 1 // ERROR "missing init expr for g"
const h int = "x" // ERROR "cannot use \"x\" \(untyped string constant\) as int value in constant declaration"
const i []int = nil // ERROR "invalid constant type \[\]int"
const j = len([]int{}) // ERROR "len\(\[\]int\{\}\) \(value of type int\) is not constant"

var a int // ERROR "a redeclared in this block"

func k(x int, x string) {} // ERROR "x redeclared in this block"
func l() (x int, x error) { return } // ERROR "x redeclared in this block" "result parameter x not in scope at return"

type m struct {
	x int
	x string // ERROR "x redeclared"
	*int
	y, _, _ int
}

type n [undefined]int // ERROR "undefined array length undefined or missing type constraint"
type o [-1]int // ERROR "invalid array length -1 \(untyped int constant\)"
type p [1.5]int // ERROR "array length 1\.5 \(untyped float constant\) must be integer"
type q [a]int // ERROR "invalid array length a"
type r map[[]int]int // ERROR "invalid map key type \[\]int"
type s interface{ t }
type t struct{}

var _ = math.NoSuch // ERROR "undefined: math\.NoSuch"
var _ = math.floor // ERROR "undefined: math\.floor \(but have Floor\)"
var _ = fmt // ERROR "use of package fmt not in selector"
var u = iota // ERROR "cannot use iota outside constant declaration"
var w v // ERROR "v \(constant\) is not a type"

const (
	v = iota
	_
	x
)

func body()
