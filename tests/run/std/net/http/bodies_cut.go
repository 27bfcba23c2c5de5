// Bodies that end too early or are malformed: what reading and closing says, once and again, what the server answers to who does not read
// them, and what the request's context says.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"time"
)

const chunked, counted = "Transfer-Encoding: chunked\r\nTrailer: A\r\n", "Content-Length: 20\r\n"

var (
	date   = regexp.MustCompile(`Date: [^\r]*`)
	bodies = []string{
		"", "4", "4\r", "4\r\n", "4\r\nab", "4\r\nabcd", "4\r\nabcd\r", "4\r\nabcd\r\n", "4\r\nabcd\r\n0", "4\r\nabcd\r\n0\r\n", "4\r\nabcd\r\n0\r\n\r",
		"4\r\nabcd\r\n0\r\n\r\n", "4\r\nabcd\r\n0\r\nA: b", "4\r\nabcd\r\n0\r\nA: b\r\n", "4\r\nabcd\r\n0\r\nA: b\r\n\r\n", "4\r\nabcdX\r\n", "4\nabcd\n0\n\n",
		"4 ;x=y\r\nabcd\r\n0\r\n\r\n", "4;x=y \t\r\nabcd\r\n0\r\n\r\n", "4\r;\r\nabcd\r\n0\r\n\r\n", "-1\r\n", "\r\n", "g\r\n", "0000000000000000000004\r\n", "0000000000000004\r\nabcd\r\n0\r\n\r\n",
		"4\r\nabcd\r\n0;a\r\nA : b\r\n\r\n", "4\r\nabcd\r\n0\r\n: b\r\n\r\n", "4\r\nabcd\r\n0\r\nB: c\r\nno colon\r\n\r\n",
	}
)

// reading reads all of a body, and goes on where there is nothing more to read.
func reading(body io.ReadCloser) string {
	b, err := io.ReadAll(body)
	_, again := body.Read(make([]byte, 10))
	closing := body.Close()
	_, after := body.Read(make([]byte, 10))
	return fmt.Sprintf("%q %v, %v, %v, %v", b, err, again, closing, after)
}

func main() {
	var handle http.HandlerFunc
	handled := make(chan string, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handle(w, r) }))
	defer s.Close()
	send := func(head, body string, half bool) net.Conn {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			panic(err)
		}
		io.WriteString(c, "POST / HTTP/1.1\r\nHost: x\r\n"+head+"\r\n"+body)
		if half {
			c.(*net.TCPConn).CloseWrite()
		}
		return c
	}
	answer := func(c net.Conn) string {
		b, _ := io.ReadAll(c)
		c.Close()
		return date.ReplaceAllString(string(b), "Date: X")
	}
	for _, body := range bodies {
		fmt.Printf("%q\n", body)
		for _, head := range []string{chunked, counted, ""} {
			resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader("HTTP/1.1 200 OK\r\n"+head+"\r\n"+body)), nil)
			fmt.Println("  response:", err, reading(resp.Body), resp.Trailer)
			if head == "" {
				continue
			}
			req, err := http.ReadRequest(bufio.NewReader(strings.NewReader("POST / HTTP/1.1\r\n" + head + "\r\n" + body)))
			fmt.Println("  request:", err, req.Body.Close())
			handle = func(w http.ResponseWriter, r *http.Request) { handled <- reading(r.Body) + fmt.Sprint(r.Trailer) }
			c := send(head, body, true)
			fmt.Println("  read by a handler:", <-handled)
			first, _, _ := strings.Cut(answer(c), "\r\n")
			fmt.Println("    ", first)
			handle = func(w http.ResponseWriter, r *http.Request) {}
			fmt.Printf("  not read: %q\n", answer(send(head, body, true)))
			handle = func(w http.ResponseWriter, r *http.Request) { handled <- fmt.Sprint(r.Body.Close()) }
			c = send(head, body, true)
			fmt.Printf("  closed: %s", <-handled)
			fmt.Printf(" %q\n", answer(c))
		}
	}
	// A context that nobody has asked for Done is over all the same when the connection has failed.
	handle = func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		handled <- fmt.Sprint(err, r.Context().Err())
	}
	for _, half := range []bool{true, false} {
		c := send(counted, "abc", half)
		if !half {
			c.(*net.TCPConn).CloseWrite()
		}
		fmt.Println(<-handled)
		c.Close()
	}
	// A deadline that has passed is over once it is put off.
	goOn := make(chan bool)
	handle = func(w http.ResponseWriter, r *http.Request) {
		rc := http.NewResponseController(w)
		rc.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
		b, err := io.ReadAll(r.Body)
		e, ok := err.(net.Error)
		fmt.Printf("%q %v %v\n", b, ok && e.Timeout(), r.Context().Err())
		rc.SetReadDeadline(time.Time{})
		goOn <- true
		b, err = io.ReadAll(r.Body)
		fmt.Printf("%q %v\n", b, err)
	}
	c := send(counted, "abc", false)
	<-goOn
	io.WriteString(c, strings.Repeat("d", 17))
	c.(*net.TCPConn).CloseWrite()
	fmt.Printf("%q\n", answer(c))
	// Who has sent the next request and goes is gone.
	handle = func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		handled <- fmt.Sprint(r.URL, r.Context().Err())
	}
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		panic(err)
	}
	io.WriteString(c, "GET /first HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\n\r\n")
	c.(*net.TCPConn).CloseWrite()
	fmt.Println(<-handled)
	c.Close()
	// What is no data, in chunks that are small.
	many := strings.Repeat("1;"+strings.Repeat("x", 40)+"\r\nA\r\n", 1000) + "0\r\n\r\n"
	resp, _ := http.ReadResponse(bufio.NewReader(strings.NewReader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"+many)), nil)
	b, err := io.ReadAll(resp.Body)
	fmt.Println(len(b), err)
}
