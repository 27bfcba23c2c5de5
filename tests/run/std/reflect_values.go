// Values: kinds, setting, conversions, read-only fields, and the texts of panics.
package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"unsafe"
)

type inner struct{ Hidden, Shown int }

type Builder struct{ Text string }

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type record struct {
	Name  string `key:"name,omitempty" other:"x\ty"`
	Count int32
	ratio float32
	Temp  Celsius
	inner
	*Builder
	Any  any
	Err  error
	Fn   func(int) int
	M    map[string][]int
	Arr  [3]uint8
	Chan chan<- int
	Ptr  unsafe.Pointer
}

func try(what string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			_, isText := e.(string)
			_, isKind := e.(*reflect.ValueError)
			fmt.Printf("%s: %v %t %t\n", what, e, isText, isKind)
		}
	}()
	f()
	fmt.Println(what, "went well")
}

func main() {
	r := record{Name: "n", Count: -3, ratio: 0.5, Temp: 36.6, Any: 7, Err: errors.New("bad"), M: map[string][]int{"a": {1}}}
	v := reflect.ValueOf(&r).Elem()
	t := v.Type()
	fmt.Println(t, t.Kind(), t.NumField(), t.Comparable(), t.PkgPath(), t.Name())
	for i := range t.NumField() {
		f, x := t.Field(i), v.Field(i)
		fmt.Println(f.Name, f.PkgPath, f.Type, f.Tag, f.Index, f.Anonymous, f.IsExported(), x.Kind(), x.CanSet(), x.CanInterface(), x.CanAddr(), x.IsZero())
	}
	fmt.Println(t.Field(0).Tag.Get("key"), t.Field(0).Tag.Get("other"), t.Field(0).Tag.Get("none"))
	f, ok := t.FieldByName("Shown")
	fmt.Println(f.Index, ok, v.FieldByName("Shown").CanSet(), v.FieldByIndex(f.Index))
	for _, f := range reflect.VisibleFields(t) {
		fmt.Print(f.Name, f.Index, " ")
	}
	fmt.Println()

	v.FieldByName("Name").SetString("changed")
	v.FieldByName("Count").SetInt(1 << 40)
	v.FieldByName("Temp").SetFloat(1.5)
	v.FieldByName("Any").Set(reflect.ValueOf("text"))
	v.FieldByName("Err").Set(reflect.ValueOf(fmt.Errorf("new")))
	v.FieldByName("Arr").Index(1).SetUint(300)
	v.FieldByName("M").SetMapIndex(reflect.ValueOf("b"), reflect.ValueOf([]int{2, 3}))
	v.FieldByName("M").SetMapIndex(reflect.ValueOf("a"), reflect.Value{})
	v.FieldByName("Fn").Set(reflect.ValueOf(func(i int) int { return i * 2 }))
	fmt.Println(r.Name, r.Count, r.Temp, r.Any, r.Err, r.Arr, r.M, r.Fn(4))

	try("unexported", func() { v.Field(2).SetFloat(1) })
	try("unexported interface", func() { v.Field(2).Interface() })
	try("through embedded", func() { fmt.Println(v.FieldByName("Hidden").Interface()) })
	try("copy", func() { reflect.ValueOf(r).Field(0).SetString("x") })
	try("kind", func() { v.Field(0).Int() })
	try("kind 2", func() { v.Field(0).SetInt(1) })
	try("wrong type", func() { v.Field(0).Set(reflect.ValueOf(1)) })
	try("nil error", func() { v.FieldByName("Err").Set(reflect.ValueOf(3)) })
	try("zero", func() { reflect.Value{}.Type() })
	try("zero 2", func() { v.Field(0).Set(reflect.Value{}) })
	try("field", func() { v.Field(99) })
	try("index", func() { v.FieldByName("Arr").Index(3) })
	try("elem", func() { v.Elem() })
	try("nil map", func() {
		var m map[string]int
		reflect.ValueOf(m).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
	})
	try("map key", func() { v.FieldByName("M").MapIndex(reflect.ValueOf(1)) })
	try("unhashable", func() {
		m := map[any]int{}
		reflect.ValueOf(m).MapIndex(reflect.ValueOf([]int{1}))
	})
	try("call", func() { reflect.ValueOf(fmt.Sprint).Call(nil) })
	try("few", func() { v.FieldByName("Fn").Call(nil) })
	try("many", func() { v.FieldByName("Fn").Call([]reflect.Value{v.Field(1), v.Field(1)}) })
	try("type of argument", func() { v.FieldByName("Fn").Call([]reflect.Value{v.Field(0)}) })
	try("nil func", func() { reflect.Zero(reflect.TypeOf(r.Fn)).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try("send-only", func() { v.FieldByName("Chan").Recv() })
	try("addr", func() { reflect.ValueOf(3).Addr() })
	try("nil ptr field", func() { v.FieldByName("Builder").Elem().NumField() })
	try("convert", func() { v.Field(0).Convert(reflect.TypeOf(1)) })
	try("slice", func() { reflect.ValueOf([]int{1, 2}).Slice(1, 3) })
	try("slice of array", func() { reflect.ValueOf([2]int{1, 2}).Slice(0, 1) })
	try("len", func() { v.Field(1).Len() })
	try("isnil", func() { v.Field(1).IsNil() })
	try("numin", func() { t.NumIn() })
	try("type elem", func() { t.Elem() })
	try("key", func() { t.Key() })
	try("bits", func() { t.Bits() })
	try("type field", func() { t.Field(50) })
	try("implements", func() { t.Implements(t) })
	try("new nil", func() { reflect.New(nil) })
	try("make slice", func() { reflect.MakeSlice(t, 1, 1) })
	try("array of", func() { reflect.ArrayOf(-1, t) })
	try("map of", func() { reflect.MapOf(reflect.TypeOf([]int{}), t) })
	try("struct of", func() { reflect.StructOf([]reflect.StructField{{Name: "x", Type: t}}) })
	try("func of", func() { reflect.FuncOf([]reflect.Type{t}, nil, true) })
	try("append slice", func() { reflect.AppendSlice(reflect.ValueOf([]int{}), reflect.ValueOf([]string{})) })
	try("uncomparable", func() { reflect.ValueOf([]int{}).Equal(reflect.ValueOf([]int{})) })
	try("method", func() { reflect.ValueOf(r.Temp).Method(5) })
	try("nil method", func() {
		var e error
		reflect.ValueOf(&e).Elem().Method(0)
	})

	conversions := []struct {
		from any
		to   reflect.Type
	}{
		{1, reflect.TypeFor[float64]()}, {-1, reflect.TypeFor[uint8]()}, {3.99, reflect.TypeFor[int]()}, {65, reflect.TypeFor[string]()},
		{"héllo", reflect.TypeFor[[]byte]()}, {"héllo", reflect.TypeFor[[]rune]()}, {[]byte("ab"), reflect.TypeFor[string]()},
		{[]int{1, 2, 3}, reflect.TypeFor[[2]int]()}, {[]int{1, 2, 3}, reflect.TypeFor[*[2]int]()}, {[]int{1}, reflect.TypeFor[[2]int]()},
		{Celsius(2), reflect.TypeFor[float32]()}, {2.5, reflect.TypeFor[Celsius]()}, {Celsius(2), reflect.TypeFor[fmt.Stringer]()},
		{complex(1, 2), reflect.TypeFor[complex64]()}, {make(chan int), reflect.TypeFor[<-chan int]()}, {"x", reflect.TypeFor[error]()},
		{struct{ A int }{3}, reflect.TypeFor[struct {
			A int `tag:"t"`
		}]()}, {uint64(math.MaxUint64), reflect.TypeFor[int8]()},
	}
	for _, c := range conversions {
		x := reflect.ValueOf(c.from)
		if !x.Type().ConvertibleTo(c.to) || !x.CanConvert(c.to) {
			fmt.Println(x.Type(), c.to, x.Type().ConvertibleTo(c.to), x.CanConvert(c.to))
			continue
		}
		y := x.Convert(c.to)
		if y.Kind() == reflect.Pointer {
			y = y.Elem()
		}
		if y.Kind() != reflect.Chan {
			fmt.Println(x.Type(), c.to, y.Type(), y)
		}
	}
	fmt.Println(reflect.ValueOf(int8(1)).OverflowInt(128), reflect.TypeOf(uint8(1)).OverflowUint(255), reflect.ValueOf(float32(1)).OverflowFloat(1e39))
	s := reflect.ValueOf([]string{"a"})
	s = reflect.Append(s, reflect.ValueOf("b"), reflect.ValueOf("c"))
	fmt.Println(s, s.Len(), s.Cap(), reflect.Copy(s, reflect.ValueOf([]string{"z"})), s.Index(0), s.Slice3(0, 1, 2).Cap())
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual([]int{}, []int(nil)), reflect.DeepEqual(math.NaN(), math.NaN()))
	swap := reflect.Swapper([]int{1})
	try("swap", func() { swap(0, 1) })
	var nilp *record
	fmt.Println(reflect.ValueOf(nilp).IsNil(), reflect.Indirect(reflect.ValueOf(nilp)).IsValid(), reflect.ValueOf(nil).IsValid(), reflect.Zero(t).IsZero())
	if c, ok := reflect.TypeAssert[fmt.Stringer](reflect.ValueOf(Celsius(20))); ok {
		fmt.Println(c)
	}
	for i, x := range reflect.ValueOf([]string{"p", "q"}).Seq2() {
		fmt.Print(i, x, " ")
	}
	for i := range reflect.ValueOf(3).Seq() {
		fmt.Print(i, " ")
	}
	fmt.Println()
}
