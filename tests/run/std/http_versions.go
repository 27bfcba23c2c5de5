// Versions of HTTP that are neither 1.0 nor 1.1: read by ReadRequest and ReadResponse, refused or not by a server.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
)

func reading() {
	for _, v := range []string{"HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/3.0", "HTTP/1.2", "HTTP/1.10", "HTTP/9.9", "http/1.1", "HTTP/11", "HTTP/-1.0", "HTTP/1", ""} {
		for _, h := range []string{"", "Connection: close\r\n", "Connection: keep-alive\r\n", "Transfer-Encoding: chunked\r\n"} {
			head := h + "Host: h\r\nContent-Length: 2\r\n\r\n2\r\nab\r\n0\r\n\r\n"
			r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(v+" 200 OK\r\n"+head)), nil)
			if err != nil {
				fmt.Printf("%q %v\n", v, err)
			} else {
				body, err := io.ReadAll(r.Body)
				fmt.Printf("%q %v %v %v %v %v %v %v %v %q %v\n", v, r.Proto, r.ProtoMajor, r.ProtoMinor, r.Status, r.ContentLength, r.Close, r.Header, r.TransferEncoding, body, err)
			}
			for _, line := range []string{"POST / ", "PRI * ", "CONNECT a:1 "} {
				r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(line + v + "\r\n" + head)))
				if err != nil {
					fmt.Printf("%q %v\n", line+v, err)
					continue
				}
				body, err := io.ReadAll(r.Body)
				fmt.Printf("%q %v %v %v %v %v %v %v %q %v\n", line+v, r.Proto, r.ProtoMajor, r.ProtoMinor, r.ContentLength, r.Close, r.Header, r.TransferEncoding, body, err)
			}
		}
	}
	b := bufio.NewReader(strings.NewReader("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
	r, err := http.ReadRequest(b)
	rest, _ := io.ReadAll(b)
	fmt.Printf("%v %v %v %v %v %q\n", err, r.Proto, r.ContentLength, r.Close, r.Header, rest)
}

func serving() {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", "none")
		fmt.Fprintf(w, "%s %s %v", r.Method, r.Proto, r.Close)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()
	for _, head := range []string{"GET / HTTP/1.2\r\nHost: h\r\nConnection: close\r\n", "GET / HTTP/1.9\r\n", "GET / HTTP/2.0\r\nHost: h\r\n", "GET / HTTP/0.9\r\n", "PRI * HTTP/2.0\r\n", "PRI / HTTP/2.0\r\n", "GET / HTTP/1.x\r\n"} {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			fmt.Println(err)
			continue
		}
		io.WriteString(conn, head+"\r\n")
		answer, err := io.ReadAll(conn)
		fmt.Printf("%q %q %v\n", head, answer, err)
		conn.Close()
	}
}

func main() {
	reading()
	serving()
}
