// Requests, answers, trailers, cookies, informational answers over HTTP/2, and two hundred requests over one connection.
package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/hello", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %s %s host=%v tls=%v len=%d ua=%q enc=%q\n", r.Method, r.URL, r.Proto, r.Host != "", r.TLS != nil, r.ContentLength, r.UserAgent(), r.Header.Get("Accept-Encoding"))
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "X-Sum")
		n, err := io.Copy(w, r.Body)
		w.Header().Set("X-Sum", fmt.Sprint(n, err))
		w.Header().Set(http.TrailerPrefix+"X-Late", "yes")
		fmt.Fprint(w, r.Trailer)
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(103)
		w.Header().Set("Set-Cookie", "a=b")
		w.WriteHeader(418)
		w.(http.Flusher).Flush()
		_, hj := w.(http.Hijacker)
		_, pu := w.(http.Pusher)
		fmt.Fprintln(w, "teapot", hj, pu, w.(http.Pusher).Push("/x", nil))
	})
	mux.HandleFunc("/cookies", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, r.Header["Cookie"], len(r.Cookies()))
	})
	s := httptest.NewUnstartedServer(mux)
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := s.Client()
	show := func(resp *http.Response, err error) {
		if err != nil {
			fmt.Println("error", strings.ReplaceAll(err.Error(), s.URL, "URL"))
			return
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		resp.Header.Del("Date")
		t := string(b)
		if len(t) > 200 {
			t = fmt.Sprint(len(t), t[:20])
		}
		fmt.Println(resp.Status, resp.Proto, resp.ContentLength, resp.Header, resp.Trailer, resp.Uncompressed, resp.TLS.NegotiatedProtocol, err)
		fmt.Println(t)
	}
	show(c.Get(s.URL + "/hello?a=b"))
	show(c.Head(s.URL + "/hello"))
	show(c.Post(s.URL+"/echo", "text/plain", strings.NewReader("some text")))
	show(c.Post(s.URL+"/echo", "text/plain", io.MultiReader(strings.NewReader("some "), strings.NewReader("text"))))
	show(c.Post(s.URL+"/echo", "text/plain", bytes.NewReader(make([]byte, 5<<20))))
	show(c.Get(s.URL + "/panic"))
	show(c.Get(s.URL + "/early"))
	show(c.Get(s.URL + "/nothing"))
	req, _ := http.NewRequest("GET", s.URL+"/cookies", nil)
	req.AddCookie(&http.Cookie{Name: "a", Value: "1"})
	req.AddCookie(&http.Cookie{Name: "b", Value: "2"})
	show(c.Do(req))
	req, _ = http.NewRequest("PUT", s.URL+"/echo", io.NopCloser(strings.NewReader("body")))
	req.Trailer = http.Header{"X-Check": {"sum"}}
	show(c.Do(req))
	req, _ = http.NewRequest("GET", s.URL+"/hello", nil)
	req.Header.Set("Upgrade", "websocket")
	show(c.Do(req))
	var wg sync.WaitGroup
	var mu sync.Mutex
	counts := map[string]int{}
	for i := range 200 {
		wg.Go(func() {
			resp, err := c.Post(s.URL+"/echo", "x/y", strings.NewReader(strings.Repeat("z", i*1000)))
			key := ""
			if err != nil {
				key = err.Error()
			} else {
				b, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				key = fmt.Sprint(resp.StatusCode, len(b) == i*1000+5, err)
			}
			mu.Lock()
			counts[key]++
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(counts)
}
