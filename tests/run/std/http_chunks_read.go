// How much one Read of a body in chunks gives: the chunk, and on with those that have come.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/large":
			io.WriteString(w, strings.Repeat("x", 6000))
		case "/two":
			io.WriteString(w, "first ")
			w.(http.Flusher).Flush()
			io.WriteString(w, "second")
		case "/late":
			io.WriteString(w, "first ")
			w.(http.Flusher).Flush()
			time.Sleep(300 * time.Millisecond)
			io.WriteString(w, "second")
		}
	}))
	defer s.Close()
	for _, path := range []string{"/large", "/two", "/late"} {
		resp, err := http.Get(s.URL + path)
		if err != nil {
			fmt.Println(err)
			continue
		}
		if path != "/late" {
			time.Sleep(100 * time.Millisecond)
		}
		fmt.Println(path, resp.TransferEncoding)
		size := map[string]int{"/large": 6000}[path]
		b := make([]byte, max(size, 12))
		for {
			n, err := resp.Body.Read(b)
			fmt.Println(n, err)
			if err != nil {
				break
			}
		}
		resp.Body.Close()
	}
}
