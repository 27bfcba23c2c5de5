// Package cookiejar keeps the cookies of a client in memory (RFC 6265).
package cookiejar

import (
	"cmp"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// A PublicSuffixList knows the domains under which anybody can have one ("co.uk"), for which no cookies may be set.
type PublicSuffixList interface {
	PublicSuffix(domain string) string
	String() string
}

// Options are those of New.
type Options struct {
	// nil: no domain is public, and a server can set cookies for all of its top-level domain. Good for tests only.
	PublicSuffixList PublicSuffixList
}

// A Jar is an http.CookieJar.
type Jar struct {
	suffixes PublicSuffixList

	mu sync.Mutex
	// By registrable domain, then by domain, path and name.
	entries map[string]map[id]*entry
	serial  uint64
}

type id struct {
	domain, path, name string
}

type entry struct {
	id
	value    string
	quoted   bool
	secure   bool
	hostOnly bool
	expires  time.Time // zero: with the session
	made     time.Time
	serial   uint64
}

func New(o *Options) (*Jar, error) {
	j := &Jar{entries: make(map[string]map[id]*entry)}
	if o != nil {
		j.suffixes = o.PublicSuffixList
	}
	return j, nil
}

// hostOf is the host of a URL in lower case, without port and a dot at the end.
func hostOf(u *url.URL) string { return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".") }

func isIP(host string) bool {
	if i := strings.IndexByte(host, '%'); i >= 0 {
		host = host[:i]
	}
	return net.ParseIP(host) != nil
}

// key is the domain that a host's cookies are kept under.
func (j *Jar) key(host string) string {
	if isIP(host) {
		return host
	}
	var end int
	if j.suffixes == nil {
		end = strings.LastIndexByte(host, '.')
	} else {
		suffix := j.suffixes.PublicSuffix(host)
		if suffix == host {
			return host
		}
		end = len(host) - len(suffix)
		if end <= 0 || host[end-1] != '.' {
			return host
		}
		end--
	}
	if end <= 0 {
		return host
	}
	return host[strings.LastIndexByte(host[:end], '.')+1:]
}

// defaultPath is the directory of a URL's path.
func defaultPath(p string) string {
	if p == "" || p[0] != '/' {
		return "/"
	}
	i := strings.LastIndexByte(p, '/')
	if i == 0 {
		return "/"
	}
	return p[:i]
}

func below(host, domain string) bool {
	return len(host) > len(domain) && strings.HasSuffix(host, domain) && host[len(host)-len(domain)-1] == '.'
}

// goesTo says whether a cookie is sent with a request.
func (e *entry) goesTo(https bool, host, path string) bool {
	if e.domain != host && (e.hostOnly || !below(host, e.domain)) || e.secure && !https {
		return false
	}
	if path == e.path {
		return true
	}
	return strings.HasPrefix(path, e.path) && (e.path[len(e.path)-1] == '/' || path[len(e.path)] == '/')
}

// Cookies lists what is to be sent to a URL, the longest paths first.
func (j *Jar) Cookies(u *url.URL) (cookies []*http.Cookie) {
	return j.cookies(u, time.Now())
}

func (j *Jar) cookies(u *url.URL, now time.Time) (cookies []*http.Cookie) {
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	host := hostOf(u)
	path := u.Path
	if path == "" {
		path = "/"
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	kept := j.entries[j.key(host)]
	var found []*entry
	for k, e := range kept {
		if !e.expires.IsZero() && !e.expires.After(now) {
			delete(kept, k)
			continue
		}
		if e.goesTo(u.Scheme == "https", host, path) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(a, b *entry) int {
		if c := cmp.Compare(len(b.path), len(a.path)); c != 0 {
			return c
		}
		if c := a.made.Compare(b.made); c != 0 {
			return c
		}
		return cmp.Compare(a.serial, b.serial)
	})
	for _, e := range found {
		cookies = append(cookies, &http.Cookie{Name: e.name, Value: e.value, Quoted: e.quoted})
	}
	return cookies
}

// SetCookies keeps the cookies of an answer.
func (j *Jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	if len(cookies) == 0 || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	host := hostOf(u)
	now := time.Now()
	key := j.key(host)
	j.mu.Lock()
	defer j.mu.Unlock()
	kept := j.entries[key]
	for _, c := range cookies {
		e, remove, err := j.entry(c, now, defaultPath(u.Path), host)
		if err != nil {
			continue
		}
		if remove {
			delete(kept, e.id)
			continue
		}
		if kept == nil {
			kept = make(map[id]*entry)
			j.entries[key] = kept
		}
		e.made, e.serial = now, j.serial
		if old, ok := kept[e.id]; ok {
			// It keeps its place.
			e.made, e.serial = old.made, old.serial
		} else {
			j.serial++
		}
		kept[e.id] = e
	}
}

var (
	errMalformedDomain = errors.New("cookiejar: malformed cookie domain attribute")
	errIllegalDomain   = errors.New("cookiejar: illegal cookie domain attribute")
)

func (j *Jar) entry(c *http.Cookie, now time.Time, path, host string) (e *entry, remove bool, err error) {
	e = &entry{value: c.Value, quoted: c.Quoted, secure: c.Secure}
	e.name, e.path = c.Name, path
	if c.Path != "" && c.Path[0] == '/' {
		e.path = c.Path
	}
	if e.domain, e.hostOnly, err = j.domain(host, c.Domain); err != nil {
		return e, false, err
	}
	switch {
	case c.MaxAge < 0:
		return e, true, nil
	case c.MaxAge > 0:
		e.expires = now.Add(time.Duration(c.MaxAge) * time.Second)
	case !c.Expires.IsZero():
		if !c.Expires.After(now) {
			return e, true, nil
		}
		e.expires = c.Expires
	}
	return e, false, nil
}

// domain checks the Domain attribute of a cookie that a host set.
func (j *Jar) domain(host, domain string) (of string, hostOnly bool, err error) {
	if domain == "" {
		return host, true, nil
	}
	if isIP(host) {
		// An address can only speak for itself.
		if host != domain {
			return "", false, errIllegalDomain
		}
		return host, true, nil
	}
	domain = strings.TrimPrefix(domain, ".")
	if domain == "" || domain[0] == '.' {
		return "", false, errMalformedDomain
	}
	domain = strings.ToLower(domain)
	if domain[len(domain)-1] == '.' {
		return "", false, errMalformedDomain
	}
	if j.suffixes != nil {
		if suffix := j.suffixes.PublicSuffix(domain); suffix != "" && !below(domain, suffix) {
			if host == domain {
				return host, true, nil
			}
			return "", false, errIllegalDomain
		}
	}
	if host != domain && !below(host, domain) {
		return "", false, errIllegalDomain
	}
	return domain, false, nil
}
