package http

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"net"
	"net/http/internal/http2"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const http2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

// limits are what this side allows the other, where the configuration says nothing or something impossible.
func (h *HTTP2Config) limits(connWindow, streamWindow, headerList int) http2.Limits {
	l := http2.Limits{Streams: 250, StreamWindow: streamWindow, ConnWindow: connWindow, Frame: 1 << 20, HeaderList: headerList, HeaderTable: 4096}
	if h == nil {
		return l
	}
	set := func(to *int, v, least, most int) {
		if least <= v && v <= most {
			*to = v
		}
	}
	const most = 1<<31 - 1
	set(&l.Streams, h.MaxConcurrentStreams, 1, most)
	set(&l.StreamWindow, h.MaxReceiveBufferPerStream, 1, most)
	set(&l.ConnWindow, h.MaxReceiveBufferPerConnection, 1<<16-1, most)
	set(&l.Frame, h.MaxReadFrameSize, 1<<14, 1<<24-1)
	set(&l.HeaderTable, h.MaxDecoderHeaderTableSize, 1, most)
	return l
}

// pings has a connection watched that may have died without a word.
func (h *HTTP2Config) pings(c *http2.Conn, silence time.Duration, lost error) {
	patience := 15 * time.Second
	if h != nil {
		if h.SendPingTimeout > 0 {
			silence = h.SendPingTimeout
		}
		if h.PingTimeout > 0 {
			patience = h.PingTimeout
		}
	}
	if silence > 0 {
		go c.Watch(silence, patience, lost)
	}
}

var (
	errClientDisconnected = errors.New("client disconnected")
	errClosedByHandler    = errors.New("body closed by handler")
	errStreamClosed       = errors.New("http2: stream closed")
)

// A http2Server is a server's connection that speaks HTTP/2.
type http2Server struct {
	c     *conn
	conn  *http2.Conn
	ctx   context.Context
	idle  *time.Timer
	mu    sync.Mutex
	count int // streams whose handlers have not ended
	// Of these, those whose answers are being completed: who has seen the end of an answer may end the connection.
	completing int
	over       bool
}

// serveHTTP2 serves the connection until it is over; before has what was read of it before.
func (c *conn) serveHTTP2(ctx context.Context, before []byte) {
	s := c.server
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h := &http2Server{c: c, ctx: ctx}
	h.conn = http2.NewServer(c.nc, s.HTTP2.limits(1<<20, 1<<20, int(s.headLimit())-4096+320), h.begin)
	c.nc.SetDeadline(time.Time{})
	s.HTTP2.pings(h.conn, s.ReadTimeout, errClientDisconnected)
	c.setState(StateActive)
	c.setState(StateIdle)
	h.mu.Lock()
	if d := s.idleTimeout(); d > 0 {
		h.idle = time.AfterFunc(d, h.conn.Finish)
	}
	h.mu.Unlock()
	s.mu.Lock()
	c.finish = h.conn.Finish
	s.mu.Unlock()
	if s.shuttingDown() {
		h.conn.Finish()
	}
	h.conn.Run(before)
	h.mu.Lock()
	h.over = true
	if h.count > 0 && h.count == h.completing {
		c.setState(StateIdle)
	}
	h.mu.Unlock()
	if h.idle != nil {
		h.idle.Stop()
	}
}

// counted notes that a stream begins or ends, or is about to.
func (h *http2Server) counted(by, completing int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count += by
	h.completing += completing
	if h.over {
		return
	}
	switch {
	case by > 0 && h.count == 1:
		if h.idle != nil {
			h.idle.Stop()
		}
		h.c.setState(StateActive)
	case by < 0 && h.count == 0:
		h.c.setState(StateIdle)
		s := h.c.server
		if h.idle != nil {
			h.idle.Reset(s.idleTimeout())
		}
		if !s.doKeepAlives() {
			h.conn.Finish()
		}
	}
}

// begin serves what a client asks.
func (h *http2Server) begin(s *http2.Stream) {
	head, whole := s.Request()
	if head == nil {
		s.Release()
		return
	}
	w := &http2Response{h: h, s: s}
	var refuse Handler
	if refuse = w.read(head, whole); w.req == nil {
		s.Reset(http2.ErrCodeProtocol)
		s.Release()
		return
	}
	h.counted(1, 0)
	go w.serve(refuse)
}

// read makes the request; it is nil where what came is none. The handler, if there is one, refuses it.
func (w *http2Response) read(head []string, whole bool) Handler {
	method, scheme, authority, path := head[0], head[1], head[2], head[3]
	header := make(Header, (len(head)-5)/2)
	for i := 5; i < len(head); i += 2 {
		key := CanonicalHeaderKey(head[i])
		header[key] = append(header[key], head[i+1])
	}
	if authority == "" {
		authority = header.Get("Host")
	}
	if strings.Contains(authority, "@") {
		return nil
	}
	r := &Request{Method: method, Proto: "HTTP/2.0", ProtoMajor: 2, Header: header, Host: authority, RequestURI: path, RemoteAddr: w.h.c.remote, TLS: w.h.c.tls}
	if method == MethodConnect {
		r.URL = &url.URL{Host: authority}
		r.RequestURI = authority
	} else {
		var err error
		if path == "" || path[0] != '/' && path != "*" || scheme != "http" && scheme != "https" {
			return nil
		}
		if r.URL, err = url.ParseRequestURI(path); err != nil {
			return nil
		}
	}
	if cookies := header["Cookie"]; len(cookies) > 1 {
		header["Cookie"] = []string{strings.Join(cookies, "; ")}
	}
	for _, list := range header["Trailer"] {
		for key := range strings.SplitSeq(list, ",") {
			switch key = CanonicalHeaderKey(strings.Trim(key, " \t")); key {
			case "Transfer-Encoding", "Trailer", "Content-Length":
			default:
				if r.Trailer == nil {
					r.Trailer = make(Header)
				}
				r.Trailer[key] = nil
			}
		}
	}
	delete(header, "Trailer")
	r.Body = NoBody
	if !whole {
		r.ContentLength = -1
		w.body = &http2RequestBody{s: w.s, req: r, values: w.h.c.server.headerValues()}
		r.Body = w.body
	}
	if lengths, ok := header["Content-Length"]; ok {
		n, err := strconv.ParseUint(lengths[0], 10, 63)
		if err != nil {
			n = 0
		}
		if whole && n != 0 || slices.ContainsFunc(lengths, func(l string) bool { return l != lengths[0] }) {
			return nil
		}
		header["Content-Length"] = lengths[:1]
		r.ContentLength = int64(n)
	}
	if anyHasToken(header["Expect"], "100-continue") {
		delete(header, "Expect")
		if w.body != nil {
			w.body.before = func() { w.s.Respond(StatusContinue, nil, false) }
		}
	}
	ctx, cancel := context.WithCancel(w.h.ctx)
	r.ctx, w.cancel = ctx, cancel
	w.req = r
	if most := w.h.c.server.headerValues(); tooMany(head, most) {
		return HandlerFunc(refuseLongHead)
	}
	if err := validForHTTP2(header); err != nil {
		return HandlerFunc(func(w ResponseWriter, r *Request) { Error(w, err.Error(), StatusBadRequest) })
	}
	return nil
}

// tooMany counts a head's fields, those of the request itself too, and for themselves the trailers that it announces.
func tooMany(head []string, most int) bool {
	fields, trailers := 0, 0
	for _, text := range head[:5] {
		if text != "" {
			fields++
		}
	}
	for i := 5; i < len(head); i += 2 {
		if head[i] == "trailer" {
			trailers += strings.Count(head[i+1], ",") + 1
		} else {
			fields++
		}
	}
	return fields > most || trailers > most
}

func refuseLongHead(w ResponseWriter, r *Request) {
	w.WriteHeader(StatusRequestHeaderFieldsTooLarge)
	io.WriteString(w, "<h1>HTTP Error 431</h1><p>Request Header Field(s) Too Large</p>")
}

// Fields that are about a connection, which HTTP/2 has no use for.
var aboutConnections = []string{"Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"}

func validForHTTP2(h Header) error {
	for _, key := range aboutConnections {
		if h.has(key) {
			return fmt.Errorf("request header %q is not valid in HTTP/2", key)
		}
	}
	if te := h["Te"]; len(te) > 1 || len(te) == 1 && te[0] != "trailers" && te[0] != "" {
		return errors.New(`request header "TE" may only be "trailers" in HTTP/2`)
	}
	return nil
}

// A http2RequestBody is the body of a request.
type http2RequestBody struct {
	s      *http2.Stream
	req    *Request
	values int    // that may follow it
	before func() // called before the first read
	mu     sync.Mutex
	err    error
}

func (b *http2RequestBody) Read(p []byte) (int, error) {
	b.mu.Lock()
	before, err := b.before, b.err
	b.before = nil
	b.mu.Unlock()
	if err != nil {
		return 0, err
	}
	if before != nil {
		before()
	}
	n, err := b.s.Read(p)
	if err == nil {
		return n, nil
	}
	if err == io.EOF {
		fields := b.s.Trailers()
		if len(fields)/2 > b.values {
			b.s.Reset(http2.ErrCodeProtocol)
			err = http2.StreamError{StreamID: uint32(b.s.ID()), Code: http2.ErrCodeProtocol}
			fields = nil
		}
		for i := 0; i < len(fields); i += 2 {
			// Only what was announced.
			if key := CanonicalHeaderKey(fields[i]); b.req.Trailer.has(key) {
				b.req.Trailer[key] = append(b.req.Trailer[key], fields[i+1])
			}
		}
	} else if err == io.ErrUnexpectedEOF {
		err = errClientDisconnected
	} else if sent, refused := http2.Refused(err); refused && sent < b.req.ContentLength {
		err = fmt.Errorf("request declared a Content-Length of %d but only wrote %d bytes", b.req.ContentLength, sent)
	} else if refused && b.req.ContentLength >= 0 {
		err = fmt.Errorf("sender tried to send more than declared Content-Length of %d bytes", b.req.ContentLength)
	}
	b.fail(err)
	return n, err
}

func (b *http2RequestBody) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err == nil {
		b.err = err
	}
}

func (b *http2RequestBody) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != io.EOF {
		b.err = errClosedByHandler
	}
	return nil
}

// A http2Response is the ResponseWriter of a stream.
type http2Response struct {
	h      *http2Server
	s      *http2.Stream
	req    *Request
	body   *http2RequestBody // nil: none
	cancel context.CancelFunc
	pushed bool

	header   Header // the handler's
	frozen   Header // as it was at WriteHeader
	status   int    // 0: no header written yet
	length   int64  // declared in the head that has been sent; 0: none
	written  int64
	held     []byte // body that is not sent yet
	err      error  // of sending a part of it: nothing more is taken
	sent     bool   // the head is
	done     bool   // the handler has returned
	trailers []string

	mu        sync.Mutex
	reading   *time.Timer
	writing   *time.Timer
	closeOnce sync.Once
	gone      chan bool // for CloseNotify
}

func (w *http2Response) serve(refuse Handler) {
	s := w.h.c.server
	w.s.OnReset(func(int) { w.cancel() })
	if s.ReadTimeout > 0 {
		w.SetReadDeadline(time.Now().Add(s.ReadTimeout))
	}
	if s.WriteTimeout > 0 {
		w.SetWriteDeadline(time.Now().Add(s.WriteTimeout))
	}
	whole, completed := false, 0
	defer func() {
		w.cancel()
		if w.req.MultipartForm != nil {
			w.req.MultipartForm.RemoveAll()
		}
		if w.body != nil {
			w.body.Close()
		}
		if !whole {
			err := recover()
			w.s.Reset(http2.ErrCodeInternal)
			if err != nil && err != ErrAbortHandler {
				stack := make([]byte, 64<<10)
				stack = stack[:runtime.Stack(stack, false)]
				s.logf("http2: panic serving %v: %v\n%s", w.h.c.nc.RemoteAddr(), err, stack)
			}
		}
		w.SetReadDeadline(time.Time{})
		w.SetWriteDeadline(time.Time{})
		w.s.Release()
		w.h.counted(-1, completed)
	}()
	if refuse != nil {
		refuse.ServeHTTP(w, w.req)
	} else {
		s.handle(w, w.req)
	}
	whole, completed = true, -1
	w.finish()
}

// finish completes the answer.
func (w *http2Response) finish() {
	w.h.counted(0, 1)
	w.done = true
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	w.send(w.held)
}

func (w *http2Response) Header() Header {
	if w.header == nil {
		w.header = make(Header)
	}
	return w.header
}

// fieldsOf are the names and values of a header.
func fieldsOf(h Header, keys []string) []string {
	fields := make([]string, 0, 2*len(keys)+6)
	for _, key := range keys {
		lower := strings.ToLower(key)
		for _, v := range h[key] {
			if lower == "transfer-encoding" || lower == "te" && v != "trailers" {
				continue
			}
			fields = append(fields, lower, v)
		}
	}
	return fields
}

func sortedKeys(h Header) []string {
	keys := make([]string, 0, len(h))
	for key := range h {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (w *http2Response) WriteHeader(code int) {
	if w.status != 0 {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	if code <= 199 {
		h := w.header.Clone()
		h.Del("Content-Length")
		h.Del("Transfer-Encoding")
		w.s.Respond(code, fieldsOf(h, sortedKeys(h)), false)
		return
	}
	w.status = code
	w.frozen = w.header.Clone()
}

func (w *http2Response) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !bodyAllowed(w.status) {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(p))
	if w.length != 0 && w.written > w.length {
		return 0, errors.New("http2: handler wrote more than declared Content-Length")
	}
	if w.err != nil {
		return 0, w.err
	}
	n := len(p)
	const hold = 4 << 10
	for len(w.held)+len(p) > hold {
		if len(w.held) == 0 {
			w.err = w.send(p)
			return n, w.err
		}
		m := hold - len(w.held)
		w.held = append(w.held, p[:m]...)
		p = p[m:]
		if err := w.release(); err != nil {
			return n - len(p), err
		}
	}
	w.held = append(w.held, p...)
	return n, nil
}

func (w *http2Response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// release sends what was held back.
func (w *http2Response) release() error {
	err := w.send(w.held)
	w.held = w.held[:0]
	w.err = cmp.Or(w.err, err)
	return err
}

// send sends a part of the body, after the head; the last if the handler has returned.
func (w *http2Response) send(p []byte) error {
	if w.done {
		w.lateTrailers()
	}
	isHead := w.req.Method == MethodHead
	if !w.sent {
		w.sent = true
		whole := isHead || w.done && len(w.trailers) == 0 && len(p) == 0 && !w.frozen.has("Trailer")
		if err := w.s.Respond(w.status, w.makeHead(p, isHead), whole); err != nil {
			return w.plain(err)
		}
		if whole {
			return nil
		}
	}
	if isHead {
		return nil
	}
	var fields []string
	if w.done {
		fields = fieldsOf(w.header, w.trailers)
	}
	last := w.done && len(fields) == 0
	if last && len(p) > 0 && w.written < w.length {
		// Shorter than was said: what there is, and then its end, so that it is seen.
		if _, err := w.s.Write(p, false); err != nil {
			return w.plain(err)
		}
		p = nil
	}
	if len(p) > 0 || last {
		if _, err := w.s.Write(p, last); err != nil {
			return w.plain(err)
		}
	}
	if len(fields) > 0 {
		return w.plain(w.s.WriteTrailers(fields))
	}
	return nil
}

// plain is an error as handlers see it.
func (w *http2Response) plain(err error) error {
	if err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	if w.h.conn.Err() != nil {
		return errClientDisconnected
	}
	return errStreamClosed
}

// makeHead is the head of an answer whose body begins with p.
func (w *http2Response) makeHead(p []byte, isHead bool) []string {
	h := w.frozen
	contentLength := h.get("Content-Length")
	none := contentLength == "" && h.has("Content-Length") // the handler wants none
	h.Del("Content-Length")
	if n, err := strconv.ParseUint(contentLength, 10, 63); err == nil {
		w.length = int64(n)
	} else {
		contentLength = ""
	}
	if contentLength == "" && !none && w.done && bodyAllowed(w.status) && (len(p) > 0 || !isHead) {
		contentLength = strconv.Itoa(len(p))
	}
	contentType := ""
	if h.get("Content-Encoding") == "" && !h.has("Content-Type") && bodyAllowed(w.status) && len(p) > 0 {
		contentType = DetectContentType(p)
	}
	for _, list := range h["Trailer"] {
		for key := range strings.SplitSeq(list, ",") {
			w.declareTrailer(strings.Trim(key, " \t"))
		}
	}
	if h.has("Connection") {
		if h.get("Connection") == "close" {
			w.h.conn.Finish()
		}
		h.Del("Connection")
	}
	keys := slices.DeleteFunc(sortedKeys(h), func(key string) bool {
		return strings.HasPrefix(key, TrailerPrefix) || slices.Contains(aboutConnections, key)
	})
	fields := fieldsOf(h, keys)
	if contentType != "" {
		fields = append(fields, "content-type", contentType)
	}
	if contentLength != "" {
		fields = append(fields, "content-length", contentLength)
	}
	if !h.has("Date") {
		fields = append(fields, "date", time.Now().UTC().Format(TimeFormat))
	}
	return fields
}

func (w *http2Response) declareTrailer(key string) {
	switch key = CanonicalHeaderKey(key); key {
	case "":
	case "Transfer-Encoding", "Content-Length", "Trailer", "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Range",
		"Content-Type", "Expect", "Host", "Keep-Alive", "Max-Forwards", "Pragma", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection",
		"Range", "Realm", "Te", "Www-Authenticate":
		w.h.c.server.logf("ignoring invalid trailer %q", key)
	default:
		if !slices.Contains(w.trailers, key) {
			w.trailers = append(w.trailers, key)
		}
	}
}

// lateTrailers are those that were not announced.
func (w *http2Response) lateTrailers() {
	for key, values := range w.header {
		if name, ok := strings.CutPrefix(key, TrailerPrefix); ok {
			w.declareTrailer(name)
			w.header[CanonicalHeaderKey(name)] = values
		}
	}
	slices.Sort(w.trailers)
}

func (w *http2Response) Flush() { w.FlushError() }

func (w *http2Response) FlushError() error {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if err := w.release(); err != nil {
		return err
	}
	w.h.conn.Flush()
	if w.req.Context().Err() != nil {
		return w.plain(errStreamClosed)
	}
	return nil
}

func (w *http2Response) EnableFullDuplex() error { return nil }

// deadline calls late at t, or not at all.
func (w *http2Response) deadline(timer **time.Timer, t time.Time, late func()) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if *timer != nil {
		(*timer).Stop()
	}
	switch d := time.Until(t); {
	case t.IsZero():
	case d <= 0:
		late()
	default:
		*timer = time.AfterFunc(d, late)
	}
	return nil
}

func (w *http2Response) SetReadDeadline(t time.Time) error {
	return w.deadline(&w.reading, t, func() {
		if w.body != nil {
			w.body.fail(os.ErrDeadlineExceeded)
			w.s.StopReading(os.ErrDeadlineExceeded)
		}
	})
}

func (w *http2Response) SetWriteDeadline(t time.Time) error {
	return w.deadline(&w.writing, t, func() {
		w.s.Stop(os.ErrDeadlineExceeded)
		w.s.Reset(http2.ErrCodeInternal)
	})
}

// CloseNotify tells when the client is gone.
func (w *http2Response) CloseNotify() <-chan bool {
	w.closeOnce.Do(func() {
		w.gone = make(chan bool, 1)
		go func() {
			<-w.req.Context().Done()
			w.gone <- true
		}()
	})
	return w.gone
}

// Push answers a request that the client will make, before it does.
func (w *http2Response) Push(target string, opts *PushOptions) error {
	if w.pushed {
		return errors.New("http2: recursive push not allowed")
	}
	method, header := MethodGet, Header{}
	if opts != nil {
		if opts.Method != "" {
			method = opts.Method
		}
		if opts.Header != nil {
			header = opts.Header.Clone()
		}
	}
	u, err := pushURL(target, w.req)
	if err != nil {
		return err
	}
	for key := range header {
		if strings.HasPrefix(key, ":") {
			return fmt.Errorf("promised request headers cannot include pseudo header %q", key)
		}
		switch strings.ToLower(key) {
		case "content-length", "content-encoding", "trailer", "te", "expect", "host":
			return fmt.Errorf("promised request headers cannot include %q", key)
		}
	}
	if err := validForHTTP2(header); err != nil {
		return err
	}
	if method != MethodGet && method != MethodHead {
		return fmt.Errorf("method %q must be GET or HEAD", method)
	}
	head := append([]string{method, u.Scheme, u.Host, u.RequestURI(), ""}, fieldsOf(header, sortedKeys(header))...)
	s, ok := w.s.Promise(head)
	if !ok {
		if w.h.conn.Err() != nil || w.req.Context().Err() != nil {
			return w.plain(errStreamClosed)
		}
		return ErrNotSupported
	}
	p := &http2Response{h: w.h, s: s, pushed: true}
	p.read(head, true)
	w.h.counted(1, 0)
	go p.serve(nil)
	return nil
}

func pushURL(target string, r *Request) (*url.URL, error) {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	u, err := url.Parse(target)
	switch {
	case err != nil:
		return nil, err
	case u.Scheme == "" && !strings.HasPrefix(target, "/"):
		return nil, fmt.Errorf("target must be an absolute URL or an absolute path: %q", target)
	case u.Scheme == "":
		u.Scheme, u.Host = scheme, r.Host
	case u.Scheme != scheme:
		return nil, fmt.Errorf("cannot push URL with scheme %q from request with scheme %q", u.Scheme, scheme)
	case u.Host == "":
		return nil, errors.New("URL must have a host")
	}
	return u, nil
}

// speaksHTTP2 serves a connection in the clear whose client begins with HTTP/2; true: the connection is done with.
func (c *conn) speaksHTTP2(ctx context.Context) bool {
	p := c.server.protocols()
	if c.tls != nil || !p.UnencryptedHTTP2() {
		return !p.HTTP1()
	}
	start, err := c.in.Peek(len(http2Preface))
	if err != nil || string(start) != http2Preface {
		return !p.HTTP1()
	}
	before, _ := c.in.Peek(c.in.Buffered())
	c.serveHTTP2(ctx, slices.Clone(before))
	return true
}

// protocols are those that the server speaks.
func (s *Server) protocols() Protocols {
	off := godebug.New("http2server").Value() == "0"
	if s.Protocols != nil && *s.Protocols != (Protocols{}) {
		p := *s.Protocols
		if off {
			p.SetHTTP2(false)
			p.SetUnencryptedHTTP2(false)
		}
		return p
	}
	p := Protocols{bitHTTP1}
	if s.Protocols == nil && (s.external != nil || s.TLSNextProto == nil || s.TLSNextProto["h2"] != nil) && !off {
		p.SetHTTP2(true)
	}
	return p
}

// adopt takes the settings of another package.
func (s *Server) adopt(x externalHTTP2) {
	if s.external != nil {
		panic("http: HTTP/2 Server already registered")
	}
	s.external = x
	if s.HTTP2 == nil {
		config := x.HTTP2Config()
		s.HTTP2 = &config
	}
	if s.IdleTimeout == 0 {
		s.IdleTimeout = x.IdleTimeout()
	}
	x.ServeConnFunc(func(ctx context.Context, nc net.Conn, h Handler, sawPreface bool, upgrade *Request, settings []byte) {
		one := &Server{
			Handler: h, HTTP2: s.HTTP2, ErrorLog: s.ErrorLog, DisableGeneralOptionsHandler: true, MaxHeaderBytes: s.MaxHeaderBytes,
			ReadTimeout: s.ReadTimeout, WriteTimeout: s.WriteTimeout, IdleTimeout: s.IdleTimeout, ConnState: s.ConnState,
		}
		c := &conn{server: one, nc: nc, tls: stateOf(nc)}
		if addr := nc.RemoteAddr(); addr != nil {
			c.remote = addr.String()
		}
		var before []byte
		if sawPreface {
			before = []byte(http2Preface)
		}
		c.serveHTTP2(ctx, before)
		nc.Close()
	})
}

// announce says that HTTP/2 is spoken where programs look for it: in TLSNextProto, and in TLSConfig.
func (s *Server) announce() {
	p := s.protocols()
	if !p.HTTP2() && !p.UnencryptedHTTP2() || s.TLSNextProto["h2"] != nil {
		return
	}
	if s.TLSConfig == nil {
		s.TLSConfig = &tls.Config{}
	}
	if p.HTTP2() && !slices.Contains(s.TLSConfig.NextProtos, "h2") {
		s.TLSConfig.NextProtos = append(s.TLSConfig.NextProtos, "h2")
	}
	if s.TLSNextProto == nil {
		s.TLSNextProto = make(map[string]func(*Server, *tls.Conn, Handler))
	}
	s.ownHTTP2 = true
	s.TLSNextProto["h2"] = func(_ *Server, c *tls.Conn, _ Handler) { c.Close() }
}

// announceLate is announce for a server whose listener may speak TLS already: what it was given counts.
func (s *Server) announceLate() {
	if c := s.TLSConfig; c == nil || s.protocols().UnencryptedHTTP2() || slices.Contains(c.NextProtos, "h2") {
		s.announce()
	}
}

// names are what a side says in a handshake that it speaks: what it has said itself, as far as p allows that, and what p adds.
func (p Protocols) names(given []string) []string {
	names := slices.DeleteFunc(slices.Clone(given), func(name string) bool {
		return name == "h2" && !p.HTTP2() || name == "http/1.1" && !p.HTTP1()
	})
	if p.HTTP2() && !slices.Contains(names, "h2") {
		names = append(names, "h2")
	}
	if p.HTTP1() && !slices.Contains(names, "http/1.1") {
		names = append(names, "http/1.1")
	}
	return names
}
