// Package encoding/json: streams, tokens, indentation, escaping, and each of its error types with all its fields.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
)

type broken struct{}

func (broken) MarshalJSON() ([]byte, error) { return nil, errors.New("broken") }

type nonsense struct{}

func (nonsense) MarshalJSON() ([]byte, error) { return []byte("{no json"), nil }

type self struct{ text string }

func (s *self) UnmarshalJSON(b []byte) error {
	s.text = string(b)
	if strings.Contains(s.text, "refuse") {
		return errors.New("refused")
	}
	return nil
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

type item struct {
	Name string  `json:"name"`
	N    int8    `json:"n"`
	Sub  *item   `json:"sub"`
	List []uint8 `json:"list"`
}

func streams() {
	var out bytes.Buffer
	var e *json.Encoder = json.NewEncoder(&out)
	fmt.Println(e.Encode(map[string]any{"a": []int{1}, "html": "<&>"}), e.Encode(nil))
	e.SetEscapeHTML(false)
	e.SetIndent(">", "  ")
	fmt.Println(e.Encode(map[string]any{"a": []int{1}, "empty": []int{}, "html": "<&>", "o": map[string]int{}}))
	e.SetIndent("", "")
	e.SetEscapeHTML(true)
	fmt.Println(e.Encode("<x>"), e.Encode(make(chan int)), e.Encode(7))
	fmt.Print(out.String())
	e = json.NewEncoder(failing{})
	fmt.Println(e.Encode(1), e.Encode(2))

	d := json.NewDecoder(strings.NewReader(` {"a":[1,2.5,"x",null,true,{}]} "next" 5 [`))
	for {
		token, err := d.Token()
		delimiter, is := token.(json.Delim)
		fmt.Printf("%T %v %d %t", token, token, d.InputOffset(), d.More())
		if is {
			fmt.Print(" ", delimiter.String())
		}
		fmt.Println(" ", err)
		if err != nil {
			break
		}
	}
	d = json.NewDecoder(strings.NewReader(`{"name":"x","unknown":1} 12 "rest`))
	d.DisallowUnknownFields()
	var i item
	fmt.Println(d.Decode(&i), i.Name)
	d = json.NewDecoder(strings.NewReader(`12345678901234567890 {"n":1.0} "rest`))
	d.UseNumber()
	var v any
	fmt.Println(d.Decode(&v), v, reflect.TypeOf(v))
	fmt.Println(d.Decode(&v), v)
	fmt.Println(d.Decode(&v), d.Decode(&v))
	rest, _ := io.ReadAll(d.Buffered())
	fmt.Printf("%q\n", rest)
	n := json.Number("17")
	whole, err := n.Int64()
	float, ferr := n.Float64()
	fmt.Println(n.String(), whole, err, float, ferr)
	_, err = json.Number("1.5").Int64()
	_, ferr = json.Number("x").Float64()
	fmt.Println(err, ferr)
	text, err := json.Marshal([]json.Number{"", "1e5", "-0"})
	fmt.Println(string(text), err)
	text, err = json.Marshal(json.Number("1 2"))
	fmt.Println(string(text), err)
	fmt.Println(json.Unmarshal([]byte(`"12"`), &n), n, json.Unmarshal([]byte(`"x"`), &n), json.Unmarshal([]byte(`true`), &n))
}

func layouts() {
	for _, text := range []string{`{"a": [1, 2, {"b" : null}], "c":{}, "d":[ ]}`, ` 1 `, ``, `{`, `[1,]`, `"<&>\u2028 "`, "[1\n,\t2]", `{"a":1}x`} {
		var compact, indented, escaped bytes.Buffer
		compact.WriteString("have:")
		cerr := json.Compact(&compact, []byte(text))
		ierr := json.Indent(&indented, []byte(text), "..", "\t")
		json.HTMLEscape(&escaped, []byte(text))
		fmt.Printf("%q: %q %v %q %v %q %t\n", text, compact.String(), cerr, indented.String(), ierr, escaped.String(), json.Valid([]byte(text)))
	}
	out, err := json.MarshalIndent(item{Name: "x", List: []uint8{1}, Sub: &item{}}, "#", " ")
	fmt.Println(string(out), err)
}

func failures() {
	for _, v := range []any{make(chan int), func() {}, complex(1, 2), map[bool]int{true: 1}, math.Inf(1), broken{}, nonsense{}, []any{broken{}}, struct{ C chan int }{}, map[string]any{"x": math.NaN()}} {
		_, err := json.Marshal(v)
		fmt.Println(err)
		var (
			unsupportedType  *json.UnsupportedTypeError
			unsupportedValue *json.UnsupportedValueError
			marshaler        *json.MarshalerError
			syntax           *json.SyntaxError
		)
		if errors.As(err, &unsupportedType) {
			fmt.Println("  type", unsupportedType.Type, unsupportedType.Error() == err.Error())
		}
		if errors.As(err, &unsupportedValue) {
			fmt.Println("  value", unsupportedValue.Value, unsupportedValue.Str, unsupportedValue.Error())
		}
		if errors.As(err, &marshaler) {
			fmt.Println("  marshaler", marshaler.Type, marshaler.Err, marshaler.Unwrap() == marshaler.Err, marshaler.Error() == err.Error())
		}
		if errors.As(err, &syntax) {
			fmt.Println("  syntax", syntax.Offset, syntax.Error())
		}
	}
	var cycle []any
	cycle = append(cycle, nil)
	cycle[0] = cycle
	_, err := json.Marshal(cycle)
	fmt.Println(strings.HasPrefix(fmt.Sprint(err), "json: unsupported value: encountered a cycle"))
	for _, text := range []string{`{"name":5}`, `{"n":300}`, `{"n":1.5}`, `{"sub":{"sub":{"n":"x"}}}`, `{"list":"!!"}`, `{"list":[1,-1]}`, `[1]`, `"x"`, `{"name":"x"`, `{"name" "x"}`, `nul`, `{"name":"\x"}`, `{"n":01}`, "{\"name\":\"\x01\"}", `{"n":1}}`, `{"sub":[]}`} {
		var i item
		err := json.Unmarshal([]byte(text), &i)
		fmt.Println(text, err)
		var (
			typ    *json.UnmarshalTypeError
			syntax *json.SyntaxError
		)
		if errors.As(err, &typ) {
			fmt.Println("  type", typ.Value, typ.Type, typ.Offset, typ.Struct, typ.Field, typ.Err, typ.Unwrap() == typ.Err, typ.Error() == err.Error())
		}
		if errors.As(err, &syntax) {
			fmt.Println("  syntax", syntax.Offset, syntax.Error() == err.Error())
		}
	}
	for _, into := range []any{nil, 5, (*int)(nil), item{}, map[string]int(nil)} {
		err := json.Unmarshal([]byte("1"), into)
		var invalid *json.InvalidUnmarshalError
		fmt.Println(err, errors.As(err, &invalid), invalid.Type, invalid.Error() == err.Error())
	}
	var u json.Unmarshaler = &self{}
	fmt.Println(json.Unmarshal([]byte(` {"x": 1} `), u), u, json.Unmarshal([]byte(`"refuse"`), u), u.UnmarshalJSON([]byte("direct")), u)
	var list []*self
	fmt.Println(json.Unmarshal([]byte(`[1, null, "two"]`), &list), list[0].text, list[1], list[2].text)
	var m json.Marshaler = json.RawMessage(`{"raw" : 1}`)
	raw, err := m.MarshalJSON()
	fmt.Println(string(raw), err)
	kept := struct {
		R json.RawMessage
		P *json.RawMessage
	}{}
	fmt.Println(json.Unmarshal([]byte(`{"R": [1, 2],"P": {} }`), &kept), string(kept.R), string(*kept.P))
	fmt.Println((&json.InvalidUTF8Error{S: "a\xff"}).Error(), (&json.InvalidUTF8Error{S: "x"}).S)
	field, _ := reflect.TypeFor[item]().FieldByName("Name")
	old := &json.UnmarshalFieldError{Key: "k", Type: reflect.TypeFor[item](), Field: field}
	fmt.Println(old.Error(), old.Key, old.Type, old.Field.Name)
	fmt.Println((&json.UnsupportedValueError{Value: reflect.ValueOf(1), Str: "s"}).Error())
	fmt.Println((&json.UnmarshalTypeError{Value: "number", Type: reflect.TypeFor[int](), Offset: 5}).Error())
	fmt.Println((&json.InvalidUnmarshalError{Type: reflect.TypeFor[int]()}).Error())
	fmt.Println((&json.UnsupportedTypeError{Type: reflect.TypeFor[int]()}).Error())
	fmt.Println((&json.MarshalerError{Type: reflect.TypeFor[int](), Err: os.ErrExist}).Error())
}

func main() {
	streams()
	layouts()
	failures()
}
