package template

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// step reads a piece of text in a context outside of quotes: the context behind it, and how much it was.
func step(c context, s []byte) (context, int) {
	switch c.state {
	case stateText:
		return inText(s, c)
	case stateTag:
		return inTag(c, s)
	case stateAttrName:
		n, bad := nameEnd(s, 0)
		if bad != nil {
			return *bad, len(s)
		}
		if n != len(s) {
			c.state = stateAfterName
		}
		return c, n
	case stateAfterName:
		i := skipSpace(s, 0)
		switch {
		case i == len(s):
		case s[i] == '=':
			c.state = stateBeforeValue
			i++
		default:
			c.state = stateTag
		}
		return c, i
	case stateBeforeValue:
		i := skipSpace(s, 0)
		if i == len(s) {
			return c, i
		}
		c.state, c.delim = valueStates[c.attr], delimSpaceOrTagEnd
		switch s[i] {
		case '\'':
			c.delim = delimSingleQuote
			i++
		case '"':
			c.delim = delimDoubleQuote
			i++
		}
		return c, i
	case stateHTMLCmt:
		if i := bytes.Index(s, []byte("-->")); i >= 0 {
			return context{}, i + 3
		}
	case stateRCDATA:
		return specialEnd(c, s)
	case stateURL, stateSrcset:
		return inURL(c, s), len(s)
	case stateMetaContent:
		for i := 0; i+3 < len(s); i++ {
			if bytes.EqualFold(s[i:i+3], []byte("url")) {
				if j := skipSpace(s, i+3); j < len(s) && s[j] == '=' {
					c.state = stateMetaContentURL
					return c, j + 1
				}
			}
		}
	case stateMetaContentURL:
		if i := bytes.IndexByte(s, ';'); i >= 0 {
			c.state = stateMetaContent
			return c, i + 1
		}
	case stateJS:
		return inJS(c, s)
	case stateJSTmplLit:
		return inJSTemplate(c, s)
	case stateJSDqStr, stateJSSqStr, stateJSRegexp:
		return inJSLiteral(c, s)
	case stateCSS:
		return inCSS(c, s)
	case stateCSSDqStr, stateCSSSqStr, stateCSSDqURL, stateCSSSqURL, stateCSSURL:
		return inCSSString(c, s)
	case stateJSBlockCmt, stateCSSBlockCmt:
		if i := bytes.Index(s, []byte("*/")); i >= 0 {
			if c.state == stateJSBlockCmt {
				c.state = stateJS
			} else {
				c.state = stateCSS
			}
			return c, i + 2
		}
	case stateJSLineCmt, stateJSHTMLOpenCmt, stateJSHTMLCloseCmt:
		if i := bytes.IndexAny(s, "\n\r\u2028\u2029"); i >= 0 {
			c.state = stateJS
			return c, i
		}
	case stateCSSLineCmt:
		if i := bytes.IndexAny(s, "\n\f\r"); i >= 0 {
			c.state = stateCSS
			return c, i
		}
	}
	return c, len(s)
}

func skipSpace(s []byte, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r' }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isAlnum(b byte) bool { return isLetter(b) || '0' <= b && b <= '9' }

// inText looks for the next tag or comment.
func inText(s []byte, c context) (context, int) {
	for at := 0; ; {
		i := bytes.IndexByte(s[at:], '<')
		if i < 0 || at+i+1 == len(s) {
			return c, len(s)
		}
		i += at
		if bytes.HasPrefix(s[i:], []byte("<!--")) {
			return context{state: stateHTMLCmt}, i + 4
		}
		i++
		closes := s[i] == '/'
		if closes {
			if i++; i == len(s) {
				return c, len(s)
			}
		}
		end := tagNameEnd(s, i)
		if end > i {
			tag := context{state: stateTag}
			if !closes {
				tag.element = elements[strings.ToLower(string(s[i:end]))]
			}
			return tag, end
		}
		at = end
	}
}

var elements = map[string]element{
	"script": elementScript, "style": elementStyle, "textarea": elementTextarea, "title": elementTitle, "meta": elementMeta,
}

// tagNameEnd is the end of a tag's name at i: letters and digits, with single - and : between.
func tagNameEnd(s []byte, i int) int {
	if i == len(s) || !isLetter(s[i]) {
		return i
	}
	for i++; i < len(s); i++ {
		switch {
		case isAlnum(s[i]):
		case (s[i] == ':' || s[i] == '-') && i+1 < len(s) && isAlnum(s[i+1]):
			i++
		default:
			return i
		}
	}
	return i
}

// nameEnd is the end of an attribute's name at i, or the context of an error.
func nameEnd(s []byte, i int) (int, *context) {
	for ; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\f', '\r', '=', '>':
			return i, nil
		case '\'', '"', '<':
			bad := failed(ErrBadHTML, nil, 0, "%q in attribute name: %.32q", s[i:i+1], s)
			return -1, &bad
		}
	}
	return i, nil
}

func inTag(c context, s []byte) (context, int) {
	i := skipSpace(s, 0)
	if i == len(s) {
		return c, i
	}
	if s[i] == '>' {
		switch c.element {
		case elementMeta:
			return context{}, i + 1
		case elementScript:
			return context{state: stateJS, element: c.element}, i + 1
		case elementStyle:
			return context{state: stateCSS, element: c.element}, i + 1
		case elementTextarea, elementTitle:
			return context{state: stateRCDATA, element: c.element}, i + 1
		}
		return context{element: c.element}, i + 1
	}
	end, bad := nameEnd(s, i)
	if bad != nil {
		return *bad, len(s)
	}
	if end == i {
		return failed(ErrBadHTML, nil, 0, "expected space, attr name, or end of tag, but got %q", s[i:]), len(s)
	}
	next := context{state: stateAfterName, element: c.element}
	if end == len(s) {
		next.state = stateAttrName
	}
	name := strings.ToLower(string(s[i:end]))
	switch {
	case c.element == elementScript && name == "type":
		next.attr = attrScriptType
	case c.element == elementMeta && name == "content":
		next.attr = attrMetaContent
	default:
		switch attributeContent(name) {
		case contentURL:
			next.attr = attrURL
		case contentCSS:
			next.attr = attrStyle
		case contentJS:
			next.attr = attrScript
		case contentSrcset:
			next.attr = attrSrcset
		}
	}
	return next, end
}

// specialEnd looks for the tag that ends an element whose content is no markup.
func specialEnd(c context, s []byte) (context, int) {
	if c.element == elementNone || c.element == elementScript && (c.state.inScriptLiteral() || c.state.isComment()) {
		return c, len(s)
	}
	tag := []byte(strings.ToLower(strings.TrimPrefix(c.element.String(), "element")))
	if c.element == elementMeta {
		tag = nil
	}
	for at := 0; ; {
		i := bytes.Index(s[at:], []byte("</"))
		if i < 0 {
			return c, len(s)
		}
		begin := at + i
		at = begin + 2
		if end := at + len(tag); end <= len(s) && bytes.EqualFold(s[at:end], tag) {
			if end < len(s) && strings.IndexByte("> \t\n\f/", s[end]) >= 0 {
				return context{}, begin
			}
			at = end
		}
	}
}

func inURL(c context, s []byte) context {
	if bytes.ContainsAny(s, "#?") {
		c.part = urlPartQueryOrFrag
	} else if c.part == urlPartNone && skipSpace(s, 0) != len(s) {
		c.part = urlPartPreQuery
	}
	return c
}

func inJS(c context, s []byte) (context, int) {
	i := bytes.IndexAny(s, "\"`'/{}<-#")
	if i < 0 {
		c.slash = slashAfter(s, c.slash)
		return c, len(s)
	}
	c.slash = slashAfter(s[:i], c.slash)
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch s[i] {
	case '"':
		c.state, c.slash = stateJSDqStr, slashRegexp
	case '\'':
		c.state, c.slash = stateJSSqStr, slashRegexp
	case '`':
		c.state, c.slash = stateJSTmplLit, slashRegexp
	case '/':
		switch {
		case next == '/':
			c.state = stateJSLineCmt
			i++
		case next == '*':
			c.state = stateJSBlockCmt
			i++
		case c.slash == slashRegexp:
			c.state = stateJSRegexp
		case c.slash == slashDivOp:
			c.slash = slashRegexp
		default:
			return failed(ErrSlashAmbig, nil, 0, "'/' could start a division or regexp: %.32q", s[i:]), len(s)
		}
	case '<':
		if bytes.HasPrefix(s[i:], []byte("<!--")) {
			c.state = stateJSHTMLOpenCmt
			i += 3
		}
	case '-':
		if bytes.HasPrefix(s[i:], []byte("-->")) {
			c.state = stateJSHTMLCloseCmt
			i += 2
		}
	case '#':
		if next == '!' {
			c.state = stateJSLineCmt
			i++
			break
		}
		for i+1 < len(s) && isJSName(s[i+1]) {
			i++
		}
		c.slash = slashDivOp
	case '{', '}':
		// They count only inside of a template's ${.
		if n := len(c.braces) - 1; n >= 0 {
			c.braces = slices.Clone(c.braces)
			if s[i] == '{' {
				c.braces[n]++
			} else if c.braces[n]--; c.braces[n] < 0 {
				c.braces, c.state = c.braces[:n], stateJSTmplLit
				return c, i + 1
			}
		}
		c.slash = slashRegexp
	}
	return c, i + 1
}

func inJSTemplate(c context, s []byte) (context, int) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i == len(s) {
				return failed(ErrPartialEscape, nil, 0, "unfinished escape sequence in JS string: %q", s), len(s)
			}
		case '$':
			if i+1 < len(s) && s[i+1] == '{' {
				c.braces = append(slices.Clone(c.braces), 0)
				c.state, c.slash = stateJS, slashRegexp
				return c, i + 2
			}
		case '`':
			c.state = stateJS
			return c, i + 1
		}
	}
	return c, len(s)
}

// inJSLiteral is in a string or regular expression.
func inJSLiteral(c context, s []byte) (context, int) {
	end := byte('"')
	switch c.state {
	case stateJSSqStr:
		end = '\''
	case stateJSRegexp:
		end = '/'
	}
	inSet := false
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == '\\':
			if i++; i == len(s) {
				return failed(ErrPartialEscape, nil, 0, "unfinished escape sequence in JS string: %q", s), len(s)
			}
		case c.state == stateJSRegexp && (b == '[' || b == ']'):
			inSet = b == '['
		case b == '/' && end == '/' && i > 0 && i+7 <= len(s) && bytes.EqualFold(s[i-1:i+7], []byte("</script")):
			i++
		case b == end && !inSet:
			c.state, c.slash = stateJS, slashDivOp
			return c, i + 1
		}
	}
	if inSet {
		return failed(ErrPartialCharset, nil, 0, "unfinished JS regexp charset: %q", s), len(s)
	}
	return c, len(s)
}

func isJSName(b byte) bool { return isAlnum(b) || b == '$' || b == '_' }

const jsSpace = "\f\n\r\t\v\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

// beforeRegexp are the words that an expression follows.
var beforeRegexp = map[string]bool{
	"break": true, "case": true, "continue": true, "delete": true, "do": true, "else": true, "finally": true, "in": true,
	"instanceof": true, "return": true, "throw": true, "try": true, "typeof": true, "void": true, "yield": true,
}

// slashAfter is what a slash behind the tokens would be.
func slashAfter(s []byte, before slash) slash {
	s = bytes.TrimRight(s, jsSpace)
	n := len(s)
	if n == 0 {
		return before
	}
	switch last := s[n-1]; last {
	case '+', '-':
		// An even number of them is ++ or --, behind a value.
		if (n-len(bytes.TrimRight(s, string(last))))%2 == 0 {
			return slashDivOp
		}
		return slashRegexp
	case '.':
		if n > 1 && '0' <= s[n-2] && s[n-2] <= '9' {
			return slashDivOp
		}
		return slashRegexp
	case ',', '<', '>', '=', '*', '%', '&', '|', '^', '?', '!', '~', '(', '[', ':', ';', '{', '}':
		return slashRegexp
	}
	at := n
	for at > 0 && isJSName(s[at-1]) {
		at--
	}
	if beforeRegexp[string(s[at:])] && !bytes.HasSuffix(bytes.TrimRight(s[:at], jsSpace), []byte(".")) {
		return slashRegexp
	}
	return slashDivOp
}

func inCSS(c context, s []byte) (context, int) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			if !endsInURL(bytes.TrimRight(s[:i], "\t\n\f\r ")) {
				continue
			}
			i = skipSpace(s, i+1)
			switch {
			case i < len(s) && s[i] == '"':
				c.state = stateCSSDqURL
				i++
			case i < len(s) && s[i] == '\'':
				c.state = stateCSSSqURL
				i++
			default:
				c.state = stateCSSURL
			}
			return c, i
		case '/':
			if i+1 < len(s) && s[i+1] == '/' {
				c.state = stateCSSLineCmt
				return c, i + 2
			}
			if i+1 < len(s) && s[i+1] == '*' {
				c.state = stateCSSBlockCmt
				return c, i + 2
			}
		case '"':
			c.state = stateCSSDqStr
			return c, i + 1
		case '\'':
			c.state = stateCSSSqStr
			return c, i + 1
		}
	}
	return c, len(s)
}

// endsInURL: the text ends in the word url.
func endsInURL(s []byte) bool {
	i := len(s) - 3
	if i < 0 || !strings.EqualFold(string(s[i:]), "url") {
		return false
	}
	r, _ := utf8.DecodeLastRune(s[:i])
	return i == 0 || !isCSSName(r)
}

func inCSSString(c context, s []byte) (context, int) {
	special := `\"`
	switch c.state {
	case stateCSSSqStr, stateCSSSqURL:
		special = `\'`
	case stateCSSURL:
		special = "\\\t\n\f\r )"
	}
	for at := 0; ; {
		i := bytes.IndexAny(s[at:], special)
		if i < 0 {
			return inURL(c, decodeCSS(s[at:])), len(s)
		}
		if i += at; s[i] != '\\' {
			c.state = stateCSS
			return c, i + 1
		}
		if i++; i == len(s) {
			return failed(ErrPartialEscape, nil, 0, "unfinished escape sequence in CSS string: %q", s), len(s)
		}
		c = inURL(c, decodeCSS(s[:i+1]))
		at = i + 1
	}
}
