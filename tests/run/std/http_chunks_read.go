// How much one Read of a body in chunks gives: the chunk, and on with those that have come.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"

func chunk(text string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }

func main() {
	asked := make(chan bool)
	// Each answer is one write, so that it comes as a whole.
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			fmt.Println(err)
			return
		}
		defer conn.Close()
		switch r.URL.Path {
		case "/large":
			io.WriteString(conn, head+chunk(strings.Repeat("x", 6000))+chunk(""))
		case "/two":
			io.WriteString(conn, head+chunk("first ")+chunk("second")+chunk(""))
		case "/late":
			io.WriteString(conn, head+chunk("first "))
			<-asked
			io.WriteString(conn, chunk("second")+chunk(""))
		}
	}))
	defer s.Close()
	for _, path := range []string{"/large", "/two", "/late"} {
		resp, err := http.Get(s.URL + path)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(path, resp.TransferEncoding)
		size := map[string]int{"/large": 6000}[path]
		b := make([]byte, max(size, 12))
		for first := true; ; first = false {
			n, err := resp.Body.Read(b)
			fmt.Println(n, err)
			if err != nil {
				break
			}
			if first && path == "/late" {
				asked <- true
			}
		}
		resp.Body.Close()
	}
}
