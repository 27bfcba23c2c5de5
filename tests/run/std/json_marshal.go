package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

type V struct{ X int }

func (V) MarshalJSON() ([]byte, error) { return []byte(`{"a" : 1, "b":"<x>"}`), nil }

type P struct{ X int }

func (p *P) MarshalJSON() ([]byte, error) {
	if p == nil {
		return []byte(`"nilp"`), nil
	}
	return []byte(`"ptr"`), nil
}

type B struct{}

func (B) MarshalJSON() ([]byte, error) { return []byte(`{"a":}`), nil }

type E struct{}

func (E) MarshalJSON() ([]byte, error) { return nil, errors.New("boo") }

type E0 struct{}

func (E0) MarshalJSON() ([]byte, error) { return nil, nil }

type TX int

func (t TX) MarshalText() ([]byte, error) { return []byte(fmt.Sprint("tx<", int(t))), nil }

type TE int

func (t TE) MarshalText() ([]byte, error) { return nil, errors.New("te") }

type S struct {
	A int
	B string `json:"b,omitempty"`
	C *S     `json:",omitempty"`
	d int
	E []byte
	F [2]byte
	G float32 `json:",string"`
	H string  `json:",string"`
	I any
	J json.Number
	K json.RawMessage
	L map[int]string
	M map[TX]int
	N V
	O P
	Q *P
}
type Cyc struct {
	Next *Cyc
	M    map[string]any
}
type Emb struct {
	S1
	*S2
	X int
}
type S1 struct {
	A int
	Y int `json:"y"`
}
type S2 struct {
	A int
	Z int
}
type NB byte
type Bools struct {
	A bool  `json:",string"`
	B *int  `json:",string"`
	C **int `json:",string"`
	D []int `json:",string"`
	E any   `json:",string"`
}

func try(v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%s | %v | %T\n", b, err, err)
}
func main() {
	try(nil)
	try(1)
	try("a<b>&\u2028\x01\x7f\xff\t\"\\\b\f")
	try(1.0)
	try(1e21)
	try(1e-7)
	try(float32(3.4))
	try(math.NaN())
	try(math.Inf(-1))
	try(1e20)
	try(-0.0)
	try(math.Copysign(0, -1))
	try(123456789.5e-15)
	try([]int(nil))
	try([]int{})
	try(map[string]int(nil))
	try([]byte("hi"))
	try([3]byte{1})
	try([]NB{1, 2})
	try(S{})
	try(&S{C: &S{}, B: "x"})
	try(V{})
	try(&V{})
	try(P{})
	try(&P{})
	try([]P{{}})
	try([1]P{})
	try(map[string]P{"a": {}})
	try(struct{ A P }{})
	try(&struct{ A P }{})
	try((*P)(nil))
	var m json.Marshaler = (*P)(nil)
	try(m)
	try([]json.Marshaler{m, nil})
	try([]any{m})
	try(B{})
	try(E{})
	try(E0{})
	try(TX(1))
	try(TE(1))
	try(map[TE]int{1: 1})
	try(map[TX]int{2: 1, 1: 2})
	try(func() {})
	try(make(chan int))
	try(1i)
	try(map[bool]int{true: 1})
	try(map[float64]int{1.5: 1})
	try(map[[1]int]int{{1}: 1})
	try(map[any]int{"a": 1})
	try(map[any]int{1: 1})
	try(map[struct{}]int{})
	try(map[*int]int{})
	try(map[float64]int{math.NaN(): 1})
	c := &Cyc{}
	c.Next = c
	try(c)
	mm := map[string]any{}
	mm["a"] = mm
	try(mm)
	sl := []any{nil}
	sl[0] = sl
	try(sl)
	try(Emb{})
	try(Emb{S2: &S2{}})
	raw := json.RawMessage(`{"a" : [1 , 2]}`)
	x := 5
	px := &x
	try(Bools{true, px, &px, []int{1}, "q"})
	try(json.Number("12"))
	try(json.Number("x"))
	try(json.Number(""))
	try(&struct {
		R, S *json.RawMessage
		T    json.RawMessage `json:"t,omitempty"`
		U    []json.RawMessage
	}{S: &raw, U: []json.RawMessage{[]byte("[1 , 2]"), nil}})
	try(struct {
		A int      `json:"-"`
		B int      `json:"-,"`
		C int      `json:"a b"`
		D int      `json:"é"`
		E int      `json:"q\"x"`
		F int      `json:"f,omitzero"`
		G struct{} `json:",omitempty"`
		H [0]int   `json:",omitempty"`
		I *int     `json:"i,omitzero"`
	}{})
	b, err := json.MarshalIndent(map[string]any{"b": []int{1, 2}, "a": map[string]int{}, "c": []int{}, "d": map[string]any{"x": nil}}, ">", "  ")
	fmt.Println(string(b), err)
	var ute *json.UnsupportedTypeError
	_, err = json.Marshal(map[string]any{"a": func() {}})
	fmt.Println(errors.As(err, &ute), err)
}
