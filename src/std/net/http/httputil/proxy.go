package httputil

import (
	"context"
	"errors"
	"fmt"
	"internal/nettrace"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A ProxyRequest is a request that a ReverseProxy got, and the one that it sends.
type ProxyRequest struct {
	In  *http.Request
	Out *http.Request
}

// SetURL sends the request to a target, whose path comes before that of the request.
func (r *ProxyRequest) SetURL(target *url.URL) {
	retarget(r.Out, target)
	r.Out.Host = ""
}

// SetXForwarded tells the target who asked for what.
func (r *ProxyRequest) SetXForwarded() {
	if ip, _, err := net.SplitHostPort(r.In.RemoteAddr); err == nil {
		r.Out.Header.Set("X-Forwarded-For", forwardedFor(r.Out.Header["X-Forwarded-For"], ip))
	} else {
		r.Out.Header.Del("X-Forwarded-For")
	}
	r.Out.Header.Set("X-Forwarded-Host", r.In.Host)
	r.Out.Header.Set("X-Forwarded-Proto", "http")
}

func forwardedFor(before []string, ip string) string {
	if len(before) > 0 {
		return strings.Join(before, ", ") + ", " + ip
	}
	return ip
}

// A ReverseProxy is a Handler that has others answer. Exactly one of Rewrite and Director is to be set.
type ReverseProxy struct {
	Rewrite   func(*ProxyRequest)
	Transport http.RoundTripper
	// How long bytes may be held back; 0: until the buffers are full; negative: not at all.
	FlushInterval  time.Duration
	ErrorLog       *log.Logger
	BufferPool     BufferPool
	ModifyResponse func(*http.Response) error
	ErrorHandler   func(http.ResponseWriter, *http.Request, error)
	Director       func(*http.Request)
}

// A BufferPool lends memory for copying.
type BufferPool interface {
	Get() []byte
	Put([]byte)
}

// NewSingleHostReverseProxy sends all to one target. The Host header stays the client's.
func NewSingleHostReverseProxy(target *url.URL) *ReverseProxy {
	return &ReverseProxy{Director: func(r *http.Request) { retarget(r, target) }}
}

func retarget(r *http.Request, target *url.URL) {
	r.URL.Scheme, r.URL.Host = target.Scheme, target.Host
	r.URL.Path, r.URL.RawPath = joinPaths(target, r.URL)
	if target.RawQuery == "" || r.URL.RawQuery == "" {
		r.URL.RawQuery = target.RawQuery + r.URL.RawQuery
	} else {
		r.URL.RawQuery = target.RawQuery + "&" + r.URL.RawQuery
	}
}

// joinPaths puts one slash between two paths.
func joinPaths(a, b *url.URL) (path, raw string) {
	ap, bp := a.EscapedPath(), b.EscapedPath()
	plain := a.RawPath == "" && b.RawPath == ""
	switch ends, begins := strings.HasSuffix(ap, "/"), strings.HasPrefix(bp, "/"); {
	case ends && begins:
		path, raw = a.Path+b.Path[1:], ap+bp[1:]
	case !ends && !begins:
		path, raw = a.Path+"/"+b.Path, ap+"/"+bp
	default:
		path, raw = a.Path+b.Path, ap+bp
	}
	if plain {
		raw = ""
	}
	return path, raw
}

func addAll(to, from http.Header) {
	for k, values := range from {
		for _, v := range values {
			to.Add(k, v)
		}
	}
}

// removeHops removes what is meant for one connection only.
func removeHops(h http.Header) {
	for _, list := range h["Connection"] {
		for name := range strings.SplitSeq(list, ",") {
			if name = textproto.TrimString(name); name != "" {
				h.Del(name)
			}
		}
	}
	for _, name := range []string{"Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding", "Upgrade"} {
		h.Del(name)
	}
}

func hasToken(lists []string, token string) bool {
	for _, list := range lists {
		for one := range strings.SplitSeq(list, ",") {
			if strings.EqualFold(strings.Trim(one, " \t"), token) {
				return true
			}
		}
	}
	return false
}

// protocol is what a message wants to switch to.
func protocol(h http.Header) string {
	if !hasToken(h["Connection"], "Upgrade") {
		return ""
	}
	return h.Get("Upgrade")
}

func printable(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// cleanQuery writes a query anew if others could read it in another way.
func cleanQuery(q string) string {
	clean := strings.Count(q, "&") < 10000
	for i := 0; i < len(q) && clean; i++ {
		switch q[i] {
		case ';':
			clean = false
		case '%':
			if _, err := url.QueryUnescape(q[i:min(i+3, len(q))]); err != nil {
				clean = false
			}
		}
	}
	if clean {
		return q
	}
	v, _ := url.ParseQuery(q)
	return v.Encode()
}

func (p *ReverseProxy) logf(format string, args ...any) {
	if p.ErrorLog != nil {
		p.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

func (p *ReverseProxy) fail(w http.ResponseWriter, r *http.Request, err error) {
	if p.ErrorHandler != nil {
		p.ErrorHandler(w, r, err)
		return
	}
	p.logf("http: proxy error: %v", err)
	w.WriteHeader(http.StatusBadGateway)
}

// prepare makes the request to be sent; nil: the answer has been given.
func (p *ReverseProxy) prepare(w http.ResponseWriter, r *http.Request) *http.Request {
	out := r.Clone(r.Context())
	if r.ContentLength == 0 {
		out.Body = nil
	}
	if out.Header == nil {
		out.Header = make(http.Header)
	}
	if (p.Director != nil) == (p.Rewrite != nil) {
		p.fail(w, r, errors.New("ReverseProxy must have exactly one of Director or Rewrite set"))
		return nil
	}
	if p.Director != nil {
		p.Director(out)
		if out.Form != nil {
			out.URL.RawQuery = cleanQuery(out.URL.RawQuery)
		}
	}
	out.Close = false
	upgrade := protocol(out.Header)
	if !printable(upgrade) {
		p.fail(w, r, fmt.Errorf("client tried to switch to invalid protocol %q", upgrade))
		return nil
	}
	removeHops(out.Header)
	if hasToken(r.Header["Te"], "trailers") {
		out.Header.Set("Te", "trailers")
	}
	if upgrade != "" {
		out.Header.Set("Connection", "Upgrade")
		out.Header.Set("Upgrade", upgrade)
	}
	if p.Rewrite != nil {
		for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
			out.Header.Del(name)
		}
		out.URL.RawQuery = cleanQuery(out.URL.RawQuery)
		pr := &ProxyRequest{r, out}
		p.Rewrite(pr)
		out = pr.Out
	} else if ip, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		// A Director that set it to nil wants none.
		if before, set := out.Header["X-Forwarded-For"]; !set || before != nil {
			out.Header.Set("X-Forwarded-For", forwardedFor(before, ip))
		}
	}
	if out.Method == http.MethodConnect {
		err := errors.New("client sent unsupported CONNECT request")
		if p.ErrorHandler != nil {
			p.ErrorHandler(w, out, err)
		} else {
			p.logf("http: proxy error: %v", err)
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
		return nil
	}
	if _, ok := out.Header["User-Agent"]; !ok {
		// Not ours either.
		out.Header.Set("User-Agent", "")
	}
	return out
}

func (p *ReverseProxy) ServeHTTP(rw http.ResponseWriter, req *http.Request) {
	out := p.prepare(rw, req)
	if out == nil {
		return
	}
	if out.Body != nil {
		defer out.Body.Close()
	}
	transport := p.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	forward := &informer{to: rw}
	out = out.WithContext(context.WithValue(out.Context(), nettrace.InformalKey{}, forward.tell))
	res, err := transport.RoundTrip(out)
	forward.end()
	if err != nil {
		p.fail(rw, out, err)
		return
	}
	switching := res.StatusCode == http.StatusSwitchingProtocols
	if !switching {
		removeHops(res.Header)
	}
	if p.ModifyResponse != nil {
		if err := p.ModifyResponse(res); err != nil {
			res.Body.Close()
			p.fail(rw, out, err)
			return
		}
	}
	if switching {
		p.tunnel(rw, out, res)
		return
	}
	addAll(rw.Header(), res.Header)
	announced := len(res.Trailer)
	if announced > 0 {
		var names []string
		for name := range res.Trailer {
			names = append(names, name)
		}
		rw.Header().Add("Trailer", strings.Join(names, ", "))
	}
	rw.WriteHeader(res.StatusCode)
	if err := p.copyBody(rw, res); err != nil {
		defer res.Body.Close()
		if req.Context().Value(http.ServerContextKey) == nil {
			p.logf("suppressing panic for copyResponse error in test; copy error: %v", err)
			return
		}
		// The client has to see that the answer is not whole.
		panic(http.ErrAbortHandler)
	}
	res.Body.Close()
	if len(res.Trailer) > 0 {
		http.NewResponseController(rw).Flush()
	}
	if len(res.Trailer) == announced {
		addAll(rw.Header(), res.Trailer)
		return
	}
	for k, values := range res.Trailer {
		for _, v := range values {
			rw.Header().Add(http.TrailerPrefix+k, v)
		}
	}
}

// An informer passes on what the target says before it answers.
type informer struct {
	mu   sync.Mutex
	to   http.ResponseWriter
	over bool
}

func (f *informer) tell(code int, header map[string][]string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over {
		return nil
	}
	h := f.to.Header()
	addAll(h, header)
	f.to.WriteHeader(code)
	// They are not those of the answer.
	clear(h)
	return nil
}

func (f *informer) end() {
	f.mu.Lock()
	f.over = true
	f.mu.Unlock()
}

func (p *ReverseProxy) copyBody(rw http.ResponseWriter, res *http.Response) error {
	interval := p.FlushInterval
	if typ, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); typ == "text/event-stream" || res.ContentLength == -1 {
		interval = -1
	}
	var to io.Writer = rw
	if interval != 0 {
		f := &flusher{w: rw, flush: http.NewResponseController(rw).Flush, interval: interval}
		defer f.stop()
		// The head should not wait for the body; below 0 it goes out at once.
		f.pending = true
		f.timer = time.AfterFunc(interval, f.late)
		to = f
	}
	var buf []byte
	if p.BufferPool != nil {
		buf = p.BufferPool.Get()
		defer p.BufferPool.Put(buf)
	}
	if len(buf) == 0 {
		buf = make([]byte, 32<<10)
	}
	for {
		n, readErr := res.Body.Read(buf)
		if readErr != nil && readErr != io.EOF && readErr != context.Canceled {
			p.logf("httputil: ReverseProxy read error during body copy: %v", readErr)
		}
		if n > 0 {
			m, err := to.Write(buf[:n])
			if err != nil {
				return err
			}
			if m != n {
				return io.ErrShortWrite
			}
		}
		if readErr == io.EOF {
			return nil
		}
		if readErr != nil {
			return readErr
		}
	}
}

// A flusher flushes after each write, or not later than some time after it.
type flusher struct {
	w        io.Writer
	flush    func() error
	interval time.Duration

	mu      sync.Mutex
	timer   *time.Timer
	pending bool
}

func (f *flusher) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, err := f.w.Write(p)
	switch {
	case f.interval < 0:
		f.flush()
	case f.pending:
	default:
		if f.timer == nil {
			f.timer = time.AfterFunc(f.interval, f.late)
		} else {
			f.timer.Reset(f.interval)
		}
		f.pending = true
	}
	return n, err
}

func (f *flusher) late() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pending {
		f.flush()
		f.pending = false
	}
}

func (f *flusher) stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending = false
	if f.timer != nil {
		f.timer.Stop()
	}
}

// tunnel connects client and target after a switch of protocols.
func (p *ReverseProxy) tunnel(rw http.ResponseWriter, req *http.Request, res *http.Response) {
	asked, got := protocol(req.Header), protocol(res.Header)
	if !printable(got) {
		p.fail(rw, req, fmt.Errorf("backend tried to switch to invalid protocol %q", got))
		return
	}
	if !strings.EqualFold(asked, got) {
		p.fail(rw, req, fmt.Errorf("backend tried to switch protocol %q when %q was requested", got, asked))
		return
	}
	back, ok := res.Body.(io.ReadWriteCloser)
	if !ok {
		p.fail(rw, req, fmt.Errorf("internal error: 101 switching protocols response with non-writable body"))
		return
	}
	defer back.Close()
	conn, buf, err := http.NewResponseController(rw).Hijack()
	if errors.Is(err, http.ErrNotSupported) {
		p.fail(rw, req, fmt.Errorf("can't switch protocols using non-Hijacker ResponseWriter type %T", rw))
		return
	}
	if err != nil {
		p.fail(rw, req, fmt.Errorf("Hijack failed on protocol switch: %v", err))
		return
	}
	defer conn.Close()
	addAll(rw.Header(), res.Header)
	res.Header = rw.Header()
	res.Body = nil
	if err := res.Write(buf); err != nil {
		p.fail(rw, req, fmt.Errorf("response write: %v", err))
		return
	}
	if err := buf.Flush(); err != nil {
		p.fail(rw, req, fmt.Errorf("response flush: %v", err))
		return
	}
	done := make(chan error, 2)
	go func() {
		_, err := io.Copy(back, buf.Reader)
		done <- err
	}()
	go func() {
		_, err := io.Copy(conn, back)
		done <- err
	}()
	<-done
}
