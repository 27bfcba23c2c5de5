// encoding/asn1: DER both ways, by kind and tag; what is refused, in Go's words.
package main

import (
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"
)

func put(what string, v any, params ...string) []byte {
	b, err := asn1.MarshalWithParams(v, strings.Join(params, ","))
	fmt.Printf("%s: %x %v\n", what, b, err)
	return b
}

func get[T any](text string, params ...string) {
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		panic(err)
	}
	var v T
	rest, err := asn1.UnmarshalWithParams(b, &v, strings.Join(params, ","))
	if err != nil {
		fmt.Printf("%T %s: %v (%T)\n", v, text, err, err)
		return
	}
	fmt.Printf("%T %s: %v, rest %x\n", v, text, v, rest)
}

type inner struct {
	N int
	S string `asn1:"utf8"`
}

type outer struct {
	Raw   asn1.RawContent
	A     int `asn1:"optional,explicit,default:1,tag:0"`
	B     bool
	In    inner
	List  []int    `asn1:"set"`
	Names []string `asn1:"optional,omitempty,tag:1"`
	When  time.Time
	Later time.Time `asn1:"generalized,explicit,tag:2"`
	Bits  asn1.BitString
	ID    asn1.ObjectIdentifier
	Big   *big.Int
	Any   any `asn1:"optional"`
}

type flags struct {
	F asn1.Flag     `asn1:"explicit,optional,tag:5"`
	E asn1.Enumerated
	R asn1.RawValue `asn1:"optional"`
}

type namesSET []string
type hidden struct {
	A int
	b int
}
type floats struct{ F float64 }
type tagged struct {
	A int `asn1:"application,tag:3"`
	P int `asn1:"private,tag:40"`
	X int `asn1:"application,explicit,tag:1000"`
}

func main() {
	for _, n := range []int64{0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, math.MaxInt64, math.MinInt64} {
		b := put(fmt.Sprint(n), n)
		var back int64
		_, err := asn1.Unmarshal(b, &back)
		w := put("big", big.NewInt(n))
		var bb *big.Int
		_, err2 := asn1.Unmarshal(w, &bb)
		fmt.Println(back == n, err, bb, err2)
	}
	put("bool", true)
	put("bytes", []byte{1, 2, 3})
	put("nil bytes", []byte(nil))
	put("long", make([]byte, 200))
	put("printable", "Test User 1")
	put("utf8", "Σ")
	put("star", "test*")
	put("star", "test*", "printable")
	put("ampersand", "a&b", "printable")
	put("ia5", "test@x", "ia5")
	put("ia5 bad", "Σ", "ia5")
	put("numeric", "1 2 3", "numeric")
	put("numeric bad", "1a", "numeric")
	put("invalid", "\xff")
	put("oid", asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11})
	put("oid 2", asn1.ObjectIdentifier{2, 999, 3})
	put("oid bad", asn1.ObjectIdentifier{1})
	put("oid bad", asn1.ObjectIdentifier{3, 1})
	put("oid bad", asn1.ObjectIdentifier{1, 40})
	put("bits", asn1.BitString{Bytes: []byte{0x81, 0xf0}, BitLength: 12})
	zone := time.FixedZone("x", -7*3600-30*60)
	put("utc", time.Date(2020, 2, 29, 1, 2, 3, 0, time.UTC))
	put("utc zone", time.Date(1999, 2, 28, 1, 2, 3, 0, zone))
	put("generalized", time.Date(2050, 2, 28, 1, 2, 3, 0, time.UTC))
	put("generalized", time.Date(2020, 2, 28, 1, 2, 3, 0, zone), "generalized")
	put("too late", time.Date(10000, 2, 28, 1, 2, 3, 0, time.UTC))
	put("set", []int{3, 300, 2, 1}, "set")
	put("SET", namesSET{"b", "a", "cc"})
	put("not a set", 3, "set")
	put("hidden", hidden{1, 2})
	put("float", 1.5)
	put("floats", floats{1.5})
	put("nil", nil)
	put("nil big", (*big.Int)(nil))
	put("time of int", 1, "utc")
	put("string of int", 1, "utf8")
	put("raw", asn1.RawValue{Class: 2, Tag: 31, IsCompound: true, Bytes: []byte{5, 0}})
	put("null", asn1.NullRawValue)
	put("tagged", tagged{1, 2, 3})
	put("enum", asn1.Enumerated(300))
	put("any", struct{ A any }{asn1.Enumerated(1)})
	put("flag", struct {
		F asn1.Flag `asn1:"tag:1"`
	}{true})
	put("empty", struct{}{})

	o := outer{A: 5, B: true, In: inner{-7, "hé"}, List: []int{9, 8}, Names: []string{"x", "y"}, When: time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC),
		Later: time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC), Bits: asn1.BitString{Bytes: []byte{0xa0}, BitLength: 3},
		ID: asn1.ObjectIdentifier{1, 2, 3}, Big: big.NewInt(1 << 40), Any: "text"}
	b := put("outer", o)
	var back outer
	rest, err := asn1.Unmarshal(append(b, 9, 9), &back)
	back.Raw, o.Raw = nil, back.Raw
	fmt.Println(back, rest, err, len(o.Raw))
	put("outer from raw", o)
	put("outer default", outer{A: 1, Big: big.NewInt(0), ID: asn1.ObjectIdentifier{1, 2}})
	for n := range len(b) {
		var cut outer
		_, err := asn1.Unmarshal(b[:n], &cut)
		fmt.Println(n, err)
	}

	get[int]("02 01 05")
	get[int]("02 00")
	get[int]("02 02 00 05")
	get[int]("02 02 ff 85")
	get[int]("02 09 01 00 00 00 00 00 00 00 00")
	get[int32]("02 05 01 00 00 00 00")
	get[int8]("02 01 05")
	get[uint]("02 01 05")
	get[int]("02 02 05")
	get[int]("02")
	get[int]("")
	get[int]("02 80 05")
	get[int]("02 81 01 05")
	get[int]("02 82 00 81 05")
	get[int]("02 85 01 01 01 01 01")
	get[int]("04 01 05")
	get[int]("1f 02 01 05")
	get[int]("1f 80 21 01 05")
	get[int]("1f ff ff ff ff 7f 01 05")
	get[int]("1f ff ff ff ff ff 7f 01 05")
	get[int]("5f 1f 01 05", "application", "tag:31")
	get[bool]("01 01 ff")
	get[bool]("01 01 01")
	get[bool]("01 02 ff ff")
	get[string]("13 03 61 62 63")
	get[string]("13 03 61 40 63")
	get[string]("16 03 61 40 63")
	get[string]("16 03 61 c0 63")
	get[string]("12 03 31 20 32")
	get[string]("12 03 31 21 32")
	get[string]("0c 02 c3 a9")
	get[string]("0c 02 c3 28")
	get[string]("14 02 c3 a9")
	get[string]("1b 02 c3 a9")
	get[string]("1e 04 00 41 03 a3")
	get[string]("1e 06 00 41 03 a3 00 00")
	get[string]("1e 03 00 41 03")
	get[string]("1e 02 d8 00")
	get[string]("80 03 61 62 63", "tag:0")
	get[string]("80 03 61 62 c3", "tag:0", "ia5")
	get[[]byte]("04 03 01 02 03")
	get[[]int]("30 06 02 01 01 02 01 02")
	get[[]int]("30 06 02 01 01 04 01 02")
	get[[]int]("30 05 02 01 01 02 01")
	get[[]int]("31 06 02 01 01 02 01 02", "set")
	get[[]string]("30 06 13 01 61 0c 01 62")
	get[namesSET]("31 06 13 01 61 0c 01 62")
	get[[]any]("30 03 02 01 01")
	get[[]asn1.RawValue]("30 05 02 01 01 05 00")
	get[asn1.BitString]("03 02 04 f0")
	get[asn1.BitString]("03 02 04 f8")
	get[asn1.BitString]("03 01 00")
	get[asn1.BitString]("03 01 01")
	get[asn1.BitString]("03 00")
	get[asn1.BitString]("03 02 08 00")
	get[asn1.ObjectIdentifier]("06 06 2a 86 48 86 f7 0d")
	get[asn1.ObjectIdentifier]("06 02 88 37")
	get[asn1.ObjectIdentifier]("06 00")
	get[asn1.ObjectIdentifier]("06 02 80 01")
	get[asn1.ObjectIdentifier]("06 02 2a 86")
	get[time.Time]("17 0d 3139 30323236 3133 3134 3135 5a")
	get[time.Time]("17 0b 3139 30323236 3133 3134 5a")
	get[time.Time]("17 0d 3530 30323236 3133 3134 3135 5a")
	get[time.Time]("17 0d 3139 30323331 3133 3134 3135 5a")
	get[time.Time]("17 11 3139 30323236 3133 3134 3135 2b30313030")
	get[time.Time]("17 11 3139 30323236 3133 3134 3135 2d30303030")
	get[time.Time]("18 0f 32303139 30323236 3133 3134 3135 5a")
	get[time.Time]("18 11 32303139 30323236 3133 3134 3135 2e35 5a")
	get[time.Time]("18 12 32303139 30323236 3133 3134 3135 2e3530 5a")
	get[time.Time]("18 02 3230")
	get[asn1.Enumerated]("0a 02 01 00")
	get[any]("02 01 07")
	get[any]("05 00")
	get[any]("04 01 07")
	get[any]("30 00")
	get[any]("0c 01 61")
	get[any]("06 01 2a")
	get[any]("03 02 00 01")
	get[any]("01 01 ff")
	get[any]("01 01 33")
	get[any]("02 05 01")
	get[asn1.RawValue]("a0 03 02 01 07")
	get[asn1.RawValue]("a0 03 02 01 07", "explicit", "tag:0")
	get[int]("a0 03 02 01 07", "explicit", "tag:0")
	get[int]("a0 03 02 01 07", "explicit", "tag:1")
	get[int]("a0 03 02 01 07", "explicit", "tag:1", "optional", "default:33")
	get[int]("a0 00", "explicit", "tag:0")
	get[int]("80 01 07", "tag:0")
	get[flags]("30 05 a5 00 0a 01 03")
	get[flags]("30 07 a5 02 01 01 0a 01 03")
	get[flags]("30 03 0a 01 03")
	get[flags]("30 05 0a 01 03 05 00")
	get[flags]("30 08 0a 01 03 05 00 02 01 01")
	get[hidden]("30 03 02 01 01")
	get[floats]("30 03 02 01 01")
	get[tagged]("30 0d 43 01 01 df 28 01 02 7f 87 68 03 02 01 03")
	get[*big.Int]("02 09 ff 00 00 00 00 00 00 00 00")
	get[*big.Int]("02 09 01 00 00 00 00 00 00 00 00")

	var v int
	for _, target := range []any{nil, v, (*int)(nil)} {
		_, err := asn1.Unmarshal([]byte{2, 1, 5}, target)
		fmt.Println(err)
	}
	bits := asn1.BitString{Bytes: []byte{0x82, 0x40}, BitLength: 10}
	fmt.Println(bits.At(0), bits.At(1), bits.At(6), bits.At(9), bits.At(-1), bits.At(10), bits.RightAlign())
	fmt.Println(asn1.BitString{Bytes: []byte{7}, BitLength: 8}.RightAlign(), asn1.BitString{}.RightAlign())
	id := asn1.ObjectIdentifier{2, 5, 4}
	fmt.Println(id, id.Equal(asn1.ObjectIdentifier{2, 5, 4}), id.Equal(asn1.ObjectIdentifier{2, 5}), asn1.ObjectIdentifier{}.String() == "", asn1.NullBytes)
	fmt.Println(asn1.StructuralError{Msg: "m"}, asn1.SyntaxError{Msg: "m"})
	deep := []byte{5, 0}
	for range 40 {
		deep, _ = asn1.Marshal(asn1.RawValue{Class: 0, Tag: 16, IsCompound: true, Bytes: deep})
	}
	type nest struct{ N []asn1.RawValue }
	var raw nest
	_, err = asn1.Unmarshal(deep, &raw)
	fmt.Println(len(raw.N), err)
}
