package jpeg

import (
	"bufio"
	"errors"
	"image"
	"image/color"
	"io"
	"math/bits"
	"strings"
)

// DefaultQuality is that of files written without Options.
const DefaultQuality = 75

// Options say how to write.
type Options struct {
	Quality int // from 1 to 100, the higher the better
}

// The tables for quantization that the standard recommends, for quality 50: of brightness and of color.
var quants = [2]string{
	"\x10\x0b\x0c\x0e\x0c\x0a\x10\x0e\x0d\x0e\x12\x11\x10\x13\x18\x28\x1a\x18\x16\x16\x18\x31\x23\x25\x1d\x28\x3a\x33\x3d\x3c\x39\x33" +
		"\x38\x37\x40\x48\x5c\x4e\x40\x44\x57\x45\x37\x38\x50\x6d\x51\x57\x5f\x62\x67\x68\x67\x3e\x4d\x71\x79\x70\x64\x78\x5c\x65\x67\x63",
	"\x11\x12\x12\x18\x15\x18\x2f\x1a\x1a\x2f\x63\x42\x38\x42\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63" +
		"\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63\x63",
}

// code is a Huffman code: how many codes of each length there are, the values in their order, and the codes themselves.
type code struct {
	id     byte
	counts string
	values string
	codes  [256]uint32 // the length above 24 bits
}

// The codes that the standard recommends, for means and for coefficients, of brightness and of color. Of the latter only the beginnings
// stand here: what they lack follows in its order.
var codes = [4]code{
	{id: 0x00, counts: "\x00\x01\x05\x01\x01\x01\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00", values: "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b"},
	{id: 0x10, counts: "\x00\x02\x01\x03\x03\x02\x04\x03\x05\x05\x04\x04\x00\x00\x01\x7d", values: "" +
		"\x01\x02\x03\x00\x04\x11\x05\x12\x21\x31\x41\x06\x13\x51\x61\x07\x22\x71\x14\x32\x81\x91\xa1\x08\x23\x42\xb1\xc1\x15\x52\xd1\xf0" +
		"\x24\x33\x62\x72\x82"},
	{id: 0x01, counts: "\x00\x03\x01\x01\x01\x01\x01\x01\x01\x01\x01\x00\x00\x00\x00\x00", values: "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b"},
	{id: 0x11, counts: "\x00\x02\x01\x02\x04\x04\x03\x04\x07\x05\x04\x04\x00\x01\x02\x77", values: "" +
		"\x00\x01\x02\x03\x11\x04\x05\x21\x31\x06\x12\x41\x51\x07\x61\x71\x13\x22\x32\x81\x08\x14\x42\x91\xa1\xb1\xc1\x09\x23\x33\x52\xf0" +
		"\x15\x62\x72\xd1\x0a\x16\x24\x34\xe1\x25\xf1"},
}

func (c *code) complete() {
	if c.id >= 0x10 {
		for x := 0x01; x <= 0xfa; x++ {
			if n := x & 15; 1 <= n && n <= 10 && strings.IndexByte(c.values, byte(x)) < 0 {
				c.values += string([]byte{byte(x)})
			}
		}
	}
	var next uint32
	at := 0
	for i, n := range []byte(c.counts) {
		for range n {
			c.codes[c.values[at]] = uint32(i+1)<<24 | next
			next++
			at++
		}
		next <<= 1
	}
}

func init() {
	for i := range codes {
		codes[i].complete()
	}
}

// Encode writes an image in 4:2:0, or a gray one as it is.
func Encode(w io.Writer, m image.Image, o *Options) error {
	size := m.Bounds().Size()
	if size.X >= 1<<16 || size.Y >= 1<<16 {
		return errors.New("jpeg: image is too large to encode")
	}
	out, ok := w.(flushWriter)
	if !ok {
		out = bufio.NewWriter(w)
	}
	e := &encoder{w: out}
	quality := DefaultQuality
	if o != nil {
		quality = min(max(o.Quality, 1), 100)
	}
	scale := 200 - 2*quality
	if quality < 50 {
		scale = 5000 / quality
	}
	for i, table := range quants {
		for j := range blockSize {
			e.quant[i][j] = byte(min(max((int(table[j])*scale+50)/100, 1), 255))
		}
	}
	gray, isGray := m.(*image.Gray)
	e.write(0xff, markStart)
	e.writeTables(size, isGray)
	if isGray {
		e.writeGray(gray)
	} else {
		e.writeColor(m)
	}
	e.emit(0x7f, 7)
	e.write(0xff, markEnd)
	if e.err == nil {
		e.err = out.Flush()
	}
	return e.err
}

type flushWriter interface {
	io.Writer
	io.ByteWriter
	Flush() error
}

// encoder writes until there is an error.
type encoder struct {
	w     flushWriter
	err   error
	bits  uint32 // those that wait, at the top
	nbits uint32
	quant [2][blockSize]byte
}

func (e *encoder) write(b ...byte) {
	if e.err == nil {
		_, e.err = e.w.Write(b)
	}
}

func (e *encoder) begin(mark byte, n int) {
	e.write(0xff, mark, byte(n>>8), byte(n))
}

// writeTables writes all that stands before the data.
func (e *encoder) writeTables(size image.Point, isGray bool) {
	e.begin(markQuant, 2+2*(1+blockSize))
	for i := range e.quant {
		e.write(byte(i))
		e.write(e.quant[i][:]...)
	}
	planes, used := "\x01\x22\x00\x02\x11\x01\x03\x11\x01", codes[:]
	if isGray {
		planes, used = "\x01\x11\x00", codes[:2]
	}
	e.begin(markBaseline, 8+len(planes))
	e.write(8, byte(size.Y>>8), byte(size.Y), byte(size.X>>8), byte(size.X), byte(len(planes)/3))
	e.write([]byte(planes)...)
	n := 2
	for i := range used {
		n += 17 + len(used[i].values)
	}
	e.begin(markHuffman, n)
	for i := range used {
		e.write(used[i].id)
		e.write([]byte(used[i].counts)...)
		e.write([]byte(used[i].values)...)
	}
	scan := "\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"
	if isGray {
		scan = "\x01\x01\x00\x00\x3f\x00"
	}
	e.begin(markScan, 2+len(scan))
	e.write([]byte(scan)...)
}

// emit writes bits. A byte of ones is followed by a zero, so that it does not look like a marker.
func (e *encoder) emit(bits, n uint32) {
	n += e.nbits
	bits = bits<<(32-n) | e.bits
	for ; n >= 8; n -= 8 {
		b := byte(bits >> 24)
		if e.err == nil {
			e.err = e.w.WriteByte(b)
		}
		if b == 0xff && e.err == nil {
			e.err = e.w.WriteByte(0)
		}
		bits <<= 8
	}
	e.bits, e.nbits = bits, n
}

func (e *encoder) symbol(c *code, x int) {
	e.emit(c.codes[x]&(1<<24-1), c.codes[x]>>24)
}

// number writes, after how many zeros it comes, a number: how many bits it has, and these; negative ones are complemented.
func (e *encoder) number(c *code, zeros int, x int32) {
	size, low := x, x
	if x < 0 {
		size, low = -x, x-1
	}
	n := uint32(bits.Len32(uint32(size)))
	e.symbol(c, zeros<<4|int(n))
	if n > 0 {
		e.emit(uint32(low)&(1<<n-1), n)
	}
}

// writeBlock writes a block of samples and returns its mean, of which the next block writes how far its own is from it.
func (e *encoder) writeBlock(b *block, kind int, mean int32) int32 {
	forward(b[:], e.quant[kind][:])
	e.number(&codes[2*kind], 0, b[0]-mean)
	c, zeros := &codes[2*kind+1], 0
	for _, x := range b[1:] {
		if x == 0 {
			zeros++
			continue
		}
		for ; zeros > 15; zeros -= 16 {
			e.symbol(c, 0xf0)
		}
		e.number(c, zeros, x)
		zeros = 0
	}
	if zeros > 0 {
		e.symbol(c, 0)
	}
	return b[0]
}

// inside is the nearest point in the image: its last column and line fill up the blocks.
func inside(r image.Rectangle, x, y int) (int, int) {
	return min(x, r.Max.X-1), min(y, r.Max.Y-1)
}

func (e *encoder) writeGray(m *image.Gray) {
	r := m.Bounds()
	mean := int32(0)
	for y := r.Min.Y; y < r.Max.Y; y += 8 {
		for x := r.Min.X; x < r.Max.X; x += 8 {
			var b block
			for i := range b {
				b[i] = int32(m.Pix[m.PixOffset(inside(r, x+i%8, y+i/8))])
			}
			mean = e.writeBlock(&b, 0, mean)
		}
	}
}

func (e *encoder) writeColor(m image.Image) {
	at := sampler(m)
	r := m.Bounds()
	var means [3]int32
	for y := r.Min.Y; y < r.Max.Y; y += 16 {
		for x := r.Min.X; x < r.Max.X; x += 16 {
			var chroma [2]block // sums of four
			for quarter := range 4 {
				dx, dy := quarter%2*8, quarter/2*8
				var luma block
				for i := range luma {
					px, py := inside(r, x+dx+i%8, y+dy+i/8)
					yy, cb, cr := at(px, py)
					luma[i] = int32(yy)
					to := (dy+i/8)/2*8 + (dx+i%8)/2
					chroma[0][to] += int32(cb)
					chroma[1][to] += int32(cr)
				}
				means[0] = e.writeBlock(&luma, 0, means[0])
			}
			for k := range chroma {
				for i, sum := range chroma[k] {
					chroma[k][i] = (sum + 2) >> 2
				}
				means[1+k] = e.writeBlock(&chroma[k], 1, means[1+k])
			}
		}
	}
}

// sampler returns what tells the color of a pixel, the quickest way.
func sampler(m image.Image) func(x, y int) (yy, cb, cr uint8) {
	switch m := m.(type) {
	case *image.RGBA:
		return func(x, y int) (yy, cb, cr uint8) {
			p := m.Pix[m.PixOffset(x, y):]
			return color.RGBToYCbCr(p[0], p[1], p[2])
		}
	case *image.YCbCr:
		return func(x, y int) (yy, cb, cr uint8) {
			c := m.COffset(x, y)
			return m.Y[m.YOffset(x, y)], m.Cb[c], m.Cr[c]
		}
	}
	return func(x, y int) (yy, cb, cr uint8) {
		r, g, b, _ := m.At(x, y).RGBA()
		return color.RGBToYCbCr(uint8(r>>8), uint8(g>>8), uint8(b>>8))
	}
}
