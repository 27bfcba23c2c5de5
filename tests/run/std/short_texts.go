package main

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

func main() {
	spaces := []string{"", " ", "\t\n\v\f\r ", "a", " a", "a ", "\x00a\x1f", " a b ", "\u00a0a\u2003", "\u0085", " \u00a0 x \u3000 ", "é", " é ", "\xff a \xff", "\xc2\x85", "a\xc2", "\u200bx", "\x1c\x1dx\x1e", "!~"}
	for _, s := range spaces {
		fmt.Printf("%q %q\n", strings.TrimSpace(s), bytes.TrimSpace([]byte(s)))
	}

	// Numbers of all lengths, into room that is just enough, one short, ample.
	var numbers []int64
	for n := int64(1); ; n *= 10 {
		numbers = append(numbers, n, n-1, n+1, -n, 1-n, -n-1)
		if n > math.MaxInt64/10 {
			break
		}
	}
	for shift := range 63 {
		numbers = append(numbers, 1<<shift, 1<<shift-1, -1<<shift)
	}
	numbers = append(numbers, math.MinInt64, math.MaxInt64, 12345678, 123456789, 10203040506)
	for _, n := range numbers {
		want := fmt.Sprintf("%d", n)
		for room := len(want) - 1; room < len(want)+3; room += 1 {
			array := make([]byte, room+2)
			copy(array, "ab")
			got := strconv.AppendInt(array[:2], n, 10)
			if string(got) != "ab"+want || string(strconv.AppendUint(array[:0], uint64(n), 10)) != strconv.FormatUint(uint64(n), 10) {
				fmt.Println("wrong", n, string(got))
			}
			if len(got) <= len(array) && &got[0] != &array[0] {
				fmt.Println("moved", n)
			}
		}
		if strconv.Itoa(int(n)) != want {
			fmt.Println("wrong", n, strconv.Itoa(int(n)))
		}
	}
	fmt.Println(len(numbers), strconv.FormatUint(math.MaxUint64, 10), strconv.FormatUint(1e19, 10), strconv.FormatUint(1e19-1, 10))
	fmt.Println(string(strconv.AppendInt(make([]byte, 0, 80), -255, 2)), string(strconv.AppendUint(nil, 255, 16)), string(strconv.AppendInt(nil, -1, 36)))
	func() {
		defer func() { fmt.Println(recover()) }()
		strconv.AppendInt(make([]byte, 0, 80), 5, 1)
	}()

	html := strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")
	mixed := strings.NewReplacer("aaaa", "4", "aaa", "3", "aa", "2", "a", "1", "b", "", "a very long text, longer than sixteen bytes", "long", "i", "i")
	blank := strings.NewReplacer("", "-", "x", "")
	nothing := strings.NewReplacer()
	same := strings.NewReplacer("a", "first", "a", "second", "é", "e", "\xff", "?")
	long := strings.NewReplacer("x", strings.Repeat("0123456789", 5))
	texts := []string{"", "a", "<", "a <b> & c", "aaaaaaaaaaa", "bab", "banana", "x", "xx", "plain text without any", "a very long text, longer than sixteen bytes", "a very long text, longer than sixteen byte", "é\xffé", strings.Repeat("<", 40), strings.Repeat("word & ", 9)}
	for _, s := range texts {
		fmt.Printf("%q %q %q %q %q %q\n", html.Replace(s), mixed.Replace(s), blank.Replace(s), nothing.Replace(s), same.Replace(s), long.Replace(s))
	}
	replace := html.Replace
	var r interface{ Replace(string) string } = mixed
	fmt.Println(strings.Map(func(r rune) rune { return []rune(replace(string(r)))[0] }, "a<b"), r.Replace("aab"))
	n, err := html.WriteString(&strings.Builder{}, "<>")
	fmt.Println(n, err)
	func() {
		defer func() { fmt.Println(recover()) }()
		var none *strings.Replacer
		none.Replace("x")
	}()
	func() {
		defer func() { fmt.Println("again", recover() != nil) }()
		defer (*strings.Replacer)(nil).Replace("x")
	}()
	go html.Replace("x")

	var b bytes.Buffer
	caps := []int{}
	for k := range 200 {
		b.Write(make([]byte, k*7))
		b.WriteString("end")
		if k%3 == 0 {
			b.Next(k * 5)
		}
		if len(caps) == 0 || caps[len(caps)-1] != b.Cap() {
			caps = append(caps, b.Cap())
		}
	}
	fmt.Println(b.Len(), caps)
	rest := b.AvailableBuffer()
	fmt.Println(bytes.Count(rest[:cap(rest)], []byte{0}) == cap(rest))
}
