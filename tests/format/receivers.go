// What go/parser takes and the checker refuses: methods with no receiver, and with several.
package p

type T struct{
x int
}

func ( /* nobody */ ) none() {}
func () noneEither()   {}
func (a, b T) two() {}
func (T, *T) unnamed()   { }
func (a T,  b   *T ,) typed() {}
func ((T)) parens() {}
func (a *T /* one */ ) one() {}
