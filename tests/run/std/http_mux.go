package main

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
)

var place = regexp.MustCompile(`registered at [^)]*`)

func register(mux *http.ServeMux, pattern string) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Println(pattern, "->", place.ReplaceAllString(fmt.Sprint(p), "registered"))
		}
	}()
	mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
}

// Patterns: what they match, which wins, which exclude each other.
func main() {
	for _, p := range []string{"", "x", "GET", "GET x", "GE T /", "{a}/b", "/{", "/{a", "/a{b}", "/{a}b", "/{}", "/{...}", "/{a...}/b", "/{$}/b", "/{a}/{a}", "/{1a}", "/{a b}", "GET /a//b", "GET /a/../b", "CONNECT /a//b", "G@T /", " /x"} {
		register(http.NewServeMux(), p)
	}
	pairs := [][2]string{
		{"/", "/"}, {"/a", "/a"}, {"/{x}", "/{y}"}, {"/a/{x}", "/{y}/b"}, {"GET /", "/"}, {"GET /", "HEAD /"}, {"GET /a", "POST /a"}, {"/a/", "/a/{x...}"}, {"/a/{$}", "/a/"},
		{"/{x}/b/{y...}", "/a/{z}/c"}, {"GET /{x}", "/a"}, {"GET /a", "/{x}"}, {"GET /", "/a/"}, {"POST /a/{x}", "/a/b"}, {"h/", "/"}, {"h/a", "h/{x}"}, {"/a/{x}/", "/a/b/{y...}"}, {"/{x}/", "/a/{y}"}, {"/{a}/b/{$}", "/c/{d}/"},
		{"/a/b/{x...}", "/{y}/b/"}, {"/x/{a}/y", "/{b}/x/y"},
	}
	for _, p := range pairs {
		for _, q := range [][2]string{p, {p[1], p[0]}} {
			mux := http.NewServeMux()
			register(mux, q[0])
			register(mux, q[1])
		}
	}
	mux := http.NewServeMux()
	for _, p := range []string{
		"/", "/a", "/b/", "GET /c", "POST /c", "/d/{x}", "/d/special", "/e/{x}/f/{y...}", "/g/{$}", "GET example.com/h", "/h", "/i/{x}/", "HEAD /j", "GET /j", "PUT /k", "/l/{x}/m", "GET /n/", "/o%2Fp", "/q r",
	} {
		register(mux, p)
	}
	for _, t := range []string{
		"GET /", "GET /x", "GET /a", "GET /a/", "GET /b", "GET /b/", "GET /b/c/d", "GET /c", "POST /c", "DELETE /c", "HEAD /c", "GET /d/1", "GET /d/special", "GET /d/", "GET /d/1/2", "GET /e/1/f/2/3", "GET /e/1/f/", "GET /e/1/f",
		"GET /g/", "GET /g", "GET /g/x", "GET /h", "GET /i/1", "GET /i/1/", "GET /i/1/2", "HEAD /j", "GET /j", "GET /k", "PUT /k", "GET /l/a%2Fb/m", "GET /n", "POST /n/x", "GET /o%2Fp", "GET /q%20r", "GET //a", "GET /b/../a", "GET /b/./", "CONNECT /a", "CONNECT /b",
	} {
		var method, target string
		fmt.Sscan(t, &method, &target)
		for _, host := range []string{"other.com", "example.com:80"} {
			u, err := url.ParseRequestURI(target)
			if err != nil {
				fmt.Println(err)
				continue
			}
			_, pattern := mux.Handler(&http.Request{Method: method, Host: host, URL: u})
			fmt.Println(t, host, pattern)
		}
	}
}
