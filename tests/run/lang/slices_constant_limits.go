package main

import "fmt"

type wide struct{ a, b, c int64 }

var (
	bytes [8]byte
	words [5]wide
	none  [0]int
	empty [3]struct{}
)

const four = 4

func show(s []byte) { fmt.Println(s, len(s), cap(s), s == nil) }

func main() {
	for k := range bytes {
		bytes[k] = byte(k)
	}
	show(bytes[:])
	show(bytes[:0])
	show(bytes[2:])
	show(bytes[2:four])
	show(bytes[2:four:6])
	show(bytes[8:])
	show(bytes[8:8:8])
	show(bytes[:four:four])
	show(bytes[3:3])
	var k uint8 = 3
	show(bytes[k:])
	show(bytes[k : k+1])
	show(bytes[1:k])

	p := &words
	words[3].b = 9
	s := p[1:four]
	s[2].c = 8
	fmt.Println(len(s), cap(s), s[2], words[3], len(p[5:]), cap(p[5:]), cap(p[:0:0]))
	t := p[2:2:3]
	t = append(t, wide{1, 2, 3})
	t = append(t, wide{4, 5, 6})
	t[0].a = 77
	fmt.Println(words, t, cap(t) >= 2)
	fmt.Println(none[:] == nil, len(none[0:0]), len(empty[1:]), cap(empty[1:2]))

	var local [4]int
	q := local[1:3]
	q[0], q[1] = 5, 6
	q = append(q, 7)
	fmt.Println(local, q, len(q), cap(q))

	var missing *[8]byte
	for _, f := range []func() []byte{
		func() []byte { return missing[:] },
		func() []byte { return missing[2:4] },
		func() []byte { return missing[8:] },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			fmt.Println(f())
		}()
	}
}
