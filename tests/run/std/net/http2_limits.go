// HTTP/2 and its limits: values of heads and trailers, informational answers, connections that are not kept or break at once, writers without a reader.
package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func serve(h http.HandlerFunc) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = true
	s.Config.MaxHeaderValueCount = 10
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	return s
}

func values() {
	said := make(chan string, 1)
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		said <- fmt.Sprint("    body: ", err, len(r.Trailer))
	})
	defer s.Close()
	ask := func(what string, handled bool, set func(*http.Request)) {
		// With the four pseudo fields, accept-encoding and user-agent.
		req, _ := http.NewRequest("GET", s.URL, nil)
		set(req)
		r, err := s.Client().Do(req)
		if handled {
			fmt.Println(<-said)
		}
		if err != nil {
			fmt.Println(what, "failed")
			return
		}
		fmt.Println(what, r.Status)
		io.Copy(io.Discard, r.Body)
	}
	for _, n := range []int{4, 5} {
		ask(fmt.Sprint(n, " fields:"), n == 4, func(r *http.Request) {
			for i := range n {
				r.Header.Add("X", fmt.Sprint(i, ", and more"))
			}
		})
	}
	for _, n := range []int{10, 11} {
		ask(fmt.Sprint(n, " trailers announced:"), n == 10, func(r *http.Request) {
			r.Body, r.Trailer = io.NopCloser(strings.NewReader("body")), http.Header{}
			for i := range n {
				r.Trailer[fmt.Sprint("X-", i)] = nil
			}
		})
		ask(fmt.Sprint(n, " trailers sent:"), true, func(r *http.Request) {
			r.Body, r.Trailer = io.NopCloser(strings.NewReader("body")), http.Header{}
			for range n {
				r.Trailer.Add("X", "1")
			}
		})
	}
}

func informal() {
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("X-Header", strings.Repeat("a", 100))
		for range 10 {
			w.WriteHeader(123)
		}
		w.WriteHeader(204)
	})
	defer s.Close()
	s.Client().Transport.(*http.Transport).MaxResponseHeaderBytes = 1000
	_, err := s.Client().Get(s.URL)
	fmt.Println(strings.Contains(err.Error(), "PROTOCOL_ERROR; header list too large"))
}

func notKept() {
	s := serve(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.Proto) })
	defer s.Close()
	t := s.Client().Transport.(*http.Transport)
	t.DisableKeepAlives, t.MaxConnsPerHost = true, 1
	var dials atomic.Int32
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		dials.Add(1)
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}
	for range 3 {
		r, err := s.Client().Get(s.URL)
		check(err)
		b, err := io.ReadAll(r.Body)
		fmt.Printf("%s %v, ", b, err)
	}
	fmt.Println("connections:", dials.Load())
}

type breaking struct {
	net.Conn
	broken *atomic.Bool
}

func (c breaking) Write(b []byte) (int, error) {
	if c.broken.Load() {
		return 0, fmt.Errorf("broken")
	}
	return c.Conn.Write(b)
}

func broken() {
	s := serve(func(w http.ResponseWriter, r *http.Request) {})
	defer s.Close()
	var breaks atomic.Bool
	s.Client().Transport.(*http.Transport).DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := net.Dial(network, addr)
		return breaking{c, &breaks}, err
	}
	got := 0
	for i := range 3 {
		ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
			GotConn:          func(httptrace.GotConnInfo) { got++ },
			TLSHandshakeDone: func(tls.ConnectionState, error) { breaks.Store(i < 2) },
		})
		breaks.Store(false)
		req, _ := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
		_, err := s.Client().Do(req)
		fmt.Println("broken:", err != nil, "connections:", got)
	}
}

func writesEnd() {
	ended := make(chan bool, 1)
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		for {
			if _, err := io.WriteString(w, "young\n"); err != nil {
				<-r.Context().Done()
				ended <- true
				return
			}
			w.(http.Flusher).Flush()
		}
	})
	defer s.Close()
	r, err := s.Client().Get(s.URL)
	check(err)
	io.ReadFull(r.Body, make([]byte, 12))
	r.Body.Close()
	fmt.Println("the writer hears of the end:", <-ended)
}

func main() {
	values()
	informal()
	notKept()
	broken()
	writesEnd()
}
