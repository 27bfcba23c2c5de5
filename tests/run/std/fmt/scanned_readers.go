// Fscan and Fscanln from buffered readers: values that end within the buffer and beyond it, what is left to read and to take back; Sscanf with widths and in
// hexadecimal. Then calendar and clock of moments, and AddDate.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
	"time"
)

type pair struct{ a, b int }

func (p *pair) Scan(s fmt.ScanState, verb rune) error {
	_, err := fmt.Fscan(s, &p.a, &p.b)
	return err
}

// rest says what a reader still gives, and whether the last byte and rune can be taken back.
func rest(r *bufio.Reader) {
	a, b := r.UnreadRune(), r.UnreadByte()
	text, err := io.ReadAll(r)
	fmt.Printf(" | %v %v %.30q %d %v\n", a, b, text, len(text), err)
}

func scan(text string, size int, slow bool) {
	open := func() *bufio.Reader {
		var from io.Reader = strings.NewReader(text)
		if slow {
			from = iotest.OneByteReader(from)
		}
		return bufio.NewReaderSize(from, size)
	}
	r := open()
	var i int
	var u uint8
	var f float64
	var s string
	fmt.Print(fmt.Sprint(fmt.Fscan(r, &i)), i)
	fmt.Print(fmt.Sprint(fmt.Fscan(r, &u, &f)), u, f)
	fmt.Print(fmt.Sprint(fmt.Fscan(r, &s)), s)
	rest(r)
	r = open()
	i, s = 0, ""
	fmt.Print(fmt.Sprint(fmt.Fscanln(r, &i, &s)), i, s)
	c, err := r.Peek(1)
	fmt.Printf(" %q %v", c, err)
	rest(r)
	r = open()
	var p pair
	fmt.Print(fmt.Sprint(fmt.Fscan(r, &p)), p)
	fmt.Print(fmt.Sprint(fmt.Fscan(r)))
	var nothing *int
	func() {
		defer func() { fmt.Print(recover() != nil) }()
		fmt.Print(fmt.Sprint(fmt.Fscan(r, i)))
	}()
	_ = nothing
	rest(r)
}

func main() {
	texts := []string{
		"", "1", "12 200 3.5 word rest", "1\n2\n3\n4\n", "  -7\t255\r\n1e3 é after", "300 256 1 x", "1 2x 3", "0x1F 7 0b1 w", "1_000 3 4 5",
		"12 word\nnext line", "12 word  \r\nnext", "12 word more\nnext", "12\nword\n", "\n12 word\n", "12 wörd\n5", "12 word", "9223372036854775807 1 Inf NaN ",
		"9223372036854775808 1 1 1", "1 2\u00a03 4", "1\u20032 3 4", "123456789 12 0.0001220703125 a-long-word-that-is-longer-than-sixteen-bytes  x",
	}
	for _, text := range texts {
		for _, size := range []int{16, 4096} {
			scan(text, size, false)
		}
		scan(text, 32, true)
	}
	sum := 0
	r := bufio.NewReader(strings.NewReader(strings.Repeat("17 4\n5 ", 3000)))
	n := 0
	for {
		var x int
		if _, err := fmt.Fscan(r, &x); err != nil {
			fmt.Println(err == io.EOF, errors.Is(err, io.EOF))
			break
		}
		sum += x
		n++
	}
	fmt.Println(n, sum)
	var none *bufio.Reader
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		var x int
		fmt.Fscan(none, &x)
	}()

	for _, c := range []struct{ text, format string }{
		{"#ff8000", "#%02x%02x%02x"}, {"#FF8000", "#%2X%2x%02X"}, {"ff 80 00", "%x %x %x"}, {"ff80 0", "%2x%3x%x"}, {"-1 +2 3", "%x %x %x"}, {"100 1 1", "%x%x%x"},
		{"0x1 2 3", "%x %x %x"}, {"1_0 2 3", "%x %x %x"}, {"g 2 3", "%x %x %x"}, {"123", "%1d%1d%1d"}, {"1234567", "%2d%3d%d"}, {" 12 34 56", "%1d%2d%3d"}, {"12 3", "%0d%d%d"},
		{"1 2 3", "%100d%100x%1d"}, {"12", "%1d%1d%1d"}, {"1é2", "%2d%2d%d"}, {"-12", "%1d%d%d"}, {"- 1 2", "%2d%d%d"}, {"1 2 3", "%1v%1v%1v"}, {"123", "%1v%1v%1v"},
	} {
		var a, b, d uint8
		x, y, z := 0, int8(0), int64(0)
		fmt.Print(c.text, " ", c.format, " ")
		n, err := fmt.Sscanf(c.text, c.format, &a, &b, &d)
		fmt.Print(n, " ", err, " ", a, b, d, "; ")
		n, err = fmt.Sscanf(c.text, c.format, &x, &y, &z)
		fmt.Println(n, err, x, y, z)
	}
	var s1, s2 string
	fmt.Println(fmt.Sscanf("abcdef", "%2s%3s", &s1, &s2))
	fmt.Println(s1, s2)
	fmt.Println(fmt.Sscanf("äbcdef", "%2s%3x", &s1, &s2))
	fmt.Println(s1, s2)

	zones := []*time.Location{time.UTC, time.FixedZone("", 5400), time.FixedZone("X", -11*3600)}
	for _, zone := range zones {
		for _, sec := range []int64{0, -1, 951782399, 951782400, 1709164800, -62135596800, 253402300799, 1 << 40, -1 << 45, 1<<63 - 1, -1 << 63} {
			t := time.Unix(sec, 987654321).In(zone)
			y, m, d := t.Date()
			hh, mm, ss := t.Clock()
			fmt.Println(y, m, d, hh, mm, ss, t.Year() == y, t.Month() == m, t.Day() == d, t.Hour() == hh, t.Minute() == mm, t.Second() == ss, t.Weekday(), t.YearDay())
			for _, by := range [][3]int{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, -14, 40}, {-4, 12, -366}, {400, 0, 0}, {0, 0, 1 << 40}, {1 << 62, 1, 1}} {
				u := t.AddDate(by[0], by[1], by[2])
				fmt.Print(u.Unix(), " ", u.Nanosecond(), " ", u.Location(), " ")
			}
			fmt.Println()
		}
	}
	now := time.Now()
	fmt.Println(now.AddDate(0, 0, 1).Sub(now) >= 23*time.Hour, now.AddDate(0, 0, 0).Equal(now), now.In(time.UTC).AddDate(0, 0, 1).Sub(now))
	day := time.Time.Day
	fmt.Println(day(time.Unix(0, 0).UTC()), time.Time{}.AddDate(1, 1, 1))
}
