// What package encoding/json obeys of the tags and interfaces of its second version, which it is built upon.
package main

import (
	"encoding/json"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

type inner struct {
	X int `json:"x"`
	Y int `json:"y,omitempty"`
}

func show(name string, v any) {
	out, err := json.Marshal(v)
	fmt.Println(name, string(out), err)
}

func read[T any](name, text string) {
	var v T
	err := json.Unmarshal([]byte(text), &v)
	fmt.Printf("%s %s: %+v %v\n", name, text, v, err)
}

type ignoring struct {
	Name string `json:"name,case:ignore"`
	Str  string `json:"other_name,case:strict"`
	None string `json:"none,case:nothing"`
	Bad  string `json:"bad,case"`
}

type embedded struct {
	A     int
	Inner inner   `json:",embed"`
	Deep  *deeper `json:",embed"`
}

type deeper struct {
	Z int
	X int // hidden by the shallower one
}

type inlined struct {
	A     int
	Inner inner `json:",inline"`
}

type unknown struct {
	A    int
	Rest jsontext.Value `json:",unknown"`
}

type formats struct {
	Hex   []byte         `json:"hex,format:hex"`
	Array []byte         `json:"array,format:array"`
	B32   []byte         `json:"b32,format:base32"`
	Day   time.Time      `json:"day,format:DateOnly"`
	Unix  time.Time      `json:"unix,format:unix"`
	Own   time.Time      `json:"own,format:'2006/01/02'"`
	Sec   time.Duration  `json:"sec,format:sec"`
	Units time.Duration  `json:"units,format:units"`
	Plain time.Duration  `json:"plain"`
	Float float64        `json:"float,format:nonfinite"`
	Slice []int          `json:"slice,format:emitempty"`
	Map   map[string]int `json:"map,format:emitnull"`
}

type zero struct {
	Empty  string    `json:"empty,omitempty"`
	Zero   time.Time `json:"zero,omitzero"`
	Both   inner     `json:"both,omitempty,omitzero"`
	Struct inner     `json:"struct,omitempty"`
	Array  [0]int    `json:"array,omitempty"`
	Iface  any       `json:"iface,omitempty"`
	Ptr    *string   `json:"ptr,omitempty"`
}

type quoted struct {
	I int            `json:"i,string"`
	F float64        `json:"f,string"`
	B bool           `json:"b,string"`
	S string         `json:"s,string"`
	L []int          `json:"l,string"`
	M map[string]int `json:"m,string"`
	E any            `json:"e,string"`
}

type names struct {
	Quoted  int `json:"'a,b'"`
	Empty   int `json:"''"`
	Dash    int `json:"-,"`
	Skip    int `json:"-"`
	QDash   int `json:"'-'"`
	Special int `json:"$%/"`
	Invalid int `json:"a\"b"`
	Broken  int `json:"'open"`
	Space   int `json:" sp "`
	Unicode int `json:"schlüssel"`
}

type unsupported struct{ s string }

func (u unsupported) MarshalJSON() ([]byte, error) { return nil, errors.ErrUnsupported }

type unsupportedTo struct{ S string }

func (u unsupportedTo) MarshalJSONTo(*jsontext.Encoder) error { return errors.ErrUnsupported }
func (u *unsupportedTo) UnmarshalJSONFrom(*jsontext.Decoder) error {
	return errors.ErrUnsupported
}

type unsupportedText struct{ S string }

func (u unsupportedText) MarshalText() ([]byte, error) { return nil, errors.ErrUnsupported }

type streaming struct{ n int }

func (s streaming) MarshalJSONTo(e *jsontext.Encoder) error {
	if err := e.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	for i := range s.n {
		if err := e.WriteToken(jsontext.Int(int64(i))); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndArray)
}

func (s *streaming) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	v, err := d.ReadValue()
	s.n = len(v)
	return err
}

func main() {
	show("case", ignoring{"a", "b", "c", "d"})
	read[ignoring]("case", `{"NAME":"1","N_a-me":"2","OTHER_NAME":"3","otherName":"4","other_name":"5","NONE":"6","bad":"7","BAD":"8"}`)
	read[inner]("case", `{"X":1,"y":2,"Y":3,"x_":4}`)
	show("embed", embedded{1, inner{2, 3}, &deeper{9, 8}})
	show("embed", embedded{A: 1})
	read[embedded]("embed", `{"A":1,"x":2,"q":3,"r":[4]}`)
	var whole embedded
	fmt.Println(json.Unmarshal([]byte(`{"A":1,"y":2,"Z":3}`), &whole), whole.Inner, *whole.Deep)
	show("inline", inlined{1, inner{2, 3}})
	read[inlined]("inline", `{"A":1,"x":2,"Inner":{"x":5}}`)
	show("unknown", unknown{1, jsontext.Value(`{"b":2}`)})
	read[unknown]("unknown", `{"A":1,"x":2}`)
	when := time.Date(2026, 11, 26, 1, 2, 3, 0, time.UTC)
	show("format", formats{[]byte{1, 255}, []byte{2}, []byte("x"), when, when, when, 1500 * time.Millisecond, time.Minute, time.Second, math.NaN(), nil, nil})
	read[formats]("format", `{"hex":"01ff","array":[1,2],"day":"2026-01-02","unix":5,"sec":2.5,"units":"3s","plain":7,"float":"NaN"}`)
	show("zero", zero{})
	show("zero", &zero{Ptr: new(string), Iface: 0})
	show("string", quoted{1, 2.5, true, "s", []int{1}, map[string]int{"a": 1}, 5})
	read[quoted]("string", `{"i":"5","f":"1e3","b":"true","s":"\"q\"","l":["1"],"m":{"a":"2"},"e":"9"}`)
	read[quoted]("string", `{"i":5}`)
	read[quoted]("string", `{"l":[1]}`)
	read[quoted]("string", `{"i":"x"}`)
	read[quoted]("string", `{"s":"plain"}`)
	read[quoted]("string", `{"i":null,"b":"null"}`)
	show("names", names{1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
	read[names]("names", `{"a,b":1,"":2,"-":3,"$%/":6,"schlüssel":10,"SCHLÜSSEL":11}`)
	show("unsupported", unsupported{"x"})
	show("unsupported to", unsupportedTo{"x"})
	read[unsupportedTo]("unsupported from", `{"S":"y"}`)
	show("unsupported text", unsupportedText{"x"})
	show("unsupported text key", map[unsupportedText]int{{"x"}: 1})
	show("streaming", []streaming{{2}, {0}})
	read[streaming]("streaming", ` [1, 2] `)
	read[map[string]int]("duplicates", `{"a":1,"a":2}`)
	read[string]("invalid", "\"a\xffb\"")
	show("invalid", "a\xffb<>&\u2028")
	show("nan", math.NaN())
	show("nil", struct {
		S []int
		M map[string]int
		B []byte
	}{})
	read[[2]int]("arrays", `[1]`)
	read[[2]int]("arrays", `[1,2,3]`)
	read[any]("deep", strings.Repeat("[", 3)+strings.Repeat("]", 3))
	read[int]("empty", ``)
	read[int]("trailing", `1 2`)
	show("duration", time.Second)
	read[time.Duration]("duration", `"1s"`)
}
