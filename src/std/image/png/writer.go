package png

import (
	"bufio"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"io"
	"strconv"
)

// An Encoder writes images.
type Encoder struct {
	CompressionLevel CompressionLevel
	BufferPool       EncoderBufferPool // may keep buffers; nil: new ones each time
}

// An EncoderBufferPool keeps buffers.
type EncoderBufferPool interface {
	Get() *EncoderBuffer
	Put(*EncoderBuffer)
}

// An EncoderBuffer is the buffers of an Encoder.
type EncoderBuffer encoder

// A CompressionLevel is how hard to try.
type CompressionLevel int

const (
	DefaultCompression CompressionLevel = 0
	NoCompression      CompressionLevel = -1
	BestSpeed          CompressionLevel = -2
	BestCompression    CompressionLevel = -3
)

type encoder struct {
	w                     io.Writer
	err                   error
	line, above, filtered []byte
}

// Encode writes an image as it is by default.
func Encode(w io.Writer, m image.Image) error {
	var e Encoder
	return e.Encode(w, m)
}

func (e *encoder) chunk(name string, b []byte) {
	if e.err != nil {
		return
	}
	if uint64(len(b)) > 1<<32-1 {
		e.err = UnsupportedError(name + " chunk is too large: " + strconv.Itoa(len(b)))
		return
	}
	out := binary.BigEndian.AppendUint32(make([]byte, 0, len(b)+12), uint32(len(b)))
	out = append(append(out, name...), b...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
	_, e.err = e.w.Write(out)
}

// Write writes data as a chunk.
func (e *encoder) Write(b []byte) (int, error) {
	e.chunk("IDAT", b)
	if e.err != nil {
		return 0, e.err
	}
	return len(b), nil
}

func isOpaque(m image.Image) bool {
	if o, ok := m.(interface{ Opaque() bool }); ok {
		return o.Opaque()
	}
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if _, _, _, a := m.At(x, y).RGBA(); a != 0xffff {
				return false
			}
		}
	}
	return true
}

// form says how the pixels of an image are written.
func form(m image.Image) (kind, depth int, palette color.Palette) {
	if _, ok := m.(image.PalettedImage); ok {
		palette, _ = m.ColorModel().(color.Palette)
	}
	if palette != nil {
		switch n := len(palette); {
		case n <= 2:
			return indexed, 1, palette
		case n <= 4:
			return indexed, 2, palette
		case n <= 16:
			return indexed, 4, palette
		}
		return indexed, 8, palette
	}
	depth = 16
	switch m.ColorModel() {
	case color.GrayModel:
		return gray, 8, nil
	case color.Gray16Model:
		return gray, 16, nil
	case color.RGBAModel, color.NRGBAModel, color.AlphaModel:
		depth = 8
	}
	if isOpaque(m) {
		return trueColor, depth, nil
	}
	return trueAlpha, depth, nil
}

// Encode writes an image.
func (enc *Encoder) Encode(w io.Writer, m image.Image) error {
	width, height := int64(m.Bounds().Dx()), int64(m.Bounds().Dy())
	if width <= 0 || height <= 0 || width >= 1<<32 || height >= 1<<32 {
		return FormatError("invalid image size: " + strconv.FormatInt(width, 10) + "x" + strconv.FormatInt(height, 10))
	}
	var e *encoder
	if enc.BufferPool != nil {
		e = (*encoder)(enc.BufferPool.Get())
	}
	if e == nil {
		e = &encoder{}
	}
	if enc.BufferPool != nil {
		defer func() { enc.BufferPool.Put((*EncoderBuffer)(e)) }()
	}
	e.w = w
	kind, depth, palette := form(m)
	_, e.err = io.WriteString(w, header)
	b := binary.BigEndian.AppendUint32(nil, uint32(width))
	b = binary.BigEndian.AppendUint32(b, uint32(height))
	e.chunk("IHDR", append(b, byte(depth), byte(kind), 0, 0, 0))
	if palette != nil {
		e.palette(palette)
	}
	if e.err == nil {
		out := bufio.NewWriterSize(e, 1<<15)
		if err := e.pixels(out, m, kind, depth, enc.CompressionLevel); e.err == nil {
			e.err = err
		}
		if err := out.Flush(); e.err == nil {
			e.err = err
		}
	}
	e.chunk("IEND", nil)
	return e.err
}

func (e *encoder) palette(p color.Palette) {
	if len(p) < 1 || len(p) > 256 {
		e.err = FormatError("bad palette length: " + strconv.Itoa(len(p)))
		return
	}
	var colors, alphas []byte
	last := 0
	for i, c := range p {
		c := color.NRGBAModel.Convert(c).(color.NRGBA)
		colors = append(colors, c.R, c.G, c.B)
		alphas = append(alphas, c.A)
		if c.A != 0xff {
			last = i + 1
		}
	}
	e.chunk("PLTE", colors)
	if last > 0 {
		e.chunk("tRNS", alphas[:last])
	}
}

// filter writes the line through the filter that leaves the smallest numbers, with the filter's number first.
func filter(line, above []byte, size int, out []byte)

func (e *encoder) pixels(w io.Writer, m image.Image, kind, depth int, c CompressionLevel) error {
	level := zlib.DefaultCompression
	switch c {
	case NoCompression:
		level = zlib.NoCompression
	case BestSpeed:
		level = zlib.BestSpeed
	case BestCompression:
		level = zlib.BestCompression
	}
	z, err := zlib.NewWriterLevel(w, level)
	if err != nil {
		return err
	}
	r := m.Bounds()
	bits := channels(kind) * depth
	n := (r.Dx()*bits + 7) / 8
	for _, b := range []*[]byte{&e.line, &e.above, &e.filtered} {
		if cap(*b) < n+1 {
			*b = make([]byte, n+1)
		}
		*b = (*b)[:n+1]
	}
	clear(e.above)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		line := e.line[1:]
		put(line, m, y, kind, depth)
		if level != zlib.NoCompression && kind != indexed {
			filter(line, e.above[1:], bits/8, e.filtered)
		} else {
			e.filtered[0] = 0
			copy(e.filtered[1:], line)
		}
		if _, err := z.Write(e.filtered); err != nil {
			return err
		}
		e.line, e.above = e.above, e.line
	}
	return z.Close()
}

// put writes a line's pixels to b.
func put(b []byte, m image.Image, y, kind, depth int) {
	r := m.Bounds()
	switch kind {
	case gray:
		if g, ok := m.(*image.Gray); ok {
			copy(b, g.Pix[g.PixOffset(r.Min.X, y):])
			return
		}
	case indexed:
		p := m.(image.PalettedImage)
		if own, ok := m.(*image.Paletted); ok && depth == 8 {
			copy(b, own.Pix[own.PixOffset(r.Min.X, y):])
			return
		}
		clear(b)
		for x := range r.Dx() {
			at := x * depth
			b[at/8] |= p.ColorIndexAt(r.Min.X+x, y) << (8 - depth - at%8)
		}
		return
	case trueAlpha:
		if n, ok := m.(*image.NRGBA); ok {
			copy(b, n.Pix[n.PixOffset(r.Min.X, y):])
			return
		}
	}
	for x := r.Min.X; x < r.Max.X; x++ {
		var parts [4]uint16
		n := channels(kind)
		if kind == gray {
			parts[0] = color.Gray16Model.Convert(m.At(x, y)).(color.Gray16).Y
			if depth == 8 {
				parts[0] = uint16(color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y) << 8
			}
		} else if kind == trueColor {
			r, g, b, _ := m.At(x, y).RGBA()
			parts = [4]uint16{uint16(r), uint16(g), uint16(b)}
		} else {
			c := color.NRGBA64Model.Convert(m.At(x, y)).(color.NRGBA64)
			parts = [4]uint16{c.R, c.G, c.B, c.A}
			if depth == 8 {
				c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
				parts = [4]uint16{uint16(c.R) << 8, uint16(c.G) << 8, uint16(c.B) << 8, uint16(c.A) << 8}
			}
		}
		for _, v := range parts[:n] {
			if b[0] = byte(v >> 8); depth == 16 {
				b[1] = byte(v)
				b = b[1:]
			}
			b = b[1:]
		}
	}
}
