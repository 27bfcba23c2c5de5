package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

func main() {
	urls := []string{"", "/", "http://a/b?c#d", "http://user:pa%20ss@host:80/p%20a/th?x=1&y=2#fr%20ag", "//host/path", "///path", "mailto:a@b.c", "http:", "http://", "http:/a", "http://[::1]:80/x", "http://[fe80::1%25en0]/", "http://[::1", "http://a[::1]/", "http://[1.2.3.4]/", "http://a:b/", "http://a:1:2/", "x://a:1:2/", "http://a b/", "http://a%20b/", "http://a%41b/", "http://%zz/", "/%zz", "/%2", "?q", "?", "a?", "#", "#a", "#%zz", "*", "a:b", "a/b:c", "1:2", ":x", "http://x/a%2Fb/c", "http://x/a;b=c,d@e:f", "HTTP://X/", "http://u@h", "http://u:@h", "http://u:p:q@h/", "http://a@b@c/", "http://u^@h", "a\x00b", "http://x\n", "http://é/é?é#é", "/a?b?c", "file:///etc/passwd", "file:/etc", "data:text/plain,hi", "http://x//y", "//x//y", "http://h?q", "http://h#f", "http://h:", "urn:a:b?c#d", "http://x/[a]!", "http://x/a+b c", "javascript:alert(1)", "../a", "./a:b", "http://x/%", "http://x?a=%zz"}
	for _, s := range urls {
		for _, f := range []func(string) (*url.URL, error){url.Parse, url.ParseRequestURI} {
			u, err := f(s)
			if err != nil {
				var ue *url.Error
				fmt.Printf("%q %v %v %T\n", s, err, errors.As(err, &ue), errors.Unwrap(err))
				continue
			}
			p, has := u.User.Password()
			fmt.Printf("%q %q o%q u%q p%q %v h%q %q %q f%q rq%q rp%q rf%q %v %v | %s | %s %s %s %s %v %s\n", s, u.Scheme, u.Opaque, u.User.Username(), p, has, u.Host, u.Hostname(), u.Port(), u.Fragment, u.RawQuery, u.RawPath, u.RawFragment, u.ForceQuery, u.OmitHost, u, u.EscapedPath(), u.EscapedFragment(), u.RequestURI(), u.Redacted(), u.IsAbs(), u.Query().Encode())
		}
	}
	base, _ := url.Parse("http://a/b/c/d;p?q")
	for _, ref := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "./../g", "./g/.", "g/./h", "g/../h", "http:g", "a//b/../c", "mailto:x", "//u:p@z/y"} {
		u, err := base.Parse(ref)
		fmt.Println(ref, u, err)
	}
	for _, c := range [][]string{{"http://x/a", "b", "c"}, {"http://x", "b"}, {"http://x/a/", "../b"}, {"a/b", "../../../c"}, {"/a", "b/"}, {"http://x/a%2fb", "c%2fd"}, {"http://x/a", "%zz"}, {":", "a"}, {"x"}, {"http://x/a/../b", ""}} {
		s, err := url.JoinPath(c[0], c[1:]...)
		fmt.Println(c, s, err)
	}
	all := ""
	for i := 0; i < 256; i++ {
		all += string([]byte{byte(i)})
	}
	fmt.Println(url.QueryEscape(all), url.PathEscape(all))
	u := &url.URL{Scheme: "x", Host: all[32:127], Path: "/" + all, Fragment: all, User: url.UserPassword(all, all)}
	fmt.Println(u)
	for _, s := range []string{"a+b", "%41", "%4", "%", "%zz", "a%2Fb", "é", "%c3%a9", "a%", "%%41"} {
		q, err := url.QueryUnescape(s)
		p, err2 := url.PathUnescape(s)
		fmt.Printf("%q %q %v %q %v %T\n", s, q, err, p, err2, err)
	}
	for _, s := range []string{"", "a=1&b=2&a=3", "a", "a=&=b&&c", "a=1;b=2", "a=%zz&b=1", "%zz=1", "a+b=c+d", "x=1&y=2;z=3&w=4"} {
		v, err := url.ParseQuery(s)
		fmt.Println(s, v, err, v.Encode())
	}
	v := url.Values{}
	v.Set("name", "Ava & Bob")
	v.Add("friend", "Jess")
	v.Add("friend", "Sarah/é")
	c := v.Clone()
	c.Del("name")
	fmt.Println(v.Encode(), v.Get("friend"), v.Get("x"), v["friend"], v.Has("name"), c.Has("name"), url.Values(nil).Get("x"), url.Values(nil).Encode() == "")
	_, err := url.ParseQuery(strings.Repeat("a&", 10000))
	fmt.Println(err)
	b, err := base.MarshalBinary()
	var back url.URL
	fmt.Println(string(b), err, back.UnmarshalBinary(b), &back, back.UnmarshalBinary([]byte(":")))
	fmt.Println(base.Clone(), base.JoinPath("x", "..", "y"), url.User("a b"), url.UserPassword("a:b", "c@d"), (&url.URL{Path: "a:b"}).String(), (&url.URL{Scheme: "s", OmitHost: true, Path: "//x"}).String(), (&url.URL{Host: "h", Path: "p"}).String(), (&url.URL{Path: "/a b", RawPath: "/a%20b"}).String(), (&url.URL{Path: "/a b", RawPath: "/x"}).String(), (*url.Userinfo)(nil))
}
