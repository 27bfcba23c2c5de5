// Go and select statements.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func say[T any](name string, v T) T {
	fmt.Print(name, " ")
	return v
}

type worker struct{ id int }

func (w worker) run(c chan<- string, s string)   { c <- fmt.Sprint(s, w.id) }
func (w *worker) prun(c chan<- string, s string) { c <- fmt.Sprint(s, w.id) }

type runner interface{ run(chan<- string, string) }

func goes() {
	fmt.Println("-- go")
	c := make(chan string)
	get := func() { fmt.Print(<-c, " ") }
	x := 1
	go func(n int) { c <- fmt.Sprint("arg ", n) }(x)
	x = 2
	get()
	w := worker{1}
	go w.run(c, "value")
	w.id = 2
	get()
	go w.prun(c, "pointer")
	get()
	m := w.run
	w.id = 3
	go m(c, "bound")
	get()
	var r runner = &w
	go r.run(c, "interface")
	get()
	go worker.run(worker{8}, c, "expression")
	get()
	go say("function", func(s string) { c <- s })(say("argument", "done"))
	get()
	done := make(chan int)
	go close(done)
	<-done
	go func() int { c <- "result dropped"; return 1 }()
	get()
	go generic(c, []int{1, 2})
	get()
	two := func() (chan<- string, string) { return c, "spread" }
	go worker{9}.run(two())
	get()
	go fmt.Sprint("nobody hears")
	func() {
		defer func() { fmt.Println(recover()) }()
		var nilRunner runner
		go nilRunner.run(c, say("not evaluated", "x"))
	}()
	var fs []func()
	var wg sync.WaitGroup
	results := make([]int, 5)
	for i := range 5 {
		wg.Add(1)
		fs = append(fs, func() { defer wg.Done(); results[i] = i * i })
	}
	for _, f := range fs {
		go f()
	}
	wg.Wait()
	fmt.Println(results)
}

func generic[T any](c chan<- string, v T) { c <- fmt.Sprintf("%T", v) }

func evaluation() {
	fmt.Println("-- operands of all cases are evaluated once, in source order")
	a, b := make(chan int, 1), make(chan int, 1)
	b <- 5
	var arr [2]int
	idx := func(i int) int { fmt.Print("idx", i, " "); return i }
	ch := func(name string, c chan int) chan int { fmt.Print(name, " "); return c }
	select {
	case arr[idx(0)] = <-ch("a", a):
		fmt.Println("no")
	case ch("nil", nil) <- say("value", 1):
		fmt.Println("no")
	case arr[idx(1)] = <-ch("b", b):
		fmt.Println("left side after the choice", arr)
	}
	select {
	case ch("a", a) <- say("v1", 7):
		fmt.Println("sent", len(a))
	case <-ch("b", b):
		fmt.Println("no")
	}
	select {
	default:
		fmt.Println("default")
	case ch("a", a) <- say("v2", 8):
		fmt.Println("no")
	}
}

func forms() {
	fmt.Println("-- forms")
	c := make(chan int, 5)
	for i := range 5 {
		c <- i
	}
	select {
	case <-c:
	}
	select {
	case v := <-c:
		fmt.Print(v, " ")
	}
	select {
	case v, ok := <-c:
		fmt.Print(v, ok, " ")
	}
	var v int
	var ok bool
	select {
	case v, ok = (<-c):
		fmt.Print(v, ok, " ")
	}
	var any1 any
	m := map[string]int{}
	select {
	case m["k"] = <-c:
	}
	close(c)
	select {
	case any1 = <-c:
	}
	select {
	case _, ok = <-c:
	}
	select {
	case _ = <-c:
	}
	fmt.Println(m, any1, ok)
	type pair struct {
		s string
		a [5]int
	}
	p := make(chan pair, 2)
	var q pair
	select {
	case p <- pair{"x", [5]int{4: 1}}:
	}
	select {
	case q = <-p:
		fmt.Print(q, " ")
	}
	e := make(chan error, 1)
	select {
	case e <- nil:
	}
	select {
	case err := <-e:
		fmt.Println(err)
	}
	z := make(chan struct{}, 1)
	select {
	case z <- struct{}{}:
	}
	select {
	case x, ok := <-z:
		fmt.Println(x, ok)
	}
	shadow := "outer"
	select {
	case shadow := <-func() chan int { c := make(chan int, 1); c <- 1; return c }():
		fmt.Println(shadow)
	}
	fmt.Println(shadow)
}

func leaving() {
	fmt.Println("-- break, continue, goto, return")
	c := make(chan int, 10)
	for i := range 10 {
		c <- i
	}
loop:
	for {
		select {
		case v := <-c:
			switch {
			case v == 0:
				continue
			case v == 1:
				break
			case v == 2:
				continue loop
			case v == 5:
				break loop
			}
			if v == 4 {
				break
			}
			fmt.Print(v, " ")
		}
		fmt.Print("after ")
	}
sel:
	select {
	case v := <-c:
		for {
			if v == 6 {
				break sel
			}
		}
	}
	select {
	case v := <-c:
		goto out
		_ = v
	default:
	}
out:
	fmt.Println(len(c), func() int {
		select {
		case v := <-c:
			return v * 10
		}
	}())
}

func choice() {
	fmt.Println("-- choice")
	a, b := make(chan int, 1), make(chan int, 1)
	counts := [2]int{}
	for range 1000 {
		a <- 1
		b <- 1
		select {
		case <-a:
			counts[0]++
			<-b
		case <-b:
			counts[1]++
			<-a
		}
	}
	fmt.Println(counts[0] > 300, counts[1] > 300, counts[0]+counts[1])
	closed := make(chan int)
	close(closed)
	n := 0
	for range 100 {
		select {
		case <-closed:
			n++
		default:
			fmt.Println("never the default when a case can go ahead")
		}
	}
	fmt.Println(n)
	// The same channel in several cases, in both directions.
	same := make(chan int, 1)
	sum := 0
	for i := range 10 {
		select {
		case same <- i:
		case v := <-same:
			sum += v
		case v := <-same:
			sum += v
		}
	}
	fmt.Println(sum)
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case closed <- 1:
		case <-make(chan int):
		}
	}()
}

func blocking() {
	fmt.Println("-- blocking")
	a, b, quit := make(chan int), make(chan string), make(chan bool)
	go func() {
		for i := range 3 {
			a <- i
			runtime.Gosched()
			b <- fmt.Sprint("s", i)
		}
		close(quit)
	}()
	for running := true; running; {
		select {
		case v := <-a:
			fmt.Print(v, " ")
		case s := <-b:
			fmt.Print(s, " ")
		case <-quit:
			running = false
		}
	}
	fmt.Println()
	// Both sides select.
	c := make(chan int)
	done := make(chan int)
	go func() {
		sum := 0
		for {
			select {
			case v, ok := <-c:
				if !ok {
					done <- sum
					return
				}
				sum += v
			case <-time.After(time.Minute):
			}
		}
	}()
	for i := range 100 {
		select {
		case c <- i:
		case done <- 0:
		}
	}
	close(c)
	fmt.Println(<-done)
	// A sender that waits in select finds its channel closed.
	waiting := make(chan int)
	panicked := make(chan any)
	go func() {
		defer func() { panicked <- recover() }()
		select {
		case waiting <- 1:
		case <-make(chan int):
		}
	}()
	time.Sleep(5 * time.Millisecond)
	close(waiting)
	fmt.Println(<-panicked)
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	case <-(chan int)(nil):
	}
}

func many() {
	const n = 40
	var cs [n]chan int
	for i := range cs {
		cs[i] = make(chan int)
	}
	go func() {
		for i := range cs {
			cs[(i*7)%n] <- i
		}
	}()
	sum := 0
	for range cs {
		select {
		case v := <-cs[0]:
			sum += v
		case v := <-cs[7]:
			sum += v
		case v := <-cs[14]:
			sum += v
		case v := <-cs[21]:
			sum += v
		case v := <-cs[28]:
			sum += v
		}
		if sum > 0 {
			break
		}
	}
	fmt.Println(sum)
}

func main() {
	goes()
	evaluation()
	forms()
	leaving()
	choice()
	blocking()
	many()
}
