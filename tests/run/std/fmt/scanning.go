// What package fmt reads: from strings, readers and standard input, into every kind of variable, through Scanners.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
)

// point scans itself: "(1;2)".
type point struct{ x, y int }

func (p *point) Scan(state fmt.ScanState, verb rune) error {
	width, has := state.Width()
	fmt.Printf("  verb %c, width %d %t\n", verb, width, has)
	state.SkipSpace()
	r, size, err := state.ReadRune()
	if err != nil {
		return err
	}
	if r != '(' {
		fmt.Println("  put back", state.UnreadRune(), size)
		return errors.New("no point begins here")
	}
	token, err := state.Token(true, func(r rune) bool { return unicode.IsDigit(r) || r == '-' })
	if err != nil {
		return err
	}
	first := string(token)
	state.ReadRune()
	token, err = state.Token(false, func(r rune) bool { return r != ')' })
	if err != nil {
		return err
	}
	state.ReadRune()
	_, err = fmt.Sscan(first+" "+string(token), &p.x, &p.y)
	return err
}

// reading asks for what a ScanState refuses.
type reading struct{}

func (reading) Scan(state fmt.ScanState, verb rune) error {
	n, err := state.Read(make([]byte, 4))
	fmt.Println("  Read:", n, err)
	return nil
}

type celsius float64
type yes bool

func kinds() {
	var (
		i   int
		i8  int8
		u16 uint16
		f   float64
		c   celsius
		b   bool
		y   yes
		s   string
		raw []byte
		z   complex128
		r   rune
		p   *int = new(int)
	)
	n, err := fmt.Sscan("-12 127 0xffff 1e3 36.6 true F wort bytes (1+2i) 300", &i, &i8, &u16, &f, &c, &b, &y, &s, &raw, &z, &r)
	fmt.Println(n, err, i, i8, u16, f, c, b, y, s, string(raw), z, r)
	n, err = fmt.Sscan("7", p)
	fmt.Println(n, err, *p)
	for _, text := range []string{"", "   ", "x", "300", "-1", "1_000", "0b101", "0o17", "9999999999999999999999"} {
		n, err := fmt.Sscan(text, &i8)
		fmt.Printf("%q: %d %v %d\n", text, n, err, i8)
	}
	n, err = fmt.Sscan("5", i)
	fmt.Println(n, err)
	n, err = fmt.Sscan("5", &struct{}{})
	fmt.Println(n, err)
	n, err = fmt.Sscan("maybe", &b)
	fmt.Println(n, err)
	n, err = fmt.Sscan("1,5", &f)
	fmt.Println(n, err, f)
	n, err = fmt.Sscan("(1,2)", &z)
	fmt.Println(n, err, z)
}

func lines() {
	var a, b int
	var s string
	for _, text := range []string{"1 2\n3", "1\n2", "1 2 3\n", "1 2 ", "\n1 2", "1 x\n", ""} {
		a, b = 0, 0
		n, err := fmt.Sscanln(text, &a, &b)
		fmt.Printf("Sscanln %q: %d %v %d %d\n", text, n, err, a, b)
	}
	from := strings.NewReader("eins 1\nzwei 2\r\n\ndrei\n4\n")
	for range 6 {
		s, a = "", 0
		n, err := fmt.Fscanln(from, &s, &a)
		fmt.Printf("Fscanln: %d %v %q %d\n", n, err, s, a)
	}
	from = strings.NewReader("10 20 30 vier")
	for {
		n, err := fmt.Fscan(from, &a)
		fmt.Println("Fscan:", n, err, a)
		if err != nil {
			break
		}
	}
	// A reader that cannot put runes back loses none of what it was not asked for.
	only := io.MultiReader(strings.NewReader("12"), strings.NewReader("3;rest"))
	n, err := fmt.Fscan(only, &a)
	rest, _ := io.ReadAll(only)
	fmt.Printf("%d %v %d %q\n", n, err, a, rest)
}

func formats() {
	var a, b int
	var s, t string
	var f float64
	var r rune
	var raw []byte
	try := func(n int, err error, values ...any) { fmt.Println(append([]any{n, err}, values...)...) }
	n, err := fmt.Sscanf("2026-11-26", "%4d-%2d-%d", &a, &b, &f)
	try(n, err, a, b, f)
	n, err = fmt.Sscanf("ff 777 101", "%x %o", &a, &b)
	try(n, err, a, b)
	n, err = fmt.Sscanf(`"quoted \t text" 68616c6c6f`, "%q %x", &s, &raw)
	try(n, err, s, string(raw))
	n, err = fmt.Sscanf("änd", "%c%s", &r, &s)
	try(n, err, string(r), s)
	n, err = fmt.Sscanf("abcdef", "%3s%s", &s, &t)
	try(n, err, s, t)
	n, err = fmt.Sscanf("100%", "%d%%", &a)
	try(n, err, a)
	n, err = fmt.Sscanf("1 2", "%d", &a)
	try(n, err, a)
	n, err = fmt.Sscanf("1", "%d %d", &a, &b)
	try(n, err, a)
	n, err = fmt.Sscanf("1", "%d", &a, &b)
	try(n, err, a)
	n, err = fmt.Sscanf("1", "%d %d", &a)
	try(n, err, a)
	n, err = fmt.Sscanf("x1", "y%d", &a)
	try(n, err, a)
	n, err = fmt.Sscanf("1", "%z", &a)
	try(n, err, a)
	n, err = fmt.Sscanf("1", "%s%", &s)
	try(n, err, s)
	n, err = fmt.Sscanf("0x1p-2", "%g", &f)
	try(n, err, f)
	n, err = fmt.Sscanf("5\n6", "%d\n%d", &a, &b)
	try(n, err, a, b)
	n, err = fmt.Sscanf("5 6", "%d\n%d", &a, &b)
	try(n, err, a, b)
	from := strings.NewReader("k=1;k=2;v=3;")
	for {
		n, err := fmt.Fscanf(from, "k=%d;", &a)
		fmt.Println("Fscanf:", n, err, a)
		if err != nil {
			break
		}
	}
}

func scanners() {
	var p point
	var scanner fmt.Scanner = &p
	n, err := fmt.Sscan("  (3;-4) ", scanner)
	fmt.Println(n, err, p)
	n, err = fmt.Sscanf("at (10;20)", "at %7v", &p)
	fmt.Println(n, err, p)
	n, err = fmt.Sscan("3;4", &p)
	fmt.Println(n, err)
	n, err = fmt.Sscan("", &p)
	fmt.Println(n, err)
	n, err = fmt.Sscan("abc", reading{})
	fmt.Println(n, err)
}

func standardInput() {
	in, out, err := os.Pipe()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprint(out, "7 sieben\nzeile 8\n9:neun\nrest of it\n")
	out.Close()
	kept := os.Stdin
	os.Stdin = in
	defer func() { os.Stdin = kept }()
	var a int
	var s string
	n, err := fmt.Scan(&a, &s)
	fmt.Println(n, err, a, s)
	n, err = fmt.Scanln()
	fmt.Println(n, err)
	n, err = fmt.Scanln(&s, &a)
	fmt.Println(n, err, s, a)
	n, err = fmt.Scanf("%d:%s\n", &a, &s)
	fmt.Println(n, err, a, s)
	rest, err := bufio.NewReader(os.Stdin).ReadString('\n')
	fmt.Printf("%q %v\n", rest, err)
	n, err = fmt.Scan(&a)
	fmt.Println(n, err, err == io.EOF)
}

func main() {
	kinds()
	lines()
	formats()
	scanners()
	standardInput()
}
