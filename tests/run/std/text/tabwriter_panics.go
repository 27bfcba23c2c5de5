package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode"
)

type broken struct{ after int }

func (b *broken) Write(p []byte) (int, error) {
	if b.after--; b.after < 0 {
		panic(fmt.Errorf("cannot write %q", p))
	}
	return len(p), nil
}

func try(f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%T %v\n", r, r)
	}()
	f()
}

func main() {
	for after := range 4 {
		w := tabwriter.NewWriter(&broken{after}, 0, 8, 1, ' ', 0)
		try(func() { fmt.Fprint(w, "a\tb\nccc\td\n") })
		try(func() { fmt.Println(w.Flush()) })
		try(func() { fmt.Fprint(w, "one\ntwo\tthree\n\ffour") })
		try(func() { fmt.Println(w.Flush()) })
	}
	// A mapping to the same letter is one.
	same := unicode.SpecialCase{{Lo: 'A', Hi: 'A'}, {Lo: 'x', Hi: 'y', Delta: [unicode.MaxCase]rune{0, 'z' - 'x', 1}}}
	fmt.Println(strings.ToLowerSpecial(same, "ABC xyz"), strings.ToUpperSpecial(same, "ABC xyz"), strings.ToTitleSpecial(same, "ABC xyz"), strings.ToUpperSpecial(unicode.TurkishCase, "iı"))
}
