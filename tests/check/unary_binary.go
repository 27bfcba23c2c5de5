// Operators.
package p

type T struct{ a int }
type F func()
type MyInt int

func f(i int, s string, b bool, fl float64, c complex128, p *int, sl []int, m map[string]int, fn func(), t T, ch chan int, e error, u uint8, mi MyInt) {
	_ = !i // ERROR@7 `invalid operation: operator ! not defined on i \(variable of type int\)`
	_ = -s // ERROR@7 `invalid operation: operator - not defined on s \(variable of type string\)`
	_ = ^fl // ERROR@7 `invalid operation: operator \^ not defined on fl \(variable of type float64\)`
	_ = +b // ERROR@7 `invalid operation: operator \+ not defined on b \(variable of type bool\)`
	_ = &1 // ERROR@7 `invalid operation: cannot take address of 1 \(untyped int constant\)`
	_ = &f // ERROR@7 `invalid operation: cannot take address of f \(value of type func\(i int, s string, b bool, fl float64, c complex128, p \*int, sl \[\]int, m map\[string\]int, fn func\(\), t T, ch chan int, e error, u uint8, mi MyInt\)\)`
	_ = &t.a
	_ = &T{}
	_ = *i // ERROR@7 `invalid operation: cannot indirect i \(variable of type int\)`
	_ = *p
	_ = <-i // ERROR@8 `invalid operation: cannot receive from non-channel int i \(variable of type int\)`
	_ = <-ch
	_ = i + s // ERROR@6 `invalid operation: i \+ s \(mismatched types int and string\)`
	_ = i + fl // ERROR@6 `invalid operation: i \+ fl \(mismatched types int and float64\)`
	_ = i + mi // ERROR@6 `invalid operation: i \+ mi \(mismatched types int and MyInt\)`
	_ = i + 1.5 // ERROR@10 `1\.5 \(untyped float constant\) truncated to int`
	_ = i + 1.0
	_ = s + 1 // ERROR@6 `invalid operation: s \+ 1 \(mismatched types string and untyped int\)`
	_ = s - s // ERROR@6 `invalid operation: operator - not defined on s \(variable of type string\)`
	_ = b && i // ERROR@6 `invalid operation: b && i \(mismatched types bool and int\)`
	_ = b && b
	_ = fl % 2 // ERROR@6 `invalid operation: operator % not defined on fl \(variable of type float64\)`
	_ = i / 0 // ERROR@10 `invalid operation: division by zero`
	_ = fl / 0
	_ = 1 / 0 // ERROR@10 `invalid operation: division by zero`
	_ = 1.0 / 0.0 // ERROR@12 `invalid operation: division by zero`
	_ = i << s // ERROR@11 `invalid operation: shift count s \(variable of type string\) must be integer`
	_ = i << -1 // ERROR@11 `invalid operation: negative shift count -1 \(untyped int constant\)`
	_ = 1.5 << 2 // ERROR@6 `invalid operation: shifted operand 1\.5 \(untyped float constant\) must be integer`
	_ = fl << 1 // ERROR@6 `invalid operation: shifted operand fl \(variable of type float64\) must be integer`
	_ = i << 1.5 // ERROR@11 `1\.5 \(untyped float constant\) truncated to uint`
	_ = i << 2.0
	_ = s == i // ERROR@11 `invalid operation: s == i \(mismatched types string and int\)`
	_ = sl == sl // ERROR@6 `invalid operation: sl == sl \(slice can only be compared to nil\)`
	_ = sl == nil
	_ = m == m // ERROR@6 `invalid operation: m == m \(map can only be compared to nil\)`
	_ = fn == fn // ERROR@6 `invalid operation: fn == fn \(func can only be compared to nil\)`
	_ = fn == nil
	_ = nil == nil // ERROR@13 `invalid operation: nil == nil \(operator == not defined on untyped nil\)`
	_ = t == t
	_ = t < t // ERROR@6 `invalid operation: t < t \(operator < not defined on struct\)`
	_ = p < p // ERROR@6 `invalid operation: p < p \(operator < not defined on pointer\)`
	_ = b < b // ERROR@6 `invalid operation: b < b \(operator < not defined on bool\)`
	_ = s < s
	_ = e == nil
	_ = e == 5 // ERROR@11 `invalid operation: e == 5 \(mismatched types error and untyped int\)`
	_ = i == nil // ERROR@11 `invalid operation: i == nil \(mismatched types int and untyped nil\)`
	_ = u + 256 // ERROR@10 `256 \(untyped int constant\) overflows uint8`
	_ = u == 256 // ERROR@11 `256 \(untyped int constant\) overflows uint8`
	_ = u << 10
	_ = ~i // ERROR@6 `cannot use ~ outside of interface or type constraint \(use \^ for bitwise complement\)`
	_ = 'a' + s // ERROR@6 `invalid operation: 'a' \+ s \(mismatched types untyped rune and string\)`
	_ = c < c // ERROR@6 `invalid operation: c < c \(operator < not defined on complex128\)`
	_ = c == 1
	_ = ch == nil
	var x float64 = 1 << i // ERROR@18 `invalid operation: shifted operand 1 \(type float64\) must be integer`
	_ = x
	var y int = 1.0 << i
	_ = y
	_ = uint8(1) << 8 // ERROR@6 `uint8\(1\) << 8 \(constant 256 of type uint8\) overflows uint8`
	_ = int8(127) + 1 // ERROR@6 `int8\(127\) \+ 1 \(constant 128 of type int8\) overflows int8`
	_ = 1 << 1000 << 1000 // ERROR@8 `constant shift overflow`
	_ = "a" * 2 // ERROR@6 `invalid operation: "a" \* 2 \(mismatched types untyped string and untyped int\)`
	_ = true + false // ERROR@6 `invalid operation: operator \+ not defined on true \(untyped bool constant\)`
	_ = !1 // ERROR@7 `invalid operation: operator ! not defined on 1 \(untyped int constant\)`
	_ = i &^ s // ERROR@6 `invalid operation: i &\^ s \(mismatched types int and string\)`
	_ = i & fl // ERROR@6 `invalid operation: i & fl \(mismatched types int and float64\)`
}
