package http

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A ServeMux hands requests to handlers by the patterns that they were registered with; of several that match, to the most specific.
type ServeMux struct {
	older olderMux // all there is if is121

	mu   sync.RWMutex
	tree node // by host, then method, then segments
	all  []*pattern
}

func NewServeMux() *ServeMux { return &ServeMux{} }

// DefaultServeMux is what Handle and HandleFunc register with.
var DefaultServeMux = &defaultServeMux

var defaultServeMux ServeMux

// A node of the tree of patterns. At a leaf pattern and handler are set.
type node struct {
	pattern *pattern
	handler Handler
	// Children by host, method or literal segment.
	children map[string]*node
	// For no host, any method, one segment whatever it is.
	any *node
	// For whatever is left.
	multi *node
}

func (n *node) child(key string) *node {
	if key == "" {
		return n.any
	}
	return n.children[key]
}

func (n *node) makeChild(key string) *node {
	if key == "" {
		if n.any == nil {
			n.any = &node{}
		}
		return n.any
	}
	c := n.children[key]
	if c == nil {
		c = &node{}
		if n.children == nil {
			n.children = map[string]*node{}
		}
		n.children[key] = c
	}
	return c
}

func (n *node) add(p *pattern, h Handler) {
	n = n.makeChild(p.host).makeChild(p.method)
	for _, s := range p.segments {
		switch {
		case s.multi:
			n.multi = &node{}
			n = n.multi
		case s.wild:
			n = n.makeChild("")
		default:
			n = n.makeChild(s.text)
		}
	}
	n.pattern, n.handler = p, h
}

// match finds the leaf for a request and what the wildcards stand for.
func (n *node) match(host, method, path string) (*node, []string) {
	if host != "" {
		if leaf, values := n.child(host).matchMethod(method, path); leaf != nil {
			return leaf, values
		}
	}
	return n.any.matchMethod(method, path)
}

func (n *node) matchMethod(method, path string) (*node, []string) {
	if n == nil {
		return nil, nil
	}
	if leaf, values := n.child(method).matchPath(path, nil); leaf != nil {
		return leaf, values
	}
	if method == MethodHead {
		if leaf, values := n.child(MethodGet).matchPath(path, nil); leaf != nil {
			return leaf, values
		}
	}
	return n.any.matchPath(path, nil)
}

func (n *node) matchPath(path string, values []string) (*node, []string) {
	if n == nil {
		return nil, nil
	}
	if path == "" {
		if n.pattern == nil {
			return nil, nil
		}
		return n, values
	}
	if n.children != nil || n.any != nil {
		s, rest := firstSegment(path)
		if leaf, found := n.child(s).matchPath(rest, values); leaf != nil && s != "" {
			return leaf, found
		}
		if s != "/" {
			if leaf, found := n.any.matchPath(rest, append(values, s)); leaf != nil {
				return leaf, found
			}
		}
	}
	if n.multi != nil {
		if n.multi.pattern.last().text != "" {
			values = append(values, unescapePath(path[1:]))
		}
		return n.multi, values
	}
	return nil, nil
}

func firstSegment(path string) (segment, rest string) {
	if path == "/" {
		return "/", ""
	}
	path = path[1:]
	end := strings.IndexByte(path, '/')
	if end < 0 {
		end = len(path)
	}
	return unescapePath(path[:end]), path[end:]
}

// methods collects the methods that a path is there for.
func (n *node) methods(path string, set map[string]bool) {
	if n == nil {
		return
	}
	for method, c := range n.children {
		if leaf, _ := c.matchPath(path, nil); leaf != nil {
			set[method] = true
		}
	}
}

// cleanPath removes dots and doubled slashes, but not a slash at the end.
func cleanPath(p string) string {
	if p == "" {
		return "/"
	}
	if p[0] != '/' {
		p = "/" + p
	}
	clean := path.Clean(p)
	if p[len(p)-1] == '/' && clean != "/" {
		clean += "/"
	}
	return clean
}

// isClean spares most requests the work of cleanPath.
func isClean(p string) bool {
	if p == "" || p[0] != '/' {
		return false
	}
	return !strings.Contains(p, "//") && !strings.Contains(p, "/.")
}

func stripPort(host string) string {
	if strings.IndexByte(host, ':') < 0 {
		return host
	}
	h, _, err := net.SplitHostPort(host)
	if err != nil {
		return host
	}
	return h
}

// isExact says whether a path is what the pattern itself names, and not something below.
func isExact(leaf *node, path string) bool {
	if leaf == nil {
		return false
	}
	if !leaf.pattern.last().multi {
		return true
	}
	if path != "" && path[len(path)-1] != '/' {
		return false
	}
	return len(leaf.pattern.segments) == strings.Count(path, "/")
}

// find is match, with a redirection where only the path with a slash behind it is registered.
func (mux *ServeMux) find(host, method, path string, u *url.URL) (leaf *node, values []string, to *url.URL) {
	mux.mu.RLock()
	leaf, values = mux.tree.match(host, method, path)
	mux.mu.RUnlock()
	if u != nil && path != "" && path[len(path)-1] != '/' && !isExact(leaf, path) {
		path += "/"
		mux.mu.RLock()
		other, _ := mux.tree.match(host, method, path)
		mux.mu.RUnlock()
		if isExact(other, path) {
			return other, nil, fromEscaped(path, u.RawQuery)
		}
	}
	return leaf, values, nil
}

func fromEscaped(path, query string) *url.URL {
	u := &url.URL{Path: path, RawQuery: query}
	if plain, err := url.PathUnescape(path); err == nil {
		u.Path, u.RawPath = plain, path
	}
	return u
}

func (mux *ServeMux) findHandler(r *Request) (h Handler, text string, p *pattern, values []string) {
	if is121 {
		h, text = mux.older.find(r)
		return h, text, nil, nil
	}
	escaped := r.URL.EscapedPath()
	path := escaped
	var leaf *node
	host := r.URL.Host
	if r.Method == MethodConnect {
		_, _, to := mux.find(host, r.Method, path, r.URL)
		if to != nil {
			return RedirectHandler(to.String(), StatusTemporaryRedirect), to.Path, nil, nil
		}
		leaf, values, _ = mux.find(r.Host, r.Method, path, nil)
	} else {
		host = stripPort(r.Host)
		if !isClean(path) {
			path = cleanPath(path)
		}
		var to *url.URL
		leaf, values, to = mux.find(host, r.Method, path, r.URL)
		if to != nil {
			return RedirectHandler(to.String(), StatusTemporaryRedirect), leaf.pattern.text, nil, nil
		}
		if path != escaped {
			if leaf != nil {
				text = leaf.pattern.text
			}
			return RedirectHandler(fromEscaped(path, r.URL.RawQuery).String(), StatusTemporaryRedirect), text, nil, nil
		}
	}
	if leaf != nil {
		return leaf.handler, leaf.pattern.text, leaf.pattern, values
	}
	if allowed := mux.allowed(host, path); len(allowed) > 0 {
		return HandlerFunc(func(w ResponseWriter, r *Request) {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
		}), "", nil, nil
	}
	return NotFoundHandler(), "", nil, nil
}

// allowed lists the methods that would have found a handler.
func (mux *ServeMux) allowed(host, path string) []string {
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	set := map[string]bool{}
	collect := func(path string) {
		if host != "" {
			mux.tree.child(host).methods(path, set)
		}
		mux.tree.any.methods(path, set)
		if set[MethodGet] {
			set[MethodHead] = true
		}
	}
	collect(path)
	if !strings.HasSuffix(path, "/") {
		collect(path + "/")
	}
	var list []string
	for method := range set {
		list = append(list, method)
	}
	slices.Sort(list)
	return list
}

// Handler is what would serve r, and the pattern that it was registered with.
func (mux *ServeMux) Handler(r *Request) (h Handler, pattern string) {
	h, pattern, _, _ = mux.findHandler(r)
	return h, pattern
}

func (mux *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	if r.RequestURI == "*" {
		if r.ProtoAtLeast(1, 1) {
			w.Header().Set("Connection", "close")
		}
		w.WriteHeader(StatusBadRequest)
		return
	}
	var h Handler
	h, r.Pattern, r.pattern, r.matches = mux.findHandler(r)
	if is121 {
		r.Pattern = ""
	}
	h.ServeHTTP(w, r)
}

func (mux *ServeMux) register(text string, h Handler) {
	if is121 {
		mux.older.register(text, h)
		return
	}
	if err := mux.tryRegister(text, h); err != nil {
		panic(err)
	}
}

func (mux *ServeMux) tryRegister(text string, h Handler) error {
	if text == "" {
		return errors.New("http: invalid pattern")
	}
	if f, ok := h.(HandlerFunc); h == nil || ok && f == nil {
		return errors.New("http: nil handler")
	}
	p, err := parsePattern(text)
	if err != nil {
		return fmt.Errorf("parsing %q: %w", text, err)
	}
	p.loc = "unknown location"
	if _, file, line, ok := runtime.Caller(3); ok {
		p.loc = fmt.Sprintf("%s:%d", file, line)
	}
	mux.mu.Lock()
	defer mux.mu.Unlock()
	for _, other := range mux.all {
		if how := conflict(p, other); how != "" {
			return fmt.Errorf("pattern %q (registered at %s) conflicts with pattern %q (registered at %s):\n%s", p, p.loc, other, other.loc, how)
		}
	}
	mux.tree.add(p, h)
	mux.all = append(mux.all, p)
	return nil
}

func (mux *ServeMux) Handle(pattern string, handler Handler) { mux.register(pattern, handler) }

func (mux *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	mux.register(pattern, HandlerFunc(handler))
}

func Handle(pattern string, handler Handler) { DefaultServeMux.register(pattern, handler) }

func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	DefaultServeMux.register(pattern, HandlerFunc(handler))
}

// PathValue is what a wildcard of the pattern stood for, "" if there is none of that name.
func (r *Request) PathValue(name string) string {
	if i := r.wildcard(name); i >= 0 {
		return r.matches[i]
	}
	return r.otherValues[name]
}

func (r *Request) SetPathValue(name, value string) {
	if i := r.wildcard(name); i >= 0 {
		r.matches[i] = value
		return
	}
	if r.otherValues == nil {
		r.otherValues = map[string]string{}
	}
	r.otherValues[name] = value
}

// wildcard is the number of a wildcard among those of the pattern.
func (r *Request) wildcard(name string) int {
	if r.pattern == nil || name == "" {
		return -1
	}
	i := 0
	for _, s := range r.pattern.segments {
		if s.wild && s.text != "" {
			if s.text == name {
				return i
			}
			i++
		}
	}
	return -1
}
