// Package strconv on quotes: every way to quote, and what comes back.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	texts := []string{"", "plain", "tab\tline\nquote\"back`slash\\", "\a\b\f\n\r\t\v\x00\x7f", "Grüße 世界 🎉", "\u00a0\u2028\ufeff\u200b", "\xff\xfe bad", "\U0010ffff\ue000", "a\u0301", "'single'"}
	for _, text := range texts {
		fmt.Println(strconv.Quote(text), strconv.QuoteToASCII(text), strconv.QuoteToGraphic(text), strconv.CanBackquote(text))
		fmt.Println(string(strconv.AppendQuote([]byte("a:"), text)), string(strconv.AppendQuoteToASCII([]byte("b:"), text)), string(strconv.AppendQuoteToGraphic(nil, text)))
		back, err := strconv.Unquote(strconv.QuoteToASCII(text))
		fmt.Println(back == text, err)
	}
	for _, r := range []rune{'a', '\'', '"', '\\', '\n', 0, 0x7f, 'ß', '世', '🎉', 0xa0, 0x2028, 0xfffd, 0xd800, 0x110000, -1} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.QuoteRuneToGraphic(r), string(strconv.AppendQuoteRune(nil, r)),
			string(strconv.AppendQuoteRuneToASCII([]byte("-"), r)), string(strconv.AppendQuoteRuneToGraphic([]byte("+"), r)), strconv.IsPrint(r), strconv.IsGraphic(r))
	}
	for _, quoted := range []string{``, `"`, `""`, `"a"`, `'a'`, `''`, `'ab'`, "`raw\\n`", "`cr\rhere`", "`", `"a`, `a"`, `"\x41\101\u00e4\U0001F389"`, `"\x4"`, `"\400"`, `"\ud800"`,
		`"\q"`, `"\'"`, `'\''`, `'\"'`, "\"new\nline\"", `"a"b"`, `'\u4e16'`, `'世'`, "'\xff'", "\"\xff\""} {
		text, err := strconv.Unquote(quoted)
		fmt.Printf("%q: %q %v\n", quoted, text, err)
	}
	for _, text := range []string{`"head" tail`, "`raw` tail", `'x'tail`, `'xy'`, ``, `tail "x"`, `"open`, `"esc\"aped"rest`, `"bad\q"`} {
		prefix, err := strconv.QuotedPrefix(text)
		fmt.Printf("%q: %q %v\n", text, prefix, err)
	}
	for _, text := range []string{`a`, `\n`, `\x41bc`, `\101`, `世x`, `\u4e16`, `\'`, `\"`, `'`, `"`, ``, `\`, `\U00110000`, "\xffz"} {
		for _, quote := range []byte{0, '"', '\''} {
			value, multibyte, tail, err := strconv.UnquoteChar(text, quote)
			fmt.Printf("%q %q: %q %t %q %v\n", text, quote, value, multibyte, tail, err)
		}
	}
}
