package mime

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A WordEncoder writes words of headers in the encoding of RFC 2047.
type WordEncoder byte

const (
	BEncoding = WordEncoder('b')
	QEncoding = WordEncoder('q')
)

const (
	// How long an encoded word may be, and what is left of that for the text with the shortest frame.
	wordLimit    = 75
	contentLimit = wordLimit - len("=?UTF-8?q?") - len("?=")
)

// Encode writes s, in one or more words if it has to be encoded at all.
func (e WordEncoder) Encode(charset, s string) string {
	if !needsEncoding(s) {
		return s
	}
	// Only where runes are known can a text be split.
	whole := !strings.EqualFold(charset, "UTF-8")
	open := "=?" + charset + "?" + string(rune(e)) + "?"
	var b strings.Builder
	b.WriteString(open)
	next := func() { b.WriteString("?= " + open) }
	if e == BEncoding {
		encodeB(&b, s, whole, next)
	} else {
		encodeQ(&b, s, whole, next)
	}
	b.WriteString("?=")
	return b.String()
}

func encodeB(b *strings.Builder, s string, whole bool, next func()) {
	encoding := base64.StdEncoding
	room := encoding.DecodedLen(contentLimit)
	for !whole && encoding.EncodedLen(len(s)) > contentLimit {
		n := 0
		for n < len(s) {
			_, size := utf8.DecodeRuneInString(s[n:])
			if n+size > room {
				break
			}
			n += size
		}
		if n == len(s) {
			break
		}
		b.WriteString(encoding.EncodeToString([]byte(s[:n])))
		next()
		s = s[n:]
	}
	b.WriteString(encoding.EncodeToString([]byte(s)))
}

// plainQ says whether a byte stands for itself in the Q encoding.
func plainQ(c byte) bool { return c >= ' ' && c <= '~' && c != '=' && c != '?' && c != '_' }

func encodeQ(b *strings.Builder, s string, whole bool, next func()) {
	used := 0
	for len(s) > 0 {
		size, length := 1, 1
		if !plainQ(s[0]) {
			if !whole {
				_, size = utf8.DecodeRuneInString(s)
			}
			length = 3 * size
		}
		if !whole && used+length > contentLimit {
			next()
			used = 0
		}
		for _, c := range []byte(s[:size]) {
			switch {
			case c == ' ':
				b.WriteByte('_')
			case plainQ(c):
				b.WriteByte(c)
			default:
				fmt.Fprintf(b, "=%02X", c)
			}
		}
		used += length
		s = s[size:]
	}
}

var errInvalidWord = errors.New("mime: invalid RFC 2047 encoded-word")

// A WordDecoder reads encoded words.
type WordDecoder struct {
	// Makes UTF-8 of a character set other than utf-8, iso-8859-1 and us-ascii.
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
}

// Decode reads one encoded word.
func (d *WordDecoder) Decode(word string) (string, error) {
	if len(word) < len("=?a?q??=") || !strings.HasPrefix(word, "=?") || !strings.HasSuffix(word, "?=") {
		return "", errInvalidWord
	}
	parts := strings.Split(word[2:len(word)-2], "?")
	if len(parts) != 3 || parts[0] == "" || len(parts[1]) != 1 {
		return "", errInvalidWord
	}
	content, err := decodeWord(parts[1][0], parts[2])
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := d.convert(&b, parts[0], content); err != nil {
		return "", err
	}
	return b.String(), nil
}

// DecodeHeader decodes the encoded words of a header; blanks between two of them go.
func (d *WordDecoder) DecodeHeader(header string) (string, error) {
	var b strings.Builder
	after := false // behind an encoded word
	for {
		start := strings.Index(header, "=?")
		if start < 0 {
			break
		}
		charset, rest, ok := strings.Cut(header[start+2:], "?")
		if !ok || len(rest) < len("Q??=") || rest[1] != '?' {
			break
		}
		text, behind, ok := strings.Cut(rest[2:], "?=")
		if !ok {
			break
		}
		content, err := decodeWord(rest[0], text)
		if err != nil {
			// It stands for itself.
			after = false
			b.WriteString(header[:len(header)-len(behind)])
			header = behind
			continue
		}
		if between := header[:start]; start > 0 && (!after || strings.TrimLeft(between, " \t\n\r") != "") {
			b.WriteString(between)
		}
		if err := d.convert(&b, charset, content); err != nil {
			return "", err
		}
		header = behind
		after = true
	}
	b.WriteString(header)
	return b.String(), nil
}

func decodeWord(encoding byte, text string) ([]byte, error) {
	switch encoding {
	case 'B', 'b':
		return base64.StdEncoding.DecodeString(text)
	case 'Q', 'q':
		return decodeQ(text)
	}
	return nil, errInvalidWord
}

func decodeQ(s string) ([]byte, error) {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=':
			if i+2 >= len(s) {
				return nil, errInvalidWord
			}
			high, low := strings.IndexByte(hexDigits, s[i+1]), strings.IndexByte(hexDigits, s[i+2])
			if high < 0 || low < 0 {
				n, ok := percentDecode("%" + s[i+1:i+3])
				if !ok {
					return nil, fmt.Errorf("mime: invalid hex byte %#02x", firstBad(s[i+1:i+3]))
				}
				out = append(out, n...)
			} else {
				out = append(out, byte(high<<4|low))
			}
			i += 2
		case c <= '~' && c >= ' ' || c == '\n' || c == '\r' || c == '\t':
			out = append(out, c)
		default:
			return nil, errInvalidWord
		}
	}
	return out, nil
}

const hexDigits = "0123456789ABCDEF"

func firstBad(s string) byte {
	for _, c := range []byte(s) {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return c
		}
	}
	return s[0]
}

func (d *WordDecoder) convert(b *strings.Builder, charset string, content []byte) error {
	switch strings.ToLower(charset) {
	case "utf-8":
		b.Write(content)
	case "iso-8859-1":
		for _, c := range content {
			b.WriteRune(rune(c))
		}
	case "us-ascii":
		for _, c := range content {
			if c >= utf8.RuneSelf {
				b.WriteRune(unicode.ReplacementChar)
			} else {
				b.WriteByte(c)
			}
		}
	default:
		if d.CharsetReader == nil {
			return fmt.Errorf("mime: unhandled charset %q", charset)
		}
		r, err := d.CharsetReader(strings.ToLower(charset), bytes.NewReader(content))
		if err != nil {
			return err
		}
		if _, err = io.Copy(b, r); err != nil {
			return err
		}
	}
	return nil
}
