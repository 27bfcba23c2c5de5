package assign

type T struct{ x, y int }

func f(t T, m map[int]int, s []int, p *T, g func() int, c chan int) {
	t.x = t.x
	t.x, t.y = t.x, t.y
	t.x, t.y = t.y, t.y
	m[1] = m[1]
	s[0] = s[0]
	s[g()] = s[g()]
	*p = *p
	p.x = (p.x)
	x := 1
	x = x
	x = (x)
	for x = x; x < 3; x = x {
	}
	s[len(s)-1] = s[len(s)-1]
	s[<-c] = s[<-c]
	x += x
	s[int(int8(x))] = s[int(int8(x))]
	p = &T{1, 2}
	*(&t) = *(&t)
}
