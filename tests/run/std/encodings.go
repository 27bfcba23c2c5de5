package main

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

type inner struct {
	A int8
	_ [3]byte
	B [2]uint16
}
type all struct {
	A bool
	B int8
	C uint8
	D int16
	E uint16
	F int32
	G uint32
	H int64
	I uint64
	J float32
	K float64
	L complex64
	M complex128
	N [2]inner
	O inner
	_ int32
}

func hexes() {
	for _, s := range []string{"", "0", "00", "0g", "g0", "abCD", "abc", "zz", "ab\x01", "é0", "0102030"} {
		b, err := hex.DecodeString(s)
		fmt.Printf("%q %v %v %T\n", s, b, err, err)
		b, err = hex.AppendDecode([]byte("x"), []byte(s))
		fmt.Printf("%q %v\n", b, err)
		b, err = io.ReadAll(hex.NewDecoder(strings.NewReader(s)))
		fmt.Printf("%q %v\n", b, err)
	}
	dst := make([]byte, 6)
	fmt.Println(hex.Encode(dst, []byte("abc")), string(dst), hex.EncodedLen(3), hex.DecodedLen(7), hex.EncodeToString([]byte{0, 255}), string(hex.AppendEncode([]byte("x"), []byte("hi"))))
	n, err := hex.Decode(dst, []byte("616263"))
	fmt.Println(n, string(dst[:n]), err)
	n, err = hex.Decode(dst, []byte("61626x"))
	fmt.Println(n, err)
	for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 17, 40} {
		data := make([]byte, n)
		for i := range data {
			data[i] = byte(i*9 + 20)
		}
		fmt.Print(hex.Dump(data))
	}
	var out strings.Builder
	d := hex.Dumper(&out)
	d.Write([]byte("hello, "))
	d.Write([]byte("world and more"))
	fmt.Println(d.Close(), d.Close())
	_, err = d.Write([]byte("x"))
	fmt.Print(out.String(), err, "\n")
	e := hex.NewEncoder(&out)
	n, err = e.Write([]byte("xyz"))
	fmt.Println(n, err, strings.HasSuffix(out.String(), "78797a"))
}

func binaries() {
	v := all{true, -2, 3, -400, 500, -60000, 70000, -8e9, 9e9, 1.5, -2.5, 3 + 4i, -5 - 6i, [2]inner{{1, [3]byte{9, 9, 9}, [2]uint16{2, 3}}, {4, [3]byte{}, [2]uint16{5, 6}}}, inner{}, 77}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		var buf bytes.Buffer
		fmt.Println(order, binary.Write(&buf, order, v), binary.Size(v), binary.Size(&v))
		fmt.Printf("%x\n", buf.Bytes())
		var w all
		fmt.Println(binary.Read(bytes.NewReader(buf.Bytes()), order, &w), w)
		fmt.Println(binary.Read(bytes.NewReader(buf.Bytes()[:20]), order, &w), binary.Read(bytes.NewReader(nil), order, &w))
		for _, x := range []any{uint8(1), int16(-2), uint32(3), int64(-4), float32(1.5), true, []int16{1, 2, -3}, []bool{true, false}, []float64{1, 2}, []uint8("hey"), [3]int32{1, 2, 3}, complex(1, 2), []inner{{}, {1, [3]byte{}, [2]uint16{1, 2}}}, 5, "s", []int{1}, []string{"x"}, struct{ X int }{1}, map[int]int{}, new(int32), []any{1}} {
			b, err := func() (b []byte, err error) {
				defer func() {
					if r := recover(); r != nil {
						err = fmt.Errorf("panic %v", r)
					}
				}()
				return binary.Append([]byte{0xee}, order, x)
			}()
			fmt.Printf("%T %x %v %d\n", x, b, err, func() (n any) {
				defer func() {
					if recover() != nil {
						n = "panic"
					}
				}()
				return binary.Size(x)
			}())
		}
		sl := make([]uint16, 2)
		n, err := binary.Decode([]byte{1, 2, 3, 4, 5}, order, sl)
		fmt.Println(n, err, sl)
		var u uint32
		n, err = binary.Decode([]byte{1, 2, 3}, order, &u)
		fmt.Println(n, err, u)
		n, err = binary.Decode([]byte{1, 2, 3, 4}, order, u)
		fmt.Println(n, err)
		n, err = binary.Encode(make([]byte, 3), order, u)
		fmt.Println(n, err)
		b := make([]byte, 8)
		n, err = binary.Encode(b, order, int32(-2))
		fmt.Println(n, err, b, order.Uint16(b), order.Uint32(b), order.Uint64(b))
		order.PutUint16(b, 0x1234)
		order.PutUint32(b[2:], 0x12345678)
		fmt.Printf("%x %v %#v\n", b, order.String(), order)
		order.PutUint64(b, 0x123456789abcdef0)
		fmt.Printf("%x %x\n", b, order.(binary.AppendByteOrder).AppendUint32(order.(binary.AppendByteOrder).AppendUint16(nil, 1), 2))
		fmt.Println(binary.Read(strings.NewReader("xxxx"), order, 5), binary.Read(strings.NewReader("xxxx"), order, []int{1}), binary.Write(io.Discard, order, "x"))
	}
	for _, x := range []int64{0, 1, -1, 63, -64, 64, 127, 128, 300, -300, 1 << 40, -1 << 63, 1<<63 - 1} {
		b := binary.AppendVarint(nil, x)
		y, n := binary.Varint(b)
		u := binary.AppendUvarint(nil, uint64(x))
		z, m := binary.Uvarint(u)
		r, err := binary.ReadVarint(bytes.NewReader(b))
		s, err2 := binary.ReadUvarint(bytes.NewReader(u))
		buf := make([]byte, binary.MaxVarintLen64)
		fmt.Println(x, b, y, n, u, z, m, r, err, s, err2, binary.PutVarint(buf, x), binary.PutUvarint(buf, uint64(x)))
	}
	for _, b := range [][]byte{{}, {0x80}, {0x80, 0x80}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, {0x80, 0}} {
		x, n := binary.Uvarint(b)
		y, err := binary.ReadUvarint(bytes.NewReader(b))
		z, err2 := binary.ReadVarint(bytes.NewReader(b))
		fmt.Println(b, x, n, y, err, z, err2)
	}
	fmt.Println(binary.NativeEndian, binary.NativeEndian.Uint16([]byte{1, 0}))
}

func csvs() {
	texts := []string{"", "a,b,c\n", "a,b\n1,2\n", "a,\"b\"\"c\",d\r\n\"x\ny\",z,w\n", "a\"b,c\n", "\"a\"b,c\n", "\"a,b\n", "a,b\nc\n", "# c\na,b\n\n \n", " a, b\n", "\"\"\n", "\"\",\n", ",,\n", "a;b\n", "a,\"b\n\nc\",d\ne,\"f\n", "x,\"y\" \n", "a\r\rb\r\n", "a,b\r", "\xff,b\n", "é,ü\n", "\"a\"\"\n", "a,b,\"c", "field\n\"long\n\n", "a\n\n\nb\n", " \"a\"\n", "a,\t\"b\"\n"}
	for _, text := range texts {
		for mode := 0; mode < 5; mode++ {
			r := csv.NewReader(strings.NewReader(text))
			switch mode {
			case 1:
				r.LazyQuotes = true
			case 2:
				r.TrimLeadingSpace = true
				r.Comment = '#'
			case 3:
				r.Comma = ';'
				r.FieldsPerRecord = -1
			case 4:
				r.FieldsPerRecord = 2
				r.ReuseRecord = true
			}
			fmt.Printf("%q %d:", text, mode)
			for {
				rec, err := r.Read()
				fmt.Printf(" %q %v @%d", rec, err, r.InputOffset())
				var pe *csv.ParseError
				if errors.As(err, &pe) {
					fmt.Print(" ", pe.StartLine, pe.Line, pe.Column, errors.Is(err, csv.ErrQuote))
				}
				if err != nil && !errors.Is(err, csv.ErrFieldCount) {
					break
				}
				for i := range rec {
					l, c := r.FieldPos(i)
					fmt.Print(" ", l, ":", c)
				}
			}
			fmt.Println()
		}
		recs, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		fmt.Printf("%q %v\n", recs, err)
	}
	r := csv.NewReader(strings.NewReader("a"))
	r.Comma = '"'
	_, err := r.Read()
	fmt.Println(err)
	long := strings.Repeat("x", 10000)
	recs, err := csv.NewReader(strings.NewReader("a," + long + "\nb,\"" + long + "\n" + long + "\"\n")).ReadAll()
	fmt.Println(len(recs), len(recs[1][1]), err)
	for _, crlf := range []bool{false, true} {
		var out strings.Builder
		w := csv.NewWriter(&out)
		w.UseCRLF = crlf
		for _, rec := range [][]string{{"a", "b"}, {""}, {"", ""}, {"a,b", "c\"d", "e\nf", "g\r\nh", " i", "j ", "\\.", "\t", "#"}, {}, {"é", "x\ry"}} {
			if err := w.Write(rec); err != nil {
				fmt.Println(err)
			}
		}
		w.Flush()
		fmt.Printf("%q %v\n", out.String(), w.Error())
	}
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Comma = '\t'
	fmt.Println(w.WriteAll([][]string{{"a b", "c\td"}, {"x,y"}}), out.String())
	w.Comma = '\n'
	fmt.Println(w.Write([]string{"x"}))
}

func main() {
	hexes()
	binaries()
	csvs()
}
