package http

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"mime/multipart"
	"net/http/internal"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
)

// A Request is a request that a server has got or a client means to send.
type Request struct {
	Method     string
	URL        *url.URL
	Proto      string
	ProtoMajor int
	ProtoMinor int
	Header     Header
	Body       io.ReadCloser
	// Gives the body once more, for redirections.
	GetBody func() (io.ReadCloser, error)
	// -1: not known.
	ContentLength    int64
	TransferEncoding []string
	// The connection ends after this exchange.
	Close bool
	Host  string
	// Set by ParseForm: of the query and the body; of the body alone.
	Form          url.Values
	PostForm      url.Values
	MultipartForm *multipart.Form
	Trailer       Header
	RemoteAddr    string
	RequestURI    string
	// Of a request that came over TLS.
	TLS *tlsState
	// Closed to give up; a context does the same.
	Cancel   <-chan struct{}
	Response *Response
	// The pattern of the ServeMux that matched.
	Pattern string

	ctx         context.Context
	pattern     *pattern
	matches     []string
	otherValues map[string]string
	partsRead   bool // MultipartReader was called
	marks       int  // which headers were there when it was read
}

// Context ends when the client is gone or the answer is complete.
func (r *Request) Context() context.Context {
	if r.ctx != nil {
		return r.ctx
	}
	return context.Background()
}

func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	c := new(Request)
	*c = *r
	c.ctx = ctx
	return c
}

// Clone copies deeply, but for the body.
func (r *Request) Clone(ctx context.Context) *Request {
	c := r.WithContext(ctx)
	c.URL = r.URL.Clone()
	c.Header = r.Header.Clone()
	c.Trailer = r.Trailer.Clone()
	c.TransferEncoding = slices.Clone(r.TransferEncoding)
	c.Form = r.Form.Clone()
	c.PostForm = r.PostForm.Clone()
	if f := r.MultipartForm; f != nil {
		form := &multipart.Form{Value: url.Values(f.Value).Clone(), File: maps.Clone(f.File)}
		for k, files := range form.File {
			form.File[k] = slices.Clone(files)
		}
		c.MultipartForm = form
	}
	c.matches = slices.Clone(r.matches)
	c.otherValues = maps.Clone(r.otherValues)
	return c
}

func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }
func (r *Request) Referer() string   { return r.Header.Get("Referer") }

func (r *Request) Cookies() []*Cookie { return readCookies(r.Header, "") }

func (r *Request) CookiesNamed(name string) []*Cookie {
	if name == "" {
		return []*Cookie{}
	}
	return readCookies(r.Header, name)
}

func (r *Request) Cookie(name string) (*Cookie, error) {
	if name != "" {
		for _, c := range readCookies(r.Header, name) {
			return c, nil
		}
	}
	return nil, ErrNoCookie
}

func (r *Request) AddCookie(c *Cookie) {
	s := strings.NewReplacer("\n", "-", "\r", "-").Replace(c.Name) + "=" + cookieText(c.Value, c.Quoted)
	if old := r.Header.Get("Cookie"); old != "" {
		s = old + "; " + s
	}
	r.Header.Set("Cookie", s)
}

func (r *Request) BasicAuth() (username, password string, ok bool) {
	auth := r.Header.Get("Authorization")
	const scheme = "Basic "
	if len(auth) < len(scheme) || !strings.EqualFold(auth[:len(scheme)], scheme) {
		return "", "", false
	}
	text, err := base64.StdEncoding.DecodeString(auth[len(scheme):])
	if err != nil {
		return "", "", false
	}
	username, password, ok = strings.Cut(string(text), ":")
	if !ok {
		return "", "", false
	}
	return username, password, true
}

func (r *Request) SetBasicAuth(username, password string) {
	r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(username+":"+password)))
}

// NewRequest makes a request for a client.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

func NewRequestWithContext(ctx context.Context, method, url string, body io.Reader) (*Request, error) {
	if method == "" {
		method = MethodGet
	}
	if !validMethod(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := parseURL(url)
	if err != nil {
		return nil, err
	}
	u.Host = strings.TrimSuffix(u.Host, ":")
	r := &Request{
		ctx: ctx, Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: make(Header), Host: u.Host,
	}
	if body == nil {
		return r, nil
	}
	if closer, ok := body.(io.ReadCloser); ok {
		r.Body = closer
	} else {
		r.Body = io.NopCloser(body)
	}
	// Of what is in memory the length is known, and it can be had again.
	switch b := body.(type) {
	case *bytes.Buffer:
		data := b.Bytes()
		r.ContentLength = int64(len(data))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	case *bytes.Reader:
		r.ContentLength = int64(b.Len())
		start := *b
		r.GetBody = func() (io.ReadCloser, error) {
			again := start
			return io.NopCloser(&again), nil
		}
	case *strings.Reader:
		r.ContentLength = int64(b.Len())
		start := *b
		r.GetBody = func() (io.ReadCloser, error) {
			again := start
			return io.NopCloser(&again), nil
		}
	}
	if r.GetBody != nil && r.ContentLength == 0 {
		r.Body = NoBody
		r.GetBody = func() (io.ReadCloser, error) { return NoBody, nil }
	}
	return r, nil
}

// ReadRequest reads a request as a server gets it.
func ReadRequest(b *bufio.Reader) (*Request, error) {
	r, err := readCarefully(b)
	if err != nil {
		return nil, err
	}
	delete(r.Header, "Host")
	drainOnClose(r.Body, r.Close)
	r.marks = 0
	return r, nil
}

// readCarefully reads line by line: not as fast as a server does it, but names with blanks, headers that go on in the next line and heads
// that are cut off come out as textproto has them. "Host" is still among the headers.
func readCarefully(b *bufio.Reader) (r *Request, err error) {
	lines := textproto.NewReader(b)
	first, err := lines.ReadLine()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
	}()
	r = new(Request)
	method, rest, ok := strings.Cut(first, " ")
	target, proto, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 {
		return nil, badString("malformed HTTP request", first)
	}
	if !validMethod(method) {
		return nil, badString("invalid method", method)
	}
	r.Method, r.RequestURI, r.Proto = method, target, proto
	if r.ProtoMajor, r.ProtoMinor, ok = ParseHTTPVersion(proto); !ok {
		return nil, badString("malformed HTTP version", proto)
	}
	if err := r.parseTarget(); err != nil {
		return nil, err
	}
	header, err := lines.ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	r.Header = Header(header)
	r.marks = 1
	if err := r.prepare(b, math.MaxInt); err != nil {
		return nil, err
	}
	return r, nil
}

// A badRequest is answered with a code and a text.
type badRequest struct {
	code int
	text string
}

func (e badRequest) Error() string { return e.text }

// readRequestHead fills in what the head says. Most often all of it is in the buffer already.
func readRequestHead(b *bufio.Reader, r *Request, limit int64) (fields []string, err error) {
	var n int
	if ready, _ := b.Peek(b.Buffered()); len(ready) > 0 {
		n, r.Method, r.RequestURI, r.marks, fields = parseRequestHead(ready, 0)
		if n > 0 {
			b.Discard(n)
			return fields, nil
		}
	}
	return readSlowHead(b, r, limit)
}

func readSlowHead(b *bufio.Reader, r *Request, limit int64) (fields []string, err error) {
	var fault error
	looked := false // at the first line
	_, err = readHead(b, limit, func(buf []byte, seen int) (n int) {
		n, r.Method, r.RequestURI, r.marks, fields = parseRequestHead(buf, seen)
		switch {
		case n < 0:
			fault = requestFault(buf, n)
		case n == 0 && !looked:
			// Who speaks something else may say no more until it is answered.
			line, _, whole := bytes.Cut(buf, []byte("\n"))
			if looked = whole; whole {
				if fault = lineFault(string(line)); fault != nil {
					n = badHead
				}
			}
		}
		return n
	})
	if err == nil {
		err = fault
	}
	return fields, err
}

// requestFault says what is wrong with a head.
func requestFault(head []byte, n int) error {
	line, _, _ := strings.Cut(string(head), "\n")
	if err := lineFault(line); err != nil {
		return err
	}
	if n == badName {
		return badRequest{StatusBadRequest, "invalid header name"}
	}
	return headerFault(string(head))
}

// lineFault says what is wrong with a first line; nil: nothing.
func lineFault(line string) error {
	line = strings.TrimSuffix(line, "\r")
	method, rest, ok := strings.Cut(line, " ")
	_, proto, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 {
		return badString("malformed HTTP request", line)
	}
	if !validMethod(method) {
		return badString("invalid method", method)
	}
	if _, _, ok := ParseHTTPVersion(proto); !ok {
		return badString("malformed HTTP version", proto)
	}
	return nil
}

// headerFault says what is wrong with the lines behind the first.
func headerFault(head string) error {
	_, lines, _ := strings.Cut(head, "\n")
	_, err := textproto.NewReader(bufio.NewReader(strings.NewReader(lines))).ReadMIMEHeader()
	if err == nil || err == io.EOF {
		err = textproto.ProtocolError("malformed MIME header")
	}
	return err
}

// readRequest reads a head, which has at most so many values, and prepares the body. "Host" is still among the headers.
func readRequest(b *bufio.Reader, limit int64, values int) (*Request, error) {
	r := new(Request)
	fields, err := readRequestHead(b, r, limit)
	if err != nil {
		return nil, err
	}
	version := r.marks & 0xff
	r.Proto, r.ProtoMajor, r.ProtoMinor = protocol(version)
	r.marks >>= 8
	r.Header = fromFields(fields)
	if err := r.parseTarget(); err != nil {
		return nil, err
	}
	if len(fields)/2 > values {
		return nil, errHeadTooLong
	}
	if err := r.prepare(b, values); err != nil {
		return nil, err
	}
	return r, nil
}

// parseTarget makes the first line's target the URL.
func (r *Request) parseTarget() (err error) {
	target := r.RequestURI
	authority := r.Method == MethodConnect && !strings.HasPrefix(target, "/")
	if authority {
		target = "http://" + target
	}
	if r.URL, err = url.ParseRequestURI(target); err == nil && authority {
		r.URL.Scheme = ""
	}
	return err
}

// prepare does what follows from a head: the host, the body, which may be followed by so many values, whether the connection stays.
func (r *Request) prepare(b *bufio.Reader, values int) error {
	version := 10*r.ProtoMajor + r.ProtoMinor
	hosts := r.Header["Host"]
	if len(hosts) > 1 {
		return errors.New("too many Host headers")
	}
	r.Host = r.URL.Host
	if r.Host == "" && len(hosts) > 0 {
		r.Host = hosts[0]
	}
	if r.isPreface() {
		// What follows is neither a body nor another request: whoever handles it takes the connection.
		r.ContentLength, r.Body, r.Close = -1, NoBody, true
		return nil
	}
	if r.marks == 0 && version >= 11 {
		// Nothing is said of a body or of the connection.
		r.Body = NoBody
		return nil
	}
	if r.Header.get("Pragma") == "no-cache" && !r.Header.has("Cache-Control") {
		r.Header["Cache-Control"] = []string{"no-cache"}
	}
	f, err := frame(r.Header, version >= 11, false, values)
	if err != nil {
		return err
	}
	r.Close, r.Trailer = f.close || version < 10, f.trailer
	switch {
	case f.chunked:
		r.TransferEncoding = []string{"chunked"}
		r.ContentLength = -1
		r.Body = &messageBody{src: b, chunks: &internal.ChunkedReader{R: b}, values: values, trailer: func(h Header) { r.Trailer = merge(r.Trailer, h) }}
	case f.length > 0:
		r.ContentLength = f.length
		r.Body = &messageBody{src: b, left: f.length}
	default:
		r.Body = NoBody
	}
	return nil
}

// prefaceLine tells whether the first line is that with which a connection of HTTP/2 begins, isPreface whether that is all.
func (r *Request) prefaceLine() bool {
	return r.ProtoMajor == 2 && r.ProtoMinor == 0 && r.Method == "PRI" && r.RequestURI == "*"
}

func (r *Request) isPreface() bool { return len(r.Header) == 0 && r.prefaceLine() }

// protocol takes the version of a head apart.
func protocol(version int) (name string, major, minor int) {
	switch version {
	case 11:
		return "HTTP/1.1", 1, 1
	case 10:
		return "HTTP/1.0", 1, 0
	}
	major, minor = version/10, version%10
	return fmt.Sprintf("HTTP/%d.%d", major, minor), major, minor
}

// merge sets the values of a trailer that has come.
func merge(to, from Header) Header {
	if to == nil {
		to = Header{}
	}
	for k, v := range from {
		to[k] = v
	}
	return to
}
