package http

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// How much of a body is kept back to see whether its length can be told, and how much shows its type.
const (
	holdBack = 2048
	sniffed  = 512
)

// A response is the ResponseWriter of a server.
type response struct {
	conn *conn
	req  *Request
	ctx  *requestContext
	body *messageBody // of the request; nil: none

	header   Header // the handler's
	frozen   Header // as it was at WriteHeader
	status   int    // 0: no header written yet
	length   int64  // declared; -1: not
	written  int64
	held     []byte // body that is not sent yet
	err      error  // of sending a part of it: nothing more is taken
	sent     bool   // the head is
	chunking bool
	done     bool // the handler has returned

	closeAfter   bool
	keep10       bool // HTTP/1.0 with keep-alive
	limitHit     bool
	duplex       bool
	hijacked     bool
	trailers     []string
	mayContinue  atomic.Bool // the client waits for 100 Continue
	waitContinue bool        // it did at the start
}

func (w *response) Header() Header {
	if w.header == nil {
		w.header = make(Header)
	}
	return w.header
}

func bodyAllowed(status int) bool { return !noBodyStatus(status) }

// caller is the function outside this package that called.
func caller() runtime.Frame {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "net/http.") || !more {
			return frame
		}
	}
}

func (w *response) WriteHeader(code int) {
	if w.hijacked {
		f := caller()
		w.conn.server.logf("http: response.WriteHeader on hijacked connection from %s (%s:%d)", f.Function, baseName(f.File), f.Line)
		return
	}
	if w.status != 0 {
		f := caller()
		w.conn.server.logf("http: superfluous response.WriteHeader call from %s (%s:%d)", f.Function, baseName(f.File), f.Line)
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	if code == 101 || code == StatusContinue {
		w.noContinue()
	}
	if code >= 100 && code <= 199 && code != StatusSwitchingProtocols {
		// Said before the answer proper.
		b := statusLine(nil, w.req.ProtoAtLeast(1, 1), code)
		b = w.header.appendTo(b, func(key string) bool { return key == "Content-Length" || key == "Transfer-Encoding" })
		w.conn.out.Write(append(b, "\r\n"...))
		w.conn.out.Flush()
		return
	}
	w.status = code
	if w.header != nil {
		w.frozen = w.header.Clone()
		if cl := w.frozen.get("Content-Length"); cl != "" {
			n, err := strconv.ParseInt(cl, 10, 64)
			if err == nil && n >= 0 {
				w.length = n
			} else {
				w.conn.server.logf("http: invalid Content-Length of %q", cl)
				delete(w.frozen, "Content-Length")
			}
		}
	}
}

func baseName(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }

func (w *response) Write(p []byte) (int, error) {
	n, err := w.begin(len(p))
	if n == 0 || err != nil {
		return 0, err
	}
	return w.hold(p)
}

func (w *response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// begin says whether n bytes may be written.
func (w *response) begin(n int) (int, error) {
	if w.hijacked {
		if n > 0 {
			f := caller()
			w.conn.server.logf("http: response.Write on hijacked connection from %s (%s:%d)", f.Function, baseName(f.File), f.Line)
		}
		return 0, ErrHijacked
	}
	w.noContinue()
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if n == 0 {
		return 0, nil
	}
	if !bodyAllowed(w.status) {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(n)
	if w.length >= 0 && w.written > w.length {
		return 0, ErrContentLength
	}
	return n, nil
}

// hold keeps bytes back while there is room.
func (w *response) hold(p []byte) (n int, err error) {
	for w.err == nil && len(p) > holdBack-len(w.held) {
		m := len(p)
		if len(w.held) == 0 {
			err = w.send(p)
		} else {
			m = holdBack - len(w.held)
			w.held = append(w.held, p[:m]...)
			err = w.release()
		}
		if err != nil {
			return n, err
		}
		n += m
		p = p[m:]
	}
	if w.err != nil {
		return n, w.err
	}
	if w.held == nil {
		w.held = w.conn.spare[:0]
	}
	w.held = append(w.held, p...)
	return n + len(p), nil
}

// release sends what was held back.
func (w *response) release() error {
	if len(w.held) == 0 {
		return nil
	}
	err := w.send(w.held)
	w.held = w.held[:0]
	return err
}

// send writes a part of the body, after the head. An error is the end of the connection.
func (w *response) send(p []byte) (err error) {
	if !w.sent {
		w.sendHead(p)
	}
	switch {
	case w.req.Method == MethodHead:
	case w.chunking:
		_, err = chunkedWriter{w.conn.out}.Write(p)
	default:
		_, err = w.conn.out.Write(p)
	}
	if err != nil {
		w.err = err
		w.conn.nc.Close()
	}
	return err
}

// A plainWriter is no more than a Writer.
type plainWriter struct{ io.Writer }

// ReadFrom lets io.Copy write here. Behind its beginning, a body of known length goes to the connection as it comes: the system sends files.
func (w *response) ReadFrom(r io.Reader) (n int64, err error) {
	to, direct := w.conn.nc.(io.ReaderFrom)
	if !direct {
		return io.Copy(plainWriter{w}, r)
	}
	if !w.sent {
		// Nothing is sent before there is something, and it shows its type.
		if n, err = io.Copy(plainWriter{w}, io.LimitReader(r, sniffed)); err != nil || n < sniffed {
			return n, err
		}
	}
	w.FlushError()
	if w.chunking || w.hijacked || w.req.Method == MethodHead || !bodyAllowed(w.status) {
		more, err := io.Copy(plainWriter{w}, r)
		return n + more, err
	}
	from, restore := r, func() {}
	if left := w.length - w.written; w.length >= 0 {
		if l, ok := r.(*io.LimitedReader); !ok {
			from = io.LimitReader(r, left)
		} else if over := l.N - left; over > 0 {
			l.N = left
			restore = func() { l.N += over }
		}
	}
	more, err := to.ReadFrom(from)
	restore()
	n += more
	w.written += more
	if err == nil && w.written == w.length {
		var next [1]byte
		if m, _ := r.Read(next[:]); m > 0 {
			err = ErrContentLength
		}
	}
	return n, err
}

func (w *response) Flush() { w.FlushError() }

func (w *response) FlushError() error {
	w.noContinue()
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	err := w.release()
	if !w.sent {
		w.sendHead(nil)
	}
	if flushErr := w.conn.out.Flush(); err == nil {
		err = flushErr
	}
	return err
}

func statusLine(b []byte, is11 bool, code int) []byte {
	if is11 {
		b = append(b, "HTTP/1.1 "...)
	} else {
		b = append(b, "HTTP/1.0 "...)
	}
	b = strconv.AppendInt(b, int64(code), 10)
	if code == StatusOK {
		return append(b, " OK\r\n"...)
	}
	b = append(b, ' ')
	if text := StatusText(code); text != "" {
		b = append(b, text...)
	} else {
		b = strconv.AppendInt(append(b, "status code "...), int64(code), 10)
	}
	return append(b, "\r\n"...)
}

// sendWhole sends an answer of which nothing has been sent, in one piece.
func (w *response) sendWhole() {
	c := w.conn
	b := w.makeHead(w.held)
	if len(w.held) > 0 && w.req.Method != MethodHead {
		if w.chunking {
			b = append(strconv.AppendInt(b, int64(len(w.held)), 16), "\r\n"...)
			b = append(append(b, w.held...), "\r\n"...)
		} else {
			b = append(b, w.held...)
		}
	}
	if w.chunking && w.req.Method != MethodHead {
		b = append(append(b, "0\r\n"...), w.finalTrailers().appendTo(nil, nil)...)
		b = append(b, "\r\n"...)
	}
	w.held = w.held[:0]
	c.Write(b)
	c.head = b
}

// sendHead writes the head before the body, which begins with p.
func (w *response) sendHead(p []byte) {
	b := w.makeHead(p)
	w.conn.out.Write(b)
	w.conn.head = b
}

// makeHead decides how the body, which begins with p, is framed.
func (w *response) makeHead(p []byte) []byte {
	w.sent = true
	c, h, req := w.conn, w.frozen, w.req
	is11 := req.ProtoAtLeast(1, 1)
	isHead, isConnect := req.Method == MethodHead, req.Method == MethodConnect
	keepAlives := c.server.doKeepAlives()
	var drop [4]string // keys that are not sent
	dropped := 0
	del := func(key string) {
		drop[dropped] = key
		dropped++
	}
	connection, encoding, contentType, contentLength := "", "", "", int64(-1)

	trailers := false
	for key, values := range h {
		if strings.HasPrefix(key, TrailerPrefix) {
			trailers = true
		}
		if key == "Trailer" {
			trailers = true
			w.declareTrailers(values)
		}
	}
	te := h.get("Transfer-Encoding")
	allowed := bodyAllowed(w.status)
	if w.done && !trailers && te == "" && allowed && !h.has("Content-Length") && (!isHead || len(p) > 0) {
		// All of the body is here.
		w.length = int64(len(p))
		contentLength = w.length
	}
	hasLength := w.length >= 0
	if w.keep10 && keepAlives && h.get("Content-Length") != "" && h.get("Connection") == "keep-alive" {
		w.closeAfter = false
	}
	if w.keep10 && (isHead || hasLength || !allowed) {
		if !h.has("Connection") {
			connection = "keep-alive"
		}
	} else if !is11 || req.Close {
		w.closeAfter = true
	}
	if h.get("Connection") == "close" || !keepAlives || isConnect {
		w.closeAfter = true
	}
	if w.waitContinue && w.body != nil && !w.body.sawEOF() {
		w.closeAfter = true
	}
	if w.body != nil && !w.closeAfter && !w.duplex {
		w.drainBody(&connection)
		if w.limitHit {
			del("Connection")
		}
	}
	if allowed {
		if !h.has("Content-Type") && te == "" && len(p) > 0 && h.get("Content-Encoding") == "" {
			contentType = DetectContentType(p)
		}
	} else {
		if w.status == StatusNotModified {
			del("Content-Type")
		}
		del("Content-Length")
	}
	if hasLength && te != "" && te != "identity" {
		c.server.logf("http: WriteHeader called with both Transfer-Encoding of %q and a Content-Length of %d", te, w.length)
		del("Content-Length")
		hasLength = false
	}
	switch {
	case isConnect && w.status >= 200 && w.status < 300:
		del("Transfer-Encoding")
		del("Content-Length")
		contentLength = -1
	case isHead || !allowed || hasLength:
		del("Transfer-Encoding")
	case is11 && te == "identity":
		w.closeAfter = true
		del("Transfer-Encoding")
	case is11:
		w.chunking = true
		encoding = "chunked"
		if te == "chunked" {
			del("Transfer-Encoding")
		}
	default:
		w.closeAfter = true
		del("Transfer-Encoding")
	}
	if w.closeAfter && (!keepAlives || !hasToken(h.get("Connection"), "close")) && w.status != StatusSwitchingProtocols {
		h.Del("Connection")
		connection = ""
		if is11 && !(isConnect && w.status >= 200 && w.status < 300) {
			connection = "close"
		}
	}

	b := statusLine(c.head[:0], is11, w.status)
	if len(h) > 0 {
		b = h.appendTo(b, func(key string) bool {
			for _, d := range drop[:dropped] {
				if key == d {
					return true
				}
			}
			return strings.HasPrefix(key, TrailerPrefix)
		})
	}
	b = appendTail(b, !h.has("Date"), contentLength, contentType, connection, encoding != "")
	return b
}

// drainBody reads what the handler left of a request's body, so that the next request can be read; too much of it ends the connection.
func (w *response) drainBody(connection *string) {
	m := w.body
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.closed:
		w.closeAfter = w.closeAfter || !m.over()
	case m.left >= maxDiscard:
		w.requestTooLarge()
		*connection = "close"
	default:
		if all, _ := m.discard(maxDiscard); !all {
			w.closeAfter = true
		}
		m.closed = true
	}
}

// requestTooLarge ends the connection after this answer.
func (w *response) requestTooLarge() {
	w.closeAfter = true
	w.limitHit = true
	if w.status == 0 {
		w.Header().Set("Connection", "close")
	}
}

func (w *response) declareTrailers(lists []string) {
	for _, list := range lists {
		for _, key := range strings.Split(list, ",") {
			key = CanonicalHeaderKey(strings.Trim(key, " \t"))
			switch key {
			case "", "Transfer-Encoding", "Content-Length", "Trailer":
			default:
				w.trailers = append(w.trailers, key)
			}
		}
	}
}

// finalTrailers is what the handler's header has of trailers in the end.
func (w *response) finalTrailers() Header {
	var t Header
	for key, values := range w.header {
		if name, ok := strings.CutPrefix(key, TrailerPrefix); ok {
			if t == nil {
				t = make(Header)
			}
			t[name] = values
		}
	}
	for _, key := range w.trailers {
		if values := w.header[key]; values != nil {
			if t == nil {
				t = make(Header)
			}
			t[key] = append(t[key], values...)
		}
	}
	return t
}

// finish completes the answer after the handler has returned.
func (w *response) finish() {
	w.done = true
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !w.sent && w.conn.out.Buffered() == 0 {
		w.sendWhole()
	} else {
		w.release()
		if !w.sent {
			w.sendHead(nil)
		}
		if w.chunking && w.req.Method != MethodHead {
			chunkedWriter{w.conn.out}.close(w.finalTrailers())
		}
		w.conn.out.Flush()
	}
	w.ctx.end()
	w.noContinue()
	if w.body != nil {
		w.body.Close()
	}
	if w.req.MultipartForm != nil {
		w.req.MultipartForm.RemoveAll()
	}
	if w.held != nil {
		w.conn.spare = w.held[:0]
	}
}

// reusable says whether another request can follow.
func (w *response) reusable() bool {
	switch {
	case w.closeAfter:
		return false
	case w.req.Method != MethodHead && w.length >= 0 && bodyAllowed(w.status) && w.length != w.written:
		// The handler wrote less than it said.
		return false
	case w.conn.out.Available() == 0 && w.conn.out.Buffered() > 0:
		return false
	case w.body != nil && !w.body.sawEOF():
		return false
	}
	return w.conn.writeErr == nil
}

// Hijack gives the connection to the handler.
func (w *response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if w.done {
		panic("net/http: Hijack called after ServeHTTP finished")
	}
	if w.hijacked {
		return nil, nil, ErrHijacked
	}
	w.noContinue()
	if w.status != 0 {
		w.release()
		if !w.sent {
			w.sendHead(nil)
		}
		w.conn.out.Flush()
	}
	w.ctx.stopWatching()
	w.hijacked = true
	c := w.conn
	c.nc.SetDeadline(time.Time{})
	c.server.forget(c, StateHijacked)
	out := bufio.NewWriter(c.nc)
	return c.nc, bufio.NewReadWriter(c.in, out), nil
}

func (w *response) SetReadDeadline(t time.Time) error  { return w.conn.nc.SetReadDeadline(t) }
func (w *response) SetWriteDeadline(t time.Time) error { return w.conn.nc.SetWriteDeadline(t) }
func (w *response) EnableFullDuplex() error {
	w.duplex = true
	return nil
}

// CloseNotify tells when the client is gone.
func (w *response) CloseNotify() <-chan bool {
	if w.done {
		panic("net/http: CloseNotify called after ServeHTTP finished")
	}
	c := make(chan bool, 1)
	gone := w.ctx.gone()
	go func() {
		select {
		case <-gone:
			c <- true
		case <-w.ctx.over:
		}
	}()
	return c
}

// noContinue: what is written from now on tells the client enough.
func (w *response) noContinue() {
	if w.waitContinue {
		w.mayContinue.Store(false)
	}
}

// sendContinue tells a client that waits to go on.
func (w *response) sendContinue() {
	if w.mayContinue.Swap(false) {
		w.conn.out.WriteString("HTTP/1.1 100 Continue\r\n\r\n")
		w.conn.out.Flush()
	}
}
