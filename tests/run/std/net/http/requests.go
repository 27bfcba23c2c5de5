// Requests, responses, headers and handlers of package net/http without a network.
package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing/fstest"
	"time"
)

func try(h http.Handler, r *http.Request) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	result := w.Result()
	body, err := io.ReadAll(result.Body)
	result.Header.Del("Date")
	result.Header.Del("Last-Modified")
	fmt.Println(r.Method, r.URL, result.StatusCode, result.Header, len(body), err)
	fmt.Printf("  %.120q\n", body)
}

func requests() {
	r, err := http.NewRequest(http.MethodPost, "http://user:pw@example.com:8080/a/b?x=1&y=2&x=3#frag", strings.NewReader("a=1&b=2"))
	fmt.Println(r.Proto, r.ProtoMajor, r.ProtoMinor, r.ProtoAtLeast(1, 1), r.ProtoAtLeast(2, 0), r.ContentLength, r.Host, r.Cancel == nil, r.Response == nil, err)
	r.Header.Set("Referer", "http://from/")
	r.Header.Set("User-Agent", "own")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "c", Value: "v w"})
	fmt.Println(r.Referer(), r.UserAgent(), r.Header.Get("Cookie"))
	_, err = r.Cookie("none")
	fmt.Println(err == http.ErrNoCookie)
	body, err := r.GetBody()
	text, _ := io.ReadAll(body)
	fmt.Println(string(text), err)
	type key struct{}
	with := r.WithContext(context.WithValue(context.Background(), key{}, "value"))
	clone := r.Clone(with.Context())
	clone.Header.Set("Referer", "changed")
	clone.URL.Path = "/changed"
	fmt.Println(with.Context().Value(key{}), clone.Context().Value(key{}), r.Referer(), r.URL.Path, with.URL == r.URL)
	r.SetPathValue("id", "7")
	fmt.Println(r.PathValue("id"), r.PathValue("none") == "")
	var out bytes.Buffer
	fmt.Println(r.WriteProxy(&out))
	fmt.Printf("%q\n", out.String())
	_, err = r.MultipartReader()
	fmt.Println(err == http.ErrNotMultipart, err)
	fmt.Println(r.ParseMultipartForm(100))
	m, _ := http.NewRequest("POST", "/", strings.NewReader("--X\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nvalue\r\n--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n\r\ncontent\r\n--X--\r\n"))
	m.Header.Set("Content-Type", "multipart/form-data; boundary=X")
	fmt.Println(m.ParseMultipartForm(3), m.MultipartForm.Value, m.FormValue("field"), m.PostFormValue("field"))
	file, header, err := m.FormFile("file")
	content, _ := io.ReadAll(file)
	fmt.Println(header.Filename, header.Size, string(content), err)
	_, _, err = m.FormFile("none")
	fmt.Println(err == http.ErrMissingFile, m.MultipartForm.RemoveAll())
	m.Header.Set("Content-Type", "multipart/form-data")
	m.MultipartForm = nil
	_, err = m.MultipartReader()
	fmt.Println(err)
	for _, raw := range []string{"GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.0\r\n\r\n", "BAD\r\n\r\n", "GET http://x/y HTTP/1.1\r\nHost: other\r\n\r\n", "G T / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n"} {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(r.Method, r.URL, r.Host, r.Proto, r.Close, r.Body == http.NoBody)
	}
	n, err := http.NoBody.Read(make([]byte, 1))
	written, werr := http.NoBody.WriteTo(io.Discard)
	fmt.Println(n, err, written, werr, http.NoBody.Close())
	for _, bad := range []string{"G T", "", "GET"} {
		_, err := http.NewRequest(bad, "http://x/%zz", nil)
		fmt.Println(err)
	}
	_, err = http.NewRequestWithContext(nil, "GET", "/", nil)
	fmt.Println(err)
	response, err := http.ReadResponse(bufio.NewReader(strings.NewReader("HTTP/1.1 302 Found\r\nSet-Cookie: a=b; Path=/; HttpOnly\r\nLocation: /next\r\nContent-Length: 2\r\n\r\nok")), nil)
	place, lerr := response.Location()
	fmt.Println(response.Status, response.Cookies(), response.ProtoAtLeast(1, 1), place, lerr, err)
	response.Header.Del("Location")
	_, err = response.Location()
	fmt.Println(err == http.ErrNoLocation)
}

type recording struct{ http.ResponseWriter }

func (r recording) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func handlers() {
	hello := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var tooLarge *http.MaxBytesError
		fmt.Fprint(w, "hello ", len(body), " ", err, " ", r.URL.RawQuery, " ", tooLarge == nil)
	})
	post := func(text string) *http.Request {
		return httptest.NewRequest("POST", "/p?a=1;b=2", strings.NewReader(text))
	}
	try(http.MaxBytesHandler(hello, 3), post("ab"))
	try(http.MaxBytesHandler(hello, 3), post("abcdef"))
	try(http.AllowQuerySemicolons(hello), post(""))
	try(http.NotFoundHandler(), httptest.NewRequest("GET", "/x", nil))
	late := make(chan bool)
	try(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-late
	}), time.Millisecond, "too slow"), httptest.NewRequest("GET", "/slow", nil))
	close(late)
	system := fstest.MapFS{"dir/file.txt": {Data: []byte("content of the file")}, "index.html": {Data: []byte("<p>index")}}
	var files http.FileSystem = http.FS(system)
	f, err := files.Open("/dir")
	var file http.File = f
	infos, rerr := file.Readdir(-1)
	info, serr := file.Stat()
	fmt.Println(err, len(infos), rerr, info.Name(), serr)
	_, err = files.Open("/none")
	fmt.Println(os.IsNotExist(err), err)
	for _, path := range []string{"/dir/file.txt", "/dir", "/dir/", "/", "/index.html", "/none", "/../x"} {
		try(http.FileServer(files), httptest.NewRequest("GET", path, nil))
	}
	try(http.FileServerFS(fs.FS(system)), httptest.NewRequest("HEAD", "/dir/file.txt", nil))
	try(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, system, "dir/file.txt") }), httptest.NewRequest("GET", "/any", nil))
	client := &http.Client{Transport: http.NewFileTransportFS(system)}
	got, err := client.Get("file:///dir/file.txt")
	text, _ := io.ReadAll(got.Body)
	fmt.Println(got.Status, string(text), err)
	got, err = client.Head("file:///none")
	fmt.Println(got.Status, err)
	var tripper http.RoundTripper = http.NewFileTransport(files)
	direct, _ := http.NewRequest("GET", "file:///index.html", nil)
	got, err = tripper.RoundTrip(direct)
	fmt.Println(got.StatusCode, err)
	try(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(recording{w})
		var controller *http.ResponseController = c
		fmt.Println(controller.Flush(), controller.SetReadDeadline(time.Now()), controller.SetWriteDeadline(time.Now()), controller.EnableFullDuplex())
		_, _, err := controller.Hijack()
		fmt.Println(err)
		_, notifies := w.(http.CloseNotifier)
		_, pushes := w.(http.Pusher)
		fmt.Println(notifies, pushes)
	}), httptest.NewRequest("GET", "/", nil))

	protection := http.NewCrossOriginProtection()
	var guard *http.CrossOriginProtection = protection
	fmt.Println(guard.AddTrustedOrigin("https://trusted.example"), guard.AddTrustedOrigin("not an origin"))
	guard.AddInsecureBypassPattern("/open/")
	for _, headers := range [][3]string{{"GET", "Sec-Fetch-Site", "cross-site"}, {"POST", "Sec-Fetch-Site", "cross-site"}, {"POST", "Sec-Fetch-Site", "same-origin"}, {"POST", "Origin", "https://other"}, {"POST", "Origin", "https://trusted.example"}, {"POST", "Origin", "http://example.com"}, {"POST", "X", "none"}} {
		r := httptest.NewRequest(headers[0], "http://example.com/x", nil)
		r.Header.Set(headers[1], headers[2])
		fmt.Println(headers, guard.Check(r))
		try(guard.Handler(hello), r)
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	r := httptest.NewRequest("PUT", "/x", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	try(guard.Handler(hello), r)
	open := httptest.NewRequest("PUT", "/open/x", nil)
	open.Header.Set("Sec-Fetch-Site", "cross-site")
	fmt.Println(guard.Check(open))

	http.Handle("/handled", hello)
	http.HandleFunc("/func", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "func") })
	try(http.DefaultServeMux, httptest.NewRequest("GET", "/handled", nil))
	try(http.DefaultServeMux, httptest.NewRequest("GET", "/func", nil))
	h := http.Header{"A": {"1", "2"}, "B": nil}
	h.Del("a")
	fmt.Println(h, http.LocalAddrContextKey, http.ServerContextKey)
}

type jar struct{ got []string }

func (j *jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	j.got = append(j.got, fmt.Sprint(u.Path, cookies))
}
func (j *jar) Cookies(u *url.URL) []*http.Cookie { return []*http.Cookie{{Name: "from", Value: "jar"}} }

func recorders() {
	var w *httptest.ResponseRecorder = httptest.NewRecorder()
	n, err := w.WriteString("text")
	w.Flush()
	w.Header().Set("Late", "x")
	w.HeaderMap.Set("Map", "y")
	fmt.Println(n, err, w.Flushed, w.Code, w.Body, w.Result().Header, httptest.DefaultRemoteAddr)
	r := httptest.NewRequestWithContext(context.WithValue(context.Background(), "k", "v"), "GET", "https://h/p", nil)
	fmt.Println(r.Context().Value("k"), r.RemoteAddr, r.Host, r.TLS != nil, r.RequestURI)
	var cookies http.CookieJar = &jar{}
	cookies.SetCookies(&url.URL{Path: "/direct"}, nil)
	fmt.Println(cookies.Cookies(nil), cookies.(*jar).got)
	proxied, err := http.ProxyFromEnvironment(httptest.NewRequest("GET", "http://127.0.0.1/", nil))
	fmt.Println(proxied, err)
}

func main() {
	requests()
	handlers()
	recorders()
}
