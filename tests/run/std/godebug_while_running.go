package main

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"time"

	mathrand "math/rand"
)

// Settings of GODEBUG that the program gives itself.
func main() {
	show := func() {
		mathrand.Seed(7)
		a := mathrand.Intn(1000000)
		mathrand.Seed(7)
		fmt.Println("seeded", a == mathrand.Intn(1000000))
		_, err := url.Parse("http://a:b:80/")
		fmt.Println(err)
		_, err = url.ParseQuery("a=1&b=2&c=3&d=4")
		fmt.Println(err)
		c, err := http.ParseCookie("a=1; b=2; c=3")
		fmt.Println(len(c), err)
		_, err = rsa.GenerateKey(rand.Reader, 768)
		fmt.Println(err)

		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Range", "bytes=0-1,3-4,6-7")
		w := httptest.NewRecorder()
		http.ServeContent(w, r, "x.txt", time.Time{}, strings.NewReader("0123456789"))
		fmt.Println(w.Code, w.Header().Get("Content-Length"))
		r.Header.Set("Range", "bytes=20-")
		w = httptest.NewRecorder()
		w.Header().Set("Cache-Control", "max-age=1")
		http.ServeContent(w, r, "x.txt", time.Time{}, strings.NewReader("0123456789"))
		fmt.Println(w.Code, w.Header()["Cache-Control"])

		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for range 5 {
			m.WriteField("a", "b")
		}
		m.Close()
		_, err = multipart.NewReader(&b, m.Boundary()).ReadForm(1000)
		fmt.Println(err)
	}
	show()
	for _, s := range []string{
		"randseednop=0,urlstrictcolons=0,urlmaxqueryparams=3,httpcookiemaxnum=2,rsa1024min=0,httpservecontentmaxranges=2,httpservecontentkeepheaders=1,multipartmaxparts=4",
		"httpcookiemaxnum=x,urlmaxqueryparams=-1,urlmaxqueryparams=5,httpservecontentmaxranges=0",
		"",
	} {
		fmt.Println("GODEBUG", s)
		os.Setenv("GODEBUG", s)
		show()
	}
}
