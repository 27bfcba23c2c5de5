// Handling panics: when recover returns the value and when nil, and what happens to panics that overtake each other.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func try(name string, f func()) {
	defer func() { fmt.Printf("%s -> %v\n", name, recover()) }()
	f()
}

func helper() any { return recover() }

func doubleHelper() any { return helper() }

type T struct{ s string }

func (t T) value()    { fmt.Print(t.s, recover(), " ") }
func (t *T) pointer() { fmt.Print(t.s, recover(), " ") }

type outer struct{ T }
type deep struct{ *outer }

type valuer interface{ value() }

func direct() {
	fmt.Println("-- called directly by the deferred function, or not")
	try("closure", func() {
		defer func() { fmt.Print(recover(), " ") }()
		panic(1)
	})
	try("helper of the deferred function", func() {
		defer func() { fmt.Print(helper(), " ") }()
		panic(2)
	})
	try("the helper is deferred", func() {
		defer helper()
		panic(3)
	})
	try("a helper that calls it is deferred", func() {
		defer doubleHelper()
		panic(4)
	})
	try("nested literal", func() {
		defer func() {
			func() { fmt.Print(recover(), " ") }()
		}()
		panic(5)
	})
	try("deferred by the deferred", func() {
		defer func() {
			defer func() { fmt.Print(recover(), " ") }()
		}()
		panic(6)
	})
	try("value method", func() { defer T{"v"}.value(); panic(7) })
	try("pointer method", func() { defer (&T{"p"}).pointer(); panic(8) })
	try("value method by pointer", func() { defer (&T{"vp"}).value(); panic(9) })
	try("promoted", func() { defer outer{T{"o"}}.value(); panic(10) })
	try("promoted twice", func() { defer deep{&outer{T{"d"}}}.pointer(); panic(11) })
	try("method value", func() { f := outer{T{"m"}}.value; defer f(); panic(12) })
	try("method expression", func() { defer deep.value(deep{&outer{T{"e"}}}); panic(13) })
	try("interface", func() { var v valuer = deep{&outer{T{"i"}}}; defer v.value(); panic(14) })
	try("interface method expression", func() { defer valuer.value(&outer{T{"x"}}); panic(15) })
	try("function value", func() { f := helper; defer f(); panic(16) })
	try("with arguments", func() {
		defer func(a, b int) { fmt.Print(a, b, recover(), " ") }(1, 2)
		panic(17)
	})
	try("bound recover", func() {
		r := func() any { return recover() }
		defer func() { fmt.Print(r(), " ") }()
		panic(18)
	})
	try("generic", func() { defer generic[int](); panic(19) })
	try("generic method", func() { defer box[string]{}.get(); panic(20) })
	try("in a loop over a function", func() {
		for range func(yield func() bool) { yield() } {
			defer func() { fmt.Print(recover(), " ") }()
		}
		panic(21)
	})
	try("the body of a loop over a function in a deferred function", func() {
		defer func() {
			for range func(yield func() bool) { yield() } {
				fmt.Print(recover(), " ")
			}
		}()
		panic(22)
	})
}

func generic[T any]() { fmt.Print(recover(), " ") }

type box[T any] struct{}

func (box[T]) get() { fmt.Print(recover(), " ") }

func nilCases() {
	fmt.Println("-- nil")
	fmt.Println(recover())
	try("no panic", func() { defer func() { fmt.Print(recover(), " ") }() })
	try("twice", func() {
		defer func() { fmt.Print(recover(), recover(), " ") }()
		panic("a")
	})
	try("in a later deferred function", func() {
		defer func() { fmt.Print(recover(), " ") }()
		defer func() { fmt.Print(recover(), " ") }()
		panic("a")
	})
	try("panic(nil)", func() {
		defer func() {
			r := recover()
			err, ok := r.(*runtime.PanicNilError)
			fmt.Print(err, ok, " ")
		}()
		panic(nil)
	})
	try("called normally, not deferred", func() {
		defer func() {
			f := func() { fmt.Print(recover(), " ") }
			f()
		}()
		panic("a")
	})
	try("by a goroutine of the deferred function", func() {
		defer func() {
			done := make(chan any)
			go func() {
				defer func() { done <- recover() }()
			}()
			fmt.Print(<-done, " ")
		}()
		panic("mine")
	})
}

func returns() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	n = 5
	panic("p")
}

func continues() {
	fmt.Println("-- execution goes on in the caller of the function that deferred")
	fmt.Println(returns())
	func() {
		defer fmt.Println("outer deferred runs normally")
		func() {
			defer fmt.Println("older deferred of the recovering function runs too")
			defer func() { recover() }()
			defer fmt.Println("newer first")
			panic("x")
		}()
		fmt.Println("after the call")
	}()
}

func overtaking() {
	fmt.Println("-- panics that overtake each other")
	try("replaced", func() {
		defer func() { panic("second") }()
		panic("first")
	})
	try("recovered, then another", func() {
		defer func() {
			fmt.Print(recover(), " ")
			panic("second")
		}()
		panic("first")
	})
	try("a panic recovered within a deferred function leaves the older", func() {
		defer func() {
			func() {
				defer func() { fmt.Print("inner ", recover(), " ") }()
				panic("inner")
			}()
		}()
		panic("outer")
	})
	try("recover sees the newest", func() {
		defer func() {
			defer func() { fmt.Print(recover(), " ") }()
			panic("newest")
		}()
		panic("oldest")
	})
	try("after the newest is recovered the older goes on", func() {
		defer func() { fmt.Print("then ", recover(), " ") }()
		defer func() {
			defer func() { fmt.Print(recover(), " ") }()
			panic("b")
		}()
		panic("a")
	})
	try("a deferred function that panics is not run again", func() {
		n := 0
		defer func() { fmt.Print(n, " ", recover(), " ") }()
		defer func() { n++; panic(fmt.Sprint("in deferred ", n)) }()
		panic("a")
	})
	try("aborted by an outer recover", func() {
		defer func() { fmt.Print(recover(), " ") }()
		defer func() {
			defer func() {
				// recover here is called by a function deferred while "two" runs.
				fmt.Print(recover(), " ")
				panic("three")
			}()
			panic("two")
		}()
		panic("one")
	})
	try("the same value again", func() {
		defer func() { panic(recover()) }()
		panic(errors.New("again"))
	})
	try("deep recursion", func() {
		var down func(int)
		down = func(n int) {
			defer func() {
				if r := recover(); r != nil {
					panic(r.(int) + 1)
				}
			}()
			if n == 0 {
				panic(0)
			}
			down(n - 1)
		}
		down(200)
	})
}

func goexit() {
	fmt.Println("-- Goexit")
	run := func(name string, f func()) {
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { fmt.Printf("%s: recover gives %v\n", name, recover()) }()
			f()
			fmt.Print("returned ")
		}()
		<-done
	}
	run("plain", func() { runtime.Goexit() })
	run("in a deferred function", func() {
		defer runtime.Goexit()
		fmt.Print("body ")
	})
	run("replaces a panic", func() {
		defer func() { runtime.Goexit() }()
		panic("lost")
	})
	run("a panic recovered during it does not stop it", func() {
		defer fmt.Print("older ")
		defer func() {
			defer func() { fmt.Print(recover(), " ") }()
			panic("in Goexit")
		}()
		runtime.Goexit()
	})
	run("recovered further out, still exits", func() {
		func() {
			defer func() { fmt.Print("recovered ", recover(), " ") }()
			func() {
				defer func() { panic("p") }()
				runtime.Goexit()
			}()
		}()
		fmt.Print("never ")
	})
}

func main() {
	direct()
	nilCases()
	continues()
	overtaking()
	goexit()
}
