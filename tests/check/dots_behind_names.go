// The bracket behind a single name may begin type arguments: `...` is no expression there.
package p

func f(a [...]int) {} // ERROR@11 `syntax error: unexpected \.\.\., expected expression`
func g() (a [...]int) { return } // ERROR@14 `syntax error: unexpected \.\.\., expected expression`
func h(a, b [...]int) {} // ERROR@14 `syntax error: unexpected \.\.\., expected expression`
func i([...]int) {}
func (a [...]int) j() {} // ERROR@10 `syntax error: unexpected \.\.\., expected expression`

type k struct{ a [...]int } // ERROR@19 `syntax error: unexpected \.\.\., expected expression`
type l struct{ a, b [...]int }
type m interface{ n(a [...]int) } // ERROR@24 `syntax error: unexpected \.\.\., expected expression`
type o[P [...]int] int // ERROR@11 `syntax error: unexpected \.\.\., expected expression`

func q(a *[...]int, b ...[...]int) {}
