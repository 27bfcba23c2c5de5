package http

import (
	"bufio"
	"fmt"
	"net"
	"net/url"
	"path"
	"strings"
	"time"
)

// A Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// A ResponseWriter is what a handler writes its answer to.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// A Flusher can send what is buffered.
type Flusher interface {
	Flush()
}

// A Hijacker can give the connection away.
type Hijacker interface {
	Hijack() (net.Conn, *bufio.ReadWriter, error)
}

// A CloseNotifier is from before requests had contexts.
type CloseNotifier interface {
	CloseNotify() <-chan bool
}

// PushOptions and Pusher are HTTP/2's.
type PushOptions struct {
	Method string
	Header Header
}

type Pusher interface {
	Push(target string, opts *PushOptions) error
}

// A HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// Error answers with a text and a code.
func Error(w ResponseWriter, error string, code int) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	fmt.Fprintln(w, error)
}

func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }
func NotFoundHandler() Handler              { return HandlerFunc(NotFound) }

// StripPrefix hands requests on without the beginning of their path.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p, found := strings.CutPrefix(r.URL.Path, prefix)
		raw, foundRaw := strings.CutPrefix(r.URL.RawPath, prefix)
		if !found || !foundRaw && r.URL.RawPath != "" {
			NotFound(w, r)
			return
		}
		c := new(Request)
		*c = *r
		c.URL = new(url.URL)
		*c.URL = *r.URL
		c.URL.Path, c.URL.RawPath = p, raw
		h.ServeHTTP(w, c)
	})
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// escapeNonASCII writes bytes beyond ASCII as a URL has them.
func escapeNonASCII(s string) string {
	if isASCII(s) {
		return s
	}
	var b []byte
	for i := range len(s) {
		if c := s[i]; c >= 0x80 {
			b = fmt.Appendf(b, "%%%02x", c)
		} else {
			b = append(b, c)
		}
	}
	return string(b)
}

// Redirect answers with another place, which may be relative to the request's path.
func Redirect(w ResponseWriter, r *Request, url string, code int) {
	if u, err := parseURL(url); err == nil && u.Scheme == "" && u.Host == "" {
		from := r.URL.EscapedPath()
		if from == "" {
			from = "/"
		}
		if url == "" || url[0] != '/' {
			dir, _ := path.Split(from)
			url = dir + url
		}
		query := ""
		if i := strings.IndexByte(url, '?'); i >= 0 {
			url, query = url[:i], url[i:]
		}
		slash := strings.HasSuffix(url, "/")
		url = path.Clean(url)
		if slash && !strings.HasSuffix(url, "/") {
			url += "/"
		}
		url += query
	}
	h := w.Header()
	_, typed := h["Content-Type"]
	h.Set("Location", escapeNonASCII(url))
	if !typed && (r.Method == MethodGet || r.Method == MethodHead) {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !typed && r.Method == MethodGet {
		fmt.Fprintln(w, "<a href=\""+htmlEscaper.Replace(url)+"\">"+StatusText(code)+"</a>.\n")
	}
}

// parseURL is url.Parse for functions with a parameter of that name.
func parseURL(text string) (*url.URL, error) { return url.Parse(text) }

func RedirectHandler(url string, code int) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) { Redirect(w, r, url, code) })
}

// AllowQuerySemicolons takes semicolons in queries for ampersands.
func AllowQuerySemicolons(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		if strings.IndexByte(r.URL.RawQuery, ';') >= 0 {
			c := new(Request)
			*c = *r
			c.URL = new(url.URL)
			*c.URL = *r.URL
			c.URL.RawQuery = strings.ReplaceAll(r.URL.RawQuery, ";", "&")
			r = c
		}
		h.ServeHTTP(w, r)
	})
}

// A ResponseController reaches what a ResponseWriter can do beyond its interface, through wrappers with an Unwrap method.
type ResponseController struct {
	rw ResponseWriter
}

func NewResponseController(rw ResponseWriter) *ResponseController { return &ResponseController{rw} }

// through calls try with the writer and what it wraps until one can do it.
func (c *ResponseController) through(try func(rw ResponseWriter) (done bool, err error)) error {
	for rw := c.rw; ; {
		if done, err := try(rw); done {
			return err
		}
		u, ok := rw.(interface{ Unwrap() ResponseWriter })
		if !ok {
			return fmt.Errorf("%w", ErrNotSupported)
		}
		rw = u.Unwrap()
	}
}

func (c *ResponseController) Flush() error {
	return c.through(func(rw ResponseWriter) (bool, error) {
		switch f := rw.(type) {
		case interface{ FlushError() error }:
			return true, f.FlushError()
		case Flusher:
			f.Flush()
			return true, nil
		}
		return false, nil
	})
}

func (c *ResponseController) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	var conn net.Conn
	var buf *bufio.ReadWriter
	err := c.through(func(rw ResponseWriter) (bool, error) {
		if h, ok := rw.(Hijacker); ok {
			var err error
			conn, buf, err = h.Hijack()
			return true, err
		}
		return false, nil
	})
	return conn, buf, err
}

func (c *ResponseController) SetReadDeadline(deadline time.Time) error {
	return c.through(func(rw ResponseWriter) (bool, error) {
		if d, ok := rw.(interface{ SetReadDeadline(time.Time) error }); ok {
			return true, d.SetReadDeadline(deadline)
		}
		return false, nil
	})
}

func (c *ResponseController) SetWriteDeadline(deadline time.Time) error {
	return c.through(func(rw ResponseWriter) (bool, error) {
		if d, ok := rw.(interface{ SetWriteDeadline(time.Time) error }); ok {
			return true, d.SetWriteDeadline(deadline)
		}
		return false, nil
	})
}

// EnableFullDuplex lets a handler read on while it writes.
func (c *ResponseController) EnableFullDuplex() error {
	return c.through(func(rw ResponseWriter) (bool, error) {
		if d, ok := rw.(interface{ EnableFullDuplex() error }); ok {
			return true, d.EnableFullDuplex()
		}
		return false, nil
	})
}
