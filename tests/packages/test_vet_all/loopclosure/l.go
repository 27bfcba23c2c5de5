//go:build go1.21

package loopclosure

import "testing"

func f(s []int, c chan int) {
	for i, v := range s {
		go func() {
			println(i, v)
		}()
	}
	for i := range s {
		go func() { println(i) }()
		println()
	}
	for i, v := range s {
		defer func(i int) { println(i, v) }(i)
	}
	for i := 0; i < 3; i++ {
		if i > 1 {
			go func() { println(i) }()
		} else if i > 0 {
			defer func() { println(i) }()
		} else {
			switch {
			case true:
				go func() { println(i) }()
			default:
				println()
				go func() { func() { println(i + i) }() }()
			}
		}
	}
	var p *struct{ next *int }
	var q *int
	for q = nil; q != nil; q = p.next {
		for range s {
			go func() { println(q) }()
		}
	}
	for _, v := range s {
		select {
		case <-c:
			go func() { println(v) }()
		default:
			{
				go func() { println(v) }()
			}
		}
	}
	for i, j := 0, 1; i < 3; i, j = i+1, j+1 {
		go func() { println(i, j, struct{ i int }{i: 3}.i) }()
	}
}

func g(t *testing.T) {
	for i, v := range []int{1} {
		t.Run("x", func(t *testing.T) {
			println(i, v)
			t.Parallel()
			println(i, v)
		})
		t.Run("x", func(u *testing.T) {
			t.Parallel()
			println(i, v)
		})
		t.Run("x", func(t *testing.T) {
			t.Parallel()
			println(i, v)
		L:
			println(i)
			if i > 100 {
				goto L
			}
			t.Parallel()
			println(v)
		})
		t.Run("x", func(*testing.T) { println(i) })
		v := v
		t.Run("x", func(t *testing.T) { t.Parallel(); println(v) })
	}
}
