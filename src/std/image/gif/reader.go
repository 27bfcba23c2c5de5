// Package gif reads and writes GIF images. Look at the size with DecodeConfig before decoding what nobody vouches for.
package gif

import (
	"bufio"
	"compress/lzw"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
)

// How a frame is removed before the next one comes.
const (
	DisposalNone       = 0x01
	DisposalBackground = 0x02
	DisposalPrevious   = 0x03
)

var (
	errNotEnough = errors.New("gif: not enough image data")
	errTooMuch   = errors.New("gif: too much image data")
	errBadPixel  = errors.New("gif: invalid pixel value")
)

// Bytes that begin the parts of a file, and bits in them.
const (
	extension   = 0x21
	descriptor  = 0x2c
	trailer     = 0x3b
	textExt     = 0x01
	controlExt  = 0xf9
	commentExt  = 0xfe
	appExt      = 0xff
	hasTable    = 1 << 7
	interlaced  = 1 << 6
	transparent = 1
)

// GIF is the images of a file.
type GIF struct {
	Image []*image.Paletted // one after the other
	Delay []int             // how long each is shown, in hundredths of a second
	// LoopCount is how often the animation is shown again: 0 is forever, -1 not at all.
	LoopCount int
	// Disposal is how each frame is removed. Nil stands for zeros: not specified.
	Disposal []byte
	// Config holds the global palette and the size. With no palette each frame has its own; a zero Config takes the size
	// from the first frame. Frames lie between (0, 0) and (Width, Height).
	Config image.Config
	// BackgroundIndex is the color of the background in the global palette, for DisposalBackground.
	BackgroundIndex byte
}

// Decode reads the first image.
func Decode(r io.Reader) (image.Image, error) {
	d := newDecoder(r)
	if err := d.read(false); err != nil {
		return nil, err
	}
	return d.gif.Image[0], nil
}

// DecodeAll reads all images, with their times.
func DecodeAll(r io.Reader) (*GIF, error) {
	d := newDecoder(r)
	if err := d.read(true); err != nil {
		return nil, err
	}
	d.gif.Config = d.config()
	return &d.gif, nil
}

// DecodeConfig reads the global palette and the size.
func DecodeConfig(r io.Reader) (image.Config, error) {
	d := newDecoder(r)
	if err := d.readHeader(); err != nil {
		return image.Config{}, err
	}
	return d.config(), nil
}

func init() {
	image.RegisterFormat("gif", "GIF8?a", Decode, DecodeConfig)
}

type byteReader interface {
	io.Reader
	io.ByteReader
}

type decoder struct {
	r             byteReader
	gif           GIF
	width, height int
	palette       color.Palette // of all frames that have none
	buf           [768]byte
	// What a control extension said of the next frame.
	delay    int
	disposal byte
	clear    int // the index that is transparent, or -1
}

func newDecoder(r io.Reader) *decoder {
	br, ok := r.(byteReader)
	if !ok {
		br = bufio.NewReader(r)
	}
	return &decoder{r: br, gif: GIF{LoopCount: -1}, clear: -1}
}

func (d *decoder) config() image.Config {
	return image.Config{ColorModel: d.palette, Width: d.width, Height: d.height}
}

// full fills b: the end of the file comes too early.
func (d *decoder) full(b []byte) error {
	_, err := io.ReadFull(d.r, b)
	return early(err)
}

func (d *decoder) byte() (byte, error) {
	b, err := d.r.ReadByte()
	return b, early(err)
}

func early(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func u16(b []byte) int {
	return int(b[0]) | int(b[1])<<8
}

func (d *decoder) readHeader() error {
	b := d.buf[:13]
	if err := d.full(b); err != nil {
		return fmt.Errorf("gif: reading header: %v", err)
	}
	if version := string(b[:6]); version != "GIF87a" && version != "GIF89a" {
		return fmt.Errorf("gif: can't recognize format %q", version)
	}
	d.width, d.height = u16(b[6:]), u16(b[8:])
	if flags := b[10]; flags&hasTable != 0 {
		d.gif.BackgroundIndex = b[11]
		var err error
		if d.palette, err = d.readTable(flags); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) readTable(flags byte) (color.Palette, error) {
	p := make(color.Palette, 2<<(flags&7))
	b := d.buf[:3*len(p)]
	if err := d.full(b); err != nil {
		return nil, fmt.Errorf("gif: reading color table: %s", err)
	}
	for i := range p {
		p[i] = color.RGBA{b[3*i], b[3*i+1], b[3*i+2], 0xff}
	}
	return p, nil
}

func (d *decoder) read(all bool) error {
	if err := d.readHeader(); err != nil {
		return err
	}
	for {
		kind, err := d.byte()
		if err != nil {
			return fmt.Errorf("gif: reading frames: %v", err)
		}
		switch kind {
		case extension:
			err = d.readExtension()
		case descriptor:
			if err = d.readFrame(); err == nil && !all {
				return nil
			}
		case trailer:
			if len(d.gif.Image) == 0 {
				return errors.New("gif: missing image data")
			}
			return nil
		default:
			return fmt.Errorf("gif: unknown block type: 0x%.2x", kind)
		}
		if err != nil {
			return err
		}
	}
}

// readBlock reads a block of at most 255 bytes into buf; one of none ends a row of them.
func (d *decoder) readBlock() (int, error) {
	n, err := d.byte()
	if n == 0 || err != nil {
		return 0, err
	}
	return int(n), d.full(d.buf[:n])
}

func (d *decoder) readExtension() error {
	failed := func(err error) error { return fmt.Errorf("gif: reading extension: %v", err) }
	kind, err := d.byte()
	if err != nil {
		return failed(err)
	}
	n := byte(0)
	switch kind {
	case textExt:
		n = 13
	case controlExt:
		return d.readControl()
	case commentExt:
	case appExt:
		if n, err = d.byte(); err != nil {
			return failed(err)
		}
	default:
		return fmt.Errorf("gif: unknown extension 0x%.2x", kind)
	}
	if err := d.full(d.buf[:n]); err != nil {
		return failed(err)
	}
	loops := kind == appExt && string(d.buf[:n]) == "NETSCAPE2.0"
	for first := true; ; first = false {
		n, err := d.readBlock()
		if err != nil {
			return failed(err)
		}
		if n == 0 {
			return nil
		}
		if loops && first && n == 3 && d.buf[0] == 1 {
			d.gif.LoopCount = u16(d.buf[1:])
		}
	}
}

func (d *decoder) readControl() error {
	b := d.buf[:6]
	if err := d.full(b); err != nil {
		return fmt.Errorf("gif: can't read graphic control: %s", err)
	}
	if b[0] != 4 {
		return fmt.Errorf("gif: invalid graphic control extension block size: %d", b[0])
	}
	d.disposal = b[1] >> 2 & 7
	d.delay = u16(b[2:])
	if b[1]&transparent != 0 {
		d.clear = int(b[4])
	}
	if b[5] != 0 {
		return fmt.Errorf("gif: invalid graphic control extension block terminator: %d", b[5])
	}
	return nil
}

func (d *decoder) readFrame() error {
	b := d.buf[:9]
	if err := d.full(b); err != nil {
		return fmt.Errorf("gif: can't read image descriptor: %s", err)
	}
	x, y, dx, dy, flags := u16(b), u16(b[2:]), u16(b[4:]), u16(b[6:]), b[8]
	if x+dx > d.width || y+dy > d.height {
		return errors.New("gif: frame bounds larger than image bounds")
	}
	m := image.NewPaletted(image.Rect(x, y, x+dx, y+dy), nil)
	if flags&hasTable != 0 {
		var err error
		if m.Palette, err = d.readTable(flags); err != nil {
			return err
		}
	} else if m.Palette = d.palette; m.Palette == nil {
		return errors.New("gif: no color table")
	}
	if d.clear >= 0 {
		// The palette may be that of all frames, and too short for the index.
		own := make(color.Palette, max(len(m.Palette), d.clear+1))
		for i := copy(own, m.Palette); i < len(own); i++ {
			own[i] = color.RGBA{}
		}
		own[d.clear] = color.RGBA{}
		m.Palette = own
	}
	if err := d.readPixels(m.Pix); err != nil {
		return err
	}
	for _, p := range m.Pix {
		if int(p) >= len(m.Palette) {
			return errBadPixel
		}
	}
	if flags&interlaced != 0 {
		m.Pix = inOrder(m.Pix, dx, dy)
	}
	d.gif.Image = append(d.gif.Image, m)
	d.gif.Delay = append(d.gif.Delay, d.delay)
	d.gif.Disposal = append(d.gif.Disposal, d.disposal)
	d.delay, d.clear = 0, -1
	return nil
}

// readPixels reads the compressed pixels, which must be neither too few nor too many.
func (d *decoder) readPixels(pix []byte) error {
	failed := func(err error) error { return fmt.Errorf("gif: reading image data: %v", err) }
	width, err := d.byte()
	if err != nil {
		return failed(err)
	}
	if width < 2 || width > 8 {
		return fmt.Errorf("gif: pixel size in decode out of range: %d", width)
	}
	blocks := &blockReader{d: d}
	lr := lzw.NewReader(blocks, lzw.LSB, int(width))
	defer lr.Close()
	if _, err := io.ReadFull(lr, pix); early(err) == io.ErrUnexpectedEOF {
		return errNotEnough
	} else if err != nil {
		return failed(err)
	}
	// What should follow is the mark of the end; some files lack it.
	var one [1]byte
	if n, err := lr.Read(one[:]); n != 0 || err != io.EOF && err != io.ErrUnexpectedEOF {
		if err != nil {
			return failed(err)
		}
		return errTooMuch
	}
	if err := blocks.close(); err == errTooMuch {
		return err
	} else if err != nil {
		return failed(err)
	}
	return nil
}

// blockReader reads a row of blocks as one.
type blockReader struct {
	d    *decoder
	buf  [255]byte
	left []byte
	err  error
}

func (b *blockReader) fill() {
	if b.err != nil {
		return
	}
	var n byte
	if n, b.err = b.d.byte(); b.err == nil && n == 0 {
		b.err = io.EOF
	}
	if b.err != nil {
		return
	}
	if b.err = b.d.full(b.buf[:n]); b.err == nil {
		b.left = b.buf[:n]
	}
}

func (b *blockReader) ReadByte() (byte, error) {
	if len(b.left) == 0 {
		if b.fill(); b.err != nil {
			return 0, b.err
		}
	}
	c := b.left[0]
	b.left = b.left[1:]
	return c, nil
}

func (b *blockReader) Read(p []byte) (int, error) {
	if len(p) == 0 || b.err != nil {
		return 0, b.err
	}
	if len(b.left) == 0 {
		if b.fill(); b.err != nil {
			return 0, b.err
		}
	}
	n := copy(p, b.left)
	b.left = b.left[n:]
	return n, nil
}

// close passes the end over: what is left of a block, then a block of one byte at most, then an empty one.
func (b *blockReader) close() error {
	atEnd := func() (bool, error) {
		if b.err == io.EOF {
			return true, nil
		}
		return b.err != nil, b.err
	}
	if done, err := atEnd(); done {
		return err
	}
	if len(b.left) == 0 {
		b.fill()
		if done, err := atEnd(); done {
			return err
		}
		if len(b.left) > 1 {
			return errTooMuch
		}
	}
	// Encoders leave a byte of an unfinished code behind, even several.
	b.fill()
	if done, err := atEnd(); done {
		return err
	}
	return errTooMuch
}

// inOrder sorts the lines of an interlaced frame: every eighth, those half way between, and so on.
func inOrder(pix []byte, dx, dy int) []byte {
	sorted := make([]byte, len(pix))
	for _, pass := range [][2]int{{0, 8}, {4, 8}, {2, 4}, {1, 2}} {
		for y := pass[0]; y < dy; y += pass[1] {
			copy(sorted[y*dx:(y+1)*dx], pix)
			pix = pix[dx:]
		}
	}
	return sorted
}
