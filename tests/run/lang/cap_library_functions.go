// What gc inlines of its library appends where the caller's slices are; what it does not inline may keep them or not.
package main

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func sorted(n int) []int {
	var s []int
	for i := range n {
		s = append(s, -i)
	}
	slices.Sort(s)
	return s
}
func sortedElsewhere(n int) []int {
	var s []int
	for i := range n {
		s = append(s, -i)
	}
	sort.Ints(s)
	return s
}

func main() {
	for n := range 6 {
		println(n, cap(slices.Collect(upTo(n))), cap(sorted(n)), cap(sortedElsewhere(n)))
	}
	kept := slices.Collect(upTo(5))
	kept = append(kept, 1, 2, 3, 4)
	println(cap(kept))
	var appended []int
	appended = slices.AppendSeq(appended, upTo(2))
	println(cap(appended))
	keys := slices.Sorted(maps.Keys(map[string]int{"a": 1, "b": 2, "c": 3}))
	println(cap(keys), cap(slices.Collect(maps.Values(map[int]int{1: 1}))))

	var text []byte
	text = utf8.AppendRune(text, 'x')
	println(cap(text))
	text = utf8.AppendRune(text, '€')
	println(cap(text))
	var number []byte
	number = binary.BigEndian.AppendUint32(number, 7)
	println(cap(number))
	number = binary.AppendUvarint(number, 300)
	println(cap(number), cap(strconv.AppendQuote(nil, "hello")), cap(strconv.AppendInt(nil, 77, 10)))

	word := strings.Repeat("a", 5)
	println(cap(bytes.TrimSpace([]byte(word))), cap(bytes.ToUpper([]byte(word))), bytes.Contains([]byte(word), []byte("b")))
	for range 2 {
		buffer := bytes.NewBufferString(word)
		println(buffer.Cap())
		buffer.WriteString("!")
		println(buffer.Cap(), bytes.NewBuffer([]byte(word)).Cap())
		word += "bc"
	}
	s := []float64{1, 2, 3}
	s = slices.Replace(s, 0, 1, 4, 5, 6)
	println(cap(s), cap(bytes.Runes([]byte("hello"))))

	var fields, parts []int
	for f := range strings.FieldsSeq(" a b  c") {
		fields = append(fields, len(f))
		println("field", f, cap(fields))
	}
	for f := range bytes.FieldsSeq([]byte(" a b\u00a0c")) {
		fields = append(fields, len(f))
		println("field", string(f), cap(f), cap(fields))
	}
	for p := range bytes.SplitSeq([]byte("a--b-c"), []byte("-")) {
		parts = append(parts, len(p))
		println("part", string(p), cap(p), cap(parts))
	}
	for p := range bytes.SplitAfterSeq([]byte("añ"), nil) {
		println("letter", string(p), cap(p))
	}
	for p := range bytes.SplitAfterSeq([]byte("a,b"), []byte(",")) {
		println("after", string(p), cap(p))
	}
}
