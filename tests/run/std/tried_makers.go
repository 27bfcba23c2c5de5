// Natives that make what they answer, or decline: builders and buffers that grow, runes of all kinds, errors that wrap others, searches by functions of all
// kinds; methods of package variables without a size.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func builders() {
	runes := []rune{'a', 'é', '€', '😀', -1, 0xD800, 0x110000, utf8.RuneError, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000}
	var b strings.Builder
	var buf bytes.Buffer
	var app []byte
	for round := range 12 {
		for _, r := range runes {
			n, err := b.WriteRune(r)
			m, _ := buf.WriteRune(r)
			app = utf8.AppendRune(app, r)
			if n != m || err != nil {
				fmt.Println("lengths differ", r, n, m)
			}
		}
		fmt.Println(round, b.Len(), b.Cap(), buf.Len(), buf.Cap(), len(app), cap(app))
	}
	fmt.Println(b.String() == buf.String(), b.String() == string(app), len(b.String()))
	before := b.String()
	b.WriteByte('!')
	b.Write([]byte("more"))
	fmt.Println(len(before), b.String()[len(before):])
	b.Reset()
	fmt.Println(b.Len(), b.Cap(), b.String() == "", before == buf.String())
	for _, first := range []int{0, 1, 31, 32, 33, 64, 65, 1000, 40000} {
		var b strings.Builder
		var buf bytes.Buffer
		b.WriteString(strings.Repeat("x", first))
		buf.WriteString(strings.Repeat("y", first))
		fmt.Print(b.Cap(), " ", buf.Cap(), " ")
		b.WriteString("é")
		buf.WriteByte('z')
		fmt.Print(b.Cap(), " ", buf.Cap(), " ")
		buf.Reset()
		buf.Write(nil)
		fmt.Println(buf.Cap(), buf.Len(), buf.String() == "", buf.UnreadByte())
	}
	var none *bytes.Buffer
	fmt.Println(none.String())
	try("nil Len", func() { none.Len() })
	try("nil Reset", func() { none.Reset() })
	var nob *strings.Builder
	try("nil String", func() { _ = nob.String() })
	try("nil WriteString", func() { nob.WriteString("a") })
	try("nil Builder Len", func() { nob.Len() })
	var one strings.Builder
	one.WriteString("one")
	two := one
	fmt.Println(two.String(), two.Len())
	try("copied", func() { two.WriteRune('é') })
	buf.Next(5)
	fmt.Println(len(buf.String()), buf.String()[:4])
	// Every object is still there after a collection.
	var kept []string
	for i := range 200 {
		var b strings.Builder
		b.WriteString(strconv.Itoa(i * 1000003))
		b.WriteRune('·')
		b.WriteString(strings.ToUpper("abc") + strconv.FormatInt(int64(i), 36) + strings.ReplaceAll("x.y", ".", strconv.Quote("é")))
		kept = append(kept, b.String())
		if i%50 == 0 {
			runtime.GC()
		}
	}
	fmt.Println(kept[0], kept[99], kept[199])
	try("base", func() { strconv.FormatInt(1, 1) })
	try("base", func() { strconv.FormatUint(1, 37) })
	fmt.Println(strings.Compare("abcdefgh1", "abcdefgh2"), strings.Compare("abcdefgh", "abcdefghi"), strings.Compare("\xffbcdefgh", "abcdefghi"), bytes.Compare([]byte("abcdefgz"), []byte("abcdefga")))
}

type mine struct{ of error }

func (m mine) Error() string        { return "mine" }
func (m mine) Is(target error) bool { return target == io.EOF }

type path struct{ inner error }

func (p *path) Error() string { return "path" }
func (p *path) Unwrap() error { return p.inner }

type plain struct{ n int }

func (p plain) Error() string { return "plain" }

func wrapping() {
	cause := errors.New("cause")
	w := fmt.Errorf("a: %w", fmt.Errorf("b: %w", cause))
	both := fmt.Errorf("%w and %w", cause, io.EOF)
	errs := []error{nil, cause, w, both, &path{cause}, &path{nil}, fmt.Errorf("m: %w", mine{}), plain{1}, fmt.Errorf("p: %w", plain{1}), &fs.PathError{Op: "o", Path: "p", Err: cause}, errors.Join(w, io.EOF), fmt.Errorf("plain text"), (*path)(nil)}
	for i, e := range errs {
		if i == len(errs)-1 {
			try("nil path", func() { errors.Is(e, cause) })
			continue
		}
		fmt.Println(i, errors.Is(e, cause), errors.Is(e, io.EOF), errors.Is(e, plain{1}), errors.Is(e, nil), errors.Is(e, e), errors.Is(e, &path{cause}))
	}
}

type big struct{ at []int }

func (b *big) from(i int) bool { return b.at[i] >= 50 }

func searching() {
	xs := make([]int, 100)
	for i := range xs {
		xs[i] = i
	}
	asked := 0
	fmt.Println(sort.Search(100, func(i int) bool { asked++; return xs[i] >= 37 }), asked)
	fmt.Println(sort.Search(100, func(i int) bool { return fmt.Sprint(xs[i]) >= "9" }))
	b := &big{xs}
	fmt.Println(sort.Search(100, b.from), sort.Search(0, nil), sort.Search(-5, nil), sort.Search(1<<62, func(i int) bool { return i > 1<<61 }))
	fmt.Println(sort.Find(100, func(i int) int { return 77 - xs[i] }))
	try("nil function", func() { sort.Search(3, nil) })
	try("index", func() { sort.Search(1000, func(i int) bool { return xs[i] > 10 }) })
	try("own panic", func() {
		sort.Search(100, func(i int) bool {
			if i == 24 {
				panic("at 24")
			}
			return i >= 20
		})
	})
}

type empty struct{}

func (empty) twice(x []byte, n int) int { return len(x) * n }
func (*empty) address() string          { return "of something" }

var (
	nothing  empty
	nowhere  *empty
	nowhere2 [0]int
)

func called(n int) int {
	fmt.Print("called ")
	return n
}

func emptyReceivers() {
	var a [8]byte
	fmt.Println(nothing.twice(a[:], 2), nothing.twice(a[2:called(5)], called(3)), nothing.address(), len(nowhere2))
	f := nothing.twice
	fmt.Println(f(a[:1], 7), nothing == empty{})
	try("nil receiver", func() { nowhere.twice(a[:], 2) })
}

func counting() {
	for _, x := range []uint64{0, 1, 0x80, 0xFF00, 1 << 31, 1 << 32, 0xDEADBEEF, 1 << 63, ^uint64(0), 0x0123456789ABCDEF} {
		fmt.Println(bits.OnesCount(uint(x)), bits.OnesCount8(uint8(x)), bits.OnesCount16(uint16(x)), bits.OnesCount32(uint32(x)), bits.OnesCount64(x),
			bits.LeadingZeros(uint(x)), bits.LeadingZeros8(uint8(x)), bits.LeadingZeros16(uint16(x)), bits.LeadingZeros32(uint32(x)), bits.LeadingZeros64(x),
			bits.TrailingZeros(uint(x)), bits.TrailingZeros8(uint8(x)), bits.TrailingZeros16(uint16(x)), bits.TrailingZeros32(uint32(x)), bits.TrailingZeros64(x),
			bits.Len(uint(x)), bits.Len8(uint8(x)), bits.Len16(uint16(x)), bits.Len32(uint32(x)), bits.Len64(x))
		for _, k := range []int{0, 1, -1, 7, 8, 31, 33, 64, -65, 1 << 40, -1 << 62} {
			fmt.Print(bits.RotateLeft8(uint8(x), k), bits.RotateLeft16(uint16(x), k), bits.RotateLeft32(uint32(x), k), bits.RotateLeft64(x, k), bits.RotateLeft(uint(x), k), " ")
		}
		fmt.Println(bits.Reverse(uint(x)), bits.Reverse8(uint8(x)), bits.Reverse16(uint16(x)), bits.Reverse32(uint32(x)), bits.ReverseBytes16(uint16(x)), bits.ReverseBytes32(uint32(x)), bits.ReverseBytes64(x))
		for _, y := range []uint64{0, 1, 3, 1<<32 + 7, ^uint64(0)} {
			for c := range uint64(2) {
				fmt.Print(fmt.Sprint(bits.Add64(x, y, c)), fmt.Sprint(bits.Sub64(x, y, c)), fmt.Sprint(bits.Add32(uint32(x), uint32(y), uint32(c))), fmt.Sprint(bits.Sub32(uint32(x), uint32(y), uint32(c))), fmt.Sprint(bits.Add(uint(x), uint(y), uint(c))))
			}
			fmt.Println(fmt.Sprint(bits.Mul64(x, y)), fmt.Sprint(bits.Mul32(uint32(x), uint32(y))), fmt.Sprint(bits.Mul(uint(x), uint(y))))
			try("Div64", func() { fmt.Println(bits.Div64(x, 5, y)) })
			try("Div", func() { fmt.Println(bits.Div(uint(x), 5, uint(y))) })
			try("Rem64", func() { fmt.Println(bits.Rem64(x, 5, y), bits.Rem(uint(x), 5, uint(y))) })
		}
	}
	count, rotate := bits.OnesCount32, bits.RotateLeft32
	fmt.Println(count(7), rotate(1, called(-1)), bits.RotateLeft64(uint64(called(3)), called(62)))
}

func main() {
	builders()
	wrapping()
	searching()
	emptyReceivers()
	counting()
}
