// Expressions as errors: operands, literals, selectors, index, slice, assertions, calls, operators, conversions.
package p

import (
	"fmt"
	"math"
)

type (
	Object  struct{ name, color string }
	Point3D struct {
		Object
		x, y, z float64
	}
	Line struct {
		Object
		p, q Point3D
	}
	ByPtr struct{ *Object }
	T     struct{ a, b int }
	Q     *T
	I     interface{ m() }
)

func (T) Mv()  {}
func (*T) Mp() {}

var obj Object

var (
	_ = Line{Object: obj, name: "diagonal"} // ERROR@24 `cannot specify promoted field name and enclosing embedded field Object`
	_ = Line{name: "a", Object: obj} // ERROR@22 `cannot specify embedded field Object and enclosed promoted field name`
	_ = Line{name: "a", name: "b"} // ERROR@22 `duplicate field name name in struct literal`
	_ = Line{x: 1} // ERROR@11 `unknown field x in struct literal of type Line`
	_ = ByPtr{name: "x"} // ERROR@12 `invalid implicit pointer indirection to reach name`
	_ = T{1} // ERROR@9 `too few values in struct literal of type T`
	_ = T{1, 2, 3} // ERROR@14 `too many values in struct literal of type T`
	_ = T{a: 1, 2} // ERROR@14 `mixture of field:value and value elements in struct literal`
	_ = T{a: 1, a: 2} // ERROR@14 `duplicate field name a in struct literal`
	_ = T{c: 1} // ERROR@8 `unknown field c in struct literal of type T`
	_ = T{1, "x"} // ERROR@11 `cannot use "x" \(untyped string constant\) as int value in struct literal`
	_ = [2]int{1, 2, 3} // ERROR@19 `index 2 is out of bounds \(>= 2\)`
	_ = [2]int{5: 1} // ERROR@13 `invalid argument: index 5 out of bounds \[0:2\]`
	_ = []int{-1: 1} // ERROR@12 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = []int{1.5: 1} // ERROR@12 `1\.5 \(untyped float constant\) truncated to int`
	_ = []int{"a": 1} // ERROR@12 `cannot convert "a" \(untyped string constant\) to type int`
	_ = []int{0: 1, 0: 2} // ERROR@18 `duplicate index 0 in array or slice literal`
	_ = []int{1: 1, 0: 2, 3} // ERROR@24 `duplicate index 1 in array or slice literal`
	_ = map[string]int{"a": 1, "a": 2} // ERROR@29 `duplicate key "a" in map literal`
	_ = map[string]int{1} // ERROR@21 `missing key in map literal`
	_ = map[any]int{1: 1, 1.0: 2, 1: 3} // ERROR@32 `duplicate key 1 in map literal`
	_ = map[[2]int]int{{1}: 1, {1}: 2}
	_ = int{} // ERROR@6 `invalid composite literal type int`
	_ = &int{} // ERROR@7 `invalid composite literal type int`
	_ = I{} // ERROR@6 `invalid composite literal type I`
	_ = []T{{1, 2}, {x: 1}} // ERROR@19 `unknown field x in struct literal of type T`
	_ = []*T{{1, 2}, nil, {}}
	_ = []**T{{1, 2}} // ERROR@12 `invalid composite literal element type \*\*T`
	_ = [...]int{}
	_ = []int{math.Sqrt(2): 1} // ERROR@12 `invalid argument: index math\.Sqrt\(2\) \(value of type float64\) must be integer`
	_ = struct{ fmt.Stringer }{nil}
	_ = math.Pi{} // ERROR@6 `math\.Pi \(untyped float constant 3\.14159\) is not a type`
)

var (
	_ = fmt // ERROR@6 `use of package fmt not in selector`
	_ = fmt.println // ERROR@10 `undefined: fmt\.println \(but have Println\)`
	_ = fmt.Nothing // ERROR@10 `undefined: fmt\.Nothing`
	_ = T // ERROR@6 `T \(type\) is not an expression`
	_ = T.a // ERROR@6 `operand for field selector a must be value of type T`
	_ = T.Mp // ERROR@8 `invalid method expression T\.Mp \(needs pointer receiver \(\*T\)\.Mp\)`
	_ = (*T).Mv
	_ = T.nope // ERROR@8 `T\.nope undefined \(type T has no field or method nope\)`
	_ = I.m
	_ = (*I).m // ERROR@11 `\(\*I\)\.m undefined \(type \*I is pointer to interface, not interface\)`
	_ = _ // ERROR@6 `cannot use _ as value or type`
	_ = nope // ERROR@6 `undefined: nope`
	_ = append // ERROR@6 `append \(built-in\) must be called`
	_ = len // ERROR@6 `len \(built-in\) must be called`
	_ = nil // ERROR@6 `use of untyped nil in variable declaration`
	_ = iota // ERROR@6 `cannot use iota outside constant declaration`
)

func selectors(t T, p *T, q Q, i I, pi *I, pp **T) {
	q.Mv() // ERROR@4 `q\.Mv undefined \(type Q has no field or method Mv\)`
	_ = q.a
	_ = pp.a // ERROR@9 `pp\.a undefined \(type \*\*T has no field or method a\)`
	pi.m() // ERROR@5 `pi\.m undefined \(type \*I is pointer to interface, not interface\)`
	t._ // ERROR@4 `t\._ undefined \(type T has no field or method _\)`
	t.A // ERROR@4 `t\.A undefined \(type T has no field or method A, but does have field a\)`
	t.mv() // ERROR@4 `t\.mv undefined \(type T has no field or method mv, but does have method Mv\)`
	p.mP() // ERROR@4 `p\.mP undefined \(type \*T has no field or method mP, but does have method Mp\)`
	makeT().Mp() // ERROR@10 `cannot call pointer method Mp on T`
	T{}.Mp() // ERROR@6 `cannot call pointer method Mp on T`
	(&T{}).Mp()
	_ = makeT().Mp // ERROR@14 `cannot call pointer method Mp on T`
	map[int]T{}[0].Mp() // ERROR@17 `cannot call pointer method Mp on T`
	map[int]T{}[0].a = 1 // ERROR@2 `cannot assign to struct field map\[int\]T\{\}\[0\]\.a in map`
	makeT().a = 1 // ERROR@2 `cannot assign to makeT\(\)\.a \(neither addressable nor a map index expression\)`
	"s".x // ERROR@6 `"s"\.x undefined \(type untyped string has no field or method x\)`
	nil.x // ERROR@6 `nil\.x undefined \(type untyped nil has no field or method x\)`
	i.a // ERROR@4 `i\.a undefined \(type I has no field or method a\)`
	(func() {}).x // ERROR@14 `\(func\(\) \{\}\)\.x undefined \(type func\(\) has no field or method x\)`
}

func makeT() T { return T{} }

func index(a [3]int, p *[3]int, s []int, str string, m map[string]int, x float64, u uint8, pp **[3]int) {
	_ = a[3] // ERROR@8 `invalid argument: index 3 out of bounds \[0:3\]`
	_ = a[-1] // ERROR@8 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = p[5] // ERROR@8 `invalid argument: index 5 out of bounds \[0:3\]`
	_ = s[-1] // ERROR@8 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = s["a"] // ERROR@8 `cannot convert "a" \(untyped string constant\) to type int`
	_ = s[1.5] // ERROR@8 `1\.5 \(untyped float constant\) truncated to int`
	_ = s[x] // ERROR@8 `invalid argument: index x \(variable of type float64\) must be integer`
	_ = s[nil] // ERROR@8 `cannot convert nil to type int`
	_ = s[u]
	_ = m[1] // ERROR@8 `cannot use 1 \(untyped int constant\) as string value in map index`
	_ = str[1 << 70] // ERROR@10 `1 << 70 \(untyped int constant 1180591620717411303424\) overflows int`
	_ = 5[0] // ERROR@7 `cannot index 5 \(untyped int constant\)`
	_ = pp[0] // ERROR@8 `cannot index pp \(variable of type \*\*\[3\]int\)`
	str[0] = 1 // ERROR@2 `cannot assign to str\[0\] \(neither addressable nor a map index expression\)`
	_ = a[1:5] // ERROR@10 `invalid argument: index 5 out of bounds \[0:4\]`
	_ = a[2:1] // ERROR@10 `invalid slice indices: 1 < 2`
	_ = s[2:1] // ERROR@10 `invalid slice indices: 1 < 2`
	_ = s[1:2:1] // ERROR@12 `invalid slice indices: 1 < 2`
	_ = str[0:1:2] // ERROR@14 `invalid operation: 3-index slice of string`
	_ = m[0:1] // ERROR@6 `cannot slice m \(variable of type map\[string\]int\)`
	_ = makeA()[:] // ERROR@6 `cannot slice unaddressable value makeA\(\) \(value of type \[3\]int\)`
	_ = "abc"[1:5] // ERROR@14 `invalid argument: index 5 out of bounds \[0:4\]`
	_ = s["a":] // ERROR@8 `cannot convert "a" \(untyped string constant\) to type int`
	_ = makeA()[0]
	makeA()[0] = 1 // ERROR@2 `cannot assign to makeA\(\)\[0\] \(neither addressable nor a map index expression\)`
	_ = &makeA()[0] // ERROR@7 `invalid operation: cannot take address of makeA\(\)\[0\] \(value of type int\)`
	_ = &m["a"] // ERROR@7 `invalid operation: cannot take address of m\["a"\] \(map index expression of type int\)`
	m["a"]++
	_ = &m
	_ = a[1.0]
	_, ok := s[0] // ERROR `declared and not used: ok` `assignment mismatch: 2 variables but 1 value`
	v, ok := m["x"] // ERROR@2 `declared and not used: v`
}

func makeA() [3]int { return [3]int{} }

func assertions(i I, a any, t T, e error) {
	_ = i.(T) // ERROR@6 `impossible type assertion: i\.\(T\)\n\tT does not implement I \(missing method m\)`
	_ = i.(*T) // ERROR@6 `impossible type assertion: i\.\(\*T\)\n\t\*T does not implement I \(missing method m\)`
	_ = a.(nope) // ERROR@9 `undefined: nope`
	_ = t.(T) // ERROR@6 `invalid operation: t \(variable of struct type T\) is not an interface`
	_ = a.(int)
	_ = i.(interface{ m(int) })
	_ = i.(interface{ n() })
	_ = a.(type) // ERROR@6 `invalid syntax tree: use of \.\(type\) outside type switch`
	_, _, _ = a.(int) // ERROR@12 `assignment mismatch: 3 variables but 1 value`
	_ = 5.(int) // ERROR@6 `invalid operation: cannot call 5\. \(untyped float constant 5\): untyped float is not a function`
	_ = e.(fmt.Stringer)
	_ = a.([]nope) // ERROR@11 `undefined: nope`
}

func calls(f func(int, string), v func(a int, rest ...string), n func(), two func() (int, string)) {
	f() // ERROR@2 `not enough arguments in call to f\n\thave \(\)\n\twant \(int, string\)`
	f(1) // ERROR@4 `not enough arguments in call to f\n\thave \(number\)\n\twant \(int, string\)`
	f(1, 2) // ERROR@7 `cannot use 2 \(untyped int constant\) as string value in argument to f`
	f(1, "a", 3) // ERROR@12 `too many arguments in call to f\n\thave \(number, string, number\)\n\twant \(int, string\)`
	f(two())
	f(two(), 1) // ERROR `multiple-value two\(\) \(value of type \(int, string\)\) in single-value context` `cannot use 1 \(untyped int constant\) as string value in argument to f`
	f(n()) // ERROR@4 `n\(\) \(no value\) used as value` `not enough arguments in call to f\n\thave \(func\(\)\)\n\twant \(int, string\)`
	v() // ERROR@2 `not enough arguments in call to v\n\thave \(\)\n\twant \(int, \.\.\.string\)`
	v(1, "a", 2) // ERROR@12 `cannot use 2 \(untyped int constant\) as string value in argument to v`
	v(1, []string{}...)
	v(1, "a", []string{}...) // ERROR@12 `too many arguments in call to v\n\thave \(number, string, \[\]string\.\.\.\)\n\twant \(int, \.\.\.string\)`
	v([]string{}...) // ERROR@4 `not enough arguments in call to v\n\thave \(\[\]string\.\.\.\)\n\twant \(int, \.\.\.string\)`
	f(1, "a"...) // ERROR@2 `cannot use \.\.\. in call to non-variadic f`
	v(two())
	n(1) // ERROR@4 `too many arguments in call to n\n\thave \(number\)\n\twant \(\)`
	_ = n() // ERROR@6 `n\(\) \(no value\) used as value`
	x := n() // ERROR `declared and not used: x` `n\(\) \(no value\) used as value`
	var y int = two() // ERROR `declared and not used: y` `multiple-value two\(\) \(value of type \(int, string\)\) in single-value context`
	a, b, c := two() // ERROR `declared and not used: a` `declared and not used: b` `declared and not used: c` `assignment mismatch: 3 variables but two returns 2 values`
	5() // ERROR@2 `invalid operation: cannot call 5 \(untyped int constant\): untyped int is not a function`
	"f"() // ERROR@2 `invalid operation: cannot call "f" \(untyped string constant\): untyped string is not a function`
	nil() // ERROR@2 `invalid operation: cannot call nil: untyped nil is not a function`
	T() // ERROR@2 `missing argument in conversion to T`
	T(1, 2) // ERROR@7 `too many arguments in conversion to T`
	go f // ERROR@5 `expression in go must be function call`
	defer n // ERROR@8 `expression in defer must be function call`
	go func() {} // ERROR@5 `expression in go must be function call`
	defer int(3) // ERROR@8 `defer requires function call, not conversion int\(3\) \(constant 3 of type int\)`
	go len("x") // ERROR@5 `go discards result of len\("x"\) \(constant 1 of type int\)`
	f(1, "a",)
	append([]int{}, 1) // ERROR@2 `append\(\[\]int\{\}, 1\) \(value of type \[\]int\) is not used`
	len("x") // ERROR@2 `len\("x"\) \(constant 1 of type int\) is not used`
	two()
	1 + 2 // ERROR@2 `1 \+ 2 \(untyped int constant 3\) is not used`
	<-make(chan int)
	-f(1, "a") // ERROR@3 `f\(1, "a"\) \(no value\) used as value`
}
