package p

func f() {
	if x := 1 {}
	go f
	x[1:2:]
	if {}
	x = y = z
	goto
}

type T struct { a, b }

func h() { x( }
var s = "abc
var r = 'ab'
var n = 0x
func 1() {}
func 2() {}
func 3() {}
func 4() {}
func 5() {}
