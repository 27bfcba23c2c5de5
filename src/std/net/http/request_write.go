package http

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

const userAgent = "Go-http-client/1.1"

// validHost takes what may stand in a Host header.
func validHost(h string) bool {
	for i := range len(h) {
		c := h[i]
		if !('a' <= c|0x20 && c|0x20 <= 'z') && !('0' <= c && c <= '9') && strings.IndexByte("!$%&'()*+,-.:;=[]_~", c) < 0 {
			return false
		}
	}
	return true
}

// withoutZone removes the zone of an IPv6 address.
func withoutZone(host string) string {
	if !strings.HasPrefix(host, "[") {
		return host
	}
	end := strings.LastIndexByte(host, ']')
	if end < 0 {
		return host
	}
	if percent := strings.LastIndexByte(host[:end], '%'); percent >= 0 {
		return host[:percent] + host[end:]
	}
	return host
}

// Write writes a request as a client sends it.
func (r *Request) Write(w io.Writer) error { return r.writeTo(w, false, nil, nil) }

// WriteProxy writes it as a proxy wants it.
func (r *Request) WriteProxy(w io.Writer) error { return r.writeTo(w, true, nil, nil) }

// outgoing is how the body of a message to be sent is framed.
type outgoing struct {
	body    io.Reader
	closer  io.Closer
	length  int64 // -1: not known
	chunked bool
	eager   bool // each chunk goes out at once: the body may wait for an answer to it
}

func (r *Request) outgoing() (o outgoing, err error) {
	if r.ContentLength != 0 && r.Body == nil {
		return o, fmt.Errorf("http: Request.ContentLength=%d with nil Body", r.ContentLength)
	}
	chunked := len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked"
	if r.Body == nil || r.Body == NoBody && !chunked {
		return o, nil
	}
	o.body, o.closer, o.length = r.Body, r.Body, r.ContentLength
	if o.length == 0 {
		o.length = -1
	}
	if chunked {
		o.chunked = true
		return o, nil
	}
	if o.length < 0 && !(len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "identity") {
		// A body that turns out to be empty is better not announced.
		if r.Method == "" || r.Method == MethodGet || r.Method == MethodHead || r.Method == MethodDelete || r.Method == MethodOptions {
			first := begin(r.Body)
			select {
			case <-first.read:
				if first.err == io.EOF {
					r.Body.Close()
					return outgoing{}, nil
				}
				if first.err != nil {
					return o, first.err
				}
			case <-time.After(200 * time.Millisecond):
				// It comes from somewhere that may wait for the head.
			}
			o.body = io.MultiReader(first, r.Body)
		}
		// Behind a CONNECT comes what is said through the tunnel.
		o.chunked = r.Method != MethodConnect
	}
	return o, nil
}

func (r *Request) writeTo(w io.Writer, proxy bool, extra Header, wait func() bool) (err error) {
	trace := traceOf(r.Context())
	sent := false
	defer func() {
		if trace != nil && trace.WroteRequest != nil {
			trace.WroteRequest(wroteRequest{Err: err})
		}
	}()
	defer func() {
		if !sent && r.Body != nil {
			if closeErr := r.Body.Close(); closeErr != nil && err == nil {
				err = closeErr
			}
		}
	}()
	host := r.Host
	if host == "" {
		if r.URL == nil {
			return errors.New("http: Request.Write on Request with no Host or URL set")
		}
		host = r.URL.Host
	}
	if !validHost(host) {
		if proxy {
			return errors.New("http: invalid Host header")
		}
		host = ""
	}
	host = withoutZone(host)
	target := r.URL.RequestURI()
	switch {
	case proxy && r.URL.Scheme != "" && r.URL.Opaque == "":
		target = r.URL.Scheme + "://" + host + target
	case r.Method == MethodConnect && r.URL.Path == "":
		target = host
		if r.URL.Opaque != "" {
			target = r.URL.Opaque
		}
	}
	for i := range len(target) {
		if target[i] < ' ' || target[i] == 0x7f {
			return errors.New("net/http: can't write control character in Request.URL")
		}
	}
	out, ok := w.(*bufio.Writer)
	if !ok {
		out = bufio.NewWriter(w)
	}
	method := r.Method
	if method == "" {
		method = MethodGet
	}
	o, err := r.outgoing()
	if err != nil {
		return err
	}
	b := make([]byte, 0, 256)
	b = append(b, method+" "+target+" HTTP/1.1\r\nHost: "+host+"\r\n"...)
	agent := userAgent
	if r.Header.has("User-Agent") {
		agent = r.Header.Get("User-Agent")
	}
	if agent != "" {
		b = appendField(b, "User-Agent", []string{agent})
	}
	if r.Close && !anyHasToken(r.Header["Connection"], "close") {
		b = append(b, "Connection: close\r\n"...)
	}
	switch {
	case o.chunked:
		b = append(b, "Transfer-Encoding: chunked\r\n"...)
	case o.length > 0 || o.body == nil && (method == MethodPost || method == MethodPut || method == MethodPatch):
		b = fmt.Appendf(b, "Content-Length: %d\r\n", o.length)
	}
	trailer := r.Trailer
	if !o.chunked {
		trailer = nil
	}
	if err := checkTrailer(trailer); err != nil {
		return err
	}
	if len(trailer) > 0 {
		b = append(b, "Trailer: "+trailerKeys(trailer)+"\r\n"...)
	}
	b = r.Header.appendTo(b, func(key string) bool {
		switch key {
		case "Host", "User-Agent", "Content-Length", "Transfer-Encoding", "Trailer":
			return true
		}
		return false
	})
	b = extra.appendTo(b, nil)
	if trace != nil && trace.WroteHeaderField != nil {
		tellFields(b, trace.WroteHeaderField)
	}
	b = append(b, "\r\n"...)
	if _, buffers := w.(io.ByteWriter); buffers && !ok {
		// Who sees to buffers of their own get the head line by line.
		for line := range bytes.Lines(b) {
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
	} else if _, err := out.Write(b); err != nil {
		return err
	}
	if trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	if wait != nil {
		if trace != nil && trace.Wait100Continue != nil {
			trace.Wait100Continue()
		}
		if err := out.Flush(); err != nil {
			return err
		}
		if !wait() {
			return nil
		}
	}
	sent = true
	o.eager = true
	if o.body != nil && r.GetBody == nil {
		// Nor should the head wait for a body that comes from somewhere.
		if err := out.Flush(); err != nil {
			return err
		}
	}
	if err = o.write(out, trailer); err != nil {
		// What waits to be sent is of a request that cannot be completed.
		return err
	}
	return out.Flush()
}

// tellFields tells of each field of a head, values of the same name together.
func tellFields(head []byte, tell func(key string, values []string)) {
	name, values := "", []string(nil)
	for line := range strings.SplitSeq(string(head), "\r\n") {
		key, value, ok := strings.Cut(line, ": ")
		if key != name && name != "" {
			tell(name, values)
			name, values = "", nil
		}
		// The first line is no field.
		if ok && validMethod(key) {
			name, values = key, append(values, value)
		}
	}
}

// checkTrailer: names that could not stand in a head, or have a meaning there, are refused.
func checkTrailer(trailer Header) error {
	if wrong := invalidField(trailer); wrong != "" {
		return errors.New("net/http: invalid trailer " + wrong)
	}
	for key := range trailer {
		switch key := CanonicalHeaderKey(key); key {
		case "Transfer-Encoding", "Trailer", "Content-Length":
			return badString("invalid Trailer key", key)
		}
	}
	return nil
}

// write sends the body and closes it.
func (o *outgoing) write(out *bufio.Writer, trailer Header) error {
	if o.body == nil {
		return nil
	}
	var n int64
	var err error
	switch {
	case o.chunked:
		chunks := chunkedWriter{out}
		var to io.Writer = chunks
		if o.eager {
			to = flushed{chunks, out}
		}
		if n, err = io.Copy(to, o.body); err == nil {
			err = chunks.close(trailer)
		}
	case o.length < 0 && o.eager:
		n, err = io.Copy(flushed{out, out}, o.body)
	case o.length < 0:
		n, err = io.Copy(out, o.body)
	default:
		n, err = io.Copy(out, io.LimitReader(o.body, o.length))
		if err == nil {
			var more int64
			more, err = io.Copy(io.Discard, o.body)
			n += more
		}
	}
	if o.closer != nil {
		if closeErr := o.closer.Close(); err == nil {
			err = closeErr
		}
	}
	if err == nil && !o.chunked && o.length >= 0 && n != o.length {
		err = &wrongLength{o.length, n}
	}
	return err
}

// A firstByte is the beginning of a body, being read by a goroutine of its own.
type firstByte struct {
	read  chan struct{} // closed when it has been
	b     [1]byte
	err   error
	given bool
}

func begin(body io.Reader) *firstByte {
	f := &firstByte{read: make(chan struct{})}
	go func() {
		_, f.err = io.ReadFull(body, f.b[:])
		close(f.read)
	}()
	return f
}

func (f *firstByte) Read(p []byte) (int, error) {
	<-f.read
	switch {
	case f.err != nil:
		return 0, f.err
	case f.given:
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	f.given = true
	return copy(p, f.b[:]), nil
}

// A wrongLength is of a body that is not as long as was said.
type wrongLength struct {
	said, was int64
}

func (e *wrongLength) Error() string {
	return fmt.Sprintf("http: ContentLength=%d with Body length %d", e.said, e.was)
}
