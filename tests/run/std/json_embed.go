// The tag option embed of encoding/json: maps and raw objects that take the members without a field.
package main

import (
	"encoding/json"
	"encoding/json/jsontext"
	"fmt"
	"strings"
)

type A struct {
	X int
	M map[string]any `json:",embed"`
}
type B struct {
	X int
	M map[string]int `json:",embed"`
	Y string
}
type C struct {
	X int
	V jsontext.Value `json:",embed"`
}
type D struct {
	X int
	V *jsontext.Value `json:",embed"`
	*C
}
type E struct {
	M map[string]int `json:"m,embed"`
}
type F struct {
	M map[int]int `json:",embed"`
}
type G struct {
	S string `json:",embed"`
}
type H struct {
	M1 map[string]int `json:",embed"`
	M2 map[string]int `json:",embed"`
}
type I struct {
	C
	*B
}
type J struct {
	M map[string]int `json:",embed,omitempty"`
}
type K struct {
	M map[string]int `json:",inline"`
	U map[string]int `json:",unknown"`
}

func w(v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%s %v\n", b, err)
}
func r(s string, v any) {
	err := json.Unmarshal([]byte(s), v)
	fmt.Printf("%T %+v %v\n", v, v, err)
}

func all() {
	w(A{1, map[string]any{"b": 1, "a": []int{1}, "X": 3}})
	w(A{1, nil})
	w(B{1, map[string]int{"z": 1, "<a>": 2, "Y": 5}, "y"})
	w(C{1, jsontext.Value(`{"a":1, "b" : [2]}`)})
	w(C{1, jsontext.Value(`[1]`)})
	w(C{1, jsontext.Value(``)})
	w(C{1, jsontext.Value(`{"X":1}`)})
	w(C{1, jsontext.Value(`{`)})
	raw := json.RawMessage(`{"q":1}`)
	w(D{1, &raw, nil})
	w(D{1, nil, &C{}})
	w(E{map[string]int{"a": 1}})
	w(F{map[int]int{1: 1}})
	w(G{"x"})
	w(H{map[string]int{"a": 1}, map[string]int{"b": 1}})
	w(I{C{1, jsontext.Value(`{"k":1}`)}, &B{1, map[string]int{"l": 1}, "y"}})
	w(J{map[string]int{"a": 1}})
	w(K{map[string]int{"a": 1}, nil})
	r(`{"X":1,"a":2,"b":{"c":null}}`, &A{})
	r(`{"X":1,"a":2,"a":3}`, &A{})
	r(`{"X":1,"a":2,"b":"x","Y":"y","c":4}`, &B{})
	r(`{"X":1,"a":2, "b" : "x","x":5}`, &C{})
	r(`{"X":1,"a":2, "b" : "x","x":5}`, &C{2, jsontext.Value(`{"z":1}`)})
	r(`{"X":1,"a":2}`, &D{})
	r(`{"m":{"a":1},"n":2}`, &E{})
	r(`{"m":{"a":1},"n":2}`, &F{})
	r(`{"S":"x"}`, &G{})
	r(`{"S":1}`, &H{})
	r(`{"k":1,"X":3}`, &I{})
	r(`{"k":1}`, &J{})
	r(`{"k":1}`, &K{})
}

type N struct {
	A int
	M map[string]*int `json:",embed"`
}
type P struct {
	A *N
	L []N
	M *map[string]N `json:",embed"`
}
type Q struct {
	V *jsontext.Value `json:",embed"`
	B string
}
type S struct {
	Q
	C struct{ D N }
}

func main() {
	all()
	w := func(v any) {
		b, err := json.Marshal(v)
		fmt.Printf("%s %v\n", b, err)
		b, err = json.MarshalIndent(v, ">", " ")
		fmt.Printf("%s %v\n", b, err)
	}
	one := 1
	n := N{1, map[string]*int{"x": &one, "y": nil, "a\"<": &one}}
	m := map[string]N{"k": n, "j": {}}
	w(P{&n, []N{n, {}}, &m})
	w(P{})
	for _, t := range []string{`{}`, ` { "b" : 1 , "a":"\u003c<" } `, `[]`, `{"a":}`, `{"a":1} x`, `x`, `"s"`, `{"a":1`, ` `, `{"a":1,"a":2}`, `null`} {
		v := jsontext.Value(t)
		w(S{Q: Q{&v, "b"}})
	}
	for _, t := range []string{
		`{"A":{"A":1,"x":2,"z":null,"w":"bad"},"L":[{"q":1},{"q":{}}],"other":{"A":5,"p":7},"n2":null,"n3":[]}`,
		`{"other":{"A":5,"p":7},"other":{"r":8}}`, `{"B":"x", "k" : [1, 2] , "b":"y","C":{"D":{"t":1,"u":1.5}},"":{}}`,
	} {
		var p P
		err := json.Unmarshal([]byte(t), &p)
		b, _ := json.Marshal(p)
		fmt.Printf("%s %v\n", b, err)
		var s S
		err = json.Unmarshal([]byte(t), &s)
		b, _ = json.Marshal(s)
		fmt.Printf("%s %v\n", b, err)
		d := json.NewDecoder(strings.NewReader(t))
		d.DisallowUnknownFields()
		err = d.Decode(&p)
		b, _ = json.Marshal(p)
		fmt.Printf("%s %v\n", b, err)
	}
	old := jsontext.Value(`{"z": 1 , } `)
	s := S{Q: Q{V: &old}}
	fmt.Println(json.Unmarshal([]byte(`{"y": 2}`), &s), string(old))
	old = jsontext.Value(`{ } `)
	fmt.Println(json.Unmarshal([]byte(`{"y": 2,"x":"\u0041"}`), &s), string(old))
}
