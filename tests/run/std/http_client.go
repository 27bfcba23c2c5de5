package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

var port = regexp.MustCompile(`127\.0\.0\.1:\d+`)

func show(args ...any) {
	fmt.Print(port.ReplaceAllString(fmt.Sprintln(args...), "SERVER"))
}

// Clients against servers of the same program.
func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	var mu sync.Mutex
	peers := map[string]bool{}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		peers[r.RemoteAddr] = true
		mu.Unlock()
		body, _ := io.ReadAll(r.Body)
		var keys []string
		for k := range r.Header {
			if k != "Accept-Encoding" {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		fmt.Fprintln(w, r.Method, r.URL, r.Proto, r.ContentLength, r.TransferEncoding, string(body))
		for _, k := range keys {
			fmt.Fprintln(w, " ", k, r.Header[k])
		}
	})
	mux.HandleFunc("/redirect/{code}", func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.PathValue("code"), &code)
		http.Redirect(w, r, "/target?from="+r.PathValue("code"), code)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", 302) })
	arrived := make(chan bool, 1)
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case arrived <- true:
		default:
		}
		select {
		case <-r.Context().Done():
		case <-time.After(5 * time.Second):
		}
	})
	mux.HandleFunc("/slowbody", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "start")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/chunks", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "X-Sum")
		for i := range 3 {
			fmt.Fprintf(w, "chunk %d\n", i)
			w.(http.Flusher).Flush()
		}
		w.Header().Set("X-Sum", "3")
	})
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes", Path: "/"})
		fmt.Fprint(w, r.Cookies())
	})
	mux.HandleFunc("/auth", func(w http.ResponseWriter, r *http.Request) {
		u, p, ok := r.BasicAuth()
		if !ok {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			http.Error(w, "who?", http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, u, p)
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for range 1000 {
			io.WriteString(w, strings.Repeat("x", 1000))
		}
	})
	mux.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		fmt.Fprint(w, r.Form, r.PostForm)
	})
	late := make(chan bool)
	mux.Handle("/timeout", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		time.Sleep(20 * time.Millisecond)
		_, err := w.Write([]byte("late"))
		show("late write:", err)
		late <- true
	}), 20*time.Millisecond, "too slow"))
	srv := httptest.NewServer(mux)
	do := func(name string, resp *http.Response, err error) {
		if err != nil {
			show(name, "error:", err)
			return
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if len(b) > 500 {
			b = fmt.Appendf(nil, "%d bytes", len(b))
		}
		show(name, resp.Status, resp.Proto, resp.ContentLength, resp.TransferEncoding, resp.Header.Get("Content-Type"), err, resp.Request.URL.Path, resp.Trailer)
		show(string(b))
	}
	get := func(path string) {
		resp, err := http.Get(srv.URL + path)
		do("GET "+path, resp, err)
	}
	get("/hello?a=b")
	resp, err := http.Post(srv.URL+"/post", "text/x", strings.NewReader("the body"))
	do("post", resp, err)
	resp, err = http.Post(srv.URL+"/post", "text/x", io.MultiReader(strings.NewReader("of "), strings.NewReader("unknown length")))
	do("chunked", resp, err)
	resp, err = http.PostForm(srv.URL+"/form?q=1", url.Values{"a": {"1", "2"}, "b": {"x y"}})
	do("form", resp, err)
	resp, err = http.Head(srv.URL + "/head")
	do("head", resp, err)
	for _, code := range []string{"301", "302", "303", "307", "308"} {
		get("/redirect/" + code)
		resp, err = http.Post(srv.URL+"/redirect/"+code, "text/x", strings.NewReader("again"))
		do("post "+code, resp, err)
	}
	get("/loop")
	c := &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err = c.Get(srv.URL + "/redirect/302")
	do("last", resp, err)
	loc, err := resp.Location()
	show(loc, err)
	c = &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error { return errors.New("no more") }}
	resp, err = c.Get(srv.URL + "/redirect/302")
	show(resp != nil, err)
	c = &http.Client{Timeout: 300 * time.Millisecond}
	_, err = c.Get(srv.URL + "/slow")
	ue := err.(*url.Error)
	show(ue.Op, ue.Timeout(), errors.Is(err, context.DeadlineExceeded), err)
	c = &http.Client{Timeout: 2 * time.Second}
	resp, err = c.Get(srv.URL + "/slowbody")
	if err == nil {
		b, err := io.ReadAll(resp.Body)
		show(string(b), err)
		resp.Body.Close()
	}
	ctx, cancel := context.WithCancel(context.Background())
	req, _ := http.NewRequestWithContext(ctx, "GET", srv.URL+"/slow", nil)
	select {
	case <-arrived: // of the request before
	default:
	}
	go func() {
		<-arrived
		cancel()
	}()
	_, err = http.DefaultClient.Do(req)
	show(errors.Is(err, context.Canceled), err)
	_, err = http.DefaultClient.Do(req)
	show(err)
	ctx, cancel = context.WithTimeout(context.Background(), 300*time.Millisecond)
	req, _ = http.NewRequestWithContext(ctx, "GET", srv.URL+"/slow", nil)
	_, err = http.DefaultClient.Do(req)
	cancel()
	show(err)
	get("/chunks")
	get("/cookie")
	get("/auth")
	resp, err = http.Get(strings.Replace(srv.URL, "http://", "http://me:secret@", 1) + "/auth")
	do("auth", resp, err)
	get("/panic")
	get("/big")
	get("/timeout")
	<-late
	get("/%zz")
	for _, u := range []string{"ftp://h/", "http:///x", "/relative", "http://127.0.0.1:1/", "http://a b/", ":"} {
		_, err = http.Get(u)
		show(err)
	}
	req, _ = http.NewRequest("GET", srv.URL, nil)
	req.Header["Bad Key"] = []string{"x"}
	_, err = http.DefaultClient.Do(req)
	show(err)
	req.Header = http.Header{"Ok": {"bad\nvalue"}}
	_, err = http.DefaultClient.Do(req)
	show(err)
	req = httptest.NewRequest("GET", srv.URL, nil)
	_, err = http.DefaultClient.Do(req)
	show(err)
	_, err = (&http.Client{}).Do(&http.Request{})
	show(err)

	// Connections are kept: one after the other over one.
	time.Sleep(10 * time.Millisecond)
	mu.Lock()
	clear(peers)
	mu.Unlock()
	cl := srv.Client()
	for range 10 {
		resp, err := cl.Get(srv.URL + "/again")
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	}
	show("connections:", len(peers))
	// Many at once, two at most.
	cl = &http.Client{Transport: &http.Transport{MaxConnsPerHost: 2}}
	mu.Lock()
	clear(peers)
	mu.Unlock()
	var wg sync.WaitGroup
	for range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resp, err := cl.Get(srv.URL + "/limited")
			if err != nil {
				show(err)
				return
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}()
	}
	wg.Wait()
	show("at most two:", len(peers) <= 2)
	cl.CloseIdleConnections()
	// Expect: 100-continue.
	tr := &http.Transport{ExpectContinueTimeout: 5 * time.Second}
	req, _ = http.NewRequest("POST", srv.URL+"/expected", strings.NewReader("waited for"))
	req.Header.Set("Expect", "100-continue")
	resp, err = tr.RoundTrip(req)
	do("expect", resp, err)
	tr.CloseIdleConnections()

	// Servers that do odd things.
	ln, _ := net.Listen("tcp", "127.0.0.1:0")
	answers := []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "junk\r\n\r\n", "", "HTTP/1.1 200 OK\r\n\r\nto the end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "HTTP/1.0 200 Fine\r\n\r\nold",
		"HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 404 Gone Away\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
	}
	go func() {
		for _, a := range answers {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			b := make([]byte, 1000)
			c.Read(b)
			io.WriteString(c, a)
			c.Close()
		}
	}()
	odd := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for range answers {
		resp, err := odd.Get("http://" + ln.Addr().String() + "/odd")
		do("odd", resp, err)
	}
	ln.Close()

	// Shutdown waits for what is under way.
	started, release := make(chan bool), make(chan bool)
	s2 := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started <- true
		<-release
		io.WriteString(w, "finished")
	})}
	called := make(chan bool, 1)
	s2.RegisterOnShutdown(func() { called <- true })
	ln, _ = net.Listen("tcp", "127.0.0.1:0")
	served := make(chan error, 1)
	go func() { served <- s2.Serve(ln) }()
	got := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + ln.Addr().String())
		if err != nil {
			got <- err.Error()
			return
		}
		b, _ := io.ReadAll(resp.Body)
		got <- string(b)
	}()
	<-started
	ctx, cancel = context.WithTimeout(context.Background(), 20*time.Millisecond)
	show(s2.Shutdown(ctx))
	cancel()
	show(<-served, <-called)
	go func() { time.Sleep(10 * time.Millisecond); release <- true }()
	show(s2.Shutdown(context.Background()), <-got)
	show(s2.ListenAndServe())
	srv.Close()
	_, err = http.Get(srv.URL)
	show(err != nil)
}
