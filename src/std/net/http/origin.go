package http

import (
	"errors"
	"fmt"
	"net/url"
	"sync"
)

// CrossOriginProtection refuses requests that change something and come from other sites' pages, as browsers tell.
type CrossOriginProtection struct {
	mu      sync.RWMutex
	bypass  *ServeMux
	trusted map[string]bool
	deny    Handler
}

func NewCrossOriginProtection() *CrossOriginProtection { return &CrossOriginProtection{} }

// AddTrustedOrigin lets requests from "scheme://host[:port]" through.
func (c *CrossOriginProtection) AddTrustedOrigin(origin string) error {
	u, err := url.Parse(origin)
	switch {
	case err != nil:
		return fmt.Errorf("invalid origin %q: %w", origin, err)
	case u.Scheme == "":
		return fmt.Errorf("invalid origin %q: scheme is required", origin)
	case u.Host == "":
		return fmt.Errorf("invalid origin %q: host is required", origin)
	case u.Path != "" || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("invalid origin %q: path, query, and fragment are not allowed", origin)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.trusted == nil {
		c.trusted = make(map[string]bool)
	}
	c.trusted[origin] = true
	return nil
}

type letThrough struct{}

func (*letThrough) ServeHTTP(ResponseWriter, *Request) {}

var throughHandler Handler = &letThrough{}

// AddInsecureBypassPattern lets requests through that a pattern of ServeMux matches.
func (c *CrossOriginProtection) AddInsecureBypassPattern(pattern string) {
	c.mu.Lock()
	if c.bypass == nil {
		c.bypass = NewServeMux()
	}
	mux := c.bypass
	c.mu.Unlock()
	mux.Handle(pattern, throughHandler)
}

// SetDenyHandler sets what answers refused requests; nil: 403.
func (c *CrossOriginProtection) SetDenyHandler(h Handler) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deny = h
}

// Check is an error for a request that is to be refused.
func (c *CrossOriginProtection) Check(req *Request) error {
	switch req.Method {
	case MethodGet, MethodHead, MethodOptions:
		return nil
	}
	origin := req.Header.Get("Origin")
	switch req.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return nil
	case "":
		// Not a browser, or an old one.
		if origin == "" {
			return nil
		}
		if u, err := url.Parse(origin); err == nil && u.Host == req.Host || c.exempt(req, origin) {
			return nil
		}
		return errors.New("cross-origin request detected, and/or browser is out of date: " +
			"Sec-Fetch-Site is missing, and Origin does not match Host")
	}
	if c.exempt(req, origin) {
		return nil
	}
	return errors.New("cross-origin request detected from Sec-Fetch-Site header")
}

func (c *CrossOriginProtection) exempt(req *Request, origin string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.bypass != nil {
		if h, _ := c.bypass.Handler(req); h == throughHandler {
			return true
		}
	}
	return origin != "" && c.trusted[origin]
}

// Handler checks requests before h gets them.
func (c *CrossOriginProtection) Handler(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		err := c.Check(r)
		if err == nil {
			h.ServeHTTP(w, r)
			return
		}
		c.mu.RLock()
		deny := c.deny
		c.mu.RUnlock()
		if deny != nil {
			deny.ServeHTTP(w, r)
			return
		}
		Error(w, err.Error(), StatusForbidden)
	})
}
