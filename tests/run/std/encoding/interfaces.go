// The interfaces of package encoding, and the errors and constants of encoding/hex, base64, binary and csv.
package main

import (
	"encoding"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"os"
	"strings"
	"time"
)

// version has all six methods.
type version struct{ major, minor byte }

func (v version) AppendText(b []byte) ([]byte, error) {
	return fmt.Appendf(b, "%d.%d", v.major, v.minor), nil
}
func (v version) MarshalText() ([]byte, error) { return v.AppendText(nil) }
func (v *version) UnmarshalText(text []byte) error {
	if n, err := fmt.Sscanf(string(text), "%d.%d", &v.major, &v.minor); n != 2 {
		return fmt.Errorf("version %q: %w", text, err)
	}
	return nil
}
func (v version) AppendBinary(b []byte) ([]byte, error) { return append(b, v.major, v.minor), nil }
func (v version) MarshalBinary() ([]byte, error)        { return v.AppendBinary(nil) }
func (v *version) UnmarshalBinary(data []byte) error {
	if len(data) != 2 {
		return errors.New("two bytes, please")
	}
	v.major, v.minor = data[0], data[1]
	return nil
}

func interfaces() {
	v := version{1, 27}
	for _, m := range []encoding.TextMarshaler{v, big.NewInt(-5), time.Unix(0, 0).UTC(), netip.MustParseAddr("::1")} {
		text, err := m.MarshalText()
		fmt.Print(string(text), " ", err, "; ")
		if a, ok := m.(encoding.TextAppender); ok {
			text, err = a.AppendText([]byte("> "))
			fmt.Print(string(text), " ", err, "; ")
		}
	}
	fmt.Println()
	for _, m := range []encoding.BinaryMarshaler{v, time.Unix(0, 0).UTC(), netip.MustParsePrefix("10.0.0.0/8")} {
		data, err := m.MarshalBinary()
		fmt.Printf("%x %v; ", data, err)
		if a, ok := m.(encoding.BinaryAppender); ok {
			data, err = a.AppendBinary([]byte{0xff})
			fmt.Printf("%x %v; ", data, err)
		}
	}
	fmt.Println()
	var back version
	var text encoding.TextUnmarshaler = &back
	fmt.Println(text.UnmarshalText([]byte("2.5")), back, text.UnmarshalText([]byte("x")))
	var data encoding.BinaryUnmarshaler = &back
	fmt.Println(data.UnmarshalBinary([]byte{7, 8}), back, data.UnmarshalBinary(nil))
	out, err := json.Marshal(map[version]version{v: {3, 4}})
	fmt.Println(string(out), err)
	var m map[version]*version
	fmt.Println(json.Unmarshal(out, &m), len(m), *m[v])
	fmt.Println(json.Unmarshal([]byte(`{"bad":"1.2"}`), &m))
}

func hexes() {
	for _, text := range []string{"", "0", "0g", "abc", "ABcd", "é0", "00zz11", "f\n"} {
		data, err := hex.DecodeString(text)
		fmt.Printf("%q: %x %v", text, data, err)
		var invalid hex.InvalidByteError
		if errors.As(err, &invalid) {
			fmt.Print(" byte ", byte(invalid), " ", invalid.Error())
		}
		fmt.Println("", errors.Is(err, hex.ErrLength))
	}
}

func base64s() {
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding, base64.StdEncoding.WithPadding('*'), base64.StdEncoding.WithPadding(base64.NoPadding), base64.RawStdEncoding.WithPadding(base64.StdPadding), base64.URLEncoding.Strict()} {
		text := encoding.EncodeToString([]byte{0xfb, 0xff, 0xfe, 1})
		fmt.Print(text, ":")
		for _, broken := range []string{text, text[1:], text + "=", "a", "ab==cd", "ab\n==", "!!!!", "YWJ\r\n", "YR==", "YR"} {
			data, err := encoding.DecodeString(broken)
			var corrupt base64.CorruptInputError
			fmt.Printf(" %x", data)
			if errors.As(err, &corrupt) {
				fmt.Print(" ", int64(corrupt), " ", corrupt.Error())
			}
			fmt.Print(";")
		}
		fmt.Println()
	}
	for _, f := range []func(){
		func() { base64.NewEncoding("short") },
		func() { base64.StdEncoding.WithPadding('\n') },
		func() { base64.StdEncoding.WithPadding('A') },
		func() { base64.NewEncoding(strings.Repeat("a", 64)) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

func binaries() {
	fmt.Println(binary.MaxVarintLen16, binary.MaxVarintLen32, binary.MaxVarintLen64)
	for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
		b := order.AppendUint16(nil, 0x0102)
		b = order.AppendUint32(b, 0x03040506)
		b = order.AppendUint64(b, 0x0708090a0b0c0d0e)
		fmt.Printf("%x %s\n", b, order.String())
	}
	fmt.Println(binary.NativeEndian.String(), binary.NativeEndian.Uint16([]byte{1, 0}))
}

func csvs() {
	for _, text := range []string{"a,b\nc\n", "a,\"b\nc\",d\n", "\"open\n", "a\"b,c\n", "\"a\"b\n", "", "\n\n# c\nx;y\n", "a,b,\n"} {
		var r *csv.Reader = csv.NewReader(strings.NewReader(text))
		r.Comment = '#'
		r.TrailingComma = true
		records, err := r.ReadAll()
		fmt.Printf("%q %v", records, err)
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			fmt.Print(" ", parse.StartLine, parse.Line, parse.Column, parse.Err, parse.Unwrap() == csv.ErrQuote, errors.Is(err, csv.ErrBareQuote), parse.Error() == err.Error(), errors.Is(err, csv.ErrFieldCount))
		}
		fmt.Println()
	}
	fmt.Println(csv.ErrTrailingComma)
	r := csv.NewReader(strings.NewReader("x"))
	r.Comma = '\n'
	_, err := r.Read()
	fmt.Println(err)
	var w *csv.Writer = csv.NewWriter(os.Stdout)
	fmt.Println(w.Write([]string{"", " lead", "q\"q", "l\nf", "#", "\\."}), w.Write(nil), w.Write([]string{""}))
	w.Flush()
	w.Comma = '"'
	fmt.Println(w.Write([]string{"x"}), w.Error())
}

func main() {
	interfaces()
	hexes()
	base64s()
	binaries()
	csvs()
}
