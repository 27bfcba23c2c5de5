package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Files, ranges, conditions; recorders in place of a network.
func main() {
	dir, err := os.MkdirTemp("", "files")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	when := time.Date(2024, 1, 2, 3, 4, 5, 6000, time.UTC)
	write := func(name, text string) {
		full := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(full), 0755)
		os.WriteFile(full, []byte(text), 0644)
		os.Chtimes(full, when, when)
	}
	write("index.html", "<html>index</html>")
	write("plain.txt", "0123456789abcdefghij")
	write("data", "\x89PNG\x0D\x0A\x1A\x0A")
	write("empty", "")
	write("sub/a&b.txt", "a")
	write("sub/<x>", "b")
	write("sub/deep/index.html", "deep")
	os.Chtimes(filepath.Join(dir, "sub"), when, when)

	show := func(h http.Handler, method, target string, headers ...string) {
		r := httptest.NewRequest(method, target, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		res := w.Result()
		body, _ := io.ReadAll(res.Body)
		var keys []string
		for k := range res.Header {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		fmt.Println(method, target, headers, "->", res.Status)
		boundary := ""
		for _, k := range keys {
			v := res.Header.Get(k)
			if _, b, ok := strings.Cut(v, "boundary="); ok {
				boundary = b
				v = strings.ReplaceAll(v, b, "BOUNDARY")
			}
			fmt.Printf("  %s: %s\n", k, v)
		}
		text := string(body)
		if boundary != "" {
			text = strings.ReplaceAll(text, boundary, "BOUNDARY")
		}
		fmt.Printf("  %q\n", text)
	}
	files := http.FileServer(http.Dir(dir))
	for _, p := range []string{"/", "/index.html", "/plain.txt", "/data", "/empty", "/sub", "/sub/", "/sub/deep/", "/sub/deep", "/nothing", "/plain.txt/", "/plain.txt/x", "/../plain.txt", "/sub/%3Cx%3E", "/sub?q=1"} {
		show(files, "GET", p)
	}
	show(files, "HEAD", "/plain.txt")
	for _, r := range []string{"bytes=0-4", "bytes=5-", "bytes=-3", "bytes=0-0,-1", "bytes=2-4,6-7,15-", "bytes=100-", "bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=0-100", "bytes=-100", "bytes=", "bytes=0-19,0-19", "bytes=--1"} {
		show(files, "GET", "/plain.txt", "Range", r)
	}
	show(files, "GET", "/empty", "Range", "bytes=0-")
	modified := when.Format(http.TimeFormat)
	earlier := when.Add(-time.Hour).Format(http.TimeFormat)
	show(files, "GET", "/plain.txt", "If-Modified-Since", modified)
	show(files, "GET", "/plain.txt", "If-Modified-Since", earlier)
	show(files, "GET", "/plain.txt", "If-Modified-Since", "junk")
	show(files, "GET", "/plain.txt", "If-Unmodified-Since", earlier)
	show(files, "GET", "/plain.txt", "If-Unmodified-Since", modified)
	show(files, "GET", "/plain.txt", "Range", "bytes=1-2", "If-Range", modified)
	show(files, "GET", "/plain.txt", "Range", "bytes=1-2", "If-Range", earlier)
	show(files, "GET", "/sub/", "If-Modified-Since", modified)
	tagged := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"tag"`)
		http.ServeContent(w, r, "x.json", time.Time{}, strings.NewReader(`{"a":1}`))
	})
	for _, h := range [][]string{{}, {"If-None-Match", `"tag"`}, {"If-None-Match", `W/"tag"`}, {"If-None-Match", `"a", "tag"`}, {"If-None-Match", `*`}, {"If-None-Match", `"no"`}, {"If-Match", `"tag"`}, {"If-Match", `W/"tag"`}, {"If-Match", `"no"`}, {"If-Match", "*"}, {"If-Range", `"tag"`, "Range", "bytes=0-1"}, {"If-Range", `"x"`, "Range", "bytes=0-1"}, {"If-None-Match", `junk`}} {
		show(tagged, "GET", "/t", h...)
	}
	show(tagged, "POST", "/t", "If-None-Match", `"tag"`)
	show(http.StripPrefix("/pre", files), "GET", "/pre/plain.txt")
	show(http.StripPrefix("/pre", files), "GET", "/other")
	show(http.FileServerFS(os.DirFS(dir)), "GET", "/sub/a&b.txt")
	show(http.FileServerFS(os.DirFS(dir)), "GET", "/sub/deep/")
	one := func(name string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, filepath.Join(dir, name)) })
	}
	show(one("plain.txt"), "GET", "/anything")
	show(one("plain.txt"), "GET", "/../x")
	show(one("sub"), "GET", "/dir/")
	show(one("nope"), "GET", "/x")

	for _, h := range []http.HandlerFunc{
		func(w http.ResponseWriter, r *http.Request) {},
		func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<html>") },
		func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204); fmt.Println(w.Write([]byte("x"))) },
		func(w http.ResponseWriter, r *http.Request) { http.Error(w, "bad", 400) },
		func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "../up?x=<y>", 302) },
		func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "http://else/ä", 301) },
		func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) },
		func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "T")
			w.WriteHeader(200)
			w.Header().Set("T", "v")
			w.Header().Set("Late", "no")
		},
	} {
		show(h, "GET", "/a/b/c")
		show(h, "POST", "http://host.com/a?b")
	}
	guard := http.NewCrossOriginProtection()
	for _, o := range []string{"https://ok.com", "nohost", "https://a/b", ":", "https://"} {
		fmt.Println(guard.AddTrustedOrigin(o))
	}
	guard.AddInsecureBypassPattern("/open/")
	guarded := guard.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "through") }))
	for _, h := range [][]string{{}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://example.com"}, {"Origin", "https://evil.com"}, {"Origin", "https://ok.com", "Sec-Fetch-Site", "cross-site"}} {
		show(guarded, "POST", "/x", h...)
		show(guarded, "POST", "/open/x", h...)
		show(guarded, "GET", "/x", h...)
	}
	tr := &http.Transport{}
	tr.RegisterProtocol("file", http.NewFileTransport(http.Dir(dir)))
	for _, p := range []string{"file:///plain.txt", "file:///nothing", "ftp://x/"} {
		resp, err := (&http.Client{Transport: tr}).Get(p)
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		fmt.Println(resp.Status, resp.Proto, resp.ContentLength, string(b), err)
	}
	r := httptest.NewRequest("", "http://h.com:80/x", strings.NewReader("body"))
	fmt.Println(r.Method, r.URL, r.Host, r.RemoteAddr, r.ContentLength, r.Proto, r.RequestURI, r.Header)
	w := httptest.NewRecorder()
	http.NewResponseController(w).Flush()
	fmt.Println(w.Flushed, w.Code, http.NewResponseController(w).SetReadDeadline(time.Time{}))
	_, _, err = http.NewResponseController(w).Hijack()
	fmt.Println(err)
	func() {
		defer func() { fmt.Println(recover()) }()
		httptest.NewRequest("GET", "not a target", nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		httptest.NewRecorder().WriteHeader(42)
	}()
}
