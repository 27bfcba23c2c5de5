// HTTP/2 with peers that do not keep their word about a body's length, or go away: frames by hand.
package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

const (
	data, headers, settings, goAway = 0, 1, 4, 7
	endStream, endHeaders           = 1, 4
	preface                         = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
)

func frame(kind, flags byte, id uint32, payload string) string {
	b := []byte{0, 0, byte(len(payload)), kind, flags}
	return string(binary.BigEndian.AppendUint32(b, id)) + payload
}

// length is the field content-length.
func length(n string) string { return "\x0f\x0d" + string(rune(len(n))) + n }

func away(last uint32, code uint32, text string) string {
	b := binary.BigEndian.AppendUint32(nil, last)
	return frame(goAway, 0, 0, string(binary.BigEndian.AppendUint32(b, code))+text)
}

// awaitHead reads frames up to the head of a request.
func awaitHead(c net.Conn) {
	_, err := io.ReadFull(c, make([]byte, len(preface)))
	check(err)
	for {
		var head [9]byte
		if _, err := io.ReadFull(c, head[:]); err != nil {
			return
		}
		io.CopyN(io.Discard, c, int64(head[0])<<16|int64(head[1])<<8|int64(head[2]))
		if head[3] == headers {
			return
		}
	}
}

// ask makes a request of a server that answers so on each of its connections.
func ask(what string, answers ...string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	go func() {
		for _, answer := range answers {
			c, err := l.Accept()
			if err != nil {
				return
			}
			io.WriteString(c, frame(settings, 0, 0, ""))
			awaitHead(c)
			io.WriteString(c, answer)
			go io.Copy(io.Discard, c)
			c.(*net.TCPConn).CloseWrite()
		}
	}()
	t := &http.Transport{Protocols: new(http.Protocols)}
	t.Protocols.SetUnencryptedHTTP2(true)
	defer t.CloseIdleConnections()
	r, err := (&http.Client{Transport: t}).Get("http://" + l.Addr().String())
	if err != nil {
		_, text, _ := strings.Cut(err.Error(), `": `)
		fmt.Println(what, "failed:", text)
		return
	}
	b, err := io.ReadAll(r.Body)
	fmt.Printf("%s %s %q %v\n", what, r.Status, b, err)
}

// tell sends a request to a server, which says what it makes of the body.
func tell(what, text string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	done := make(chan bool)
	s := &http.Server{ErrorLog: log.New(io.Discard, "", 0), Protocols: new(http.Protocols), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		fmt.Printf("%s %d %q %v\n", what, r.ContentLength, b, err)
		close(done)
	})}
	s.Protocols.SetUnencryptedHTTP2(true)
	go s.Serve(l)
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	go io.Copy(io.Discard, c)
	io.WriteString(c, preface+frame(settings, 0, 0, "")+text)
	<-done
	c.Close()
	s.Close()
}

func main() {
	head := func(n string) string { return frame(headers, endHeaders, 1, "\x88"+length(n)) }
	ask("kept:", head("5")+frame(data, endStream, 1, "hello"))
	ask("short:", head("10")+frame(data, endStream, 1, "hello"))
	ask("short, in parts:", head("10")+frame(data, 0, 1, "hel")+frame(data, endStream, 1, "lo"))
	ask("nothing:", head("10")+frame(data, endStream, 1, ""))
	ask("long, in parts:", head("3")+frame(data, 0, 1, "hel")+frame(data, endStream, 1, "lo"))
	ask("gone:", head("10")+frame(data, 0, 1, "hello")+away(1, 11, "slow down"))
	ask("gone in peace:", head("10")+frame(data, 0, 1, "hello")+away(1, 0, ""))
	ask("gone at once:", away(0, 11, "go away"))
	ask("gone, and back:", away(0, 0, ""), head("5")+frame(data, endStream, 1, "hello"))

	post := func(n string) string { return frame(headers, endHeaders, 1, "\x83\x86\x84\x01\x01h"+length(n)) }
	tell("kept:", post("5")+frame(data, endStream, 1, "hello"))
	tell("short:", post("10")+frame(data, endStream, 1, "hello"))
	tell("short, in parts:", post("10")+frame(data, 0, 1, "hel")+frame(data, endStream, 1, "lo"))
	tell("long:", post("3")+frame(data, endStream, 1, "hello"))
}
