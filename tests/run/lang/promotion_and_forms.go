// Promotion into interfaces through every kind of embedding, order of initialisation, generics over values of both forms, float keys.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unsafe"
)

// --- promotion into interfaces through every kind of embedding
type Namer interface{ Name() string }
type Sizer interface{ Size() int }
type Both interface {
	Namer
	Sizer
}
type impl struct {
	n   string
	pad [5]int
}

func (i impl) Name() string     { return "impl:" + i.n }
func (i *impl) Size() int       { return len(i.n) }
func (i *impl) Rename(s string) { i.n = s }

type viaIface struct {
	Namer
	x int
}
type viaPtr struct{ *impl }
type viaVal struct {
	a int
	impl
}
type deep struct {
	_ [3]byte
	viaIface
	*viaVal
}
type deeper struct{ *deep }
type cyc struct {
	*cyc
	Namer
	v int
}

func promo() {
	im := &impl{n: "q"}
	vi := viaIface{Namer: im, x: 1}
	vp := viaPtr{im}
	vv := viaVal{1, *im}
	var b Both = vp
	var b2 Both = &vv
	im.Rename("changed")
	fmt.Println(vi.Name(), b.Name(), b.Size(), b2.Name(), b2.Size(), vv.Name())
	d := deeper{&deep{viaIface: viaIface{Namer: &vv}, viaVal: &vv}}
	d.Rename("deep")
	f, g, h := d.viaVal.Name, d.Size, d.Rename
	h("more")
	fmt.Println(f(), g(), d.viaIface.Name(), d.viaVal.impl.n, vv.n)
	var s Sizer = d
	var anon interface{ Rename(string) } = struct {
		*impl
		viaIfaceX int
	}{im, 2}
	anon.Rename("anon")
	fmt.Println(s.Size(), im.n, Namer.Name(vi), viaIface.Name(vi), (*viaVal).Size(&vv), deeper.Size(d), (*deeper).Rename == nil)
	c := &cyc{v: 1}
	c.cyc = &cyc{v: 2, Namer: im}
	fmt.Println(c.cyc.v, c.cyc.Name(), errors.New("x").Error())
	m := map[Namer]int{vi: 1, vp: 2, *im: 3, im: 4}
	fmt.Println(m[vi], m[viaPtr{im}], m[*im], m[im], len(m), m[impl{n: "anon"}])
	type loc struct{ Both }
	l := loc{b}
	func(n Namer) { fmt.Println(n.Name(), n.(Sizer).Size()) }(l)
	var e interface {
		error
		Namer
	} = struct {
		error
		Namer
	}{errors.New("err"), im}
	fmt.Println(e, e.Name(), e.Error())
}

// --- initialisation order
var (
	i1     = i2 + f1()
	i2     = f2()
	i3     = T1{}.m()
	i4, _  = gen[int](3)
	i5, i6 = pair(i7)
	i7     = func() int { return i8 * 2 }()
	i8     = len(order)
	order  = note("order")
	_      = note("blank")
	i9     = (*T1).p
	i10    = i9(nil)
)

type T1 struct{}

func (T1) m() int                { return i8 + 100 }
func (*T1) p() int               { return i7 + 1000 }
func f1() int                    { return i3 }
func f2() int                    { note("f2"); return 1 }
func gen[T any](x T) (T, int)    { return x, i8 }
func pair(x int) (int, string)   { note(fmt.Sprint("pair", x)); return x, "p" }
func note(s string) []string     { fmt.Print("<", s, ">"); return []string{s, s} }

// --- generics over memory forms
type Buf[T any, A interface{ [4]T | [8]T }] struct{ a A }
type Cell[T any] struct {
	v    T
	next *Cell[T]
	hist []T
	byK  map[string]T
	f    func(T) T
}
type Outer[T any] struct {
	Cell[T]
	in Cell[[2]T]
	*Inner2[T]
}
type Inner2[T any] struct{ deep T }

func (c *Cell[T]) Set(v T) *Cell[T] { c.hist = append(c.hist, c.v); c.v = v; return c }
func (c Cell[T]) Get() T            { return c.v }
func (i *Inner2[T]) Deep() *T       { return &i.deep }

type Tree[K cmp.Ordered, V any] struct {
	root *node[K, V]
}
type node[K cmp.Ordered, V any] struct {
	k    K
	v    V
	kids [2]*node[K, V]
}

func (t *Tree[K, V]) At(k K) *V {
	p := &t.root
	for *p != nil {
		if c := cmp.Compare(k, (*p).k); c == 0 {
			return &(*p).v
		} else if c < 0 {
			p = &(*p).kids[0]
		} else {
			p = &(*p).kids[1]
		}
	}
	*p = &node[K, V]{k: k}
	return &(*p).v
}

type big struct {
	a [7]int
	s string
}

func rangeAll[S ~[]E | ~[3]E, E any](s S) (n int) { return len(s) }
func rangeStr[S ~string](s S) (out []rune) {
	for _, r := range s {
		out = append(out, r)
	}
	return
}
func rangeMap[M ~map[K]V, K cmp.Ordered, V any](m M) (ks []K) {
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return
}
func rangeInt[I ~uint8](n I) (s I) {
	for i := range n {
		s += i
	}
	return
}
func rangeFn[F ~func(func(E) bool), E any](f F) (out []E) {
	for x := range f {
		out = append(out, x)
	}
	return
}
func rangeCh[C ~chan E, E any](c C) (out []E) {
	for x := range c {
		out = append(out, x)
	}
	return
}
func swapT[T any](a, b T) (T, T)          { a, b = b, a; return a, b }
func ptrTo[T any](x T) *T                 { return &x }
func zeroOf[T any]() (z T)                { return }
func eq[T comparable](a, b T) bool        { return a == b }
func sw[T any](x T) string {
	switch any(x).(type) {
	case Cell[T]:
		return "cell of itself"
	case Cell[int], *Cell[string]:
		return fmt.Sprintf("cell %T", x)
	case []T, [2]T:
		return "slice"
	case interface{ Get() int }:
		return "getter"
	}
	return fmt.Sprintf("%T %d", x, unsafe.Sizeof(x))
}
func shift[T ~int8 | ~uint16 | ~int64](x T, n uint) (T, T, T) { return x << n, x >> n, -x ^ 5 }
func convert[T, F ~int8 | ~uint16 | ~float32 | ~int64](f F) T   { return T(f) }
func konst[T ~int8 | ~float64 | ~complex128]() (T, T)          { const k = 100; return k, T(k) / 7 }
func closure[T any](xs ...T) (fs []func() T) {
	for _, x := range xs {
		fs = append(fs, func() T { return x })
	}
	return
}
func mapOf[K comparable, V any](k K, v V) map[K][]V { m := map[K][]V{}; m[k] = append(m[k], v, v); return m }
func chanOf[T any](x T) T                            { c := make(chan T, 1); c <- x; select { case y := <-c: return y } }
func deferT[T any](x T) (out []T)                    { defer func(y T) { out = append(out, y) }(x); return []T{x} }
func multi[T any](x T) (T, error, [2]T)              { return x, nil, [2]T{x, x} }
func viaIfaceT[T any](x T) any                       { var i any = x; return i }
func arr[T any](x T) (a [3]T)                        { a[1] = x; b := a; b[0] = x; a[2] = b[0]; return }

func generics() {
	b := big{[7]int{1, 2, 3}, "big"}
	c := &Cell[big]{v: b, byK: map[string]big{}}
	c.byK["k"] = b
	b.a[0] = 100
	c.Set(b).Set(big{})
	c.f = func(b big) big { b.a[1]++; return b }
	fmt.Println(c.hist[0].a[0], c.hist[1].a[0], c.Get().s == "", c.byK["k"].a[0], c.f(b).a[1], b.a[1])
	var o Outer[string]
	o.Set("x").Set("y")
	o.in.Set([2]string{"p", "q"})
	o.Inner2 = &Inner2[string]{"d"}
	*o.Deep() += "eep"
	fmt.Println(o.Get(), o.hist, o.in.Get()[1], o.deep, o.v)
	fmt.Printf("%T %T %T\n", o, o.in, Buf[int, [4]int]{})
	var t Tree[string, big]
	for i, k := range strings.Fields("m c x a d z") {
		t.At(k).a[i] = i
		t.At(k).s += k
	}
	fmt.Println(t.At("x").a, t.At("x").s, t.At("nope").s == "", t.root.kids[1].k)
	type S []int
	type MI map[string]bool
	fmt.Println(rangeAll[[3]int, int]([3]int{}), rangeStr("é€"), rangeMap(MI{"b": true, "a": false}), rangeInt[uint8](5), rangeInt(uint8(24)), rangeFn(slices.Values([]big{{s: "v"}}))[0].s)
	ch := make(chan [2]string, 2)
	ch <- [2]string{"a", "b"}
	ch <- [2]string{"c"}
	close(ch)
	x, y := swapT(b, big{s: "other"})
	p, q := ptrTo(b), ptrTo(b)
	p.a[0] = -1
	fmt.Println(rangeCh(ch), x.s, y.s, q.a[0], zeroOf[big]().a, eq(*p, *q), eq(any(b), any(b)), eq([2]big{b}, [2]big{b}), eq(1+2i, 1+2i), eq(math.NaN(), math.NaN()))
	fmt.Println(sw(Cell[int]{}), sw(&Cell[string]{}), sw([]int{}), sw(b), sw(int8(1)), sw(struct{}{}), sw([3]string{}), sw(Cell[Cell[int]]{}))
	fmt.Println(shift(int8(-100), 1))
	fmt.Println(shift(uint16(40000), 3))
	fmt.Println(convert[int8](float32(-3.9)), convert[uint16](int8(-1)), convert[float32](int64(1<<40+1)), convert[int64](float32(0.1)))
	fmt.Println(konst[int8]())
	fmt.Println(konst[float64]())
	fmt.Println(konst[complex128]())
	for _, f := range closure(b, big{s: "2"}) {
		fmt.Print(f().s, " ")
	}
	fmt.Println(mapOf(b, "v")[b], mapOf([2]int{1}, b)[[2]int{1}][1].s, chanOf(b).a[0], len(deferT(b)), deferT("d"), viaIfaceT(b).(big).s, arr(b)[2].a[0], arr("s"))
	m1, m2, m3 := multi(b)
	m3[0].a[0] = 5
	fmt.Println(m1.a[0], m2, m3[0].a[0], m3[1].a[0], b.a[0])
}

func floatKeys() {
	m := map[any]string{0.0: "zero", float32(0): "zero32", [1]float64{0}: "arr", struct{ f any }{0.0}: "st"}
	nz := math.Copysign(0, -1)
	fmt.Println(m[nz], m[float32(nz)], m[[1]float64{nz}], m[struct{ f any }{nz}], m[complex(0, 0)] == "")
	nan := math.NaN()
	m[nan], m[[1]float64{nan}] = "n", "n"
	fmt.Println(len(m), m[nan] == "")
	mm := map[[2]any]int{{1, "a"}: 1, {1.0, 'a'}: 2}
	fmt.Println(mm[[2]any{1, "a"}], mm[[2]any{1.0, int32(97)}], mm[[2]any{1, 'a'}])
}

func main() {
	fmt.Println()
	fmt.Println(i1, i2, i3, i4, i5, i6, i7, i8, i10)
	promo()
	generics()
	floatKeys()
}
