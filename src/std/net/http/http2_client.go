package http

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"net"
	"net/http/internal/http2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A http2ClientConn is a connection of a Transport that speaks HTTP/2: requests share it.
type http2ClientConn struct {
	t     *Transport
	route route
	nc    net.Conn
	conn  *http2.Conn
	tls   *tlsState
	other RoundTripper // of TLSNextProto, in place of all this

	// Under the transport's lock.
	count   int // requests that are being made
	used    bool
	told    bool      // some request was told of it: for others it is used again
	closing bool      // takes no further requests
	since   time.Time // when it became idle
	timer   *time.Timer
}

var (
	errConnLost     = errors.New("http2: client connection lost")
	errBodyTooLong  = errors.New("http2: request body larger than specified content length")
	errHTTP2Closed  = errors.New("http2: response body closed")
	errConnUnusable = errors.New("http2: client conn not usable")
)

// protocols are those that the transport speaks.
func (t *Transport) protocols() Protocols {
	off := godebug.New("http2client").Value() == "0"
	if t.Protocols != nil {
		p := *t.Protocols
		if off {
			p.SetHTTP2(false)
		}
		return p
	}
	p := Protocols{bitHTTP1}
	custom := t.TLSClientConfig != nil || t.Dial != nil || t.DialContext != nil || t.DialTLS != nil || t.DialTLSContext != nil
	switch {
	case t.TLSNextProto != nil:
		p.SetHTTP2(t.TLSNextProto["h2"] != nil)
	case custom && !t.ForceAttemptHTTP2:
		// Who has settings of their own says so if they want it.
	default:
		p.SetHTTP2(!off)
	}
	return p
}

// announce says that HTTP/2 is spoken where programs look for it: in TLSNextProto, and in what they dial with themselves.
func (t *Transport) announce() {
	p := t.protocols()
	if !p.HTTP2() || t.TLSNextProto["h2"] != nil {
		return
	}
	if t.TLSClientConfig == nil {
		t.TLSClientConfig = &tls.Config{}
	}
	t.TLSClientConfig.NextProtos = p.names(t.TLSClientConfig.NextProtos)
	if t.TLSNextProto == nil {
		t.TLSNextProto = make(map[string]func(string, *tls.Conn) RoundTripper)
	}
	t.ownHTTP2 = true
	t.TLSNextProto["h2"] = func(string, *tls.Conn) RoundTripper { return nil }
}

// isForWebSocket says whether a request asks for what only HTTP/1 can give.
func (r *Request) isForWebSocket() bool {
	return strings.EqualFold(r.Header.get("Upgrade"), "websocket") && hasToken(r.Header.get("Connection"), "upgrade")
}

// sharedHTTP2 is a connection that a request can be made over, with a place on it. t.mu is held.
func (t *Transport) sharedHTTP2(r route) *http2ClientConn {
	if t.DisableKeepAlives {
		// One for each request.
		return nil
	}
	for _, h := range t.http2[r] {
		strict := t.HTTP2 != nil && t.HTTP2.StrictMaxConcurrentRequests
		if h.closing || h.conn.Err() != nil || h.conn.Ending() || !strict && h.count >= h.conn.MostStreams() {
			continue
		}
		h.take()
		return h
	}
	return nil
}

func (h *http2ClientConn) take() {
	h.count++
	if h.timer != nil {
		h.timer.Stop()
	}
}

// newHTTP2 is a connection for a route if nc speaks HTTP/2, with a place on it.
func (t *Transport) newHTTP2(r route, nc net.Conn) (*http2ClientConn, error) {
	state := stateOf(nc)
	if state == nil {
		if r.secure || r.proxy != "" || t.Protocols == nil || !t.Protocols.UnencryptedHTTP2() || t.Protocols.HTTP1() {
			return nil, nil
		}
	} else if f := t.TLSNextProto[state.NegotiatedProtocol]; f != nil && !(t.ownHTTP2 && state.NegotiatedProtocol == "h2") {
		if c, ok := nc.(*tlsConn); ok {
			return &http2ClientConn{other: f(r.addr, c)}, nil
		}
		return nil, nil
	} else if state.NegotiatedProtocol != "h2" {
		return nil, nil
	}
	c, err := http2.NewClient(nc, t.HTTP2.limits(1<<30, 4<<20, int(t.headLimit())))
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	if h := t.sharedHTTP2(r); h != nil {
		// Somebody was faster.
		t.released(r)
		t.mu.Unlock()
		c.Close(errConnUnusable)
		return h, nil
	}
	h := &http2ClientConn{t: t, route: r, nc: nc, tls: state, count: 1, conn: c}
	if t.http2 == nil {
		t.http2 = make(map[route][]*http2ClientConn)
	}
	t.http2[r] = append(t.http2[r], h)
	t.mu.Unlock()
	t.HTTP2.pings(h.conn, 0, errConnLost)
	go func() {
		<-h.conn.Over()
		t.mu.Lock()
		t.http2[r] = slices.DeleteFunc(t.http2[r], func(o *http2ClientConn) bool { return o == h })
		if h.timer != nil {
			h.timer.Stop()
		}
		t.released(r)
		t.mu.Unlock()
	}()
	return h, nil
}

// closeIdleHTTP2 closes the connections over which no request is made.
func (t *Transport) closeIdleHTTP2() {
	t.mu.Lock()
	var idle []*http2ClientConn
	for _, list := range t.http2 {
		for _, h := range list {
			if h.count == 0 {
				h.closing = true
				idle = append(idle, h)
			}
		}
	}
	t.mu.Unlock()
	for _, h := range idle {
		h.conn.Close(errors.New("http: CloseIdleConnections called"))
	}
}

// done gives a place back.
func (h *http2ClientConn) done() {
	if h.other != nil {
		return
	}
	t := h.t
	t.mu.Lock()
	h.count--
	h.used = true
	idle := h.count == 0
	h.since = time.Now()
	closing := h.closing || t.DisableKeepAlives
	t.share(h.route)
	if idle && !closing && t.IdleConnTimeout > 0 {
		if h.timer == nil {
			h.timer = time.AfterFunc(t.IdleConnTimeout, h.expire)
		} else {
			h.timer.Reset(t.IdleConnTimeout)
		}
	}
	t.mu.Unlock()
	if idle && closing {
		h.conn.Close(errConnUnusable)
	}
}

// expire closes a connection that has been idle for long.
func (h *http2ClientConn) expire() {
	h.t.mu.Lock()
	idle := h.count == 0
	h.closing = h.closing || idle
	h.t.mu.Unlock()
	if idle {
		h.conn.Close(errConnUnusable)
	}
}

// A http2Exchange is a request and its answer.
type http2Exchange struct {
	h     *http2ClientConn
	over  func() // to be called when it is
	s     *http2.Stream
	req   *Request
	ctx   context.Context
	stop  func() bool // ends the context's hold
	goOn  chan struct{}
	once  sync.Once
	begun bool // of the request's body something may have been read
}

// end gives all back.
func (x *http2Exchange) end() {
	x.once.Do(func() {
		x.stop()
		// Whoever still sends the request's body ends.
		x.s.Stop(errHTTP2Closed)
		x.s.Release()
		x.h.done()
		x.over()
	})
}

// whyEnded is what ended a request's context: the request's Cancel, or whoever has the context.
func whyEnded(ctx context.Context) error {
	if context.Cause(ctx) == errRequestCanceled {
		return errRequestCanceled
	}
	return ctx.Err()
}

// roundTrip makes a request and waits for the head of the answer; again: it may be made over another connection.
func (h *http2ClientConn) roundTrip(ctx context.Context, req *Request, over func()) (resp *Response, err error, again, begun bool) {
	if h.other != nil {
		resp, err = h.other.RoundTrip(req)
		over()
		return resp, err, false, true
	}
	trace := traceOf(ctx)
	if trace != nil && trace.GotConn != nil {
		trace.GotConn(h.got())
	}
	gzip := (&clientExchange{req: req}).wantsGzip(h.t)
	length := req.ContentLength
	if req.Body == nil || req.Body == NoBody {
		length = 0
	} else if length == 0 {
		length = -1
	}
	head, err := http2Head(req, length, gzip)
	if err != nil {
		req.closeBody()
		h.done()
		return nil, fmt.Errorf("http2: %w", err), false, false
	}
	if req.Close || anyHasToken(req.Header["Connection"], "close") {
		h.t.mu.Lock()
		h.closing = true
		h.t.mu.Unlock()
	}
	s, err := h.conn.Ask(ctx, head, length == 0 && len(req.Trailer) == 0)
	if err != nil {
		h.t.mu.Lock()
		again = h.used && ctx.Err() == nil
		h.t.mu.Unlock()
		req.closeBody()
		h.done()
		return nil, err, again, false
	}
	x := &http2Exchange{h: h, over: over, s: s, req: req, ctx: ctx, goOn: make(chan struct{}, 1)}
	x.stop = context.AfterFunc(ctx, func() {
		s.Stop(whyEnded(ctx))
		s.Reset(http2.ErrCodeCancel)
	})
	if trace != nil {
		tellHTTP2Head(trace, head)
	}
	if length != 0 || len(req.Trailer) > 0 {
		x.begun = true
		go func() {
			x.wrote(x.sendBody(length))
		}()
	} else {
		x.wrote(nil)
	}
	if limit := h.t.ResponseHeaderTimeout; limit > 0 {
		timer := time.AfterFunc(limit, func() {
			s.Stop(errHeaderTimeout)
			s.Reset(http2.ErrCodeCancel)
		})
		defer timer.Stop()
	}
	resp, err = x.answer()
	if err != nil {
		again = mayAgain(err, s.ID()) && ctx.Err() == nil
		if e, ok := err.(http2.GoAwayError); ok && !again && e.LastStreamID == 0 {
			err = fmt.Errorf("http2: Transport received GOAWAY from server ErrCode:%v", e.ErrCode)
		}
		s.Stop(err)
		s.Reset(http2.ErrCodeCancel)
		// Whether the request is over is not for us to say.
		x.over = func() {}
		x.end()
		if again && x.begun && req.GetBody == nil && req.Body != nil && req.Body != NoBody {
			return nil, fmt.Errorf("http2: Transport: cannot retry err [%v] after Request.Body was written; define Request.GetBody to avoid this error", err), false, true
		}
		return nil, err, again, x.begun
	}
	if gzip && resp.Body != NoBody && strings.EqualFold(resp.Header.get("Content-Encoding"), "gzip") {
		resp.Body = gunzipped(resp.Body)
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength = -1
		resp.Uncompressed = true
	}
	return resp, nil, false, x.begun
}

// got is what a trace is told of the connection.
func (h *http2ClientConn) got() gotConn {
	h.t.mu.Lock()
	defer h.t.mu.Unlock()
	info := gotConn{Conn: h.nc, Reused: h.told, WasIdle: h.used && h.count == 1}
	h.told = true
	if info.WasIdle {
		info.IdleTime = time.Since(h.since)
	}
	return info
}

// tellHTTP2Head tells of the fields of a head as the engine takes it.
func tellHTTP2Head(trace *clientTrace, head []string) {
	if f := trace.WroteHeaderField; f != nil {
		for i, key := range []string{":authority", ":method", ":path", ":scheme"} {
			if v := head[[]int{2, 0, 3, 1}[i]]; v != "" {
				f(key, []string{v})
			}
		}
		for i := 5; i < len(head); i += 2 {
			f(head[i], head[i+1:i+2])
		}
	}
	if trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
}

// wrote tells that the request has been written, or why not.
func (x *http2Exchange) wrote(err error) {
	if trace := traceOf(x.ctx); trace != nil && trace.WroteRequest != nil {
		trace.WroteRequest(wroteRequest{Err: err})
	}
}

// mayAgain says whether the server has done nothing for a request that failed: one that was the first may itself be what is wrong.
func mayAgain(err error, stream int) bool {
	switch e := err.(type) {
	case http2.StreamError:
		return e.Code == http2.ErrCodeRefusedStream
	case http2.GoAwayError:
		return uint32(stream) > e.LastStreamID && (stream > 1 || e.ErrCode == http2.ErrCodeNo)
	}
	return false
}

// http2Head is a request as the engine takes it.
func http2Head(req *Request, length int64, gzip bool) ([]string, error) {
	h := req.Header
	if v := h["Upgrade"]; len(v) > 0 && v[0] != "" && v[0] != "chunked" {
		return nil, fmt.Errorf("invalid Upgrade request header: %q", v)
	}
	if v := h["Transfer-Encoding"]; len(v) > 1 || len(v) == 1 && v[0] != "" && v[0] != "chunked" {
		return nil, fmt.Errorf("invalid Transfer-Encoding request header: %q", v)
	}
	if v := h["Connection"]; len(v) > 1 || len(v) == 1 && v[0] != "" && !strings.EqualFold(v[0], "close") && !strings.EqualFold(v[0], "keep-alive") {
		return nil, fmt.Errorf("invalid Connection request header: %q", v)
	}
	method := req.Method
	if method == "" {
		method = MethodGet
	}
	host := req.Host
	if host == "" {
		host = req.URL.Host
	}
	if !validHost(host) {
		return nil, errors.New("invalid Host header")
	}
	scheme, path := req.URL.Scheme, ""
	if method == MethodConnect {
		scheme = ""
	} else {
		path = req.URL.RequestURI()
		valid := func() bool { return strings.HasPrefix(path, "/") || path == "*" }
		if given := path; !valid() {
			if path = strings.TrimPrefix(path, scheme+"://"+host); !valid() {
				from := ""
				if req.URL.Opaque != "" {
					from = fmt.Sprintf(" from URL.Opaque = %q", req.URL.Opaque)
				}
				return nil, fmt.Errorf("invalid request :path %q%s", given, from)
			}
		}
	}
	head := []string{method, scheme, host, path, ""}
	if len(req.Trailer) > 0 {
		keys := sortedKeys(req.Trailer)
		for i, key := range keys {
			switch keys[i] = CanonicalHeaderKey(key); keys[i] {
			case "Transfer-Encoding", "Trailer", "Content-Length":
				return nil, fmt.Errorf("invalid Trailer key %q", keys[i])
			}
		}
		head = append(head, "trailer", strings.Join(keys, ","))
	}
	agent := "Go-http-client/2.0"
	for _, key := range sortedKeys(h) {
		values := h[key]
		switch lower := strings.ToLower(key); lower {
		case "host", "content-length", "connection", "proxy-connection", "transfer-encoding", "upgrade", "keep-alive":
		case "user-agent":
			agent = ""
			if len(values) > 0 {
				agent = values[0]
			}
		case "cookie":
			// Each for itself: that compresses better.
			for _, v := range values {
				for part := range strings.SplitSeq(v, ";") {
					if part = strings.TrimLeft(part, " "); part != "" {
						head = append(head, "cookie", part)
					}
				}
			}
		default:
			for _, v := range values {
				head = append(head, lower, v)
			}
		}
	}
	if length > 0 || length == 0 && (method == MethodPost || method == MethodPut || method == MethodPatch) {
		head = append(head, "content-length", strconv.FormatInt(length, 10))
	}
	if gzip {
		head = append(head, "accept-encoding", "gzip")
	}
	if agent != "" {
		head = append(head, "user-agent", agent)
	}
	return head, nil
}

// sendBody sends the request's body and what comes behind it.
func (x *http2Exchange) sendBody(length int64) error {
	defer x.req.closeBody()
	if anyHasToken(x.req.Header["Expect"], "100-continue") && x.h.t.ExpectContinueTimeout > 0 {
		if trace := traceOf(x.ctx); trace != nil && trace.Wait100Continue != nil {
			trace.Wait100Continue()
		}
		timer := time.NewTimer(x.h.t.ExpectContinueTimeout)
		select {
		case <-x.goOn:
		case <-timer.C:
		case <-x.s.Stopped():
			// Answered without it.
			timer.Stop()
			return nil
		}
		timer.Stop()
	}
	fail := func(err error) error {
		x.s.Stop(err)
		x.s.Reset(http2.ErrCodeCancel)
		return err
	}
	buf := make([]byte, 32<<10)
	left := length
	body := x.req.Body
	if body == nil {
		body = NoBody
	}
	for {
		n, err := body.Read(buf)
		if length >= 0 {
			left -= int64(n)
			if left == 0 && err == nil {
				// Whether that is all.
				var more [1]byte
				var m int
				m, err = body.Read(more[:])
				left -= int64(m)
			}
			if left < 0 {
				return fail(errBodyTooLong)
			}
		}
		if err != nil && err != io.EOF {
			return fail(err)
		}
		last := err == io.EOF && len(x.req.Trailer) == 0
		if n > 0 || last {
			// If the server wants no more of it, its answer says why.
			if _, err := x.s.Write(buf[:n], last); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
	}
	if len(x.req.Trailer) > 0 {
		x.s.WriteTrailers(fieldsOf(x.req.Trailer, sortedKeys(x.req.Trailer)))
	}
	return nil
}

// answer waits for the head of the answer.
func (x *http2Exchange) answer() (*Response, error) {
	trace := traceOf(x.ctx)
	left := int(x.h.t.headLimit())
	for first := true; ; first = false {
		status, fields, whole, err := x.s.Response()
		if err != nil {
			return nil, err
		}
		if trace != nil && trace.GotFirstResponseByte != nil && first {
			trace.GotFirstResponseByte()
		}
		if status < 200 {
			h := make(Header)
			for i := 0; i < len(fields); i += 2 {
				h.Add(fields[i], fields[i+1])
			}
			told, err := tellInformal(x.ctx, status, h)
			if err != nil {
				return nil, err
			}
			if !told {
				left -= http2.FieldSize(":status", "100")
				for i := 0; i < len(fields); i += 2 {
					left -= http2.FieldSize(fields[i], fields[i+1])
				}
			}
			if left < 0 {
				cause := errors.New("header list too large")
				return nil, http2.StreamError{StreamID: uint32(x.s.ID()), Code: http2.ErrCodeProtocol, Cause: cause}
			}
		}
		if status == StatusContinue {
			if trace != nil && trace.Got100Continue != nil {
				trace.Got100Continue()
			}
			select {
			case x.goOn <- struct{}{}:
			default:
			}
		}
		if status >= 200 {
			return x.response(status, fields, whole), nil
		}
	}
}

func (x *http2Exchange) response(status int, fields []string, whole bool) *Response {
	resp := &Response{
		Status: strconv.Itoa(status) + " " + StatusText(status), StatusCode: status, Proto: "HTTP/2.0", ProtoMajor: 2,
		Header: make(Header, len(fields)/2), ContentLength: -1, TLS: x.h.tls, Request: x.req,
	}
	h := resp.Header
	for i := 0; i < len(fields); i += 2 {
		key := CanonicalHeaderKey(fields[i])
		if key != "Trailer" {
			h[key] = append(h[key], fields[i+1])
			continue
		}
		for name := range strings.SplitSeq(fields[i+1], ",") {
			if name = strings.Trim(name, " \t"); name != "" {
				if resp.Trailer == nil {
					resp.Trailer = make(Header)
				}
				resp.Trailer[CanonicalHeaderKey(name)] = nil
			}
		}
	}
	for _, key := range aboutConnections {
		delete(h, key)
	}
	isHead := x.req.Method == MethodHead
	if lengths := h["Content-Length"]; len(lengths) > 0 {
		n, err := strconv.ParseUint(lengths[0], 10, 63)
		if err != nil || slices.ContainsFunc(lengths, func(l string) bool { return l != lengths[0] }) {
			delete(h, "Content-Length")
		} else {
			h["Content-Length"] = lengths[:1]
			resp.ContentLength = int64(n)
		}
	}
	if resp.ContentLength < 0 && whole && !isHead {
		resp.ContentLength = 0
	}
	if isHead || whole {
		resp.Body = NoBody
		x.end()
		return resp
	}
	resp.Body = &http2Body{x: x, resp: resp}
	return resp
}

// A http2Body is the body of an answer.
type http2Body struct {
	x    *http2Exchange
	resp *Response
	mu   sync.Mutex
	err  error
}

func (b *http2Body) Read(p []byte) (int, error) {
	b.mu.Lock()
	err := b.err
	b.mu.Unlock()
	if err != nil {
		return 0, err
	}
	n, err := b.x.s.Read(p)
	if err == nil {
		return n, nil
	}
	if err == io.EOF {
		fields := b.x.s.Trailers()
		for i := 0; i < len(fields); i += 2 {
			if b.resp.Trailer == nil {
				b.resp.Trailer = make(Header)
			}
			key := CanonicalHeaderKey(fields[i])
			b.resp.Trailer[key] = append(b.resp.Trailer[key], fields[i+1])
		}
	}
	// The engine refuses bodies that are not as long as was said.
	if sent, refused := http2.Refused(err); refused && sent < b.resp.ContentLength {
		err = io.ErrUnexpectedEOF
	} else if refused && b.resp.ContentLength >= 0 {
		err = errors.New("net/http: server replied with more than declared Content-Length; truncated")
	}
	b.mu.Lock()
	if b.err == nil {
		b.err = err
	}
	err = b.err
	b.mu.Unlock()
	b.x.end()
	return n, err
}

func (b *http2Body) Close() error {
	b.mu.Lock()
	open := b.err == nil
	b.err = errHTTP2Closed
	b.mu.Unlock()
	if open {
		b.x.s.Stop(errHTTP2Closed)
		b.x.s.Reset(http2.ErrCodeCancel)
		b.x.end()
	}
	return nil
}
