// encoding/gob: the bytes of streams, versions of types, interfaces, own methods, and what is refused.
package main

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"math/big"
	"reflect"
	"time"
)

type Point struct{ X, Y int }

type Shape interface{ Area() float64 }

type Square struct{ Side float64 }

func (s Square) Area() float64 { return s.Side * s.Side }

type Circle struct{ Radius float64 }

func (c *Circle) Area() float64 { return 3 * c.Radius * c.Radius }

type Node struct {
	Name     string
	Children []*Node
	Parent   map[string]*Node
}

type Inner struct {
	A int8
	B uint16
}

type All struct {
	Bool    bool
	I8      int8
	I16     int16
	I32     int32
	I64     int64
	I       int
	U8      uint8
	U16     uint16
	U32     uint32
	U64     uint64
	U       uint
	Up      uintptr
	F32     float32
	F64     float64
	C64     complex64
	C128    complex128
	S       string
	Bytes   []byte
	Array   [3]int
	Bytes4  [4]byte
	Strings []string
	Named   []Name
	Map     map[string]int
	Ptr     *int
	PtrPtr  **string
	In      Inner
	InPtr   *Inner
	Any     any
	Shapes  []Shape
	Func    func()
	Chan    chan int
	private int
	Inner
}

type Name string

type Secret struct{ text string }

func (s Secret) GobEncode() ([]byte, error) {
	if s.text == "bad" {
		return nil, errors.New("will not be told")
	}
	return []byte("<" + s.text + ">"), nil
}

func (s *Secret) GobDecode(b []byte) error {
	if len(b) < 2 {
		return errors.New("too short")
	}
	s.text = string(b[1 : len(b)-1])
	return nil
}

type Holder struct {
	S  Secret
	P  *Secret
	T  time.Time
	B  *big.Int
	Ss []Secret
}

type ByPointer struct{ n int }

func (p *ByPointer) GobEncode() ([]byte, error)   { return []byte{byte(p.n)}, nil }
func (p *ByPointer) GobDecode(b []byte) error     { p.n = int(b[0]); return nil }

type HasByPointer struct{ P ByPointer }

func encode(values ...any) []byte {
	var buf bytes.Buffer
	enc := gob.NewEncoder(&buf)
	for _, v := range values {
		if err := enc.Encode(v); err != nil {
			fmt.Println("error:", err)
		}
	}
	return buf.Bytes()
}

func show(name string, values ...any) []byte {
	b := encode(values...)
	fmt.Printf("%s: %x\n", name, b)
	return b
}

func basics() {
	show("bool", true, false)
	show("ints", 0, 1, -1, 63, 64, -64, -65, 127, 128, 1<<20, math.MaxInt64, math.MinInt64, int8(-3), int16(300))
	show("uints", uint(0), uint8(127), uint16(128), uint32(256), uint64(math.MaxUint64), uintptr(7))
	show("floats", 0.0, 1.0, 17.0, -2.5, float32(0.1), math.Inf(1), math.MaxFloat64)
	show("complex", 1+2i, complex64(3))
	show("strings", "", "hello", Name("n"), []byte("bytes"), []byte{})
	show("slices", []int{1, -2, 300}, []string{"a", "", "b"}, []bool{true, false}, []float64{1.5}, []Name{"x"}, [][]int{{1}, nil, {2, 3}})
	show("arrays", [3]int{1, 2, 3}, [2]byte{9, 8}, [0]string{})
	show("maps", map[string]int{"one": 1}, map[int][]string{7: {"seven"}}, map[string]int{})
	show("structs", Point{1, 2}, &Point{0, 3}, Point{})
	show("anonymous", struct{ A, B int }{1, 2}, []struct{ Z string }{{"z"}})
	n := &Node{Name: "root", Children: []*Node{{Name: "a"}, {Name: "b", Children: []*Node{{Name: "c"}}}}}
	b := show("recursive", n)
	var m Node
	fmt.Println(gob.NewDecoder(bytes.NewReader(b)).Decode(&m), m.Name, len(m.Children), m.Children[1].Children[0].Name)
}

func all() {
	i, s := 42, "pointed"
	ps := &s
	in := All{
		Bool: true, I8: -8, I16: -1600, I32: 1 << 30, I64: -1 << 60, I: 5, U8: 200, U16: 60000, U32: 1 << 31, U64: 1 << 63, U: 6, Up: 77,
		F32: 1.25, F64: math.Pi, C64: 1 - 2i, C128: complex(math.E, -1), S: "text", Bytes: []byte{1, 2}, Array: [3]int{7, 0, 9}, Bytes4: [4]byte{1},
		Strings: []string{"p", "q"}, Named: []Name{"r"}, Map: map[string]int{"k": 1}, Ptr: &i, PtrPtr: &ps,
		In: Inner{1, 2}, InPtr: &Inner{3, 4}, Any: Point{8, 9}, Shapes: []Shape{Square{2}, &Circle{1}}, Func: func() {}, Inner: Inner{5, 6},
	}
	gob.Register(Point{})
	gob.Register(Square{})
	gob.RegisterName("round", &Circle{})
	b := show("all", in, in)
	dec := gob.NewDecoder(bytes.NewReader(b))
	for range 2 {
		var out All
		fmt.Println(dec.Decode(&out))
		fmt.Println(*out.Ptr, **out.PtrPtr, *out.InPtr, out.Shapes[0].Area(), out.Shapes[1].Area())
		out.Ptr, out.PtrPtr, out.InPtr, out.Shapes = nil, nil, nil, nil
		fmt.Printf("%+v\n", out)
	}
	var out All
	fmt.Println(dec.Decode(&out) == io.EOF)
	var a, z any = map[string]int{"x": 1}, nil
	gob.Register(map[string]int{})
	gob.Register([]any{})
	b = show("interfaces", &a, &[]any{1, "two", 3.5, nil, []int{4}, []any{uint8(5), Square{6}}, true, 'x'})
	dec = gob.NewDecoder(bytes.NewReader(b))
	fmt.Println(dec.Decode(&z), z)
	var list []any
	fmt.Println(dec.Decode(&list), list)
}

func versions() {
	type Old struct {
		Name string
		Age  int
		Gone map[string][]Inner
		Any  any
		When time.Time
		C    complex128
		Arr  [2]string
	}
	type New struct {
		Age   *int64
		Extra string
		Name  Name
	}
	b := encode(Old{"bob", 30, map[string][]Inner{"a": {{1, 2}, {3, 4}}}, Square{3}, time.Unix(5, 0).UTC(), 1i, [2]string{"q", ""}}, Old{Name: "eve"}, "end")
	dec := gob.NewDecoder(bytes.NewReader(b))
	var n New
	n.Extra = "kept"
	fmt.Println(dec.Decode(&n), n.Name, *n.Age, n.Extra)
	fmt.Println(dec.Decode(&n), n.Name, *n.Age, n.Extra)
	var s string
	fmt.Println(dec.Decode(&s), s)
	dec = gob.NewDecoder(bytes.NewReader(b))
	fmt.Println(dec.Decode(nil), dec.DecodeValue(reflect.Value{}), dec.DecodeValue(reflect.ValueOf(&s)), s, dec.Decode(nil))

	into := func(from, to any) {
		err := gob.NewDecoder(bytes.NewReader(encode(from))).Decode(to)
		fmt.Printf("%T into %T: %v %v\n", from, to, err, reflect.ValueOf(to).Elem())
	}
	into(300, new(int8))
	into(-1, new(uint))
	into(uint(300), new(uint8))
	into(uint(300), new(uint16))
	into(1e300, new(float32))
	into(complex(1e300, 0), new(complex64))
	into("text", new(int))
	into(1, new(string))
	into(1, new(any))
	into([]int{1}, new([1]int))
	into([2]int{1}, new([3]int))
	into([]int{1, 1000}, new([]int8))
	into(map[string]int{"a": 1000}, new(map[string]int8))
	into(Point{1, 2}, new(Inner))
	into(Point{1, 2}, new(int))
	into(1, new(Point))
	into(struct{ A int }{1000}, new(Inner))
	into(struct{ A string }{"x"}, new(Inner))
	into(struct{ S [][]int16 }{[][]int16{{1, 300}}}, &struct{ S [][]int8 }{})
	into(Secret{"s"}, new(Point))
	into(Point{1, 2}, new(Secret))
	into([]byte("bytes"), new([]uint8))
	into([]byte("bytes"), new(string))
	into([]uint8(nil), new([]int))
	into(struct{ Named []Name }{[]Name{"a"}}, &struct{ Named []string }{})
	into(struct{ In Inner }{Inner{1, 2}}, &struct{ In struct{ B int } }{})
	into(struct{ In Inner }{Inner{1, 2}}, &struct{ In struct{ B uint } }{})

	reused := []Point{{1, 1}, {2, 2}, {3, 3}}
	fmt.Println(gob.NewDecoder(bytes.NewReader(encode([]Point{{0, 7}, {8, 0}}))).Decode(&reused), reused, reused[:3])
	kept := map[string]int{"old": 1}
	fmt.Println(gob.NewDecoder(bytes.NewReader(encode(map[string]int{"new": 2}))).Decode(&kept), kept)
}

func methods() {
	h := Holder{S: Secret{"one"}, P: &Secret{"two"}, T: time.Date(2024, 2, 29, 1, 2, 3, 4, time.UTC), B: big.NewInt(1 << 40), Ss: []Secret{{"x"}, {"y"}}}
	b := show("holder", h, Holder{}, Secret{"top"}, &Secret{"p"})
	dec := gob.NewDecoder(bytes.NewReader(b))
	var out, zero Holder
	fmt.Println(dec.Decode(&out), out.S, *out.P, out.T, out.B, out.Ss)
	fmt.Println(dec.Decode(&zero), zero)
	var s Secret
	fmt.Println(dec.Decode(&s), s, dec.Decode(&s), s)
	fmt.Println(gob.NewEncoder(io.Discard).Encode(Secret{"bad"}))
	fmt.Println(gob.NewEncoder(io.Discard).Encode(HasByPointer{}))
	b = show("by pointer", &HasByPointer{ByPointer{5}})
	var p HasByPointer
	fmt.Println(gob.NewDecoder(bytes.NewReader(b)).Decode(&p), p)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func refused() {
	try := func(name string, v any) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(name, "panics:", r)
			}
		}()
		fmt.Println(name, gob.NewEncoder(io.Discard).Encode(v))
	}
	type unexported struct{ a int }
	type unknown struct{ X any }
	type P *P
	var rec P
	try("nil", nil)
	try("nil pointer", (*int)(nil))
	try("chan", make(chan int))
	try("func", func() {})
	try("unexported", unexported{1})
	try("nested unexported", struct{ A unexported }{})
	try("slice of chan", []chan int{})
	try("not registered", unknown{struct{ Q int }{1}})
	try("nil inside", unknown{(*Point)(nil)})
	try("nil element", []*int{nil})
	try("nil in map", map[string]*int{"a": nil})
	rec = &rec
	try("cycle", rec)
	fmt.Println(gob.NewEncoder(failing{}).Encode(1))
	func() {
		defer func() { fmt.Println(recover()) }()
		gob.RegisterName("", 1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		gob.RegisterName("round", 1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		gob.RegisterName("other", Point{})
	}()
	var i int
	fmt.Println(gob.NewDecoder(bytes.NewReader(encode(1))).Decode(i))
	fmt.Println(gob.NewDecoder(bytes.NewReader(encode(1))).DecodeValue(reflect.ValueOf(i)))
	fmt.Println(gob.NewDecoder(bytes.NewReader(encode(5))).DecodeValue(reflect.ValueOf(&i)), i)
	fmt.Println(gob.NewDecoder(bytes.NewReader(encode(6))).DecodeValue(reflect.ValueOf(&i).Elem()), i)
	fmt.Println(gob.NewEncoder(io.Discard).EncodeValue(reflect.Value{}), gob.NewEncoder(io.Discard).EncodeValue(reflect.ValueOf(3)))
	whole := encode(Point{1, 2}, Square{4})
	for n := range len(whole) {
		dec := gob.NewDecoder(bytes.NewReader(whole[:n]))
		var p Point
		var s Square
		fmt.Println(n, dec.Decode(&p), dec.Decode(&s))
	}
	for _, bad := range [][]byte{
		{}, {0}, {0xff}, {0x80}, {0xf7, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {0xf8, 1, 2, 3, 4, 5, 6, 7, 8}, {3, 4, 0, 0xfe}, {2, 4, 0}, {1, 4}, {3, 4, 1, 2},
		{3, 200, 0, 1}, {4, 0xff, 0x81, 0, 0}, {3, 2, 0, 1}, {2, 1, 0}, {4, 0xff, 0x90, 0, 0},
	} {
		var x int
		fmt.Println(gob.NewDecoder(bytes.NewReader(bad)).Decode(&x), x, gob.NewDecoder(bytes.NewReader(bad)).Decode(nil))
	}
	fmt.Println(gob.CommonType{Name: "n", Id: 3})
}

func main() {
	basics()
	all()
	versions()
	methods()
	refused()
	many()
}

// many damages streams and sees that nothing but errors comes of it.
func many() {
	whole := encode(Node{Name: "n", Children: []*Node{{Name: "c"}}}, map[string][]Inner{"a": {{1, 2}}}, []any{1, Square{2}})
	seen, sum := 0, fnv.New64a()
	for i := range whole {
		for _, b := range []byte{0, 1, 0x7f, 0x80, 0xf8, 0xff} {
			damaged := bytes.Clone(whole)
			damaged[i] = b
			dec := gob.NewDecoder(bytes.NewReader(damaged))
			var n Node
			var m map[string][]Inner
			var l []any
			for _, to := range []any{&n, &m, &l} {
				err := dec.Decode(to)
				fmt.Fprintln(sum, i, b, err)
				if err != nil {
					seen++
					break
				}
			}
		}
	}
	fmt.Printf("%d %x\n", seen, sum.Sum64())
}
