package jsontext

import (
	"encoding/json/internal/jsonopts"
	"io"
)

// Internal is for encoding/json and its v2 alone.
var Internal exporter

type exporter struct{}

type export struct{}

// Export needs what only packages below encoding/json can name.
func (exporter) Export(p *jsonopts.NotForPublicUse) export {
	if p == nil {
		panic("unauthorized call to Export")
	}
	return export{}
}

func (export) Encoder(e *Encoder) *encoderState { return &e.s }
func (export) Decoder(d *Decoder) *decoderState { return &d.s }

// NewEncoder writes to nothing but its buffer, if w is nil.
func (export) NewEncoder(w io.Writer, opts []Options) *Encoder {
	e := new(Encoder)
	e.s.reset(make([]byte, 0, 64), w, opts)
	return e
}

// NewDecoder reads b, or r.
func (export) NewDecoder(b []byte, r io.Reader, opts []Options) *Decoder {
	d := new(Decoder)
	d.s.reset(b, r, opts)
	return d
}

func (export) IsIOError(err error) bool {
	_, ok := err.(*ioError)
	return ok
}
