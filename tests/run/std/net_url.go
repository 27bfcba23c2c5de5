package main

import (
	"encoding/json"
	"fmt"
	"net/url"
)

func main() {
	texts := []string{
		"", "/", "*", "http://a", "http://a/b?c#d", "http://u:p@a:80/b/c;d?e=f&g=h#i%20j", "http://[::1]:80/", "http://[fe80::1%25en0]:8080/", "http://[::1%2]/", "http://[1.2.3.4]/", "http://[::1/",
		"http://a:b/", "http://a:80:90/", "foo://a:80:90/", "http://a b/", "http://a/b c", "mailto:x@y.z", "a:b", ":x", "1a:b", "a/b:c", "x:y/z", "/a:b", "//host/path", "///path", "////p", "http:///p", "file:///etc/x", "http:/x",
		"?q", "/p?", "/p?q?", "#f", "/%41%2F%zz", "/a%2Fb", "/a%20b+c", "http://%41/", "http://a%20b/", "http://a/\x7f", "http://a\n/", "http://ab@cd@ef/", "http://a@[b]/", "http://x<y>/", "http://a/?a=b;c=d", "http://ü.de/ä?ö#ü",
		"tel:+1", "http://user@/x", "http://:80/", "http://a?b", "http://a#b?c", "HTTP://A/../B/./c/", "http://a/%2e%2e/", "/a//b", "jdbc:x:y?z", "http://u%40:p%3a@a/", "http://a!b/", "http://a/b%", "http://a/[x]", "../x", "./a:b",
	}
	for _, s := range texts {
		for _, f := range []func(string) (*url.URL, error){url.Parse, url.ParseRequestURI} {
			u, err := f(s)
			if err != nil {
				fmt.Printf("%q: %v\n", s, err)
				continue
			}
			fmt.Printf("%q: %q %q %v %q %q %q %q %q %q %v %v\n", s, u.Scheme, u.Opaque, u.User, u.Host, u.Path, u.RawPath, u.RawQuery, u.Fragment, u.RawFragment, u.ForceQuery, u.OmitHost)
			fmt.Printf("    %q %q %q %q %q %v %q\n", u.String(), u.Hostname(), u.Port(), u.RequestURI(), u.EscapedPath(), u.IsAbs(), u.Redacted())
		}
	}
	base, _ := url.Parse("http://a/b/c/d;p?q")
	for _, s := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "./", "..", "../", "../g", "../..", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "g..", "./../g", "./g/.", "g/./h", "g/../h", "http:g", "a//b", "..//x", "//x/../y"} {
		u, err := base.Parse(s)
		fmt.Println(s, u, err)
	}
	for _, s := range []string{"", "a=b", "a=b&a=c&d", "a=%zz&b=c", "a;b=c", "=x", "&&", "a=b+c%20d&e%3d=f", "%61=1", "a=1=2"} {
		v, err := url.ParseQuery(s)
		fmt.Println(s, v, err, v.Encode(), v.Get("a"), v.Has("b"))
	}
	all := ""
	for i := range 256 {
		all += string([]byte{byte(i)})
	}
	fmt.Println(url.QueryEscape(all), url.PathEscape(all))
	fmt.Println((&url.URL{Path: all, Host: all, Scheme: "x", Fragment: all, User: url.UserPassword(all, all)}).String())
	for _, s := range []string{"a%20b+c", "%", "%4", "%4g", "%C3%BC", "a%2"} {
		q, err := url.QueryUnescape(s)
		p, err2 := url.PathUnescape(s)
		fmt.Printf("%q %v %q %v\n", q, err, p, err2)
	}
	fmt.Println(url.JoinPath("http://a/b/", "../c", "d/"))
	fmt.Println(url.JoinPath("http://a", "x", "y"))
	fmt.Println(url.JoinPath("a/b", "..", "..", "c"))
	fmt.Println(url.JoinPath(":", "x"))
	v := url.Values{}
	v.Set("name", "Ava")
	v.Add("friend", "Jess")
	v.Add("friend", "Sarah & Zoe")
	c := v.Clone()
	v.Del("name")
	fmt.Println(v.Encode(), c.Encode(), v["friend"])
	u := &url.URL{Path: "a:b"}
	fmt.Println(u, (&url.URL{Scheme: "http", Host: "h", Path: "p"}), &url.URL{Scheme: "x", OmitHost: true, Path: "//p"}, &url.URL{Opaque: "//x", Scheme: "s"})
	b, err := json.Marshal(u)
	fmt.Println(string(b) != "", err)
	var uu url.URL
	fmt.Println(uu.UnmarshalBinary([]byte("http://x/y")), uu.String(), uu.JoinPath("z"), uu.Clone())
	_, err = url.Parse("http://[::1")
	ue := err.(*url.Error)
	fmt.Println(ue.Op, ue.URL, ue.Err, ue.Timeout(), ue.Temporary())
}
