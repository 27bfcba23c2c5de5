package http

import (
	"io"
	"net/textproto"
	"slices"
	"strings"
)

// A Header has the values of each name, which is in canonical form.
type Header map[string][]string

// CanonicalHeaderKey makes "accept-encoding" "Accept-Encoding".
func CanonicalHeaderKey(s string) string { return textproto.CanonicalMIMEHeaderKey(s) }

func (h Header) Add(key, value string) {
	key = CanonicalHeaderKey(key)
	h[key] = append(h[key], value)
}

func (h Header) Set(key, value string) { h[CanonicalHeaderKey(key)] = []string{value} }

// Get is the first value, "" if there is none.
func (h Header) Get(key string) string {
	if v := h[CanonicalHeaderKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (h Header) Values(key string) []string { return h[CanonicalHeaderKey(key)] }
func (h Header) Del(key string)             { delete(h, CanonicalHeaderKey(key)) }

// get is Get for a key in canonical form.
func (h Header) get(key string) string {
	if v := h[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (h Header) has(key string) bool {
	_, ok := h[key]
	return ok
}

func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	out := make(Header, len(h))
	for k, v := range h {
		out[k] = slices.Clone(v)
	}
	return out
}

// Write writes the lines of a header, sorted.
func (h Header) Write(w io.Writer) error { return h.WriteSubset(w, nil) }

// WriteSubset leaves some keys out.
func (h Header) WriteSubset(w io.Writer, exclude map[string]bool) error {
	_, err := w.Write(h.appendTo(nil, func(key string) bool { return exclude[key] }))
	return err
}

func (h Header) appendTo(b []byte, skip func(key string) bool) []byte {
	switch len(h) {
	case 0:
		return b
	case 1:
		for key, values := range h {
			if skip == nil || !skip(key) {
				b = appendField(b, key, values)
			}
		}
		return b
	}
	keys := make([]string, 0, len(h))
	for key := range h {
		if skip == nil || !skip(key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		b = appendField(b, key, h[key])
	}
	return b
}

// appendField writes a line for each value. What is no name is left out; a line end in a value becomes a blank.
func appendField(b []byte, key string, values []string) []byte {
	if !validMethod(key) {
		return b
	}
	for _, v := range values {
		b = append(append(b, key...), ": "...)
		if strings.IndexByte(v, '\n') >= 0 || strings.IndexByte(v, '\r') >= 0 {
			v = strings.NewReplacer("\n", " ", "\r", " ").Replace(v)
		}
		b = append(append(b, textproto.TrimString(v)...), "\r\n"...)
	}
	return b
}

// fromFields makes a header of names and values in turn.
func fromFields(fields []string) Header {
	h := make(Header, len(fields)/2)
	values := make([]string, len(fields)/2)
	for i := 0; i < len(fields); i += 2 {
		key := fields[i]
		if old, ok := h[key]; ok {
			h[key] = append(old, fields[i+1])
			continue
		}
		v := values[i/2 : i/2+1 : i/2+1]
		v[0] = fields[i+1]
		h[key] = v
	}
	return h
}
