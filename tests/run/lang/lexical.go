// Lexical elements: comments, semicolons, identifiers, operators, and literals of every kind.
package main

import "fmt"

func main() {
	comments()
	semicolons()
	identifiers()
	maximalMunch()
	integers()
	floats()
	imaginary()
	runes()
	strings()
}

/* A general comment
   over lines acts like a newline. */

func comments() {
	x := 1 /* like a space */ + /**/ 2
	y := 3 /* a newline in here
	ends the statement */
	z := "/* not a comment */ // nor this"
	r := '/' // a quote ' here does not matter
	/* // the end of line does not matter */ w := 4
	/*/ this is not yet the end /*/ v := 5
	fmt.Println("comments", x, y, z, string(r), w, v)
}

func semicolons() {
	if x := 1; x > 0 { fmt.Print("one ") }; for i := 0; i < 2; i++ { fmt.Print(i, " ") }; fmt.Println("line")
	f := func() (a, b int) { return 1, 2 }
	a, b := f()
	c := []int{
		a,
		b}
	d := map[string]int{"k": 1,
	}
	var (e = 1; g = 2)
	type (s struct{ x int; y int }; t []int)
	{
	}
	;
	;;
	switch { case a == 1: fmt.Println("semi", c, d, e, g, s{1, 2}, t{3}) }
	for ;; { break }
	i := 0
	i++; i--
	fmt.Println(
		"trailing",
		i,
	)
}

func identifiers() {
	a, _x9, ThisIsExported, αβ, 本, ñ := 1, 2, 3, 4, 5, 6
	x٣ := 7 // a digit that is not ASCII
	é := 8
	fmt.Println(a, _x9, ThisIsExported, αβ, 本, ñ, x٣, é)
}

func maximalMunch() {
	a, b := 7, 2
	p := &b
	fmt.Println(a - -b, a+ +b, a&^b, a& ^b, a&b, a / *p, 1 - -1, !!true, ^^a, - - -a)
	a <<= 1
	a &^= 2
	a |= 1; a ^= 4; a %= 9; a >>= 1
	x := []int{1, 2, 3}
	c := make(chan int, 1)
	c <- -1
	y := -<-c
	fmt.Println(a, x[1:], x[:2], y)
}

func integers() {
	fmt.Println(42, 4_2, 0600, 0_600, 0o600, 0O600, 0xBadFace, 0xBad_Face, 0x_67_7a_2f, 0b1011, 0B_1_0, 0, 00, 0_0, 0x0)
	const huge = 170_141183_460469_231731_687303_715884_105727
	fmt.Println(huge == 170141183460469231731687303715884105727, huge>>100, huge/(1<<120), 0xFFFF_FFFF_FFFF_FFFF_FFFF>>70)
	fmt.Println(0xe+1, 0x1e+1, 0xE-1, 0xF&0x3|0b100)
}

func floats() {
	fmt.Println(0., 72.40, 072.40, 2.71828, 1.e+0, 6.67428e-11, 1E6, .25, .12345E+5, 1_5., 0.15e+0_2)
	fmt.Println(0x1p-2, 0x2.p10, 0x1.Fp+0, 0X.8p-0, 0X_1FFFP-16, 0x15e-2, 0x1p-1074, 0x.0000001p1, 0x1P+0_3)
	fmt.Println(08.5, 09e1, 0e0, 1e-400, 1e400/1e399, 123456789012345678901234567890.0)
	const tiny = 1e-1000 // exact although no float64 holds it
	fmt.Println(tiny*1e1000, tiny == 0, float64(tiny), -float64(tiny))
	fmt.Println(float32(0.1), float64(float32(0.1)), float32(16777217.0), 0x1.fffffep127, float32(0x1.fffffefp127))
}

func imaginary() {
	fmt.Println(0i, 0123i, 0o123i, 0xabci, 0.i, 2.71828i, 1.e+0i, 6.67428e-11i, 1E6i, .25i, .12345E+5i, 0x1p-2i, 0b11i, 08i, 1_000i)
	fmt.Println(1i*1i, (1+2i)*(3-4i), 1i/2i, real(3+4i), imag(3+4i))
}

func runes() {
	fmt.Println('a', 'ä', '本', '\t', '\000', '\007', '\377', '\x07', '\xff', '\u12e4', '\U00101234', '\'', '"', '\\')
	fmt.Println('\a', '\b', '\f', '\n', '\r', '\v', '\U0010FFFF', '\uD7FF', '\uE000', '`', '/')
	fmt.Printf("%T %c %q %U\n", 'x', 'ä', '\'', '本')
	fmt.Println('a'+1, 'a'*2.0, 'a' < 'b', string('a'+1))
}

func strings() {
	fmt.Println(`abc`, `\n
\n`, "\n", "\"", "日本語", "\u65e5本\U00008a9e", len("\xff\u00FF"), `"`, '`')
	same := []string{"日本語", `日本語`, "\u65e5\u672c\u8a9e", "\U000065e5\U0000672c\U00008a9e", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
		"\346\227\245\346\234\254\350\252\236"}
	for _, s := range same {
		fmt.Print(s == same[0], " ")
	}
	fmt.Println()
	fmt.Printf("% x|% x|% x|%q\n", "\377\xFFÿ\u00FF\U000000FF", "é", "é", "\a\b\f\r\t\v\\'\x00")
	fmt.Println(len("é"), len("é"), len([]rune("é")), len([]rune("é")), len(""), len(``))
}
