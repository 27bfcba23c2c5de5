// Clients as a web server meets them at its worst: connections that stay idle, a request that comes byte by byte, a header of 1 MB, a
// body that never ends, connections dropped half way. It starts the server itself, and says after each part whether that still answers,
// and how much memory it holds.
//
//	gorun benches/web/rude.go -addr localhost:8080 gorun examples/webserver.go
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

var (
	addr    = flag.String("addr", "localhost:8080", "where the server listens")
	idle    = flag.Int("idle", 10_000, "connections that stay idle")
	dropped = flag.Int("dropped", 1_000, "connections that are dropped half way")
	lasting = flag.Duration("for", 20*time.Second, "how long the slow request and the endless body last")
)

func main() {
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "rude: the command that starts the server is missing")
		os.Exit(2)
	}
	server := exec.Command(flag.Arg(0), flag.Args()[1:]...)
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "rude:", err)
		os.Exit(1)
	}
	defer server.Process.Kill()
	say := func(what string) {
		fmt.Printf("%-48s %4d MB, answers: %v\n", what, resident(server.Process.Pid), answers())
	}
	for range 100 {
		if answers() == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	say("at the start")
	holdIdle(func(n int) { say(fmt.Sprint(n, " idle keep-alive connections")) })
	say("after them")

	var all sync.WaitGroup
	all.Go(func() { fmt.Println("one byte a second:", trickle(time.Second)) })
	all.Go(func() { fmt.Println("a body that never ends:", endless()) })
	all.Go(func() { fmt.Println("a header of 1 MB:", largeHeader()) })
	time.Sleep(*lasting / 2)
	say("while they last")
	all.Wait()
	say("after them")

	for range 5 {
		for range *dropped {
			drop()
		}
		say(fmt.Sprint(*dropped, " connections dropped half way"))
	}
}

// resident gives a process's memory in MB.
func resident(pid int) int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	var kb int
	if _, rest, ok := strings.Cut(string(text), "VmRSS:"); ok {
		fmt.Sscan(rest, &kb)
	}
	return kb / 1000
}

// answers asks for the root, on a connection of its own.
func answers() error {
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get("http://" + *addr + "/")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err
}

func dial() net.Conn {
	c, err := net.Dial("tcp", *addr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "rude:", err)
		os.Exit(1)
	}
	return c
}

// holdIdle keeps connections open on each of which one request has been answered.
func holdIdle(held func(int)) {
	var open []net.Conn
	for len(open) < *idle {
		c := dial()
		open = append(open, c)
		fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", *addr)
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			fmt.Println("idle connection", len(open), "failed:", err)
			break
		}
		io.Copy(io.Discard, response.Body)
	}
	held(len(open))
	for _, c := range open {
		c.Close()
	}
}

// trickle sends a request byte by byte.
func trickle(pause time.Duration) error {
	c := dial()
	defer c.Close()
	end := time.Now().Add(*lasting)
	for _, b := range []byte("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("x", 1000)) {
		if time.Now().After(end) {
			return nil
		}
		if _, err := c.Write([]byte{b}); err != nil {
			return err
		}
		time.Sleep(pause)
	}
	return nil
}

// endless sends a body in chunks until it is told to stop or the time is over.
func endless() string {
	c := dial()
	defer c.Close()
	fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
	chunk := append([]byte("10000\r\n"), bytes.Repeat([]byte("x"), 0x10000)...)
	chunk = append(chunk, '\r', '\n')
	sent := 0
	for end := time.Now().Add(*lasting); time.Now().Before(end); sent += len(chunk) {
		c.SetWriteDeadline(end)
		if _, err := c.Write(chunk); errors.Is(err, os.ErrDeadlineExceeded) {
			break
		} else if err != nil {
			return "refused"
		}
	}
	return "held until the client left"
}

// largeHeader gives the status of the answer to a request with a header of 1 MB.
func largeHeader() string {
	c := dial()
	defer c.Close()
	go func() {
		fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ")
		for range 1 << 10 {
			if _, err := c.Write(bytes.Repeat([]byte("x"), 1<<10)); err != nil {
				return
			}
		}
		io.WriteString(c, "\r\n\r\n")
	}()
	c.SetReadDeadline(time.Now().Add(*lasting))
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return err.Error()
	}
	return response.Status
}

// drop leaves in the middle of a request.
func drop() {
	c := dial()
	io.WriteString(c, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf")
	c.(*net.TCPConn).SetLinger(0)
	c.Close()
}
