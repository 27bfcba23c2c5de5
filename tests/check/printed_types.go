package p

// How messages print types that are no expressions, whose parentheses gc's parser forgets; `rune` and `byte` keep their names.

type M map[string]int
type S[T any] struct{ x T }

func printed() {
	_ = [](M) // ERROR@6 `\[\]M \(type\) is not an expression`
	_ = ((M)) // ERROR@6 `\(\(M\)\) \(type\) is not an expression`
	_ = [2](M) // ERROR@6 `\[2\]M \(type\) is not an expression`
	_ = map[(M)]int // ERROR `map\[M\]int \(type\) is not an expression` `invalid map key type M`
	_ = chan (M) // ERROR@6 `chan M \(type\) is not an expression`
	_ = func(x ...(M)) ((M), int) // ERROR@10 `func\(x \.\.\.M\) \(M, int\) \(type\) is not an expression`
	_ = struct{ a (M) } // ERROR@6 `struct\{a M\} \(type\) is not an expression`
	_ = interface{ m() (M) } // ERROR@6 `interface\{m\(\) M\} \(type\) is not an expression`
	_ = S[(M)] // ERROR@6 `S\[\(M\)\] \(type\) is not an expression`
	_ = []*(M) // ERROR@6 `\[\]\*M \(type\) is not an expression`
	_ = ([]((M))) // ERROR@6 `\(\[\]M\) \(type\) is not an expression`
	_ = chan<- (chan (M)) // ERROR@6 `chan<- chan M \(type\) is not an expression`
	_ = <-chan (M) // ERROR@8 `<-chan M \(type\) is not an expression`
	_ = [T]nil // ERROR `\[T\]nil \(type\) is not an expression` `undefined array length T or missing type constraint` `nil \(untyped nil\) is not a type`
	_ = []nil // ERROR `\[\]nil \(type\) is not an expression` `nil \(untyped nil\) is not a type`
}

type textual interface{ text() }
type myRune = rune

func named(r rune, b byte, m myRune) {
	var _ textual = r // ERROR@18 `cannot use r \(variable of type rune\) as textual value in variable declaration: rune does not implement textual \(missing method text\)`
	var _ textual = b // ERROR@18 `cannot use b \(variable of type byte\) as textual value in variable declaration: byte does not implement textual \(missing method text\)`
	var _ textual = m // ERROR@18 `cannot use m \(variable of rune type myRune\) as textual value in variable declaration: rune does not implement textual \(missing method text\)`
	var _ textual = 'a' // ERROR@18 `cannot use 'a' \(constant 97 of type rune\) as textual value in variable declaration: rune does not implement textual \(missing method text\)`
}

// No initialization cycles: a method of an instantiated type is another object than the declared one.
type L[T any] struct{}

func (L[T]) a() int { return u }

var u = L[int]{}.a()
