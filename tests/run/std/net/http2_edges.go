// HTTP/2 where things go wrong or last: cancelled requests, bodies that nobody reads, panics, deadlines, both directions at once; in the
// clear; Shutdown.
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
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	release := make(chan bool)
	stopped := make(chan error)
	var cancelled atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			cancelled.Add(1)
		case <-release:
			fmt.Fprintln(w, "released")
		}
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		for i := range 5 {
			fmt.Fprintln(w, "part", i)
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	})
	mux.HandleFunc("/unread", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(413)
		fmt.Fprintln(w, "no")
	})
	mux.HandleFunc("/reads", func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic("oh no") })
	mux.HandleFunc("/infinite", func(w http.ResponseWriter, r *http.Request) {
		b := make([]byte, 10000)
		for {
			if _, err := w.Write(b); err != nil {
				stopped <- err
				return
			}
		}
	})
	mux.HandleFunc("/duplex", func(w http.ResponseWriter, r *http.Request) {
		rc := http.NewResponseController(w)
		rc.Flush()
		b := make([]byte, 100)
		for {
			n, err := r.Body.Read(b)
			if n > 0 {
				fmt.Fprintf(w, "got %q\n", b[:n])
				rc.Flush()
			}
			if err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/deadline", func(w http.ResponseWriter, r *http.Request) {
		rc := http.NewResponseController(w)
		fmt.Println(rc.SetReadDeadline(time.Now().Add(20 * time.Millisecond)))
		_, err := io.ReadAll(r.Body)
		fmt.Println("read:", err, errors.Is(err, os.ErrDeadlineExceeded))
		fmt.Fprintln(w, "late")
	})
	s := httptest.NewUnstartedServer(mux)
	s.EnableHTTP2 = true
	var logs strings.Builder
	s.Config.ErrorLog = log.New(&logs, "", 0)
	s.StartTLS()
	c := s.Client()
	show := func(what string, resp *http.Response, err error) {
		if err != nil {
			fmt.Println(what, "error", strings.ReplaceAll(err.Error(), s.URL, "URL"))
			return
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Printf("%s %s %d %q %v\n", what, resp.Status, resp.ContentLength, b, err)
	}
	resp, err := c.Get(s.URL + "/stream")
	show("warm", resp, err)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	req, _ := http.NewRequestWithContext(ctx, "GET", s.URL+"/slow", nil)
	resp, err = c.Do(req)
	show("slow", resp, err)
	cancel()
	for cancelled.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("cancelled", cancelled.Load())
	resp, err = c.Get(s.URL + "/stream")
	show("stream", resp, err)
	resp, err = c.Post(s.URL+"/unread", "", strings.NewReader(strings.Repeat("x", 3<<20)))
	show("unread", resp, err)
	resp, err = c.Get(s.URL + "/panic")
	show("panic", resp, err)
	resp, err = c.Get(s.URL + "/infinite")
	fmt.Println(resp.Status, err)
	n, err := io.ReadFull(resp.Body, make([]byte, 100000))
	fmt.Println(n, err, resp.Body.Close())
	_, err = resp.Body.Read(make([]byte, 1))
	fmt.Println(err, "write:", <-stopped)
	pr, pw := io.Pipe()
	req, _ = http.NewRequest("POST", s.URL+"/duplex", pr)
	resp, err = c.Do(req)
	fmt.Println(resp.Status, err)
	for i := range 3 {
		fmt.Fprintf(pw, "message %d", i)
		b := make([]byte, 100)
		n, err := resp.Body.Read(b)
		fmt.Printf("%q %v\n", b[:n], err)
	}
	pw.Close()
	fmt.Println(io.ReadAll(resp.Body))
	pr, pw = io.Pipe()
	resp, err = c.Post(s.URL+"/deadline", "", pr)
	show("deadline", resp, err)
	pw.Close()
	c.Timeout = 20 * time.Millisecond
	resp, err = c.Get(s.URL + "/slow")
	show("timeout", resp, err)
	c.Timeout = 0
	// To one that waits for the end: an answer could be there before the client sees its mistake.
	req, _ = http.NewRequest("POST", s.URL+"/reads", strings.NewReader("abc"))
	req.ContentLength = 2
	resp, err = c.Do(req)
	show("toolong", resp, err)
	// many at once over how many connections
	var conns atomic.Int32
	tr := c.Transport.(*http.Transport)
	dial := tr.DialContext
	tr.DialContext = func(ctx context.Context, n, a string) (net.Conn, error) {
		conns.Add(1)
		if dial == nil {
			var d net.Dialer
			return d.DialContext(ctx, n, a)
		}
		return dial(ctx, n, a)
	}
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			resp, err := c.Get(s.URL + "/slow")
			if err != nil {
				fmt.Println(err)
				return
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		})
	}
	time.Sleep(50 * time.Millisecond)
	close(release)
	wg.Wait()
	fmt.Println("new connections", conns.Load())
	fmt.Println(strings.Contains(logs.String(), "http2: panic serving 127.0.0.1:"), strings.Contains(logs.String(), "oh no"))
	s.Close()
	resp, err = c.Get(s.URL + "/stream")
	fmt.Println(err != nil)

	// in the clear
	var p http.Protocols
	p.SetUnencryptedHTTP2(true)
	var sp http.Protocols
	sp.SetHTTP1(true)
	sp.SetUnencryptedHTTP2(true)
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	states := make(chan http.ConnState, 100)
	srv := &http.Server{Protocols: &sp, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, r.Proto, r.TLS == nil)
	}), ConnState: func(c net.Conn, s http.ConnState) { states <- s }}
	done := make(chan error)
	go func() { done <- srv.Serve(l) }()
	c2 := &http.Client{Transport: &http.Transport{Protocols: &p}}
	resp, err = c2.Get("http://" + l.Addr().String())
	show("clear", resp, err)
	resp, err = http.Get("http://" + l.Addr().String())
	show("clear1", resp, err)
	http.DefaultClient.CloseIdleConnections()
	fmt.Println(srv.Shutdown(context.Background()), <-done)
	seen := map[http.ConnState]int{}
	for seen[http.StateClosed] < 2 {
		seen[<-states]++
	}
	fmt.Println(seen)
	fmt.Println(p, sp)
}
