package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/textproto"
	"strings"
	"time"
)

// Headers, cookies, requests and forms without a network.
func main() {
	h := http.Header{}
	h.Add("a-b", "1")
	h.Add("A-B", "2")
	h.Set("x", "y")
	h["bad name"] = []string{"z"}
	h.Set("nl", " a\r\nb ")
	var b bytes.Buffer
	fmt.Println(h.Write(&b), h.Get("A-b"), h.Values("a-b"), h.Clone())
	fmt.Printf("%q\n", b.String())
	b.Reset()
	h.WriteSubset(&b, map[string]bool{"A-B": true})
	fmt.Printf("%q\n", b.String())
	for _, c := range []*http.Cookie{
		{Name: "a", Value: "b"}, {Name: "a b", Value: "c"}, {Name: "q", Value: "x y"}, {Name: "q", Value: "xy", Quoted: true},
		{Name: "full", Value: "v", Path: "/p", Domain: ".d.com", Expires: time.Unix(1e9, 0), MaxAge: 5, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode},
		{Name: "m", MaxAge: -1, SameSite: http.SameSiteNoneMode, Partitioned: true}, {Name: "d", Value: "v", Domain: "127.0.0.1"}, nil, {Name: "e", Expires: time.Unix(-1e11, 0)},
	} {
		fmt.Println(c.String(), c.Valid())
	}
	for _, s := range []string{"a=b", "", "a", "a b=c", "a=b;c", "a=\"x y\"; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=10; Expires=Tue, 10 Nov 2009 23:00:00 GMT; Foo=bar", "a=b; max-age=0", "a=b; max-age=x", "a=\x01", "a=b; samesite=weird; domain=x"} {
		c, err := http.ParseSetCookie(s)
		if err != nil {
			fmt.Println(s, err)
			continue
		}
		fmt.Println(c.Name, c.Value, c.Quoted, c.Path, c.Domain, c.Expires, c.RawExpires, c.MaxAge, c.Secure, c.HttpOnly, c.SameSite, c.Unparsed)
	}
	for _, s := range []string{"a=b; c=d", "a", "", "a=b;;", "a=\"q\"", "a b=c"} {
		cs, err := http.ParseCookie(s)
		fmt.Println(s, cs, err)
	}
	r, _ := http.NewRequest("GET", "http://h.com/p?q=1#f", nil)
	r.AddCookie(&http.Cookie{Name: "x", Value: "1"})
	r.AddCookie(&http.Cookie{Name: "y", Value: "2 3"})
	r.SetBasicAuth("user", "pass:word")
	u, p, ok := r.BasicAuth()
	fmt.Println(r.Header, u, p, ok, r.Cookies(), r.CookiesNamed("y"))
	_, err := r.Cookie("z")
	fmt.Println(err)
	c, err := r.Cookie("x")
	fmt.Println(c, err)
	for _, f := range []func() (*http.Request, error){
		func() (*http.Request, error) { return http.NewRequest("", "http://h:", nil) },
		func() (*http.Request, error) { return http.NewRequest("bad method", "/", nil) },
		func() (*http.Request, error) { return http.NewRequest("GET", ":", nil) },
		func() (*http.Request, error) { return http.NewRequest("POST", "http://[fe80::1%25x]:1/a b", strings.NewReader("body")) },
		func() (*http.Request, error) { return http.NewRequest("POST", "http://h/", io.MultiReader(strings.NewReader("chunked"))) },
		func() (*http.Request, error) { return http.NewRequest("PUT", "http://h/", bytes.NewReader(nil)) },
		func() (*http.Request, error) { return http.NewRequest("GET", "http://h/", io.MultiReader()) },
		func() (*http.Request, error) {
			r, err := http.NewRequest("POST", "http://h/", io.MultiReader(strings.NewReader("tr")))
			r.Trailer = http.Header{"A": {"b"}}
			r.Close = true
			r.Header.Set("User-Agent", "me")
			return r, err
		},
		func() (*http.Request, error) {
			r, err := http.NewRequest("POST", "http://h/", strings.NewReader("abc"))
			r.ContentLength = 5
			return r, err
		},
	} {
		r, err := f()
		if err != nil {
			fmt.Println(err)
			continue
		}
		b.Reset()
		err = r.Write(&b)
		fmt.Printf("%q %v\n", b.String(), err)
	}
	for _, s := range []string{
		"GET /a?b HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n", "GET http://y/a HTTP/1.1\r\nHost: x\r\n\r\n", "POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc", "CONNECT h:1 HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "", "GET / HTTP/1.1\r\n",
	} {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(s)))
		if err != nil {
			fmt.Println(err)
			continue
		}
		body, err := io.ReadAll(r.Body)
		fmt.Println(r.Method, r.URL, r.Host, r.Proto, r.Header, r.ContentLength, r.Close, r.RequestURI, string(body), err, r.TransferEncoding)
	}
	for _, s := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc", "HTTP/1.0 404 Not Found\r\n\r\nrest", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "HTTP/1.1 xx OK\r\n\r\n", "junk\r\n\r\n", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end", "",
	} {
		r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(s)), nil)
		if err != nil {
			fmt.Println(err)
			continue
		}
		body, err := io.ReadAll(r.Body)
		fmt.Println(r.Status, r.StatusCode, r.Proto, r.Header, r.ContentLength, r.Close, string(body), err)
		b.Reset()
		r.Body = io.NopCloser(bytes.NewReader(body))
		err = r.Write(&b)
		fmt.Printf("%q %v\n", b.String(), err)
	}
	form := func(typ, body string) {
		r, _ := http.NewRequest("POST", "/?q=1&a=2", strings.NewReader(body))
		r.Header.Set("Content-Type", typ)
		err := r.ParseForm()
		fmt.Println(r.Form, r.PostForm, err, r.FormValue("a"), r.PostFormValue("b"))
	}
	form("application/x-www-form-urlencoded", "a=x&b=y%20z&a=w")
	form("application/x-www-form-urlencoded", "a=%zz")
	form("text/plain", "a=x")
	form("", "a=x")
	form("multipart/form-data", "a=x")
	b.Reset()
	w := multipart.NewWriter(&b)
	fmt.Println(w.SetBoundary("bad\n"), w.SetBoundary("BOUND"), w.FormDataContentType())
	w.WriteField("field", "value")
	fw, _ := w.CreateFormFile("file", `na"me.txt`)
	io.WriteString(fw, "content\r\n--BOUNDx")
	pw, _ := w.CreatePart(textproto.MIMEHeader{"B": {"2"}, "A": {"1", "3"}})
	io.WriteString(pw, "raw")
	fmt.Println(w.Close())
	fmt.Printf("%q\n", b.String())
	text := b.String()
	r, _ = http.NewRequest("POST", "/?q=1", strings.NewReader(text))
	r.Header.Set("Content-Type", w.FormDataContentType())
	f, fh, err := r.FormFile("file")
	fmt.Println(err, fh.Filename, fh.Size, fh.Header)
	data, err := io.ReadAll(f)
	fmt.Printf("%q %v %v %v\n", data, err, r.Form, r.MultipartForm.Value)
	_, _, err = r.FormFile("nothing")
	fmt.Println(err)
	for _, max := range []int64{0, 5, 100} {
		form, err := multipart.NewReader(strings.NewReader(text), "BOUND").ReadForm(max)
		fmt.Println(err, form.Value, form.File["file"][0].Size)
		f, _ := form.File["file"][0].Open()
		data, _ := io.ReadAll(f)
		fmt.Printf("%q %v\n", data, form.RemoveAll())
	}
	for _, s := range []string{text, "--B\r\n\r\nx\r\n--B--\r\n", "pre\r\n--B\r\nA: b\r\n\r\nx\r\n--B\r\n\r\n\r\n--B--", "--B\n\nx\n--B--\n", "--B\r\n\r\nunfinished", "--B\r\n\r\n--B--\r\n", "", "--Bx\r\n", "--B\r\n\r\na\r\n--B junk\r\n"} {
		for _, bound := range []string{"B", "BOUND"} {
			mr := multipart.NewReader(strings.NewReader(s), bound)
			for {
				p, err := mr.NextPart()
				if err != nil {
					fmt.Println(err)
					break
				}
				data, err := io.ReadAll(p)
				fmt.Printf("%v %q %q %q %v\n", p.Header, p.FormName(), p.FileName(), data, err)
			}
		}
	}
	b.Reset()
	qw := quotedprintable.NewWriter(&b)
	io.WriteString(qw, "häl=lo \n"+strings.Repeat("long ", 30)+"\t\r\nend ")
	qw.Close()
	fmt.Printf("%q\n", b.String())
	for _, s := range []string{b.String(), "a=3D=\r\nb", "a=zz", "x \r\ny", "a=", "=C3=A4=\nb", "\x01"} {
		data, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
		fmt.Printf("%q %v\n", data, err)
	}
	for _, s := range []string{"<html><body>", "  <!DOCTYPE HTML>", "<htmlx", "GIF89a", "\x89PNG\x0D\x0A\x1A\x0A", "plain", "\x00\x01", "%PDF-1", "<?xml ?>", "\xff\xd8\xff", "PK\x03\x04", "", "RIFFxxxxWAVE", "\x00\x00\x00\x10ftypmp42    ", "BM", "\xef\xbb\xbfx"} {
		fmt.Println(http.DetectContentType([]byte(s)))
	}
	fmt.Println(http.ParseTime("Sun, 06 Nov 1994 08:49:37 GMT"))
	fmt.Println(http.ParseTime("Sunday, 06-Nov-94 08:49:37 GMT"))
	fmt.Println(http.ParseTime("Sun Nov  6 08:49:37 1994"))
	fmt.Println(http.ParseTime("x"))
	fmt.Println(http.ParseHTTPVersion("HTTP/1.1"))
	fmt.Println(http.ParseHTTPVersion("HTTP/1"))
	fmt.Println(http.StatusText(418), http.StatusText(999), http.StateIdle, http.ServerContextKey)
}
