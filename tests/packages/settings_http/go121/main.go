// What net/http and net/url do as they did for an older Go.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"
)

func get(mux http.Handler, method, target string) {
	r := httptest.NewRequest(method, target, nil)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	fmt.Printf("%s %s: %d %q %s pattern %q\n", method, target, w.Code, w.Header().Get("Location"), strings.TrimSpace(w.Body.String()), r.Pattern)
}

func tell(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, name, " ", r.URL.Path, " ", r.PathValue("id"))
	}
}

func try(what string, f func()) {
	defer func() {
		said := fmt.Sprint(recover())
		if at := strings.Index(said, " ("); at >= 0 {
			said = said[:at]
		}
		fmt.Println(what, said)
	}()
	f()
}

func routes() {
	mux := http.NewServeMux()
	for _, p := range []string{"/", "/a", "/b/", "/b/c/", "/items/{id}", "example.com/", "example.com/only", "GET /get"} {
		try("register "+p+":", func() { mux.Handle(p, tell(p)) })
	}
	try("again:", func() { mux.Handle("/a", tell("a")) })
	try("empty:", func() { mux.Handle("", tell("a")) })
	try("nil:", func() { mux.Handle("/nil", nil) })
	for _, target := range []string{"/", "/a", "/a/", "/b", "/b/", "/b/x", "/b/c", "/b/c/d?q=1", "/b/../a", "//a", "/items/7", "/get", "/nothing",
		"http://example.com/", "http://example.com/only", "http://example.com:80/b/x", "/items/%7Bid%7D", "/b%2fc"} {
		get(mux, "GET", target)
	}
	get(mux, "POST", "/get")
	get(mux, "OPTIONS", "/b")
	_, pattern := mux.Handler(httptest.NewRequest("GET", "/b/x", nil))
	fmt.Println(pattern)
	_, pattern = mux.Handler(httptest.NewRequest("GET", "/b", nil))
	fmt.Println(pattern)
}

func contents() {
	serve := func(ranges string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Range", ranges)
		w := httptest.NewRecorder()
		w.Header().Set("Etag", `"x"`)
		w.Header().Set("Cache-Control", "no-store")
		http.ServeContent(w, r, "a.txt", time.Time{}, strings.NewReader(strings.Repeat("0123456789", 100)))
		fmt.Println(w.Code, w.Header().Get("Etag"), w.Header().Get("Cache-Control"), w.Header().Get("Content-Type")[:9])
	}
	serve("bytes=0-1")
	serve("bytes=5000-")
	serve("bytes=" + strings.Repeat("1-2,", 199) + "3-4")
	serve("bytes=" + strings.Repeat("1-2,", 200) + "3-4")
}

func main() {
	routes()
	contents()
	for _, u := range []string{"http://a:b:80/", "http://::1/", "https://x:1:2/", "http://x:y/", "other://a:b:80/"} {
		_, err := url.Parse(u)
		fmt.Println(u, err)
	}
	for _, n := range []int{9999, 10000, 10001} {
		q, err := url.ParseQuery(strings.Repeat("a=1&", n-1) + "a=1")
		fmt.Println(n, len(q["a"]), err)
	}
	for _, n := range []int{3000, 3001} {
		c, err := http.ParseCookie(strings.Repeat("a=1; ", n-1) + "a=1")
		fmt.Println(n, len(c), err)
	}
}
