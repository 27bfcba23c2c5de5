package main

import (
	"errors"
	"fmt"
)

type count int

type totals struct {
	small int32
	n     int
	sum   float64
	name  string
	list  []int
	err   error
}

var (
	i      int
	i64    int64
	u      uint = 1
	u64    uint64
	ptr    uintptr
	c      count
	narrow uint8 = 250
	i32    int32 = 1<<31 - 1
	f            = 0.5
	all    totals
	rows   [4]int
	pair   [2]totals
	text   = "abc"
	list   = []int{1, 2, 3}
	err    error
	fn     = func() int { return 7 }
	z      complex128
)

// changes adds to what is being added to.
func changes() int {
	i += 100
	return 1
}

func fails(n int) int {
	if n > 1 {
		panic(errors.New("no more"))
	}
	return n
}

func main() {
	for k := 0; k < 5; k++ {
		i++
		i += k
		i -= 3
		i64 -= int64(k)
		i64 += 40000 * int64(k)
		u--
		u += uint(k) << 60
		u64 += 1<<63 + 1
		ptr += uintptr(k)
		c += count(k)
		c++
		narrow += 3
		i32 += 2
		f += 0.25
		f++
		z += 1i
		all.n += k
		all.n--
		all.small -= 2
		all.sum += float64(k)
		all.name += "x"
		all.list = append(all.list, k)
		rows[k%4] += k
		rows[2]++
		pair[1].n += 5
	}
	fmt.Println(i, i64, u, u64, ptr, c, narrow, i32, f, z)
	fmt.Println(all, rows, pair)
	i += 32767
	i += 32768
	i -= 32768
	i -= -32768
	i += -32769
	fmt.Println(i)
	i += i
	i -= i + 1
	i *= 3
	fmt.Println(i)
	i += changes() + changes()
	fmt.Println(i)
	func() {
		defer func() { fmt.Println(recover(), i) }()
		i += fails(1)
		i += fails(2)
	}()
	t, l, e, w := text, list, err, all
	text, list, err, all.name = "other", nil, errors.New("new"), "other"
	fmt.Println(t, l, e, w.name, text, list, err, all.name, fn())
	a, b := pair[0].list, pair[1].name
	fmt.Println(a == nil, len(b), all.list[len(all.list)-1], all.err)
}
