// What can be shared: variables, fields, elements, maps, what interfaces and closures hold.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type point struct{ x, y int }

type inner struct{ small [3]uint8 }

type big struct {
	name string
	in   inner
	all  [20]int
}

func (p *point) move()   { p.x++ }
func (p point) sum() int { return p.x + p.y }

type shape interface{ sum() int }

var (
	count  int
	word   string
	list   []int
	table  = map[string]int{}
	grid   = [][]float64{{1, 2}, {3, 4}}
	bytes8 [16]byte
)

// apart calls first in a goroutine and then, when it is long done, second here: nothing orders them.
func apart(first, second func()) {
	done := make(chan bool, 1)
	alive := runtime.NumGoroutine()
	go func() {
		first()
		done <- true
	}()
	for runtime.NumGoroutine() > alive {
		time.Sleep(time.Millisecond)
	}
	second()
	<-done
}

func main() {
	apart(func() { count++ }, func() { count = 2 })
	apart(func() { word = "a" }, func() { fmt.Println(len(word) > 0) })
	apart(func() { list = append(list, 1) }, func() { fmt.Println(len(list) > 0) })
	apart(func() { table["a"] = 1 }, func() { fmt.Println(table["a"]) })
	apart(func() { fmt.Println(len(table)) }, func() { delete(table, "a") })
	apart(func() { grid[1][0] = 9 }, func() { fmt.Println(grid[1][0]) })
	apart(func() { bytes8[3] = 1 }, func() { bytes8[4] = 1 })
	apart(func() { bytes8[5] = 1 }, func() { bytes8[5] = 2 })

	p := &point{1, 2}
	apart(p.move, func() { p.y = 3 })
	apart(p.move, func() { fmt.Println(p.sum()) })

	b := &big{name: "b"}
	apart(func() { b.in.small[1] = 7 }, func() { fmt.Println(b.in.small[2]) })
	apart(func() { b.all[7] = 7 }, func() { c := *b; fmt.Println(c.all[7]) })

	s := make([]point, 4, 8)
	apart(func() { s[1] = point{1, 1} }, func() { fmt.Println(s[2].x) })
	apart(func() { s[3].y = 5 }, func() { fmt.Println(s[3]) })
	apart(func() { _ = append(s, point{}) }, func() { _ = append(s[:2], s[3]) })
	apart(func() { _ = append(s, point{}) }, func() { _ = append(s, point{}) })

	x := 0
	apart(func() { x = 1 }, func() { fmt.Println(x) })
	var i shape = point{1, 2}
	apart(func() { i = point{3, 4} }, func() { fmt.Println(i.sum()) })
	f := func() int { return 1 }
	apart(func() { f = func() int { return 2 } }, func() { fmt.Println(f()) })

	from, to := make([]int, 8), make([]int, 8)
	apart(func() { copy(to[4:], from) }, func() { fmt.Println(to[5]) })
	apart(func() { from[2] = 1 }, func() {
		sum := 0
		for _, v := range from {
			sum += v
		}
		fmt.Println(sum)
	})

	m := map[point]big{}
	k := point{1, 1}
	apart(func() { k.x = 2 }, func() { fmt.Println(len(m[k].name)) })
	apart(func() { m[point{}] = big{} }, func() {
		for k := range m {
			fmt.Println(k)
		}
	})
	c := make(chan int, 1)
	apart(func() { c <- 1 }, func() { close(c) })
}
