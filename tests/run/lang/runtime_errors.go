// Run-time panics: the text of every runtime error, and that the value is a runtime.Error.
package main

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"unsafe"
)

// try runs f and prints what it panics with.
func try(name string, f func()) {
	defer func() {
		r := recover()
		if r == nil {
			fmt.Printf("%s: no panic\n", name)
			return
		}
		err, isRuntime := r.(runtime.Error)
		if !isRuntime {
			fmt.Printf("%s: not a runtime error: %T %v\n", name, r, r)
			return
		}
		fmt.Printf("%s: %T: %v\n", name, r, err)
	}()
	f()
}

var sink any

func use(x any) { sink = x }

func indexing(s []int, a [3]int, p *[3]int, str string, i, j, k int) {
	try("slice index", func() { use(s[i]) })
	try("slice index low", func() { use(s[-j]) })
	try("slice store", func() { s[i] = 1 })
	try("array index", func() { use(a[i]) })
	try("array pointer index", func() { use(p[i]) })
	try("string index", func() { use(str[i]) })
	try("constant slice index", func() { use(s[7]) })
	try("constant string index", func() { use(str[8]) })
	try("uint32 index", func() { use(s[uint32(math.MaxUint32)]) })
	try("uint8 index", func() { use(s[uint8(200)]) })
	try("int8 index", func() { n := int8(-128); use(s[n]) })
	try("uint64 variable", func() { n := uint64(1 << 63); use(s[n]) })
	try("address of element", func() { use(&s[i]) })
	var none []int
	try("nil slice", func() { use(none[0]) })
	try("empty string", func() { e := ""; use(e[0]) })
	try("zero array", func() { var z [0]int; use(z[k]) })
}

func slicing(s []int, a [3]int, str string, big, neg, two int) {
	try("s[:big]", func() { use(s[:big]) })
	try("s[big:]", func() { use(s[big:]) })
	try("s[two:1]", func() { use(s[two:1]) })
	try("s[neg:]", func() { use(s[neg:]) })
	try("s[:neg]", func() { use(s[:neg]) })
	try("s[::big]", func() { use(s[: 1 : big+0]) })
	try("s[:two:1]", func() { one := 1; use(s[0:two:one]) })
	try("s[two:1:3]", func() { use(s[two:1:3]) })
	try("s[neg:1:2]", func() { use(s[neg:1:2]) })
	try("s[0:neg:2]", func() { use(s[0:neg:2]) })
	try("s[0:0:neg]", func() { use(s[0:0:neg]) })
	try("a[:big]", func() { use(a[:big]) })
	try("a[big:]", func() { use(a[big:]) })
	try("a[0:1:big]", func() { use(a[0:1:big]) })
	try("str[:big]", func() { use(str[:big]) })
	try("str[big:]", func() { use(str[big:]) })
	try("str[two:1]", func() { use(str[two:1]) })
	try("str[neg:]", func() { use(str[neg:]) })
	var p *[3]int
	try("nil array pointer", func() { use(p[:]) })
	try("nil array pointer index", func() { use(p[two]) })
	u := uint64(math.MaxUint64)
	try("s[:u]", func() { use(s[:u]) })
	try("s[u:]", func() { use(s[u:]) })
	try("s[1:0] of an empty slice", func() { e := []int{}; use(e[1:]) })
	try("s[len:] is fine", func() { use(s[len(s):]) })
	try("nil slice s[0:0] is fine", func() { var n []int; use(n[0:0:0]) })
	t := s[:1]
	try("up to the capacity", func() { use(len(t[:3])) })
	try("beyond the capacity", func() { use(t[:4]) })
	try("both out of range", func() { use(s[big : big-1]) })
	try("string both", func() { use(str[big : big-1]) })
}

func conversions(s []int, str string) {
	try("slice to array", func() { use([4]int(s)) })
	try("slice to array pointer", func() { use((*[4]int)(s)) })
	try("nil slice to pointer to [0]", func() { var n []int; fmt.Println((*[0]int)(n) == nil) })
	try("empty slice to pointer to [0]", func() { fmt.Println((*[0]int)([]int{}) == nil) })
	try("nil slice to [1]", func() { var n []int; use([1]int(n)) })
	try("shorter array", func() { fmt.Println([2]int(s)) })
}

func arithmetic(zero int, neg int) {
	try("int /", func() { use(1 / zero) })
	try("int %", func() { use(1 % zero) })
	try("/=", func() { x := 5; x /= zero; use(x) })
	try("%=", func() { x := 5; x %= zero; use(x) })
	try("uint8 /", func() { use(uint8(1) / uint8(zero)) })
	try("int8 %", func() { use(int8(1) % int8(zero)) })
	try("uint64 /", func() { use(uint64(1) / uint64(zero)) })
	try("float /", func() { use(1 / float64(zero)); fmt.Println(1 / float64(zero)) })
	try("complex /", func() { fmt.Println(complex(1, 1) / complex(float64(zero), 0)) })
	try("MinInt64 / -1", func() { m := int64(math.MinInt64); fmt.Println(m/int64(neg), m%int64(neg)) })
	try("MinInt8 / -1", func() { m := int8(math.MinInt8); fmt.Println(m/int8(neg), m%int8(neg)) })
	try("shift <<", func() { use(1 << neg) })
	try("shift >>", func() { use(1 >> neg) })
	try("shift <<=", func() { x := 1; x <<= neg; use(x) })
	try("shift by int8", func() { use(uint8(1) << int8(neg)) })
	try("shift by much", func() { n := 200; fmt.Println(1<<n, -1>>n, uint8(255)>>n) })
}

func making(neg int, huge int64) {
	try("make slice len", func() { use(make([]int, neg)) })
	try("make slice cap", func() { use(make([]int, 0, neg)) })
	try("make slice cap < len", func() { two, one := 2, 1; use(make([]int, two, one)) })
	try("make slice huge", func() { use(make([]int, huge)) })
	try("make slice huge cap", func() { use(make([]int, 1, huge)) })
	try("make slice uint64", func() { u := uint64(math.MaxUint64); use(make([]byte, u)) })
	try("make chan", func() { use(make(chan int, neg)) })
	try("make chan huge", func() { use(make(chan int, huge)) })
	try("make map negative is fine", func() { use(len(make(map[int]int, neg))) })
	try("make []struct{} large", func() { fmt.Println(len(make([]struct{}, 1<<40))) })
	try("make []struct{} negative", func() { use(make([]struct{}, neg)) })
	try("chan struct{} large", func() { fmt.Println(cap(make(chan struct{}, 1<<20))) })
	try("strings.Repeat", func() { use(strings.Repeat("x", neg)) })
	try("unsafe.Slice negative", func() { var b byte; use(unsafe.Slice(&b, neg)) })
	try("unsafe.Slice huge", func() { var b int; use(unsafe.Slice(&b, huge)) })
	try("unsafe.Slice nil", func() { var b *byte; use(unsafe.Slice(b, 1-neg)) })
	try("unsafe.Slice nil 0", func() { var b *byte; fmt.Println(unsafe.Slice(b, 1+neg) == nil) })
	try("unsafe.String negative", func() { var b byte; use(unsafe.String(&b, neg)) })
	try("unsafe.String nil", func() { var b *byte; use(unsafe.String(b, 1-neg)) })
	try("unsafe.String huge", func() { var b byte; use(unsafe.String(&b, huge<<1)) })
}

type node struct {
	pad  [4]int
	next *node
}

func (n node) value() int     { return n.pad[0] }
func (n *node) pointer() *int { return &n.pad[0] }

type valuer interface{ value() int }

func nils() {
	var p *node
	var pi *int
	var m map[string]int
	var f func()
	var i valuer
	var c chan int
	var e error
	try("load", func() { use(*pi) })
	try("store", func() { *pi = 1 })
	try("field", func() { use(p.next) })
	try("field store", func() { p.next = nil })
	try("chain", func() { q := &node{}; use(q.next.next) })
	try("value method", func() { use(p.value()) })
	try("method value", func() { g := p.value; use(g) })
	try("pointer method", func() { use(p.pointer()) })
	try("value method by interface", func() { use([]valuer{p}[0].value()) })
	try("nil interface call", func() { i = nil; use(i.value()) })
	try("nil interface method value", func() { g := i.value; use(g) })
	try("nil error", func() { use(e.Error()) })
	try("nil func", func() { f() })
	try("nil map store", func() { m["a"] = 1 })
	try("nil map op store", func() { m["a"]++ })
	try("nil map load is fine", func() { fmt.Println(m["a"], len(m)) })
	try("nil map delete is fine", func() { delete(m, "a") })
	try("nil map clear is fine", func() { clear(m) })
	try("close nil", func() { close(c) })
	c = make(chan int, 1)
	close(c)
	try("close closed", func() { close(c) })
	try("send closed", func() { c <- 1 })
	try("select send closed", func() {
		select {
		case c <- 1:
		default:
		}
	})
	try("receive closed is fine", func() { v, ok := <-c; fmt.Println(v, ok) })
	try("copy of *nil array", func() { var a *[4]int; b := *a; use(b) })
	try("blank load", func() { _ = *pi })
}

func panicNil() {
	try("panic(nil)", func() { panic(nil) })
	defer func() {
		r := recover()
		var pn *runtime.PanicNilError
		err, _ := r.(error)
		fmt.Println(errors.As(err, &pn), r)
	}()
	var e error
	panic(e)
}

func main() {
	s := []int{1, 2, 3}
	indexing(s, [3]int{}, &[3]int{}, "abc", 5, 1, 0)
	slicing(s, [3]int{}, "abc", 9, -1, 2)
	conversions(s, "abc")
	arithmetic(0, -1)
	making(-1, math.MaxInt64/2)
	nils()
	panicNil()
}
