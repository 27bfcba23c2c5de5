// Methods of embedded interfaces are compared behind the functions' bodies: they are not among the first ten.
package embedded

type A interface{ M(int) }
type B interface{ M(string) }
type C interface {
	A
	B
}

func _() {
	a
	b
	c
	d
	e
	f
	g
	h
	i
	j
	k
}
