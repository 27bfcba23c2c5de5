// Package httputil has a reverse proxy, dumps of messages and bodies in chunks.
package httputil

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// copied reads a body and gives it twice.
func copied(b io.ReadCloser) (one, two io.ReadCloser, err error) {
	if b == nil || b == http.NoBody {
		return http.NoBody, http.NoBody, nil
	}
	data, err := io.ReadAll(b)
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		return nil, b, err
	}
	return io.NopCloser(bytes.NewReader(data)), io.NopCloser(bytes.NewReader(data)), nil
}

// DumpRequest is a request as a server got it, with its body if that is wanted; the body can be read again.
func DumpRequest(req *http.Request, body bool) ([]byte, error) {
	var content io.ReadCloser
	if body && req.Body != nil {
		var err error
		if req.Body, content, err = copied(req.Body); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	target := req.RequestURI
	if target == "" {
		target = req.URL.RequestURI()
	}
	method := req.Method
	if method == "" {
		method = http.MethodGet
	}
	fmt.Fprintf(&b, "%s %s HTTP/%d.%d\r\n", method, target, req.ProtoMajor, req.ProtoMinor)
	if !strings.HasPrefix(req.RequestURI, "http://") && !strings.HasPrefix(req.RequestURI, "https://") {
		host := req.Host
		if host == "" && req.URL != nil {
			host = req.URL.Host
		}
		if host != "" {
			fmt.Fprintf(&b, "Host: %s\r\n", host)
		}
	}
	encodings := req.TransferEncoding
	if len(encodings) > 0 {
		fmt.Fprintf(&b, "Transfer-Encoding: %s\r\n", strings.Join(encodings, ","))
	}
	if err := req.Header.WriteSubset(&b, map[string]bool{"Host": true, "Transfer-Encoding": true, "Trailer": true}); err != nil {
		return nil, err
	}
	b.WriteString("\r\n")
	if content == nil {
		return b.Bytes(), nil
	}
	if len(encodings) > 0 && encodings[0] == "chunked" {
		w := NewChunkedWriter(&b)
		io.Copy(w, content)
		w.Close()
		b.WriteString("\r\n")
	} else {
		io.Copy(&b, content)
	}
	return b.Bytes(), nil
}

var errNoBody = errors.New("the body is not wanted")

// An unreadable body ends the writing of a message behind its head.
type unreadable struct{}

func (unreadable) Read([]byte) (int, error) { return 0, errNoBody }
func (unreadable) Close() error             { return nil }

// DumpResponse is an answer as it came; the body can be read again.
func DumpResponse(resp *http.Response, body bool) ([]byte, error) {
	kept, length := resp.Body, resp.ContentLength
	switch {
	case body && resp.Body != nil:
		var err error
		if kept, resp.Body, err = copied(resp.Body); err != nil {
			return nil, err
		}
	case !body && length != 0:
		resp.Body = unreadable{}
	default:
		resp.Body = io.NopCloser(strings.NewReader(""))
	}
	var b bytes.Buffer
	err := resp.Write(&b)
	resp.Body, resp.ContentLength = kept, length
	if err != nil && err != errNoBody {
		return nil, err
	}
	return b.Bytes(), nil
}

type chunkedWriter struct {
	w io.Writer
}

// NewChunkedWriter writes in chunks. Close writes the last, but not the line behind the trailer.
func NewChunkedWriter(w io.Writer) io.WriteCloser { return chunkedWriter{w} }

func (c chunkedWriter) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if _, err := fmt.Fprintf(c.w, "%x\r\n", len(p)); err != nil {
		return 0, err
	}
	n, err := c.w.Write(p)
	if err != nil {
		return n, err
	}
	if n != len(p) {
		return n, io.ErrShortWrite
	}
	_, err = io.WriteString(c.w, "\r\n")
	return n, err
}

func (c chunkedWriter) Close() error {
	_, err := io.WriteString(c.w, "0\r\n")
	return err
}
