// Package net/url: its error types, references, and what is appended.
package main

import (
	"errors"
	"fmt"
	"net/url"
)

type temporary struct{}

func (temporary) Error() string   { return "for now" }
func (temporary) Timeout() bool   { return true }
func (temporary) Temporary() bool { return true }

func main() {
	for _, text := range []string{"http://[::1", "http://a b/", "%zz", "http://x/%g1", "http://ex ample.com", ":x", "http://h:port", "http://[fe80::1%25en0]:80/", "http://%41/", "//user:pa%ss@h/", "http://a\x7f/", "cache_object:foo/bar", "1http://x"} {
		u, err := url.Parse(text)
		fmt.Printf("%q: %v %v", text, u, err)
		var e *url.Error
		if errors.As(err, &e) {
			fmt.Printf(" | %q %q %v %t %t %t", e.Op, e.URL, e.Err, e.Timeout(), e.Temporary(), e.Error() == err.Error())
			var escape url.EscapeError
			var host url.InvalidHostError
			fmt.Print(" ", errors.As(err, &escape), escape, " ", errors.As(e.Unwrap(), &host), host)
		}
		fmt.Println()
	}
	fmt.Println(url.EscapeError("%z").Error(), url.InvalidHostError("h h").Error())
	e := &url.Error{Op: "Get", URL: "u", Err: temporary{}}
	fmt.Println(e, e.Timeout(), e.Temporary(), e.Unwrap() == temporary{})
	base, _ := url.Parse("http://user@host:80/a/b/c?q#f")
	for _, ref := range []string{"", "d", "../d", "../../../d", "/d", "?x", "#y", "//other/x", "ftp://z", "./", "..", "d/../e/.", "mailto:x@y", "d;p?x"} {
		r, _ := url.Parse(ref)
		fmt.Print(base.ResolveReference(r), " ")
		joined, err := base.Parse(ref)
		fmt.Print(joined.String() == base.ResolveReference(r).String(), err, "; ")
	}
	fmt.Println()
	out, err := base.AppendBinary([]byte("url="))
	fmt.Println(string(out), err)
	for _, user := range []*url.Userinfo{url.User("plain"), url.User("a:b@c/d"), url.UserPassword("u", "p:w@d"), url.UserPassword("", ""), url.User("")} {
		password, set := user.Password()
		fmt.Printf("%q %q %q %t; ", user.String(), user.Username(), password, set)
	}
	fmt.Println()
}
