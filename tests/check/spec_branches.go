// Labels, break, continue, goto, fallthrough and missing returns that the specification refuses.
package p

func unused() {
L: // ERROR@1 `label L defined and not used`
	for {
	}
M: // ERROR@1 `label M defined and not used`
	x := 1
	_ = x
N: // ERROR@1 `label N defined and not used`
}

func twice() {
L:
	for {
		break L
	}
L: // ERROR@1 `label L already defined at 15:1`
	for {
		continue L // ERROR@12 `invalid continue label L`
	}
}

func breaks(c chan int) {
	break // ERROR@2 `break is not in a loop, switch, or select`
	continue // ERROR@2 `continue is not in a loop`
	if true {
		break // ERROR@3 `break is not in a loop, switch, or select`
		continue // ERROR@3 `continue is not in a loop`
	}
	switch {
	case true:
		break
		continue // ERROR@3 `continue is not in a loop`
	}
	select {
	default:
		break
		continue // ERROR@3 `continue is not in a loop`
	}
	for {
		func() {
			break // ERROR@4 `break is not in a loop, switch, or select`
			continue // ERROR@4 `continue is not in a loop`
		}()
		break
		continue
	}
	break L // ERROR@8 `break label not defined: L`
	continue L // ERROR@11 `continue label not defined: L`
L:
	if true {
		break L // ERROR@9 `invalid break label L`
		continue L // ERROR@12 `invalid continue label L`
	}
B:
	{
		break B // ERROR@9 `invalid break label B`
		continue B // ERROR@12 `invalid continue label B`
	}
S:
	switch {
	default:
		break S
		continue S // ERROR@12 `invalid continue label S`
	}
T:
	select {
	default:
		break T
		continue T // ERROR@12 `invalid continue label T`
	}
F:
	for {
		break F
		continue F
		for {
			break S // ERROR@10 `invalid break label S`
			continue S // ERROR@13 `invalid continue label S`
			continue F
		}
		func() {
			break F // ERROR@10 `break label not defined: F`
			continue F // ERROR@13 `continue label not defined: F`
			goto F // ERROR@9 `label F not defined`
		}()
	}
	break F // ERROR@8 `invalid break label F`
E:
	x := 1
	for x < 3 {
		break E // ERROR@9 `invalid break label E`
		continue E // ERROR@12 `invalid continue label E`
	}
}

func gotos(b bool) {
	goto undefined // ERROR@7 `label undefined not defined`
	goto over // ERROR@7 `goto over jumps over declaration of x at 101:4`
	x := 1
	_ = x
over:
	goto into // ERROR@7 `goto into jumps into block starting at 105:2`
	{
	into:
	}
	if b {
	inIf:
	} else {
		goto inIf // ERROR@8 `goto inIf jumps into block starting at 108:7`
	}
	for {
		goto fine
	inFor:
	}
	goto inFor // ERROR@7 `goto inFor jumps into block starting at 113:6`
	switch {
	case b:
	inCase:
		goto inCase
	default:
		goto inCase // ERROR@8 `goto inCase jumps into block starting at 119:2`
	}
fine:
	goto back // ERROR@7 `goto back jumps into block starting at 129:2`
	var y int
	_ = y
	{
	back:
	}
	goto block
	{
		z := 1
		_ = z
	}
block:
	func() {
		goto fine // ERROR@8 `label fine not defined`
	inner: // ERROR@2 `label inner defined and not used`
	}()
	goto inner // ERROR@7 `label inner not defined`
	goto end
	const k = 1
	type t int
end:
}

func fallthroughs(x any) {
	fallthrough // ERROR@2 `fallthrough statement out of place`
	if true {
		fallthrough // ERROR@3 `fallthrough statement out of place`
	}
	for {
		fallthrough // ERROR@3 `fallthrough statement out of place`
	}
	select {
	default:
		fallthrough // ERROR@3 `fallthrough statement out of place`
	}
	switch x.(type) {
	case int:
		fallthrough // ERROR@3 `cannot fallthrough in type switch`
	}
	switch {
	case true:
		func() { fallthrough }() // ERROR@12 `fallthrough statement out of place`
		fallthrough
	default:
	}
	switch {
	case true:
		fallthrough // ERROR@3 `cannot fallthrough final case in switch`
	}
	switch {
	case true:
	L:
		fallthrough
	case false:
		goto L // ERROR@8 `goto L jumps into block starting at 176:2`
	}
}

func r1() int {
} // ERROR@1 `missing return`

func r2(b bool) int {
	if b {
		return 1
	}
} // ERROR@1 `missing return`

func r3(b bool) int {
	for b {
		return 1
	}
} // ERROR@1 `missing return`

func r4() int {
	for {
		break
	}
} // ERROR@1 `missing return`

func r5() int {
L:
	for {
		for {
			break L
		}
	}
} // ERROR@1 `missing return`

func r6(x int) int {
	switch x {
	case 1:
		return 1
	}
} // ERROR@1 `missing return`

func r7(x int) int {
	switch x {
	case 1:
		return 1
	default:
		break
	}
} // ERROR@1 `missing return`

func r8(x int) int {
	switch x {
	case 1:
		fallthrough
	default:
		x++
	}
} // ERROR@1 `missing return`

func r9(c chan int) int {
	select {
	case <-c:
		return 1
	case c <- 1:
	}
} // ERROR@1 `missing return`

func r10(c chan int) int {
	select {
	case <-c:
		return 1
	default:
		break
	}
} // ERROR@1 `missing return`

func r11() int {
	func() { panic(1) }()
} // ERROR@1 `missing return`

func r12(s []int) int {
	for range s {
		return 1
	}
} // ERROR@1 `missing return`

func r13() (n int) {
	{
		n := 1 // ERROR@3 `declared and not used: n`
		return // ERROR@3 `result parameter n not in scope at return\n\t268:3: inner declaration of var n int`
	}
	return 1, 2 // ERROR@12 `too many return values\n\thave \(number, number\)\n\twant \(int\)`
}

func r14() {
	return 1 // ERROR@9 `too many return values\n\thave \(number\)\n\twant \(\)`
}

func r15() (int, string) {
	return // ERROR@2 `not enough return values\n\thave \(\)\n\twant \(int, string\)`
	return 1 // ERROR@9 `not enough return values\n\thave \(number\)\n\twant \(int, string\)`
	return 1, 2 // ERROR@12 `cannot use 2 \(untyped int constant\) as string value in return statement`
	return "a", "b" // ERROR@9 `cannot use "a" \(untyped string constant\) as int value in return statement`
	return r15()
	return r14() // ERROR@9 `r14\(\) \(no value\) used as value`
	return 1, "a", 2 // ERROR@17 `too many return values\n\thave \(number, string, number\)\n\twant \(int, string\)`
	return nil, "" // ERROR@9 `cannot use nil as int value in return statement`
}

func r16() (a int, err error) {
	if a, err := r16(); err != nil {
		return // ERROR@3 `result parameter a not in scope at return\n\t290:5: inner declaration of var a int` `result parameter err not in scope at return\n\t290:8: inner declaration of var err error`
	} else {
		_ = a
	}
	for err := range []error{} { // ERROR@6 `declared and not used: err`
		return // ERROR@3 `result parameter err not in scope at return\n\t295:6: inner declaration of var err error`
	}
	func() {
		return 1 // ERROR@10 `too many return values\n\thave \(number\)\n\twant \(\)`
	}()
	return
}

func r17() int {
	goto L
L:
} // ERROR@1 `missing return`

func r18() int {
	{
		return 1
	}
}

func r19() int {
	panic := func(int) {}
	panic(1)
} // ERROR@1 `missing return`

func r20() int { for { } ; }

func r21(x any) int {
	switch x.(type) {
	case int:
		return 1
	}
} // ERROR@1 `missing return`

func r22(x any) int {
	if true {
		return 1
	} else if x != nil {
		panic(1)
	}
} // ERROR@1 `missing return`
