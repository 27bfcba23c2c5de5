package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

type named int

func (n named) String() string { return fmt.Sprintf("named(%d)", int(n)) }

type goish struct{ A int }

func (g goish) GoString() string { return "goish!" }

type shaped struct{ X, Y int }

func (s shaped) Format(f fmt.State, verb rune) {
	w, wok := f.Width()
	p, pok := f.Precision()
	fmt.Fprintf(f, "<%c %d %v %d %v %v%v%v%v%v %q>", verb, w, wok, p, pok, f.Flag('+'), f.Flag('-'), f.Flag('#'), f.Flag(' '), f.Flag('0'), fmt.FormatString(f, verb))
}

type panicking struct{ what any }

func (p panicking) String() string { panic(p.what) }

type onPointer struct{ A int }

func (p *onPointer) String() string { return fmt.Sprint("onPointer", p.A) }

type mistake string

func (m mistake) Error() string { return "mistake " + string(m) }

type (
	level  uint8
	ratio  float64
	label  string
	blob   []byte
	truth  bool
	pair   struct{ A, B any }
	nested struct {
		N named
		P *pair
		L []pair
		M map[label]level
		e error
		s named
		x any
		f func()
		c chan int
	}
)

func value() any { return valueAt(0) }

func valueAt(depth int) any {
	n := 34
	if depth > 2 {
		n = 20
	}
	switch random.IntN(n) {
	case 0:
		return int(integer())
	case 1:
		return pick[any](uint8(integer()), int8(integer()), uint16(integer()), int32(integer()), uint64(integer()), uintptr(integer()))
	case 2:
		return float()
	case 3:
		return float32(float())
	case 4:
		return complex(float(), float())
	case 5:
		return text()
	case 6:
		return []byte(text())
	case 7:
		return char()
	case 8:
		return chance(2)
	case 9:
		return nil
	case 10:
		return named(small())
	case 11:
		return level(integer())
	case 12:
		return ratio(float())
	case 13:
		return label(text())
	case 14:
		return blob(text())
	case 15:
		return truth(true)
	case 16:
		if depth > 0 {
			return mistake(text())
		}
		return pick[error](mistake(text()), errors.New("e"), fmt.Errorf("w %w", mistake("x")), error(nil))
	case 17:
		return complex64(complex(float(), 1))
	case 18:
		return time.Duration(integer())
	case 19:
		if depth == 0 {
			return pick[any](&goish{small()}, &shaped{}, &struct{}{}, &[]int{1}, &map[string]int{"a": 1}, &[2]bool{true})
		}
		return pick[any](goish{small()}, shaped{1, 2}, []goish{{1}}, []shaped{{}})
	case 20:
		return pick[any](panicking{"oh"}, panicking{mistake("m")}, panicking{nil}, (*onPointer)(nil), (*named)(nil), []panicking{{3}})
	case 21:
		return []int{1, small(), int(integer())}
	case 22:
		return [3]string{text(), "b"}
	case 23:
		return map[string]any{text(): valueAt(depth + 1), "not a text": 2}
	case 24:
		return pair{valueAt(depth + 1), valueAt(depth + 1)}
	case 25:
		if depth > 0 {
			return pair{} // A pointer that is not at the top shows its address.
		}
		return &pair{valueAt(depth + 1), valueAt(depth + 1)}
	case 26:
		return []any{valueAt(depth + 1), valueAt(depth + 1), valueAt(depth + 1)}[:random.IntN(4)]
	case 27:
		return nested{N: named(small()), L: []pair{{1, text()}}, M: map[label]level{label(text()): 3, "k": 4}, e: mistake("f"), s: 4, x: valueAt(depth + 1)}
	case 28:
		return pick[any]([]string{text(), text()}, []float64{float()}, [][]byte{[]byte(text())}, [2]byte{1, 200}, [0]int{}, []int(nil), map[int]bool(nil), map[float64]string{1: "a", -2: text()}, []error{nil, mistake("x")}, map[any]int{1: 1, 3: 2, -2: 4}, map[bool]int{true: 1, false: 2}, map[pair]int{{1, "a"}: 1, {1, "A"}: 2}, map[[2]int]bool{{2, 1}: true, {1, 9}: false})
	case 29:
		return pick[any]((*int)(nil), (func())(nil), (chan int)(nil), (*pair)(nil), (map[string]int)(nil), struct{}{})
	case 30:
		if depth > 0 {
			return reflect.Int // A reflect.Value inside another value shows how it is made.
		}
		return pick[any](reflect.ValueOf(valueAt(3)), reflect.Value{}, reflect.Int, reflect.ValueOf(nested{s: 3}).Field(5))
	case 31:
		return []level{1, level(integer())}
	case 32:
		return struct {
			A *int
			B interface{ M() }
			C [2]pair
			d []byte
		}{d: []byte(text())}
	}
	return strings.Repeat("é", small()+3)
}

var verbs = []rune("vvvdxXoObcqUeEfFgGsstTpwzy!%é")

func verb() string {
	s := "%"
	for range random.IntN(pick(1, 2, 4)) {
		s += pick("+", "-", "#", " ", "0")
	}
	s += pick("", "", "", "[1]", "[2]", "[3]", "[0]", "[x]", "[]", "[", "[-1]", "[9]")
	s += pick("", "", "", "5", "12", "*", "1", "*", "0", "30", "99999999999", "-3")
	s += pick("", "", "", ".0", ".3", ".10", ".*", ".", ".[1]*", ".25", ".-1", ".1")
	s += pick("", "", "", "", "", "[1]", "[2]")
	return s + string(verbs[random.IntN(len(verbs))])
}

func scan(f func(into ...any) (int, error)) []any {
	var i int
	var i8 int8
	var u uint16
	var x float64
	var x32 float32
	var s, t string
	var b []byte
	var ok bool
	var r rune
	var c complex128
	var l label
	var n level
	all := []any{&i, &u, &x, &s, &b, &ok, &r, &t, &c, &l, &n, &i8, &x32, nil, i, &[]int{}}
	var into []any
	for range random.IntN(5) {
		into = append(into, all[random.IntN(len(all)-random.IntN(4))])
	}
	count, err := f(into...)
	return []any{fmt.Sprintf("%T", into), count, err, i, u, x, s, b, ok, r, t, c, l, n, i8, x32}
}

func input() string {
	var s string
	for range random.IntN(6) {
		s += pick("12", "-3", "+4", "0x1F", "0b11", "0o17", "017", "1_000", "1.5", ".5e3", "1e400", "0x1p-2", "nan", "inf", "true", "F", "a", "é", `"q s"`, "`r`", "'x'", "(1+2i)", "1+2i", "300", "-", "99999999999999999999", "616263", "%", text()) + pick(" ", " ", "\n", ",", "", "\t", "\r\n", "  ")
	}
	return s
}

func main() {
	run([]call{
		{"Sprintf", func() []any {
			format := ""
			for range 1 + random.IntN(pick(1, 1, 4)) {
				format += pick("", "", text()) + verb()
			}
			if chance(20) {
				format += pick("%", "%5", "%[1", "%.", "%+", "%[1]", "\xff", "%\xff")
			}
			var args []any
			for range random.IntN(5) {
				args = append(args, value())
			}
			if strings.ContainsAny(format, "p") {
				args = nil
			}
			got := fmt.Sprintf(format, args...)
			if strings.Contains(got, "0x") && strings.Contains(format, "#") || strings.Contains(got, "(0x") || strings.Contains(got, "0xc0") || strings.Contains(got, "0x7") {
				return []any{format, len(args)}
			}
			return []any{format, got}
		}},
		{"verb", one}, {"verb", one}, {"verb", one},
		{"Sprint", func() []any {
			var args []any
			for range random.IntN(5) {
				args = append(args, value())
			}
			s, l := fmt.Sprint(args...), fmt.Sprintln(args...)
			if strings.Contains(s, "0x") {
				return nil
			}
			return []any{s, l, string(fmt.Append([]byte("x"), args...)), string(fmt.Appendln(nil, args...)), string(fmt.Appendf(nil, "%v", args...))}
		}},
		{"Errorf", func() []any {
			format := pick("a %w b", "%w %w", "%v: %w", "%[2]w %[1]v", "%w", "%s", "%+w", "%5w")
			err := fmt.Errorf(format, pick[any](mistake("x"), "no error", nil, 3), pick[any](mistake("y"), errors.New("z"), nil))
			return []any{format, err, errors.Unwrap(err), errors.Is(err, mistake("x")), errors.Is(err, mistake("y"))}
		}},
		{"Sscan", func() []any {
			s := input()
			return append([]any{s}, scan(func(into ...any) (int, error) { return fmt.Sscan(s, into...) })...)
		}},
		{"Sscanln", func() []any {
			s := input()
			return append([]any{s}, scan(func(into ...any) (int, error) { return fmt.Sscanln(s, into...) })...)
		}},
		{"Sscanf", func() []any {
			s, format := input(), ""
			for range random.IntN(5) {
				format += "%" + pick("", "", "3", "1", "5") + string(pick([]rune("vdsxXqcfgeobUtT%z")...)) + pick(" ", "", ",", "\n", "a", "  ", "\t")
			}
			return append([]any{s, format}, scan(func(into ...any) (int, error) { return fmt.Sscanf(s, format, into...) })...)
		}},
		{"Sscanf2", func() []any {
			format := pick("%d %d", "%d,%d", "%s %d", "%d-%s", "%x:%x", "%q", "%c%c", "%5s%d", "%v %v", "%d\n%d", " %d %s", "%f%%")
			s := damaged(fmt.Sprintf(format, pick[any](12, -7, "word", 1.5), pick[any](3, "x y", 'c')), " ", "\n", "1", "x", ",")
			return append([]any{s, format}, scan(func(into ...any) (int, error) { return fmt.Sscanf(s, format, into...) })...)
		}},
	})
}

func one() []any {
	format, v := verb(), value()
	if format[len(format)-1] == 'p' {
		v = nil
	}
	got := fmt.Sprintf(format, v)
	if k := reflect.TypeOf(v); k != nil && strings.Contains(got, "0x") && (k.Kind() == reflect.Pointer || k.Kind() == reflect.Struct || k.Kind() == reflect.Slice || k.Kind() == reflect.Map) {
		if _, bytes := v.([]byte); !bytes {
			return []any{format, fmt.Sprintf("%T", v)}
		}
	}
	return []any{format, fmt.Sprintf("%T", v), got}
}
