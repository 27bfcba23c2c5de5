// Types and functions made while the program runs.
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"sync"
)

type Shape interface{ Area() float64 }

type Square struct{ Side float64 }

func (s Square) Area() float64   { return s.Side * s.Side }
func (s *Square) Grow(n float64) { s.Side *= n }

type Big struct {
	A [3]string
	N int
}

func (b Big) Join(sep string) string { return strings.Join(b.A[:], sep) }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprint("<", p.Key, "=", p.Val, ">") }

func names(t reflect.Type) (out []string) {
	for m := range t.Methods() {
		out = append(out, m.Name+" "+m.Type.String())
	}
	return out
}

func main() {
	// One type, however it is come by.
	fmt.Println(reflect.SliceOf(reflect.TypeOf(0)) == reflect.TypeOf([]int{}),
		reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(Square{})) == reflect.TypeOf(map[string]Square{}),
		reflect.PointerTo(reflect.TypeOf(Square{})) == reflect.TypeOf(&Square{}),
		reflect.FuncOf([]reflect.Type{reflect.TypeOf(0), reflect.TypeOf([]string{})}, nil, true) == reflect.TypeOf(func(int, ...string) {}),
		reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(0)) == reflect.TypeOf((<-chan int)(nil)),
		reflect.ArrayOf(3, reflect.TypeOf("")) == reflect.TypeOf([3]string{}),
		reflect.ArrayOf(5, reflect.TypeOf(Big{})) == reflect.ArrayOf(5, reflect.TypeOf(Big{})))
	deep := reflect.TypeOf(Big{})
	for range 5 {
		deep = reflect.MapOf(reflect.TypeOf(""), reflect.SliceOf(reflect.PointerTo(deep)))
	}
	fmt.Println(deep)

	// Many goroutines make the same types.
	var wg sync.WaitGroup
	made := make([]reflect.Type, 20)
	for i := range made {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t := reflect.TypeOf(uint16(0))
			for n := range 50 {
				t = reflect.ArrayOf(n+1, reflect.SliceOf(t))
			}
			made[i] = t
		}()
	}
	wg.Wait()
	same := true
	for _, t := range made {
		same = same && t == made[0]
	}
	fmt.Println(same, len(made[0].String()))

	// Structs.
	st := reflect.StructOf([]reflect.StructField{
		{Name: "ID", Type: reflect.TypeOf(0), Tag: `k:"v"`},
		{Name: "Tags", Type: reflect.TypeOf([]string{})},
		{Name: "F", Type: reflect.TypeOf(float32(0))},
		{Name: "hidden", PkgPath: "main", Type: reflect.TypeOf(true)},
	})
	x := reflect.New(st).Elem()
	x.Field(0).SetInt(3)
	x.Field(1).Set(reflect.ValueOf([]string{"a", "b"}))
	fmt.Printf("%v %+v %d %v\n", st, x, st.Size(), st.Comparable())
	m := reflect.MakeMap(reflect.MapOf(reflect.TypeOf(0), st))
	for i := range 100 {
		x.Field(0).SetInt(int64(i))
		m.SetMapIndex(reflect.ValueOf(i*i), x)
	}
	fmt.Println(m.Len(), m.MapIndex(reflect.ValueOf(81)), m.MapIndex(reflect.ValueOf(82)).IsValid())
	var sum int64
	for it := m.MapRange(); it.Next(); {
		sum += it.Value().Field(0).Int()
	}
	fmt.Println(sum)
	keyed := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf("")}, {Name: "B", Type: reflect.TypeOf(1.5)}})
	km := reflect.MakeMap(reflect.MapOf(keyed, reflect.TypeOf(0)))
	k := reflect.New(keyed).Elem()
	k.Field(0).SetString("q")
	km.SetMapIndex(k, reflect.ValueOf(1))
	k2 := reflect.New(keyed).Elem()
	k2.Field(0).SetString(strings.ToLower("Q"))
	fmt.Println(km.MapIndex(k2), k.Equal(k2), k.Interface() == k2.Interface())
	embedded := reflect.StructOf([]reflect.StructField{{Name: "Square", Type: reflect.TypeOf(Square{}), Anonymous: true}})
	e := reflect.New(embedded).Elem()
	e.Field(0).Field(0).SetFloat(3)
	fmt.Println(e.Interface().(Shape).Area(), names(embedded))

	// Methods.
	fmt.Println(names(reflect.TypeOf(&Square{})), names(reflect.TypeOf(Square{})), names(reflect.TypeFor[Shape]()))
	fmt.Println(names(reflect.TypeOf(Pair[string, []int]{})), reflect.TypeOf(Pair[string, Square]{}))
	sq := &Square{2}
	v := reflect.ValueOf(sq)
	grow := v.MethodByName("Grow").Interface().(func(float64))
	grow(5)
	area := v.Elem().MethodByName("Area")
	sq.Side = 1
	fmt.Println(area.Call(nil)[0], area.Type(), sq.Side)
	b := Big{A: [3]string{"x", "y", "z"}}
	fmt.Println(reflect.ValueOf(b).Method(0).Call([]reflect.Value{reflect.ValueOf("-")})[0])
	fmt.Println(reflect.TypeOf(b).Method(0).Func.Call([]reflect.Value{reflect.ValueOf(b), reflect.ValueOf("+")})[0])
	var s Shape = Square{7}
	fmt.Println(reflect.ValueOf(&s).Elem().Method(0).Call(nil)[0])

	// Functions.
	type many struct {
		A, B string
		C    [4]int
		D    any
	}
	ft := reflect.TypeOf(func(int8, string, many, ...float64) (many, error, int8) { return many{}, nil, 0 })
	f := reflect.MakeFunc(ft, func(in []reflect.Value) []reflect.Value {
		fmt.Println(len(in), in[0], in[1], in[2], in[3])
		return []reflect.Value{in[2], reflect.Zero(ft.Out(1)), in[0]}
	}).Interface().(func(int8, string, many, ...float64) (many, error, int8))
	fmt.Println(f(-5, "str", many{"a", "b", [4]int{1, 2, 3, 4}, 'x'}, 1, 2.5))
	less := reflect.MakeFunc(reflect.TypeOf(func(i, j int) bool { return false }), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(in[0].Int() > in[1].Int())}
	}).Interface().(func(i, j int) bool)
	list := []int{1, 2, 3, 4}
	sort.Slice(list, less)
	big := make([]reflect.Type, 60)
	for i := range big {
		big[i] = reflect.TypeOf("")
	}
	wide := reflect.MakeFunc(reflect.FuncOf(big, big[:50], false), func(in []reflect.Value) []reflect.Value { return in[10:] })
	args := make([]reflect.Value, 60)
	for i := range args {
		args[i] = reflect.ValueOf(fmt.Sprint(i))
	}
	out := wide.Call(args)
	fmt.Println(len(out), out[0], out[49])

	// Panics go through.
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		reflect.ValueOf(func() { panic("inside") }).Call(nil)
	}()
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		reflect.MakeFunc(reflect.TypeOf(func() int { return 0 }), func([]reflect.Value) []reflect.Value { return nil }).Interface().(func() int)()
	}()

	// Channels.
	c1, c2 := make(chan many), make(chan int)
	go func() { c1 <- many{A: "sent"} }()
	rv, ok := reflect.ValueOf(c1).Recv()
	fmt.Println(rv, ok)
	done := make(chan bool)
	go func() {
		fmt.Println("got", <-c2)
		close(done)
	}()
	n, _, _ := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)},
		{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c2), Send: reflect.ValueOf(99)},
	})
	<-done
	fmt.Println("case", n)
	close(c1)
	n, rv, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}})
	fmt.Println(n, rv, ok)
}
