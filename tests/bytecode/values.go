package main

type point struct{ x, y int32 }

type shape interface{ area() int32 }

func (p point) area() int32 { return p.x * p.y }

type big struct {
	data [4]int
	p    point
}

func grow(b *big, i int) {
	b.data[i]++
	b.p.y += 2
}

func copied(b big) big {
	b.data[0] = 1
	return b
}

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func kind(x any) int {
	switch x := x.(type) {
	case int:
		return x
	case string:
		return len(x)
	}
	return -1
}

func protect(f func()) (err any) {
	defer func() { err = recover() }()
	f()
	return nil
}

func exchange(in, out chan int) {
	select {
	case v := <-in:
		out <- v
	default:
	}
}

func main() {
	var b big
	grow(&b, 1)
	b = copied(b)
	var s shape = point{2, 3}
	m := map[string]int{"a": 1}
	m["b"] += kind(m["a"])
	go exchange(make(chan int), make(chan int, 1))
	println(s.area(), counter()(), len(m), protect(func() {}) == nil)
}
