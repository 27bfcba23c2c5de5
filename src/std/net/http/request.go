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
	"mime"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"time"
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

func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = MethodGet
	}
	if !validMethod(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
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
	if err := r.prepare(b); err != nil {
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
	_, err = readHead(b, limit, func(buf []byte, seen int) (n int) {
		n, r.Method, r.RequestURI, r.marks, fields = parseRequestHead(buf, seen)
		if n < 0 {
			fault = requestFault(buf, n)
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
	if n == badName {
		return badRequest{StatusBadRequest, "invalid header name"}
	}
	return headerFault(string(head))
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

// readRequest reads a head and prepares the body. "Host" is still among the headers.
func readRequest(b *bufio.Reader, limit int64) (*Request, error) {
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
	if err := r.prepare(b); err != nil {
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

// prepare does what follows from a head: the host, the body, whether the connection stays.
func (r *Request) prepare(b *bufio.Reader) error {
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
	f, err := frame(r.Header, version >= 11, false)
	if err != nil {
		return err
	}
	r.Close, r.Trailer = f.close || version < 10, f.trailer
	switch {
	case f.chunked:
		r.TransferEncoding = []string{"chunked"}
		r.ContentLength = -1
		r.Body = &messageBody{src: b, chunked: true, trailer: func(h Header) { r.Trailer = merge(r.Trailer, h) }}
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

// formLimit is how much of a body ParseForm reads.
const formLimit = 10 << 20

func postForm(r *Request) (url.Values, error) {
	if r.Body == nil {
		return nil, errors.New("missing form body")
	}
	typ := r.Header.Get("Content-Type")
	if typ == "" {
		// RFC 7231, 3.1.1.5.
		typ = "application/octet-stream"
	}
	typ, _, err := mime.ParseMediaType(typ)
	if typ != "application/x-www-form-urlencoded" {
		return nil, err
	}
	limit := int64(1<<63 - 1)
	var from io.Reader = r.Body
	if _, ok := r.Body.(*maxBytesReader); !ok {
		limit = formLimit
		from = io.LimitReader(r.Body, limit+1)
	}
	data, readErr := io.ReadAll(from)
	if readErr != nil {
		if err == nil {
			err = readErr
		}
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, errors.New("http: POST too large")
	}
	values, parseErr := url.ParseQuery(string(data))
	if err == nil {
		err = parseErr
	}
	return values, err
}

// ParseForm fills Form and, for POST, PUT and PATCH, PostForm.
func (r *Request) ParseForm() error {
	var err error
	if r.PostForm == nil {
		if r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch {
			r.PostForm, err = postForm(r)
		}
		if r.PostForm == nil {
			r.PostForm = make(url.Values)
		}
	}
	if r.Form != nil {
		return err
	}
	r.Form = make(url.Values)
	for k, v := range r.PostForm {
		r.Form[k] = append(r.Form[k], v...)
	}
	if r.URL != nil {
		query, queryErr := url.ParseQuery(r.URL.RawQuery)
		if err == nil {
			err = queryErr
		}
		for k, v := range query {
			r.Form[k] = append(r.Form[k], v...)
		}
	}
	return err
}

// The memory that FormValue and its like give to files.
const defaultMaxMemory = 32 << 20

// ParseMultipartForm reads forms with files; what does not fit into maxMemory bytes goes to the disk.
func (r *Request) ParseMultipartForm(maxMemory int64) error {
	if r.partsRead {
		return errors.New("http: multipart handled by MultipartReader")
	}
	var formErr error
	if r.Form == nil {
		formErr = r.ParseForm()
	}
	if r.MultipartForm != nil {
		return nil
	}
	parts, err := r.multipartReader(false)
	if err != nil {
		return err
	}
	form, err := parts.ReadForm(maxMemory)
	if err != nil {
		return err
	}
	if r.PostForm == nil {
		r.PostForm = make(url.Values)
	}
	for k, v := range form.Value {
		r.Form[k] = append(r.Form[k], v...)
		r.PostForm[k] = append(r.PostForm[k], v...)
	}
	r.MultipartForm = form
	return formErr
}

// MultipartReader is for reading the parts one after the other.
func (r *Request) MultipartReader() (*multipart.Reader, error) {
	if r.partsRead {
		return nil, errors.New("http: MultipartReader called twice")
	}
	if r.MultipartForm != nil {
		return nil, errors.New("http: multipart handled by ParseMultipartForm")
	}
	r.partsRead = true
	return r.multipartReader(true)
}

func (r *Request) multipartReader(mixed bool) (*multipart.Reader, error) {
	v := r.Header.Get("Content-Type")
	if v == "" {
		return nil, ErrNotMultipart
	}
	if r.Body == nil {
		return nil, errors.New("missing form body")
	}
	typ, params, err := mime.ParseMediaType(v)
	if err != nil || typ != "multipart/form-data" && !(mixed && typ == "multipart/mixed") {
		return nil, ErrNotMultipart
	}
	boundary, ok := params["boundary"]
	if !ok {
		return nil, ErrMissingBoundary
	}
	return multipart.NewReader(r.Body, boundary), nil
}

// FormValue is the first value of a key of the form, body before query.
func (r *Request) FormValue(key string) string {
	if r.Form == nil {
		r.ParseMultipartForm(defaultMaxMemory)
	}
	return r.Form.Get(key)
}

func (r *Request) PostFormValue(key string) string {
	if r.PostForm == nil {
		r.ParseMultipartForm(defaultMaxMemory)
	}
	return r.PostForm.Get(key)
}

// FormFile is the first file of a key.
func (r *Request) FormFile(key string) (multipart.File, *multipart.FileHeader, error) {
	if r.partsRead {
		return nil, nil, errors.New("http: multipart handled by MultipartReader")
	}
	if r.MultipartForm == nil {
		if err := r.ParseMultipartForm(defaultMaxMemory); err != nil {
			return nil, nil, err
		}
	}
	if r.MultipartForm != nil {
		if files := r.MultipartForm.File[key]; len(files) > 0 {
			f, err := files[0].Open()
			return f, files[0], err
		}
	}
	return nil, nil, ErrMissingFile
}

// MaxBytesReader ends a body with an error after n bytes, and the connection with it.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	if n < 0 {
		n = 0
	}
	return &maxBytesReader{w: w, r: r, limit: n, left: n}
}

// A MaxBytesError says that a body was longer than it may be.
type MaxBytesError struct {
	Limit int64
}

func (e *MaxBytesError) Error() string { return "http: request body too large" }

type maxBytesReader struct {
	w           ResponseWriter
	r           io.ReadCloser
	limit, left int64
	err         error
}

func (l *maxBytesReader) Read(p []byte) (n int, err error) {
	if l.err != nil {
		return 0, l.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	// One byte more than allowed shows whether there is more.
	if int64(len(p))-1 > l.left {
		p = p[:l.left+1]
	}
	n, err = l.r.Read(p)
	if int64(n) <= l.left {
		l.left -= int64(n)
		l.err = err
		return n, err
	}
	n = int(l.left)
	l.left = 0
	if t, ok := l.w.(interface{ requestTooLarge() }); ok {
		t.requestTooLarge()
	}
	l.err = &MaxBytesError{l.limit}
	return n, l.err
}

func (l *maxBytesReader) Close() error { return l.r.Close() }

// MaxBytesHandler limits the bodies that h gets.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		c := *r
		c.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &c)
	})
}

const userAgent = "Go-http-client/1.1"

// validHost takes what may stand in a Host header.
func validHost(h string) bool {
	for i := range len(h) {
		c := h[i]
		if !('a' <= c|0x20 && c|0x20 <= 'z') && !('0' <= c && c <= '9') && strings.IndexByte("!$%&'()*+,-.:;=[]_~", c) < 0 {
			return false
		}
	}
	return true
}

// withoutZone removes the zone of an IPv6 address.
func withoutZone(host string) string {
	if !strings.HasPrefix(host, "[") {
		return host
	}
	end := strings.LastIndexByte(host, ']')
	if end < 0 {
		return host
	}
	if percent := strings.LastIndexByte(host[:end], '%'); percent >= 0 {
		return host[:percent] + host[end:]
	}
	return host
}

// Write writes a request as a client sends it.
func (r *Request) Write(w io.Writer) error { return r.writeTo(w, false, nil, nil) }

// WriteProxy writes it as a proxy wants it.
func (r *Request) WriteProxy(w io.Writer) error { return r.writeTo(w, true, nil, nil) }

// outgoing is how the body of a message to be sent is framed.
type outgoing struct {
	body    io.Reader
	closer  io.Closer
	length  int64 // -1: not known
	chunked bool
	eager   bool // each chunk goes out at once: the body may wait for an answer to it
}

func (r *Request) outgoing() (o outgoing, err error) {
	if r.ContentLength != 0 && r.Body == nil {
		return o, fmt.Errorf("http: Request.ContentLength=%d with nil Body", r.ContentLength)
	}
	if r.Body == nil || r.Body == NoBody {
		return o, nil
	}
	o.body, o.closer, o.length = r.Body, r.Body, r.ContentLength
	if o.length == 0 {
		o.length = -1
	}
	if len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked" {
		o.chunked = true
		return o, nil
	}
	if o.length < 0 && !(len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "identity") {
		// A body that turns out to be empty is better not announced.
		if r.Method == "" || r.Method == MethodGet || r.Method == MethodHead || r.Method == MethodDelete || r.Method == MethodOptions {
			first := begin(r.Body)
			select {
			case <-first.read:
				if first.err == io.EOF {
					r.Body.Close()
					return outgoing{}, nil
				}
				if first.err != nil {
					return o, first.err
				}
			case <-time.After(200 * time.Millisecond):
				// It comes from somewhere that may wait for the head.
			}
			o.body = io.MultiReader(first, r.Body)
		}
		o.chunked = true
	}
	return o, nil
}

func (r *Request) writeTo(w io.Writer, proxy bool, extra Header, wait func() bool) (err error) {
	trace := traceOf(r.Context())
	sent := false
	defer func() {
		if trace != nil && trace.WroteRequest != nil {
			trace.WroteRequest(wroteRequest{Err: err})
		}
	}()
	defer func() {
		if !sent && r.Body != nil {
			if closeErr := r.Body.Close(); closeErr != nil && err == nil {
				err = closeErr
			}
		}
	}()
	host := r.Host
	if host == "" {
		if r.URL == nil {
			return errors.New("http: Request.Write on Request with no Host or URL set")
		}
		host = r.URL.Host
	}
	if !validHost(host) {
		if proxy {
			return errors.New("http: invalid Host header")
		}
		host = ""
	}
	host = withoutZone(host)
	target := r.URL.RequestURI()
	switch {
	case proxy && r.URL.Scheme != "" && r.URL.Opaque == "":
		target = r.URL.Scheme + "://" + host + target
	case r.Method == MethodConnect && r.URL.Path == "":
		target = host
		if r.URL.Opaque != "" {
			target = r.URL.Opaque
		}
	}
	for i := range len(target) {
		if target[i] < ' ' || target[i] == 0x7f {
			return errors.New("net/http: can't write control character in Request.URL")
		}
	}
	out, ok := w.(*bufio.Writer)
	if !ok {
		out = bufio.NewWriter(w)
	}
	method := r.Method
	if method == "" {
		method = MethodGet
	}
	o, err := r.outgoing()
	if err != nil {
		return err
	}
	b := make([]byte, 0, 256)
	b = append(b, method+" "+target+" HTTP/1.1\r\nHost: "+host+"\r\n"...)
	agent := userAgent
	if r.Header.has("User-Agent") {
		agent = r.Header.Get("User-Agent")
	}
	if agent != "" {
		b = appendField(b, "User-Agent", []string{agent})
	}
	if r.Close && !anyHasToken(r.Header["Connection"], "close") {
		b = append(b, "Connection: close\r\n"...)
	}
	switch {
	case o.chunked:
		b = append(b, "Transfer-Encoding: chunked\r\n"...)
	case o.length > 0 || o.body == nil && (method == MethodPost || method == MethodPut || method == MethodPatch):
		b = fmt.Appendf(b, "Content-Length: %d\r\n", o.length)
	}
	trailer := r.Trailer
	if !o.chunked {
		trailer = nil
	}
	if err := checkTrailer(trailer); err != nil {
		return err
	}
	if len(trailer) > 0 {
		b = append(b, "Trailer: "+trailerKeys(trailer)+"\r\n"...)
	}
	b = r.Header.appendTo(b, func(key string) bool {
		switch key {
		case "Host", "User-Agent", "Content-Length", "Transfer-Encoding", "Trailer":
			return true
		}
		return false
	})
	b = extra.appendTo(b, nil)
	if trace != nil && trace.WroteHeaderField != nil {
		tellFields(b, trace.WroteHeaderField)
	}
	if _, err := out.Write(append(b, "\r\n"...)); err != nil {
		return err
	}
	if trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	if wait != nil {
		if trace != nil && trace.Wait100Continue != nil {
			trace.Wait100Continue()
		}
		if err := out.Flush(); err != nil {
			return err
		}
		if !wait() {
			return nil
		}
	}
	sent = true
	o.eager = true
	if o.body != nil && r.GetBody == nil {
		// Nor should the head wait for a body that comes from somewhere.
		if err := out.Flush(); err != nil {
			return err
		}
	}
	err = o.write(out, trailer)
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	return err
}

// tellFields tells of each field of a head, values of the same name together.
func tellFields(head []byte, tell func(key string, values []string)) {
	name, values := "", []string(nil)
	for line := range strings.SplitSeq(string(head), "\r\n") {
		key, value, ok := strings.Cut(line, ": ")
		if key != name && name != "" {
			tell(name, values)
			name, values = "", nil
		}
		// The first line is no field.
		if ok && validMethod(key) {
			name, values = key, append(values, value)
		}
	}
}

// checkTrailer: names that could not stand in a head, or have a meaning there, are refused.
func checkTrailer(trailer Header) error {
	if wrong := invalidField(trailer); wrong != "" {
		return errors.New("net/http: invalid trailer " + wrong)
	}
	for key := range trailer {
		switch key := CanonicalHeaderKey(key); key {
		case "Transfer-Encoding", "Trailer", "Content-Length":
			return badString("invalid Trailer key", key)
		}
	}
	return nil
}

// write sends the body and closes it.
func (o *outgoing) write(out *bufio.Writer, trailer Header) error {
	if o.body == nil {
		return nil
	}
	var n int64
	var err error
	switch {
	case o.chunked:
		chunks := chunkedWriter{out}
		var to io.Writer = chunks
		if o.eager {
			to = flushedChunks{chunks}
		}
		if n, err = io.Copy(to, o.body); err == nil {
			err = chunks.close(trailer)
		}
	case o.length < 0:
		n, err = io.Copy(out, o.body)
	default:
		n, err = io.Copy(out, io.LimitReader(o.body, o.length))
		if err == nil {
			var more int64
			more, err = io.Copy(io.Discard, o.body)
			n += more
		}
	}
	if o.closer != nil {
		if closeErr := o.closer.Close(); err == nil {
			err = closeErr
		}
	}
	if err == nil && !o.chunked && o.length >= 0 && n != o.length {
		err = &wrongLength{o.length, n}
	}
	return err
}

// A firstByte is the beginning of a body, being read by a goroutine of its own.
type firstByte struct {
	read  chan struct{} // closed when it has been
	b     [1]byte
	err   error
	given bool
}

func begin(body io.Reader) *firstByte {
	f := &firstByte{read: make(chan struct{})}
	go func() {
		_, f.err = io.ReadFull(body, f.b[:])
		close(f.read)
	}()
	return f
}

func (f *firstByte) Read(p []byte) (int, error) {
	<-f.read
	switch {
	case f.err != nil:
		return 0, f.err
	case f.given:
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	f.given = true
	return copy(p, f.b[:]), nil
}

// A wrongLength is of a body that is not as long as was said.
type wrongLength struct {
	said, was int64
}

func (e *wrongLength) Error() string {
	return fmt.Sprintf("http: ContentLength=%d with Body length %d", e.said, e.was)
}
