package main

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"
)

type suffixes struct{}

func (suffixes) PublicSuffix(domain string) string {
	if strings.HasSuffix(domain, ".co.uk") || domain == "co.uk" {
		return "co.uk"
	}
	return domain[strings.LastIndexByte(domain, '.')+1:]
}
func (suffixes) String() string { return "test" }

func main() {
	for _, list := range []cookiejar.PublicSuffixList{nil, suffixes{}} {
		jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: list})
		fmt.Println(err)
		set := func(from string, lines ...string) {
			u, _ := url.Parse(from)
			var cookies []*http.Cookie
			for _, l := range lines {
				c, err := http.ParseSetCookie(l)
				if err != nil {
					fmt.Println(err)
					continue
				}
				cookies = append(cookies, c)
			}
			jar.SetCookies(u, cookies)
		}
		show := func() {
			for _, to := range []string{"http://www.host.test/", "https://www.host.test/a/b", "http://host.test/", "http://sub.www.host.test/a", "http://www.host.test/ab", "http://www.host.test:99/a/", "http://other.test", "http://x.co.uk/", "http://y.co.uk/", "http://127.0.0.1/", "ftp://www.host.test/", "http:///"} {
				u, _ := url.Parse(to)
				fmt.Print(to, ":")
				for _, c := range jar.Cookies(u) {
					fmt.Print(" ", c)
				}
				fmt.Println()
			}
		}
		set("http://www.host.test/", "A=1", "B=2; path=/a", "C=3; domain=host.test", "D=4; secure", "E=5; domain=.host.test; path=/a/b", "F=6; domain=other.test", "G=7; max-age=100", "H=8; max-age=-1", "I=9; domain=test")
		set("http://www.host.test/a/x", "J=dir", "K=q; path=nope")
		set("http://x.co.uk/", "L=1; domain=co.uk", "M=2; domain=x.co.uk")
		set("http://127.0.0.1/", "N=ip", "O=ip; domain=127.0.0.1", "P=ip; domain=0.0.1")
		show()
		set("http://www.host.test/", "A=new", "C=; domain=host.test; max-age=0", "G=gone; expires=Thu, 01 Jan 1970 00:00:01 GMT")
		set("http://www.host.test/", "Z=short; max-age=1")
		show()
		if list != nil {
			continue
		}
		time.Sleep(1100 * time.Millisecond)
		u, _ := url.Parse("http://www.host.test/")
		fmt.Println(jar.Cookies(u))
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/set" {
			http.SetCookie(w, &http.Cookie{Name: "session", Value: "s1"})
			http.Redirect(w, r, "/show", 302)
			return
		}
		fmt.Println(r.URL.Path, r.Cookies())
	}))
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar}
	for _, p := range []string{"/show", "/set", "/show"} {
		req, _ := http.NewRequest("GET", srv.URL+p, nil)
		req.AddCookie(&http.Cookie{Name: "own", Value: "o"})
		resp, err := c.Do(req)
		if err != nil {
			fmt.Println(err)
			continue
		}
		resp.Body.Close()
	}
	srv.Close()
}
