// Package encoding/json/v2 with random types, values, options and texts: BLOCKS blocks of them (20, unless the environment says otherwise), of each
// a hash of all that was written, read and complained of. SHOW=n shows what block n is made of.
package main

import (
	"bytes"
	jsonv1 "encoding/json"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
)

var state uint64

func rnd(n int) int {
	state = state*6364136223846793005 + 1442695040888963407
	return int((state >> 33) % uint64(n))
}

type Level int

func (l Level) MarshalText() ([]byte, error) {
	if l < 0 {
		return nil, errors.New("no such level")
	}
	return []byte(strings.Repeat("+", int(l%20))), nil
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
	if p.A%7 == 3 {
		return errors.ErrUnsupported
	}
	if p.A%7 == 4 {
		d := e.StackDepth()
		k, n := e.StackIndex(d)
		return e.WriteToken(jsontext.String(fmt.Sprint(d, k, n, e.StackPointer(), e.OutputOffset())))
	}
	if err := e.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	if err := json.MarshalEncode(e, p.A); err != nil {
		return err
	}
	if p.A%7 == 5 {
		return errors.New("half way")
	}
	if err := json.MarshalEncode(e, map[string]int{"b": p.B}, json.StringifyNumbers(true)); err != nil {
		return err
	}
	return e.WriteToken(jsontext.EndArray)
}
func (p *Pair) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if d.PeekKind() == '{' {
		return errors.ErrUnsupported
	}
	if d.PeekKind() == '"' {
		dd := d.StackDepth()
		k, n := d.StackIndex(dd)
		t, err := d.ReadToken()
		p.A = len(t.String())
		if p.A%3 == 1 {
			return fmt.Errorf("%v %v %v %v %v", dd, k, n, d.StackPointer(), d.InputOffset())
		}
		return err
	}
	var list []any
	err := json.UnmarshalDecode(d, &list)
	p.A, p.B = len(list), 7
	return err
}

type Old struct{ S string }

func (o Old) MarshalJSON() ([]byte, error) {
	switch len(o.S) % 5 {
	case 1:
		return []byte(` { "old" : [ 1 , 2 ] } `), nil
	case 2:
		return []byte(`{"a":1,"a":2}`), nil
	case 3:
		return nil, errors.New("old fails")
	}
	return json.Marshal(o.S)
}
func (o *Old) UnmarshalJSON(b []byte) error {
	if len(b)%4 == 1 {
		return errors.New("old does not like " + string(b))
	}
	o.S = string(b)
	return nil
}

type PtrText struct{ N int }

func (p *PtrText) MarshalText() ([]byte, error) { return []byte("pt" + strconv.Itoa(p.N)), nil }

type Zero struct{ V int }

func (z Zero) IsZero() bool { return z.V == 1 }

type PZero struct{ V int }

func (z *PZero) IsZero() bool { return z.V == 2 }

type Base struct {
	ID   int    `json:"id"`
	Kind string `json:"kind,omitempty"`
}
type Opt struct {
	Flag *bool `json:"flag,omitempty"`
	ID   int   `json:"optid"`
}
type hidden struct{ H int }
type Emb struct {
	Base
	*Opt
	X int
}
type EmbH struct {
	*hidden
	Y string
}
type EmbH2 struct {
	hidden
	Y string
}
type Node struct {
	Val  int
	Next *Node           `json:",omitempty"`
	Kids []Node          `json:"kids,omitzero"`
	M    map[string]Node `json:"m"`
}
type Rest struct {
	A    int            `json:"a"`
	Rest map[string]any `json:",embed"`
}
type RestV struct {
	A    int            `json:"a"`
	Rest jsontext.Value `json:",embed"`
}
type RestM struct {
	A    int `json:"a,case:ignore"`
	B    string
	Rest map[string]int `json:",embed"`
}
type Case struct {
	Foo int `json:"foo,case:ignore"`
	Bar int `json:"BAR"`
	Baz int `json:"b_az,case:strict"`
}
type Bad struct {
	A int `json:"x"`
	B int `json:"x"`
}
type Fmt struct {
	D time.Duration `json:",format:sec"`
}
type MyByte byte
type MyString string
type MyInt int8
type Big struct {
	A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, B0, B1, B2, B3, B4, B5, B6, B7, B8, B9 *int   `json:",omitempty"`
	C                                                                              string `json:"<c>&\u2028"`
	D                                                                              string `json:"'quote d'"`
}
type BigN struct {
	C string `json:"'<c>&\u2028'"`
	D string `json:"é"`
	E string `json:"'a,b'"`
}

var leaves = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[string](), reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[uint16](), reflect.TypeFor[int64](), reflect.TypeFor[uint64](),
	reflect.TypeFor[float64](), reflect.TypeFor[float32](), reflect.TypeFor[any](), reflect.TypeFor[any](), reflect.TypeFor[[]byte](), reflect.TypeFor[[4]byte](), reflect.TypeFor[[]MyByte](), reflect.TypeFor[[2]MyByte](), reflect.TypeFor[MyString](), reflect.TypeFor[MyInt](),
	reflect.TypeFor[time.Time](), reflect.TypeFor[time.Duration](), reflect.TypeFor[Level](), reflect.TypeFor[Pair](), reflect.TypeFor[Old](), reflect.TypeFor[PtrText](), reflect.TypeFor[Zero](), reflect.TypeFor[PZero](),
	reflect.TypeFor[Emb](), reflect.TypeFor[EmbH](), reflect.TypeFor[EmbH2](), reflect.TypeFor[Node](), reflect.TypeFor[Rest](), reflect.TypeFor[RestV](), reflect.TypeFor[RestM](), reflect.TypeFor[Case](), reflect.TypeFor[Bad](), reflect.TypeFor[Fmt](), reflect.TypeFor[BigN](), reflect.TypeFor[Base](),
	reflect.TypeFor[map[string]any](), reflect.TypeFor[[]any](), reflect.TypeFor[jsontext.Value](), reflect.TypeFor[jsonv1.Number](), reflect.TypeFor[struct{}](), reflect.TypeFor[func()](), reflect.TypeFor[chan int](), reflect.TypeFor[complex128](), reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[uintptr](),
	reflect.TypeFor[Big](), reflect.TypeFor[*int](), reflect.TypeFor[error](),
}

// Where keys are no strings or integers, the order in which they come decides what goes wrong first.
var keys = []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[uint8](), reflect.TypeFor[MyString]()}
var names = []string{"a", "b", "c", "Aa", "aA", "x_y", "é", "n1", "kind", "<h>", ""}
var options = []string{"omitempty", "omitzero", "string", "case:ignore", "case:strict", "omitzero,omitempty"}

func randomType(depth int) reflect.Type {
	if depth == 0 {
		return leaves[rnd(len(leaves))]
	}
	switch rnd(9) {
	case 0:
		return reflect.PointerTo(randomType(depth - 1))
	case 1, 2:
		return reflect.SliceOf(randomType(depth - 1))
	case 3:
		return reflect.ArrayOf(rnd(4), randomType(depth-1))
	case 4:
		return reflect.MapOf(keys[rnd(len(keys))], randomType(depth-1))
	case 5, 6, 7:
		n := rnd(6) + 1
		var fs []reflect.StructField
		for i := range n {
			f := reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: randomType(rnd(depth))}
			if rnd(3) > 0 {
				tag := names[rnd(len(names))]
				for range rnd(3) {
					tag += "," + options[rnd(len(options))]
				}
				if strings.Contains(tag, ",") && rnd(2) == 0 || tag != "" {
					f.Tag = reflect.StructTag("json:" + strconv.Quote(tag))
				}
			}
			fs = append(fs, f)
		}
		return reflect.StructOf(fs)
	}
	return randomType(0)
}

var texts = []string{"", "a", "hello", "<&>", "\u2028x", "q\"\\\n", "é世", "bad\xffutf", "\x00\x1f", "null", "12", "true"}

func fill(v reflect.Value, depth int) {
	if rnd(4) == 0 {
		return
	}
	t := v.Type()
	switch t {
	case reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(1990+rnd(60), time.Month(1+rnd(12)), rnd(28), rnd(24), rnd(60), rnd(60), rnd(3)*123456789, time.UTC)))
		if rnd(4) == 0 {
			v.Set(reflect.ValueOf(v.Interface().(time.Time).In(time.FixedZone("x", 3600*(rnd(20)-10)+60*rnd(2)))))
		}
		return
	case reflect.TypeFor[jsontext.Value]():
		v.SetBytes([]byte([]string{"1", " [ 1, {\"b\":2,\"a\":1.0e2} ] ", "{\"a\":1,\"a\":2}", "nope", "", "\"\\u0041<\"", "null"}[rnd(7)]))
		return
	case reflect.TypeFor[jsonv1.Number]():
		v.SetString([]string{"1", "1.50", "x", "-0"}[rnd(4)])
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(rnd(2) == 0)
	case reflect.String:
		v.SetString(texts[rnd(len(texts))])
		if rnd(3) > 0 && strings.ToValidUTF8(v.String(), "") != v.String() {
			v.SetString("ok")
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt([]int64{0, 1, -1, 100, -128, 127, math.MaxInt64, math.MinInt64, 3, 4, 5}[rnd(11)])
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint([]uint64{0, 1, 200, math.MaxUint64, 7}[rnd(5)])
	case reflect.Float32, reflect.Float64:
		v.SetFloat([]float64{0, 1, -1.5, 1e21, 1e-7, 3.14159, 123456789.125, math.MaxFloat64, math.Copysign(0, -1), 1e300}[rnd(10)])
		if rnd(40) == 0 {
			v.SetFloat([]float64{math.NaN(), math.Inf(1), math.Inf(-1)}[rnd(3)])
		}
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(t.Elem()))
			fill(v.Elem(), depth-1)
		}
	case reflect.Slice:
		n := rnd(4)
		v.Set(reflect.MakeSlice(t, n, n+rnd(2)))
		for i := range n {
			fill(v.Index(i), depth-1)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), depth-1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		if depth > 0 {
			for range rnd(4) {
				k, e := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
				fill(k, 1)
				fill(e, depth-1)
				if k.Kind() == reflect.Interface && !k.IsNil() && !k.Elem().Comparable() {
					continue
				}
				v.SetMapIndex(k, e)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), depth-1)
			}
		}
	case reflect.Interface:
		if t.NumMethod() > 0 || depth <= 0 {
			return
		}
		e := reflect.New([]reflect.Type{leaves[rnd(12)], leaves[rnd(len(leaves))], leaves[38], leaves[39]}[rnd(4)]).Elem()
		fill(e, depth-1)
		v.Set(e)
	}
}

// dump shows a value with what pointers lead to, nil and empty apart, capacities of slices.
func dump(b *strings.Builder, v reflect.Value, depth int) {
	if depth == 0 {
		b.WriteString("...")
		return
	}
	if !v.IsValid() {
		b.WriteString("nil")
		return
	}
	if t, ok := reflect.TypeAssert[time.Time](v); v.CanInterface() && ok {
		fmt.Fprint(b, t)
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		if v.Kind() == reflect.Interface {
			b.WriteString(v.Elem().Type().String())
		}
		b.WriteByte('&')
		dump(b, v.Elem(), depth-1)
	case reflect.Slice:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		fmt.Fprintf(b, "%d", v.Cap())
		fallthrough
	case reflect.Array:
		b.WriteByte('[')
		for i := range v.Len() {
			dump(b, v.Index(i), depth-1)
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	case reflect.Map:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		var all []string
		for _, k := range v.MapKeys() {
			var one strings.Builder
			dump(&one, k, depth-1)
			one.WriteByte(':')
			dump(&one, v.MapIndex(k), depth-1)
			all = append(all, one.String())
		}
		sort.Strings(all)
		fmt.Fprintf(b, "map%q", all)
	case reflect.Struct:
		b.WriteByte('{')
		for i := range v.NumField() {
			dump(b, v.Field(i), depth-1)
			b.WriteByte(' ')
		}
		b.WriteByte('}')
	case reflect.String:
		fmt.Fprintf(b, "%q", v.String())
	case reflect.Func, reflect.Chan:
		fmt.Fprint(b, v.IsNil())
	default:
		fmt.Fprint(b, v)
	}
}

func shown(v reflect.Value) string {
	var b strings.Builder
	dump(&b, v, 12)
	return b.String()
}

func wrong(err error) string {
	if err == nil {
		return "ok"
	}
	s := strings.ReplaceAll(fmt.Sprintf("%T %v", err, err), "unable to", "cannot")
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		s += fmt.Sprintf(" | %d %q %v %q %v %v", e.ByteOffset, e.JSONPointer, e.JSONKind, e.JSONValue, e.GoType, e.Err)
	}
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		s += fmt.Sprintf(" | %d %q", e.ByteOffset, e.JSONPointer)
	}
	return s
}

var allOptions = []json.Options{
	jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsontext.EscapeForHTML(true), jsontext.EscapeForJS(true), json.FormatNilMapAsNull(true), json.FormatNilSliceAsNull(true),
	json.OmitZeroStructFields(true), json.RejectUnknownMembers(true), json.MatchCaseInsensitiveNames(true), json.StringifyNumbers(true), jsontext.CanonicalizeRawInts(true), jsontext.PreserveRawStrings(true), jsontext.ReorderRawObjects(true),
}
var whitespace = []json.Options{
	jsontext.WithIndent("  "), jsontext.Multiline(true), jsontext.SpaceAfterColon(true), jsontext.SpaceAfterComma(true), jsontext.WithIndentPrefix("\t"), json.JoinOptions(jsontext.SpaceAfterComma(true), jsontext.SpaceAfterColon(true)),
}

// streamed is wrong for streams, where Go's pointers to what is no JSON depend on how much was read.
func streamed(err error) string {
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return fmt.Sprint("syntax after ", e.ByteOffset)
	}
	return wrong(err)
}

func someOptions() json.Options {
	opts := []json.Options{json.Deterministic(true)}
	if rnd(3) == 0 {
		for range rnd(3) + 1 {
			opts = append(opts, allOptions[rnd(len(allOptions))])
		}
	}
	if rnd(4) == 0 {
		opts = append(opts, whitespace[rnd(len(whitespace))])
	}
	if rnd(30) == 0 {
		opts = append(opts, jsonv1.DefaultOptionsV1())
	}
	return json.JoinOptions(opts...)
}

type chunks struct {
	r io.Reader
	n int
}

func (c chunks) Read(b []byte) (int, error) {
	if len(b) > c.n {
		b = b[:c.n]
	}
	return c.r.Read(b)
}

var pieces = []string{"null", "true", "1", "-0", "1.5", "1e999", "\"\"", "\"x\"", "[]", "{}", "[1]", "{\"a\":1}", "\"12\"", "\"\\ud800\"", "\"\xff\"", "300", "-1", "\"MTIz\"", "\"MTI\\nz\"", "\"+++\"", "[1,2,3,4,5]", "\"2020-01-02T03:04:05Z\"", "{\"A\":[1]}", "\"0001-01-01\""}

// mutate changes a piece of a JSON text.
func mutate(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	b = bytes.Clone(b)
	switch rnd(10) {
	case 0:
		return b[:rnd(len(b))]
	case 1:
		at := rnd(len(b))
		return append(b[:at:at], b[at+1:]...)
	case 2:
		at := rnd(len(b))
		b[at] = "{}[],:\"x1 \\\xff"[rnd(12)]
		return b
	case 3: // a member more
		if at := bytes.IndexByte(b[rnd(len(b)):], '{'); at >= 0 {
			at++
			return []byte(string(b[:at]) + "\"new\":" + pieces[rnd(len(pieces))] + "," + string(b[at:]))
		}
	case 4: // the same member twice
		var spans [][2]int
		for i := range b {
			if b[i] == '{' || b[i] == ',' {
				if end := bytes.IndexAny(b[i+1:], ",}"); end > 0 {
					spans = append(spans, [2]int{i + 1, i + 1 + end})
				}
			}
		}
		if len(spans) > 0 {
			s := spans[rnd(len(spans))]
			return []byte(string(b[:s[1]]) + "," + string(b[s[0]:s[1]]) + string(b[s[1]:]))
		}
	case 5: // the case of a letter
		at := rnd(len(b))
		for i := at; i < len(b); i++ {
			if b[i] >= 'a' && b[i] <= 'z' {
				b[i] -= 32
				break
			}
		}
		return b
	}
	// another value
	var starts []int
	for i := range b {
		if i > 0 && (b[i-1] == ':' || b[i-1] == '[' || b[i-1] == ',') {
			starts = append(starts, i)
		}
	}
	if len(starts) == 0 {
		return []byte(pieces[rnd(len(pieces))])
	}
	at := starts[rnd(len(starts))]
	d := jsontext.NewDecoder(bytes.NewReader(b[at:]), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	v, err := d.ReadValue()
	n := len(v)
	if err != nil {
		n = 1
	}
	return []byte(string(b[:at]) + pieces[rnd(len(pieces))] + string(b[at+n:]))
}

var out bytes.Buffer

func safely(what string, f func() string) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(&out, what, "panic", r)
		}
	}()
	fmt.Fprintln(&out, what, f())
}

func one(seed int) {
	state = uint64(seed)*2654435761 + 12345
	for range 5 {
		rnd(2)
	}
	t := randomType(rnd(4))
	if t == reflect.TypeFor[func()]() {
		return
	}
	v := reflect.New(t)
	fill(v.Elem(), 4)
	opts := someOptions()
	fmt.Fprintln(&out, "#", seed, t)
	var text []byte
	safely("marshal", func() string {
		b, err := json.Marshal(v.Interface(), opts)
		text = b
		return fmt.Sprintf("%q %s", b, wrong(err))
	})
	safely("marshal value", func() string {
		b, err := json.Marshal(v.Elem().Interface(), opts)
		return fmt.Sprintf("%q %s", b, wrong(err))
	})
	safely("write", func() string {
		var b bytes.Buffer
		err := json.MarshalWrite(&b, v.Interface(), opts)
		if err != nil {
			return wrong(err)
		}
		return fmt.Sprintf("%q", b.Bytes())
	})
	safely("encode", func() string {
		var b bytes.Buffer
		e := jsontext.NewEncoder(&b, opts)
		e.WriteToken(jsontext.BeginObject)
		e.WriteToken(jsontext.String("k/~"))
		e.WriteToken(jsontext.BeginArray)
		s := ""
		for range 2 {
			err := json.MarshalEncode(e, v.Interface())
			k, n := e.StackIndex(e.StackDepth())
			s += fmt.Sprint(wrong(err), e.StackDepth(), k, n, e.StackPointer(), e.OutputOffset(), "; ")
		}
		e.WriteToken(jsontext.EndArray)
		e.WriteToken(jsontext.String("next"))
		err := json.MarshalEncode(e, v.Interface())
		s += wrong(err)
		s += wrong(e.WriteToken(jsontext.EndObject))
		if strings.Contains(s, "cannot") || strings.Contains(s, "Error") {
			return s
		}
		return fmt.Sprintf("%s %q", s, b.Bytes())
	})
	if len(text) == 0 || !jsontext.Value(text).IsValid() && rnd(3) > 0 {
		text = []byte(pieces[rnd(len(pieces))])
	}
	for i := range 8 {
		b := text
		for range rnd(i + 1) {
			b = mutate(b)
		}
		opts := someOptions()
		to := reflect.New(t)
		if rnd(3) == 0 {
			fill(to.Elem(), 4)
		}
		saved := state
		safely("unmarshal", func() string {
			err := json.Unmarshal(b, to.Interface(), opts)
			return fmt.Sprintf("%q %s %s", b, wrong(err), shown(to.Elem()))
		})
		state = saved
		to = reflect.New(t)
		safely("read", func() string {
			n := []int{1, 3, 16, 100, 5000}[rnd(5)]
			err := json.UnmarshalRead(chunks{bytes.NewReader(b), n}, to.Interface(), opts)
			return fmt.Sprintf("%d %s %s", n, streamed(err), shown(to.Elem()))
		})
		to = reflect.New(t)
		safely("decode", func() string {
			n := []int{1, 3, 16, 100, 5000}[rnd(5)]
			all := []byte("{\"w/\":[ 1, " + string(b) + " , " + string(text) + "],\"z\":" + string(text) + "} 5")
			d := jsontext.NewDecoder(chunks{bytes.NewReader(all), n}, opts)
			for range 4 {
				d.ReadToken()
			}
			s := ""
			for i := range 3 {
				if i == 2 {
					d.ReadToken()
					d.ReadToken()
				}
				err := json.UnmarshalDecode(d, to.Interface())
				k, n := d.StackIndex(d.StackDepth())
				s += fmt.Sprint(streamed(err), d.StackDepth(), k, n, d.InputOffset(), "; ")
			}
			t, err := d.ReadToken()
			s += fmt.Sprint(t.Kind(), streamed(err))
			return fmt.Sprintf("%s %s", s, shown(to.Elem()))
		})
	}
}

func main() {
	const each = 8
	blocks, err := strconv.Atoi(os.Getenv("BLOCKS"))
	if err != nil {
		blocks = 20
	}
	for block := range blocks {
		out.Reset()
		for i := range each {
			one(block*each + i)
		}
		if os.Getenv("SHOW") == strconv.Itoa(block) {
			os.Stdout.Write(out.Bytes())
		}
		sum := fnv.New64a()
		sum.Write(out.Bytes())
		fmt.Printf("%d %x\n", block, sum.Sum64())
	}
}
