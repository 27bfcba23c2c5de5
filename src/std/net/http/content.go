package http

import (
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ServeContent serves content of a name and time of modification: whole or the ranges asked for, or says that the client has it already.
// An Etag that the handler set is looked at.
func ServeContent(w ResponseWriter, req *Request, name string, modtime time.Time, content io.ReadSeeker) {
	size := func() (int64, error) {
		n, err := content.Seek(0, io.SeekEnd)
		if err == nil {
			_, err = content.Seek(0, io.SeekStart)
		}
		if err != nil {
			return 0, errors.New("seeker can't seek")
		}
		return n, nil
	}
	serveContent(w, req, name, modtime, size, content)
}

var errNoOverlap = errors.New("invalid range: failed to overlap")

func serveContent(w ResponseWriter, r *Request, name string, modtime time.Time, sizeOf func() (int64, error), content io.ReadSeeker) {
	h := w.Header()
	setLastModified(w, modtime)
	done, wanted := preconditions(w, r, modtime)
	if done {
		return
	}
	types, typed := h["Content-Type"]
	contentType := ""
	if typed {
		if len(types) > 0 {
			contentType = types[0]
		}
	} else {
		contentType = mime.TypeByExtension(filepath.Ext(name))
		if contentType == "" {
			var first [512]byte
			n, _ := io.ReadFull(content, first[:])
			contentType = DetectContentType(first[:n])
			if _, err := content.Seek(0, io.SeekStart); err != nil {
				serveError(w, "seeker can't seek", StatusInternalServerError)
				return
			}
		}
		h.Set("Content-Type", contentType)
	}
	size, err := sizeOf()
	if err == nil && size < 0 {
		err = errors.New("negative content size computed")
	}
	if err != nil {
		serveError(w, err.Error(), StatusInternalServerError)
		return
	}
	ranges, err := parseRanges(wanted, size)
	if err == errNoOverlap {
		if size == 0 {
			// Some clients ask so for whatever is there.
			ranges, err = nil, nil
		} else {
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
		}
	}
	if err != nil {
		serveError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
		return
	}
	total := int64(0)
	for _, ra := range ranges {
		total += ra.length
	}
	if total > size {
		// More than the whole: somebody means no good.
		ranges = nil
	}
	code, send := StatusOK, size
	var from io.Reader = content
	switch {
	case len(ranges) == 1:
		ra := ranges[0]
		if _, err := content.Seek(ra.start, io.SeekStart); err != nil {
			serveError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
			return
		}
		code, send = StatusPartialContent, ra.length
		h.Set("Content-Range", ra.header(size))
	case len(ranges) > 1:
		code, send = StatusPartialContent, partsSize(ranges, contentType, size)
		pr, pw := io.Pipe()
		parts := multipart.NewWriter(pw)
		h.Set("Content-Type", "multipart/byteranges; boundary="+parts.Boundary())
		from = pr
		defer pr.Close()
		go func() {
			for _, ra := range ranges {
				part, err := parts.CreatePart(ra.partHeader(contentType, size))
				if err == nil {
					_, err = content.Seek(ra.start, io.SeekStart)
				}
				if err == nil {
					_, err = io.CopyN(part, content, ra.length)
				}
				if err != nil {
					pw.CloseWithError(err)
					return
				}
			}
			parts.Close()
			pw.Close()
		}()
	}
	h.Set("Accept-Ranges", "bytes")
	if len(ranges) > 0 || h.Get("Content-Encoding") == "" {
		h.Set("Content-Length", strconv.FormatInt(send, 10))
	}
	w.WriteHeader(code)
	if r.Method != MethodHead {
		io.CopyN(w, from, send)
	}
}

// A byteRange is a part of the content.
type byteRange struct {
	start, length int64
}

func (r byteRange) header(size int64) string {
	return fmt.Sprintf("bytes %d-%d/%d", r.start, r.start+r.length-1, size)
}

func (r byteRange) partHeader(contentType string, size int64) textproto.MIMEHeader {
	return textproto.MIMEHeader{"Content-Range": {r.header(size)}, "Content-Type": {contentType}}
}

// The most ranges that a request may ask for.
const maxRanges = 200

var rangesSetting = godebug.New("httpservecontentmaxranges")

// parseRanges reads "bytes=0-9,20-,-5".
func parseRanges(s string, size int64) ([]byteRange, error) {
	if s == "" {
		return nil, nil
	}
	bad := errors.New("invalid range")
	list, ok := strings.CutPrefix(s, "bytes=")
	if !ok {
		return nil, bad
	}
	if strings.Count(list, ",") >= rangesSetting.Limit(maxRanges) {
		// Whoever asks for so many gets all.
		return nil, nil
	}
	var ranges []byteRange
	missed := false
	for spec := range strings.SplitSeq(list, ",") {
		spec = textproto.TrimString(spec)
		if spec == "" {
			continue
		}
		from, to, ok := strings.Cut(spec, "-")
		if !ok {
			return nil, bad
		}
		from, to = textproto.TrimString(from), textproto.TrimString(to)
		if from == "" {
			// The last bytes.
			if to == "" || to[0] == '-' {
				return nil, bad
			}
			n, err := strconv.ParseInt(to, 10, 64)
			if n < 0 || err != nil {
				return nil, bad
			}
			n = min(n, size)
			ranges = append(ranges, byteRange{size - n, n})
			continue
		}
		start, err := strconv.ParseInt(from, 10, 64)
		if err != nil || start < 0 {
			return nil, bad
		}
		if start >= size {
			missed = true
			continue
		}
		end := size - 1
		if to != "" {
			n, err := strconv.ParseInt(to, 10, 64)
			if err != nil || start > n {
				return nil, bad
			}
			end = min(n, size-1)
		}
		ranges = append(ranges, byteRange{start, end - start + 1})
	}
	if missed && len(ranges) == 0 {
		return nil, errNoOverlap
	}
	return ranges, nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// partsSize is how long the ranges are as a message of several parts.
func partsSize(ranges []byteRange, contentType string, size int64) int64 {
	var n counter
	w := multipart.NewWriter(&n)
	for _, ra := range ranges {
		w.CreatePart(ra.partHeader(contentType, size))
		n += counter(ra.length)
	}
	w.Close()
	return int64(n)
}

// An answer to a condition of a request.
type answer int

const (
	notAsked answer = iota
	yes
	no
)

func is(ok bool) answer {
	if ok {
		return yes
	}
	return no
}

// cutETag takes an entity tag from the beginning of a list; "" if there is none.
func cutETag(s string) (tag, rest string) {
	s = textproto.TrimString(s)
	start := 0
	if strings.HasPrefix(s, "W/") {
		start = 2
	}
	if len(s) < start+2 || s[start] != '"' {
		return "", ""
	}
	for i := start + 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return s[:i+1], s[i+1:]
		case c <= ' ' || c == 0x7f:
			return "", ""
		}
	}
	return "", ""
}

func strongMatch(a, b string) bool { return a == b && a != "" && a[0] == '"' }

func weakMatch(a, b string) bool { return strings.TrimPrefix(a, "W/") == strings.TrimPrefix(b, "W/") }

// listed says whether one of a list of tags matches; * always does.
func listed(list, tag string, match func(a, b string) bool) bool {
	for {
		list = textproto.TrimString(list)
		switch {
		case list == "":
			return false
		case list[0] == ',':
			list = list[1:]
			continue
		case list[0] == '*':
			return true
		}
		one, rest := cutETag(list)
		if one == "" {
			return false
		}
		if match(one, tag) {
			return true
		}
		list = rest
	}
}

// notAfter answers whether t is not after the time in a header.
func notAfter(header string, t time.Time) answer {
	if header == "" || !isKnown(t) {
		return notAsked
	}
	than, err := ParseTime(header)
	if err != nil {
		return notAsked
	}
	return is(t.Truncate(time.Second).Compare(than) <= 0)
}

func isGetOrHead(r *Request) bool { return r.Method == MethodGet || r.Method == MethodHead }

func modifiedSince(r *Request, t time.Time) answer {
	if !isGetOrHead(r) {
		return notAsked
	}
	switch notAfter(r.Header.Get("If-Modified-Since"), t) {
	case yes:
		return no
	case no:
		return yes
	}
	return notAsked
}

// ifRange says whether the ranges asked for are still those of the same content.
func ifRange(w ResponseWriter, r *Request, t time.Time) bool {
	v := r.Header.get("If-Range")
	if v == "" || !isGetOrHead(r) {
		return true
	}
	if tag, _ := cutETag(v); tag != "" {
		return strongMatch(tag, w.Header().Get("Etag"))
	}
	if t.IsZero() {
		return false
	}
	than, err := ParseTime(v)
	return err == nil && than.Unix() == t.Unix()
}

func notModified(w ResponseWriter) {
	h := w.Header()
	delete(h, "Content-Type")
	delete(h, "Content-Length")
	delete(h, "Content-Encoding")
	if h.Get("Etag") != "" {
		delete(h, "Last-Modified")
	}
	w.WriteHeader(StatusNotModified)
}

// preconditions answers a request whose conditions are not met (RFC 7232, 6), or says which ranges are wanted.
func preconditions(w ResponseWriter, r *Request, t time.Time) (done bool, ranges string) {
	tag := w.Header().get("Etag")
	ok := notAsked
	if list := r.Header.Get("If-Match"); list != "" {
		ok = is(listed(list, tag, strongMatch))
	} else {
		ok = notAfter(r.Header.Get("If-Unmodified-Since"), t)
	}
	if ok == no {
		w.WriteHeader(StatusPreconditionFailed)
		return true, ""
	}
	if list := r.Header.get("If-None-Match"); list != "" {
		if listed(list, tag, weakMatch) {
			if isGetOrHead(r) {
				notModified(w)
			} else {
				w.WriteHeader(StatusPreconditionFailed)
			}
			return true, ""
		}
	} else if modifiedSince(r, t) == no {
		notModified(w)
		return true, ""
	}
	ranges = r.Header.get("Range")
	if ranges != "" && !ifRange(w, r, t) {
		ranges = ""
	}
	return false, ranges
}
