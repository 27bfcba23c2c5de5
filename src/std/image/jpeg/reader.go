package jpeg

import (
	"image"
	"image/color"
)

// component is one of the planes of an image.
type component struct {
	h, v    int // blocks in a unit, across and down
	id      byte
	table   byte    // of quantization
	pending []block // coefficients of a progressive image
	pix     []byte
	stride  int
	// How often each sample stands in the plane, where the planes' sizes are none that image.YCbCr has.
	expandH, expandV int
}

type decoder struct {
	in            input
	width, height int
	comps         []component
	maxH, maxV    int
	isBaseline    bool
	isProgressive bool
	isJFIF        bool
	adobe         int // how Adobe says that colors are transformed, or -1
	hasAdobe      bool
	interval      int    // units between restarts
	blank         uint16 // blocks that have no more coefficients in this scan
	huff          [2][4]huffman
	quant         [4]block
	buf           [2 * blockSize]byte

	gray  *image.Gray
	color *image.YCbCr
	black []byte // of four components the last
	flex  bool   // samples are repeated by hand
}

// read reads the parts of a file up to its end, or, for its configuration, as far as that takes.
func (d *decoder) read(config bool) error {
	b := d.buf[:2]
	if err := d.in.full(b); err != nil {
		return err
	}
	if b[0] != 0xff || b[1] != markStart {
		return FormatError("missing SOI marker")
	}
	for {
		mark, isMark, err := d.mark()
		if err != nil {
			return err
		}
		if !isMark || markRestart <= mark && mark < markStart {
			continue
		}
		if mark == markEnd {
			break
		}
		if err := d.in.full(b); err != nil {
			return err
		}
		n := int(b[0])<<8 + int(b[1]) - 2
		if n < 0 {
			return FormatError("short segment length")
		}
		switch mark {
		case markBaseline, markExtended, markProgressive:
			d.isBaseline, d.isProgressive = mark == markBaseline, mark == markProgressive
			err = d.readFrame(n)
			if config && d.isJFIF {
				return err
			}
		case markHuffman, markQuant, markInterval:
			switch {
			case config:
				err = d.in.skip(n)
			case mark == markHuffman:
				err = d.readHuffman(n)
			case mark == markQuant:
				err = d.readQuant(n)
			default:
				err = d.readInterval(n)
			}
		case markScan:
			if config {
				return nil
			}
			err = d.readScan(n)
		case markApp:
			err = d.readApp(n, 5, func(b []byte) { d.isJFIF = string(b) == "JFIF\x00" })
		case markAdobe:
			err = d.readApp(n, 12, func(b []byte) {
				if string(b[:5]) == "Adobe" {
					d.hasAdobe, d.adobe = true, int(b[11])
				}
			})
		default:
			switch {
			case markApp <= mark && mark <= markLastApp || mark == markComment:
				err = d.in.skip(n)
			case mark < markBaseline:
				err = FormatError("unknown marker")
			default:
				err = UnsupportedError("unknown marker")
			}
		}
		if err != nil {
			return err
		}
	}
	if config {
		return errNoScan
	}
	if d.isProgressive {
		d.finish()
	}
	return nil
}

// mark finds the next marker. What stands before it should not be there, but files exist that have it. A zero right behind a byte of
// ones is none.
func (d *decoder) mark() (mark byte, isMark bool, err error) {
	b := d.buf[:2]
	if err := d.in.full(b); err != nil {
		return 0, false, err
	}
	for b[0] != 0xff {
		b[0] = b[1]
		if b[1], err = d.in.byte(); err != nil {
			return 0, false, err
		}
	}
	mark = b[1]
	isMark = mark != 0
	for mark == 0xff && err == nil {
		mark, err = d.in.byte()
	}
	return mark, isMark, err
}

func (d *decoder) readApp(n, size int, look func(b []byte)) error {
	if n < size {
		return d.in.skip(n)
	}
	if err := d.in.full(d.buf[:size]); err != nil {
		return err
	}
	look(d.buf[:size])
	if n > size {
		return d.in.skip(n - size)
	}
	return nil
}

func (d *decoder) readInterval(n int) error {
	if n != 2 {
		return FormatError("DRI has wrong length")
	}
	if err := d.in.full(d.buf[:2]); err != nil {
		return err
	}
	d.interval = int(d.buf[0])<<8 + int(d.buf[1])
	return nil
}

func (d *decoder) readFrame(n int) error {
	if len(d.comps) > 0 {
		return FormatError("multiple SOF markers")
	}
	count := (n - 6) / 3
	if n != 6+3*count || count != 1 && count != 3 && count != 4 {
		return UnsupportedError("number of components")
	}
	d.comps = make([]component, count)
	b := d.buf[:n]
	if err := d.in.full(b); err != nil {
		return err
	}
	if b[0] != 8 {
		return UnsupportedError("precision")
	}
	d.height, d.width = int(b[1])<<8+int(b[2]), int(b[3])<<8+int(b[4])
	if int(b[5]) != count {
		return FormatError("SOF has wrong length")
	}
	for i := range d.comps {
		c := &d.comps[i]
		c.id = b[6+3*i]
		for _, before := range d.comps[:i] {
			if before.id == c.id {
				return FormatError("repeated component identifier")
			}
		}
		if c.table = b[8+3*i]; c.table > 3 {
			return FormatError("bad Tq value")
		}
		h, v := int(b[7+3*i]>>4), int(b[7+3*i]&15)
		if h < 1 || h > 4 || v < 1 || v > 4 {
			return FormatError("luma/chroma subsampling ratio")
		}
		if h == 3 || v == 3 {
			return errSampling
		}
		switch count {
		case 1:
			h, v = 1, 1 // means nothing with one component
		case 4:
			switch i {
			case 0:
				if h != v || h == 4 {
					return errSampling
				}
			case 3:
				if h != d.comps[0].h || v != d.comps[0].v {
					return errSampling
				}
			default:
				if h != 1 || v != 1 {
					return errSampling
				}
			}
		}
		c.h, c.v = h, v
		d.maxH, d.maxV = max(d.maxH, h), max(d.maxV, v)
	}
	for i := range d.comps {
		c := &d.comps[i]
		if count == 3 && (d.maxH%c.h != 0 || d.maxV%c.v != 0) {
			return errSampling
		}
		c.expandH, c.expandV = d.maxH/c.h, d.maxV/c.v
	}
	return nil
}

func (d *decoder) readQuant(n int) error {
	for n > 0 {
		n--
		x, err := d.in.byte()
		if err != nil {
			return err
		}
		if x&15 > 3 {
			return FormatError("bad Tq value")
		}
		size := int(x>>4) + 1 // bytes of a number
		if size > 2 {
			return FormatError("bad Pq value")
		}
		if n == 0 {
			return nil
		}
		if n < size*blockSize {
			return FormatError("DQT has wrong length")
		}
		b := d.buf[:size*blockSize]
		n -= len(b)
		if err := d.in.full(b); err != nil {
			return err
		}
		q := &d.quant[x&15]
		for i := range q {
			q[i] = int32(b[i*size])
			if size == 2 {
				q[i] = q[i]<<8 | int32(b[2*i+1])
			}
		}
	}
	return nil
}

func (d *decoder) readHuffman(n int) error {
	for n > 0 {
		if n < 17 {
			return FormatError("DHT has wrong length")
		}
		b := d.buf[:17]
		if err := d.in.full(b); err != nil {
			return err
		}
		class, id := b[0]>>4, b[0]&15
		if class > 1 {
			return FormatError("bad Tc value")
		}
		if id > 3 || d.isBaseline && id > 1 {
			return FormatError("bad Th value")
		}
		count := 0
		for _, c := range b[1:] {
			count += int(c)
		}
		h := &d.huff[class][id]
		h.values = nil
		if count == 0 {
			return FormatError("Huffman table has zero length")
		}
		if count > 256 {
			return FormatError("Huffman table has excessive length")
		}
		if n -= 17 + count; n < 0 {
			return FormatError("DHT has wrong length")
		}
		h.values = make([]byte, count)
		if err := d.in.full(h.values); err != nil {
			return err
		}
		h.init(b[1:])
	}
	return nil
}

// image returns what was read in the form that its colors have.
func (d *decoder) image() (image.Image, error) {
	switch {
	case d.gray != nil:
		return d.gray, nil
	case d.color == nil:
		return nil, errNoScan
	case d.black != nil:
		return d.cmyk()
	case d.isRGB():
		return d.rgb()
	}
	return d.color, nil
}

// isRGB: JFIF is never RGB; else Adobe tells, or the names of the components.
func (d *decoder) isRGB() bool {
	if d.isJFIF {
		return false
	}
	if d.hasAdobe && d.adobe == 0 {
		return true
	}
	return d.comps[0].id == 'R' && d.comps[1].id == 'G' && d.comps[2].id == 'B'
}

func (d *decoder) rgb() (image.Image, error) {
	c := d.comps
	if c[1].h != c[2].h || c[0].h%c[1].h != 0 || c[1].v != c[2].v || c[0].v%c[1].v != 0 {
		return nil, errSampling
	}
	scale := c[0].h / c[1].h
	m := image.NewRGBA(d.color.Bounds())
	for y := range d.height {
		to := m.Pix[y*m.Stride:]
		from, less := d.color.YOffset(0, y), d.color.COffset(0, y)
		for x := range d.width {
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = d.color.Y[from+x], d.color.Cb[less+x/scale], d.color.Cr[less+x/scale], 255
		}
	}
	return m, nil
}

// cmyk: Adobe writes the complement of each color, or of the colors that YCbCr stands for, and always that of black.
func (d *decoder) cmyk() (image.Image, error) {
	if !d.hasAdobe {
		return nil, UnsupportedError("unknown color model: 4-component JPEG doesn't have Adobe APP14 metadata")
	}
	m := image.NewCMYK(d.color.Bounds())
	stride := d.comps[3].stride
	half := d.comps[1].h != d.comps[0].h || d.comps[1].v != d.comps[0].v
	for y := range d.height {
		for x := range d.width {
			to := m.Pix[y*m.Stride+4*x:]
			to[3] = 255 - d.black[y*stride+x]
			luma := d.color.Y[y*d.color.YStride+x]
			if d.adobe != 0 {
				at := d.color.COffset(x, y)
				to[0], to[1], to[2] = color.YCbCrToRGB(luma, d.color.Cb[at], d.color.Cr[at])
				continue
			}
			at := y*d.color.CStride + x
			if half {
				at = y/2*d.color.CStride + x/2
			}
			to[0], to[1], to[2] = 255-luma, 255-d.color.Cb[at], 255-d.color.Cr[at]
		}
	}
	return m, nil
}
