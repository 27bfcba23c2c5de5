package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func tree(depth int) any {
	switch random.IntN(11 - depth) {
	case 0, 1:
		return text()
	case 2:
		return float64(small()) * 1.5
	case 3:
		return pick[any](nil, true, false, 0.0, 1e300, "", 1e21, 1e-7, 123456789012345678, float32(0.1))
	case 4:
		list := []any{}
		for range random.IntN(4) {
			list = append(list, tree(depth+1))
		}
		return list
	case 5, 6:
		m := map[string]any{}
		for range random.IntN(4) {
			m[text()] = tree(depth + 1)
		}
		return m
	case 7:
		return integer()
	}
	return small()
}

var broken = regexp.MustCompile(`\\u.{0,3}[^0-9A-Fa-f]`)

// unsplit is s, or something else if it matters where the first 64 bytes end, which Go's decoder reads: for how much of a broken escape or
// of a misplaced character is shown.
func unsplit(s string) string {
	if broken.MatchString(s) {
		return "[]"
	}
	if !json.Valid([]byte(s)) {
		s = strings.Map(func(r rune) rune { return min(r, '~') }, s)
	}
	return s
}

type (
	colour  int
	key     struct{ X, Y int }
	failing struct{}
	Base    struct {
		ID   int
		Name string `json:"name"`
	}
	Other  struct{ ID, Extra string }
	record struct {
		A int             `json:"a,omitempty"`
		B string          `json:",omitempty"`
		C []byte          `json:"c"`
		D *record         `json:"d,omitzero"`
		E map[string]any  `json:"e"`
		F float64         `json:"f,string"`
		G any             `json:"-"`
		H [2]bool         `json:"h"`
		I json.RawMessage `json:"i,omitempty"`
		J time.Duration   `json:"J"`
		K map[int]string  `json:"k,omitempty"`
		L *string         `json:"l"`
		M colour          `json:"m"`
		N map[colour]int  `json:"n,omitempty"`
		O json.Number     `json:"o"`
		P *big.Int        `json:"p,omitempty"`
		Q time.Time       `json:"q,omitzero"`
		R []key           `json:"r"`
		S any             `json:"s"`
		T uint8           `json:"t,string,omitempty"`
		U int8
		V float32
		W []int  `json:"-,"`
		X string `json:"x,string"`
		Y *bool  `json:"y,string"`
		Z [3]int `json:"é.x"`
		Base
		*Other
		inner int
		Bad   string `json:"a b"`
		Odd   string `json:"!#$%&()*+-./:;<=>?@[]^_{|}~ "`
	}
)

func (c colour) MarshalText() ([]byte, error) {
	if c < 0 {
		return nil, errors.New("no such colour")
	}
	return []byte("c" + strconv.Itoa(int(c))), nil
}

func (c *colour) UnmarshalText(b []byte) error {
	n, err := strconv.Atoi(strings.TrimPrefix(string(b), "c"))
	*c = colour(n)
	return err
}

func (k key) MarshalJSON() ([]byte, error) {
	if k.X < 0 {
		return []byte([]string{"{", "nul", "[1 2]", ""}[-k.X%4]), nil
	}
	return []byte(fmt.Sprintf(" [ %d , %d ] ", k.X, k.Y)), nil
}

func (k *key) UnmarshalJSON(b []byte) error {
	var l []int
	if err := json.Unmarshal(b, &l); err != nil {
		return err
	}
	if len(l) != 2 {
		return fmt.Errorf("a key of %d numbers", len(l))
	}
	k.X, k.Y = l[0], l[1]
	return nil
}

func (failing) MarshalJSON() ([]byte, error) { return nil, errors.New("broken <&>") }

func made() record {
	s := text()
	r := record{A: small(), B: text(), C: []byte(text()), E: map[string]any{text(): tree(2)}, F: float64(small()) / 3, J: time.Duration(integer()), L: pick(nil, &s), M: colour(small() + 2), U: int8(integer()), V: float32(float()), X: text(), O: json.Number(pick("", "1", "1e5", "x", "-0", "01"))}
	if chance(3) {
		r.D = &record{A: 7, S: tree(1)}
	}
	if chance(3) {
		r.K, r.N, r.P = map[int]string{small(): "v", 3: text()}, map[colour]int{2: 1, colour(small()): 3}, big.NewInt(integer())
	}
	if chance(4) {
		r.R, r.I, r.T, r.Other = []key{{small(), 2}}, json.RawMessage(pick("1", " {\"a\" : 1}", "nope", "")), 200, &Other{"i", text()}
	}
	if chance(5) {
		r.Q, r.S = time.Unix(integer()>>20, 5).UTC(), pick[any](tree(0), float(), math.NaN(), failing{}, func() {}, make(chan int), map[bool]int{true: 1}, complex(1, 2), []any{failing{}}, struct{ F float64 }{math.Inf(1)}, map[string]key{"k": {-1, 1}}, &s)
	}
	return r
}

// document is JSON text, mostly valid, with the names of record.
func document() string {
	if chance(3) {
		b, _ := json.Marshal(tree(0))
		return spoilt(string(b))
	}
	if chance(4) {
		b, _ := json.Marshal(made())
		return spoilt(string(b))
	}
	s := "{"
	for i := range random.IntN(7) {
		if i > 0 {
			s += ","
		}
		s += pick(`"a"`, `"A"`, `"b"`, `"B"`, `"c"`, `"d"`, `"e"`, `"f"`, `"h"`, `"i"`, `"J"`, `"j"`, `"k"`, `"l"`, `"m"`, `"n"`, `"o"`, `"p"`, `"q"`, `"r"`, `"s"`, `"t"`, `"U"`, `"u"`, `"V"`, `"x"`, `"y"`, `"-"`, `"é.x"`, `"É.X"`, `"ID"`, `"name"`, `"NAME"`, `"Extra"`, `"inner"`, `"\u0061"`, `"ſ"`, `"ﬁ"`) + pick(":", ":", " : ") +
			pick("1", "1.5", `"x"`, "null", "true", "-3", "1e3", "300", `"AQI="`, "[1,2]", "[true]", "[]", "{}", `{"a":1}`, `{"1":"x"}`, `{"c1":2}`, `"c5"`, `"1.5"`, `"12"`, `"true"`, `"null"`, `"\"q\""`, "[[1,2],[3]]", `"2020-01-02T03:04:05Z"`, "123456789012345678901234567890", "1e400", `"\ud83d\ude00\ud800x"`, `{"a":{"b":[{"c":null}]}}`, "[1,2,3,4]", "0", "-0", `""`, "[null]", "1E+2", `{"x":"y","1":"z"}`, `{"d":{"a":3}}`)
	}
	return spoilt(s + "}")
}

func spoilt(s string) string {
	if chance(3) {
		s = damaged(s, "", ",", "}", "\"", "x", "\\", "1", "]", "{", "\n", "\x01", "\xff", "e", "-", ".", ":", "[", "tru", "\\u12x", " ", "0")
	}
	if chance(8) {
		s += pick(" ", "x", "{}", "\n", ",", "\x00", "  1")
	}
	return s
}

func main() {
	run([]call{
		{"Marshal", func() []any {
			v := tree(0)
			b, err := json.Marshal(v)
			i, ierr := json.MarshalIndent(v, pick("", ">"), pick("", " ", "\t"))
			return []any{string(b), err, string(i), ierr}
		}},
		{"Marshal record", func() []any {
			b, err := json.Marshal(made())
			return []any{string(b), err}
		}},
		{"Marshal number", func() []any {
			b, err := json.Marshal([]any{float(), float32(float()), integer(), uint64(integer()), json.Number(pick("1", "1.0", "+1", "1.", "1e5", ""))})
			x := float()
			c, cerr := json.Marshal(map[float64]int{x: 1})
			d, derr := json.Marshal(struct {
				A float64 `json:",string"`
				B int     `json:",string"`
			}{x, small()})
			return []any{string(b), err, string(c), cerr, string(d), derr}
		}},
		{"Unmarshal any", func() []any {
			s := document()
			var v any
			err := json.Unmarshal([]byte(s), &v)
			return []any{s, fmt.Sprintf("%#v", v), err, where(err), json.Valid([]byte(s))}
		}},
		{"Unmarshal record", record1}, {"Unmarshal record", record1},
		{"Unmarshal others", func() []any {
			s := pick(document(), document(), spoilt(pick("1", "-1", "1.5", `"s"`, "null", "true", "[1,2]", "[1,\"a\",null]", "{\"1\":2}", "256", "1e2", "9223372036854775808")))
			var i int
			var u uint8
			var f float32
			var t string
			var l []int
			var m map[string]int
			var mi map[int]any
			var p *int
			var b bool
			var a [2]any
			var e error
			var n json.Number
			var ll [][]string
			got := []any{s}
			for _, into := range []any{&i, &u, &f, &t, &l, &m, &mi, &p, &b, &a, &e, &n, &ll} {
				if err := json.Unmarshal([]byte(s), into); err != nil {
					got = append(got, err)
				}
			}
			return append(got, i, u, f, t, fmt.Sprint(l, m, mi), p != nil, b, fmt.Sprintf("%#v", a), e, n, fmt.Sprintf("%q", ll), json.Unmarshal([]byte(s), nil), json.Unmarshal([]byte(s), i))
		}},
		{"Decoder", func() []any {
			s := document() + pick("", " ", "\n") + document()
			s = unsplit(s)
			read := strings.NewReader(s)
			d := json.NewDecoder(read)
			got := []any{s}
			numbers, strict := chance(3), chance(3)
			if numbers {
				d.UseNumber()
			}
			if strict {
				d.DisallowUnknownFields()
			}
			for range 3 {
				if strict {
					var r record
					err := d.Decode(&r)
					got = append(got, shown(r, err), err, where(err))
				} else {
					var v any
					err := d.Decode(&v)
					got = append(got, fmt.Sprintf("%#v", v), err, where(err))
				}
				got = append(got, d.InputOffset(), d.More())
			}
			rest, _ := io.ReadAll(io.MultiReader(d.Buffered(), read))
			return append(got, string(rest))
		}},
		{"Token", func() []any {
			s := unsplit(document())
			d := json.NewDecoder(strings.NewReader(s))
			got := []any{s}
			for range 30 {
				t, err := d.Token()
				got = append(got, fmt.Sprintf("%T %v", t, t), err, where(err), d.InputOffset())
				if err != nil {
					break
				}
				if chance(8) && d.More() {
					var v any
					err := d.Decode(&v)
					got = append(got, fmt.Sprintf("%#v", v), err)
				}
			}
			return got
		}},
		{"Compact", func() []any {
			s := document()
			var c, i, h bytes.Buffer
			err := json.Compact(&c, []byte(s))
			ierr := json.Indent(&i, []byte(s), pick("", "p"), pick("", " ", "\t"))
			json.HTMLEscape(&h, []byte(s))
			return []any{s, c.String(), err, i.String(), ierr, h.String()}
		}},
		{"Encoder", func() []any {
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(chance(2))
			e.SetIndent(pick("", "p"), pick("", " "))
			err := e.Encode(tree(0))
			err2 := e.Encode(made())
			return []any{b.String(), err, err2}
		}},
	})
}

// where says what an error's fields say.
func where(err error) any {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return syntax.Offset
	case errors.As(err, &kind):
		return fmt.Sprint(kind.Value, kind.Type, kind.Offset, kind.Struct, kind.Field)
	}
	return nil
}

// shown is a record without addresses.
func shown(r record, err error) string {
	if err != nil {
		r.P = nil // What a text that is no number leaves behind is not promised.
	}
	var s strings.Builder
	for d := r.D; d != nil; d = d.D {
		fmt.Fprintf(&s, "D(%d %q %v)", d.A, d.B, d.S)
	}
	r.D = nil
	if r.L != nil {
		fmt.Fprintf(&s, "L(%s)", *r.L)
	}
	if r.Y != nil {
		fmt.Fprintf(&s, "Y(%v)", *r.Y)
	}
	if r.Other != nil {
		fmt.Fprintf(&s, "Other%v", *r.Other)
	}
	r.L, r.Y, r.Other = nil, nil, nil
	return fmt.Sprintf("%+v ", r) + s.String()
}

func record1() []any {
	s := document()
	r := pick(record{}, record{A: 9, B: "old", E: map[string]any{"old": 1}, H: [2]bool{true, true}, R: []key{{8, 8}, {9, 9}}, S: &key{5, 6}, Z: [3]int{1, 2, 3}})
	err := json.Unmarshal([]byte(s), &r)
	k, ok := r.S.(*key)
	if ok {
		r.S = fmt.Sprint("key", *k)
	}
	return []any{s, shown(r, err), err, where(err)}
}
