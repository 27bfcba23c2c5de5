package jpeg

import "image"

// scan is what one pass through the data tells: some components, and of a progressive image some coefficients and bits of them.
type scan struct {
	parts    []part
	from, to int // coefficients, in the order of the file
	high     int // bits that are known from the scan before
	low      int // bits that are yet to come
}

type part struct {
	*component
	dc, ac *huffman
	last   int32 // the mean of the block before
}

// makeImage makes the planes, whole units large.
func (d *decoder) makeImage(across, down int) {
	size := image.Rect(0, 0, d.width, d.height)
	if len(d.comps) == 1 {
		m := image.NewGray(image.Rect(0, 0, 8*across, 8*down))
		d.comps[0].pix, d.comps[0].stride = m.Pix, m.Stride
		d.gray = m.SubImage(size).(*image.Gray)
		return
	}
	c := d.comps
	ratio := image.YCbCrSubsampleRatio444
	d.flex = c[1].h != c[2].h || c[1].v != c[2].v || d.maxH != c[0].h || d.maxV != c[0].v
	if !d.flex {
		switch [2]int{d.maxH / c[1].h, d.maxV / c[1].v} {
		case [2]int{1, 1}:
		case [2]int{1, 2}:
			ratio = image.YCbCrSubsampleRatio440
		case [2]int{2, 1}:
			ratio = image.YCbCrSubsampleRatio422
		case [2]int{2, 2}:
			ratio = image.YCbCrSubsampleRatio420
		case [2]int{4, 1}:
			ratio = image.YCbCrSubsampleRatio411
		case [2]int{4, 2}:
			ratio = image.YCbCrSubsampleRatio410
		default:
			d.flex = true
		}
	}
	m := image.NewYCbCr(image.Rect(0, 0, 8*d.maxH*across, 8*d.maxV*down), ratio)
	c[0].pix, c[0].stride = m.Y, m.YStride
	c[1].pix, c[1].stride = m.Cb, m.CStride
	c[2].pix, c[2].stride = m.Cr, m.CStride
	d.color = m.SubImage(size).(*image.YCbCr)
	if len(c) == 4 {
		c[3].stride = 8 * c[3].h * across
		c[3].pix = make([]byte, c[3].stride*8*c[3].v*down)
		d.black = c[3].pix
	}
}

// units is how many units of blocks an image has, across and down.
func (d *decoder) units() (across, down int) {
	w, h := 8*d.maxH, 8*d.maxV
	return (d.width + w - 1) / w, (d.height + h - 1) / h
}

func (d *decoder) readScanHeader(n int) (*scan, error) {
	if len(d.comps) == 0 {
		return nil, errNoFrame
	}
	if n < 6 || n > 4+2*len(d.comps) || n%2 != 0 {
		return nil, FormatError("SOS has wrong length")
	}
	b := d.buf[:n]
	if err := d.in.full(b); err != nil {
		return nil, err
	}
	count := int(b[0])
	if n != 4+2*count {
		return nil, FormatError("SOS length inconsistent with number of components")
	}
	s := &scan{to: blockSize - 1}
	total := 0
	for i := range count {
		id, tables := b[1+2*i], b[2+2*i]
		var c *component
		for j := range d.comps {
			if d.comps[j].id == id {
				c = &d.comps[j]
			}
		}
		if c == nil {
			return nil, FormatError("unknown component selector")
		}
		for _, p := range s.parts {
			if p.component == c {
				return nil, FormatError("repeated component selector")
			}
		}
		total += c.h * c.v
		dc, ac := tables>>4, tables&15
		if dc > 3 || d.isBaseline && dc > 1 {
			return nil, FormatError("bad Td value")
		}
		if ac > 3 || d.isBaseline && ac > 1 {
			return nil, FormatError("bad Ta value")
		}
		s.parts = append(s.parts, part{component: c, dc: &d.huff[0][dc], ac: &d.huff[1][ac]})
	}
	if len(d.comps) > 1 && total > 10 {
		return nil, FormatError("total sampling factors too large")
	}
	if d.isProgressive {
		b = b[1+2*count:]
		s.from, s.to, s.high, s.low = int(b[0]), int(b[1]), int(b[2]>>4), int(b[2]&15)
		if s.from == 0 && s.to != 0 || s.from > s.to || s.to >= blockSize {
			return nil, FormatError("bad spectral selection bounds")
		}
		if s.from != 0 && count != 1 {
			return nil, FormatError("progressive AC coefficients for more than one component")
		}
		if s.high != 0 && s.high != s.low+1 {
			return nil, FormatError("bad successive approximation values")
		}
	}
	return s, nil
}

func (d *decoder) readScan(n int) error {
	s, err := d.readScanHeader(n)
	if err != nil {
		return err
	}
	across, down := d.units()
	if d.gray == nil && d.color == nil {
		d.makeImage(across, down)
	}
	if d.isProgressive {
		for _, p := range s.parts {
			if p.pending == nil {
				p.pending = make([]block, across*down*p.h*p.v)
			}
		}
	}
	d.in.bits, d.in.nbits = 0, 0
	units, restart, alone := across*down, byte(0), 0
	for unit := range units {
		x0, y0 := unit%across, unit/across
		for i := range s.parts {
			p := &s.parts[i]
			for j := range p.h * p.v {
				x, y := p.h*x0+j%p.h, p.v*y0+j/p.h
				if len(s.parts) == 1 {
					// One component comes line by line, and without the blocks that only fill up a unit.
					x, y = alone%(across*p.h), alone/(across*p.h)
					alone++
					if 8*x >= d.width || 8*y >= d.height {
						continue
					}
				}
				if err := d.readBlock(s, p, x, y, across*p.h); err != nil {
					return err
				}
			}
		}
		if d.interval > 0 && (unit+1)%d.interval == 0 && unit+1 < units {
			if err := d.restart(markRestart + restart); err != nil {
				return err
			}
			restart = (restart + 1) % 8
			d.in.bits, d.in.nbits, d.blank = 0, 0, 0
			for i := range s.parts {
				s.parts[i].last = 0
			}
		}
	}
	return nil
}

// restart finds the marker that must come here. What stands before it is passed over, other markers are not.
func (d *decoder) restart(mark byte) error {
	b := d.buf[:2]
	if err := d.in.full(b); err != nil {
		return err
	}
	for {
		keep := 0
		if b[0] == 0xff {
			switch b[1] {
			case mark:
				return nil
			case 0xff:
				keep = 1
			case 0:
			default:
				return FormatError("bad RST marker")
			}
		} else if b[1] == 0xff {
			b[0] = 0xff
			keep = 1
		}
		if err := d.in.full(b[keep:]); err != nil {
			return err
		}
	}
}

// readBlock reads what the scan tells of a block, where each line has that many blocks.
func (d *decoder) readBlock(s *scan, p *part, x, y, line int) error {
	var fresh block
	b := &fresh
	if d.isProgressive {
		b = &p.pending[y*line+x]
	}
	var err error
	if s.high != 0 {
		err = d.refine(s, p, b)
	} else {
		err = d.first(s, p, b)
	}
	if err != nil || d.isProgressive {
		return err
	}
	d.draw(p.component, b, x, y)
	return nil
}

// first reads coefficients that no scan before has told of.
func (d *decoder) first(s *scan, p *part, b *block) error {
	at := s.from
	if at == 0 {
		at++
		n, err := d.in.symbol(p.dc)
		if err != nil {
			return err
		}
		if n > 16 {
			return UnsupportedError("excessive DC component")
		}
		delta, err := d.in.signed(int(n))
		if err != nil {
			return err
		}
		p.last += delta
		b[0] = p.last << s.low
	}
	if at <= s.to && d.blank > 0 {
		d.blank--
		return nil
	}
	for ; at <= s.to; at++ {
		x, err := d.in.symbol(p.ac)
		if err != nil {
			return err
		}
		zeros, n := int(x>>4), int(x&15)
		if n != 0 {
			if at += zeros; at > s.to {
				break
			}
			value, err := d.in.signed(n)
			if err != nil {
				return err
			}
			b[natural[at]] = value << s.low
		} else if zeros == 15 {
			at += 15
		} else {
			if err := d.blanks(zeros); err != nil {
				return err
			}
			d.blank--
			break
		}
	}
	return nil
}

// blanks reads how many blocks, this one among them, have no more coefficients.
func (d *decoder) blanks(n int) error {
	d.blank = 1 << n
	if n > 0 {
		more, err := d.in.take(n)
		if err != nil {
			return err
		}
		d.blank |= uint16(more)
	}
	return nil
}

// refine reads one more bit of each coefficient, and those that have been zero until now.
func (d *decoder) refine(s *scan, p *part, b *block) error {
	delta := int32(1) << s.low
	if s.from == 0 {
		bit, err := d.in.take(1)
		if bit == 1 {
			b[0] |= delta
		}
		return err
	}
	at := s.from
	for d.blank == 0 && at <= s.to {
		x, err := d.in.symbol(p.ac)
		if err != nil {
			return err
		}
		zeros, n := int(x>>4), x&15
		value := int32(0)
		switch n {
		case 0:
			if zeros != 15 {
				if err := d.blanks(zeros); err != nil {
					return err
				}
			}
		case 1:
			value = delta
			bit, err := d.in.take(1)
			if err != nil {
				return err
			}
			if bit == 0 {
				value = -delta
			}
		default:
			return FormatError("unexpected Huffman code")
		}
		if d.blank > 0 {
			break
		}
		if at, err = d.refineOthers(s, b, at, zeros, delta); err != nil {
			return err
		}
		if at > s.to {
			return FormatError("too many coefficients")
		}
		if value != 0 {
			b[natural[at]] = value
		}
		at++
	}
	if d.blank > 0 {
		d.blank--
		_, err := d.refineOthers(s, b, at, -1, delta)
		return err
	}
	return nil
}

// refineOthers reads the bits of coefficients that are not zero, and passes over that many which are; it stops before the next.
func (d *decoder) refineOthers(s *scan, b *block, at, zeros int, delta int32) (int, error) {
	for ; at <= s.to; at++ {
		c := &b[natural[at]]
		if *c == 0 {
			if zeros == 0 {
				break
			}
			zeros--
			continue
		}
		bit, err := d.in.take(1)
		if err != nil {
			return 0, err
		}
		switch {
		case bit == 0:
		case *c > 0:
			*c += delta
		default:
			*c -= delta
		}
	}
	return at, nil
}

// finish draws a progressive image.
func (d *decoder) finish() {
	across, _ := d.units()
	for i := range d.comps {
		c := &d.comps[i]
		if c.pending == nil {
			continue
		}
		w, h, line := 8*d.maxH/c.h, 8*d.maxV/c.v, across*c.h
		for y := 0; y*h < d.height; y++ {
			for x := 0; x*w < d.width; x++ {
				d.draw(c, &c.pending[y*line+x], x, y)
			}
		}
	}
}

// draw turns coefficients into samples of the plane.
func (d *decoder) draw(c *component, b *block, x, y int) {
	quant := d.quant[c.table][:]
	if !d.flex {
		inverse(b[:], quant, c.pix[8*(y*c.stride+x):], c.stride)
		return
	}
	var small [blockSize]byte
	inverse(b[:], quant, small[:], 8)
	w, h := c.expandH, c.expandV
	dst := c.pix[8*(y*h*c.stride+x*w):]
	for i := range 8 * h {
		for j := range 8 * w {
			dst[i*c.stride+j] = small[i/h*8+j/w]
		}
	}
}
