// Methods that return errors.ErrUnsupported: one that was handed a coder gives way to the next, the others may not.
package main

import (
	"encoding/json"
	"encoding/json/jsontext"
	"errors"
	"fmt"
)

type mj struct{ S string }

func (mj) MarshalJSON() ([]byte, error)  { return nil, fmt.Errorf("wrapped %w", errors.ErrUnsupported) }
func (*mj) UnmarshalJSON(b []byte) error { return errors.ErrUnsupported }

type mt struct{ S string }

func (mt) MarshalText() ([]byte, error)      { return nil, errors.ErrUnsupported }
func (mt) AppendText([]byte) ([]byte, error) { return nil, errors.ErrUnsupported }
func (*mt) UnmarshalText(b []byte) error     { return errors.ErrUnsupported }

type to struct{ S string }

func (to) MarshalJSONTo(*jsontext.Encoder) error      { return errors.ErrUnsupported }
func (*to) UnmarshalJSONFrom(*jsontext.Decoder) error { return errors.ErrUnsupported }

// falls back to MarshalJSON
type both struct{ S string }

func (both) MarshalJSONTo(*jsontext.Encoder) error      { return errors.ErrUnsupported }
func (*both) UnmarshalJSONFrom(*jsontext.Decoder) error { return errors.ErrUnsupported }
func (both) MarshalJSON() ([]byte, error)               { return []byte(`"text"`), nil }
func (b *both) UnmarshalJSON(x []byte) error            { b.S = string(x); return nil }

type bothText struct{ S string }

func (bothText) MarshalJSONTo(*jsontext.Encoder) error      { return errors.ErrUnsupported }
func (*bothText) UnmarshalJSONFrom(*jsontext.Decoder) error { return errors.ErrUnsupported }
func (bothText) MarshalText() ([]byte, error)               { return []byte(`text`), nil }
func (b *bothText) UnmarshalText(x []byte) error            { b.S = string(x); return nil }

type wrote struct{ S string }

func (wrote) MarshalJSONTo(e *jsontext.Encoder) error {
	e.WriteToken(jsontext.Null)
	return errors.ErrUnsupported
}
func (*wrote) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	d.SkipValue()
	return errors.ErrUnsupported
}

type number int

func (number) MarshalJSONTo(*jsontext.Encoder) error      { return errors.ErrUnsupported }
func (*number) UnmarshalJSONFrom(*jsontext.Decoder) error { return errors.ErrUnsupported }

type rec struct {
	N    int
	Next *rec
}

func (*rec) MarshalJSONTo(*jsontext.Encoder) error     { return errors.ErrUnsupported }
func (*rec) UnmarshalJSONFrom(*jsontext.Decoder) error { return errors.ErrUnsupported }

func show(name string, v any) {
	out, err := json.Marshal(v)
	fmt.Println(name, string(out), err)
}
func read[T any](text string) {
	var v T
	err := json.Unmarshal([]byte(text), &v)
	back, _ := json.Marshal(v)
	fmt.Printf("%T %s: %s %v\n", v, text, back, err)
}

func main() {
	show("mj", mj{"x"})
	show("mt", mt{"x"})
	show("mt key", map[mt]int{{"x"}: 1})
	show("to", to{"x"})
	show("to list", []to{{"x"}, {"y"}})
	show("to ptr", map[string]*to{"a": {"x"}})
	show("both", both{"x"})
	show("bothText", bothText{"x"})
	show("bothText key", map[bothText]int{{"x"}: 1})
	show("wrote", wrote{"x"})
	show("number", []number{1, 2})
	show("number", map[number]int{1: 2})
	show("rec", &rec{1, &rec{2, nil}})
	show("rec", rec{1, &rec{2, nil}})
	read[mj](`{"S":"y"}`)
	read[mt](`"y"`)
	read[map[mt]int](`{"y":1}`)
	read[to](`{"S":"y"}`)
	read[[]to](`[{"S":"y"},null,{"S":"z"}]`)
	read[map[string]*to](`{"a":{"S":"y"}}`)
	read[both](`{"S":"y"}`)
	read[bothText](`"y"`)
	read[wrote](`{"S":"y"}`)
	read[number](`7`)
	read[[]number](`[7, 8]`)
	read[rec](`{"N":1,"Next":{"N":2,"Next":null}}`)
	read[to](`{"S":5}`)
	var i any = &to{}
	fmt.Println(json.Unmarshal([]byte(`{"S":"iface"}`), i), i)
}
