package main

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
)

func address() string {
	s := pick("http://", "https://", "mailto:", "", "//", "a:b:", "ftp://", "HTTP://", "1x://", "x+y-.z://", "file:///", ":", "http:", "http:///", "é://") +
		pick("", "", "user@", "u:p%20w@", "é@", "u:@", ":@", "a:b:c@", "a@b@", "u%zz@", "%75:x y@") +
		pick("", "host", "a.b:80", "[::1]:9", "[::1", "h:x", "é", "h:", "[fe80::1%25en0]:80", "[fe80::1%en0]", "1.2.3.4", "a b", "a%20b", "a%41", "[::1]x", "h:80:80", "HOST.", "*", "a_b", "[v1.x]", "<x>", "h:-1", "h\x7f") +
		pick("", "/", "/a b", "/a%20b", "/%zz", "/../x", "/a/./b/../c", "/a;b,c", "/%2F%2f", "/é", "//x", "/a:b", "*", "a:b", "/%", "/"+text()) +
		pick("", "", "?", "?a=b&c=d", "?a=%20+&a=2", "?%", "?x;y", "?a&b=&=c", "?"+text()) + pick("", "", "#", "#f", "#a b%20c", "#%zz", "#"+text())
	return damaged(s, "", "/", ":", "%", "?", "#", "@", " ", "\n", "é", "[", "]", "\x00")
}

func main() {
	run([]call{
		{"Parse", func() []any {
			s := address()
			u, err := url.Parse(s)
			if err != nil {
				return []any{s, err}
			}
			v, qerr := url.ParseQuery(u.RawQuery)
			a := address()
			r, rerr := u.Parse(a)
			user := u.User.String()
			password, ok := u.User.Password()
			parts := *u
			parts.User = nil
			b, berr := u.MarshalBinary()
			return []any{s, user, u.User.Username(), password, ok, fmt.Sprintf("%#v", parts), u.String(), u.EscapedPath(), u.EscapedFragment(), u.Hostname(), u.Port(), u.Redacted(), u.RequestURI(), u.IsAbs(), v.Encode(), fmt.Sprint(u.Query()), qerr, a, r, rerr,
				string(b), berr, u.JoinPath(pick("..", "a/b", "/x/", "%2f", "", text()), pick("", "y"))}
		}},
		{"ParseRequestURI", func() []any { s := address(); u, err := url.ParseRequestURI(s); return []any{s, u, err} }},
		{"Escape", func() []any {
			s := damaged(text()+pick("", "%41", "%", "%4", "%zz", "+"), "%", "%2", "%c3%a9", "&", "=", ";")
			a, err := url.QueryUnescape(s)
			b, perr := url.PathUnescape(s)
			return []any{s, url.QueryEscape(s), url.PathEscape(s), a, err, b, perr}
		}},
		{"JoinPath", func() []any {
			s := address()
			j, err := url.JoinPath(s, pick("..", "a", "../../b", "/c", "d/", ".", "", "%2e%2e", "a//b"), pick("x", "../y", "", "/"))
			return []any{s, j, err}
		}},
		{"ParseQuery", func() []any {
			s := ""
			for range random.IntN(5) {
				s += pick("a", "b", "=", "&", ";", "%20", "+", "%", "é", "a=1", "&&", "=x", text())
			}
			v, err := url.ParseQuery(s)
			v.Add("k", "v w")
			v.Set("a", "ü")
			v.Del("b")
			return []any{s, fmt.Sprint(v), err, v.Encode(), v.Get("a"), v.Has("")}
		}},
		{"URL.String", func() []any {
			u := url.URL{Scheme: pick("", "http", "x"), Opaque: pick("", "", "o", "//o"), Host: pick("", "h", "h:80", "[::1]"), Path: pick("", "p", "/p", "//p", "a:b", "*", text()), RawPath: pick("", "/%70", "x"), RawQuery: pick("", "q", text()), Fragment: pick("", "f", text()), RawFragment: pick("", "%66"),
				ForceQuery: chance(3), OmitHost: chance(3), User: pick(nil, url.User("u"), url.UserPassword("u:", "p@"), url.User(""))}
			return []any{fmt.Sprintf("%+v", u), u.String(), u.Redacted(), u.EscapedPath(), u.EscapedFragment(), u.RequestURI()}
		}},
		{"net", func() []any {
			s := damaged(pick("1.2.3.4", "::1", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "2001:db8::", "256.1.1.1", "01.2.3.4", "1.2.3", "1::2::3", text()), ":", ".", "0", "f", "%", "1", "")
			ip := net.ParseIP(s)
			_, network, err := net.ParseCIDR(s + pick("/8", "/24", "/64", "/129", "/-1", "/08", "", "/x"))
			h, p, serr := net.SplitHostPort(pick(s, "["+s+"]") + pick(":80", "", ":", ":http", ":80:1", "]:8"))
			a, aerr := netip.ParseAddr(s)
			ap, aperr := netip.ParseAddrPort(pick(s, "["+s+"]") + pick(":80", "", ":", ":65536", ":x"))
			pre, preerr := netip.ParsePrefix(s + pick("/8", "/24", "/64", "/129", "/-1", "/08", "", "/x"))
			mac, merr := net.ParseMAC(damaged("00:11:22:aa:bb:cc", "-", ":", "g", ".", "0"))
			return []any{s, ip, ip.To4() != nil, network, err, h, p, serr, net.JoinHostPort(s, "x"), a, aerr, ap, aperr, pre, preerr, mac, merr, ip.DefaultMask(), ip.IsPrivate(), ip.IsLoopback(), ip.IsGlobalUnicast(), a.Next(), a.Unmap(), a.StringExpanded(), pre.Masked()}
		}},
	})
}
