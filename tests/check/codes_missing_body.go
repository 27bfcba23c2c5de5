package p

// Functions without a body, in a package that is otherwise in order.

func f(int) int // ERROR@6 `missing function body`

type t struct{}

func (t) m() // ERROR@6 `missing function body`
