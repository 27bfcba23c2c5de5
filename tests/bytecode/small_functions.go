package main

import (
	"cmp"
	"encoding/binary"
)

type point struct{ x, y int }

func (p point) sum() int { return p.x + p.y }

func (p point) positive() {
	if p.x < 0 || p.y < 0 {
		panic("negative")
	}
}

func calls(p *point, b []byte) int {
	p.positive()
	binary.LittleEndian.PutUint16(b, 7)
	return p.sum() + int(binary.BigEndian.Uint32(b))
}

func order(a, b string, p, q point) int {
	if c := cmp.Compare(a, b); c != 0 {
		return c
	}
	return cmp.Compare(p.x, q.x)
}

func captured(each func(func() int)) {
	for i := 0; i < 3; i++ {
		each(func() int { return i })
	}
}

func main() {
	calls(&point{}, nil)
	order("", "", point{}, point{})
	captured(func(f func() int) { f() })
}
