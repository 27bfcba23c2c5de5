package main

// Integers and strings under flags, errors that wrap, numbers read, values scanned, strings taken apart, items found: random, so that what natives
// do at once and what is left to Go code both occur. Prints a hash for each block; FULL=1 prints the lines of block 1, BLOCKS=300 is a long run.

import (
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
)

var seed uint64 = 977172645463325253

func next() uint64 {
	seed ^= seed << 13
	seed ^= seed >> 7
	seed ^= seed << 17
	return seed
}

type named int
type celsius float32
type str string

func text(x uint64, set string, n int) string {
	var b []byte
	for i := 0; i < n; i++ {
		b = append(b, set[next()%uint64(len(set))])
	}
	return string(b)
}

func main() {
	full := os.Getenv("FULL")
	blocks := 2
	if s := os.Getenv("BLOCKS"); s != "" {
		blocks, _ = strconv.Atoi(s)
	}
	for b := 0; b < blocks; b++ {
		h := fnv.New64a()
		for i := 0; i < 100; i++ {
			x := next()
			var sb strings.Builder
			// integers under flags
			v := int64(next()) >> (x % 64)
			f := "%"
			for j, c := range "+-# 0" {
				if x>>(30+j)&1 != 0 {
					f += string(c)
				}
			}
			if w := int(x >> 50 % 90); w < 75 {
				f += strconv.Itoa(w)
			}
			if x>>13%3 == 0 {
				f += "." + strconv.Itoa(int(x>>8%80))
			}
			f += string("bdoOxXcqUvsT"[x>>5%12])
			fmt.Fprintf(&sb, f+"|", v)
			fmt.Fprintf(&sb, f+"|", uint64(v))
			fmt.Fprintf(&sb, f+"|", uint8(v))
			fmt.Fprintf(&sb, f+"|", named(v))
			fmt.Fprintf(&sb, f+"|", text(x, "ab\n\"`é\x00\xff ", int(x%9)))
			fmt.Fprintf(&sb, f+"|", []byte(text(x, "ab\n\"`é\x00\xff ", int(x%9))))
			if strings.ContainsAny(f[len(f)-1:], "svqTxX") && !strings.Contains(f, "#") {
				fmt.Fprintf(&sb, f+"|", errors.New("bad"))
				if !strings.Contains(f, "#") {
					fmt.Fprintf(&sb, f+"|", fmt.Errorf("x %w", errors.New("bad")))
				}
			}
			sb.WriteString(strconv.FormatInt(v, int(x%35)+2))
			// Errorf
			e1, e2 := errors.New("one"), fmt.Errorf("two %w", os.ErrNotExist)
			for _, e := range []error{fmt.Errorf("a %v", v), fmt.Errorf("a %w %d", e1, v), fmt.Errorf("%w and %w", e1, e2), fmt.Errorf("%[2]w %[1]w", e1, e2), fmt.Errorf("%w", nil), fmt.Errorf("%d %w", 1, "no"), fmt.Errorf("%w %x %q %+v %#v", e2, e1, e1, e1, v)} {
				fmt.Fprintf(&sb, "%T %v %v %v %v|", e, e, errors.Is(e, e1), errors.Is(e, os.ErrNotExist), errors.Unwrap(e))
			}
			// parsing
			sets := []string{"0123456789", "0123456789_", "0123456789abcdefABCDEFxX_-+", "01b_o", "9", "789"}
			t := text(x, sets[x>>20%6], int(x>>25%24))
			if x>>57&1 != 0 {
				t = "-" + t
			}
			base := []int{0, 2, 8, 10, 10, 16, 36, 37, 1, 7}[x>>33%10]
			bits := []int{0, 8, 16, 32, 64, 64, 65, 7}[x>>37%8]
			n1, err := strconv.Atoi(t)
			fmt.Fprint(&sb, n1, err)
			n2, err := strconv.ParseInt(t, base, bits)
			fmt.Fprint(&sb, n2, err)
			n3, err := strconv.ParseUint(t, base, bits)
			fmt.Fprint(&sb, n3, err)
			bo, err := strconv.ParseBool([]string{"1", "t", "TRUE", "tRUE", "false", "F", "0", "", t}[x>>3%9])
			fmt.Fprint(&sb, bo, err)
			// scanning
			sscan(&sb, x)
			strs(&sb, x)
			sb.WriteByte('\n')
			if full == strconv.Itoa(b) {
				fmt.Print(f, " ", sb.String())
			}
			h.Write([]byte(sb.String()))
		}
		if full == "" {
			fmt.Println(b, h.Sum64())
		}
	}
}

func sscan(sb *strings.Builder, x uint64) {
	pieces := []string{"12", "-7", "+3", "0", "007", "0x1f", "1_000", "300", "99999999999", "18446744073709551615", "9223372036854775808", "3.5", "-.5", "1e3", "1e", "1p4", "nan", "Inf", "hello", "wörld", "a,b", "true", "x", ".", "-", "1.5.2", "1e400", "2e38", "4e38"}
	seps := []string{" ", " ", " ", "  ", "\n", "\t", "\r\n", "", ",", "\u00a0", "\r", " \n ", "\v"}
	in := ""
	if x&7 == 0 {
		in = seps[x>>9%uint64(len(seps))]
	}
	for j := 0; j < int(x>>4%4)+1; j++ {
		in += pieces[next()%uint64(len(pieces))] + seps[next()%uint64(len(seps))]
	}
	var (
		a int
		b int8
		c uint16
		d float64
		e float32
		f string
		g named
		k celsius
		l str
		m bool
		o []byte
		p int64
		q uint
		r rune
	)
	ptrs := []any{&a, &b, &c, &d, &e, &f, &f, &g, &k, &l, &m, &o, &p, &q, &r, &a, &d, &f}
	var args []any
	verbs := []string{"%d", "%v", "%s", "%f", "%g", "%x", "%5d", "%e", "%c", "%q", "%t", "%F", "%b"}
	ws := []string{" ", " ", "", ",", "\n", "  ", "%%", "x", "\t", " \n"}
	format := ""
	for j := 0; j < int(x>>6%4)+1; j++ {
		at := next() % uint64(len(ptrs))
		args = append(args, ptrs[at])
		v := verbs[next()%uint64(len(verbs))]
		if next()&3 != 0 {
			v = []string{"%d", "%d", "%d", "%f", "%g", "%s", "%s", "%d", "%v", "%s", "%t", "%s", "%d", "%d", "%v", "%v", "%f", "%v"}[at]
		}
		format += v
		if next()&3 != 0 {
			format += ws[next()%uint64(len(ws))]
		}
	}
	n, err := fmt.Sscan(in, args...)
	fmt.Fprintf(sb, "%q %v %v %v %v %v %v %v %v %v %v %v %v %v %v %v %v|", in, n, err, a, b, c, d, e, f, g, k, l, m, o, p, q, r)
	a, b, c, d, e, f, g, k, l, m, o, p, q, r = 0, 0, 0, 0, 0, "", 0, 0, "", false, nil, 0, 0, 0
	n, err = fmt.Sscanln(in, args...)
	fmt.Fprintf(sb, "%v %v %v %v %v %v %v %v %v %v %v %v %v %v %v %v|", n, err, a, b, c, d, e, f, g, k, l, m, o, p, q, r)
	a, b, c, d, e, f, g, k, l, m, o, p, q, r = 0, 0, 0, 0, 0, "", 0, 0, "", false, nil, 0, 0, 0
	n, err = fmt.Sscanf(in, format, args...)
	fmt.Fprintf(sb, "%q %v %v %v %v %v %v %v %v %v %v %v %v %v %v %v %v|", format, n, err, a, b, c, d, e, f, g, k, l, m, o, p, q, r)
}

func strs(sb *strings.Builder, x uint64) {
	s := text(x, "ab,é; ", int(x>>11%90))
	sep := text(x, "ab,; ", int(x>>21%4))
	n := int(x>>31%8) - 2
	fmt.Fprintf(sb, "%q %q %q %q %q", strings.Split(s, sep), strings.SplitN(s, sep, n), strings.SplitAfterN(s, sep, n), strings.Replace(s, sep, "<>", n), strings.ReplaceAll(s, sep, sep))
	fmt.Fprintf(sb, "%q %q %q", bytes.Split([]byte(s), []byte(sep)), bytes.SplitN([]byte(s), []byte(sep), n), bytes.Replace([]byte(s), []byte(sep), []byte("<>"), n))
	for _, p := range bytes.Split([]byte(s), []byte(sep)) {
		fmt.Fprint(sb, len(p), " ")
	}
	var pairs []string
	for j := 0; j < int(x>>41%5); j++ {
		pairs = append(pairs, text(x, "ab, ", int(next()%3)), text(x, "xyz", int(next()%3)))
	}
	fmt.Fprintf(sb, "%q", strings.NewReplacer(pairs...).Replace(s))
	ints := make([]int, x>>45%20)
	fl := make([]float64, len(ints))
	var ss []string
	for j := range ints {
		ints[j] = int(next()%30) - 10
		fl[j] = float64(ints[j]) / 2
		if ints[j] == 7 {
			fl[j] = fl[j] - fl[j]
			fl[j] /= fl[j]
		}
		ss = append(ss, text(x, "abc", 2))
	}
	if x>>50&1 != 0 {
		sort.Ints(ints)
		sort.Float64s(fl)
		sort.Strings(ss)
	}
	t := int(x>>51%30) - 10
	var i32 []int32
	var u8 []uint8
	var nm []named
	var an []any
	for _, v := range ints {
		i32, u8, nm, an = append(i32, int32(v)), append(u8, uint8(v)), append(nm, named(v)), append(an, v)
	}
	nan := fl0() / fl0()
	fmt.Fprint(sb, sort.SearchInts(ints, t), sort.SearchFloat64s(fl, float64(t)/2), sort.SearchFloat64s(fl, nan), sort.SearchStrings(ss, "bb"))
	fmt.Fprint(sb, slices.Index(ints, t), slices.Index(i32, int32(t)), slices.Index(u8, uint8(t)), slices.Index(nm, named(t)), slices.Index(an, any(t)), slices.Index(fl, float64(t)/2), slices.Index(fl, nan), slices.Contains(ss, "bb"))
	i, ok := slices.BinarySearch(ints, t)
	fmt.Fprint(sb, i, ok)
	i, ok = slices.BinarySearch(fl, float64(t)/2)
	fmt.Fprint(sb, i, ok)
	i, ok = slices.BinarySearch(fl, nan)
	fmt.Fprint(sb, i, ok)
	i, ok = slices.BinarySearch(ss, "bb")
	fmt.Fprint(sb, i, ok)
	i, ok = slices.BinarySearch(u8, uint8(t))
	fmt.Fprint(sb, i, ok)
	i, ok = slices.BinarySearch(nm, named(t))
	fmt.Fprint(sb, i, ok)
}

//go:noinline
func fl0() float64 { return 0 }
