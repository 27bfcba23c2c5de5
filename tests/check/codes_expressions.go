package p

// Errors about expressions that no other program here provokes.

import "unsafe"

type point struct{ x, y int }

func f(list []int, p *int, b *byte, n int, x float64, any any) {
	_ = len(list...) // ERROR@6 `invalid operation: invalid use of \.\.\. with built-in len`
	_ = cap(list...) // ERROR@6 `invalid operation: invalid use of \.\.\. with built-in cap`
	_ = n[0] // ERROR@7 `cannot index n \(variable of type int\)`
	_ = p[0] // ERROR@7 `cannot index p \(variable of type \*int\)`
	_ = point{{1}, 2} // ERROR@12 `missing type in composite literal`
	_ = struct{ p *point }{{1, 2}} // ERROR@25 `missing type in composite literal`
	_ = unsafe.Add(p, 1) // ERROR@17 `cannot use p \(variable of type \*int\) as unsafe\.Pointer value in argument to unsafe\.Add`
	_ = unsafe.Add(unsafe.Pointer(p), "a") // ERROR@36 `cannot convert "a" \(untyped string constant\) to type int`
	_ = unsafe.Add(unsafe.Pointer(p), x) // ERROR@36 `invalid argument: length x \(variable of type float64\) must be integer`
	_ = unsafe.String(b, -1) // ERROR@23 `invalid argument: length -1 \(constant of type int\) must not be negative`
	_ = unsafe.String(p, 1) // ERROR@20 `cannot use p \(variable of type \*int\) as \*byte value in argument to unsafe\.String`
	_ = unsafe.String(b, "a") // ERROR@23 `cannot convert "a" \(untyped string constant\) to type int`
	_ = any.(type) // ERROR@6 `invalid syntax tree: use of \.\(type\) outside type switch`
	_ = unsafe.Sizeof([1 << 40][1 << 40]int{}) // ERROR@20 `\[1 << 40\]\[1 << 40\]int\{\} \(value of type \[1099511627776\]\[1099511627776\]int\) is too large`
}

type huge [1 << 50][1 << 50]int

const size = unsafe.Sizeof(huge{}) // ERROR@28 `huge\{\} \(value of array type huge\) is too large`
