// The body of a loop over a function can do what any loop's body can: nothing shows that it is a function of its own.
package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

func pairs[K, V any](ks []K, vs []V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i, k := range ks {
			if !yield(k, vs[i]) {
				return
			}
		}
	}
}

func thrice(yield func() bool) { _ = yield() && yield() && yield() }

func forms() {
	fmt.Println("-- forms")
	for range thrice {
		fmt.Print("x ")
	}
	for range count(2) {
		fmt.Print("y ")
	}
	for i := range count(3) {
		fmt.Print(i, " ")
	}
	for k, v := range pairs([]string{"a", "b"}, []float64{1, 2}) {
		fmt.Print(k, v, " ")
	}
	for k := range pairs([]string{"a", "b"}, []int{1, 2}) {
		fmt.Print(k, " ")
	}
	for _, v := range pairs([]string{"a", "b"}, []int{1, 2}) {
		fmt.Print(v, " ")
	}
	var k any
	m := map[string]int{}
	for k, m["v"] = range pairs([]string{"a", "b"}, []int{1, 2}) {
	}
	fmt.Println(k, m)
	type seq func(func(int) bool)
	var s seq = seq(count(2))
	for i := range s {
		fmt.Print(i, " ")
	}
	for i := range method(3).each {
		fmt.Print(i, " ")
	}
	for i := range func(yield func(int) bool) { yield(9) } {
		fmt.Println(i)
	}
	for a := range func(yield func([5]int, struct{ s string }) bool) { yield([5]int{4: 1}, struct{ s string }{"x"}) } {
		fmt.Println(a)
	}
	for e := range func(yield func(error) bool) { yield(nil) } {
		fmt.Println(e == nil)
	}
}

type method int

func (m method) each(yield func(method) bool) {
	for i := range m {
		if !yield(i) {
			return
		}
	}
}

func variables() {
	fmt.Println("-- variables of the function around are the function's")
	total, text := 0, ""
	var arr [4]int
	x := 10
	for i := range count(4) {
		total += i
		text += fmt.Sprint(i)
		arr[i]++
		x, y := x+i, i
		_ = y
		x++
	}
	fmt.Println(total, text, arr, x)
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i += 10; total++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println(total)
	p := &total
	for range count(3) {
		*p *= 2
	}
	fmt.Println(total)
}

func named(n int) (sum int, err error) {
	defer func() { sum *= 2 }()
	for i := range count(n) {
		sum += i
		if i == 3 {
			err = fmt.Errorf("at %d", i)
			return
		}
		if i == 2 && n == 3 {
			return sum + 100, nil
		}
	}
	return
}

func big() (a [9]int, s string, e error) {
	for i := range count(5) {
		a[i] = i
		if i == 3 {
			return a, "early", nil
		}
	}
	return
}

func jumps() {
	fmt.Println("-- break, continue, goto")
outer:
	for i := range count(5) {
		for j := range 5 {
			switch {
			case j == 1:
				continue
			case j == 3:
				continue outer
			case i == 3:
				break outer
			}
			for k := range count(2) {
				if k == 1 && i == 2 {
					continue outer
				}
				fmt.Print(i, j, k, " ")
			}
		}
	}
	fmt.Println()
loop:
	for i := range 4 {
		for j := range count(4) {
			select {
			default:
				if j == i {
					continue loop
				}
				if i == 3 && j == 1 {
					break loop
				}
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	n := 0
again:
	n++
	for i := range count(3) {
		if i == 1 && n < 3 {
			goto again
		}
		if i == 2 {
			goto inside
		}
		fmt.Print(n, i, " ")
		continue
	inside:
		fmt.Print("inside ")
	}
	for i := range count(3) {
		for range count(3) {
			if i == 1 {
				goto done
			}
		}
	}
done:
	fmt.Println("done")
sw:
	switch {
	default:
		for i := range count(3) {
			if i == 1 {
				break sw
			}
		}
		fmt.Println("never")
	}
	for i := range count(4) {
		switch i {
		case 1:
			continue
		case 2:
			break
		default:
			fmt.Print(i, " ")
		}
	}
	fmt.Println()
}

func deferred() (s string) {
	defer func() { s += "outer." }()
	for i := range count(3) {
		defer func() { s += fmt.Sprint(i, ".") }()
		for j := range count(2) {
			defer func() { s += fmt.Sprint(i, j, ".") }()
		}
		func() {
			defer func() { s += "lit." }()
		}()
	}
	s = "body."
	return s + "return."
}

func recovers() (s string) {
	for i := range count(3) {
		defer func() {
			if r := recover(); r != nil {
				s = fmt.Sprint("recovered ", r, " at ", i)
			}
		}()
		if i == 1 {
			panic("p")
		}
	}
	return "never"
}

func literals() {
	fmt.Println("-- function literals and loops in them")
	f := func(n int) (r []int) {
		for i := range count(n) {
			g := func() bool {
				for j := range count(i) {
					if j == 1 {
						return true
					}
					r = append(r, j)
				}
				return false
			}
			if g() {
				return append(r, -i)
			}
		}
		return
	}
	fmt.Println(f(2), f(5))
	func() {
		for i := range count(2) {
			go func() {}()
			defer fmt.Println("deferred in a literal", i)
		}
	}()
}

type tree[T any] struct {
	left, right *tree[T]
	v           T
}

func (t *tree[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}

func (t *tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.v) && t.right.push(yield)
}

func first[T any](s iter.Seq[T], ok func(T) bool) (T, bool) {
	for v := range s {
		if ok(v) {
			return v, true
		}
	}
	var zero T
	return zero, false
}

func generics() {
	fmt.Println("-- generic")
	t := &tree[string]{&tree[string]{nil, nil, "a"}, &tree[string]{nil, nil, "c"}, "b"}
	for s := range t.all() {
		fmt.Print(s, " ")
	}
	fmt.Println(first(t.all(), func(s string) bool { return s > "a" }))
	fmt.Println(first(count(3), func(i int) bool { return i > 5 }))
	fmt.Println(slices.Collect(t.all()), slices.Sorted(strings.SplitSeq("c b a", " ")))
	next, stop := iter.Pull(t.all())
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	n2, s2 := iter.Pull2(pairs([]int{1}, []string{"x"}))
	fmt.Println(n2())
	fmt.Println(n2())
	s2()
	s2()
}

func main() {
	forms()
	variables()
	fmt.Println(named(2))
	fmt.Println(named(3))
	fmt.Println(named(9))
	fmt.Println(big())
	jumps()
	fmt.Println("-- defer")
	fmt.Println(deferred())
	fmt.Println(recovers())
	literals()
	generics()
}
