package json

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	caseIgnore = 1
	caseStrict = 2
)

// A tag is what a field's tag says.
type tag struct {
	name      string
	hasName   bool
	casing    int
	embed     bool
	omitzero  bool
	omitempty bool
	string    bool
	format    string
}

// parseTag reads the tag of a field. What can be understood of a wrong one counts.
func parseTag(sf reflect.StructField) (out tag, ignored bool, err error) {
	text, has := sf.Tag.Lookup("json")
	if text == "-" {
		return tag{}, true, nil
	}
	if !sf.IsExported() && !sf.Anonymous {
		if has {
			err = fmt.Errorf("unexported Go struct field %s cannot have non-ignored `json:%q` tag", sf.Name, text)
		}
		return tag{}, true, err
	}
	// The first mistake is reported.
	wrong := func(format string, args ...any) {
		if err == nil {
			err = fmt.Errorf("Go struct field "+sf.Name+" "+format, args...)
		}
	}
	out.name = sf.Name
	if text != "" && text[0] != ',' {
		n := strings.IndexAny(text, ",\\'\"`")
		if n < 0 {
			n = len(text)
		}
		name := text[:n]
		var bad error
		if n < len(text) && text[n] != ',' {
			if name, n, bad = tagOption(text, false); bad != nil {
				wrong("has malformed `json` tag: %v", bad)
			}
		}
		if !utf8.ValidString(name) {
			wrong("has JSON object name %q with invalid UTF-8", name)
			name = string([]rune(name))
		}
		if bad == nil {
			out.hasName, out.name = true, name
		}
		text = text[n:]
	}
	seen := map[string]bool{}
	formatted := false
	for text != "" {
		if text[0] != ',' {
			wrong("has malformed `json` tag: invalid character %q before next option (expecting ',')", text[0])
		} else if text = text[1:]; text == "" {
			wrong("has malformed `json` tag: invalid trailing ',' character")
			break
		}
		option, n, bad := tagOption(text, false)
		if bad != nil {
			wrong("has malformed `json` tag: %v", bad)
		}
		raw := text[:n]
		text = text[n:]
		switch {
		case formatted:
			wrong("has `format` tag option that was not specified last")
		case strings.HasPrefix(raw, "'") && strings.TrimFunc(option, wordRune) == "":
			wrong("has unnecessarily quoted appearance of `%s` tag option; specify `%s` instead", raw, option)
		}
		switch option {
		case "case":
			text = out.parseCase(text, wrong)
		case "embed":
			out.embed = true
		case "omitzero":
			out.omitzero = true
		case "omitempty":
			out.omitempty = true
		case "string":
			out.string = true
		case "format":
			if text == "" || text[0] != ':' {
				wrong("is missing value for `format` tag option")
				break
			}
			text = text[1:]
			format, n, bad := tagOption(text, true)
			if bad != nil {
				wrong("has malformed value for `format` tag option: %v", bad)
				break
			}
			if format == "" {
				wrong("cannot have empty value for `format` tag option")
				break
			}
			text = text[n:]
			out.format = format
			formatted = true
		default:
			switch meant := strings.ReplaceAll(strings.ToLower(option), "_", ""); meant {
			case "case", "embed", "omitzero", "omitempty", "string", "format":
				wrong("has invalid appearance of `%s` tag option; specify `%s` instead", option, meant)
			}
		}
		switch {
		case out.casing == caseIgnore|caseStrict:
			wrong("cannot have both `case:ignore` and `case:strict` tag options")
		case seen[option]:
			wrong("has duplicate appearance of `%s` tag option", raw)
		}
		seen[option] = true
	}
	return out, false, err
}

// parseCase reads what follows the option case; what is left of the text.
func (t *tag) parseCase(text string, wrong func(string, ...any)) string {
	if text == "" || text[0] != ':' {
		wrong("is missing value for `case` tag option; specify `case:ignore` or `case:strict` instead")
		return text
	}
	text = text[1:]
	option, n, bad := tagOption(text, false)
	if bad != nil {
		wrong("has malformed value for `case` tag option: %v", bad)
		return text
	}
	raw := text[:n]
	if strings.HasPrefix(raw, "'") {
		wrong("has unnecessarily quoted appearance of `case:%s` tag option; specify `case:%s` instead", raw, option)
	}
	switch option {
	case "ignore":
		t.casing |= caseIgnore
	case "strict":
		t.casing |= caseStrict
	default:
		wrong("has unknown `case:%s` tag value", raw)
	}
	return text[n:]
}

// tagOption takes the next word, or text in single quotes, and says how long it is.
func tagOption(text string, quotes bool) (string, int, error) {
	end := strings.IndexByte(text, ',')
	if end < 0 {
		end = len(text)
	}
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case text == "":
		return "", 0, io.ErrUnexpectedEOF
	case r == '_' || unicode.IsLetter(r):
		n := strings.IndexFunc(text, func(r rune) bool { return !wordRune(r) })
		if n < 0 {
			n = len(text)
		}
		return text[:n], n, nil
	case r != '\'' && quotes:
		return text[:end], end, fmt.Errorf("invalid character %q at start of option (expecting Unicode letter or single quote)", r)
	case !quotes:
		return text[:end], end, fmt.Errorf("invalid character %q at start of option (expecting Unicode letter)", r)
	}
	inner, n, err := singleQuoted(text)
	if err != nil {
		return text[:end], end, err
	}
	return inner, n, nil
}

// singleQuoted reads a Go string that has single quotes where Go has double ones.
func singleQuoted(text string) (string, int, error) {
	double := []byte{'"'}
	for n := 1; n < len(text); n++ {
		c := text[n]
		switch {
		case c == '\\' && n+1 < len(text):
			n++
			if text[n] != '\'' {
				double = append(double, '\\')
			}
			c = text[n]
		case c == '"':
			double = append(double, '\\')
		case c == '\'':
			out, err := strconv.Unquote(string(append(double, '"')))
			if err != nil {
				return "", 0, errors.New("invalid single-quoted string: " + text[:n+1])
			}
			return out, n + 1, nil
		}
		double = append(double, c)
	}
	const shown = 10
	return "", 0, errors.New("single-quoted string not terminated: " + text[:min(len(text), shown)] + "...")
}

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// foldName is the same for names that differ in case, hyphens and underscores.
func foldName(name string) string {
	out := make([]byte, 0, 32)
	for _, r := range name {
		switch {
		case r == '_' || r == '-':
		case 'a' <= r && r <= 'z':
			out = append(out, byte(r-'a'+'A'))
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		default:
			for next := unicode.SimpleFold(r); ; next = unicode.SimpleFold(r) {
				if next <= r {
					r = next
					break
				}
				r = next
			}
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}
