// What is read from a RuneReader for a match, how far, and positions counted as the reader counts.
package main

import (
	"fmt"
	"math/rand"
	"regexp"
	"strings"
)

type units struct {
	r *strings.Reader
	n int
}

func (u *units) ReadRune() (rune, int, error) {
	c, _, err := u.r.ReadRune()
	if err == nil {
		u.n++
	}
	return c, 1 + int(c)%3, err
}

func main() {
	exprs := []string{`a+b`, `b|ab`, `(a)(b)?(c)?`, `^ab*c`, `c$`, `\bab\b`, `é+`, `(?i)É(x)?`, `(a|ab)(c|bcd)(d*)`, `x*`, `.`, `[^a]+`, `(?s).*c`, `a.*?c`, `\x{FFFD}`, ``, `^`, `$`, `^a$`, `(?m)^b$`, `ab{2,3}`, `^(a|b)*c`, `^é`, `^a[bc]*$`, `^(ab|cd)+$`, `^ab.`, `^(a)[bc]{2}`, `^[a-d]+x?$`}
	rnd := rand.New(rand.NewSource(7))
	letters := []string{"a", "b", "c", "d", "x", "é", "\xff", "\n", " ", "日", "É"}
	sum := 0
	for i := 0; i < 800; i++ {
		var b strings.Builder
		for n := rnd.Intn(14); n >= 0; n-- {
			b.WriteString(letters[rnd.Intn(len(letters))])
		}
		s := b.String()
		e := exprs[i%len(exprs)]
		re := regexp.MustCompile(e)
		if i%5 == 4 {
			re.Longest()
		}
		r := strings.NewReader(s)
		m := re.MatchReader(r)
		left := r.Len()
		r = strings.NewReader(s)
		at := re.FindReaderSubmatchIndex(r)
		left2 := r.Len()
		u := &units{strings.NewReader(s), 0}
		at2 := re.FindReaderIndex(u)
		if i%5 == 4 {
			left, left2, u.n = 0, 0, 0
		}
		fmt.Printf("%q %q %v %d %v %d %v %d\n", e, s, m, left, at, left2, at2, u.n)
		sum += left
	}
	fmt.Println(sum)
}
