package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

func main() {
	exprs := []string{``, `a`, `a*`, `a+`, `a?`, `a|ab`, `ab|a`, `(a|ab)(c|bcd)(d*)`, `(a*)(b*)`, `(a)|(b)`, `(a+)(b+)?`, `^`, `$`, `^a`, `a$`, `(?m)^.`, `(?m).$`, `(?m)^$`, `\b`, `\B`, `\bfoo\b`, `\w+`, `\W+`, `\d{2,3}`, `[^a-z]+`, `(?i)FOO`, `(?i)[k-m]+`, `(?i)\x{212a}`, `(?s).+`, `.+`, `.*?b`, `a{2}`, `a{2,}`, `a{1,2}?`, `(?U)a+`, `(?U)a+?`, `x*y*`, `(x*)*`, `(|a)*`, `(|a)+`, `(a|b)*c|(a|ab)*c`, `(?:(a)|b)*`, `(?P<first>\w)(?P<last>\w)`, `\pL+`, `\p{Lu}`, `\P{L}+`, `[\p{Greek}\d]+`, `é`, `[é-ü]`, `\x{1F600}`, `.`, `[^x]`, `\x{fffd}`, `a.c`, `(?i)straße`, `[[:upper:]][[:lower:]]*`, `(a)(b)?(c)?`, `\Aa|b\z`, `\Q.*\E`, `(foo|foobar)(baz)?`, `\s+`, `(ab){2,3}`, `(a*){3}`, `(\d+)-(\d+)`, `(^|,)([^,]*)`}
	texts := []string{"", "a", "b", "ab", "aab", "abcd", "foo bar", "Foo1 fOO22 foobar333", "x\ny\n\nz", "aaa aaaa", "xxyyx", "αβγ Δ12 é ü Kk", "a\xffc \xe2\x82 b\xc3\xa9", "😀 straSSE STRAßE", "k\u212aK", "a.*b", "foobarbaz", "ababab", "12-345 6-7", "a,b,,c", "  \t\n x", "zzabczz"}
	for _, e := range exprs {
		re := regexp.MustCompile(e)
		long := regexp.MustCompile(e)
		long.Longest()
		for _, s := range texts {
			fmt.Printf("%q %q: %v %v %v %q %v", e, s, re.MatchString(s), re.FindStringSubmatchIndex(s), re.FindAllStringIndex(s, -1), re.FindAllString(s, 2), re.FindAllStringSubmatchIndex(s, 3))
			fmt.Printf(" %q", re.ReplaceAllString(s, "<$0|${1}x$2|$$>"))
			fmt.Printf(" L%v %v\n", long.FindStringSubmatchIndex(s), long.FindAllStringIndex(s, -1))
		}
	}
	for _, c := range []struct{ e, s string }{{`(a+)(b+)`, "aabb ab b"}, {`(|a|ab)(c|bcd)`, "abcd"}, {`x*`, "xxaxx"}, {`[a-z]+|[0-9]+`, "abc123"}, {`(a|ab)(bc|c)?`, "abc"}, {`\d`, "1"}} {
		re, err := regexp.CompilePOSIX(c.e)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(c, re.FindAllStringSubmatchIndex(c.s, -1), re.FindStringSubmatch(c.s), re)
	}
	re := regexp.MustCompile(`(?P<key>\w+)=(?P<val>\w*)`)
	fmt.Println(re.SubexpNames(), re.SubexpIndex("val"), re.SubexpIndex("no"), re.SubexpIndex(""), re.NumSubexp(), re)
	src := "a=1 bb=22 c="
	for _, t := range []string{"$key:$val", "${key}:${val}", "$1x", "${1}x", "$3", "$nope", "$", "$$", "${", "${}", "${1", "$-", "a$ b", "$01", "$0", "$key_", "$valé"} {
		fmt.Printf("%s -> %q %q %q\n", t, re.ReplaceAllString(src, t), re.ReplaceAllLiteralString(src, t), re.ReplaceAll([]byte(src), []byte(t)))
	}
	fmt.Println(re.ReplaceAllStringFunc(src, strings.ToUpper), string(re.ReplaceAllFunc([]byte(src), bytes.ToUpper)))
	fmt.Printf("%q %q %q\n", re.Find([]byte(src)), re.FindSubmatch([]byte(src)), re.FindAllSubmatch([]byte(src), -1))
	fmt.Printf("%q %q %v %v\n", re.FindAll([]byte(src), 2), re.FindString(src), re.FindIndex([]byte(src)), re.FindAllIndex([]byte(src), -1))
	fmt.Printf("%q %q\n", re.FindStringSubmatch(src), re.FindAllStringSubmatch(src, -1))
	fmt.Println(re.FindString("none") == "", re.Find([]byte("-")) == nil, re.FindStringSubmatch("-") == nil, re.FindAllString("-", -1) == nil, re.FindAllString(src, 0) == nil, re.FindStringIndex("") == nil)
	var dst []byte
	for _, m := range re.FindAllStringSubmatchIndex(src, -1) {
		dst = re.ExpandString(dst, "$val<-$key;", src, m)
	}
	fmt.Println(string(dst), string(re.Expand([]byte("x"), []byte("$1"), []byte(src), []int{0, 3, 0, 1})))
	fmt.Println(re.FindReaderIndex(strings.NewReader("éé a=1")), re.FindReaderSubmatchIndex(strings.NewReader("z a=1")), re.MatchReader(strings.NewReader("x")))
	for _, c := range []struct {
		e, s string
		n    int
	}{{"a*", "abaabaccadaaae", 5}, {"a", "banana", -1}, {"a", "banana", 0}, {"a", "banana", 1}, {"a", "banana", 2}, {"z+", "pizza", -1}, {"z", "pizza", 2}, {"", "abc", -1}, {"", "", -1}, {"x", "", -1}, {",", "a,b,c,", -1}, {"^a", "abc", -1}, {"c$", "abc", -1}, {"[a-z]", "A", -1}, {"é", "aéb", -1}} {
		fmt.Printf("%v %q\n", c, regexp.MustCompile(c.e).Split(c.s, c.n))
	}
	fmt.Println(regexp.QuoteMeta(`a.b*c\d[x]{1}(y)^$|?+é`))
	m, err := regexp.MatchString(`a+`, "baa")
	fmt.Println(m, err)
	m, err = regexp.Match(`(`, nil)
	fmt.Println(m, err)
	m, err = regexp.MatchReader(`^x`, strings.NewReader("xy"))
	fmt.Println(m, err)
	text, _ := re.MarshalText()
	var other regexp.Regexp
	fmt.Println(string(text), other.UnmarshalText(text), other.String(), other.UnmarshalText([]byte("(")))
	fmt.Println(regexp.MustCompile(`^abc$`).LiteralPrefix())
	fmt.Println(regexp.MustCompile(`abc+`).LiteralPrefix())
	fmt.Println(re.Copy().String() == re.String())
	big := strings.Repeat("ab", 50000) + "\xff" + strings.Repeat("é", 1000)
	fmt.Println(len(regexp.MustCompile(`.`).FindAllString(big, -1)), regexp.MustCompile(`\x{fffd}`).FindStringIndex(big), len(regexp.MustCompile(`(?i)[^ab]`).ReplaceAllString(big, "-")))
}
