// Defer statements: when arguments are evaluated, in which order calls run, what they may be.
package main

import (
	"fmt"
	"os"
	"strings"
)

func say[T any](name string, v T) T {
	fmt.Print(name, " ")
	return v
}

type counter struct{ n int }

func (c counter) show(s string)       { fmt.Print(s, c.n, " ") }
func (c *counter) point(s string)     { fmt.Print(s, c.n, " ") }
func (c *counter) add(n int) *counter { c.n += n; fmt.Print("add", n, " "); return c }

type shower interface{ show(string) }

func evaluation() {
	fmt.Println("-- evaluation")
	x := 1
	defer fmt.Println("argument", x)
	defer func() { fmt.Print("closure ", x, " ") }()
	defer func(n int) { fmt.Print("parameter ", n, x, " ") }(x)
	c := counter{1}
	defer c.show("value receiver ")
	defer c.point("pointer receiver ")
	m := c.show
	defer m("method value ")
	defer counter.show(c, "method expression ")
	defer (*counter).point(&c, "pointer method expression ")
	var i shower = c
	defer i.show("interface ")
	i = counter{50}
	f := func() { fmt.Print("first f ") }
	defer f()
	f = func() { fmt.Print("second f ") }
	defer say("function", func(n int) { fmt.Print("called ", n, " ") })(say("arg", 3))
	defer c.add(1).add(2).add(3)
	x, c.n = 2, 20
	fmt.Println()
}

func builtins() {
	fmt.Println("-- builtins")
	s := []int{1, 2, 3}
	m := map[string]int{"a": 1, "b": 2}
	c := make(chan int)
	func() {
		defer copy(s, s[1:])
		defer delete(m, "a")
		defer close(c)
		defer clear(m)
		defer clear(s[2:])
		defer print()
		fmt.Print(s, m, " ")
	}()
	_, ok := <-c
	fmt.Println(s, m, ok)
	func() {
		var p *int
		defer func() { fmt.Println(recover()) }()
		defer panic(fmt.Sprint("p is nil: ", p == nil))
		p = new(int)
	}()
	func() {
		defer func() { fmt.Println("still panicking:", recover()) }()
		defer recover()
		panic("a deferred recover")
	}()
	func() {
		defer func() { fmt.Println("after all:", recover()) }()
		defer func() { defer recover(); fmt.Print("one level down ") }()
		panic("deferred by a deferred function")
	}()
}

func order() {
	fmt.Println("-- order")
	for i := range 3 {
		defer fmt.Print(i, " ")
		if i == 1 {
			defer func() {
				defer fmt.Print("nested-2 ")
				fmt.Print("nested-1 ")
			}()
		}
	}
	{
		defer fmt.Print("block ")
	}
	fmt.Print("body ")
}

func named() (r int, s string) {
	defer func() { r *= 2; s += "!" }()
	defer func() { r += 3 }()
	return 4, "s"
}

func unnamed() int {
	r := 1
	defer func() { r = 100 }()
	return r
}

func shadowed() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("wrapped: %w", err)
		}
	}()
	if _, err := os.Open("/does/not/exist"); err != nil {
		return err
	}
	return nil
}

func replaced() (r []int) {
	defer func() {
		recover()
		r = append(r, 9)
	}()
	r = []int{1}
	defer func() { panic("second") }()
	return []int{7}
}

func bare() (a, b int) {
	defer func() { a, b = b, a }()
	a, b = 1, 2
	return
}

func swapped() (a, b string) {
	a, b = "a", "b"
	defer func() { a += "1" }()
	return b, a
}

func large() (out [12]int, s struct{ a, b, c, d, e, f, g, h, i string }) {
	defer func() { out[1]++; s.i += "x" }()
	out[0] = 1
	s.i = "i"
	return [12]int{1: 5}, s
}

func loops() {
	fmt.Println("-- many of them")
	n := 0
	func() {
		for range 1_000 {
			defer func() { n++ }()
		}
	}()
	fmt.Println(n)
	func() {
		for i := 0; i < 3; i++ {
			func() {
				defer fmt.Print("each ")
			}()
		}
	}()
	fmt.Println()
}

func nilFunctions() {
	fmt.Println("-- nil functions")
	func() {
		defer func() { fmt.Println(recover()) }()
		var f func()
		defer fmt.Print("runs first ")
		defer f()
		fmt.Print("the statement itself is fine ")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var f func(int)
		defer f(say("arg", 1))
		fmt.Print("body ")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var s shower
		defer s.show(say("not evaluated", "x"))
		fmt.Print("never ")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *counter
		defer p.show("x")
		fmt.Print("never ")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *counter
		defer p.point("x")
		fmt.Print("body ")
	}()
}

type stack struct{ strings.Builder }

func (s *stack) enter(name string) func() {
	s.WriteString("<" + name)
	return func() { s.WriteString(name + ">") }
}

func pairs() {
	var s stack
	func() {
		defer s.enter("a")()
		func() {
			defer s.enter("b")()
			s.WriteString(".")
		}()
	}()
	fmt.Println(s.String())
}

func spread() {
	two := func() (int, string) { return say("two", 2), "x" }
	defer func(n int, s string) { fmt.Println("got", n, s) }(two())
	defer fmt.Print(two())
	defer fmt.Print([]any{1, " ", "slice", " "}...)
	fmt.Print("body ")
}

func results() {
	defer func() int { fmt.Println("a result is dropped"); return 1 }()
	defer strings.ToUpper("x")
}

func generic[T fmt.Stringer](xs ...T) (n int) {
	for _, x := range xs {
		defer func() { n += len(x.String()) }()
		defer fmt.Print(x.String(), " ")
	}
	return 0
}

type str string

func (s str) String() string { return string(s) }

func main() {
	evaluation()
	builtins()
	order()
	fmt.Println()
	fmt.Println(named())
	fmt.Println(unnamed(), shadowed(), replaced())
	fmt.Println(bare())
	fmt.Println(swapped())
	fmt.Println(large())
	loops()
	nilFunctions()
	pairs()
	spread()
	results()
	fmt.Println(generic(str("abc"), str("de")))
}
