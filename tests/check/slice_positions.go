// gc places a slice expression at its bracket, wherever it begins a message's expression.
package p

type G[P any] struct{}

func (G[F[:]]) m() {} // ERROR@10 `receiver type parameter F\[:\] must be an identifier`

func _() {
	v := []int{1}
	{
		v[:] := 1 // ERROR@4 `non-name v\[:\] on left side of :=`
	}
	{
		v[:][0] := 1 // ERROR@4 `non-name v\[:\]\[0\] on left side of :=`
	}
	{
		x, v[1:2] := 1, 2 // ERROR `declared and not used: x` `non-name v\[1:2\] on left side of :=`
	}
	v[:] = v // ERROR@3 `cannot assign to v\[:\] \(neither addressable nor a map index expression\)`
	v[:] <- 1 // ERROR@3 `invalid operation: cannot send to non-channel \[\]int v\[:\] \(value of type \[\]int\)`
	var a [v[:]]int // ERROR `declared and not used: a` `array length v\[:\] \(value of type \[\]int\) must be constant`
	_ = []int{v[:]: 1} // ERROR@13 `invalid argument: index v\[:\] \(value of type \[\]int\) must be integer`
	_ = struct{ a int }{v[:]: 1} // ERROR@23 `invalid field name v\[:\] in struct literal`
	for _, v[:] = range 10 { // ERROR@10 `range over 10 \(untyped int constant\) permits only one iteration variable`
	}
}
