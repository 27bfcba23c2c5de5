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
	"reflect"
	"strings"
	"time"
)

type (
	v2Text  string
	v2Key   int
	v2JSON  struct{ A, B int }
	v2Coder struct{ N []int }
	v2Byte  byte
	v2Zero  struct{ Z int }
)

func (t v2Text) MarshalText() ([]byte, error) {
	if strings.Contains(string(t), "%") {
		return nil, errors.New("a percent sign")
	}
	return []byte("<" + string(t) + ">"), nil
}

func (t *v2Text) UnmarshalText(b []byte) error {
	if len(b) < 2 || b[0] != '<' {
		return fmt.Errorf("no angle: %q", b)
	}
	*t = v2Text(b[1 : len(b)-1])
	return nil
}

func (k v2Key) AppendText(b []byte) ([]byte, error) { return fmt.Appendf(b, "k%d", int(k)), nil }

func (k *v2Key) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "k%d", (*int)(k))
	return err
}

func (j v2JSON) MarshalJSON() ([]byte, error) {
	if j.A < 0 {
		return nil, errors.New("negative")
	}
	return fmt.Appendf(nil, ` {"a" : %d, "b":[%d]%s`, j.A, j.B, pick("}", "}", "}", "", "}}")), nil
}

func (j *v2JSON) UnmarshalJSON(b []byte) error {
	var s struct {
		A int   `json:"a"`
		B []int `json:"b"`
	}
	err := json.Unmarshal(b, &s)
	if len(s.B) > 0 {
		j.B = s.B[0]
	}
	j.A = s.A
	return err
}

func (c *v2Coder) MarshalJSONTo(e *jsontext.Encoder) error {
	switch len(c.N) {
	case 0:
		return errors.ErrUnsupported
	case 1:
		e.WriteToken(jsontext.BeginArray)
		return errors.New("one is not enough")
	case 2:
		return json.MarshalEncode(e, c.N[0])
	}
	return json.MarshalEncode(e, map[string]any{"n": c.N})
}

func (c *v2Coder) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case 'n':
		return errors.ErrUnsupported
	case '"':
		d.ReadToken()
		return errors.New("a string")
	case '0':
		return nil
	}
	var v any
	err := json.UnmarshalDecode(d, &v)
	c.N = append(c.N, len(fmt.Sprint(v)))
	return err
}

func (z v2Zero) IsZero() bool { return z.Z%2 == 0 }

var v2Pool = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[uint8](), reflect.TypeFor[uint64](), reflect.TypeFor[float32](), reflect.TypeFor[float64](),
	reflect.TypeFor[string](), reflect.TypeFor[any](), reflect.TypeFor[[]byte](), reflect.TypeFor[time.Time](), reflect.TypeFor[time.Duration](), reflect.TypeFor[jsontext.Value](),
	reflect.TypeFor[jsonv1.Number](), reflect.TypeFor[v2Text](), reflect.TypeFor[v2Key](), reflect.TypeFor[v2JSON](), reflect.TypeFor[v2Coder](), reflect.TypeFor[v2Byte](),
	reflect.TypeFor[v2Zero](), reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[map[string]any](), reflect.TypeFor[[]any](), reflect.TypeFor[[3]byte](), reflect.TypeFor[chan int](),
}

func v2Tree(depth int) any {
	switch random.IntN(9 - depth) {
	case 0, 1:
		return text()
	case 2:
		return pick[any](nil, true, false, 0.0, 1e300, "", 1e21, 1e-7, 123456789012345678, -0.5)
	case 3:
		list := []any{}
		for range random.IntN(4) {
			list = append(list, v2Tree(depth+1))
		}
		return list
	case 4, 5:
		m := map[string]any{}
		for range random.IntN(4) {
			m[pick("é>", "a", "A", "b", "s")] = v2Tree(depth + 1)
		}
		return m
	}
	return float64(small()) / 2
}

func v2Type(depth int) reflect.Type {
	if depth > 3 || chance(2) {
		return v2Pool[random.IntN(len(v2Pool)-1+random.IntN(2))]
	}
	switch random.IntN(6) {
	case 0:
		return reflect.SliceOf(v2Type(depth + 1))
	case 1:
		return reflect.ArrayOf(random.IntN(3), v2Type(depth+1))
	case 2:
		return reflect.PointerTo(v2Type(depth + 1))
	case 3:
		key := pick(reflect.TypeFor[string](), reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[v2Text](), reflect.TypeFor[v2Key](), reflect.TypeFor[bool](), reflect.TypeFor[float64]())
		return reflect.MapOf(key, v2Type(depth+1))
	}
	var fields []reflect.StructField
	for i := range random.IntN(5) {
		tag := pick("", "a", "b", "A", "a_b", "é<", "'x'", "-", ",omitempty", ",omitzero", "s,string", ",string", ",embed", ",embed", "c,case:ignore", "d,case:strict,omitempty", ",omitzero,string",
			",bad option", ",", ",case:up", ",OmitEmpty", "n,omitempty,omitzero", ",format:nano", ",format:hex", ",format:unix", ",format:emitnull", ",format:'2006'", ",format:iso8601", ",format:array")
		f := reflect.StructField{Name: string(rune('A'+i)) + pick("", "a", "_b"), Type: v2Type(depth + 1)}
		if tag != "" || chance(3) {
			f.Tag = reflect.StructTag(fmt.Sprintf("json:%q", tag))
		}
		fields = append(fields, f)
	}
	return reflect.StructOf(fields)
}

func v2Fill(v reflect.Value, depth int) {
	if chance(8) {
		return
	}
	switch v.Type() {
	case reflect.TypeFor[time.Time]():
		t := time.Unix(int64(integer())%4e11, int64(small())).UTC()
		if chance(4) {
			t = t.In(time.FixedZone("", small()*997))
		}
		v.Set(reflect.ValueOf(t))
		return
	case reflect.TypeFor[jsontext.Value]():
		v.SetBytes([]byte(pick("null", `{"a" : 1, "zz":[2 ]}`, "[1,2]", "{", "x", "", `"q"`, `{"a":1,"a":2}`)))
		return
	case reflect.TypeFor[jsonv1.Number]():
		v.SetString(pick("", "0", "-1.50e3", "x", "01"))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(chance(2))
	case reflect.Int, reflect.Int8, reflect.Int64:
		v.SetInt(pick(integer(), int64(small())))
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(uint64(pick(integer(), int64(small()))))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(pick(float64(small())/4, 1e21, 1e-7, 1e300, math.NaN(), math.Inf(-1), 0.1, float64(integer())))
	case reflect.String:
		v.SetString(pick(text(), "a", "b<é", ""))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		v2Fill(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), random.IntN(4), 5))
		for i := range v.Len() {
			v2Fill(v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			v2Fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		// Which of several keys is refused first depends on the order that Go's maps have by chance.
		n := random.IntN(4)
		if k := v.Type().Key(); k.Kind() != reflect.Int && k.Kind() != reflect.Bool {
			n = min(n, 1)
		}
		for i := range n + random.IntN(3) {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			if i >= n && k.Kind() != reflect.String {
				break
			}
			if v2Fill(k, depth+1); i > 0 && k.Kind() == reflect.String {
				k.SetString(pick("a", "b", "A", "é<", "s", "n"))
			}
			v2Fill(e, depth+1)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				v2Fill(v.Field(i), depth+1)
			}
		}
	case reflect.Interface:
		if v.NumMethod() > 0 {
			return
		}
		if x := pick(v2Tree(3), any(v2Text("t")), any(v2JSON{1, 2}), any(map[int]any{1: "x"})); x != nil {
			v.Set(reflect.ValueOf(x))
		}
	}
}

type v2Formats struct {
	json.Options
	on bool
}

func (f *v2Formats) ExperimentalSupportFormatTag() bool { return f.on }

func v2Options() []json.Options {
	opts := []json.Options{json.Deterministic(true)}
	if chance(3) {
		opts = append(opts, jsonv1.DefaultOptionsV1())
	}
	if chance(2) {
		opts = append(opts, &v2Formats{on: true})
	}
	for chance(2) {
		set := pick(json.StringifyNumbers, json.FormatNilSliceAsNull, json.FormatNilMapAsNull, json.OmitZeroStructFields, json.MatchCaseInsensitiveNames, json.RejectUnknownMembers,
			jsontext.AllowDuplicateNames, jsontext.AllowInvalidUTF8, jsontext.EscapeForHTML, jsontext.EscapeForJS, jsontext.PreserveRawStrings, jsontext.CanonicalizeRawFloats,
			jsontext.CanonicalizeRawInts, jsontext.ReorderRawObjects, jsontext.Multiline, jsontext.SpaceAfterColon, jsontext.SpaceAfterComma,
			jsonv1.CallMethodsWithLegacySemantics, jsonv1.FormatByteArrayAsArray, jsonv1.FormatBytesWithLegacySemantics, jsonv1.FormatDurationAsNano, jsonv1.MatchCaseSensitiveDelimiter,
			jsonv1.MergeWithLegacySemantics, jsonv1.OmitEmptyWithLegacySemantics, jsonv1.ParseBytesWithLooseRFC4648, jsonv1.ParseTimeWithLooseRFC3339,
			jsonv1.ReportErrorsWithLegacySemantics, jsonv1.StringifyWithLegacySemantics, jsonv1.UnmarshalArrayFromAnyLength)
		opts = append(opts, set(!chance(4)))
	}
	if chance(12) {
		opts = append(opts, json.WithMarshalers(json.JoinMarshalers(
			json.MarshalFunc(func(f float32) ([]byte, error) { return pick([]byte(`"S"`), []byte(`[1]`), []byte(`x`)), nil }),
			json.MarshalToFunc(func(e *jsontext.Encoder, n *uint8) error {
				if *n%2 == 0 {
					return errors.ErrUnsupported
				}
				return e.WriteToken(jsontext.String("odd"))
			}))))
	}
	if chance(12) {
		opts = append(opts, json.WithUnmarshalers(json.JoinUnmarshalers(
			json.UnmarshalFunc(func(b []byte, s *string) error { *s = "U" + string(b); return pick(nil, errors.New("no")) }),
			json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *any) error {
				if d.PeekKind() != 't' {
					return errors.ErrUnsupported
				}
				_, err := d.ReadToken()
				*v = "true!"
				return err
			}))))
	}
	return opts
}

// v2Error is an error with what can be asked of it.
func v2Error(err error) string {
	if err == nil {
		return "fine"
	}
	// Go begins these errors in one of two ways, by chance.
	text := fmt.Sprintf("%T %s", err, strings.ReplaceAll(err.Error(), "json: unable to", "json: cannot"))
	var wrong *json.SemanticError
	if errors.As(err, &wrong) {
		text += fmt.Sprint(" ", wrong.ByteOffset, " ", wrong.JSONPointer, " ", wrong.JSONKind, " ", wrong.JSONValue, " ", wrong.GoType)
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		text += fmt.Sprint(" ", syntactic.ByteOffset, " ", syntactic.JSONPointer)
	}
	var value *jsonv1.UnmarshalTypeError
	if errors.As(err, &value) {
		text += fmt.Sprint(" ", value.Offset, " ", value.Field, " ", value.Value)
	}
	return text
}

// v2JSONText is a text, mostly JSON.
func v2JSONText(t reflect.Type) []byte {
	var b []byte
	if chance(3) {
		b, _ = json.Marshal(v2Tree(0), jsontext.AllowInvalidUTF8(true), json.Deterministic(true))
	} else {
		v := reflect.New(t)
		v2Fill(v.Elem(), 0)
		opts := []json.Options{json.Deterministic(true), jsontext.AllowInvalidUTF8(true), json.StringifyNumbers(chance(4)), jsonv1.FormatDurationAsNano(true)}
		b, _ = json.Marshal(v.Interface(), opts...)
	}
	for chance(3) && len(b) > 0 {
		at := random.IntN(len(b))
		switch random.IntN(4) {
		case 0:
			b[at] = pick(byte('"'), '}', ',', '\\', ':', ' ', '1', 'x', 0xff, '{', ']')
		case 1:
			b = append(b[:at:at], b[at+1:]...)
		case 2:
			b = append(b[:at:at], append([]byte(pick("null", " ", `"a":1,`, `,"a":2`, `"A"`, "1.5", "-", "\n")), b[at:]...)...)
		case 3:
			b = b[:at]
		}
	}
	return b
}

// v2Reader gives a few bytes at a time. Where Go's decoder has to read on in the middle of a value that is not right, its
// pointers can lead astray: that is given whole.
func v2Reader(b []byte, n int) io.Reader {
	if !jsontext.Value(b).IsValid() {
		return bytes.NewBuffer(b)
	}
	return &v2Slow{b, n}
}

type v2Slow struct {
	b []byte
	n int
}

func (s *v2Slow) Read(b []byte) (int, error) {
	if len(s.b) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), s.n)], s.b)
	s.b = s.b[n:]
	return n, nil
}

func v2Show(v reflect.Value) string {
	b, err := json.Marshal(v.Interface(), json.Deterministic(true), jsontext.AllowInvalidUTF8(true), jsonv1.FormatDurationAsNano(true))
	return string(b) + v2Error(err)
}

func main() {
	run([]call{
		{"Marshal", func() []any {
			v := reflect.New(v2Type(0))
			v2Fill(v.Elem(), 0)
			opts := v2Options()
			if chance(3) {
				var b bytes.Buffer
				err := json.MarshalWrite(&b, v.Elem().Interface(), opts...)
				if err != nil {
					// How much has been written is not said.
					b.Reset()
				}
				return []any{v.Type().String(), b.String(), v2Error(err)}
			}
			b, err := json.Marshal(pick(v, v.Elem()).Interface(), opts...)
			return []any{v.Type().String(), string(b), v2Error(err)}
		}},
		{"Unmarshal", func() []any {
			v := reflect.New(v2Type(0))
			b := v2JSONText(v.Type().Elem())
			if chance(3) {
				v2Fill(v.Elem(), 0)
			}
			source := string(b)
			opts := v2Options()
			var err error
			if chance(4) {
				err = json.UnmarshalRead(v2Reader(b, 1+random.IntN(40)), v.Interface(), opts...)
			} else {
				err = json.Unmarshal(b, v.Interface(), opts...)
			}
			return []any{v.Type().String(), source, v2Error(err), v2Show(v)}
		}},
		{"Tokens", func() []any {
			b := v2JSONText(reflect.TypeFor[any]())
			opts := v2Options()
			d := jsontext.NewDecoder(v2Reader(append([]byte(nil), b...), 1+random.IntN(70)), opts...)
			var out bytes.Buffer
			e := jsontext.NewEncoder(&out, opts...)
			got := []any{string(b)}
			for range 200 {
				var err error
				if chance(4) {
					var v jsontext.Value
					if v, err = d.ReadValue(); err == nil {
						err = e.WriteValue(v)
					}
				} else {
					var t jsontext.Token
					if t, err = d.ReadToken(); err == nil {
						got = append(got, t.Kind(), t.String())
						err = e.WriteToken(t)
					}
				}
				if err != nil {
					got = append(got, v2Error(err))
					break
				}
				got = append(got, d.InputOffset(), d.StackPointer(), e.OutputOffset(), e.StackPointer())
			}
			// How much of a value that is not whole has been written is not said.
			if e.StackDepth() == 0 {
				got = append(got, out.String())
			}
			return got
		}},
		{"Value", func() []any {
			v := jsontext.Value(v2JSONText(reflect.TypeFor[any]()))
			opts := v2Options()
			got := []any{v.String(), v.IsValid(opts...)}
			for _, f := range []func(*jsontext.Value, ...jsontext.Options) error{(*jsontext.Value).Compact, (*jsontext.Value).Indent, (*jsontext.Value).Canonicalize, (*jsontext.Value).Format} {
				c := v.Clone()
				err := f(&c, opts...)
				got = append(got, c.String(), v2Error(err))
			}
			return got
		}},
	})
}
