package http

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// A Response is the answer to a client's request. Its body is to be closed.
type Response struct {
	Status           string // "200 OK"
	StatusCode       int
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	ContentLength    int64 // -1: not known
	TransferEncoding []string
	// The connection ends after the body.
	Close bool
	// The body was compressed and is not any more.
	Uncompressed bool
	Trailer      Header
	Request      *Request
	// Of an answer that came over TLS.
	TLS *tlsState
}

// ErrNoLocation says that there is no Location header.
var ErrNoLocation = errors.New("http: no Location header in response")

func (r *Response) Cookies() []*Cookie { return setCookies(r.Header) }

// Location is the URL of the Location header, relative to the request's.
func (r *Response) Location() (*url.URL, error) {
	to := r.Header.Get("Location")
	if to == "" {
		return nil, ErrNoLocation
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(to)
	}
	return url.Parse(to)
}

func (r *Response) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// ReadResponse reads the answer to req (nil: to a GET).
func ReadResponse(r *bufio.Reader, req *Request) (*Response, error) {
	resp, err := readResponse(r, req, 1<<40)
	if err == nil {
		drainOnClose(resp.Body, resp.Close)
	}
	return resp, err
}

func readResponse(b *bufio.Reader, req *Request, limit int64) (*Response, error) {
	r := &Response{Request: req}
	version := 0
	var fields []string
	reason := ""
	first, head := "", ""
	n, err := readHead(b, limit, func(buf []byte, seen int) (n int) {
		n, r.StatusCode, reason, version, fields = parseResponseHead(buf, seen)
		if n < 0 || n > 0 && reason == "" {
			head = string(buf)
			first, _, _ = strings.Cut(head, "\n")
			first = strings.TrimRight(first, "\r")
		}
		return n
	})
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	if n < 0 {
		return nil, responseFault(first, head)
	}
	r.Proto, r.ProtoMajor, r.ProtoMinor = protocol(version)
	r.Status = strconv.Itoa(r.StatusCode) + " " + reason
	if reason == "" && !strings.HasSuffix(first, " ") {
		r.Status = r.Status[:len(r.Status)-1]
	}
	r.Header = fromFields(fields)
	if r.Header.get("Pragma") == "no-cache" && !r.Header.has("Cache-Control") {
		r.Header["Cache-Control"] = []string{"no-cache"}
	}
	f, err := frame(r.Header, version >= 11, true)
	if err != nil {
		return nil, err
	}
	r.Close, r.Trailer = f.close || version < 10, f.trailer
	r.ContentLength = f.length
	isHead := req != nil && req.Method == MethodHead
	switch {
	case isHead || noBodyStatus(r.StatusCode):
		if !isHead {
			r.ContentLength = 0
		}
		r.Body = NoBody
		if f.chunked {
			r.TransferEncoding = []string{"chunked"}
			r.ContentLength = -1
		}
	case f.chunked:
		r.TransferEncoding = []string{"chunked"}
		r.ContentLength = -1
		r.Body = &messageBody{src: b, chunked: true, keepRest: true, trailer: func(h Header) { r.Trailer = merge(r.Trailer, h) }}
	case f.length == 0:
		r.Body = NoBody
	case f.length > 0:
		r.Body = &messageBody{src: b, left: f.length, keepRest: true}
	default:
		r.Close = true
		r.Body = &messageBody{src: b, toEOF: true, keepRest: true}
	}
	return r, nil
}

// responseFault says what is wrong with the first line, or else with the others.
func responseFault(line, head string) error {
	proto, status, found := strings.Cut(line, " ")
	if !found {
		return badString("malformed HTTP response", line)
	}
	code, _, _ := strings.Cut(strings.TrimLeft(status, " "), " ")
	if len(code) != 3 {
		return badString("malformed HTTP status code", code)
	}
	if _, err := strconv.ParseUint(code, 10, 32); err != nil {
		return badString("malformed HTTP status code", code)
	}
	if _, _, ok := ParseHTTPVersion(proto); !ok {
		return badString("malformed HTTP version", proto)
	}
	return headerFault(head)
}

// Write writes the answer as a server sends it.
func (r *Response) Write(w io.Writer) error {
	text := r.Status
	if text == "" {
		if text = StatusText(r.StatusCode); text == "" {
			text = "status code " + strconv.Itoa(r.StatusCode)
		}
	} else {
		text = strings.TrimPrefix(text, strconv.Itoa(r.StatusCode)+" ")
	}
	out, ok := w.(*bufio.Writer)
	if !ok {
		out = bufio.NewWriter(w)
	}
	fmt.Fprintf(out, "HTTP/%d.%d %03d %s\r\n", r.ProtoMajor, r.ProtoMinor, r.StatusCode, text)
	o := outgoing{body: r.Body, closer: r.Body, length: r.ContentLength}
	if r.Body == nil {
		o = outgoing{}
	}
	if o.length == 0 && r.Body != nil && r.Body != NoBody {
		// Is it empty, or was the length not told?
		var first [1]byte
		if n, err := r.Body.Read(first[:]); err != nil && err != io.EOF {
			return err
		} else if n == 0 {
			o.body = nil
		} else {
			o.length = -1
			o.body = io.MultiReader(strings.NewReader(string(first[:])), r.Body)
		}
	}
	head := r.Request != nil && r.Request.Method == MethodHead
	o.chunked = len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked" && r.ProtoAtLeast(1, 1)
	closes := r.Close || o.length < 0 && r.ProtoAtLeast(1, 1) && !o.chunked && !r.Uncompressed
	var b []byte
	if closes && !hasToken(r.Header.Get("Connection"), "close") {
		b = append(b, "Connection: close\r\n"...)
	}
	switch {
	case o.chunked:
		b = append(b, "Transfer-Encoding: chunked\r\n"...)
	case o.length > 0:
		b = fmt.Appendf(b, "Content-Length: %d\r\n", o.length)
	}
	if len(r.Trailer) > 0 {
		b = append(b, "Trailer: "+trailerKeys(r.Trailer)+"\r\n"...)
	}
	b = r.Header.appendTo(b, func(key string) bool {
		return key == "Content-Length" || key == "Transfer-Encoding" || key == "Trailer"
	})
	if o.length == 0 && !o.chunked && o.body == nil && !noBodyStatus(r.StatusCode) {
		b = append(b, "Content-Length: 0\r\n"...)
	}
	_, err := out.Write(append(b, "\r\n"...))
	if err == nil && !head {
		err = o.write(out, r.Trailer)
	}
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	return err
}
