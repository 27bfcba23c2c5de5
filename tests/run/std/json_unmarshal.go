package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

type UJ struct{ S string }

func (u *UJ) UnmarshalJSON(b []byte) error { u.S = "got " + string(b); return nil }

type UE struct{}

func (u *UE) UnmarshalJSON(b []byte) error { return errors.New("ue") }

type UT struct{ S string }

func (u *UT) UnmarshalText(b []byte) error {
	u.S = "text " + string(b)
	if string(b) == "bad" {
		return errors.New("bad text")
	}
	return nil
}

type I interface{ M() }
type Sub struct {
	X int8
	Y []int
	Z map[string]int
	W *Sub
}
type T struct {
	A  int
	B  string
	C  bool
	D  float64
	E  []int
	F  map[string]Sub
	G  *Sub
	H  any
	I  I
	J  UJ
	K  UT
	L  [2]int
	M  []byte
	N  json.Number
	O  uint8
	P  time.Time
	Q  int    `json:",string"`
	R  *int   `json:",string"`
	S  string `json:",string"`
	U  map[int]string
	V  map[UT]int
	W  float32
	X  json.RawMessage
	Y  bool `json:"y,string"`
	UE UE
}

func try[X any](s string) {
	var t X
	err := json.Unmarshal([]byte(s), &t)
	shown, _ := json.Marshal(t)
	fmt.Printf("%.60q => %s | %v", s, shown, err)
	var ute *json.UnmarshalTypeError
	var se *json.SyntaxError
	if errors.As(err, &ute) {
		fmt.Printf(" | %q %v %d %q %q", ute.Value, ute.Type, ute.Offset, ute.Struct, ute.Field)
	}
	if errors.As(err, &se) {
		fmt.Printf(" | off %d", se.Offset)
	}
	fmt.Println()
}
func main() {
	for _, s := range []string{``, ` `, `{`, `{"`, `{"a`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{"a" 1}`, `{a:1}`, `[`, `[1`, `[1,`, `[1,]`, `[1 2]`, `[,1]`, `]`, `}`, `tru`, `trux`, `nul`, `nulx`, `fals1`, `01`, `-`, `-x`, `1.`, `1.x`, `1e`, `1e+`, `1ex`, `.5`, `+1`, `"\x"`, `"\u12"`, `"\u12g4"`, "\"a\nb\"", "\"\x01\"", `"abc`, `1 2`, `{} x`, `[1]]`, "\xff", "\"\xff\"", `"\ud800"`, `"\ud800\u0041"`, `"\ud83d\ude00"`, `'a'`, `NaN`, `{"a":1 "b"}`, `{1:2}`, `{"a":1,,}`, "\ufeff{}", "\x00", `/`, `"\`, `"\u`, `[1}`, `{"a":]`, `é`, "\t\r\n 1 \n", `"\/"`, "1\x00", "nullx", "truefalse", "-01", "1e5x", "0x10", "{\"a\"\n:1 ; }"} {
		try[any](s)
	}
	try[any](strings.Repeat("[", 10001) + strings.Repeat("]", 10001))
	try[int](strings.Repeat("[", 10000) + strings.Repeat("]", 10000))
	for _, s := range []string{`{"A":"x"}`, `{"A":1.5}`, `{"A":1e2}`, `{"A":99999999999999999999}`, `{"O":300}`, `{"O":-1}`, `{"B":1,"A":2}`, `{"C":1}`, `{"D":"x"}`, `{"D":1e999}`, `{"E":{}}`, `{"E":[1,"x",3]}`, `{"F":{"k":{"X":1000,"Y":[1,2]}}}`, `{"F":{"k":{"Z":{"q":"s"}}}}`, `{"G":{"W":{"X":"s"}}}`, `{"G":[]}`, `{"H":[1,"a",null,true,{"x":{}}]}`, `{"I":1}`, `{"I":null}`, `{"J":{"a": 1}}`, `{"J":null}`, `{"K":"hello"}`, `{"K":1}`, `{"K":"bad","A":5}`, `{"L":[1,2,3]}`, `{"L":[1]}`, `{"M":"aGk="}`, `{"M":"!!"}`, `{"M":[1,2]}`, `{"M":1}`, `{"N":1.50}`, `{"N":"12"}`, `{"N":"x"}`, `{"N":true}`, `{"P":"2020-01-02T03:04:05Z"}`, `{"P":"x"}`, `{"P":1}`, `{"Q":"12"}`, `{"Q":12}`, `{"Q":"x"}`, `{"R":"5"}`, `{"R":"null"}`, `{"R":null}`, `{"S":"\"in\""}`, `{"S":"x"}`, `{"S":1}`, `{"U":{"1":"a"}}`, `{"U":{"x":"a"}}`, `{"V":{"k":1}}`, `{"W":1e40}`, `{"X":{"a" : 1}}`, `{"a":1,"b":"lower"}`, `{"y":"true"}`, `{"y":true}`, `{"y":"x"}`, `{"UE":1,"A":3}`, `{"A":null,"B":null,"E":null,"G":null}`, `[]`, `1`, `"s"`, `null`, `{"unknown":{"a":[1,2,{}]},"A":7}`, `{"A":1,"A":2}`, `{"A" : 1 , "B" :"\u00e9\n" }`} {
		try[T](s)
	}
	try[map[string]int](`{"a":1,"b":"x","c":3}`)
	try[map[int8]int](`{"1":1,"300":2}`)
	try[map[bool]int](`{"true":1}`)
	try[map[any]int](`{"true":1}`)
	try[map[float64]int](`{"1.5":1}`)
	try[[]int](`[1,2,"x",4]`)
	try[[3]int](`[1,2]`)
	try[*int](`5`)
	try[**int](`null`)
	try[int](`null`)
	try[chan int](`1`)
	try[func()](`null`)
	try[complex64](`1`)
	try[[]any](`[1,[2,[3]]]`)
	try[interface{ M() }](`{}`)
	try[map[string]any](`{"a":{"b":[]}}`)
	try[string](`"\ud800x"`)
	try[uint](`-1`)
	try[float32](`3.4028236e38`)
	try[struct{ A struct{ B struct{ C int } } }](`{"A":{"B":{"C":"x"}}}`)
	try[map[string][]int](`{"a/b~c.d":["x"]}`)
	fmt.Println(json.Unmarshal([]byte("1"), nil), json.Unmarshal([]byte("1"), 5), json.Unmarshal([]byte("1"), (*int)(nil)), json.Unmarshal([]byte("x"), nil))
	var x any = &T{A: 4}
	fmt.Println(json.Unmarshal([]byte(`{"B":"q"}`), &x))
	fmt.Printf("%T\n", x)
	sl := []int{1, 2, 3, 4}
	json.Unmarshal([]byte(`[9]`), &sl)
	fmt.Println(sl, cap(sl))
	json.Unmarshal([]byte(`[]`), &sl)
	fmt.Println(sl, sl == nil, cap(sl))
	var s2 []int
	json.Unmarshal([]byte(`[1,2,3,4,5]`), &s2)
	fmt.Println(len(s2), cap(s2))
	var s3 []any
	json.Unmarshal([]byte(`[1,2,3,4,5]`), &s3)
	fmt.Println(len(s3), cap(s3))
	var s4 []string
	json.Unmarshal([]byte(`["1","2","3"]`), &s4)
	fmt.Println(len(s4), cap(s4))
	d := json.NewDecoder(strings.NewReader(`{"A":1,"zz":2}`))
	d.DisallowUnknownFields()
	var t T
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(`{"A":1} [1, 2.5, "x", null, true, {"k":"v"}] 17 x`))
	d.UseNumber()
	fmt.Println(d.Decode(&t), d.InputOffset())
	for {
		tok, err := d.Token()
		fmt.Printf("%T %v %v %d %v\n", tok, tok, err, d.InputOffset(), d.More())
		if err != nil {
			break
		}
	}
	d = json.NewDecoder(strings.NewReader(`{"A":1`))
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(``))
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(`{"A":x}`))
	fmt.Println(d.Decode(&t))
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(`[{"A":1},{"A":2}]`))
	fmt.Println(d.Token())
	for d.More() {
		var t Sub
		fmt.Println(d.Decode(&t))
	}
	fmt.Println(d.Token())
	fmt.Println(d.Token())
	d = json.NewDecoder(strings.NewReader(`{"a" 1}`))
	for i := 0; i < 4; i++ {
		tok, err := d.Token()
		fmt.Println(tok, err)
	}
	d = json.NewDecoder(strings.NewReader(`[1`))
	for i := 0; i < 3; i++ {
		tok, err := d.Token()
		fmt.Println(tok, err)
	}
	d = json.NewDecoder(strings.NewReader(`["a`))
	for i := 0; i < 3; i++ {
		tok, err := d.Token()
		fmt.Println(tok, err)
	}
	d = json.NewDecoder(strings.NewReader(`1 2 rest`))
	d.Decode(&t.A)
	b := make([]byte, 10)
	n, _ := d.Buffered().Read(b)
	fmt.Printf("%q\n", b[:n])
	fmt.Println(json.Valid([]byte(`{}`)), json.Valid([]byte(`{`)))
}
