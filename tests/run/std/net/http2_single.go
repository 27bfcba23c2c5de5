// A ClientConn over HTTP/2, and a server that lets few streams be open.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
)

func main() {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Proto", r.Proto)
		b, err := io.ReadAll(r.Body)
		fmt.Fprintln(w, r.Method, r.URL.Path, string(b), err, r.Header.Get("X-Forwarded-For") != "")
	}))
	s.EnableHTTP2 = true
	// Connections that were dialled and then not needed.
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Config.HTTP2 = &http.HTTP2Config{MaxConcurrentStreams: 7}
	s.StartTLS()
	defer s.Close()
	tr := s.Client().Transport.(*http.Transport)
	u, _ := url.Parse(s.URL)
	cc, err := tr.NewClientConn(context.Background(), "https", u.Host)
	fmt.Println(err)
	for range 3 {
		req, _ := http.NewRequest("POST", s.URL+"/a", strings.NewReader("body"))
		resp, err := cc.RoundTrip(req)
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		fmt.Printf("%s %q %v %d\n", resp.Proto, b, err, cc.InFlight())
	}
	fmt.Println(cc.Available(), cc.Reserve(), cc.Available(), cc.InFlight())
	cc.Release()
	fmt.Println(cc.Available(), cc.InFlight(), cc.Err(), cc.Close(), cc.Available())
	// more requests than streams
	var wg sync.WaitGroup
	n := make(chan string, 100)
	for range 60 {
		wg.Go(func() {
			resp, err := s.Client().Get(s.URL + "/q")
			if err != nil {
				n <- err.Error()
				return
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			n <- resp.Proto
		})
	}
	wg.Wait()
	close(n)
	got := map[string]int{}
	for x := range n {
		got[x]++
	}
	fmt.Println(got)
}
