package p

// Interface literals that lead back to themselves; looked for only where all else is in order.

type first interface { // ERROR@12 `invalid recursive type: anonymous interface refers to itself \(see https://go\.dev/issue/56103\)`
	a() interface{ both }
}

type both interface {
	first
	b()
}

type fine interface {
	c() interface{ String() string }
}
