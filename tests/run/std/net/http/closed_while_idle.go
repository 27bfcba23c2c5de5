// The server closes connections at the moment at which the client takes them for the next request: each request is answered, on another
// connection if need be.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/hijack" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		conn, rw, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		rw.WriteString("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nraw")
		rw.Flush()
		conn.Close()
	}))
	defer server.Close()
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}
			for range 200 {
				for _, path := range []string{"/hijack", "/empty"} {
					r, err := client.Get(server.URL + path)
					if err != nil {
						fmt.Println(path, err)
						continue
					}
					io.Copy(io.Discard, r.Body)
					r.Body.Close()
				}
			}
		})
	}
	all.Wait()
	fmt.Println("all answered")
}
