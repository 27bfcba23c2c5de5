package template

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"text/template"
	"unicode/utf8"
)

// failsafe stands in the output for what would be dangerous there.
const failsafe = "ZgotmplZ"

// escapers are the functions that are added to pipelines.
var escapers = template.FuncMap{
	"_html_template_attrescaper":      attrEscaper,
	"_html_template_commentescaper":   func(...any) string { return "" },
	"_html_template_cssescaper":       cssEscaper,
	"_html_template_cssvaluefilter":   cssValueFilter,
	"_html_template_htmlnamefilter":   nameFilter,
	"_html_template_htmlescaper":      htmlEscaper,
	"_html_template_jsregexpescaper":  jsRegexpEscaper,
	"_html_template_jsstrescaper":     jsStringEscaper,
	"_html_template_jstmpllitescaper": jsTemplateEscaper,
	"_html_template_jsvalescaper":     jsValueEscaper,
	"_html_template_nospaceescaper":   noSpaceEscaper,
	"_html_template_rcdataescaper":    rcdataEscaper,
	"_html_template_srcsetescaper":    srcsetEscaper,
	"_html_template_urlescaper":       func(args ...any) string { return urlEscaped(false, args) },
	"_html_template_urlfilter":        urlFilter,
	"_html_template_urlnormalizer":    func(args ...any) string { return urlEscaped(true, args) },
	"_eval_args_":                     joined,
}

// A table says what is written for a byte of ASCII; "": the byte.
type table [128]string

// replace replaces by the table, and other runes by what else gives.
func (t *table) replace(s string, other func(rune) string) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		with := ""
		if r < utf8.RuneSelf {
			with = t[r]
		} else if other != nil {
			with = other(r)
		}
		if with != "" {
			b.WriteString(s[done:i])
			b.WriteString(with)
			done = i + n
		}
		i += n
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// entities is a table of HTML's entities for the bytes, and of one for zero.
func entities(zero, of string) *table {
	t := &table{0: zero}
	for i := range len(of) {
		switch c := of[i]; c {
		case '&':
			t[c] = "&amp;"
		case '<':
			t[c] = "&lt;"
		case '>':
			t[c] = "&gt;"
		default:
			t[c] = fmt.Sprintf("&#%d;", c)
		}
	}
	return t
}

var (
	htmlTable = entities("\uFFFD", `"&'+<>`)
	// Of HTML that is trusted only what would end a value; entities stay.
	htmlNormTable    = entities("\uFFFD", `"'+<>`)
	noSpaceTable     = entities("&#xfffd;", "\t\n\v\f\r \"&'+<=>`")
	noSpaceNormTable = entities("&#xfffd;", "\t\n\v\f\r \"'+<=>`")
)

func htmlEscaper(args ...any) string {
	s, c := text(args)
	if c == contentHTML {
		return s
	}
	return htmlTable.replace(s, nil)
}

func rcdataEscaper(args ...any) string {
	s, c := text(args)
	if c == contentHTML {
		return htmlNormTable.replace(s, nil)
	}
	return htmlTable.replace(s, nil)
}

func attrEscaper(args ...any) string {
	s, c := text(args)
	if c == contentHTML {
		return htmlNormTable.replace(withoutTags(s), nil)
	}
	return htmlTable.replace(s, nil)
}

// noSpaceEscaper is for values without quotes.
func noSpaceEscaper(args ...any) string {
	s, c := text(args)
	odd := func(r rune) string {
		if 0xfdd0 <= r && r <= 0xfdef || 0xfff0 <= r && r <= 0xffff {
			return fmt.Sprintf("&#x%x;", r)
		}
		return ""
	}
	switch {
	case s == "":
		return failsafe
	case c == contentHTML:
		return noSpaceNormTable.replace(withoutTags(s), odd)
	}
	return noSpaceTable.replace(s, odd)
}

// withoutTags is the text of a piece of HTML.
func withoutTags(html string) string {
	var b strings.Builder
	var c context
	onlyText := true
	s := []byte(html)
	i := 0
	for i < len(s) {
		if c.delim != delimNone {
			n := bytes.IndexAny(s[i:], enders[c.delim])
			if n < 0 {
				break
			}
			if i += n; c.delim != delimSpaceOrTagEnd {
				i++
			}
			c = context{state: stateTag, element: c.element}
			continue
		}
		as := c
		if c.element != elementNone && !c.state.inTag() {
			as.state = stateRCDATA // scripts and styles as well
		}
		next, n := step(as, s[i:])
		if as.state == stateRCDATA && next.state == stateRCDATA {
			next.state = c.state
		}
		if c.state == stateText || c.state == stateRCDATA {
			end := i + n
			if next.state != c.state {
				if at := bytes.LastIndexByte(s[i:end], '<'); at >= 0 {
					end = i + at
				}
			}
			b.Write(s[i:end])
		} else {
			onlyText = false
		}
		c, i = next, i+n
	}
	if onlyText {
		return html
	}
	if c.state == stateText || c.state == stateRCDATA {
		b.Write(s[i:])
	}
	return b.String()
}

// nameFilter lets pass what an attribute may be called.
func nameFilter(args ...any) string {
	s, c := text(args)
	if c == contentHTMLAttr {
		return s
	}
	s = strings.ToLower(s)
	if s == "" || attributeContent(s) != contentPlain {
		return failsafe
	}
	for _, r := range s {
		if r >= utf8.RuneSelf || !isAlnum(byte(r)) {
			return failsafe
		}
	}
	return s
}

// jsTable is a table with \u00xx for what is in hex and for control bytes, and a backslash before what is in slashed.
func jsTable(hex, slashed string) *table {
	var t table
	for c := range ' ' {
		t[c] = fmt.Sprintf(`\u%04x`, c)
	}
	t['\t'], t['\n'], t['\f'], t['\r'] = `\t`, `\n`, `\f`, `\r`
	for _, c := range hex {
		t[c] = fmt.Sprintf(`\u%04x`, c)
	}
	for _, c := range slashed {
		t[c] = `\` + string(c)
	}
	return &t
}

var (
	jsStringTable   = jsTable("\"`&'+<>", `/\`)
	jsNormTable     = jsTable("\"`&'+<>", `/`)
	jsTemplateTable = jsTable("\"`&'+<>${}", `/\`)
	jsRegexpTable   = jsTable(`"&'+<>`, `$()*-./?[\]^{|}`)
)

// lineEnd writes the two that end lines in JavaScript, though not in JSON.
func lineEnd(r rune) string {
	switch r {
	case '\u2028':
		return `\u2028`
	case '\u2029':
		return `\u2029`
	}
	return ""
}

func jsStringEscaper(args ...any) string {
	s, c := text(args)
	if c == contentJSStr {
		return jsNormTable.replace(s, lineEnd)
	}
	return jsStringTable.replace(s, lineEnd)
}

func jsTemplateEscaper(args ...any) string {
	s, _ := text(args)
	return jsTemplateTable.replace(s, lineEnd)
}

func jsRegexpEscaper(args ...any) string {
	s, _ := text(args)
	if s == "" {
		return "(?:)" // two slashes would be a comment
	}
	return jsRegexpTable.replace(s, lineEnd)
}

var marshalerType = reflect.TypeFor[json.Marshaler]()

func marshalsItself(t reflect.Type) bool { return t.Implements(marshalerType) }

var scriptTag = regexp.MustCompile("(?i)<(/?)script")

// jsValueEscaper writes a value as JSON, which is an expression as well.
func jsValueEscaper(args ...any) string {
	var value any
	if len(args) == 1 {
		value = follow(args[0], marshalsItself)
		switch v := value.(type) {
		case JS:
			return string(v)
		case JSStr:
			return `"` + string(v) + `"`
		case json.Marshaler:
		case fmt.Stringer:
			value = v.String()
		}
	} else {
		shown := make([]any, len(args))
		for i, arg := range args {
			shown[i] = follow(arg, marshalsItself)
		}
		value = fmt.Sprint(shown...)
	}
	b, err := json.Marshal(value)
	if err != nil {
		why := scriptTag.ReplaceAllString(err.Error(), `\x3C${1}script`)
		why = strings.ReplaceAll(strings.ReplaceAll(why, "*/", "* /"), "<!--", `\x3C!--`)
		return " /* " + why + " */null "
	}
	if len(b) == 0 {
		return " null "
	}
	var plain table
	out := plain.replace(string(b), lineEnd)
	if isJSName(b[0]) || isJSName(b[len(b)-1]) {
		// A word must not grow together with what stands beside it.
		return " " + out + " "
	}
	return out
}

func isHex(b byte) bool { return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'f' }

func isCSSName(r rune) bool {
	return r < utf8.RuneSelf && r >= 0 && (isAlnum(byte(r)) || r == '-' || r == '_') ||
		0x80 <= r && r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd || 0x10000 <= r && r <= utf8.MaxRune
}

// decodeCSS undoes CSS's escapes.
func decodeCSS(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			out = append(out, s[i])
			i++
			continue
		}
		if i++; i == len(s) {
			break
		}
		if !isHex(s[i]) {
			_, n := utf8.DecodeRune(s[i:])
			out = append(out, s[i:i+n]...)
			i += n
			continue
		}
		r := rune(0)
		for end := min(len(s), i+6); i < end && isHex(s[i]); i++ {
			digit := rune(s[i]|0x20) - '0'
			if digit > 9 {
				digit -= 'a' - '0' - 10
			}
			if r<<4|digit > utf8.MaxRune {
				break
			}
			r = r<<4 | digit
		}
		out = utf8.AppendRune(out, r)
		if i < len(s) && isSpace(s[i]) {
			if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
			i++
		}
	}
	return out
}

var cssTable = func() *table {
	var t table
	for _, c := range "\x00\t\n\f\r\"&'()+/:;<>{}" {
		t[c] = fmt.Sprintf(`\%x`, c)
	}
	t['\\'] = `\\`
	return &t
}()

func cssEscaper(args ...any) string {
	s, _ := text(args)
	var b strings.Builder
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || cssTable[s[i]] == "" {
			b.WriteByte(s[i])
			continue
		}
		b.WriteString(cssTable[s[i]])
		// A digit or space that follows would be read as part of the escape.
		if s[i] != '\\' && (i+1 == len(s) || isHex(s[i+1]) || isSpace(s[i+1])) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// cssValueFilter lets pass quantities, words, colours and the like.
func cssValueFilter(args ...any) string {
	s, c := text(args)
	if c == contentCSS {
		return s
	}
	b := decodeCSS([]byte(s))
	var names []byte
	for i, c := range b {
		switch {
		case strings.IndexByte("\x00\"'()/;@[\\]`{}<>", c) >= 0, c == '-' && i > 0 && b[i-1] == '-':
			return failsafe
		case c != '-' && c < utf8.RuneSelf && isCSSName(rune(c)):
			names = append(names, c)
		}
	}
	names = bytes.ToLower(names)
	if bytes.Contains(names, []byte("expression")) || bytes.Contains(names, []byte("mozbinding")) {
		return failsafe
	}
	return string(b)
}

// isSafeURL: an address without a scheme, or with one that does nothing but fetch or write a mail.
func isSafeURL(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

func urlFilter(args ...any) string {
	s, c := text(args)
	if c != contentURL && !isSafeURL(s) {
		return "#" + failsafe
	}
	return s
}

// urlEscaped escapes all that is reserved, or where norm is set only what an address cannot hold.
func urlEscaped(norm bool, args []any) string {
	s, c := text(args)
	return escapeURL(s, norm || c == contentURL)
}

func escapeURL(s string, norm bool) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		keep := isAlnum(c) || strings.IndexByte("-._~", c) >= 0
		if norm && !keep {
			keep = strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0 || c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		}
		if keep {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// srcsetEscaper filters addresses, each with what is said of it behind a space, that commas divide.
func srcsetEscaper(args ...any) string {
	s, c := text(args)
	switch c {
	case contentSrcset:
		return s
	case contentURL:
		return strings.ReplaceAll(escapeURL(s, true), ",", "%2c")
	}
	parts := strings.Split(s, ",")
	for i, part := range parts {
		begin := skipSpace([]byte(part), 0)
		url, rest := part[begin:], ""
		if end := strings.IndexAny(url, " \t\n\f\r"); end >= 0 {
			url, rest = url[:end], url[end:]
		}
		fine := isSafeURL(url)
		for j := range len(rest) {
			fine = fine && (isSpace(rest[j]) || isAlnum(rest[j]))
		}
		if fine {
			parts[i] = part[:begin] + escapeURL(url, true) + rest
		} else {
			parts[i] = "#" + failsafe
		}
	}
	return strings.Join(parts, ",")
}
