// Index and slice expressions.
package p

type T [3]int

func gen[P any](P) {}

func f(a [3]int, pa *[3]int, s []int, str string, m map[string]int, i int, fl float64) {
	_ = a[0]
	_ = a[3] // ERROR@8 `invalid argument: index 3 out of bounds \[0:3\]`
	_ = a[-1] // ERROR@8 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = a["a"] // ERROR@8 `cannot convert "a" \(untyped string constant\) to type int`
	_ = a[1.0]
	_ = a[1.5] // ERROR@8 `1\.5 \(untyped float constant\) truncated to int`
	_ = a[fl] // ERROR@8 `invalid argument: index fl \(variable of type float64\) must be integer`
	_ = pa[5] // ERROR@9 `invalid argument: index 5 out of bounds \[0:3\]`
	_ = s[-1] // ERROR@8 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = str[0]
	str[0] = 'a' // ERROR@2 `cannot assign to str\[0\] \(neither addressable nor a map index expression\)`
	_ = "abc"[3] // ERROR@12 `invalid argument: index 3 out of bounds \[0:3\]`
	_ = m[1] // ERROR@8 `cannot use 1 \(untyped int constant\) as string value in map index`
	_ = m["a"]
	_ = i[0] // ERROR@7 `cannot index i \(variable of type int\)`
	_ = f[0] // ERROR@7 `cannot index f \(value of type func\(a \[3\]int, pa \*\[3\]int, s \[\]int, str string, m map\[string\]int, i int, fl float64\)\)`
	_ = a[:]
	_ = [3]int{}[:] // ERROR@6 `cannot slice unaddressable value \[3\]int\{\} \(value of type \[3\]int\)`
	_ = s[2:1] // ERROR@10 `invalid slice indices: 1 < 2`
	_ = s[1:2:1] // ERROR@12 `invalid slice indices: 1 < 2`
	_ = str[1:2:3] // ERROR@14 `invalid operation: 3-index slice of string`
	_ = "abc"[2:5] // ERROR@14 `invalid argument: index 5 out of bounds \[0:4\]`
	_ = i[:] // ERROR@6 `cannot slice i \(variable of type int\)`
	_ = m[:] // ERROR@6 `cannot slice m \(variable of type map\[string\]int\)`
	_ = a[1:4] // ERROR@10 `invalid argument: index 4 out of bounds \[0:4\]`
	_ = s["a":] // ERROR@8 `cannot convert "a" \(untyped string constant\) to type int`
	_ = gen[int]
	_ = gen[int, int] // ERROR@15 `got 2 type arguments but want 1`
	_ = gen // ERROR@6 `cannot use generic function gen without instantiation`
	_ = s[1<<70] // ERROR@8 `1 << 70 \(untyped int constant 1180591620717411303424\) overflows int`
	_ = &m["a"] // ERROR@7 `invalid operation: cannot take address of m\["a"\] \(map index expression of type int\)`
	_ = &str[0] // ERROR@7 `invalid operation: cannot take address of str\[0\] \(value of type byte\)`
	v, ok := m["a"]
	v, ok = s[0] // ERROR@10 `assignment mismatch: 2 variables but 1 value`
	_, _ = v, ok
}

// What cannot be sliced has its indices not looked at.
func unread(x int) {
	n := 1 // ERROR@2 `declared and not used: n`
	_ = x[n:len(x)] // ERROR@6 `cannot slice x \(variable of type int\)`
	m := 1
	_ = x[m] // ERROR@7 `cannot index x \(variable of type int\)`
}
