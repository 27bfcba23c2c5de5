// What the grammar itself refuses. (Behind a syntax error gc and gorun do not always find the same place to go on at: one for each function.)
package p

var _ = {1} // ERROR@9 `syntax error: unexpected \{, expected expression`

var _ = func[P any]() {} // ERROR@13 `syntax error: function type must have no type parameters`

func f1() { 5.x } // ERROR@15 `syntax error: unexpected name x at end of statement`

func f2(s []int) { _ = s[] } // ERROR@26 `syntax error: unexpected \], expected operand`

func f3() { i := 0; _ = i++ + 1 } // ERROR@26 `syntax error: unexpected \+\+ at end of statement`

func f4(b bool) { b &&= true } // ERROR@23 `syntax error: unexpected =, expected expression`

func f5() { _ = f1[] } // ERROR@20 `syntax error: unexpected \], expected operand`

func f6() { func[T any](t T) {}(1) } // ERROR@17 `syntax error: function type must have no type parameters`

func f7() { var x = 1, y = 2 } // ERROR@26 `syntax error: unexpected = at end of statement`

func f8() { a := b := 1 } // ERROR@20 `syntax error: unexpected := at end of statement`

func f9() { (a, b) := 1, 2 } // ERROR@15 `syntax error: unexpected comma, expected \)`

func f10() { i--++ } // ERROR@17 `syntax error: unexpected \+\+ at end of statement`

func f11() { 1 2 } // ERROR@16 `syntax error: unexpected literal 2 at end of statement`

func f12() { x := } // ERROR@19 `syntax error: unexpected \}, expected expression`

func f13() { var x chan<- <-chan int; x.1 } // ERROR@40 `syntax error: unexpected literal \.1 at end of statement`

func f14() { _ = !  } // ERROR@21 `syntax error: unexpected \}, expected expression`

func f15() { a, b += 1, 2 } // ERROR@19 `syntax error: unexpected \+=, expected := or = or comma`

func f16() { func g() {} } // ERROR@19 `syntax error: unexpected name g, expected \(`

func f17() { if x := 1; {} } // ERROR@23 `syntax error: missing condition in if statement`

func f18(b int) {
	if a, c := f(b); a != nil = // ERROR@28 `syntax error: cannot use assignment \(a != nil\) = <bad expr> as value`
		return // ERROR@3 `syntax error: unexpected keyword return, expected expression` `syntax error: unexpected keyword return, expected \{ after if clause`
}
