// A client asks for compressed bodies and undoes that, unless the program has asked itself.
package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
)

func show(resp *http.Response, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	body, err := io.ReadAll(resp.Body)
	if len(body) > 2 && body[0] == 0x1f {
		body = []byte("(compressed)")
	}
	var names []string
	for name := range resp.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Println(resp.StatusCode, resp.ContentLength > 0, resp.Uncompressed, len(body), strings.TrimSpace(string(body[:min(len(body), 20)])), err, names)
	fmt.Println(resp.Body.Close())
	n, err := resp.Body.Read(body)
	fmt.Println(n, err != nil)
}

func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Printf("%s %s %q\n", r.Method, r.URL.Path, r.Header["Accept-Encoding"])
		if r.URL.Path == "/broken" {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "no gzip at all")
			return
		}
		if r.URL.Path == "/empty" {
			w.Header().Set("Content-Encoding", "gzip")
			return
		}
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.URL.Path == "/plain" {
			fmt.Fprint(w, "plain text")
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, strings.Repeat("compressed ", 500))
		z.Close()
	}))
	defer s.Close()
	show(http.Get(s.URL))
	show(http.Get(s.URL + "/plain"))
	show(http.Get(s.URL + "/broken"))
	show(http.Get(s.URL + "/empty"))
	show(http.Head(s.URL))
	show(http.Post(s.URL, "text/plain", strings.NewReader("x")))
	req, _ := http.NewRequest("GET", s.URL, nil)
	req.Header.Set("Accept-Encoding", "gzip")
	show(http.DefaultClient.Do(req))
	req, _ = http.NewRequest("GET", s.URL, nil)
	req.Header.Set("Range", "bytes=0-")
	show(http.DefaultClient.Do(req))
	c := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	show(c.Get(s.URL))
}
