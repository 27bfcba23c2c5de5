package gif

import (
	"bufio"
	"bytes"
	"compress/lzw"
	"errors"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"io"
	"math/bits"
)

// Options say how Encode makes a palette.
type Options struct {
	// NumColors is how many colors there may be, from 1 to 256.
	NumColors int

	// Quantizer makes a palette of NumColors. Without one it is palette.Plan9.
	Quantizer draw.Quantizer

	// Drawer brings the image into the palette. Without one it is draw.FloydSteinberg.
	Drawer draw.Drawer
}

// Encode writes an image of one frame.
func Encode(w io.Writer, m image.Image, o *Options) error {
	b := m.Bounds()
	if b.Dx() >= 1<<16 || b.Dy() >= 1<<16 {
		return errors.New("gif: image is too large to encode")
	}
	var opts Options
	if o != nil {
		opts = *o
	}
	if opts.NumColors < 1 || opts.NumColors > 256 {
		opts.NumColors = 256
	}
	if opts.Drawer == nil {
		opts.Drawer = draw.FloydSteinberg
	}
	pm, _ := m.(*image.Paletted)
	if model, ok := m.ColorModel().(color.Palette); ok && pm == nil {
		pm = image.NewPaletted(b, model)
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				pm.Set(x, y, model.Convert(m.At(x, y)))
			}
		}
	}
	if pm == nil || len(pm.Palette) > opts.NumColors {
		pm = image.NewPaletted(b, palette.Plan9[:opts.NumColors])
		if opts.Quantizer != nil {
			pm.Palette = opts.Quantizer.Quantize(make(color.Palette, 0, opts.NumColors), m)
		}
		opts.Drawer.Draw(pm, b, m, b.Min)
	}
	if pm.Rect.Min != (image.Point{}) {
		moved := *pm
		moved.Rect = moved.Rect.Sub(moved.Rect.Min)
		pm = &moved
	}
	return EncodeAll(w, &GIF{
		Image:  []*image.Paletted{pm},
		Delay:  []int{0},
		Config: image.Config{ColorModel: pm.Palette, Width: b.Dx(), Height: b.Dy()},
	})
}

// EncodeAll writes the images of g.
func EncodeAll(w io.Writer, g *GIF) error {
	if len(g.Image) == 0 {
		return errors.New("gif: must provide at least one image")
	}
	if len(g.Image) != len(g.Delay) {
		return errors.New("gif: mismatched image and delay lengths")
	}
	if g.Disposal != nil && len(g.Image) != len(g.Disposal) {
		return errors.New("gif: mismatched image and disposal lengths")
	}
	e := encoder{config: g.Config}
	if e.config == (image.Config{}) {
		size := g.Image[0].Bounds().Max
		e.config.Width, e.config.Height = size.X, size.Y
	} else if e.config.ColorModel != nil {
		var ok bool
		if e.palette, ok = e.config.ColorModel.(color.Palette); !ok {
			return errors.New("gif: GIF color model must be a color.Palette")
		}
	}
	out, ok := w.(flushWriter)
	if !ok {
		out = bufio.NewWriter(w)
	}
	e.w = out
	e.writeHeader(g)
	for i, m := range g.Image {
		disposal := byte(0)
		if g.Disposal != nil {
			disposal = g.Disposal[i]
		}
		e.writeFrame(m, g.Delay[i], disposal)
	}
	e.write(trailer)
	e.flush()
	return e.err
}

type flushWriter interface {
	io.Writer
	io.ByteWriter
	Flush() error
}

// encoder writes until there is an error.
type encoder struct {
	w       flushWriter
	config  image.Config
	palette color.Palette // of all frames
	table   []byte        // the same as it is written
	err     error
}

func (e *encoder) write(b ...byte) {
	if e.err == nil {
		_, e.err = e.w.Write(b)
	}
}

func (e *encoder) flush() {
	if e.err == nil {
		e.err = e.w.Flush()
	}
}

func (e *encoder) fail(text string) {
	if e.err == nil {
		e.err = errors.New(text)
	}
}

func (e *encoder) writeHeader(g *GIF) {
	e.write([]byte("GIF89a")...)
	w, h := e.config.Width, e.config.Height
	e.write(byte(w), byte(w>>8), byte(h), byte(h>>8))
	if len(e.palette) > 0 {
		size := tableSize(e.palette)
		e.write(hasTable|byte(size), g.BackgroundIndex, 0)
		if e.table = e.colorTable(e.palette, size); e.err != nil {
			return
		}
		e.write(e.table...)
	} else {
		e.write(0, 0, 0)
	}
	if len(g.Image) > 1 && g.LoopCount >= 0 {
		e.write(extension, appExt, 11)
		e.write([]byte("NETSCAPE2.0")...)
		e.write(3, 1, byte(g.LoopCount), byte(g.LoopCount>>8), 0)
	}
}

// tableSize is how the size of a table is written: it has 2<<n colors.
func tableSize(p color.Palette) int {
	if len(p) < 2 {
		return 0
	}
	return bits.Len(uint(len(p)-1)) - 1
}

func (e *encoder) colorTable(p color.Palette, size int) []byte {
	if size > 7 {
		e.fail("gif: cannot encode color table with more than 256 entries")
		return nil
	}
	table := make([]byte, 6<<size)
	for i, c := range p {
		if c == nil {
			e.fail("gif: cannot encode color table with nil entries")
			return nil
		}
		// A color that is not premultiplied loses nothing this way.
		rgba, ok := c.(color.RGBA)
		if !ok {
			r, g, b, _ := c.RGBA()
			rgba = color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}
		}
		table[3*i], table[3*i+1], table[3*i+2] = rgba.R, rgba.G, rgba.B
	}
	return table
}

// sameTable reports whether the first n colors are those of all frames, apart from the transparent one.
func (e *encoder) sameTable(table []byte, n, clear int) bool {
	if len(table) > len(e.table) {
		return false
	}
	if clear < 0 {
		return bytes.Equal(table[:3*n], e.table[:3*n])
	}
	return bytes.Equal(table[:3*clear], e.table[:3*clear]) && bytes.Equal(table[3*clear+3:3*n], e.table[3*clear+3:3*n])
}

func (e *encoder) writeFrame(m *image.Paletted, delay int, disposal byte) {
	if e.err != nil {
		return
	}
	if len(m.Palette) == 0 {
		e.fail("gif: cannot encode image block with empty palette")
		return
	}
	b := m.Bounds()
	if b.Min.X < 0 || b.Max.X >= 1<<16 || b.Min.Y < 0 || b.Max.Y >= 1<<16 {
		e.fail("gif: image block is too large to encode")
		return
	}
	if !b.In(image.Rect(0, 0, e.config.Width, e.config.Height)) {
		e.fail("gif: image block is out of bounds")
		return
	}
	clear := -1
	for i, c := range m.Palette {
		if c == nil {
			e.fail("gif: cannot encode color table with nil entries")
			return
		}
		if _, _, _, a := c.RGBA(); a == 0 {
			clear = i
			break
		}
	}
	if delay > 0 || disposal != 0 || clear >= 0 {
		flags, index := disposal<<2, 0
		if clear >= 0 {
			flags |= transparent
			index = clear
		}
		e.write(extension, controlExt, 4, flags, byte(delay), byte(delay>>8), byte(index), 0)
	}
	x, y, dx, dy := b.Min.X, b.Min.Y, b.Dx(), b.Dy()
	e.write(descriptor, byte(x), byte(x>>8), byte(y), byte(y>>8), byte(dx), byte(dx>>8), byte(dy), byte(dy>>8))
	size := tableSize(m.Palette)
	if len(m.Palette) <= len(e.palette) && &m.Palette[0] == &e.palette[0] {
		e.write(0)
	} else {
		table := e.colorTable(m.Palette, size)
		if table == nil {
			return
		}
		if e.sameTable(table, len(m.Palette), clear) {
			e.write(0)
		} else {
			e.write(hasTable | byte(size))
			e.write(table...)
		}
	}
	width := max(size+1, 2)
	e.write(byte(width))
	blocks := &blockWriter{e: e}
	lw := lzw.NewWriter(blocks, lzw.LSB, width)
	for i := 0; i < dy && e.err == nil; i++ {
		_, e.err = lw.Write(m.Pix[i*m.Stride : i*m.Stride+dx])
	}
	if e.err != nil {
		lw.Close()
		return
	}
	lw.Close()
	blocks.close()
}

// blockWriter writes blocks of at most 255 bytes, each after its length.
type blockWriter struct {
	e   *encoder
	buf [256]byte
}

func (b *blockWriter) WriteByte(c byte) error {
	if b.e.err != nil {
		return b.e.err
	}
	b.buf[0]++
	b.buf[b.buf[0]] = c
	if b.buf[0] == 255 {
		b.e.write(b.buf[:]...)
		b.buf[0] = 0
	}
	return b.e.err
}

func (b *blockWriter) Write(data []byte) (int, error) {
	for i, c := range data {
		if err := b.WriteByte(c); err != nil {
			return i, err
		}
	}
	return len(data), nil
}

func (b *blockWriter) Flush() error { return b.e.err }

// close ends the row with a block of none.
func (b *blockWriter) close() {
	if n := b.buf[0]; n > 0 {
		b.e.write(b.buf[:int(n)+1]...)
	}
	b.e.write(0)
	b.e.flush()
}
