// Package reflect: kinds, types and values that the other programs of this folder do not ask about.
package main

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

type inner struct{ A, B int }

type outer struct {
	inner
	Name  string `json:"name,omitempty" xml:"n" empty:""`
	Ptr   *inner
	Iface any
	hid   int
	F     func(int, ...string) error
	C     chan<- int
}

func (o outer) Value(n int) int   { return n + len(o.Name) }
func (o *outer) Change(s string)  { o.Name = s }
func (o outer) Many(a ...int) int { return len(a) }

func caught(f func()) {
	defer func() {
		why := recover()
		if e, ok := why.(*reflect.ValueError); ok {
			fmt.Println("panic:", e.Method, e.Kind, e.Error())
			return
		}
		fmt.Println("panic:", why)
	}()
	f()
}

func kinds() {
	all := []reflect.Kind{reflect.Invalid, reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128, reflect.Array, reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice, reflect.String, reflect.Struct, reflect.UnsafePointer}
	for i, k := range all {
		fmt.Print(k.String(), int(k) == i, " ")
	}
	fmt.Println(reflect.Kind(99), reflect.Ptr == reflect.Pointer)
	for _, d := range []reflect.ChanDir{reflect.RecvDir, reflect.SendDir, reflect.BothDir, 0, 9} {
		fmt.Print(d.String(), " ")
	}
	fmt.Println()
}

func types() {
	t := reflect.TypeFor[outer]()
	fmt.Println(t.Align(), t.FieldAlign(), reflect.TypeFor[[5]int8]().Len(), reflect.TypeFor[int16]().Align(), t.AssignableTo(reflect.TypeFor[any]()), t.AssignableTo(reflect.TypeFor[inner]()), reflect.TypeFor[chan int]().AssignableTo(reflect.TypeFor[<-chan int]()))
	for f := range t.Fields() {
		fmt.Print(f.Name, " ", f.Type, " ", f.Offset, " ", f.Index, " ", f.Anonymous, " ", f.IsExported(), " ", f.PkgPath, "; ")
	}
	fmt.Println()
	f, _ := t.FieldByName("Name")
	var tag reflect.StructTag = f.Tag
	for _, key := range []string{"json", "xml", "empty", "none"} {
		value, ok := tag.Lookup(key)
		fmt.Printf("%q %t %q; ", value, ok, tag.Get(key))
	}
	fmt.Println(f.Offset == unsafe.Offsetof(outer{}.Name))
	for _, bad := range []reflect.StructTag{`x`, `x:`, `x:"open`, `:"y"`, `a:"1"b:"2"`, `a:"\x41" b:"c"`} {
		a, aok := bad.Lookup("a")
		b, bok := bad.Lookup("b")
		fmt.Print(a, aok, b, bok, " ")
	}
	fmt.Println()
	fmt.Println(t.FieldByIndex([]int{0, 1}).Name)
	caught(func() { t.FieldByIndex([]int{1, 0}) })
	found, ok := t.FieldByNameFunc(func(s string) bool { return s == "B" })
	fmt.Println(found.Name, found.Index, ok)
	_, ok = t.FieldByNameFunc(func(s string) bool { return len(s) == 1 })
	fmt.Println(ok)
	fn := t.Field(5).Type
	fmt.Println(fn, fn.IsVariadic(), fn.NumIn(), fn.NumOut(), slices.Collect(fn.Ins()), slices.Collect(fn.Outs()), fn.In(1), fn.Out(0))
	fmt.Println(t.Field(6).Type.ChanDir(), reflect.TypeFor[<-chan int]().ChanDir(), reflect.TypeFor[chan int]().ChanDir())
	var m reflect.Method
	m, ok = t.MethodByName("Value")
	fmt.Println(m.Name, m.Type, m.Index, m.IsExported(), m.PkgPath == "", ok, m.Func.Call([]reflect.Value{reflect.ValueOf(outer{Name: "xy"}), reflect.ValueOf(5)})[0])
	_, ok = t.MethodByName("Change")
	fmt.Println(ok, reflect.PointerTo(t).NumMethod(), reflect.PtrTo(t) == reflect.PointerTo(t))
	for m := range reflect.PointerTo(t).Methods() {
		fmt.Print(m.Name, " ", m.Type, " ", m.Type.IsVariadic(), "; ")
	}
	fmt.Println()
	for _, typ := range []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[[]int](), reflect.TypeFor[map[int]string](), reflect.TypeFor[string](), reflect.TypeFor[func(func(int) bool)](), reflect.TypeFor[func(func(int, string) bool)](), reflect.TypeFor[func(func() bool)](), reflect.TypeFor[chan int](), reflect.TypeFor[*[3]int](), reflect.TypeFor[float64]()} {
		fmt.Print(typ, typ.CanSeq(), typ.CanSeq2(), " ")
	}
	fmt.Println()
	fmt.Println(reflect.TypeFor[int8]().OverflowInt(128), reflect.TypeFor[int8]().OverflowInt(-128), reflect.TypeFor[uint16]().OverflowUint(1<<16), reflect.TypeFor[float32]().OverflowFloat(1e39), reflect.TypeFor[complex64]().OverflowComplex(1e39))
	caught(func() { reflect.TypeFor[string]().OverflowInt(1) })
	caught(func() { reflect.TypeFor[string]().Len() })
	caught(func() { reflect.TypeFor[int]().Elem() })
	caught(func() { reflect.TypeFor[int]().Field(0) })
	caught(func() { reflect.TypeFor[int]().IsVariadic() })
	caught(func() { reflect.TypeFor[int]().ChanDir() })
}

func scalars() {
	var (
		b  bool
		i  int16
		u  uint8
		f  float32
		c  complex64
		s  string
		by []byte
		p  unsafe.Pointer
	)
	v := reflect.ValueOf(&b).Elem()
	v.SetBool(true)
	fmt.Println(v.Bool(), b, v.CanInt(), v.CanUint(), v.CanFloat(), v.CanComplex())
	v = reflect.ValueOf(&i).Elem()
	v.SetInt(-5)
	fmt.Println(v.Int(), v.CanInt(), v.OverflowInt(40000), v.Comparable())
	v = reflect.ValueOf(&u).Elem()
	v.SetUint(200)
	fmt.Println(v.Uint(), v.CanUint(), v.OverflowUint(256), v.OverflowUint(255))
	v = reflect.ValueOf(&f).Elem()
	v.SetFloat(1.5)
	fmt.Println(v.Float(), v.CanFloat(), v.OverflowFloat(1e300))
	v = reflect.ValueOf(&c).Elem()
	v.SetComplex(1 + 2i)
	fmt.Println(v.Complex(), v.CanComplex(), v.OverflowComplex(1e300), v.OverflowComplex(1))
	v = reflect.ValueOf(&s).Elem()
	v.SetString("text")
	fmt.Println(v.String(), reflect.ValueOf(5).String(), reflect.Value{}.String(), reflect.ValueOf([]int{}).String())
	v = reflect.ValueOf(&by).Elem()
	v.SetBytes([]byte("bytes"))
	fmt.Println(string(v.Bytes()), v.Len(), v.Cap() >= 5)
	array := [3]byte{1, 2, 3}
	reflect.ValueOf(&array).Elem().Bytes()[1] = 9
	fmt.Println(array)
	v = reflect.ValueOf(&p).Elem()
	v.SetPointer(unsafe.Pointer(&i))
	fmt.Println(p == unsafe.Pointer(&i), v.Pointer() == uintptr(p), v.UnsafePointer() == p, reflect.ValueOf(&i).Elem().UnsafeAddr() == uintptr(p))
	v.SetZero()
	fmt.Println(p == nil, v.IsZero())
	caught(func() { reflect.ValueOf(5).SetInt(1) })
	caught(func() { reflect.ValueOf("x").Int() })
	caught(func() { reflect.ValueOf(1).Bool() })
	caught(func() { reflect.ValueOf(1).Bytes() })
	caught(func() { reflect.ValueOf(1).Complex() })
	caught(func() { reflect.ValueOf(1).Float() })
	caught(func() { reflect.ValueOf(1).Uint() })
	caught(func() { reflect.ValueOf(array).Bytes() })
	caught(func() { reflect.ValueOf(1).Pointer() })
	caught(func() { reflect.ValueOf(1).UnsafeAddr() })
	caught(func() { reflect.Value{}.Type() })
	caught(func() { reflect.ValueOf(outer{}).Field(4).Interface() })
	caught(func() { reflect.ValueOf(&outer{}).Elem().Field(4).SetInt(1) })
}

func containers() {
	s := []int{1, 2, 3}
	v := reflect.ValueOf(&s).Elem()
	v.SetLen(2)
	v.SetCap(2)
	fmt.Println(s, len(s), cap(s))
	v.Grow(10)
	fmt.Println(len(s), cap(s) >= 12)
	caught(func() { v.SetLen(1000) })
	caught(func() { v.SetCap(1) })
	caught(func() { v.Grow(-1) })
	v.Clear()
	fmt.Println(s)
	m := map[string]int{"a": 1, "b": 2}
	reflect.ValueOf(m).Clear()
	fmt.Println(len(m))
	caught(func() { reflect.ValueOf(1).Clear() })
	made := reflect.MakeMapWithSize(reflect.TypeFor[map[string]int](), 10)
	made.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(7))
	var iter *reflect.MapIter = made.MapRange()
	key, value := reflect.New(reflect.TypeFor[string]()).Elem(), reflect.New(reflect.TypeFor[int]()).Elem()
	for iter.Next() {
		key.SetIterKey(iter)
		value.SetIterValue(iter)
		fmt.Println(iter.Key(), iter.Value(), key, value)
	}
	iter.Reset(reflect.ValueOf(map[string]int{"z": 26}))
	fmt.Println(iter.Next(), iter.Key(), iter.Next())
	caught(func() { iter.Key() })
	iter.Reset(reflect.Value{})
	caught(func() { iter.Next() })
	c := make(chan int, 1)
	cv := reflect.ValueOf(c)
	cv.Send(reflect.ValueOf(3))
	cv.Close()
	got, ok := cv.Recv()
	fmt.Println(got, ok)
	got, ok = cv.TryRecv()
	fmt.Println(got, ok)
	caught(func() { cv.Close() })
	memory := [4]int32{1, 2, 3, 4}
	at := reflect.NewAt(reflect.TypeFor[int32](), unsafe.Pointer(&memory[2]))
	at.Elem().SetInt(30)
	part := reflect.SliceAt(reflect.TypeFor[int32](), unsafe.Pointer(&memory[0]), 3)
	fmt.Println(memory, part.Len(), part.Index(2), part)
	caught(func() { reflect.SliceAt(reflect.TypeFor[int32](), nil, 3) })
	text := "header"
	sh := (*reflect.StringHeader)(unsafe.Pointer(&text))
	lh := (*reflect.SliceHeader)(unsafe.Pointer(&s))
	fmt.Println(sh.Len, sh.Data == uintptr(unsafe.Pointer(unsafe.StringData(text))), lh.Len, lh.Cap == cap(s), lh.Data == uintptr(unsafe.Pointer(&s[0])))
}

func structs() {
	o := outer{inner: inner{1, 2}, Name: "n", Iface: 5}
	v := reflect.ValueOf(&o).Elem()
	for f, value := range v.Fields() {
		fmt.Print(f.Name, "=", value.Kind(), " ")
	}
	fmt.Println()
	for m, value := range v.Addr().Methods() {
		fmt.Print(m.Name, "=", value.Type(), " ")
	}
	fmt.Println()
	found := v.FieldByNameFunc(func(s string) bool { return s == "A" })
	fmt.Println(found, v.FieldByNameFunc(func(s string) bool { return false }).IsValid())
	type through struct{ *inner }
	_, err := reflect.ValueOf(through{}).FieldByIndexErr([]int{0, 1})
	fmt.Println(err)
	b, err := reflect.ValueOf(through{&inner{3, 4}}).FieldByIndexErr([]int{0, 1})
	fmt.Println(b, err)
	fmt.Println(v.MethodByName("Many").CallSlice([]reflect.Value{reflect.ValueOf([]int{1, 2, 3})})[0], v.MethodByName("Many").Call(nil)[0])
	caught(func() { v.MethodByName("Value").CallSlice(nil) })
	caught(func() { v.MethodByName("Value").Call(nil) })
	fmt.Println(v.Field(3).Comparable(), v.Comparable(), reflect.ValueOf([]int{}).Comparable(), reflect.ValueOf([1]any{[]int{}}).Comparable())
	fmt.Println(reflect.ValueOf(&o).Pointer() == uintptr(unsafe.Pointer(&o)), v.Field(3).InterfaceData()[1] != 0)
	var cases []reflect.SelectCase
	var dir reflect.SelectDir = reflect.SelectDefault
	cases = append(cases, reflect.SelectCase{Dir: dir})
	chosen, _, ok := reflect.Select(cases)
	fmt.Println(chosen, ok)
	caught(func() { reflect.ValueOf(1).FieldByName("x") })
	caught(func() { reflect.ValueOf(1).Fields() })
}

func main() {
	kinds()
	types()
	scalars()
	containers()
	structs()
}
