package http

import (
	"internal/godebug"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// is121: ServeMux is as it was before Go 1.22. It stays what it is when the program begins.
var is121 = godebug.New("httpmuxgo121").Value() == "1"

// An olderMux is a ServeMux of a Go before 1.22: a pattern is a path, with a host before it perhaps, and if it ends in a slash all that is below. It
// has no method and no wildcards, and requests are not told of it.
type olderMux struct {
	mu    sync.RWMutex
	exact map[string]olderRoute
	below []olderRoute // those that end in a slash, the longest first
	hosts bool         // some pattern begins with a host
}

type olderRoute struct {
	text    string
	handler Handler
}

// match finds what a path is handed to, with the host in front or without.
func (mux *olderMux) match(path string) (olderRoute, bool) {
	if found, ok := mux.exact[path]; ok {
		return found, true
	}
	i := slices.IndexFunc(mux.below, func(b olderRoute) bool { return strings.HasPrefix(path, b.text) })
	if i < 0 {
		return olderRoute{}, false
	}
	return mux.below[i], true
}

func (mux *olderMux) handler(host, path string) (Handler, string) {
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	if mux.hosts {
		if found, ok := mux.match(host + path); ok {
			return found.handler, found.text
		}
	}
	if found, ok := mux.match(path); ok {
		return found.handler, found.text
	}
	return NotFoundHandler(), ""
}

// lacksSlash says that not the path but the one with a slash behind it is registered.
func (mux *olderMux) lacksSlash(host, path string) bool {
	if path == "" || path[len(path)-1] == '/' {
		return false
	}
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	is := func(path string) bool {
		_, ok := mux.exact[path]
		return ok
	}
	return !is(path) && !is(host+path) && (is(path+"/") || is(host+path+"/"))
}

func (mux *olderMux) find(r *Request) (h Handler, text string) {
	moved := func(path string) Handler {
		to := &url.URL{Path: path, RawQuery: r.URL.RawQuery}
		return RedirectHandler(to.String(), StatusMovedPermanently)
	}
	// The path of CONNECT is no path of files.
	host, path := r.URL.Host, r.URL.Path
	if r.Method != MethodConnect {
		host, path = stripPort(r.Host), cleanPath(path)
	}
	if mux.lacksSlash(host, path) {
		return moved(path + "/"), path + "/"
	}
	if r.Method == MethodConnect {
		host = r.Host
	}
	h, text = mux.handler(host, path)
	if path != r.URL.Path {
		h = moved(path)
	}
	return h, text
}

func (mux *olderMux) register(text string, h Handler) {
	if text == "" {
		panic("http: invalid pattern")
	}
	if h == nil {
		panic("http: nil handler")
	}
	mux.mu.Lock()
	defer mux.mu.Unlock()
	if _, again := mux.exact[text]; again {
		panic("http: multiple registrations for " + text)
	}
	if mux.exact == nil {
		mux.exact = map[string]olderRoute{}
	}
	added := olderRoute{text, h}
	mux.exact[text] = added
	if text[len(text)-1] == '/' {
		at := slices.IndexFunc(mux.below, func(b olderRoute) bool { return len(b.text) < len(text) })
		if at < 0 {
			at = len(mux.below)
		}
		mux.below = slices.Insert(mux.below, at, added)
	}
	mux.hosts = mux.hosts || text[0] != '/'
}
