// Package mime has media types: of file names, and as headers write them.
package mime

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ErrInvalidMediaParameter comes with the media type where only a parameter was wrong.
var ErrInvalidMediaParameter = errors.New("mime: invalid media parameter")

func isTSpecial(c byte) bool { return strings.IndexByte("()<>@,;:\\\"/[]?=", c) >= 0 }

func isTokenChar(c byte) bool { return c > ' ' && c < 0x7f && !isTSpecial(c) }

func isToken(s string) bool {
	token, rest := cutToken(s)
	return token != "" && rest == ""
}

// cutToken takes what of s is a token.
func cutToken(s string) (token, rest string) {
	for i := range len(s) {
		if !isTokenChar(s[i]) {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// needsEncoding says whether a value has bytes that no quotes can hold.
func needsEncoding(s string) bool {
	for _, r := range s {
		if (r < ' ' || r > '~') && r != '\t' {
			return true
		}
	}
	return false
}

// FormatMediaType writes a media type with its parameters in order; "" if one of them cannot be written.
func FormatMediaType(t string, param map[string]string) string {
	major, sub, slash := strings.Cut(t, "/")
	if !isToken(major) || slash && !isToken(sub) {
		return ""
	}
	b := []byte(strings.ToLower(t))
	for _, name := range slices.Sorted(maps.Keys(param)) {
		if !isToken(name) {
			return ""
		}
		b = append(b, "; "...)
		b = append(b, strings.ToLower(name)...)
		switch value := param[name]; {
		case needsEncoding(value):
			b = append(b, "*=utf-8''"...)
			for _, c := range []byte(value) {
				if !isTokenChar(c) || c == '*' || c == '\'' || c == '%' {
					b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
				} else {
					b = append(b, c)
				}
			}
		case isToken(value):
			b = append(append(b, '='), value...)
		default:
			b = append(b, '=', '"')
			for _, c := range []byte(value) {
				if c == '"' || c == '\\' {
					b = append(b, '\\')
				}
				b = append(b, c)
			}
			b = append(b, '"')
		}
	}
	return string(b)
}

func checkType(s string) error {
	major, rest := cutToken(s)
	if major == "" {
		return errors.New("mime: no media type")
	}
	if rest == "" {
		return nil
	}
	if rest[0] != '/' {
		return errors.New("mime: expected slash after first token")
	}
	sub, rest := cutToken(rest[1:])
	if sub == "" {
		return errors.New("mime: expected token after slash")
	}
	if rest != "" {
		return errors.New("mime: unexpected content after media subtype")
	}
	return nil
}

func trimLeft(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }

// cutParam takes `; name=value`; the name is "" if there is none.
func cutParam(s string) (name, value, rest string) {
	r := trimLeft(s)
	if !strings.HasPrefix(r, ";") {
		return "", "", s
	}
	name, r = cutToken(trimLeft(r[1:]))
	r = trimLeft(r)
	if name == "" || !strings.HasPrefix(r, "=") {
		return "", "", s
	}
	r = trimLeft(r[1:])
	value, rest, ok := cutValue(r)
	if !ok {
		return "", "", s
	}
	return strings.ToLower(name), value, rest
}

// cutValue takes a token or a quoted string.
func cutValue(s string) (value, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		value, rest = cutToken(s)
		return value, rest, value != ""
	}
	var b []byte
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return string(b), s[i+1:], true
		case c == '\\' && i+1 < len(s) && isTSpecial(s[i+1]):
			// Other backslashes stand for themselves: browsers send paths of Windows.
			i++
			b = append(b, s[i])
		case c == '\r' || c == '\n':
			return "", s, false
		default:
			b = append(b, c)
		}
	}
	return "", s, false
}

// ParseMediaType reads a media type with parameters (RFC 1521, RFC 2231).
func ParseMediaType(v string) (mediatype string, params map[string]string, err error) {
	base, _, _ := strings.Cut(v, ";")
	mediatype = strings.TrimSpace(strings.ToLower(base))
	if err := checkType(mediatype); err != nil {
		return "", nil, err
	}
	params = make(map[string]string)
	var pieces map[string]map[string]string // of values in several parts
	for rest := v[len(base):]; ; {
		rest = trimLeft(rest)
		if rest == "" {
			break
		}
		name, value, after := cutParam(rest)
		if name == "" {
			if strings.TrimSpace(after) == ";" {
				break
			}
			return mediatype, nil, ErrInvalidMediaParameter
		}
		to := params
		if whole, _, several := strings.Cut(name, "*"); several {
			if pieces == nil {
				pieces = make(map[string]map[string]string)
			}
			if pieces[whole] == nil {
				pieces[whole] = make(map[string]string)
			}
			to = pieces[whole]
		}
		if old, twice := to[name]; twice && old != value {
			return "", nil, errors.New("mime: duplicate parameter name")
		}
		to[name] = value
		rest = after
	}
	for name, parts := range pieces {
		if value, ok := join(name, parts); ok {
			params[name] = value
		}
	}
	return mediatype, params, nil
}

// join puts a value together: name*, or name*0, name*1*, ...
func join(name string, parts map[string]string) (string, bool) {
	if v, ok := parts[name+"*"]; ok {
		return decodeExtended(v)
	}
	whole, any := "", false
	for n := 0; ; n++ {
		piece := name + "*" + strconv.Itoa(n)
		if v, ok := parts[piece]; ok {
			whole, any = whole+v, true
			continue
		}
		v, ok := parts[piece+"*"]
		if !ok {
			return whole, any
		}
		any = true
		if n == 0 {
			v, _ = decodeExtended(v)
		} else {
			v, _ = percentDecode(v)
		}
		whole += v
	}
}

// decodeExtended reads charset'language'text.
func decodeExtended(v string) (string, bool) {
	parts := strings.SplitN(v, "'", 3)
	if len(parts) != 3 {
		return "", false
	}
	switch strings.ToLower(parts[0]) {
	case "us-ascii", "utf-8":
		return percentDecode(parts[2])
	}
	return "", false
}

func percentDecode(s string) (string, bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b = append(b, s[i])
			continue
		}
		if i+2 >= len(s) {
			return "", false
		}
		n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
		if err != nil {
			return "", false
		}
		b = append(b, byte(n))
		i += 2
	}
	return string(b), true
}
