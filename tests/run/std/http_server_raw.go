package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"
)

var date = regexp.MustCompile(`Date: [^\r]*GMT`)

// What goes over the wire: raw requests and the answers to them.
func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %q %q %s %d %q\n", r.Method, r.URL.Path, r.URL.RawQuery, r.Host, r.ContentLength, r.Header["X-A"])
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%q %v %v %v", b, err, r.TransferEncoding, r.Trailer)
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for i := range 5 {
			io.WriteString(w, strings.Repeat(string(rune('a'+i)), 1000))
		}
	})
	mux.HandleFunc("/flush", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "one")
		w.(http.Flusher).Flush()
		io.WriteString(w, "two")
	})
	mux.HandleFunc("/length", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "3")
		n, err := io.WriteString(w, "abc")
		m, err2 := io.WriteString(w, "d")
		fmt.Println(n, err, m, err2)
	})
	mux.HandleFunc("/short", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "5")
		io.WriteString(w, "abc")
	})
	mux.HandleFunc("/header", func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("b", "2")
		h.Add("a", "1")
		h.Add("A", "x\ny")
		h["lower"] = []string{"kept"}
		w.WriteHeader(201)
		h.Set("late", "no")
		w.WriteHeader(500)
		io.WriteString(w, "<html>")
	})
	mux.HandleFunc("/204", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(204)
		_, err := io.WriteString(w, "x")
		fmt.Println(err)
	})
	mux.HandleFunc("/304", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/x")
		w.WriteHeader(304)
	})
	mux.HandleFunc("/trailer", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "X-T")
		io.WriteString(w, "body")
		w.Header().Set("X-T", "v")
		w.Header().Set(http.TrailerPrefix+"X-U", "u")
	})
	mux.HandleFunc("/close", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		io.WriteString(w, "bye")
	})
	mux.HandleFunc("/hints", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</x>")
		w.WriteHeader(103)
		w.WriteHeader(200)
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, r *http.Request) {
		c, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			fmt.Println(err)
			return
		}
		rest, _ := buf.ReadString('\n')
		fmt.Fprintf(buf, "raw: %q", rest)
		buf.Flush()
		c.Close()
		_, err = w.Write([]byte("x"))
		fmt.Println(err)
	})
	mux.HandleFunc("/limit", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 4)
		b, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%q %v", b, err)
	})
	mux.HandleFunc("GET /m/{x}/{rest...}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.PathValue("x"), "|", r.PathValue("rest"), "|", r.Pattern)
	})
	mux.HandleFunc("/abort", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/ignore", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ignored") })
	mux.HandleFunc("/code", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(299) })
	mux.Handle("/old", http.RedirectHandler("/new?a=b", 301))

	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	var running sync.WaitGroup // handlers
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		running.Add(1)
		defer running.Done()
		mux.ServeHTTP(w, r)
	})}
	go srv.Serve(ln)
	send := func(raw string) {
		c, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			panic(err)
		}
		defer c.Close()
		c.SetDeadline(time.Now().Add(10 * time.Second))
		io.WriteString(c, raw)
		c.(*net.TCPConn).CloseWrite()
		answer, err := io.ReadAll(bufio.NewReader(c))
		running.Wait()
		if len(raw) > 200 {
			raw = raw[:200]
		}
		answer = date.ReplaceAll(answer, []byte("Date: D"))
		if len(answer) > 6000 {
			answer = append(answer[:2000], "..."...)
		}
		fmt.Printf("> %q\n< %s\n", raw, bytes.ReplaceAll(bytes.ReplaceAll(answer, []byte("\r\n"), []byte("~\n")), []byte("\n"), []byte("\n  ")))
		if err != nil {
			fmt.Println(err)
		}
	}
	get := func(path string) { send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n") }
	get("/")
	get("/a%2Fb?c=%20")
	get("http://other/abs?x")
	get("/a//b/../c")
	get("*")
	send("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")
	send("GET / HTTP/1.0\r\n\r\n")
	send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: h\r\nX-a: 1\r\nX-A:  2 \r\n\r\nGET /second HTTP/1.1\r\nHost: h\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\nGET /second HTTP/1.1\r\nHost: h\r\n\r\n")
	send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")
	send("HEAD /big HTTP/1.1\r\nHost: h\r\n\r\n")
	send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: h\r\n\r\n")
	send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nGET /n HTTP/1.1\r\nHost: h\r\n\r\n")
	send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\nabc\r\n0\r\nX-T: t\r\n\r\n")
	send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX")
	send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nshort")
	send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello")
	send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
	send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET /after HTTP/1.1\r\nHost: h\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n")
	send("POST /limit HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
	get("/big")
	get("/flush")
	send("GET /flush HTTP/1.0\r\n\r\n")
	get("/length")
	get("/short")
	get("/header")
	get("/204")
	get("/304")
	get("/trailer")
	get("/close")
	get("/hints")
	send("GET /hijack HTTP/1.1\r\nHost: h\r\n\r\nmore data\n")
	get("/m/a%20b/c/d%2Fe")
	send("POST /m/a/b HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
	get("/abort")
	get("/code")
	get("/old")
	send("GET / HTTP/1.1\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")
	send("GET / HTTP/2.0\r\nHost: a\r\n\r\n")
	send("GET /\r\n\r\n")
	send("garbage\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: h\r\nbad header: x\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: h\r\nnocolon\r\n\r\n")
	send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n")
	send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
	send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n")
	send("GET / HTTP/1.1\r\nHost: h\r\nX: " + strings.Repeat("y", 2<<20) + "\r\n\r\n")
	send("GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n")
	send("")
	send("GET / HT")
	srv.Close()
}
