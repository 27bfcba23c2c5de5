package main

import (
	"fmt"
	"regexp"
	"strings"
)

var pieces = []string{"a", "b", "c", ".", "x", "^", "$", `\b`, `\B`, `\d`, `\D`, `\w`, `\W`, `\s`, `\S`, `\A`, `\z`, "(?i)", "(?s)", "(?m)", "(?U)", "(?-i)", "(?is-m:b)", "[^a]", "[a-c]", "[^a-c]", "é", `\pL`, `\PL`, `\p{Greek}`, `\P{^Lu}`, "[[:alpha:]]", "[[:^space:]]",
	`[\d\-x]`, `\x41`, `\x{65e5}`, "日", "[a\\]b]", "k", "ſ", "[k]", "ß", `\t`, `\n`, `\.`, `\C`, `\Qa.b\E`, `\Q*`, "[^\\n]", "[]a]", "[^]a]", "\\pN", "[\\pL\\d]", `\141`, `\a`}

// broken are pieces that are errors in most places.
var broken = []string{"(", ")", "[", "]", "*", "+", "?", "{", "}", "{2}", "{2,1}", "{1001}", "{,2}", `\`, `\8`, `\p`, `\pX`, `\p{Nope}`, "(?P<n", "(?<n>a)", "(?P<n>a)(?P<n>b)", "(?P<1>a)", "(?", "(?z)", "(?i", "[z-a]", "[[:foo:]]", "[a", `\xg`, `\x{110000}`, `\Z`, "**", "a**", "a{2}{3}", "x{1000}", "(x{500}){500}", `\k`, "(?=a)", "(?!a)", `\1`, "(?:", "(?P=n)", "(?P<>a)", "|", "||", "()", "(|)", "((((a))))", `[\Q]\E]`, "[a-\\d]", "[--a]", "[a-b-c]", "a{0}", "a{0,0}", "(a*)*", "(a*)+", "(a|b*)*?"}

func expression(depth int) string {
	s := ""
	for range 1 + random.IntN(4) {
		var e string
		switch random.IntN(12) {
		case 0, 1:
			if depth < 4 {
				e = pick("(", "(", "(?:", "(?i:", "(?P<n"+string(rune('a'+random.IntN(26)))+">", "(?<m>") + expression(depth+1) + pick("", "|"+expression(depth+1), "|") + ")"
			}
		default:
			e = pieces[random.IntN(len(pieces))]
		}
		s += e + pick("", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}", "{0,2}?", "{3}?")
	}
	if depth == 0 && chance(30) {
		s += pick("\xff", "[\xff]", "\xffa(", "a\xe6\x97")
	}
	if depth == 0 {
		if chance(4) {
			s += "|" + expression(1)
		}
		if chance(12) {
			i := random.IntN(len(s) + 1)
			s = s[:i] + broken[random.IntN(len(broken))] + s[i:]
		}
	}
	return s
}

func subject() string {
	var s strings.Builder
	for range random.IntN(4) {
		s.WriteString(pick("aab", "xyz b", "日a1 b", "a", "b\n", "cab", "abcabcabc", "A", "K", "K", "S", "s1", "_", "é", "É", " ", "a.b", "\xff", "x\n\ny", "aaaaaaaaaaaaaaaaaaaa", "abababababab", text()))
	}
	return s.String()
}

func main() {
	run([]call{
		{"find", find}, {"find", find},
		{"replace", func() []any {
			p, s := expression(0), subject()
			re, err := regexp.Compile(p)
			if err != nil {
				return []any{p, err}
			}
			with := pick("<$0>", "$1x", "${1}x", "$na$nb", "$$", "$", "${", "${x", "$é", "", "$01", "$10", "${na}-$m", text())
			var expanded []byte
			if m := re.FindStringSubmatchIndex(s); m != nil {
				expanded = re.ExpandString(nil, with, s, m)
			}
			return []any{p, s, with, re.ReplaceAllString(s, with), re.ReplaceAllLiteralString(s, with), re.ReplaceAllStringFunc(s, strings.ToUpper), string(re.ReplaceAll([]byte(s), []byte(with))), string(expanded),
				fmt.Sprintf("%q", re.Split(s, small()))}
		}},
		{"compile", func() []any {
			p := expression(0)
			for range random.IntN(3) {
				i := random.IntN(len(p) + 1)
				p = p[:i] + broken[random.IntN(len(broken))] + p[i:]
			}
			re, err := regexp.Compile(p)
			if err != nil {
				return []any{p, err, fmt.Sprintf("%+v", err)}
			}
			return []any{p, re, re.NumSubexp(), fmt.Sprintf("%q", re.SubexpNames()), re.SubexpIndex("n"), re.SubexpIndex("m")}
		}},
		{"LiteralPrefix", func() []any {
			p := pick("", "", "", "^")
			for range random.IntN(6) {
				p += pick("a", "b", "é", ".", `\.`, "[ab]", "[a]", `\d`)
				if p[0] != '^' {
					p += pick("", "", "*", "+", "?", "{2}", "(a)", "(?:b|c)")
				}
			}
			re, err := regexp.Compile(p + pick("", "", "$", "|a"))
			if err != nil {
				return []any{p, err}
			}
			prefix, complete := re.LiteralPrefix()
			return []any{re, prefix, complete}
		}},
		{"POSIX", func() []any {
			p, s := pick("a*", "(a|ab)(c|bcd)", "a+|aab", "(a*)(ab)*", "x?", "(a|b)*?", "[[:digit:]]+", `\d`, expression(0)), subject()
			re, err := regexp.CompilePOSIX(p)
			if err != nil {
				return []any{p, err}
			}
			return []any{p, s, fmt.Sprint(re.FindAllStringSubmatchIndex(s, -1))}
		}},
		{"QuoteMeta", func() []any { s := text(); return []any{s, regexp.QuoteMeta(s)} }},
	})
}

func find() []any {
	p, s := expression(0), subject()
	re, err := regexp.Compile(p)
	if err != nil {
		return []any{p, err}
	}
	got := []any{p, s, re.MatchString(s), fmt.Sprint(re.FindStringSubmatchIndex(s)), fmt.Sprintf("%q", re.FindAllString(s, small())), fmt.Sprint(re.FindAllStringSubmatchIndex(s, -1)),
		re.FindString(s), fmt.Sprint(re.FindReaderSubmatchIndex(strings.NewReader(s)))}
	re.Longest()
	return append(got, fmt.Sprint(re.FindAllStringSubmatchIndex(s, 3)), fmt.Sprintf("%q", re.FindSubmatch([]byte(s))))
}
