// Package httptest tests handlers: recorders in place of a network, servers on the loopback interface.
package httptest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// NewRequest is a request as a handler gets it. It panics where it cannot be made.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	if method == "" {
		method = "GET"
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.0\r\n\r\n")))
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	r = r.WithContext(ctx)
	// Read as HTTP/1.0, so that no Host was needed.
	r.Proto, r.ProtoMinor, r.Close = "HTTP/1.1", 1, false
	if body != nil {
		switch b := body.(type) {
		case *bytes.Buffer:
			r.ContentLength = int64(b.Len())
		case *bytes.Reader:
			r.ContentLength = int64(b.Len())
		case *strings.Reader:
			r.ContentLength = int64(b.Len())
		default:
			r.ContentLength = -1
		}
		if body == http.NoBody {
			r.ContentLength = 0
		}
		if closer, ok := body.(io.ReadCloser); ok {
			r.Body = closer
		} else {
			r.Body = io.NopCloser(body)
		}
	}
	r.RemoteAddr = "192.0.2.1:1234"
	if r.Host == "" {
		r.Host = "example.com"
	}
	if strings.HasPrefix(target, "https://") {
		secured(r)
	}
	return r
}

// DefaultRemoteAddr is kept for old programs.
const DefaultRemoteAddr = "1.2.3.4"

// A ResponseRecorder is a ResponseWriter that keeps what a handler writes.
type ResponseRecorder struct {
	Code int
	// What the handler changes; Result has the headers as they were sent.
	HeaderMap http.Header
	Body      *bytes.Buffer
	Flushed   bool

	result *http.Response
	sent   http.Header
	wrote  bool
}

func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{HeaderMap: make(http.Header), Body: new(bytes.Buffer), Code: 200}
}

func (rw *ResponseRecorder) Header() http.Header {
	if rw.HeaderMap == nil {
		rw.HeaderMap = make(http.Header)
	}
	return rw.HeaderMap
}

// begin writes the header if the handler has not; the type is that of the beginning of the body.
func (rw *ResponseRecorder) begin(first []byte) {
	if rw.wrote {
		return
	}
	h := rw.Header()
	_, typed := h["Content-Type"]
	if !typed && h.Get("Transfer-Encoding") == "" {
		h.Set("Content-Type", http.DetectContentType(first))
	}
	rw.WriteHeader(200)
}

func allowsBody(code int) bool { return !(code >= 100 && code <= 199) && code != 204 && code != 304 }

func (rw *ResponseRecorder) Write(buf []byte) (int, error) {
	rw.begin(buf)
	if rw.Body != nil {
		rw.Body.Write(buf)
	}
	if !allowsBody(rw.Code) {
		return 0, http.ErrBodyNotAllowed
	}
	return len(buf), nil
}

func (rw *ResponseRecorder) WriteString(str string) (int, error) { return rw.Write([]byte(str)) }

func (rw *ResponseRecorder) WriteHeader(code int) {
	if rw.wrote {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	rw.Code = code
	rw.wrote = true
	rw.sent = rw.Header().Clone()
}

func (rw *ResponseRecorder) Flush() {
	if !rw.wrote {
		rw.WriteHeader(200)
	}
	rw.Flushed = true
}

// Result is the answer as a client gets it.
func (rw *ResponseRecorder) Result() *http.Response {
	if rw.result != nil {
		return rw.result
	}
	if rw.sent == nil {
		rw.sent = rw.Header().Clone()
	}
	r := &http.Response{StatusCode: rw.Code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: rw.sent, ContentLength: -1}
	rw.result = r
	if r.StatusCode == 0 {
		r.StatusCode = 200
	}
	r.Status = fmt.Sprintf("%03d %s", r.StatusCode, http.StatusText(r.StatusCode))
	r.Body = http.NoBody
	if rw.Body != nil {
		r.Body = io.NopCloser(bytes.NewReader(rw.Body.Bytes()))
	}
	if n, err := strconv.ParseUint(textproto.TrimString(r.Header.Get("Content-Length")), 10, 63); err == nil {
		r.ContentLength = int64(n)
	}
	for _, list := range rw.sent["Trailer"] {
		for key := range strings.SplitSeq(list, ",") {
			key = http.CanonicalHeaderKey(textproto.TrimString(key))
			switch key {
			case "", "Transfer-Encoding", "Content-Length", "Trailer":
				continue
			}
			if values, ok := rw.HeaderMap[key]; ok {
				if r.Trailer == nil {
					r.Trailer = make(http.Header)
				}
				r.Trailer[key] = append([]string(nil), values...)
			}
		}
	}
	for key, values := range rw.HeaderMap {
		if name, ok := strings.CutPrefix(key, http.TrailerPrefix); ok {
			if r.Trailer == nil {
				r.Trailer = make(http.Header)
			}
			for _, v := range values {
				r.Trailer.Add(name, v)
			}
		}
	}
	return r
}
