package http

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Client sends requests, follows redirections and keeps cookies. Its zero value is good.
type Client struct {
	// nil: DefaultTransport.
	Transport RoundTripper
	// Asked before a redirection is followed; nil: ten at most.
	CheckRedirect func(req *Request, via []*Request) error
	Jar           CookieJar
	// For all of an exchange, the body included; 0: no limit.
	Timeout time.Duration
}

// DefaultClient is what Get, Head, Post and PostForm use.
var DefaultClient = &Client{}

// A RoundTripper makes one exchange.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// A CookieJar keeps cookies.
type CookieJar interface {
	SetCookies(u *url.URL, cookies []*Cookie)
	Cookies(u *url.URL) []*Cookie
}

var (
	// ErrUseLastResponse from CheckRedirect makes the redirection itself the answer.
	ErrUseLastResponse = errors.New("net/http: use last response")
	ErrSchemeMismatch  = errors.New("http: server gave HTTP response to HTTPS client")
)

func Get(url string) (resp *Response, err error)  { return DefaultClient.Get(url) }
func Head(url string) (resp *Response, err error) { return DefaultClient.Head(url) }

func Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	return DefaultClient.Post(url, contentType, body)
}

func PostForm(url string, data url.Values) (resp *Response, err error) {
	return DefaultClient.PostForm(url, data)
}

func (c *Client) Get(url string) (resp *Response, err error) {
	r, err := NewRequest(MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

func (c *Client) Head(url string) (resp *Response, err error) {
	r, err := NewRequest(MethodHead, url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

func (c *Client) Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	r, err := NewRequest(MethodPost, url, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", contentType)
	return c.Do(r)
}

func (c *Client) PostForm(url string, data url.Values) (resp *Response, err error) {
	return c.Post(url, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

// CloseIdleConnections closes the transport's connections that nobody uses.
func (c *Client) CloseIdleConnections() {
	if t, ok := c.transport().(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

func (c *Client) transport() RoundTripper {
	if c.Transport != nil {
		return c.Transport
	}
	return DefaultTransport
}

func (r *Request) closeBody() {
	if r.Body != nil {
		r.Body.Close()
	}
}

// errorOp is "Get" for GET.
func errorOp(method string) string {
	if method == "" {
		return "Get"
	}
	if !isASCII(method) {
		return method
	}
	return method[:1] + strings.ToLower(method[1:])
}

func withoutPassword(u *url.URL) string {
	if _, has := u.User.Password(); has {
		return strings.Replace(u.String(), u.User.String()+"@", u.User.Username()+":***@", 1)
	}
	return u.String()
}

// Do sends a request. The error is a *url.Error.
func (c *Client) Do(req *Request) (*Response, error) {
	if req.URL == nil {
		req.closeBody()
		return nil, &url.Error{Op: errorOp(req.Method), Err: errors.New("http: nil Request.URL")}
	}
	var deadline time.Time
	if c.Timeout > 0 {
		deadline = time.Now().Add(c.Timeout)
	}
	first := req
	var via []*Request
	var resp *Response
	header := firstHeaders{header: first.Header.Clone()}
	if c.Jar != nil {
		header.cookies = first.Cookies()
	}
	method, withBody, otherHost := "", true, false
	fail := func(err error) error {
		at := req.URL
		if resp != nil && resp.Request != nil {
			at = resp.Request.URL
		}
		return &url.Error{Op: errorOp(first.Method), URL: withoutPassword(at), Err: err}
	}
	for {
		if resp != nil {
			location := resp.Header.Get("Location")
			if location == "" {
				return resp, nil
			}
			to, err := req.URL.Parse(location)
			if err != nil {
				resp.Body.Close()
				return nil, fail(fmt.Errorf("failed to parse Location header %q: %v", location, err))
			}
			host := ""
			if req.Host != "" && req.Host != req.URL.Host {
				// A virtual host stays for relative redirections.
				if u, _ := url.Parse(location); u != nil && !u.IsAbs() {
					host = req.Host
				}
			}
			next := &Request{Method: method, Response: resp, URL: to, Header: make(Header), Host: host, Cancel: first.Cancel, ctx: first.ctx}
			if withBody && first.GetBody != nil {
				if next.Body, err = first.GetBody(); err != nil {
					resp.Body.Close()
					return nil, fail(err)
				}
				next.GetBody, next.ContentLength = first.GetBody, first.ContentLength
			}
			if !sameOrBelow(first.URL, to) {
				// Never again, even if a later one leads back.
				otherHost = true
			}
			header.copyTo(next, resp, otherHost, !withBody)
			if from := referer(req.URL, to, next.Header.Get("Referer")); from != "" {
				next.Header.Set("Referer", from)
			}
			err = c.mayRedirect(next, via)
			if err == ErrUseLastResponse {
				return resp, nil
			}
			if resp.ContentLength == -1 || resp.ContentLength <= 2<<10 {
				// So that the connection can be used again.
				io.CopyN(io.Discard, resp.Body, 2<<10)
			}
			resp.Body.Close()
			if err != nil {
				e := fail(err).(*url.Error)
				e.URL = location
				return resp, e
			}
			req = next
		}
		via = append(via, req)
		answer, late, err := c.send(req, deadline)
		if err != nil {
			if late() {
				err = &timeoutError{err.Error() + " (Client.Timeout exceeded while awaiting headers)"}
			}
			resp = nil
			return nil, fail(err)
		}
		resp = answer
		var follow, body bool
		method, follow, body = redirection(req.Method, resp, first)
		if !follow {
			return resp, nil
		}
		withBody = withBody && body
		req.closeBody()
	}
}

func (c *Client) mayRedirect(req *Request, via []*Request) error {
	if c.CheckRedirect != nil {
		return c.CheckRedirect(req, via)
	}
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// redirection says whether an answer is one to be followed, with which method and whether with the body.
func redirection(method string, resp *Response, first *Request) (next string, follow, body bool) {
	switch resp.StatusCode {
	case StatusMovedPermanently, StatusFound, StatusSeeOther:
		if method != MethodGet && method != MethodHead {
			method = MethodGet
		}
		return method, true, false
	case StatusTemporaryRedirect, StatusPermanentRedirect:
		hasBody := first.Body != nil && first.Body != NoBody
		return method, first.GetBody != nil || !hasBody, true
	}
	return method, false, false
}

// firstHeaders are the headers of the first request, for those that follow it.
type firstHeaders struct {
	header  Header
	cookies []*Cookie // of the header; those that an answer sets are the jar's from then on
}

func (f *firstHeaders) copyTo(next *Request, resp *Response, otherHost, noBody bool) {
	changed := false
	for _, set := range resp.Cookies() {
		f.cookies = slices.DeleteFunc(f.cookies, func(c *Cookie) bool {
			changed = changed || c.Name == set.Name
			return c.Name == set.Name
		})
	}
	if changed {
		var pairs []string
		for _, c := range f.cookies {
			pairs = append(pairs, c.Name+"="+c.Value)
		}
		slices.Sort(pairs)
		f.header.Set("Cookie", strings.Join(pairs, "; "))
	}
	for key, values := range f.header {
		switch CanonicalHeaderKey(key) {
		case "Authorization", "Www-Authenticate", "Cookie", "Cookie2", "Proxy-Authorization", "Proxy-Authenticate":
			if otherHost {
				continue
			}
		case "Content-Encoding", "Content-Language", "Content-Location", "Content-Type":
			if noBody {
				continue
			}
		}
		next.Header[key] = values
	}
}

// sameOrBelow says whether secrets for one URL may go to the other: the same host or one below it.
func sameOrBelow(from, to *url.URL) bool {
	if from.Host == to.Host {
		return true
	}
	parent, sub := strings.ToLower(from.Hostname()), strings.ToLower(to.Hostname())
	if parent == sub {
		return true
	}
	if strings.ContainsAny(sub, ":%") {
		return false
	}
	return strings.HasSuffix(sub, "."+parent)
}

func referer(from, to *url.URL, explicit string) string {
	if from.Scheme == "https" && to.Scheme == "http" {
		return ""
	}
	if explicit != "" {
		return explicit
	}
	s := from.String()
	if from.User != nil {
		s = strings.Replace(s, from.User.String()+"@", "", 1)
	}
	return s
}

// send makes one exchange, with cookies and the limit of time; late says whether that was exceeded.
func (c *Client) send(req *Request, deadline time.Time) (resp *Response, late func() bool, err error) {
	at := req.URL
	if req.Host != "" {
		// The cookies are those of the server that is asked, whichever it is reached by.
		named := *at
		named.Host = req.Host
		at = &named
	}
	if c.Jar != nil {
		for _, cookie := range c.Jar.Cookies(at) {
			req.AddCookie(cookie)
		}
	}
	resp, late, err = exchange(req, c.transport(), deadline)
	if err != nil {
		return nil, late, err
	}
	if c.Jar != nil {
		if cookies := resp.Cookies(); len(cookies) > 0 {
			c.Jar.SetCookies(at, cookies)
		}
	}
	return resp, late, nil
}

func never() bool { return false }

func exchange(given *Request, rt RoundTripper, deadline time.Time) (resp *Response, late func() bool, err error) {
	req := given
	if rt == nil {
		given.closeBody()
		return nil, never, errors.New("http: no Client.Transport or DefaultTransport")
	}
	if given.RequestURI != "" {
		given.closeBody()
		return nil, never, errors.New("http: Request.RequestURI can't be set in client requests")
	}
	fork := func() {
		if req == given {
			c := *given
			req = &c
		}
	}
	if req.Header == nil {
		fork()
		req.Header = make(Header)
	}
	if u := req.URL.User; u != nil && req.Header.Get("Authorization") == "" {
		fork()
		req.Header = given.Header.Clone()
		if req.Header == nil {
			req.Header = make(Header)
		}
		password, _ := u.Password()
		req.SetBasicAuth(u.Username(), password)
	}
	stop, late := func() {}, never
	if !deadline.IsZero() {
		fork()
		stop, late = limit(req, rt, deadline)
	}
	resp, err = rt.RoundTrip(req)
	if err != nil {
		stop()
		if resp != nil {
			log.Printf("RoundTripper returned a response & error; ignoring response")
		}
		if inTheClear(err) {
			err = ErrSchemeMismatch
		}
		return nil, late, err
	}
	if resp == nil {
		return nil, late, fmt.Errorf("http: RoundTripper implementation (%T) returned a nil *Response with a nil error", rt)
	}
	if resp.Body == nil {
		if resp.ContentLength > 0 && req.Method != MethodHead {
			return nil, late, fmt.Errorf("http: RoundTripper implementation (%T) returned a *Response with content length %d but a nil Body", rt, resp.ContentLength)
		}
		resp.Body = io.NopCloser(strings.NewReader(""))
	}
	if !deadline.IsZero() {
		resp.Body = &timedBody{body: resp.Body, stop: stop, late: late}
	}
	return resp, late, nil
}
