package http

import (
	"errors"
	"fmt"
	"internal/godebug"
	"log"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// A Cookie is what Set-Cookie sets and Cookie sends.
type Cookie struct {
	Name   string
	Value  string
	Quoted bool // the value stood in quotes

	Path       string
	Domain     string
	Expires    time.Time
	RawExpires string

	// 0: not said; negative: delete at once.
	MaxAge      int
	Secure      bool
	HttpOnly    bool
	SameSite    SameSite
	Partitioned bool
	Raw         string
	Unparsed    []string
}

// SameSite says whether a cookie goes along with requests from other sites.
type SameSite int

const (
	SameSiteDefaultMode SameSite = iota + 1
	SameSiteLaxMode
	SameSiteStrictMode
	SameSiteNoneMode
)

var (
	errBlankCookie = errors.New("http: blank cookie")
	errNoEqual     = errors.New("http: '=' not found in cookie")
	errCookieName  = errors.New("http: invalid cookie name")
	errCookieValue = errors.New("http: invalid cookie value")
	errManyCookies = errors.New("http: number of cookies exceeded limit")
	ErrNoCookie    = errors.New("http: named cookie not present")
)

const maxCookies = 3000

var cookiesSetting = godebug.New("httpcookiemaxnum")

func validCookieByte(c byte) bool {
	return c >= ' ' && c < 0x7f && c != '"' && c != ';' && c != '\\'
}

func validCookiePathByte(c byte) bool { return c >= ' ' && c < 0x7f && c != ';' }

// cookieValue checks a value, perhaps in quotes.
func cookieValue(raw string, quotes bool) (value string, quoted, ok bool) {
	if quotes && len(raw) > 1 && raw[0] == '"' && raw[len(raw)-1] == '"' {
		raw, quoted = raw[1:len(raw)-1], true
	}
	for i := range len(raw) {
		if !validCookieByte(raw[i]) {
			return "", quoted, false
		}
	}
	return raw, quoted, true
}

// ParseCookie reads the value of a Cookie header.
func ParseCookie(line string) ([]*Cookie, error) {
	parts := strings.Split(line, ";")
	if len(parts) > cookiesSetting.Limit(maxCookies) {
		return nil, errManyCookies
	}
	if len(parts) == 1 && textproto.TrimString(line) == "" {
		return nil, errBlankCookie
	}
	cookies := make([]*Cookie, 0, len(parts))
	for _, part := range parts {
		name, raw, found := strings.Cut(textproto.TrimString(part), "=")
		if !found {
			return nil, errNoEqual
		}
		if !validMethod(name) {
			return nil, errCookieName
		}
		value, quoted, ok := cookieValue(raw, true)
		if !ok {
			return nil, errCookieValue
		}
		cookies = append(cookies, &Cookie{Name: name, Value: value, Quoted: quoted})
	}
	return cookies, nil
}

// ParseSetCookie reads the value of a Set-Cookie header.
func ParseSetCookie(line string) (*Cookie, error) {
	parts := strings.Split(textproto.TrimString(line), ";")
	if len(parts) == 1 && parts[0] == "" {
		return nil, errBlankCookie
	}
	name, raw, found := strings.Cut(textproto.TrimString(parts[0]), "=")
	if !found {
		return nil, errNoEqual
	}
	if name = textproto.TrimString(name); !validMethod(name) {
		return nil, errCookieName
	}
	value, quoted, ok := cookieValue(raw, true)
	if !ok {
		return nil, errCookieValue
	}
	c := &Cookie{Name: name, Value: value, Quoted: quoted, Raw: line}
	for _, part := range parts[1:] {
		part = textproto.TrimString(part)
		if part == "" {
			continue
		}
		attribute, raw, _ := strings.Cut(part, "=")
		if !isASCII(attribute) {
			continue
		}
		value, _, ok := cookieValue(raw, false)
		if !ok || !c.set(strings.ToLower(attribute), value) {
			c.Unparsed = append(c.Unparsed, part)
		}
	}
	return c, nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// set sets an attribute; false if it is not known or its value is of no use.
func (c *Cookie) set(attribute, value string) bool {
	switch attribute {
	case "samesite":
		switch strings.ToLower(value) {
		case "lax":
			c.SameSite = SameSiteLaxMode
		case "strict":
			c.SameSite = SameSiteStrictMode
		case "none":
			c.SameSite = SameSiteNoneMode
		default:
			c.SameSite = SameSiteDefaultMode
		}
	case "secure":
		c.Secure = true
	case "httponly":
		c.HttpOnly = true
	case "partitioned":
		c.Partitioned = true
	case "domain":
		c.Domain = value
	case "path":
		c.Path = value
	case "max-age":
		n, err := strconv.Atoi(value)
		if err != nil || n != 0 && value[0] == '0' {
			return false
		}
		if n <= 0 {
			n = -1
		}
		c.MaxAge = n
	case "expires":
		c.RawExpires = value
		t, err := time.Parse(time.RFC1123, value)
		if err != nil {
			t, err = time.Parse("Mon, 02-Jan-2006 15:04:05 MST", value)
		}
		if err != nil {
			c.Expires = time.Time{}
			return false
		}
		c.Expires = t.UTC()
	default:
		return false
	}
	return true
}

func setCookies(h Header) []*Cookie {
	lines := h["Set-Cookie"]
	cookies := make([]*Cookie, 0, len(lines))
	if len(lines) > cookiesSetting.Limit(maxCookies) {
		return cookies
	}
	for _, line := range lines {
		if c, err := ParseSetCookie(line); err == nil {
			cookies = append(cookies, c)
		}
	}
	return cookies
}

// readCookies reads the cookies of a request, those of one name if that is not "".
func readCookies(h Header, wanted string) []*Cookie {
	cookies := []*Cookie{}
	n := 0
	for _, line := range h["Cookie"] {
		n += strings.Count(line, ";") + 1
	}
	if n > maxCookies {
		return cookies
	}
	for _, line := range h["Cookie"] {
		for _, part := range strings.Split(line, ";") {
			name, raw, _ := strings.Cut(textproto.TrimString(part), "=")
			name = textproto.TrimString(name)
			if !validMethod(name) || wanted != "" && wanted != name {
				continue
			}
			if value, quoted, ok := cookieValue(raw, true); ok {
				cookies = append(cookies, &Cookie{Name: name, Value: value, Quoted: quoted})
			}
		}
	}
	return cookies
}

// SetCookie adds a Set-Cookie header; cookies that are not valid are dropped.
func SetCookie(w ResponseWriter, cookie *Cookie) {
	if v := cookie.String(); v != "" {
		w.Header().Add("Set-Cookie", v)
	}
}

// onlyValid drops bytes that may not stand in a value, with a line in the log.
func onlyValid(what string, valid func(byte) bool, v string) string {
	var kept []byte
	for i := range len(v) {
		if valid(v[i]) {
			if kept != nil {
				kept = append(kept, v[i])
			}
			continue
		}
		if kept == nil {
			log.Printf("net/http: invalid byte %q in %s; dropping invalid bytes", v[i], what)
			kept = append(make([]byte, 0, len(v)), v[:i]...)
		}
	}
	if kept == nil {
		return v
	}
	return string(kept)
}

func cookieText(value string, quoted bool) string {
	value = onlyValid("Cookie.Value", validCookieByte, value)
	if quoted || strings.ContainsAny(value, " ,") {
		return `"` + value + `"`
	}
	return value
}

// String is the cookie as Set-Cookie has it, or, with a name and a value only, as Cookie has it.
func (c *Cookie) String() string {
	if c == nil || !validMethod(c.Name) {
		return ""
	}
	var b strings.Builder
	b.WriteString(c.Name + "=" + cookieText(c.Value, c.Quoted))
	if c.Path != "" {
		b.WriteString("; Path=" + onlyValid("Cookie.Path", validCookiePathByte, c.Path))
	}
	if c.Domain != "" {
		if validDomain(c.Domain) {
			b.WriteString("; Domain=" + strings.TrimPrefix(c.Domain, "."))
		} else {
			log.Printf("net/http: invalid Cookie.Domain %q; dropping domain attribute", c.Domain)
		}
	}
	if c.Expires.Year() >= 1601 {
		b.WriteString("; Expires=" + c.Expires.UTC().Format(TimeFormat))
	}
	switch {
	case c.MaxAge > 0:
		b.WriteString("; Max-Age=" + strconv.Itoa(c.MaxAge))
	case c.MaxAge < 0:
		b.WriteString("; Max-Age=0")
	}
	if c.HttpOnly {
		b.WriteString("; HttpOnly")
	}
	if c.Secure {
		b.WriteString("; Secure")
	}
	switch c.SameSite {
	case SameSiteNoneMode:
		b.WriteString("; SameSite=None")
	case SameSiteLaxMode:
		b.WriteString("; SameSite=Lax")
	case SameSiteStrictMode:
		b.WriteString("; SameSite=Strict")
	}
	if c.Partitioned {
		b.WriteString("; Partitioned")
	}
	return b.String()
}

func (c *Cookie) Valid() error {
	switch {
	case c == nil:
		return errors.New("http: nil Cookie")
	case !validMethod(c.Name):
		return errors.New("http: invalid Cookie.Name")
	case !c.Expires.IsZero() && c.Expires.Year() < 1601:
		return errors.New("http: invalid Cookie.Expires")
	}
	for _, b := range []byte(c.Value) {
		if !validCookieByte(b) {
			return fmt.Errorf("http: invalid byte %q in Cookie.Value", b)
		}
	}
	for _, b := range []byte(c.Path) {
		if !validCookiePathByte(b) {
			return fmt.Errorf("http: invalid byte %q in Cookie.Path", b)
		}
	}
	if c.Domain != "" && !validDomain(c.Domain) {
		return errors.New("http: invalid Cookie.Domain")
	}
	if c.Partitioned && !c.Secure {
		return errors.New("http: partitioned cookies must be set with Secure")
	}
	return nil
}

// validDomain takes names of hosts, perhaps with a dot before, and IPv4 addresses.
func validDomain(v string) bool {
	if net.ParseIP(v) != nil && strings.IndexByte(v, ':') < 0 {
		return true
	}
	if v == "" || len(v) > 255 {
		return false
	}
	letters := false
	// A dot may stand behind them, too.
	for label := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(v, "."), "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range []byte(label) {
			switch {
			case 'a' <= c|0x20 && c|0x20 <= 'z':
				letters = true
			case c != '-' && (c < '0' || c > '9'):
				return false
			}
		}
	}
	return letters
}
