package multipart

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/textproto"
	"slices"
	"strings"
)

// A Writer writes one part after the other.
type Writer struct {
	w        io.Writer
	boundary string
	last     *partWriter
}

func NewWriter(w io.Writer) *Writer {
	b := make([]byte, 0, 60)
	for range 30 {
		b = fmt.Appendf(b, "%02x", rand.IntN(256))
	}
	return &Writer{w: w, boundary: string(b)}
}

func (w *Writer) Boundary() string { return w.boundary }

// SetBoundary has to come before the first part.
func (w *Writer) SetBoundary(boundary string) error {
	if w.last != nil {
		return errors.New("mime: SetBoundary called after write")
	}
	if len(boundary) < 1 || len(boundary) > 70 {
		return errors.New("mime: invalid boundary length")
	}
	for i, c := range []byte(boundary) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("'()+_,-./:=?", c) < 0 && !(c == ' ' && i != len(boundary)-1) {
			return errors.New("mime: invalid boundary character")
		}
	}
	w.boundary = boundary
	return nil
}

// FormDataContentType is the Content-Type of a form that is written with w.
func (w *Writer) FormDataContentType() string {
	b := w.boundary
	if strings.ContainsAny(b, "()<>@,;:\\\"/[]?= ") {
		b = `"` + b + `"`
	}
	return "multipart/form-data; boundary=" + b
}

// CreatePart begins a part with a header.
func (w *Writer) CreatePart(header textproto.MIMEHeader) (io.Writer, error) {
	if w.last != nil {
		if err := w.last.close(); err != nil {
			return nil, err
		}
	}
	var b []byte
	if w.last != nil {
		b = append(b, "\r\n"...)
	}
	b = append(b, "--"+w.boundary+"\r\n"...)
	for _, key := range slices.Sorted(maps.Keys(header)) {
		for _, v := range header[key] {
			b = append(b, key+": "+v+"\r\n"...)
		}
	}
	if _, err := w.w.Write(append(b, "\r\n"...)); err != nil {
		return nil, err
	}
	w.last = &partWriter{w: w}
	return w.last, nil
}

var quoteEscaper = strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "%0D", "\n", "%0A")

// FileContentDisposition is the header of a file's part.
func FileContentDisposition(fieldname, filename string) string {
	return `form-data; name="` + quoteEscaper.Replace(fieldname) + `"; filename="` + quoteEscaper.Replace(filename) + `"`
}

func (w *Writer) CreateFormFile(fieldname, filename string) (io.Writer, error) {
	h := make(textproto.MIMEHeader)
	h.Set("Content-Disposition", FileContentDisposition(fieldname, filename))
	h.Set("Content-Type", "application/octet-stream")
	return w.CreatePart(h)
}

func (w *Writer) CreateFormField(fieldname string) (io.Writer, error) {
	h := make(textproto.MIMEHeader)
	h.Set("Content-Disposition", `form-data; name="`+quoteEscaper.Replace(fieldname)+`"`)
	return w.CreatePart(h)
}

func (w *Writer) WriteField(fieldname, value string) error {
	p, err := w.CreateFormField(fieldname)
	if err != nil {
		return err
	}
	_, err = io.WriteString(p, value)
	return err
}

// Close writes the last boundary.
func (w *Writer) Close() error {
	if w.last != nil {
		if err := w.last.close(); err != nil {
			return err
		}
		w.last = nil
	}
	_, err := io.WriteString(w.w, "\r\n--"+w.boundary+"--\r\n")
	return err
}

type partWriter struct {
	w      *Writer
	closed bool
	err    error
}

func (p *partWriter) close() error {
	p.closed = true
	return p.err
}

func (p *partWriter) Write(d []byte) (n int, err error) {
	if p.closed {
		return 0, errors.New("multipart: can't write to finished part")
	}
	n, err = p.w.w.Write(d)
	if err != nil {
		p.err = err
	}
	return n, err
}
