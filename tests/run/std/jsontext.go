package main

import (
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// slowly gives one byte at a time, then an error.
type slowly struct {
	text string
	err  error
}

func (s *slowly) Read(b []byte) (int, error) {
	if s.text == "" {
		return 0, s.err
	}
	b[0] = s.text[0]
	s.text = s.text[1:]
	return 1, nil
}

func tokens(r io.Reader, opts ...jsontext.Options) {
	d := jsontext.NewDecoder(r, opts...)
	for {
		k := d.PeekKind()
		t, err := d.ReadToken()
		if err != nil {
			var wrong *jsontext.SyntacticError
			if errors.As(err, &wrong) {
				fmt.Printf("  %v: %d %q %v\n", err, wrong.ByteOffset, wrong.JSONPointer, wrong.Unwrap())
			} else {
				fmt.Println("  ", err)
			}
			return
		}
		kind, n := d.StackIndex(d.StackDepth())
		fmt.Println("  ", k, t.Kind(), t, d.InputOffset(), d.StackDepth(), kind, n, d.StackPointer())
	}
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func main() {
	texts := []string{
		`{"a": [1, -2.5e3, "x\n\u00e9\ud83d\ude00", true, false, null], "b/~": {}} [] "end"`,
		`{"a": 1, "b": {"c": 1, "c": 2}}`, `{"a" 1}`, `{"a": 1 "b"}`, `[1 2]`, `[1,]`, `{,}`, `{"a":}`, `{1:2}`, `]`, `[}`, `{"a":1]`,
		`nul`, `nulx`, `tru`, `falsy`, `01`, `-`, `-x`, `1.`, `1.x`, `1e`, `1e+`, `"abc`, `"\q"`, `"\u12"`, `"\u12g4"`, `"\ud800"`, `"\ud800\u0041"`,
		"\"\x01\"", "\"\xff\"", `[1, [2, {"k": [tru]}]]`, ` `, ``, `1 2 3`, "[\xe2\x98", `"a" , 1`, `: 1`,
	}
	for _, text := range texts {
		fmt.Printf("%q\n", text)
		tokens(strings.NewReader(text))
		d := jsontext.NewDecoder(&slowly{text, io.EOF})
		for {
			v, err := d.ReadValue()
			fmt.Println("  value", v, v.Kind(), err, d.InputOffset())
			if err != nil {
				break
			}
		}
	}
	tokens(&slowly{`[1, {"a`, errors.New("cable cut")})
	tokens(bytes.NewBufferString(`{"a":"\ud800` + "\xff" + `","a":1}`), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	d := jsontext.NewDecoder(&slowly{`[1, {"a`, errors.New("cable cut")})
	_, err := d.ReadValue()
	fmt.Println(err, errors.Unwrap(err))
	d = jsontext.NewDecoder(strings.NewReader(`{"a":[1,{"b":2}],"c":3}  tail`))
	d.ReadToken()
	d.ReadToken()
	fmt.Println(d.SkipValue(), d.StackPointer(), string(d.UnreadBuffer()))
	long := `["` + strings.Repeat("abc\\n", 40000) + `", {"k": [` + strings.Repeat("1, ", 50000) + `2]}]`
	d = jsontext.NewDecoder(iotest{strings.NewReader(long)})
	v, err := d.ReadValue()
	fmt.Println(len(v), err, v.IsValid())

	// Tokens.
	for _, t := range []jsontext.Token{
		jsontext.Null, jsontext.True, jsontext.Bool(false), jsontext.String("a\"<\u2028"), jsontext.String(""), jsontext.Int(-5), jsontext.Int(0),
		jsontext.Uint(math.MaxUint64), jsontext.Float(1e21), jsontext.Float(1e-7), jsontext.Float(-0.5), jsontext.Float(math.NaN()), jsontext.Float(math.Inf(-1)),
		jsontext.Float32(0.1), jsontext.Float(0.1), jsontext.Float(1e300), {}, jsontext.BeginObject, jsontext.EndArray,
	} {
		fmt.Printf("%v %v\n", t.Kind(), t)
		try("Bool", func() { fmt.Println(" ", t.Bool()) })
		try("Int", func() { fmt.Println(t.Int()) })
		try("Uint", func() { fmt.Println(t.Uint()) })
		try("Float", func() { fmt.Println(t.Float()) })
		try("Float32", func() { fmt.Println(t.Float32()) })
	}
	for _, n := range []string{"1", "-1", "1.5", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e400", "1e39", "-0", "1e2"} {
		t, _ := jsontext.NewDecoder(strings.NewReader(n)).ReadToken()
		fmt.Println(t, t.Kind() == jsontext.KindNumber)
		fmt.Println(t.Int())
		fmt.Println(t.Uint())
		fmt.Println(t.Float())
		fmt.Println(t.Float32())
	}
	d = jsontext.NewDecoder(strings.NewReader(`["kept","gone"]`))
	d.ReadToken()
	kept, _ := d.ReadToken()
	kept = kept.Clone()
	gone, _ := d.ReadToken()
	d.ReadToken()
	fmt.Println(kept)
	try("String", func() { fmt.Println(gone) })

	// Writing.
	for _, opts := range [][]jsontext.Options{
		nil, {jsontext.Multiline(true)}, {jsontext.WithIndent("  "), jsontext.WithIndentPrefix("\t")}, {jsontext.SpaceAfterColon(true), jsontext.SpaceAfterComma(true)},
		{jsontext.EscapeForHTML(true), jsontext.EscapeForJS(true)}, {jsontext.PreserveRawStrings(true)}, {jsontext.CanonicalizeRawInts(true), jsontext.CanonicalizeRawFloats(true)},
		{jsontext.ReorderRawObjects(true), jsontext.Multiline(true)}, {jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)},
	} {
		var b bytes.Buffer
		e := jsontext.NewEncoder(&b, opts...)
		say := func(err error) {
			if err != nil {
				fmt.Println("  ", err, e.OutputOffset(), e.StackDepth(), e.StackPointer())
			}
		}
		say(e.WriteToken(jsontext.BeginObject))
		say(e.WriteToken(jsontext.Int(1)))
		say(e.WriteToken(jsontext.String("<a>\u2028")))
		say(e.WriteValue(jsontext.Value(` {"z" : [1.0, 12345678901234567890, "\u0061\/<"], "b": {}, "a": [] , "b/": -0.0 } `)))
		say(e.WriteToken(jsontext.String("<a>\u2028")))
		say(e.WriteToken(jsontext.EndObject))
		say(e.WriteToken(jsontext.String("bad\xff")))
		say(e.WriteToken(jsontext.BeginArray))
		say(e.WriteToken(jsontext.EndObject))
		say(e.WriteValue(jsontext.Value(`{"x":1,"x":2}`)))
		say(e.WriteValue(jsontext.Value(`[1,2`)))
		say(e.WriteValue(jsontext.Value(`1 2`)))
		say(e.WriteValue(append(e.AvailableBuffer(), "\"\\ud800\""...)))
		say(e.WriteToken(jsontext.EndArray))
		say(e.WriteToken(jsontext.Token{}))
		k, n := e.StackIndex(e.StackDepth())
		fmt.Println(k, n, e.StackPointer())
		e.Reset(&b)
		say(e.WriteToken(jsontext.Null))
		fmt.Println(b.String())
	}
	try("indent", func() { jsontext.WithIndent("x") })
	try("prefix", func() { jsontext.WithIndentPrefix(" \x80") })
	try("nil", func() { jsontext.NewEncoder(nil) })
	try("nil", func() { jsontext.NewDecoder(nil) })
	try("internal", func() { jsontext.Internal.Export(nil) })

	// Values.
	for _, text := range []string{` {"b": [1.50, 1e3], "a": "\u0041\u00e9\n", "\ud83d\ude00": 1, "\uffff": 2, "é": {"y":1,"x":2}} `, `[1,2`, `{"a":1,"a":2}`, "\"\xff\"", `1e1000`, `-0`} {
		v := jsontext.Value(text)
		fmt.Println(v.IsValid(), v.IsValid(jsontext.AllowDuplicateNames(true)), v.Kind(), v)
		for _, f := range []func(*jsontext.Value, ...jsontext.Options) error{
			(*jsontext.Value).Compact, (*jsontext.Value).Indent, (*jsontext.Value).Canonicalize, (*jsontext.Value).Format,
		} {
			c := v.Clone()
			err := f(&c)
			fmt.Println(c, err)
		}
		out, err := jsontext.AppendFormat([]byte(">"), text, jsontext.SpaceAfterComma(true))
		fmt.Println(string(out), err)
	}
	var none jsontext.Value
	b, err := none.MarshalJSON()
	fmt.Println(string(b), err, none, none.Kind(), (*jsontext.Value)(nil).UnmarshalJSON(nil), none.UnmarshalJSON([]byte("1")), none)
	for _, s := range []string{"plain", "q\"\\\x00\x1f\u2028<", "bad\xff", ""} {
		q, err := jsontext.AppendQuote(nil, s)
		fmt.Println(string(q), err)
		u, err := jsontext.AppendUnquote([]byte("="), q)
		fmt.Printf("%q %v\n", u, err)
	}
	for _, s := range []string{``, `"`, `"abc`, `x`, `"a"b`, `"\x"`, `"\ud800"`, `"\ud800\udc`, "\"\xff\"", "\"\n\"", `"\u00`, `"\ud800\ud800"`} {
		u, err := jsontext.AppendUnquote(nil, s)
		fmt.Printf("%q %v\n", u, err)
	}
	fmt.Println(string(jsontext.AppendFloat(nil, 0.1, 32)), string(jsontext.AppendFloat(nil, 1e22, 64)))
	try("bits", func() { jsontext.AppendFloat(nil, 1, 16) })

	// Pointers.
	for _, p := range []jsontext.Pointer{"", "/", "/a/b", "/a~1b/~0", "a", "/~2", "/~", "/\xff", "/0/x/"} {
		fmt.Printf("%q %v %q %q %q", p, p.IsValid(), p.Parent(), p.LastToken(), p.AppendToken("x/~\xff"))
		for t := range p.Tokens() {
			fmt.Printf(" %q", t)
		}
		fmt.Println(p.Contains("/a/b/c"), p.Contains("/ab"))
	}
	fmt.Println(jsontext.KindInvalid, jsontext.KindNull, jsontext.KindFalse, jsontext.KindTrue, jsontext.KindString, jsontext.KindNumber,
		jsontext.KindBeginObject, jsontext.KindEndObject, jsontext.KindBeginArray, jsontext.KindEndArray, jsontext.Kind('q'))
	fmt.Println(jsontext.ErrDuplicateName, jsontext.ErrNonStringName, &jsontext.SyntacticError{}, &jsontext.SyntacticError{JSONPointer: jsontext.Pointer(strings.Repeat("/long", 40)), ByteOffset: 3})
	deep := strings.Repeat("[", 10001)
	fmt.Println(jsontext.Value(deep+strings.Repeat("]", 10001)).IsValid(), jsontext.Value(deep[1:]+strings.Repeat("]", 10000)).IsValid())
	opts := jsontext.NewEncoder(io.Discard, jsontext.Multiline(true)).Options()
	fmt.Println(opts != nil, jsontext.NewDecoder(strings.NewReader("")).Options() != nil)
}

type iotest struct{ r io.Reader }

func (t iotest) Read(b []byte) (int, error) { return t.r.Read(b[:min(len(b), 1000)]) }
