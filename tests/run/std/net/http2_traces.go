package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"slices"
	"strings"
	"sync"
	"time"
)

// What a client tells of requests over HTTP/2, and how these end early.
func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/x", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		fmt.Fprint(w, r.Proto, string(b))
	})
	mux.HandleFunc("/hints", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</s>")
		w.WriteHeader(103)
		io.WriteString(w, "after")
	})
	mux.HandleFunc("/never", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewUnstartedServer(mux)
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := s.Client()
	var mu sync.Mutex
	var list []string
	written := make(chan bool, 10)
	add := func(f string, a ...any) {
		mu.Lock()
		list = append(list, strings.ReplaceAll(fmt.Sprintf(f, a...), s.Listener.Addr().String(), "HOST"))
		mu.Unlock()
	}
	trace := &httptrace.ClientTrace{
		GetConn:              func(h string) { add("GetConn %s", h) },
		GotConn:              func(i httptrace.GotConnInfo) { add("GotConn %v %v %T", i.Reused, i.WasIdle, i.Conn) },
		PutIdleConn:          func(err error) { add("PutIdleConn %v", err) },
		GotFirstResponseByte: func() { add("GotFirst") },
		Got100Continue:       func() { add("Got100") },
		Got1xxResponse:       func(code int, h textproto.MIMEHeader) error { add("Got1xx %d %v", code, h); return nil },
		ConnectStart:         func(n, a string) { add("ConnectStart") },
		ConnectDone:          func(n, a string, err error) { add("ConnectDone %v", err) },
		TLSHandshakeStart:    func() { add("TLSStart") },
		TLSHandshakeDone:     func(st tls.ConnectionState, err error) { add("TLSDone %v %v", st.NegotiatedProtocol, err) },
		WroteHeaderField:     func(k string, v []string) { add("Field %s %q", k, v) },
		WroteHeaders:         func() { add("WroteHeaders") },
		Wait100Continue:      func() { add("Wait100") },
		WroteRequest: func(i httptrace.WroteRequestInfo) {
			add("WroteRequest %v", i.Err)
			written <- true
		},
	}
	do := func(method, path, body string, h ...string) {
		req, _ := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), method, s.URL+path, nil)
		if body != "" {
			req, _ = http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), method, s.URL+path, strings.NewReader(body))
		}
		for _, k := range h {
			req.Header.Set(k, "100-continue")
		}
		resp, err := c.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		<-written
		fmt.Println(resp.Status, string(b), err)
		mu.Lock()
		slices.Sort(list)
		fmt.Println(strings.Join(list, "\n"))
		list = nil
		mu.Unlock()
	}
	c.Transport.(*http.Transport).ExpectContinueTimeout = time.Minute
	do("GET", "/x", "")
	do("POST", "/x", "body")
	do("POST", "/x", "body", "Expect", "X-Other")
	do("GET", "/hints", "")

	req, _ := http.NewRequest("GET", s.URL+"/never", nil)
	stop := make(chan struct{})
	req.Cancel = stop
	go func() { time.Sleep(50 * time.Millisecond); close(stop) }()
	_, err := c.Do(req)
	fmt.Println(strings.ReplaceAll(err.Error(), s.Listener.Addr().String(), "HOST"))
	c.Timeout = 50 * time.Millisecond
	_, err = c.Get(s.URL + "/never")
	fmt.Println(strings.ReplaceAll(err.Error(), s.Listener.Addr().String(), "HOST"))
}
