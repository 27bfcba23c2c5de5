package fuzz

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzReverse(f *testing.F) {
	f.Add("abc", 1)
	f.Add("\xff", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		t.Logf("%q %d", s, n)
		if !utf8.ValidString(strings.Repeat(s, n)) {
			t.Error("not valid")
		}
	})
}

func FuzzKinds(f *testing.F) {
	f.Fuzz(func(t *testing.T, a []byte, b bool, c byte, r rune, x float32, y float64, i int8, u uint64) {
		t.Log(a, b, c, r, x, y, i, u)
	})
}

func FuzzMismatch(f *testing.F) {
	f.Add(1)
	f.Fuzz(func(t *testing.T, s string) {})
}

func FuzzMalformed(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {})
}

func FuzzSkip(f *testing.F) {
	f.Skip("not now")
}
