package http

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"math"
	"net/http/internal"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"sync"
)

func badString(what, value string) error { return fmt.Errorf("%s %q", what, value) }

var errHeadTooLong = errors.New("http: request too large")

// readHead collects a head and hands it to parse, which answers its length or 0 if it is not all there yet.
func readHead(b *bufio.Reader, limit int64, parse func(buf []byte, seen int) int) (int, error) {
	var head []byte // what did not fit into the reader's buffer
	for {
		if _, err := b.Peek(1); err != nil {
			if err == io.EOF && head != nil {
				// What is wrong with the line that was begun is said first.
				if n := parse(append(head, "\n\n"...), 0); n < 0 {
					return n, nil
				}
				err = io.ErrUnexpectedEOF
			}
			return 0, err
		}
		new, _ := b.Peek(b.Buffered())
		seen := len(head)
		all := new
		if seen > 0 {
			all = append(head, new...)
		}
		n := parse(all, seen)
		switch {
		case n > 0:
			b.Discard(n - seen)
			if int64(n) > limit {
				return n, errHeadTooLong
			}
			return n, nil
		case n < 0:
			return n, nil
		case int64(len(all)) > limit:
			return 0, errHeadTooLong
		}
		if seen == 0 {
			all = append([]byte(nil), new...)
		}
		head = all
		b.Discard(len(new))
	}
}

// A messageBody reads the body of one message from its connection.
type messageBody struct {
	mu     sync.Mutex
	src    *bufio.Reader
	left   int64                   // of a body whose length was told
	chunks *internal.ChunkedReader // of one in chunks
	toEOF  bool                    // the body ends with the connection
	values int                     // that may follow a body in chunks
	err    error                   // how the last read ended, if it did
	closed bool
	// Called before the first read (to send 100 Continue) and at the end.
	beforeRead func()
	atEnd      func(error)
	trailer    func(Header)
	// Closing leaves the rest unread, or reads it however much it is.
	keepRest, drains bool
}

func (m *messageBody) Read(p []byte) (n int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return 0, ErrBodyReadAfterClose
	}
	return m.read(p)
}

// over says whether nothing more can come: the body was read to its end, or the connection ended before.
func (m *messageBody) over() bool {
	return m.err == io.EOF || m.err == io.ErrUnexpectedEOF && m.chunks == nil
}

func (m *messageBody) read(p []byte) (n int, err error) {
	if m.over() {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	if m.beforeRead != nil {
		m.beforeRead()
		m.beforeRead = nil
	}
	if m.chunks != nil {
		if n, err = m.chunks.Read(p); err == io.EOF {
			err = m.readTrailer()
		}
	} else {
		n, err = m.readPlain(p)
	}
	if m.err = err; err != nil && m.atEnd != nil {
		m.atEnd(err)
	}
	return n, err
}

// readPlain reads what is sent as it is, and tells the end at once.
func (m *messageBody) readPlain(p []byte) (n int, err error) {
	if m.toEOF {
		return m.src.Read(p)
	}
	n, err = m.src.Read(p[:min(int64(len(p)), m.left)])
	m.left -= int64(n)
	switch {
	case m.left == 0 && (err == nil || err == io.EOF):
		return n, io.EOF
	case err == io.EOF:
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

// readTrailer reads what follows the last chunk; io.EOF: all is well. After a faulty one nothing more can be read.
func (m *messageBody) readTrailer() error {
	end, _ := m.src.Peek(2)
	if string(end) == "\r\n" {
		m.src.Discard(2)
		return io.EOF
	}
	m.closed = true
	if len(end) < 2 {
		return errors.New("http: unexpected EOF reading trailer")
	}
	// Its end must be in the reader's buffer: so it cannot be of any length.
	for {
		n := m.src.Buffered()
		if ready, _ := m.src.Peek(n); bytes.Contains(ready, []byte("\r\n\r\n")) {
			break
		}
		if _, err := m.src.Peek(n + 1); err != nil {
			return errors.New("http: suspiciously long trailer after chunked body")
		}
	}
	fields, err := readMIMEHeader(textproto.NewReader(m.src), math.MaxInt64, int64(m.values))
	if err != nil {
		return err
	}
	m.closed = false
	if m.trailer != nil {
		m.trailer(Header(fields))
	}
	return io.EOF
}

// The most of a body that is read only to keep the connection.
const maxDiscard = 256 << 10

func (m *messageBody) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return nil
	}
	defer func() { m.closed = true }()
	if m.keepRest || m.beforeRead != nil {
		return nil
	}
	limit := int64(maxDiscard)
	if m.drains {
		limit = math.MaxInt64
	}
	_, err := m.discard(limit)
	return err
}

// drainOnClose has the rest of a body read when it is closed, so that a program can read what follows, if anything does.
func drainOnClose(body io.ReadCloser, isLast bool) {
	if m, ok := body.(*messageBody); ok {
		m.keepRest, m.drains = isLast && m.chunks == nil, true
	}
}

// discard reads what is left, but not more than limit; it says whether that was all.
func (m *messageBody) discard(limit int64) (all bool, err error) {
	if m.over() {
		return true, nil
	}
	if m.left > limit {
		return false, nil
	}
	var skip [4096]byte
	for limit >= 0 {
		// One byte beyond the limit shows that there is more.
		n, err := m.read(skip[:1+min(limit, int64(len(skip)-1))])
		limit -= int64(n)
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

func (m *messageBody) sawEOF() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.err == io.EOF
}

// framing is how long a message's body is: -1, unknown; chunked says why.
type framing struct {
	length  int64
	chunked bool
	close   bool
	trailer Header
}

type unsupportedTEError struct{ text string }

func (e *unsupportedTEError) Error() string { return e.text }

// frame looks at the headers that speak of the body, and removes those that are of no use to others. At most so many values may be announced.
func frame(h Header, atLeast11, response bool, values int) (f framing, err error) {
	f.length = -1
	if te, ok := h["Transfer-Encoding"]; ok {
		delete(h, "Transfer-Encoding")
		if atLeast11 {
			if len(te) != 1 {
				return f, &unsupportedTEError{fmt.Sprintf("too many transfer encodings: %q", te)}
			}
			if !strings.EqualFold(te[0], "chunked") {
				return f, &unsupportedTEError{fmt.Sprintf("unsupported transfer encoding: %q", te[0])}
			}
			f.chunked = true
		}
	}
	// Looked at also where it does not count: who sends both may mean to have two servers read two different messages.
	if cl := h["Content-Length"]; len(cl) > 0 {
		first := textproto.TrimString(cl[0])
		for _, other := range cl[1:] {
			if textproto.TrimString(other) != first {
				return f, fmt.Errorf("http: message cannot contain multiple Content-Length headers; got %q", cl)
			}
		}
		if len(cl) > 1 {
			h["Content-Length"] = []string{first}
		}
		if f.length, err = parseLength(first); err != nil {
			return f, err
		}
	}
	if f.chunked {
		delete(h, "Content-Length")
		f.length = -1
	}
	if tokens, ok := h["Trailer"]; ok && f.chunked {
		delete(h, "Trailer")
		for _, list := range tokens {
			if values -= strings.Count(list, ",") + 1; values < 0 {
				return f, errHeadTooLong
			}
		}
		f.trailer = Header{}
		for _, list := range tokens {
			for _, key := range strings.Split(list, ",") {
				key = CanonicalHeaderKey(textproto.TrimString(key))
				switch key {
				case "":
					continue
				case "Transfer-Encoding", "Trailer", "Content-Length":
					return f, badString("bad trailer key", key)
				}
				f.trailer[key] = nil
			}
		}
	}
	connection := h["Connection"]
	closes := anyHasToken(connection, "close")
	f.close = closes || !atLeast11 && !anyHasToken(connection, "keep-alive")
	if closes && atLeast11 && response {
		delete(h, "Connection")
	}
	return f, nil
}

var laxLength = godebug.New("httplaxcontentlength")

func parseLength(s string) (int64, error) {
	if s == "" && laxLength.Value() == "1" {
		return -1, nil
	}
	if s == "" {
		return 0, badString("invalid empty Content-Length", s)
	}
	n, err := strconv.ParseUint(s, 10, 63)
	if err != nil || strings.IndexByte(s, '+') >= 0 || strings.IndexByte(s, '_') >= 0 {
		return 0, badString("bad Content-Length", s)
	}
	return int64(n), nil
}

// noBodyStatus says whether answers with a code never have a body.
func noBodyStatus(code int) bool { return code >= 100 && code <= 199 || code == 204 || code == 304 }

// chunkWriter writes a body in chunks.
type chunkedWriter struct {
	w *bufio.Writer
}

// What is written to a flushed is handed on at once.
type flushed struct {
	io.Writer
	out *bufio.Writer
}

func (f flushed) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	if err == nil {
		err = f.out.Flush()
	}
	return n, err
}

func (c chunkedWriter) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	var line [18]byte
	c.w.Write(append(strconv.AppendInt(line[:0], int64(len(p)), 16), "\r\n"...))
	n, err := c.w.Write(p)
	if err != nil {
		return n, err
	}
	_, err = c.w.WriteString("\r\n")
	return n, err
}

// close writes the last chunk and the trailer.
func (c chunkedWriter) close(trailer Header) error {
	c.w.WriteString("0\r\n")
	if len(trailer) > 0 {
		c.w.Write(trailer.appendTo(nil, nil))
	}
	_, err := c.w.WriteString("\r\n")
	return err
}

func trailerKeys(h Header) string {
	keys := make([]string, 0, len(h))
	for k := range h {
		keys = append(keys, CanonicalHeaderKey(k))
	}
	slices.Sort(keys)
	return strings.Join(keys, ",")
}
