// What of package net/http few programs meet: single connections, who is told that a client left, pushing, servers of tests.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// pusher is a response writer that pushes.
type pusher struct{ http.ResponseWriter }

func (pusher) Push(target string, o *http.PushOptions) error {
	fmt.Println("push", target, o.Method, o.Header)
	return http.ErrNotSupported
}

func page(w http.ResponseWriter, r *http.Request) {
	if p, ok := w.(http.Pusher); ok {
		fmt.Println(p.Push("/style.css", &http.PushOptions{Method: "GET", Header: http.Header{"A": {"b"}}}))
	}
	io.WriteString(w, "page")
}

func left() {
	gone := make(chan bool, 1)
	ready := make(chan bool)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told := w.(http.CloseNotifier).CloseNotify()
		ready <- true
		gone <- <-told
	}))
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-ready; cancel() }()
	r, _ := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
	_, err := s.Client().Do(r)
	fmt.Println(err.(*url.Error).Err, <-gone)
	s.Close()
}

func single() {
	s := httptest.NewServer(http.HandlerFunc(page))
	defer s.Close()
	address, _ := url.Parse(s.URL)
	var c *http.ClientConn
	c, err := http.DefaultTransport.(*http.Transport).NewClientConn(context.Background(), "http", address.Host)
	if err != nil {
		fmt.Println(err)
		return
	}
	states := make(chan bool, 10)
	c.SetStateHook(func(*http.ClientConn) { states <- true })
	fmt.Println(c.Available(), c.InFlight(), c.Err(), c.Reserve())
	c.Release()
	r, _ := http.NewRequest("GET", s.URL, nil)
	response, err := c.RoundTrip(r)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, _ := io.ReadAll(response.Body)
	response.Body.Close()
	<-states
	fmt.Println(string(text), c.Close(), c.Err() != nil)
}

func main() {
	page(pusher{httptest.NewRecorder()}, httptest.NewRequest("GET", "/", nil))
	left()
	single()
	testing.Main(func(_, _ string) (bool, error) { return true, nil }, []testing.InternalTest{{Name: "TestServer", F: func(t *testing.T) {
		s := httptest.NewTestServer(t, http.HandlerFunc(page))
		got, err := s.Client().Get(s.URL)
		if err != nil {
			fmt.Println(err)
			return
		}
		text, err := io.ReadAll(got.Body)
		fmt.Println(string(text), err)
	}}}, nil, nil)
}
