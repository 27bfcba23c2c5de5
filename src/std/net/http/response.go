package http

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http/internal"
	"net/textproto"
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
	resp, _, err := readResponse(r, req, 1<<40)
	if err == nil {
		drainOnClose(resp.Body, resp.Close)
	}
	return resp, err
}

// readResponse also tells how long the head was.
func readResponse(b *bufio.Reader, req *Request, limit int64) (*Response, int, error) {
	r := &Response{Request: req}
	version := 0
	var fields []string
	reason, first := "", ""
	var fault error
	n, err := readHead(b, limit, func(buf []byte, seen int) (n int) {
		n, r.StatusCode, reason, version, fields = parseResponseHead(buf, seen)
		if n > 0 && reason == "" {
			line, _, _ := bytes.Cut(buf, []byte("\n"))
			first = strings.TrimRight(string(line), "\r")
		}
		if n < 0 {
			var used int
			if used, fault = r.readCarefully(buf); fault == nil {
				n = used
			}
		}
		return n
	})
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, 0, err
	}
	if n < 0 {
		return nil, 0, fault
	}
	if r.Header != nil {
		// Read carefully.
		version = 10*r.ProtoMajor + r.ProtoMinor
	} else {
		r.Proto, r.ProtoMajor, r.ProtoMinor = protocol(version)
		r.Status = fmt.Sprintf("%03d %s", r.StatusCode, reason)
		if reason == "" && !strings.HasSuffix(first, " ") {
			r.Status = r.Status[:len(r.Status)-1]
		}
		r.Header = fromFields(fields)
	}
	if r.Header.get("Pragma") == "no-cache" && !r.Header.has("Cache-Control") {
		r.Header["Cache-Control"] = []string{"no-cache"}
	}
	f, err := frame(r.Header, version >= 11, true, math.MaxInt)
	if err != nil {
		return nil, 0, err
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
		r.Body = &messageBody{src: b, chunks: &internal.ChunkedReader{R: b}, values: math.MaxInt, keepRest: true, trailer: func(h Header) { r.Trailer = merge(r.Trailer, h) }}
	case f.length == 0:
		r.Body = NoBody
	case f.length > 0:
		r.Body = &messageBody{src: b, left: f.length, keepRest: true}
	default:
		r.Close = true
		r.Body = &messageBody{src: b, toEOF: true, keepRest: true}
	}
	return r, n, nil
}

// readCarefully reads a whole head line by line, as textproto has it: one that the fast way refuses. It gives the head's length.
func (r *Response) readCarefully(head []byte) (used int, err error) {
	from := bytes.NewReader(head)
	lines := textproto.NewReader(bufio.NewReader(from))
	first, err := lines.ReadLine()
	if err != nil {
		return 0, err
	}
	proto, status, found := strings.Cut(first, " ")
	if !found {
		return 0, badString("malformed HTTP response", first)
	}
	status = strings.TrimLeft(status, " ")
	code, _, _ := strings.Cut(status, " ")
	if len(code) != 3 {
		return 0, badString("malformed HTTP status code", code)
	}
	n, err := strconv.Atoi(code)
	if err != nil || n < 0 {
		return 0, badString("malformed HTTP status code", code)
	}
	major, minor, ok := ParseHTTPVersion(proto)
	if !ok {
		return 0, badString("malformed HTTP version", proto)
	}
	header, err := lines.ReadMIMEHeader()
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return 0, err
	}
	r.Proto, r.ProtoMajor, r.ProtoMinor, r.Status, r.StatusCode = proto, major, minor, status, n
	r.Header = Header(header)
	return len(head) - from.Len() - lines.R.Buffered(), nil
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
	o := outgoing{length: r.ContentLength}
	if r.Body != nil {
		o.body, o.closer = r.Body, r.Body
	}
	if o.length == 0 && r.Body != nil {
		// Is it empty, or was the length not told?
		var first [1]byte
		if n, err := r.Body.Read(first[:]); err != nil && err != io.EOF {
			return err
		} else if n == 0 {
			o.body = NoBody
		} else {
			o.length = -1
			o.body = io.MultiReader(strings.NewReader(string(first[:])), r.Body)
		}
	}
	said := len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked"
	closes := r.Close || o.length == -1 && r.ProtoAtLeast(1, 1) && !said && !r.Uncompressed
	empty := o.length == 0 && !said && !noBodyStatus(r.StatusCode)
	method := ""
	if r.Request != nil {
		method = r.Request.Method
	}
	o.chunked = said
	switch {
	case method == MethodHead:
		// What there would be to a GET is told all the same.
		o.body = nil
	case o.body == nil:
		o.chunked, o.length = false, 0
	case !r.ProtoAtLeast(1, 1):
		o.chunked = false
	}
	trailer := r.Trailer
	if !o.chunked {
		trailer = nil
	}
	if wrong := invalidField(trailer); wrong != "" {
		out.Flush()
		return errors.New("net/http: invalid trailer " + wrong)
	}
	var b []byte
	if closes && !hasToken(r.Header.Get("Connection"), "close") {
		b = append(b, "Connection: close\r\n"...)
	}
	switch {
	case o.chunked:
		b = append(b, "Transfer-Encoding: chunked\r\n"...)
	case o.length > 0 || o.length == 0 && (method == MethodPost || method == MethodPut || method == MethodPatch ||
		method != MethodGet && method != MethodHead && len(r.TransferEncoding) == 1 && r.TransferEncoding[0] == "identity"):
		b = fmt.Appendf(b, "Content-Length: %d\r\n", o.length)
		empty = false
	}
	if err := checkTrailer(trailer); err != nil {
		out.Write(b)
		out.Flush()
		return err
	}
	if len(trailer) > 0 {
		b = append(b, "Trailer: "+trailerKeys(trailer)+"\r\n"...)
	}
	b = r.Header.appendTo(b, func(key string) bool {
		return key == "Content-Length" || key == "Transfer-Encoding" || key == "Trailer"
	})
	if empty {
		b = append(b, "Content-Length: 0\r\n"...)
	}
	_, err := out.Write(append(b, "\r\n"...))
	switch {
	case err != nil:
	case o.body != nil:
		err = o.write(out, trailer)
	case o.closer != nil:
		err = o.closer.Close()
	}
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	return err
}
