package mail

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"strings"
	"unicode/utf8"
)

var errComment = errors.New("mail: misformatted parenthetical comment")

// An Address is one of mail, such as "Barry Gibbs <bg@example.com>".
type Address struct {
	Name    string // may be empty
	Address string // user@domain
}

// String writes the address as headers have it: what is not ASCII is encoded after RFC 2047.
func (a *Address) String() string {
	local, domain := a.Address, ""
	if at := strings.LastIndexByte(a.Address, '@'); at >= 0 {
		local, domain = a.Address[:at], a.Address[at+1:]
	}
	for i, r := range local {
		inside := r == '.' && i > 0 && i < len(local)-1 && local[i-1] != '.'
		if !inside && !isAtext(r, false) {
			local = quote(local)
			break
		}
	}
	spec := "<" + local + "@" + domain + ">"
	if a.Name == "" {
		return spec
	}
	if strings.IndexFunc(a.Name, func(r rune) bool { return !isVisible(r) && !isSpace(r) || r >= utf8.RuneSelf }) < 0 {
		return quote(a.Name) + " " + spec
	}
	// Q is easier to read, but leaves signs as they are that mean something in a phrase.
	encoding := mime.QEncoding
	if strings.ContainsAny(a.Name, "\"#$%&'(),.:;<>@[]^`{|}~") {
		encoding = mime.BEncoding
	}
	return encoding.Encode("utf-8", a.Name) + " " + spec
}

// ParseAddress reads one address.
func ParseAddress(address string) (*Address, error) {
	return (&parser{s: address}).single()
}

// ParseAddressList reads addresses between commas. Those of a group stand for it.
func ParseAddressList(list string) ([]*Address, error) {
	return (&parser{s: list}).list()
}

// An AddressParser reads addresses with its own way to decode words.
type AddressParser struct {
	// WordDecoder decodes words of RFC 2047. Nil stands for one that knows UTF-8, ISO-8859-1 and ASCII.
	WordDecoder *mime.WordDecoder
}

// Parse reads one address.
func (p *AddressParser) Parse(address string) (*Address, error) {
	return (&parser{address, p.WordDecoder}).single()
}

// ParseList reads addresses between commas.
func (p *AddressParser) ParseList(list string) ([]*Address, error) {
	return (&parser{list, p.WordDecoder}).list()
}

// parser takes from the front of s.
type parser struct {
	s   string
	dec *mime.WordDecoder
}

func (p *parser) next(c byte) bool {
	return p.s != "" && p.s[0] == c
}

func (p *parser) take(c byte) bool {
	if !p.next(c) {
		return false
	}
	p.s = p.s[1:]
	return true
}

func (p *parser) skipSpace() {
	p.s = strings.TrimLeft(p.s, " \t")
}

// skipComments passes spaces and comments over; false if one of these does not end.
func (p *parser) skipComments() bool {
	for p.skipSpace(); p.take('('); p.skipSpace() {
		if _, ok := p.comment(); !ok {
			return false
		}
	}
	return true
}

// comment takes a comment whose first parenthesis is gone. Comments may stand inside.
func (p *parser) comment() (string, bool) {
	var text strings.Builder
	depth := 1
	for ; p.s != "" && depth > 0; p.s = p.s[1:] {
		switch {
		case p.s[0] == '\\' && len(p.s) > 1:
			p.s = p.s[1:]
		case p.s[0] == '(':
			depth++
		case p.s[0] == ')':
			depth--
		}
		if depth > 0 {
			text.WriteByte(p.s[0])
		}
	}
	return text.String(), depth == 0
}

func (p *parser) list() ([]*Address, error) {
	var list []*Address
	for {
		for p.skipSpace(); p.take(','); p.skipSpace() {
		}
		some, err := p.address(true)
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
		if !p.skipComments() {
			return nil, errComment
		}
		if p.s != "" && !p.next(',') {
			return nil, errors.New("mail: expected comma")
		}
		for p.take(',') {
			p.skipSpace()
		}
		if p.s == "" {
			return list, nil
		}
	}
}

func (p *parser) single() (*Address, error) {
	some, err := p.address(true)
	switch {
	case err != nil:
		return nil, err
	case !p.skipComments():
		return nil, errComment
	case p.s != "":
		return nil, fmt.Errorf("mail: expected single address, got %q", p.s)
	case len(some) == 0:
		return nil, errors.New("mail: empty group")
	case len(some) > 1:
		return nil, errors.New("mail: group with multiple addresses")
	}
	return some[0], nil
}

// address takes an address or a group: user@domain, with a name in a comment perhaps; name <user@domain>; name: addresses;
func (p *parser) address(groups bool) ([]*Address, error) {
	p.skipSpace()
	if p.s == "" {
		return nil, errors.New("mail: no address")
	}
	spec, err := p.spec()
	if err == nil {
		name := ""
		p.skipSpace()
		if p.next('(') {
			if name, err = p.nameInComment(); err != nil {
				return nil, err
			}
		}
		return []*Address{{name, spec}}, nil
	}
	name := ""
	if !p.next('<') {
		if name, err = p.phrase(); err != nil {
			return nil, err
		}
	}
	p.skipSpace()
	if groups && p.take(':') {
		return p.group()
	}
	if !p.take('<') {
		// One word alone was meant to be an address.
		if strings.IndexFunc(name, func(r rune) bool { return !isAtext(r, true) }) < 0 {
			return nil, errors.New("mail: missing '@' or angle-addr")
		}
		return nil, errors.New("mail: no angle-addr")
	}
	if spec, err = p.spec(); err != nil {
		return nil, err
	}
	if !p.take('>') {
		return nil, errors.New("mail: unclosed angle-addr")
	}
	return []*Address{{name, spec}}, nil
}

// group takes the addresses of a group and the semicolon behind them.
func (p *parser) group() ([]*Address, error) {
	var group []*Address
	p.skipSpace()
	for empty := p.take(';'); !empty; {
		p.skipSpace()
		some, err := p.address(false)
		if err != nil {
			return nil, err
		}
		group = append(group, some...)
		if !p.skipComments() {
			return nil, errComment
		}
		if p.take(';') {
			break
		}
		if !p.take(',') {
			return nil, errors.New("mail: expected comma")
		}
	}
	if !p.skipComments() {
		return nil, errComment
	}
	return group, nil
}

// spec takes user@domain, or nothing if there is none.
func (p *parser) spec() (spec string, err error) {
	before := p.s
	defer func() {
		if err != nil {
			p.s = before
		}
	}()
	p.skipSpace()
	if p.s == "" {
		return "", errors.New("mail: no addr-spec")
	}
	var local, domain string
	if p.next('"') {
		if local, err = p.quoted(); local == "" {
			err = errors.New("mail: empty quoted string in addr-spec")
		}
	} else {
		local, err = p.atom(false)
	}
	if err != nil {
		return "", err
	}
	if !p.take('@') {
		return "", errors.New("mail: missing @ in addr-spec")
	}
	p.skipSpace()
	if p.s == "" {
		return "", errors.New("mail: no domain in addr-spec")
	}
	if p.take('[') {
		domain, err = p.literal()
	} else {
		domain, err = p.atom(false)
	}
	if err != nil {
		return "", err
	}
	return local + "@" + domain, nil
}

// phrase takes the words of a name. Encoded words that follow each other belong together.
func (p *parser) phrase() (string, error) {
	var words []string
	encoded := ""
	var err error
	for {
		if len(words) > 0 && !p.skipComments() {
			return "", errComment
		}
		p.skipSpace()
		if p.s == "" {
			break
		}
		var word string
		isEncoded := false
		if p.next('"') {
			word, err = p.quoted()
		} else if word, err = p.atom(true); err == nil {
			word, isEncoded, err = p.decode(word)
		}
		if err != nil {
			break
		}
		if isEncoded {
			encoded += word
			continue
		}
		if encoded != "" {
			words = append(words, encoded)
			encoded = ""
		}
		words = append(words, word)
	}
	if encoded != "" {
		words = append(words, encoded)
	}
	if err != nil && len(words) == 0 {
		return "", fmt.Errorf("mail: missing word in phrase: %v", err)
	}
	return strings.Join(words, " "), nil
}

// nameInComment takes the comment behind an address: in old mails that is the name.
func (p *parser) nameInComment() (string, error) {
	p.take('(')
	text, ok := p.comment()
	if !ok {
		return "", errComment
	}
	words := strings.FieldsFunc(text, isSpace)
	for i, word := range words {
		plain, isEncoded, err := p.decode(word)
		if err != nil {
			return "", err
		}
		if isEncoded {
			words[i] = plain
		}
	}
	return strings.Join(words, " "), nil
}

// quoted takes a string in quotes, and returns what is meant.
func (p *parser) quoted() (string, error) {
	var text strings.Builder
	escaped := false
	for i := 1; ; {
		r, size := utf8.DecodeRuneInString(p.s[i:])
		switch {
		case size == 0:
			return "", errors.New("mail: unclosed quoted-string")
		case size == 1 && r == utf8.RuneError:
			return "", fmt.Errorf("mail: invalid utf-8 in quoted-string: %q", p.s)
		case !escaped && r == '"':
			p.s = p.s[i+1:]
			return text.String(), nil
		case !escaped && r == '\\':
			escaped = true
		case isVisible(r) || isSpace(r):
			text.WriteRune(r)
			escaped = false
		default:
			return "", fmt.Errorf("mail: bad character in quoted-string: %q", r)
		}
		i += size
	}
}

// atom takes a word, dots included, which in a name may stand anywhere.
func (p *parser) atom(inName bool) (string, error) {
	i := 0
	for {
		r, size := utf8.DecodeRuneInString(p.s[i:])
		if size == 1 && r == utf8.RuneError {
			return "", fmt.Errorf("mail: invalid utf-8 in address: %q", p.s)
		}
		if size == 0 || !isAtext(r, true) {
			break
		}
		i += size
	}
	if i == 0 {
		return "", errors.New("mail: invalid string")
	}
	atom := p.s[:i]
	p.s = p.s[i:]
	if !inName {
		switch {
		case atom[0] == '.':
			return "", errors.New("mail: leading dot in atom")
		case strings.Contains(atom, ".."):
			return "", errors.New("mail: double dot in atom")
		case atom[i-1] == '.':
			return "", errors.New("mail: trailing dot in atom")
		}
	}
	return atom, nil
}

// literal takes an address of the net, up to its closing bracket.
func (p *parser) literal() (string, error) {
	text := p.s
	for !p.next(']') {
		if p.s == "" {
			return "", errors.New("mail: unclosed domain-literal")
		}
		r, size := utf8.DecodeRuneInString(p.s)
		if size == 1 && r == utf8.RuneError {
			return "", fmt.Errorf("mail: invalid utf-8 in domain-literal: %q", p.s)
		}
		if r == '[' || r == '\\' || !isVisible(r) {
			return "", fmt.Errorf("mail: bad character in domain-literal: %q", r)
		}
		p.s = p.s[size:]
	}
	text = text[:len(text)-len(p.s)]
	p.take(']')
	if v6, ok := strings.CutPrefix(text, "IPv6:"); ok {
		if len(net.ParseIP(v6)) != net.IPv6len {
			return "", fmt.Errorf("mail: invalid IPv6 address in domain-literal: %q", text)
		}
	} else if net.ParseIP(text).To4() == nil {
		return "", fmt.Errorf("mail: invalid IP address in domain-literal: %q", text)
	}
	return "[" + text + "]", nil
}

type charsetError string

func (e charsetError) Error() string {
	return fmt.Sprintf("charset not supported: %q", string(e))
}

// decode decodes a word of RFC 2047; one that is none comes back as it is. Only a charset that nobody can read is an error.
func (p *parser) decode(s string) (word string, isEncoded bool, err error) {
	var dec mime.WordDecoder
	if p.dec != nil {
		dec = *p.dec
	}
	reader, failed := dec.CharsetReader, false
	dec.CharsetReader = func(charset string, input io.Reader) (r io.Reader, err error) {
		err = charsetError(charset)
		if reader != nil {
			r, err = reader(charset, input)
		}
		failed = failed || err != nil
		return r, err
	}
	if word, err = dec.Decode(s); err == nil {
		return word, true, nil
	}
	if failed {
		return s, true, err
	}
	return s, false, nil
}

func isVisible(r rune) bool {
	return '!' <= r && r <= '~' || r >= utf8.RuneSelf
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t'
}

// isAtext reports whether r may stand in an atom.
func isAtext(r rune, dot bool) bool {
	if r == '.' {
		return dot
	}
	return isVisible(r) && !strings.ContainsRune(`()<>[]:;@\,"`, r)
}

// quote puts s in quotes; what cannot stand there is left out.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r == '\\' || r == '"' {
			b.WriteByte('\\')
		} else if !isVisible(r) && !isSpace(r) {
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}
