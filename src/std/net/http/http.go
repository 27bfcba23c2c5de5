// Package http is HTTP/1.1 and HTTP/2: servers, clients, and what both need.
package http

import (
	"errors"
	"io"
	"net/http/internal"
	"net/textproto"
	"strings"
	"time"
)

// Natives: heads of messages. The first result is the length of the head, 0 if it is not all there, or one of the faults below.
func parseRequestHead(buf []byte, seen int) (int, string, string, int, []string)
func parseResponseHead(buf []byte, seen int) (int, int, string, int, []string)

// readMIMEHeader is ReadMIMEHeader for headers of about memory bytes and so many values at most.
//
//go:linkname readMIMEHeader net/textproto.readMIMEHeader
func readMIMEHeader(r *textproto.Reader, memory, values int64) (textproto.MIMEHeader, error)

// DetectContentType is the type of data, by its first 512 bytes.
func DetectContentType(data []byte) string

// appendTail appends what the server itself adds to a head, and the empty line: the date, a length (-1: none), a type, whether the
// connection stays, that the body comes in chunks.
func appendTail(b []byte, date bool, length int64, contentType, connection string, chunked bool) []byte

const (
	badHead = -1
	badName = -2
)

// DefaultMaxHeaderBytes is how long a request's head may be.
const DefaultMaxHeaderBytes = 1 << 20

// DefaultMaxHeaderValueCount is how many values a request's headers may have.
const DefaultMaxHeaderValueCount = 500

// TimeFormat is how headers write times, which are in UTC.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// TrailerPrefix marks keys of a handler's header that are sent after the body.
const TrailerPrefix = "Trailer:"

const (
	MethodGet     = "GET"
	MethodHead    = "HEAD"
	MethodPost    = "POST"
	MethodPut     = "PUT"
	MethodPatch   = "PATCH"
	MethodDelete  = "DELETE"
	MethodConnect = "CONNECT"
	MethodOptions = "OPTIONS"
	MethodTrace   = "TRACE"
)

// A ProtocolError is kept for old programs.
type ProtocolError struct {
	ErrorString string
}

func (pe *ProtocolError) Error() string { return pe.ErrorString }

func (pe *ProtocolError) Is(err error) bool {
	return pe == ErrNotSupported && err == errors.ErrUnsupported
}

var (
	ErrNotSupported         = &ProtocolError{"feature not supported"}
	ErrUnexpectedTrailer    = &ProtocolError{"trailer header without chunked transfer encoding"}
	ErrMissingBoundary      = &ProtocolError{"no multipart boundary param in Content-Type"}
	ErrNotMultipart         = &ProtocolError{"request Content-Type isn't multipart/form-data"}
	ErrHeaderTooLong        = &ProtocolError{"header too long"}
	ErrShortBody            = &ProtocolError{"entity body too short"}
	ErrMissingContentLength = &ProtocolError{"missing ContentLength in HEAD response"}
)

var (
	ErrBodyNotAllowed     = errors.New("http: request method or response status code does not allow body")
	ErrHijacked           = errors.New("http: connection has been hijacked")
	ErrContentLength      = errors.New("http: wrote more than the declared Content-Length")
	ErrWriteAfterFlush    = errors.New("unused")
	ErrAbortHandler       = errors.New("net/http: abort Handler")
	ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")
	ErrHandlerTimeout     = errors.New("http: Handler timeout")
	ErrLineTooLong        = internal.ErrLineTooLong
	ErrMissingFile        = errors.New("http: no such file")
	ErrServerClosed       = errors.New("http: Server closed")
)

// NoBody is a body without bytes.
var NoBody = noBody{}

type noBody struct{}

func (noBody) Read([]byte) (int, error)         { return 0, io.EOF }
func (noBody) Close() error                     { return nil }
func (noBody) WriteTo(io.Writer) (int64, error) { return 0, nil }

// validMethod takes what is a token.
func validMethod(s string) bool {
	for i := range len(s) {
		if !isTokenByte(s[i]) {
			return false
		}
	}
	return s != ""
}

func isTokenByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// validValue takes what a header's value may hold.
func validValue(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// hasToken says whether a list like "close, Upgrade" has the token (in lower case).
func hasToken(list, token string) bool {
	for list != "" {
		var one string
		one, list, _ = strings.Cut(list, ",")
		if strings.EqualFold(strings.Trim(one, " \t"), token) {
			return true
		}
	}
	return false
}

func anyHasToken(lists []string, token string) bool {
	for _, list := range lists {
		if hasToken(list, token) {
			return true
		}
	}
	return false
}

// ParseHTTPVersion reads "HTTP/1.0".
func ParseHTTPVersion(vers string) (major, minor int, ok bool) {
	if len(vers) != len("HTTP/1.1") || vers[:5] != "HTTP/" || vers[6] != '.' {
		return 0, 0, false
	}
	a, b := vers[5]-'0', vers[7]-'0'
	if a > 9 || b > 9 {
		return 0, 0, false
	}
	return int(a), int(b), true
}

// ParseTime reads the three forms of times that HTTP allows.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{TimeFormat, time.RFC850, time.ANSIC} {
		if t, err = time.Parse(layout, text); err == nil {
			break
		}
	}
	return t, err
}
