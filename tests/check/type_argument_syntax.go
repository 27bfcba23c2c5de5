// What stands in brackets behind a type's name is read as types, however deep.
package p

type G[P any] struct{}

var _ G[*F[:]] // ERROR@12 `syntax error: unexpected :, expected type`
var _ G[*x.y.z] // ERROR@13 `syntax error: unexpected \., expected \]`
var _ G[x.y.z] // ERROR@12 `syntax error: unexpected \., expected \]`
var _ []G[*(x.y.z)] // ERROR@16 `syntax error: unexpected \., expected \)`
var _ G[F[x.y.z]] // ERROR@14 `syntax error: unexpected \., expected \]`
var _ G[*F[1+2]] // ERROR@12 `syntax error: unexpected literal 1, expected type`
var _ G[*F[f()]] // ERROR@13 `syntax error: unexpected \(, expected \]`
var _ map[G[int].y]int // ERROR@17 `syntax error: unexpected \., expected \]`

func _(G[F[*G[:]]]) {}
func _() G[F[int].y] { panic(1) } // ERROR@18 `syntax error: unexpected \., expected \]`

type _ interface{ ~G[x.F[:].y] } // ERROR@26 `syntax error: unexpected :, expected type`
type _[P G[*x.F[1].y]] int // ERROR@17 `syntax error: unexpected literal 1, expected type`
