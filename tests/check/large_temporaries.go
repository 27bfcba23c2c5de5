// What functions hold in their frames for a moment, and pass on to those that they call: gc's back end refuses frames that it makes too large.
package p

import "fmt"

type half [1 << 29]byte
type half2 [1 << 29]byte
type S struct {
	a half
	n int
}
type M struct {
	n, m, o, p, q, r int
	a                half
}
type two struct{ a, b half }

var h, h2 half
var g, g2 [1 << 30]byte
var hh [2]half
var s S
var mm M
var t two
var e any
var i, j int
var ph, ph2 *half
var m map[int]half
var mk map[half]int
var ss []half
var sb []byte
var iv I

type I interface{ M() int }
type full [1 << 30]byte

func (h half) M() int { return 1 }
func (s S) M2() half  { return s.a } // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

//go:noinline
func takes(a half) {}

//go:noinline
func gives() (a half) { return }

//go:noinline
func gives2() (a half, b int) { return }

//go:noinline
func varia(a ...any) {}

//go:noinline
func use(a []byte) {}

//go:noinline
func usep(a *half) {}

func c01()              { *ph = gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c02()              { m[1] = gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c03()              { m[1] = h }
func c04()              { m[1] = m[2] }
func c05()              { mk[h] = 1 }
func c06()              { mk[gives()] = 1 } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c07() int          { return mk[h] }
func c08() int          { return mk[gives()] } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c09()              { h, i = gives2() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c10()              { a, b := gives2(); _, _ = a, b } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c12()              { hh[i] = gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c13()              { hh[i] = h }
func c14()              { hh[i] = hh[j] }
func c15()              { *ph = *ph2 }
func c16() half         { return h }
func c17() half         { return gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 512 MB args \+ 512 MB callee`
func c18() half         { return *ph }
func c19() half         { return e.(half) }
func c20() (half, bool) { a, ok := e.(half); return a, ok } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 512 MB args`
func c21()              { ss = append(ss, h) }
func c22()              { ss = append(ss, h, h2) }
func c23()              { ss = append(ss, gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c24()              { ss = append(ss, *ph) }
func c27()              { varia(h, h2) }
func c28()              { varia(gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c29()              { e = gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c30()              { e = S{h, 1} }
func c31()              { s = S{h, 1} }
func c32()              { s = S{n: i} }
func c33()              { s.a = h }
func c34()              { s.a = gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c35()              { *ph = half{1: 2} }
func c36()              { *ph = half{1: byte(i)} }
func c37()              { h = half{1: byte(i)} }
func c38()              { a := half{1: byte(i)}; e = a }
func c39()              { a := half{1: byte(i)}; e = &a }
func c40()              { a := half{1: byte(i)}; h = a }
func c41()              { takes(half{1: byte(i)}) }
func c42()              { takes(half{1: 2}) }
func c43()              { takes(half{}) }
func c44() int          { return iv.M() }
func c45()              { iv = h }
func c46()              { a := h.M; fmt.Println(a) }
func c47() half         { return s.M2() }
func c48() byte         { return s.M2()[4] }
func c49() byte         { return S{a: h}.a[i] }
func c50() byte         { return h[i] }
func c51() byte         { return half2(h)[i] }
func c52() byte         { return e.(half)[i] }
func c53() byte         { return m[i][i] }
func c54() byte         { return gives()[i] } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c55() {
	switch h {
	case h2:
		i = 1
	case *ph:
		i = 2
	}
}
func c56() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	switch gives() {
	case h2:
		i = 1
	case *ph:
		i = 2
	}
}
func c57() bool { return e == h }
func c58() bool { return e == gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c59() bool { return iv == h }
func c60() {
	if a := gives(); a[i] == 1 {
		i = 2
	}
}
func c61() { var a = gives(); fmt.Println(a) }
func c62() { a, b := h, h2; h, h2 = b, a }
func c63() { h, h2 = gives(), gives() } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func c64() { h, h2 = h, gives() } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c65() { defer takes(gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c66() { go takes(gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c67() { func() { h = gives() }() }
func c68() { x := h; f := func() half { return x }; h2 = f() }
func c69() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for i, x := range hh {
		fmt.Println(i, x[i])
	}
}
func c70() {
	for _, x := range ss {
		takes(x)
	}
}
func c71() {
	for _, x := range m {
		takes(x)
	}
}
func c72() {
	for x := range mk {
		takes(x)
	}
}
func c73() {
	for i, x := range h {
		fmt.Println(i, x)
	}
}
func c74() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for i, x := range gives() {
		fmt.Println(i, x)
	}
}
func c75() {
	for i, x := range *ph {
		fmt.Println(i, x)
	}
}
func c76() { println(gives()[1]); println(gives()[2]) }
func c77() { _ = gives() }
func c78() { _ = e.(half) }
func c79() { gives() }
func c80() { takes(m[1]) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c81() { takes(e.(half)) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c82() { takes(*ph) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c83() { takes(hh[i]) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func c84() { takes(half(half2{})) }
func c85() { m[1], m[2] = m[2], m[1] }
func c86() { *ph, *ph2 = *ph2, *ph }
func c87() { hh[0], hh[1] = hh[1], hh[0] }
func c88() { a, ok := m[1]; e = a; e = ok }
func c89() { h, _ = m[1] }
func c90() { var ok bool; h, ok = m[1]; e = ok }
func d01() { h = half{1, 2, byte(i)} }
func d02() { h = half{1, byte(j), byte(i)} }
func d03() { h = half{byte(i), byte(j), byte(i), byte(j)} }
func d04() { h = half{byte(i), byte(j), byte(i), byte(j), byte(i)} }
func d05() { h = half{byte(i), byte(j), byte(i), byte(j), byte(i), byte(i)} }
func d06() { mm = M{n: i, m: j} }
func d07() { mm = M{n: 1, m: 2, o: 3, p: 4, q: 5} }
func d08() { mm = M{n: 1, m: 2, o: 3, p: 4, q: i} }
func d09() { mm = M{i, i, j, i, j, i, half{}} }
func d10() { mm = M{i, i, j, i, j, i, h} }
func d11() { mm = M{a: h} }
func d12() { mm = M{a: gives()} } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func d13() { p := &M{a: gives()}; e = p } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func d14() { p := &M{a: h}; e = p }
func d15() { p := &M{n: i}; e = p }
func d16() { p := &half{1, 2, byte(i)}; e = p }
func d17() { x := []byte{1 << 29: 1}; println(x[i]) }
func d18() { x := []byte{1 << 29: 1}; use(x) }
func d19() { x := []byte{1 << 29: 1}; sb = x }
func d20() { x := []byte{1 << 29: byte(i)}; println(x[i]) }
func d21() {
	x := []byte{1 << 29: byte(i)}
	for k, v := range x {
		println(k, v)
	}
}
func d22() {
	for k, v := range []byte{1 << 29: byte(i)} {
		println(k, v)
	}
}
func d23() {
	for k, v := range []byte{1 << 29: 3} {
		println(k, v)
	}
}
func d24() {
	for k, v := range [...]byte{1 << 29: 3} {
		println(k, v)
	}
}
func d25() {
	for k, v := range [...]byte{1 << 29: byte(i)} {
		println(k, v)
	}
}
func d26() { println([]byte{1 << 29: 3}[i]) }
func d27() { println([...]byte{1 << 29: 3}[i]) }
func d28() { println([...]byte{1 << 29: byte(j)}[i]) }
func d29() { x := [...]byte{1 << 29: 3}; println(x[i]) }
func d30() { x := [...]byte{1 << 29: byte(i)}; y := x[:]; println(y[i]) }
func d31() { x := make([]byte, 1<<29); println(x[i]) }
func d32() { x := append([]byte{1 << 29: 3}, 3); println(x[i]) }
func d33() { use(append([]byte{1 << 29: 3}, 3)) }
func d34() { sb = append(sb, []byte{1 << 29: 3}...) }
func d35() { copy(sb, []byte{1 << 29: 3}) }
func d36() { fmt.Println([]byte{1 << 29: 3}) }
func d37() { fmt.Println([1 << 29]byte{}) }
func d38() { fmt.Println([1 << 29]byte{1}) }
func d39() { fmt.Println([1 << 29]byte{byte(i)}) }
func d40() { fmt.Println(len([1 << 29]byte{byte(i)})) }
func d41() { x := [][1 << 29]byte{{}, {}}; println(x[i][j]) } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func d42() { x := [][1 << 29]byte{{1}, {byte(i)}}; println(x[i][j]) } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func d43() { x := map[int][1 << 29]byte{1: {1}, 2: {byte(i)}}; println(x[i][j]) }
func d44() { usep(&half{}) }
func d45() { usep(&half{1: 2}) }
func d46() { var x [1 << 29]byte; usep((*half)(&x)) }
func d47() { e = half{1: 2} }
func d48() { e = half{1: byte(i)} }
func d49() { e = h[2:4]; e = *(&h) }
func d50() { x := *(&h); usep(&x) }
func d51() { x, y := []byte{1 << 29: 1}, []byte{1 << 29: 1}; println(x[i], y[j]) } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func d52() {
	if i == 1 {
		x := []byte{1 << 29: 1}
		println(x[i])
	} else {
		x := []byte{1 << 29: 1}
		println(x[i])
	}
}
func d53() {
	for {
		x := []byte{1 << 29: 1}
		println(x[i])
	}
}
func d54() half { // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 512 MB args \+ 512 MB callee`
	if i == 1 {
		return gives()
	}
	return gives()
}
func d55() {
	if i == 1 {
		h2[3] = gives()[2]
	}
	h2[2] = gives()[3]
}
func d56()      { f := func(h half) { println(h[i]) }; f(h); f(h2) }
func d57()      { x := []half{}; x = append(x, h, h2); println(x[i][j]) }
func d58()      { func(h half) { println(h[i]) }(gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func a01()      { takes(h) }
func a02()      { h = gives() }
func a03()      { takes(gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func a04()      { takes(gives()); takes(gives()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
func a05()      { fmt.Println(h) }
func a06()      { fmt.Println(h, h2) }
func a07()      { e = h }
func a08()      { e = h; e = h2 }
func a09()      { e = g }
func a10() bool { return h == h2 }
func a11()      { h, h2 = h2, h }
func a12()      { g, g2 = g2, g } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a13()      { a := h; _ = a }
func a14()      { a := h; h2 = a }
func a15()      { t = two{h, h2} } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a16()      { t = two{a: h} } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a17()      { h = e.(half) }
func a18()      { h, _ = e.(half) } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a19()      { g = [1 << 30]byte(e.(full)) } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a20() bool { return e == any(h) }
func a21() bool { return gives() == gives() } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a22()      { go takes(h) }
func a23()      { defer takes(h) }
func a24()      { var m map[int]half; h = m[1] }
func a25()      { var m map[int]full; g = m[1] }
func a26()      { m := map[int]half{1: h}; _ = m }
func a27()      { var p *full; g = [1 << 30]byte(*p) }
func a28()      { g = full{1: 2} }
func a29()      { g = full{} }
func a30()      { e = full{} }
func a31()      { e = full{3: h[4]} } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a32()      { p := &full{3: 1}; e = p }
func a34() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for _, x := range gives() {
		fmt.Println(x)
	}
}
func a35()       { ss := []half{h, h2}; _ = ss }
func a38() byte  { return gives()[3] }
func a39() byte  { return g[3] }
func a42()       { a := [2]half{h, h2}; e = &a } // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
func a43(i int)  { t = two{gives(), gives()} } // ERROR@6 `stack frame too large \(>1GB\): 2048 MB locals \+ 0 MB args`
func a44(x half) { takes(x) }
func a45(x half) { y := x; takes(y) }
func a47() {
	switch x := e.(type) {
	case half:
		takes(x)
	case full:
		e = x
	}
}
func a48() { func(a half) { takes(a) }(h) }
func a49() { func(a half) { h = a }(h) }

var kept = func() int { // ERROR@12 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`
	defer takes(gives())
	return 1
}()

type T[P any] struct{ p P }

func (T[P]) m(p P) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

//go:noinline
func generic[P any](give func() P, take func(P)) { take(give()) } // ERROR@6 `stack frame too large \(>1GB\): 512 MB locals \+ 0 MB args \+ 512 MB callee`

func instances() { generic(gives, takes); generic(func() int { return 1 }, nil); T[half]{}.m(h) }
