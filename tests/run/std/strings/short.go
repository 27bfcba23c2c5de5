// Short strings: comparing, searching, trimming, at all the lengths at which something is done in another way.
package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

var h = fnv.New64a()

func sum() string {
	s := fmt.Sprintf("%x", h.Sum64())
	h.Reset()
	return s
}

// order compares in all the ways that a program may.
func order(a, b string) {
	equal, less, atMost := a == b, a < b, a <= b
	n := 0
	if a == b {
		n += 1
	}
	if a != b {
		n += 2
	}
	if a < b {
		n += 4
	}
	if !(a <= b) {
		n += 8
	}
	if a > b {
		n += 16
	}
	fmt.Fprint(h, equal, less, atMost, a >= b, n, strings.Compare(a, b), bytes.Equal([]byte(a), []byte(b)))
}

func comparing() {
	base := "abcdefghijklmnopqrstuvwxyz0123456789"
	for n := range len(base) {
		a := base[:n]
		order(a, strings.Clone(a))
		order(a, base[:n+1])
		order(base[:n+1], a)
		for i := range n {
			for _, c := range []byte{0, 'a', 0x7f, 0x80, 0xff} {
				b := []byte(a)
				b[i] = c
				order(a, string(b))
				order(string(b), a)
			}
		}
	}
	fmt.Println("order", sum())
}

func ends() {
	text := "the quick brown fox jumps over the lazy dog"
	var nothing []byte
	for from := range len(text) + 1 {
		for n := range len(text) - from + 1 {
			s := text[from : from+n]
			for _, p := range []string{"", "t", "th", "the", "the ", "the quick", "the quick brown ", "the quick brown fox jumps", "dog", "y dog", "g", "the lazy dog", "over the lazy dog", s, s + "!", "x" + s} {
				if strings.HasPrefix(s, p) {
					fmt.Fprint(h, 1)
				}
				if !strings.HasSuffix(s, p) {
					fmt.Fprint(h, 2)
				}
				fmt.Fprint(h, bytes.HasPrefix([]byte(s), []byte(p)), bytes.HasSuffix([]byte(s), []byte(p)))
				after, found := strings.CutPrefix(s, p)
				fmt.Fprint(h, after, found, strings.TrimSuffix(s, p))
			}
		}
	}
	fmt.Println("ends", sum())
	fmt.Println(strings.HasPrefix("", ""), bytes.HasPrefix(nothing, nil), bytes.HasSuffix(nothing, []byte{}), bytes.HasPrefix(nil, []byte("a")))
	// Calls among the arguments, as values, as statements.
	s := "abc"
	change := func() string { s = "xyz"; return "x" }
	fmt.Println(strings.HasPrefix(s, change()), s)
	f := strings.HasSuffix
	fmt.Println(f("abc", "bc"), f("abc", "abcd"), slices.IndexFunc([]string{"b", "ab"}, func(s string) bool { return strings.HasPrefix(s, "a") }))
	type name string
	fmt.Println(strings.HasPrefix(string(name("named")), "na"))
	defer fmt.Println("deferred", strings.HasPrefix("ab", "a"))
	go strings.HasPrefix("a", "b")
	defer strings.HasSuffix("a", "b")
}

func searching() {
	x := uint32(5)
	next := func(n int) int { x = x*1664525 + 1013904223; return int(x>>10) % n }
	word := func(n, letters int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + next(letters))
		}
		return string(b)
	}
	for range 20000 {
		s := word(next(140), 1+next(3))
		p := word(next(1+next(20)), 1+next(3))
		fmt.Fprint(h, strings.Index(s, p), strings.Contains(s, p), strings.LastIndex(s, p), strings.Count(s, p), bytes.Index([]byte(s), []byte(p)))
	}
	for n := range 40 {
		for at := range n {
			s := strings.Repeat("-", at) + "needle and thread, long enough" + strings.Repeat("-", n)
			for k := range 30 {
				fmt.Fprint(h, strings.Index(s, "needle and thread, long enough"[:k]), " ", strings.Index(s[:len(s)-n-1], "needle and thread, long enough"[:k]))
			}
		}
	}
	fmt.Println("search", sum())
}

func trimming() {
	spaces := []string{"", " ", "\t", "\n", "\v", "\f", "\r", "\x08", "\x0e", "\x1f", "\x00", "\u0085", "\u00a0", "\u2003", "\u3000", "\ufeff", "\x85", "\xa0", "\xe2\x80", "é", "x", "  ", "\t\r\n", " \u2003 "}
	for _, a := range spaces {
		for _, b := range spaces {
			for _, m := range []string{"", "m", " ", "m m", "é"} {
				s := a + b + m + b + a
				t := strings.TrimSpace(s)
				u := bytes.TrimSpace([]byte(s))
				fmt.Fprintf(h, "%q %q %v %q", t, u, u == nil, strings.TrimSpace(a+m+b))
			}
		}
	}
	fmt.Println("trim", sum(), bytes.TrimSpace(nil) == nil, bytes.TrimSpace([]byte{}) == nil, bytes.TrimSpace([]byte("  ")) == nil)
}

func appending() {
	values := []int64{0, 1, 9, 10, 11, 99, 100, 101, -1, -9, -10, -99, -100, 1<<63 - 1, -1 << 63}
	for p := int64(1); p < 1e18; p *= 10 {
		values = append(values, p-1, p, p+1, -p, 1-p, 7*p)
	}
	for _, v := range values {
		for _, base := range []int{2, 8, 10, 16, 36} {
			text := strconv.FormatInt(v, base)
			for _, room := range []int{0, 1, len(text) - 1, len(text), len(text) + 1, 70} {
				whole := bytes.Repeat([]byte{'.'}, 3+max(room, 0)+2)
				dst := whole[1:3 : 3+max(room, 0)]
				got := strconv.AppendInt(dst, v, base)
				fmt.Fprint(h, string(got), cap(got), string(whole), &got[0] == &whole[1])
				got = strconv.AppendUint(dst[:0], uint64(v), base)
				fmt.Fprint(h, string(got), cap(got), string(whole))
			}
		}
		fmt.Fprint(h, strconv.Itoa(int(v)), string(strconv.AppendInt(nil, v, 10)), cap(strconv.AppendInt(nil, v, 10)))
	}
	fmt.Println("append", sum())
	defer func() { fmt.Println(recover()) }()
	strconv.AppendInt(make([]byte, 0, 100), 1234, 37)
}

func main() {
	comparing()
	ends()
	searching()
	trimming()
	appending()
}
