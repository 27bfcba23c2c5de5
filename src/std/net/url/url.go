// Package url reads, writes and combines URLs.
package url

import (
	"errors"
	"fmt"
	"internal/godebug"
	"net/netip"
	"path"
	"strconv"
	"strings"
)

// An Error says which operation failed on which URL.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return fmt.Sprintf("%s %q: %s", e.Op, e.URL, e.Err) }

func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// The parts of a URL, which differ in what they have to escape.
const (
	inPath = iota
	inPathSegment
	inHost
	inZone
	inUserPassword
	inQueryComponent
	inFragment
)

func escape(s string, part int) string
func unescapeText(s string, part int) (string, int)
func validEncoded(s string, part int) bool
func plainTarget(s string) int

// plainURL takes a URL apart that is written with nothing special; not ok: it may be.
func plainURL(s string) (scheme, host, path, query, fragment string, ok bool)

func unescape(s string, part int) (string, error) {
	text, fault := unescapeText(s, part)
	switch fault {
	case 0:
		return text, nil
	case 1:
		return "", EscapeError(text)
	}
	return "", InvalidHostError(text)
}

func QueryEscape(s string) string            { return escape(s, inQueryComponent) }
func QueryUnescape(s string) (string, error) { return unescape(s, inQueryComponent) }
func PathEscape(s string) string             { return escape(s, inPathSegment) }
func PathUnescape(s string) (string, error)  { return unescape(s, inPathSegment) }

// A URL, whose form is known to url.rs, is [scheme:][//[userinfo@]host][/]path[?query][#fragment] or scheme:opaque[?query][#fragment].
type URL struct {
	Scheme   string
	Opaque   string
	User     *Userinfo
	Host     string
	Path     string
	Fragment string
	RawQuery string
	// The path and the fragment as they were written, where that is not the usual way.
	RawPath     string
	RawFragment string
	// A ? is written although the query is empty.
	ForceQuery bool
	// No // is written although there is a scheme.
	OmitHost bool
}

// Userinfo is a user's name, perhaps with a password.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

func User(username string) *Userinfo                   { return &Userinfo{username, "", false} }
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.passwordSet
}

func (u *Userinfo) String() string {
	if u == nil {
		return ""
	}
	s := escape(u.username, inUserPassword)
	if u.passwordSet {
		s += ":" + escape(u.password, inUserPassword)
	}
	return s
}

// Parse reads a URL or a reference relative to one.
func Parse(rawURL string) (*URL, error) {
	if scheme, host, path, query, fragment, ok := plainURL(rawURL); ok {
		return &URL{Scheme: scheme, Host: host, Path: path, RawQuery: query, Fragment: fragment}, nil
	}
	before, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(before, false)
	if err != nil {
		return nil, &Error{"parse", before, err}
	}
	if fragment != "" {
		if err := u.setFragment(fragment); err != nil {
			return nil, &Error{"parse", rawURL, err}
		}
	}
	return u, nil
}

// ParseRequestURI reads what stands in a request: a URL or an absolute path, no fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	u, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func cutScheme(s string) (scheme, rest string, err error) {
	for i := range len(s) {
		c := s[i]
		if c == ':' {
			if i == 0 {
				return "", "", errors.New("missing protocol scheme")
			}
			return s[:i], s[i+1:], nil
		}
		if !isLetter(c) && (i == 0 || !('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			break
		}
	}
	return "", s, nil
}

func parse(raw string, viaRequest bool) (*URL, error) {
	if viaRequest {
		if n := plainTarget(raw); n >= 0 {
			u := &URL{Path: raw[:n]}
			if n < len(raw) {
				u.RawQuery = raw[n+1:]
			}
			return u, nil
		}
	}
	for i := range len(raw) {
		if raw[i] < ' ' || raw[i] == 0x7f {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	if raw == "" && viaRequest {
		return nil, errors.New("empty url")
	}
	u := new(URL)
	if raw == "*" {
		u.Path = "*"
		return u, nil
	}
	scheme, rest, err := cutScheme(raw)
	if err != nil {
		return nil, err
	}
	u.Scheme = strings.ToLower(scheme)
	if strings.Count(rest, "?") == 1 && strings.HasSuffix(rest, "?") {
		u.ForceQuery = true
		rest = rest[:len(rest)-1]
	} else {
		rest, u.RawQuery, _ = strings.Cut(rest, "?")
	}
	if !strings.HasPrefix(rest, "/") {
		if u.Scheme != "" {
			u.Opaque = rest
			return u, nil
		}
		if viaRequest {
			return nil, errors.New("invalid URI for request")
		}
		if colonFirst(rest) {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	withHost := u.Scheme != "" || !viaRequest && !strings.HasPrefix(rest, "///")
	switch {
	case withHost && strings.HasPrefix(rest, "//"):
		authority := rest[2:]
		rest = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if err := u.setAuthority(authority); err != nil {
			return nil, err
		}
	case u.Scheme != "" && strings.HasPrefix(rest, "/"):
		u.OmitHost = true
	}
	if err := u.setPath(rest); err != nil {
		return nil, err
	}
	return u, nil
}

// colonFirst says whether the first segment of a path has a colon, so that it could be taken for a scheme.
func colonFirst(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return strings.IndexByte(first, ':') >= 0
}

func (u *URL) setAuthority(authority string) error {
	at := strings.LastIndexByte(authority, '@')
	host, err := parseHost(u.Scheme, authority[at+1:])
	if err != nil {
		return err
	}
	u.Host = host
	if at < 0 {
		return nil
	}
	info := authority[:at]
	for _, r := range info {
		if r >= 0x80 || !isLetter(byte(r)) && !('0' <= r && r <= '9') && strings.IndexByte("-._:~!$&'()*+,;=%@", byte(r)) < 0 {
			return errors.New("net/url: invalid userinfo")
		}
	}
	name, password, both := strings.Cut(info, ":")
	if name, err = unescape(name, inUserPassword); err != nil {
		return err
	}
	if password, err = unescape(password, inUserPassword); err != nil {
		return err
	}
	u.User = &Userinfo{name, password, both}
	return nil
}

var strictColons = godebug.New("urlstrictcolons")

func parseHost(scheme, host string) (string, error) {
	if open := strings.LastIndexByte(host, '['); open > 0 {
		return "", errors.New("invalid IP-literal")
	} else if open == 0 {
		return parseLiteral(host)
	}
	if colon := strings.IndexByte(host, ':'); colon >= 0 {
		// Several colons: only in schemes whose hosts nobody knows is all but the last part of the name.
		if scheme != "http" && scheme != "https" || strictColons.Value() == "0" {
			colon = strings.LastIndexByte(host, ':')
		}
		if !validPort(host[colon:]) {
			return "", fmt.Errorf("invalid port %q after host", host[colon:])
		}
	}
	return unescape(host, inHost)
}

// parseLiteral reads an address in brackets, with a zone and a port perhaps.
func parseLiteral(host string) (string, error) {
	end := strings.LastIndexByte(host, ']')
	if end < 0 {
		return "", errors.New("missing ']' in host")
	}
	port := host[end+1:]
	if !validPort(port) {
		return "", fmt.Errorf("invalid port %q after host", port)
	}
	name, zone := host[1:end], ""
	if i := strings.Index(name, "%25"); i >= 0 {
		name, zone = name[:i], name[i:]
	}
	name, err := unescape(name, inHost)
	if err != nil {
		return "", err
	}
	if zone, err = unescape(zone, inZone); err != nil {
		return "", err
	}
	name += zone
	addr, err := netip.ParseAddr(name)
	if err != nil {
		return "", fmt.Errorf("invalid host: %w", err)
	}
	if addr.Is4() {
		return "", errors.New("invalid IP-literal")
	}
	return "[" + name + "]" + port, nil
}

// validPort takes "", ":" and a colon with digits.
func validPort(port string) bool {
	if port == "" {
		return true
	}
	if port[0] != ':' {
		return false
	}
	for _, c := range port[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// setText sets a part to what raw means; raw itself is kept where it is not the usual way to write that.
func setText(text, kept *string, raw string, part int) error {
	plain, err := unescape(raw, part)
	if err != nil {
		return err
	}
	*text, *kept = plain, ""
	if escape(plain, part) != raw {
		*kept = raw
	}
	return nil
}

func (u *URL) setPath(p string) error     { return setText(&u.Path, &u.RawPath, p, inPath) }
func (u *URL) setFragment(f string) error { return setText(&u.Fragment, &u.RawFragment, f, inFragment) }

// escaped is the part as it was written, if that still fits, else written anew.
func escaped(text, kept string, part int) string {
	if kept != "" && validEncoded(kept, part) {
		if t, err := unescape(kept, part); err == nil && t == text {
			return kept
		}
	}
	if part == inPath && text == "*" {
		return "*"
	}
	return escape(text, part)
}

func (u *URL) EscapedPath() string     { return escaped(u.Path, u.RawPath, inPath) }
func (u *URL) EscapedFragment() string { return escaped(u.Fragment, u.RawFragment, inFragment) }

func tryURLString(u *URL) string

func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme)
		b.WriteByte(':')
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		u.writeHierarchy(&b)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteByte('?')
		b.WriteString(u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteByte('#')
		b.WriteString(u.EscapedFragment())
	}
	return b.String()
}

func (u *URL) writeHierarchy(b *strings.Builder) {
	noHost := u.OmitHost && u.Host == "" && u.User == nil
	if !noHost && (u.Scheme != "" || u.Host != "" || u.User != nil) {
		if u.Host != "" || u.Path != "" || u.User != nil {
			b.WriteString("//")
		}
		if u.User != nil {
			b.WriteString(u.User.String())
			b.WriteByte('@')
		}
		b.WriteString(escape(u.Host, inHost))
	}
	p := u.EscapedPath()
	if noHost && strings.HasPrefix(p, "//") {
		// Else it would be read as a host.
		b.WriteString("%2F")
		p = p[1:]
	}
	if p != "" && p[0] != '/' && u.Host != "" {
		b.WriteByte('/')
	}
	if b.Len() == 0 && colonFirst(p) {
		b.WriteString("./")
	}
	b.WriteString(p)
}

// Redacted is String with another password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	c := *u
	if _, has := c.User.Password(); has {
		c.User = UserPassword(c.User.Username(), "xxxxx")
	}
	return c.String()
}

func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Clone copies u and what it points to.
func (u *URL) Clone() *URL {
	if u == nil {
		return nil
	}
	c := *u
	if u.User != nil {
		user := *u.User
		c.User = &user
	}
	return &c
}

// Parse reads a reference relative to u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// ResolveReference makes an absolute URL of a reference found at u (RFC 3986, 5.2).
func (u *URL) ResolveReference(ref *URL) *URL {
	out := *ref
	if ref.Scheme == "" {
		out.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		out.setPath(resolvePath(ref.EscapedPath(), ""))
		return &out
	}
	if ref.Opaque != "" {
		out.User, out.Host, out.Path = nil, "", ""
		return &out
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		out.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			out.Fragment, out.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		out.Opaque = u.Opaque
		out.User, out.Host, out.Path = nil, "", ""
		return &out
	}
	out.Host, out.User = u.Host, u.User
	out.setPath(resolvePath(u.EscapedPath(), ref.EscapedPath()))
	return &out
}

// resolvePath applies a path to a base and removes the dots.
func resolvePath(base, ref string) string {
	full := ref
	switch {
	case ref == "":
		full = base
	case ref[0] != '/':
		full = base[:strings.LastIndexByte(base, '/')+1] + ref
	}
	if full == "" {
		return ""
	}
	segments := strings.Split(full, "/")
	out := make([]byte, 1, len(full)+1)
	out[0] = '/'
	first := true
	for _, s := range segments {
		switch s {
		case ".":
			first = false
		case "..":
			cut := strings.LastIndexByte(string(out[1:]), '/')
			out = out[:cut+1]
			if cut < 0 {
				out = out[:1]
			}
			first = len(out) == 1
		default:
			if !first {
				out = append(out, '/')
			}
			out = append(out, s...)
			first = false
		}
	}
	if last := segments[len(segments)-1]; last == "." || last == ".." {
		out = append(out, '/')
	}
	if len(out) > 1 && out[1] == '/' {
		out = out[1:]
	}
	return string(out)
}

// RequestURI is what stands in a request for u.
func (u *URL) RequestURI() string {
	s := u.Opaque
	switch {
	case s == "":
		if s = u.EscapedPath(); s == "" {
			s = "/"
		}
	case strings.HasPrefix(s, "//"):
		s = u.Scheme + ":" + s
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

func splitHostPort(s string) (host, port string) {
	host = s
	if colon := strings.LastIndexByte(s, ':'); colon >= 0 && validPort(s[colon:]) {
		host, port = s[:colon], s[colon+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

func (u *URL) Hostname() string {
	host, _ := splitHostPort(u.Host)
	return host
}

func (u *URL) Port() string {
	_, port := splitHostPort(u.Host)
	return port
}

func (u *URL) MarshalBinary() (text []byte, err error) { return u.AppendBinary(nil) }
func (u *URL) AppendBinary(b []byte) ([]byte, error)   { return append(b, u.String()...), nil }

func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *parsed
	return nil
}

// JoinPath appends elements to the path and cleans it.
func (u *URL) JoinPath(elem ...string) *URL {
	joined, _ := u.joinPath(elem)
	return joined
}

func (u *URL) joinPath(elem []string) (*URL, error) {
	first := u.EscapedPath()
	relative := !strings.HasPrefix(first, "/")
	if relative {
		first = "/" + first
	}
	all := append([]string{first}, elem...)
	p := path.Join(all...)
	if relative {
		p = p[1:]
	}
	if strings.HasSuffix(all[len(all)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	out := *u
	err := out.setPath(p)
	return &out, err
}

func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	joined, err := u.joinPath(elem)
	if err != nil {
		return "", err
	}
	return joined.String(), nil
}
