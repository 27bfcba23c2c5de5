package httputil

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// A recorder is the connection of a Transport that is never to reach a server: it keeps what is written, and answers when that is all.
type recorder struct {
	sent    bytes.Buffer
	copy    *io.PipeWriter
	answer  *strings.Reader
	allSent chan struct{} // closed when the whole request has been written, or none will be
}

func (r *recorder) Write(p []byte) (int, error) {
	r.sent.Write(p)
	return r.copy.Write(p)
}

func (r *recorder) Read(p []byte) (int, error) {
	<-r.allSent
	return r.answer.Read(p)
}

func (r *recorder) Close() error                       { return nil }
func (r *recorder) LocalAddr() net.Addr                { return nil }
func (r *recorder) RemoteAddr() net.Addr               { return nil }
func (r *recorder) SetDeadline(t time.Time) error      { return nil }
func (r *recorder) SetReadDeadline(t time.Time) error  { return nil }
func (r *recorder) SetWriteDeadline(t time.Time) error { return nil }

// filler is a body of any length that is cut off again.
type filler struct{}

func (filler) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// DumpRequestOut is a request as a client's Transport would send it, with its body if that is wanted; the body can be read again.
func DumpRequestOut(req *http.Request, body bool) ([]byte, error) {
	kept, filled := req.Body, false
	if body {
		var err error
		if kept, req.Body, err = copied(req.Body); err != nil {
			return nil, err
		}
	} else if req.Body != nil && req.Body != http.NoBody {
		length := req.ContentLength
		if length == 0 {
			length = -1
		}
		req.Body, filled = io.NopCloser(io.LimitReader(filler{}, length)), true
	}
	sent := req
	if req.URL.Scheme == "https" {
		// What is sent is the same, and nobody is there to agree on keys with.
		plain, url := *req, *req.URL
		url.Scheme = "http"
		plain.URL, sent = &url, &plain
	}

	reader, writer := io.Pipe()
	defer reader.Close()
	defer writer.Close()
	r := &recorder{
		copy:    writer,
		answer:  strings.NewReader("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
		allSent: make(chan struct{}),
	}
	t := &http.Transport{Dial: func(string, string) (net.Conn, error) { return r, nil }}
	defer t.CloseIdleConnections()
	go func() {
		defer close(r.allSent)
		if got, err := http.ReadRequest(bufio.NewReader(reader)); err == nil {
			io.Copy(io.Discard, got.Body)
			got.Body.Close()
		}
	}()
	_, err := t.RoundTrip(sent)
	req.Body = kept
	if err != nil {
		return nil, err
	}
	dump := r.sent.Bytes()
	if head := bytes.Index(dump, []byte("\r\n\r\n")); filled && head >= 0 {
		dump = dump[:head+4]
	}
	return dump, nil
}
