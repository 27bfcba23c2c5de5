// Package png reads and writes PNG images.
package png

import (
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/crc32"
	"image"
	"image/color"
	"io"
)

const header = "\x89PNG\r\n\x1a\n"

// A FormatError says what is wrong with a file.
type FormatError string

func (e FormatError) Error() string { return "png: invalid format: " + string(e) }

// An UnsupportedError says what of a file is not supported.
type UnsupportedError string

func (e UnsupportedError) Error() string { return "png: unsupported feature: " + string(e) }

var errOrder = FormatError("chunk out of order")

// Kinds of pixels, as the file has them.
const (
	gray      = 0
	trueColor = 2
	indexed   = 3
	grayAlpha = 4
	trueAlpha = 6
)

// How far the file was read.
const (
	atStart = iota
	seenHeader
	seenPalette
	seenTransparent
	seenData
	seenEnd
)

type decoder struct {
	r             io.Reader
	crc           hash.Hash32
	stage         int
	width, height int
	depth, kind   int
	interlaced    bool
	palette       color.Palette
	clear         []byte // the color that is transparent
	left          uint32 // of the data's chunk
	img           image.Image
}

// full reads all of b and adds it to the sum.
func (d *decoder) full(b []byte) error {
	if _, err := io.ReadFull(d.r, b); err != nil {
		return err
	}
	d.crc.Write(b)
	return nil
}

func (d *decoder) checkSum() error {
	var b [4]byte
	if _, err := io.ReadFull(d.r, b[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(b[:]) != d.crc.Sum32() {
		return FormatError("invalid checksum")
	}
	return nil
}

func (d *decoder) begin() (name string, length uint32, err error) {
	var b [8]byte
	if _, err := io.ReadFull(d.r, b[:]); err != nil {
		return "", 0, err
	}
	d.crc.Reset()
	d.crc.Write(b[4:])
	return string(b[4:]), binary.BigEndian.Uint32(b[:4]), nil
}

func (d *decoder) chunk(onlyConfig bool) error {
	name, length, err := d.begin()
	if err != nil {
		return err
	}
	// enter goes to a stage from one of others.
	enter := func(ok bool, stage int) error {
		if !ok {
			return errOrder
		}
		d.stage = stage
		return nil
	}
	s := d.stage
	switch name {
	case "IHDR":
		if err := enter(s == atStart, seenHeader); err != nil {
			return err
		}
		return d.readHeader(length)
	case "PLTE":
		if err := enter(s == seenHeader, seenPalette); err != nil {
			return err
		}
		return d.readPalette(length)
	case "tRNS":
		ok := s == seenHeader
		if d.kind == indexed {
			ok = s == seenPalette
		} else if d.kind == trueColor || d.kind == trueAlpha {
			ok = s == seenHeader || s == seenPalette
		}
		if err := enter(ok, seenTransparent); err != nil {
			return err
		}
		return d.readTransparent(length)
	case "IDAT":
		if s < seenHeader || s > seenData || s == seenHeader && d.kind == indexed {
			return errOrder
		}
		if s != seenData {
			d.stage = seenData
			if onlyConfig {
				return nil
			}
			d.left = length
			if d.img, err = d.image(); err != nil {
				return err
			}
			return d.checkSum()
		}
	case "IEND":
		if err := enter(s == seenData, seenEnd); err != nil {
			return err
		}
		if length != 0 {
			return FormatError("bad IEND length")
		}
		return d.checkSum()
	}
	if length > 1<<31-1 {
		return FormatError(fmt.Sprintf("Bad chunk length: %d", length))
	}
	if n, err := io.CopyN(d.crc, d.r, int64(length)); err != nil {
		if err == io.EOF && n > 0 {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	return d.checkSum()
}

func (d *decoder) readHeader(length uint32) error {
	if length != 13 {
		return FormatError("bad IHDR length")
	}
	var b [13]byte
	if err := d.full(b[:]); err != nil {
		return err
	}
	switch {
	case b[10] != 0:
		return UnsupportedError("compression method")
	case b[11] != 0:
		return UnsupportedError("filter method")
	case b[12] > 1:
		return FormatError("invalid interlace method")
	}
	d.interlaced = b[12] == 1
	w, h := int32(binary.BigEndian.Uint32(b[:])), int32(binary.BigEndian.Uint32(b[4:]))
	if w <= 0 || h <= 0 {
		return FormatError("non-positive dimension")
	}
	if n := int64(w) * int64(h); n != n*8/8 || n > (1<<63-1)/8 {
		return UnsupportedError("dimension overflow")
	}
	d.width, d.height, d.depth, d.kind = int(w), int(h), int(b[8]), int(b[9])
	depths := map[int][]int{gray: {1, 2, 4, 8, 16}, trueColor: {8, 16}, indexed: {1, 2, 4, 8}, grayAlpha: {8, 16}, trueAlpha: {8, 16}}
	for _, depth := range depths[d.kind] {
		if depth == d.depth {
			return d.checkSum()
		}
	}
	return UnsupportedError(fmt.Sprintf("bit depth %d, color type %d", b[8], b[9]))
}

func (d *decoder) readPalette(length uint32) error {
	n := int(length / 3)
	most := 256
	if d.kind == indexed {
		most = 1 << d.depth
	}
	if length%3 != 0 || n <= 0 || n > 256 || n > most {
		return FormatError("bad PLTE length")
	}
	b := make([]byte, length)
	if err := d.full(b); err != nil {
		return err
	}
	switch d.kind {
	case indexed:
		// Pixels may name colors that are not there: those are black.
		d.palette = make(color.Palette, 256)
		for i := range d.palette {
			c := color.RGBA{A: 0xff}
			if i < n {
				c = color.RGBA{b[3*i], b[3*i+1], b[3*i+2], 0xff}
			}
			d.palette[i] = c
		}
		d.palette = d.palette[:n]
	case trueColor, trueAlpha:
	default:
		return FormatError("PLTE, color type mismatch")
	}
	return d.checkSum()
}

func (d *decoder) readTransparent(length uint32) error {
	want := map[int]uint32{gray: 2, trueColor: 6}[d.kind]
	switch {
	case d.kind == indexed:
		if length > 256 {
			return FormatError("bad tRNS length")
		}
	case want == 0:
		return FormatError("tRNS, color type mismatch")
	case length != want:
		return FormatError("bad tRNS length")
	}
	b := make([]byte, length)
	if err := d.full(b); err != nil {
		return err
	}
	if d.kind == indexed {
		if len(d.palette) < len(b) {
			d.palette = d.palette[:len(b)]
		}
		for i, a := range b {
			c := d.palette[i].(color.RGBA)
			d.palette[i] = color.NRGBA{c.R, c.G, c.B, a}
		}
	} else {
		d.clear = b
	}
	return d.checkSum()
}

// Read gives the data of all its chunks.
func (d *decoder) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for d.left == 0 {
		if err := d.checkSum(); err != nil {
			return 0, err
		}
		name, length, err := d.begin()
		if err != nil {
			return 0, err
		}
		if name != "IDAT" {
			return 0, FormatError("not enough pixel data")
		}
		d.left = length
	}
	if int(d.left) < 0 {
		return 0, UnsupportedError("IDAT chunk length overflow")
	}
	n, err := d.r.Read(p[:min(len(p), int(d.left))])
	d.crc.Write(p[:n])
	d.left -= uint32(n)
	return n, err
}

// channels of a kind.
func channels(kind int) int {
	return map[int]int{gray: 1, trueColor: 3, indexed: 1, grayAlpha: 2, trueAlpha: 4}[kind]
}

// passes are the parts of an interlaced image: first pixel and distance, across and down.
var passes = [...][4]int{{0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}}

// image reads the pixels.
func (d *decoder) image() (image.Image, error) {
	z, err := zlib.NewReader(d)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	img := d.blank()
	list := passes[:]
	if !d.interlaced {
		list = [][4]int{{0, 1, 0, 1}}
	}
	for _, pass := range list {
		w := (d.width - pass[0] + pass[1] - 1) / pass[1]
		h := (d.height - pass[2] + pass[3] - 1) / pass[3]
		if w > 0 && h > 0 {
			if err := d.pass(z, img, pass, w, h); err != nil {
				return nil, err
			}
		}
	}
	// The rest must be the sum of the data, and nothing more.
	n := 0
	for i := 0; n == 0 && err == nil; i++ {
		if i == 100 {
			return nil, io.ErrNoProgress
		}
		n, err = z.Read(make([]byte, 1))
	}
	if err != nil && err != io.EOF {
		return nil, FormatError(err.Error())
	}
	if n != 0 || d.left != 0 {
		return nil, FormatError("too much pixel data")
	}
	return img, nil
}

// blank is an image of the kind that fits the file's.
func (d *decoder) blank() image.Image {
	r := image.Rect(0, 0, d.width, d.height)
	deep := d.depth == 16
	switch {
	case d.kind == indexed:
		return image.NewPaletted(r, d.palette)
	case d.kind == gray && d.clear == nil && deep:
		return image.NewGray16(r)
	case d.kind == gray && d.clear == nil:
		return image.NewGray(r)
	case d.kind == trueColor && d.clear == nil && deep:
		return image.NewRGBA64(r)
	case d.kind == trueColor && d.clear == nil:
		return image.NewRGBA(r)
	case deep:
		return image.NewNRGBA64(r)
	}
	return image.NewNRGBA(r)
}

// unfilter undoes a line's filter; false: there is none such.
func unfilter(kind int, line, above []byte, size int) bool

// pass reads lines of pixels that lie apart.
func (d *decoder) pass(r io.Reader, img image.Image, at [4]int, w, h int) error {
	bits := channels(d.kind) * d.depth
	size := max(bits/8, 1)
	n := (w*bits + 7) / 8
	line, above := make([]byte, n+1), make([]byte, n+1)
	for y := range h {
		if _, err := io.ReadFull(r, line); err != nil {
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return FormatError("not enough pixel data")
			}
			return err
		}
		if !unfilter(int(line[0]), line[1:], above[1:], size) {
			return FormatError("bad filter type")
		}
		d.line(img, line[1:], at[0], at[1], at[2]+y*at[3], w)
		line, above = above, line
	}
	return nil
}

// line sets the pixels of a line.
func (d *decoder) line(img image.Image, b []byte, x, step, y, w int) {
	switch img := img.(type) {
	case *image.Paletted:
		if step == 1 && d.depth == 8 {
			copy(img.Pix[y*img.Stride:], b[:w])
			for _, i := range b[:w] {
				if len(img.Palette) <= int(i) {
					img.Palette = img.Palette[:int(i)+1]
				}
			}
			return
		}
		for i := range w {
			v := d.bits(b, i)
			if len(img.Palette) <= int(v) {
				img.Palette = img.Palette[:int(v)+1]
			}
			img.SetColorIndex(x+i*step, y, v)
		}
	case *image.Gray:
		scale := byte(255 / (1<<min(d.depth, 8) - 1))
		for i := range w {
			img.SetGray(x+i*step, y, color.Gray{d.bits(b, i) * scale})
		}
	case *image.Gray16:
		for i := range w {
			img.SetGray16(x+i*step, y, color.Gray16{binary.BigEndian.Uint16(b[2*i:])})
		}
	case *image.RGBA:
		for i := range w {
			to := img.Pix[img.PixOffset(x+i*step, y):]
			to[0], to[1], to[2], to[3] = b[3*i], b[3*i+1], b[3*i+2], 0xff
		}
	case *image.RGBA64:
		for i := range w {
			img.SetRGBA64(x+i*step, y, color.RGBA64{d.pair(b, 3*i), d.pair(b, 3*i+1), d.pair(b, 3*i+2), 0xffff})
		}
	case *image.NRGBA:
		if d.kind == trueAlpha && step == 1 {
			copy(img.Pix[y*img.Stride:], b[:4*w])
			return
		}
		for i := range w {
			img.SetNRGBA(x+i*step, y, d.color8(b, i))
		}
	case *image.NRGBA64:
		for i := range w {
			img.SetNRGBA64(x+i*step, y, d.color16(b, i))
		}
	}
}

// bits is a pixel of at most 8 bits.
func (d *decoder) bits(b []byte, i int) byte {
	at := i * d.depth
	return b[at/8] >> (8 - d.depth - at%8) & byte(1<<d.depth-1)
}

func (d *decoder) pair(b []byte, i int) uint16 { return binary.BigEndian.Uint16(b[2*i:]) }

func (d *decoder) color8(b []byte, i int) color.NRGBA {
	switch d.kind {
	case gray:
		v := d.bits(b, i) * byte(255/(1<<min(d.depth, 8)-1))
		clear := d.clear[1]
		if d.depth < 8 {
			clear *= byte(255 / (1<<d.depth - 1))
		}
		if v == clear {
			return color.NRGBA{v, v, v, 0}
		}
		return color.NRGBA{v, v, v, 0xff}
	case trueColor:
		c := color.NRGBA{b[3*i], b[3*i+1], b[3*i+2], 0xff}
		if c.R == d.clear[1] && c.G == d.clear[3] && c.B == d.clear[5] {
			c.A = 0
		}
		return c
	case grayAlpha:
		return color.NRGBA{b[2*i], b[2*i], b[2*i], b[2*i+1]}
	}
	return color.NRGBA{b[4*i], b[4*i+1], b[4*i+2], b[4*i+3]}
}

func (d *decoder) color16(b []byte, i int) color.NRGBA64 {
	switch d.kind {
	case gray:
		v := d.pair(b, i)
		if v == d.pair(d.clear, 0) {
			return color.NRGBA64{v, v, v, 0}
		}
		return color.NRGBA64{v, v, v, 0xffff}
	case trueColor:
		c := color.NRGBA64{d.pair(b, 3*i), d.pair(b, 3*i+1), d.pair(b, 3*i+2), 0xffff}
		if c.R == d.pair(d.clear, 0) && c.G == d.pair(d.clear, 1) && c.B == d.pair(d.clear, 2) {
			c.A = 0
		}
		return c
	case grayAlpha:
		v := d.pair(b, 2*i)
		return color.NRGBA64{v, v, v, d.pair(b, 2*i+1)}
	}
	return color.NRGBA64{d.pair(b, 4*i), d.pair(b, 4*i+1), d.pair(b, 4*i+2), d.pair(b, 4*i+3)}
}

func open(r io.Reader) (*decoder, error) {
	d := &decoder{r: r, crc: crc32.NewIEEE()}
	b := make([]byte, len(header))
	_, err := io.ReadFull(r, b)
	if err == nil && string(b) != header {
		err = FormatError("not a PNG file")
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return d, err
}

// Decode reads an image.
func Decode(r io.Reader) (image.Image, error) {
	d, err := open(r)
	for err == nil && d.stage != seenEnd {
		if err = d.chunk(false); err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
	}
	if err != nil {
		return nil, err
	}
	return d.img, nil
}

// DecodeConfig reads the size and the color model.
func DecodeConfig(r io.Reader) (image.Config, error) {
	d, err := open(r)
	for err == nil {
		if err = d.chunk(true); err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if d.kind != indexed && d.stage >= seenHeader || d.stage >= seenTransparent {
			break
		}
	}
	if err != nil {
		return image.Config{}, err
	}
	var m color.Model
	switch deep := d.depth == 16; {
	case d.kind == indexed:
		m = d.palette
	case d.kind == gray && deep:
		m = color.Gray16Model
	case d.kind == gray:
		m = color.GrayModel
	case d.kind == trueColor && deep:
		m = color.RGBA64Model
	case d.kind == trueColor:
		m = color.RGBAModel
	case deep:
		m = color.NRGBA64Model
	default:
		m = color.NRGBAModel
	}
	return image.Config{ColorModel: m, Width: d.width, Height: d.height}, nil
}

func init() { image.RegisterFormat("png", header, Decode, DecodeConfig) }
