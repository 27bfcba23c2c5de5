// net/mail: messages, addresses in all their forms, dates, what is refused and how.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"strings"
)

func messages() {
	for _, text := range []string{
		"From: John <jdoe@machine.example>\r\nTo: Mary <mary@example.net>\r\nSubject: Saying\r\n  Hello\r\nDate: Fri, 21 Nov 1997 09:55:06 -0600\r\nX-Twice: a\r\nx-twice:   b\r\n\r\nThis is\r\nthe body.\r\n",
		"From nobody Mon Jan 1 00:00:00 2024\nSubject: x\n\nbody",
		"Subject: no body\n", "Subject: no body\n\n", "", "\n", "\nbody only", " leading\nA: b\n", "no colon\n\nbody", ": empty\nA: b\n\n", "A: b", "A\x01: b\n\n", "Key with space : v\n\n", "A:b\n :c\n\n",
	} {
		m, err := mail.ReadMessage(strings.NewReader(text))
		fmt.Printf("%q: %v\n", text, err)
		if err != nil {
			continue
		}
		body, err := io.ReadAll(m.Body)
		fmt.Printf("  %q %q %v\n", m.Header, body, err)
		date, err := m.Header.Date()
		fmt.Println(" ", date, err)
		for _, key := range []string{"from", "To", "Cc"} {
			list, err := m.Header.AddressList(key)
			fmt.Println(" ", key, list, err)
		}
		fmt.Printf("  %q %q\n", m.Header.Get("x-TWICE"), m.Header.Get("none"))
	}
	fmt.Println(mail.ErrHeaderNotPresent)
}

var addresses = []string{
	"jdoe@machine.example", "John Doe <jdoe@machine.example>", `"Joe Q. Public" <john.q.public@example.com>`, `"Joe \"Q\" \\Public" <a@b>`, "<a@b>", " a@b ", "a@b (name)", "a@b (first (nested) \\) last)", "a@b (open",
	"John (middle name) Doe <jdoe@machine.example>", "J. R. R. Tolkien <j@r>", "=?iso-8859-1?q?J=F6rg_Doe?= <joerg@example.com>", "=?utf-8?q?J=C3=B6rg?= =?utf-8?q?Doe?= <j@e>", "=?utf-8?B?SsO2cmc=?= Plain =?us-ascii?q?x?= <j@e>",
	"=?ISO-8859-15?Q?J=F6rg?= <j@e>", "a@b (=?utf-8?q?J=C3=B6rg?=)", "a@b (=?windows-1252?q?x?=)", "=?utf-8?q?broken <a@b>", `"user name"@example.com`, `""@b`, `"unclosed@b`, `"bad` + "\x01" + `"@b`, `"esc\` + "\x01" + `"@b`,
	"döner@käse.de", "Jörg <a@b>", "\xff@b", "a\xff@b", `"` + "\xff" + `"@b`, "a@[1.2.3.4]", "a@[IPv6:::1]", "a@[IPv6:zz]", "a@[::1]", "a@[1.2.3]", "a@[1.2.3.4", "a@[1.2\\3.4]", "a@[\xff]", "a@[ 1]", ".a@b", "a..b@c", "a.@b", "a@.b", "a@b..c", "a@b.",
	"", " ", "a", "a b", "a@", "@b", "a@b c", "a@b, c@d", "<a@b", "<a b>", "<>", "a <b>", "John <a@b> x", "Group: a@b, c@d;", "Group: a@b;", "Group:;", "Group: ;", "Group: a@b, ;", "Group: a@b c@d;", "Group: a@b", "Group: Name <x@y>; (comment)", "G1: G2: a@b;;", "Group: a@b; (open",
	"a@b,", ",a@b", "a@b,,c@d", "a@b, , c@d ,", ",", "a@b c@d", "a@b; c@d", "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>", "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;", "Undisclosed:;, a@b", "cfws (x) @ (y) b", "a (x)@b", "a@ b", "a @b",
	`"a\` + "\x00" + `b" <c@d>`, "name\x01 <a@b>", "one two three", "one;two", "a(b)c <d@e>", `"q" w "e" <r@t>`, "emptyname <> x",
}

func parse() {
	for _, s := range addresses {
		a, err := mail.ParseAddress(s)
		fmt.Printf("%q: ", s)
		if err != nil {
			fmt.Println(err)
		} else {
			fmt.Printf("%q %q %s\n", a.Name, a.Address, a)
			if again, err := mail.ParseAddress(a.String()); err != nil || *again != *a {
				fmt.Println("  again:", again, err)
			}
		}
		list, err := mail.ParseAddressList(s)
		fmt.Println(" ", len(list), list, err)
	}
	p := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: func(charset string, input io.Reader) (io.Reader, error) {
		if charset == "bad" {
			return nil, errors.New("bad charset")
		}
		b, err := io.ReadAll(input)
		return bytes.NewReader(bytes.ToUpper(b)), err
	}}}
	for _, s := range []string{"=?shout?q?hello?= <a@b>", "=?bad?q?hello?= <a@b>", "x <a@b>, =?shout?q?you?= <c@d>", "a@b (=?bad?q?x?=)"} {
		a, err := p.Parse(s)
		fmt.Println(a, err)
		list, err := p.ParseList(s)
		fmt.Println(list, err)
	}
	var zero mail.AddressParser
	fmt.Println(zero.Parse("Z <z@z>"))
	fmt.Println(zero.ParseList("=?x?q?y?= <z@z>"))
}

func show() {
	for _, a := range []mail.Address{
		{"", "bob@example.com"}, {"Bob", "bob@example.com"}, {"note: the \"quote\" \\ marks", "a@b"}, {"Böb", "bob@example.com"}, {"Bob Jane", "bob@example.com"}, {"Böb Jacöb (x)", "bob@example.com"},
		{"tab\tinside", "a@b"}, {"line\nbreak", "a@b"}, {"", ""}, {"x", "noat"}, {"", "@"}, {"", "a b@c"}, {"", `a"b@c`}, {"", "a..b@c"}, {"", ".a@c"}, {"", "a.@c"}, {"", "a.b@c"}, {"", "ü@c"}, {"", "a@b@c"}, {"", "a\x01b@c"}, {"Ü,", "a@b"}, {strings.Repeat("lang ü ", 12), "a@b"},
	} {
		fmt.Println(a.String())
	}
}

func dates() {
	for _, s := range []string{
		"Fri, 21 Nov 1997 09:55:06 -0600", "21 Nov 97 09:55:06 -0600", "Fri, 21 Nov 1997 09:55:06 GMT", "Tue, 1 Jul 2003 10:52:37 +0200", "Thu, 13 Feb 1969 23:32:54 -0330 (Newfoundland)", "Thu, 13 Feb 1969 23:32 UT", "1 Jan 2024 00:00 MST", "Tue, 26 May 2020 14:04:40 GMT (x) (y)",
		"Fri, 21 Nov 1997 09:55:06 MDT (open", "Fri, 21 Nov 1997\r\n 09:55:06 -0600", "Fri, 21 Nov 1997\r 09:55:06 -0600", " Fri, 21 Nov 1997 09:55:06 -0600 ", "Fri, 21 Nov 1997 09:55:06 -06", "Fri, 32 Nov 1997 09:55:06 -0600", "", "Thu", "T", "21 Nov 1997 09:55:06 -0600 trailing", "Fri, 21 Nov 1997 9:55:06 -0600",
		"Fri, 21 Nov 1997 09:55:06 CEST", "Thu, 20 Nov 1997 09:55:06 EST",
	} {
		t, err := mail.ParseDate(s)
		fmt.Printf("%q: %v %v\n", s, t, err)
	}
}

func main() {
	messages()
	parse()
	show()
	dates()
}
