package main

import (
	"bytes"
	jsonv1 "encoding/json"
	"encoding/json/jsontext"
	json "encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
)

type Level int

func (l Level) MarshalText() ([]byte, error) {
	if l < 0 {
		return nil, errors.New("no such level")
	}
	return []byte(strings.Repeat("+", int(l))), nil
}

func (l *Level) UnmarshalText(b []byte) error {
	if strings.Trim(string(b), "+") != "" {
		return fmt.Errorf("not pluses: %q", b)
	}
	*l = Level(len(b))
	return nil
}

type Pair struct{ A, B int }

func (p Pair) MarshalJSONTo(e *jsontext.Encoder) error {
	if p.A == 99 {
		return errors.ErrUnsupported
	}
	if err := e.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	if err := json.MarshalEncode(e, p.A); err != nil {
		return err
	}
	if p.A == 98 {
		return errors.New("half way")
	}
	if err := json.MarshalEncode(e, p.B, json.StringifyNumbers(true)); err != nil {
		return err
	}
	return e.WriteToken(jsontext.EndArray)
}

func (p *Pair) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var list [2]int
	if d.PeekKind() == '{' {
		return errors.ErrUnsupported
	}
	err := json.UnmarshalDecode(d, &list)
	p.A, p.B = list[0], list[1]
	return err
}

type Old struct{ s string }

func (o Old) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"old": o.s}) }
func (o *Old) UnmarshalJSON(b []byte) error {
	var m map[string]string
	err := json.Unmarshal(b, &m)
	o.s = m["old"]
	return err
}

type Always struct{ N int }

func (Always) IsZero() bool { return true }

type Inner struct {
	X int    `json:"x"`
	S string `json:"s,omitempty"`
}

type hidden struct{ H int }

type All struct {
	Inner
	*hidden
	Bool     bool              `json:"bool"`
	Int      int8              `json:"int,string"`
	Uint     uint16            `json:",omitzero"`
	Float    float32           `json:"float"`
	Big      float64           `json:"big,string"`
	Text     string            `json:"text,case:ignore"`
	Strict   string            `json:"strict,case:strict"`
	Bytes    []byte            `json:"bytes"`
	Array    [3]byte           `json:"array"`
	List     []string          `json:"list,omitempty"`
	Fixed    [2]int            `json:"fixed"`
	Map      map[Level]string  `json:"map,omitempty"`
	Ints     map[int]bool      `json:"ints"`
	Any      any               `json:"any"`
	Pointer  *int              `json:"pointer,omitempty"`
	Level    Level             `json:"level"`
	Pair     Pair              `json:"pair"`
	Old      *Old              `json:"old"`
	Always   Always            `json:"always,omitzero"`
	Time     time.Time         `json:"time"`
	Raw      jsontext.Value    `json:"raw"`
	Number   jsonv1.Number     `json:"number"`
	Stringer fmt.Stringer      `json:"stringer"`
	Skipped  int               `json:"-"`
	Rest     map[string]any    `json:",embed"`
	Nested   map[string]*Inner `json:"nested"`
}

type Tail struct {
	A    int            `json:"a"`
	Rest jsontext.Value `json:",embed"`
}

func show(err error) string {
	if err == nil {
		return "<nil>"
	}
	text := strings.ReplaceAll(err.Error(), "json: unable to", "json: cannot")
	var wrong *json.SemanticError
	if errors.As(err, &wrong) {
		text += fmt.Sprintf(" {%d %q %v %s %v %v}", wrong.ByteOffset, wrong.JSONPointer, wrong.JSONKind, string(wrong.JSONValue), wrong.GoType, wrong.Unwrap() != nil)
	}
	return text
}

func write(v any, opts ...json.Options) {
	b, err := json.Marshal(v, append(opts, json.Deterministic(true))...)
	fmt.Println(string(b), show(err))
}

func read[T any](text string, opts ...json.Options) {
	var v T
	err := json.Unmarshal([]byte(text), &v, opts...)
	fmt.Printf("%s -> %+v %s\n", text, v, show(err))
}

func main() {
	var all All
	write(all)
	text := `{"x":1,"s":"in","bool":true,"int":"-5","Uint":7,"float":1.5,"big":"1e300","TEXT":"t","strict":"s","bytes":"aGk=","array":"AQID","list":["a","b"],
		"fixed":[1,2],"map":{"+":"one","":"none"},"ints":{"-3":true},"any":{"k":[1,"x",null,{"y":false}]},"pointer":4,"level":"+++","pair":[1,2],
		"old":{"old":"yes"},"always":{"N":3},"time":"2020-02-03T04:05:06.7+01:00","raw":{"z" :1},"number":12.50,"stringer":null,"other":1,"more":[2],"nested":{"n":{"x":9}}}`
	fmt.Println(show(json.Unmarshal([]byte(text), &all)))
	write(all)
	write(&all, jsontext.WithIndent(" "), json.StringifyNumbers(true), json.OmitZeroStructFields(true))
	write(all, json.FormatNilSliceAsNull(true), json.FormatNilMapAsNull(true), jsontext.SpaceAfterComma(true))
	write(all, jsonv1.DefaultOptionsV1())
	fmt.Println(show(json.Unmarshal([]byte(`{"list":null,"map":null,"any":null,"old":null,"bytes":null,"x":null,"pair":[3,4],"time":null,"ints":{"1":true}}`), &all)))
	write(all)

	// What cannot be written.
	self := []any{nil}
	self[0] = self
	type Node struct{ Next *Node }
	node := &Node{}
	node.Next = node
	for _, v := range []any{
		nil, (*int)(nil), make(chan int), func() {}, 1i, math.NaN(), math.Inf(1), map[string]any{"a": []any{1, make(chan int)}}, self, node, "bad\xff", map[string]int{"bad\xff": 1},
		Level(-1), map[Level]int{-1: 1}, map[Level]int{1: 1, 2: 2}, Pair{1, 2}, Pair{99, 2}, []Pair{{98, 2}}, Old{"q"}, map[float64]int{1.5: 1}, map[bool]int{true: 1}, map[[2]int]int{{}: 1},
		time.Second, []any{time.Second}, time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC), jsontext.Value(`{"a":1,"a":2}`), jsontext.Value(`nope`), jsontext.Value(nil), [2]bool{true}, [3]byte{1},
		struct{ a int }{}, struct {
			A int `json:"x"`
			B int `json:"x"`
		}{}, struct {
			A int `json:"a,string,string"`
		}{}, struct {
			A int `json:"'a'"`
		}{}, struct {
			A int `json:",OmitEmpty"`
		}{}, struct {
			A int `json:",case"`
		}{}, struct {
			A int `json:",case:upper"`
		}{}, struct {
			A int `json:",case:ignore,case:strict"`
		}{}, struct {
			A int `json:",omitzero,"`
		}{}, struct {
			A int `json:",!"`
		}{}, struct {
			A string `json:",string"`
		}{}, struct {
			A int `json:",embed"`
		}{}, struct {
			A time.Duration `json:",format:nano"`
		}{}, struct{ Level }{}, struct {
			M map[string]int `json:",embed"`
			A int            `json:"a"`
		}{map[string]int{"b": 2, "a": 1}, 3}, Tail{1, jsontext.Value(`{"b":2, "c":[3]}`)}, Tail{1, jsontext.Value(`{"a":2}`)}, Tail{1, jsontext.Value(`[]`)}, Tail{1, jsontext.Value(`{"b"`)},
		[]any{map[string]any{}, []any{}, "", 0.0, false, []any(nil), map[string]any(nil)}, jsonv1.Number("12"), jsonv1.Number("x"), map[jsonv1.Number]int{"3": 1},
	} {
		write(v)
		write(v, jsonv1.DefaultOptionsV1())
	}

	// What cannot be read.
	for _, text := range []string{`null`, `true`, `12`, `-1`, `1.5`, `300`, `1e400`, `"x"`, `"12"`, `"aGk="`, `[]`, `[1,2,3]`, `[1,"x"]`, `{}`, `{"a":1}`, `{"a":1,"a":2}`, `{"A":1,"zz":3}`, `{"b":{"x":"s"}}`, `[1`, `x`, ``, `1 2`, `"2020-01-02T03:04:05Z"`, `{"+":1}`, `{"?":1}`} {
		for _, opts := range [][]json.Options{nil, {jsonv1.DefaultOptionsV1()}, {json.RejectUnknownMembers(true), json.MatchCaseInsensitiveNames(true)}, {jsontext.AllowDuplicateNames(true), json.StringifyNumbers(true)}} {
			read[bool](text, opts...)
			read[int8](text, opts...)
			read[uint8](text, opts...)
			read[float32](text, opts...)
			read[string](text, opts...)
			read[[]byte](text, opts...)
			read[[2]int](text, opts...)
			read[[]int](text, opts...)
			read[map[string]int](text, opts...)
			read[map[Level]int](text, opts...)
			read[struct {
				A int            `json:"a"`
				B map[string]int `json:"b"`
			}](text, opts...)
			read[Tail](text, opts...)
			read[any](text, opts...)
			read[time.Time](text, opts...)
			read[Level](text, opts...)
			read[Pair](text, opts...)
			read[Old](text, opts...)
			read[fmt.Stringer](text, opts...)
			read[chan int](text, opts...)
			read[jsontext.Value](text, opts...)
			read[jsonv1.Number](text, opts...)
			read[time.Duration](text, opts...)
		}
	}
	fmt.Println(show(json.Unmarshal(nil, nil)), show(json.Unmarshal([]byte("1"), 1)), show(json.Unmarshal([]byte("1"), (*int)(nil))))
	fmt.Println(show(json.Unmarshal([]byte("1"), 1, jsonv1.DefaultOptionsV1())))

	// Streams.
	var b bytes.Buffer
	fmt.Println(json.MarshalWrite(&b, []int{1}), b.String())
	e := jsontext.NewEncoder(&b)
	fmt.Println(json.MarshalEncode(e, map[string]int{"a": 1}), json.MarshalEncode(e, "x"), b.String())
	e.WriteToken(jsontext.BeginObject)
	fmt.Println(show(json.MarshalEncode(e, "k", jsontext.AllowDuplicateNames(true))), show(json.MarshalEncode(e, "k", jsontext.AllowInvalidUTF8(true))), show(json.MarshalEncode(e, 1, jsontext.Multiline(true))))
	var n int
	fmt.Println(show(json.UnmarshalRead(strings.NewReader(" 5 "), &n)), n, show(json.UnmarshalRead(strings.NewReader(" 5 6"), &n)), show(json.UnmarshalRead(strings.NewReader(""), &n)))
	d := jsontext.NewDecoder(strings.NewReader(`1 [2] "x" `))
	for {
		var v any
		err := json.UnmarshalDecode(d, &v)
		fmt.Println(v, show(err))
		if err == io.EOF {
			break
		}
	}

	// Functions.
	ms := json.JoinMarshalers(
		json.MarshalFunc(func(t time.Duration) ([]byte, error) { return []byte(`"` + t.String() + `"`), nil }),
		json.MarshalToFunc(func(e *jsontext.Encoder, s fmt.Stringer) error { return errors.ErrUnsupported }),
		json.MarshalToFunc(func(e *jsontext.Encoder, b bool) error { return e.WriteToken(jsontext.String(fmt.Sprint(b, e.StackPointer()))) }),
		json.MarshalFunc(func(p *Inner) ([]byte, error) { return nil, errors.New("not today") }))
	for _, v := range []any{time.Second, []any{true, time.Minute}, map[string]any{"a": false}, Inner{}, &all} {
		write(v, json.WithMarshalers(ms))
	}
	us := json.JoinUnmarshalers(
		json.UnmarshalFunc(func(b []byte, d *time.Duration) (err error) { *d, err = time.ParseDuration(strings.Trim(string(b), `"`)); return }),
		json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *any) error {
			if d.PeekKind() != '0' {
				return errors.ErrUnsupported
			}
			t, err := d.ReadToken()
			*v = "number " + t.String()
			return err
		}),
		json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *bool) error { return nil }))
	for _, text := range []string{`"1s"`, `"1"`, `[1,{"a":2}]`, `true`} {
		read[time.Duration](text, json.WithUnmarshalers(us))
		read[any](text, json.WithUnmarshalers(us))
		read[bool](text, json.WithUnmarshalers(us))
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		json.UnmarshalFunc(func([]byte, int) error { return nil })
	}()

	// Options.
	o := json.JoinOptions(json.Deterministic(true), jsontext.WithIndent("  "), json.WithMarshalers(ms), nil, json.StringifyNumbers(false))
	fmt.Println(json.GetOption(o, json.Deterministic))
	fmt.Println(json.GetOption(o, json.StringifyNumbers))
	fmt.Println(json.GetOption(o, json.RejectUnknownMembers))
	fmt.Println(json.GetOption(o, jsontext.WithIndent))
	fmt.Println(json.GetOption(o, jsontext.WithIndentPrefix))
	got, ok := json.GetOption(o, json.WithMarshalers)
	none, okNone := json.GetOption(json.DefaultOptionsV2(), json.WithUnmarshalers)
	fmt.Println(got == ms, ok, none, okNone)
	for i, set := range []func(bool) json.Options{jsonv1.CallMethodsWithLegacySemantics, jsonv1.FormatByteArrayAsArray, jsonv1.FormatBytesWithLegacySemantics, jsonv1.FormatDurationAsNano,
		jsonv1.MatchCaseSensitiveDelimiter, jsonv1.MergeWithLegacySemantics, jsonv1.OmitEmptyWithLegacySemantics, jsonv1.ParseBytesWithLooseRFC4648, jsonv1.ParseTimeWithLooseRFC3339,
		jsonv1.ReportErrorsWithLegacySemantics, jsonv1.StringifyWithLegacySemantics, jsonv1.UnmarshalArrayFromAnyLength} {
		on, said := json.GetOption(jsonv1.DefaultOptionsV1(), set)
		off, unsaid := json.GetOption(json.DefaultOptionsV2(), set)
		fmt.Println(i, on, said, off, unsaid)
		write(struct {
			A [2]byte
			D []time.Duration `json:",omitempty"`
			S string          `json:",string"`
		}{}, set(true))
		read[struct {
			A [2]byte
			B [3]int
			C []byte
		}](`{"A":"AQ==","B":[1],"C":"aG\nk="}`, set(true), json.RejectUnknownMembers(false))
	}
	fmt.Println(json.ErrUnknownName, &json.SemanticError{Err: io.EOF, GoType: nil} != nil)

	// encoding/json calls the new methods, too.
	out, err := jsonv1.Marshal([]Pair{{1, 2}})
	fmt.Println(string(out), err)
	_, err = jsonv1.Marshal([]Pair{{98, 2}})
	fmt.Println(err)
	var pairs []Pair
	fmt.Println(jsonv1.Unmarshal([]byte(`[[1,2],[3,4]]`), &pairs), pairs)
	var num struct{ jsonv1.Number }
	fmt.Println(jsonv1.Unmarshal([]byte(`12`), &num), num)
	out, err = jsonv1.Marshal(num)
	fmt.Println(string(out), err)
	var opts jsonv1.Options = jsonv1.DefaultOptionsV1()
	fmt.Println(opts != nil)
}
