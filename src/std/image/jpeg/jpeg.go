// Package jpeg reads and writes JPEG images, after ITU-T T.81: baseline and progressive ones are read, baseline ones are written.
package jpeg

import (
	"image"
	"image/color"
	"io"
)

// A FormatError says what is wrong with a file.
type FormatError string

func (e FormatError) Error() string { return "invalid JPEG format: " + string(e) }

// An UnsupportedError says what of a file is not supported.
type UnsupportedError string

func (e UnsupportedError) Error() string { return "unsupported JPEG feature: " + string(e) }

const (
	errSampling = UnsupportedError("luma/chroma subsampling ratio")
	errNoFrame  = FormatError("missing SOF marker")
	errNoScan   = FormatError("missing SOS marker")
)

// Reader is not used any more.
//
// Deprecated: It remains for programs that name it.
type Reader interface {
	io.ByteReader
	io.Reader
}

// Bytes behind 0xff that begin the parts of a file.
const (
	markBaseline    = 0xc0
	markExtended    = 0xc1
	markProgressive = 0xc2
	markHuffman     = 0xc4
	markRestart     = 0xd0 // and the seven after it
	markStart       = 0xd8
	markEnd         = 0xd9
	markScan        = 0xda
	markQuant       = 0xdb
	markInterval    = 0xdd
	markApp         = 0xe0
	markAdobe       = 0xee
	markLastApp     = 0xef
	markComment     = 0xfe
)

const blockSize = 64

// block is 64 coefficients, or samples.
type block [blockSize]int32

// natural is where the coefficients lie, in the order in which files have them.
var natural [blockSize]uint8

func zigzag(order []uint8)

func init() {
	zigzag(natural[:])
	image.RegisterFormat("jpeg", "\xff\xd8", Decode, DecodeConfig)
}

// forward turns samples into coefficients over those of quant, both in the order of files.
func forward(b []int32, quant []byte)

// inverse turns coefficients, times those of quant, into eight lines of samples; false: dst is too short.
func inverse(b, quant []int32, dst []byte, stride int) bool

// Decode reads an image.
func Decode(r io.Reader) (image.Image, error) {
	d := decoder{in: input{r: r}}
	if err := d.read(false); err != nil {
		return nil, err
	}
	return d.image()
}

// DecodeConfig reads the color model and the size.
func DecodeConfig(r io.Reader) (image.Config, error) {
	d := decoder{in: input{r: r}}
	if err := d.read(true); err != nil {
		return image.Config{}, err
	}
	c := image.Config{Width: d.width, Height: d.height}
	switch len(d.comps) {
	case 0:
		return image.Config{}, errNoFrame
	case 1:
		c.ColorModel = color.GrayModel
	case 3:
		c.ColorModel = color.YCbCrModel
		if d.isRGB() {
			c.ColorModel = color.RGBAModel
		}
	case 4:
		c.ColorModel = color.CMYKModel
	}
	return c, nil
}
