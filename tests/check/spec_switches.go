// If, switch and type switch statements that the specification refuses.
package p

type T struct{}

func (T) M()  {}
func (*T) N() {}

type I interface{ M() }
type J interface{ M(int) }

func two() (int, bool) { return 1, true }
func none()            {}

func ifs(x int, p *int, e error, b bool) {
	if x { // ERROR@5 `non-boolean condition in if statement`
	}
	if x = 1; b {
	}
	if p { // ERROR@5 `non-boolean condition in if statement`
	}
	if nil { // ERROR@5 `non-boolean condition in if statement`
	}
	if "a" { // ERROR@5 `non-boolean condition in if statement`
	}
	if two() { // ERROR@5 `multiple-value two\(\) \(value of type \(int, bool\)\) in single-value context`
	}
	if none() { // ERROR@5 `none\(\) \(no value\) used as value`
	}
	if y := 1; b { // ERROR@5 `declared and not used: y`
	}
	if y := 1; y == 1 {
	} else if z := 1; b { // ERROR@12 `declared and not used: z`
	}
	if b == 1 { // ERROR@10 `invalid operation: b == 1 \(mismatched types bool and untyped int\)`
	}
	if e == 1 { // ERROR@10 `invalid operation: e == 1 \(mismatched types error and untyped int\)`
	}
	type B bool
	if B(b) {
	}
	if x := x; x == x {
	}
}

func exprSwitches(x int, s string, b bool, f func(), sl []int, e any, t T, i I, u uint8, fl float64, c complex128) {
	switch x {
	case 1, 2, 1: // ERROR@13 `duplicate case 1 \(constant of type int\) in expression switch\n\t48:7: previous case`
	case 2: // ERROR@7 `duplicate case 2 \(constant of type int\) in expression switch\n\t48:10: previous case`
	case 3, 'a', 97: // ERROR@15 `duplicate case 97 \(constant of type int\) in expression switch\n\t50:10: previous case`
	case 3.0: // ERROR@7 `duplicate case 3\.0 \(constant 3 of type int\) in expression switch\n\t50:7: previous case`
	}
	switch s {
	case "a", "b":
	case "a": // ERROR@7 `duplicate case "a" \(constant of type string\) in expression switch\n\t54:7: previous case`
	case "b" + "": // ERROR@7 `duplicate case "b" \+ "" \(constant "b" of type string\) in expression switch\n\t54:12: previous case`
	case 1: // ERROR@7 `cannot convert 1 \(untyped int constant\) to type string`
	case nil: // ERROR@7 `cannot convert nil to type string`
	}
	switch fl {
	case 1, 1.0, 0.1, 0.10: // ERROR `duplicate case 1\.0 \(constant 1 of type float64\) in expression switch\n\t61:7: previous case` `duplicate case 0\.10 \(constant 0\.1 of type float64\) in expression switch\n\t61:15: previous case`
	}
	switch c {
	case 1, 1i, 1i:
	}
	switch u {
	case 255, 256, -1: // ERROR `256 \(untyped int constant\) overflows uint8` `-1 \(untyped int constant\) overflows uint8`
	}
	switch b {
	case true, false, true, !true, 1 == 1:
	}
	switch {
	case true, false, true:
	case b, b:
	case x: // ERROR@7 `invalid case x in switch on true \(mismatched types int and bool\)`
	case "a": // ERROR@7 `cannot convert "a" \(untyped string constant\) to type bool`
	}
	switch e {
	case 1, 1.0, int8(1), 1, "a", "a", nil, nil, true, true: // ERROR `duplicate case 1 \(constant of type int\) in expression switch\n\t79:7: previous case` `duplicate case "a" \(constant of type string\) in expression switch\n\t79:27: previous case`
	case sl: // ERROR@7 `invalid case sl in switch on e \(slice can only be compared to nil\)`
	case f: // ERROR@7 `invalid case f in switch on e \(func can only be compared to nil\)`
	case none: // ERROR@7 `invalid case none in switch on e \(func can only be compared to nil\)`
	}
	switch f {
	case nil:
	case f: // ERROR@7 `invalid case f in switch on f \(func can only be compared to nil\)`
	}
	switch sl {
	case nil, nil:
	case sl: // ERROR@7 `invalid case sl in switch on sl \(slice can only be compared to nil\)`
	}
	switch t {
	case T{}, T{}:
	case 1: // ERROR@7 `cannot convert 1 \(untyped int constant\) to type struct\{\}`
	}
	switch i {
	case T{}:
	case &T{}:
	case 1: // ERROR@7 `cannot convert 1 \(untyped int constant\) to type interface\{M\(\)\}`
	case nil:
	}
	switch nil { // ERROR@9 `use of untyped nil in switch expression`
	case nil:
	}
	switch two() { // ERROR@9 `multiple-value two\(\) \(value of type \(int, bool\)\) in single-value context`
	}
	switch none() { // ERROR@9 `none\(\) \(no value\) used as value`
	}
	switch x := 1; { // ERROR@9 `declared and not used: x`
	}
	switch x := x; x {
	default:
	case 1:
	default: // ERROR@2 `multiple defaults \(first at 112:2\)`
	}
	switch x {
	case 1:
		fallthrough
	case 2:
		if b {
			fallthrough // ERROR@4 `fallthrough statement out of place`
		}
		{
			fallthrough // ERROR@4 `fallthrough statement out of place`
		}
	case 3:
		fallthrough // ERROR@3 `fallthrough statement out of place`
		x = 1
	case 4:
		for {
			fallthrough // ERROR@4 `fallthrough statement out of place`
		}
	default:
		fallthrough // ERROR@3 `cannot fallthrough final case in switch`
	}
	switch x {
	case T: // ERROR@7 `T \(type\) is not an expression`
	case int: // ERROR@7 `int \(type\) is not an expression`
	case undefined: // ERROR@7 `undefined: undefined`
	case x.y: // ERROR@9 `x\.y undefined \(type int has no field or method y\)`
	}
	switch T { // ERROR@9 `T \(type\) is not an expression`
	}
}
