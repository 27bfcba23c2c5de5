// Statements.
package p

func two() (int, int) { panic(0) }

func f(i int, s string, b bool, a any, m map[string]int, c chan int, sc chan<- int, rc <-chan int, arr [3]int, it func(func(int) bool), fl float64) {
	if i { // ERROR@5 `non-boolean condition in if statement`
	}
	if s := 1; s { // ERROR@13 `non-boolean condition in if statement`
	}
	for i { // ERROR@6 `non-boolean condition in for statement`
	}
	for i := 0; i < 3; i++ {
	}
	for i := range 3 { // ERROR@6 `declared and not used: i`
	}
	for i, j := range 3 { // ERROR@9 `range over 3 \(untyped int constant\) permits only one iteration variable`
		_, _ = i, j
	}
	for x := range s {
		_ = x
	}
	for k, v := range m {
		_, _ = k, v
	}
	for x, y := range c { // ERROR@9 `range over c \(variable of type chan int\) permits only one iteration variable`
		_, _ = x, y
	}
	for x := range sc { // ERROR@17 `cannot range over sc \(variable of type chan<- int\): receive from send-only channel chan<- int`
		_ = x
	}
	for range b { // ERROR@12 `cannot range over b \(variable of type bool\)`
	}
	for x := range it {
		_ = x
	}
	for x, y := range it { // ERROR@9 `range over it \(variable of type func\(func\(int\) bool\)\) permits only one iteration variable`
		_, _ = x, y
	}
	for range fl { // ERROR@12 `cannot range over fl \(variable of type float64\)`
	}
	for range 1.5 { // ERROR@12 `cannot range over 1\.5 \(untyped float constant\)`
	}
	for range func() {} { // ERROR@12 `cannot range over func\(\) \{\} \(value of type func\(\)\): func must be func\(yield func\(\.\.\.\) bool\): wrong argument count`
	}
	var k string
	for k = range m {
	}
	for i = range m { // ERROR@6 `cannot use i \(value of type string\) as int value in assignment`
	}
	_ = k
	for _ = range m {
	}
	for _, _ := range m { // ERROR@2 `no new variables on left side of :=`
	}
	switch i {
	case 1, 2, 1: // ERROR@13 `duplicate case 1 \(constant of type int\) in expression switch\n\t57:7: previous case`
	case "a": // ERROR@7 `cannot convert "a" \(untyped string constant\) to type int`
	case 1.5: // ERROR@7 `1\.5 \(untyped float constant\) truncated to int`
	case i:
	default:
	default: // ERROR@2 `multiple defaults \(first at 61:2\)`
	}
	switch {
	case b:
	case i: // ERROR@7 `invalid case i in switch on true \(mismatched types int and bool\)`
	case true, false, true:
	}
	switch s {
	case "a", "b", "a": // ERROR@17 `duplicate case "a" \(constant of type string\) in expression switch\n\t70:7: previous case`
		fallthrough
	case "c":
		fallthrough // ERROR@3 `cannot fallthrough final case in switch`
	}
	switch f {
	case nil:
	}
	switch a {
	case 1, "a", 1, 1.0: // ERROR@15 `duplicate case 1 \(constant of type int\) in expression switch\n\t79:7: previous case`
	}
	switch x := a.(type) { // ERROR@9 `x declared and not used`
	}
	switch x := a.(type) {
	case int, string:
		_ = x
	case int: // ERROR@7 `duplicate case int in type switch\n\t84:7: previous case`
	case nil:
		fallthrough // ERROR@3 `cannot fallthrough in type switch`
	case nil: // ERROR@7 `duplicate case nil in type switch\n\t87:7: previous case`
	case undefined: // ERROR@7 `undefined: undefined`
	case interface{ M() }:
	case float64:
		x += "a" // ERROR@3 `invalid operation: x \+= "a" \(mismatched types float64 and untyped string\)`
	}
	switch i.(type) { // ERROR@9 `i \(variable of type int\) is not an interface`
	}
	switch _ := a.(type) { // ERROR@9 `no new variable on left side of :=`
	}
	var e error
	switch e.(type) {
	case int: // ERROR@7 `impossible type switch case: int\n\te \(variable of interface type error\) cannot have dynamic type int \(missing method Error\)`
	case error:
	}
	_ = e.(int) // ERROR@6 `impossible type assertion: e\.\(int\)\n\tint does not implement error \(missing method Error\)`
	_ = a.(int)
	_ = i.(int) // ERROR@6 `invalid operation: i \(variable of type int\) is not an interface`
	_, ok := a.(string)
	_ = ok
	select {
	case x := <-c: // ERROR@7 `declared and not used: x`
	case c <- 1:
	case sc <- "a": // ERROR@13 `cannot use "a" \(untyped string constant\) as int value in send`
	case <-sc: // ERROR@9 `invalid operation: cannot receive from send-only channel chan<- int sc \(variable of type chan<- int\)`
	case rc <- 1: // ERROR@7 `invalid operation: cannot send to receive-only channel <-chan int rc \(variable of type <-chan int\)`
	case x, ok := <-rc:
		_, _ = x, ok
	case f(): // ERROR@8 `select case must be send or receive \(possibly with assignment\)`
	default:
	default: // ERROR@2 `multiple defaults \(first at 118:2\)`
	}
	i // ERROR@2 `i \(variable of type int\) is not used`
	s + s // ERROR@2 `s \+ s \(value of type string\) is not used`
	two()
	<-c
	-i // ERROR@2 `-i \(value of type int\) is not used`
	func() {} // ERROR@2 `func\(\) \{\} \(value of type func\(\)\) is not used`
	func() {}()
	"a" // ERROR@2 `"a" \(untyped string constant\) is not used`
	nil // ERROR@2 `nil is not used`
	go func() {} // ERROR@5 `expression in go must be function call`
	defer func() {} // ERROR@8 `expression in defer must be function call`
	defer two // ERROR@8 `expression in defer must be function call`
	go two()
	break // ERROR@2 `break is not in a loop, switch, or select`
	continue // ERROR@2 `continue is not in a loop`
	fallthrough // ERROR@2 `fallthrough statement out of place`
	goto L // ERROR@7 `goto L jumps over declaration of x at 138:4`
	x := 1
	_ = x
L:
	for {
		break L
		continue M // ERROR@12 `continue label not defined: M`
		break M // ERROR@9 `break label not defined: M`
	}
M:
	{
		break M // ERROR@9 `invalid break label M`
	}
U: // ERROR@1 `label U defined and not used`
	goto B // ERROR@7 `goto B jumps into block starting at 152:2`
	{
	B:
	}
L: // ERROR@1 `label L already defined at 140:1`
	var unused int // ERROR@6 `declared and not used: unused`
	{
		var inner int // ERROR@7 `declared and not used: inner`
	}
	func() {
		var inClosure int // ERROR@7 `declared and not used: inClosure`
	}()
	for z := range 3 { // ERROR@6 `declared and not used: z`
	}
	if w := 1; b { // ERROR@5 `declared and not used: w`
	}
}

func ret1() int {
} // ERROR@1 `missing return`

func ret2(b bool) int {
	if b {
		return 1
	}
} // ERROR@1 `missing return`

func ret3(b bool) int {
	if b {
		return 1
	} else {
		return 2
	}
}

func ret4() int {
	for {
	}
}

func ret5() int {
	for {
		break
	}
} // ERROR@1 `missing return`

func ret6(i int) int {
	switch i {
	case 1:
		return 1
	}
} // ERROR@1 `missing return`

func ret7(i int) int {
	switch i {
	case 1:
		return 1
	default:
		panic(1)
	}
}

func ret8() int {
L:
	for {
		for {
			break L
		}
	}
} // ERROR@1 `missing return`

func ret9(c chan int) int {
	select {
	case <-c:
		return 1
	}
}

func ret10() int {
	goto L
L:
	return 1
}

func ret11() (x int) {
	func() int {
	}() // ERROR@2 `missing return`
	return
}
