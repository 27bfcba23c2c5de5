package image

import (
	"bufio"
	"errors"
	"io"
	"sync"
)

// ErrFormat says that no format that is known fits.
var ErrFormat = errors.New("image: unknown format")

type format struct {
	name, magic string
	decode      func(io.Reader) (Image, error)
	config      func(io.Reader) (Config, error)
}

var formats struct {
	sync.RWMutex
	list []format
}

// RegisterFormat makes Decode know a format by its first bytes, where a ? is any.
func RegisterFormat(name, magic string, decode func(io.Reader) (Image, error), decodeConfig func(io.Reader) (Config, error)) {
	formats.Lock()
	defer formats.Unlock()
	formats.list = append(formats.list, format{name, magic, decode, decodeConfig})
}

type peeker interface {
	io.Reader
	Peek(int) ([]byte, error)
}

// sniff finds the format of what r gives.
func sniff(r io.Reader) (peeker, format) {
	p, ok := r.(peeker)
	if !ok {
		p = bufio.NewReader(r)
	}
	formats.RLock()
	defer formats.RUnlock()
	for _, f := range formats.list {
		b, err := p.Peek(len(f.magic))
		fits := err == nil && len(b) == len(f.magic)
		for i := 0; fits && i < len(b); i++ {
			fits = f.magic[i] == b[i] || f.magic[i] == '?'
		}
		if fits {
			return p, f
		}
	}
	return p, format{}
}

// Decode reads an image of a format that is registered, and names it.
func Decode(r io.Reader) (Image, string, error) {
	p, f := sniff(r)
	if f.decode == nil {
		return nil, "", ErrFormat
	}
	m, err := f.decode(p)
	return m, f.name, err
}

// DecodeConfig reads the size and the color model.
func DecodeConfig(r io.Reader) (Config, string, error) {
	p, f := sniff(r)
	if f.config == nil {
		return Config{}, "", ErrFormat
	}
	c, err := f.config(p)
	return c, f.name, err
}
