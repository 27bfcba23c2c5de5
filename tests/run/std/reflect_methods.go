package main

import (
	"fmt"
	"reflect"
)

type T struct {
	A int `json:"a" x:"y"`
	b string
	C []int
	E
}
type E struct{ X, Y float64 }

func (t T) Hello(s string) string                  { return fmt.Sprint(t.A, " ", s, t.b) }
func (t *T) Inc(n int)                             { t.A += n }
func (e E) Sum() float64                           { return e.X + e.Y }
func (t T) Var(a int, b ...string) (int, []string) { return a + t.A, b }

type I interface{ Hello(string) string }

func main() {
	t := &T{A: 1, b: "bb", C: []int{1, 2}}
	v := reflect.ValueOf(t)
	fmt.Println(v.Type(), v.NumMethod(), v.Elem().NumMethod())
	for i := 0; i < v.NumMethod(); i++ {
		m := v.Type().Method(i)
		fmt.Println(m.Name, m.Type, m.Index, m.Func.Type())
	}
	fmt.Println(v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("x")})[0])
	v.MethodByName("Inc").Call([]reflect.Value{reflect.ValueOf(41)})
	fmt.Println(t.A)
	out := v.MethodByName("Var").Call([]reflect.Value{reflect.ValueOf(41), reflect.ValueOf("p"), reflect.ValueOf("q")})
	fmt.Println(out[0].Int(), out[1].Len(), out[1].Interface())
	f := v.MethodByName("Var").Interface().(func(int, ...string) (int, []string))
	fmt.Println(f(3, "z"))
	var i I = t
	iv := reflect.ValueOf(&i).Elem()
	fmt.Println(iv.Method(0).Call([]reflect.Value{reflect.ValueOf("via iface")})[0])
	g := v.Type().Method(0).Func
	fmt.Println(g.Type(), g.Call([]reflect.Value{v, reflect.ValueOf("!")})[0])
	h := reflect.TypeOf(*t).Method(0).Func.Interface().(func(T, string) string)
	fmt.Println(h(*t, "direct"))
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var intSwap func(int, string) (string, int)
	reflect.ValueOf(&intSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(intSwap), swap))
	fmt.Println(intSwap(1, "a"))
	st := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(0), Tag: `json:"q"`}, {Name: "B", Type: reflect.TypeOf("")}})
	x := reflect.New(st).Elem()
	x.Field(0).SetInt(7)
	x.Field(1).SetString("seven")
	fmt.Printf("%v %+v %T\n", x, x.Interface(), x.Interface())
	mt := reflect.MapOf(reflect.TypeOf(""), st)
	m := reflect.MakeMap(mt)
	m.SetMapIndex(reflect.ValueOf("k"), x)
	fmt.Println(m, m.Type(), m.MapIndex(reflect.ValueOf("k")).Field(1))
	ch := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, st), 1)
	ch.Send(x)
	y, ok := ch.Recv()
	fmt.Println(y, ok)
	_, ok = ch.TryRecv()
	fmt.Println(ok, ch.TrySend(x), ch.TrySend(x), ch.Len())
	c1, c2 := make(chan int), make(chan [3]string, 1)
	go func() { c1 <- 5 }()
	n, rv, ok := reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}})
	fmt.Println(n, rv, ok)
	c2 <- [3]string{"a", "b"}
	n, rv, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}, {Dir: reflect.SelectDefault}})
	fmt.Println(n, rv, ok)
	fmt.Println(reflect.TypeFor[error](), reflect.TypeOf(3.5).ConvertibleTo(reflect.TypeOf(3)), reflect.ValueOf(3.7).Convert(reflect.TypeOf(3)))
	fmt.Println(reflect.VisibleFields(reflect.TypeOf(*t)))
	func() {
		defer func() { fmt.Println(recover()) }()
		reflect.ValueOf(*t).Field(0).SetInt(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Elem().Field(1).SetString("q")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Int()
	}()
	for a, b := range reflect.ValueOf(map[string]int{"one": 1}).Seq2() {
		fmt.Println(a, b)
	}
}
