package jpeg

import "io"

const (
	errMarker = FormatError("missing 0xff00 sequence") // among data
	errShort  = FormatError("short Huffman data")
)

// input gives bytes, and bits of compressed data, in which a byte of ones is followed by a zero.
type input struct {
	r     io.Reader
	buf   []byte
	at    int
	width int // of the last byte of compressed data in the file; 0 once that does not matter

	bits  uint32
	nbits int
}

// fill reads on. The last two bytes are kept: they may be given back.
func (in *input) fill() error {
	keep := min(in.at, 2)
	rest := in.buf[in.at-keep:]
	if cap(in.buf) == 0 {
		in.buf = make([]byte, 0, 4096)
	}
	in.buf = in.buf[:copy(in.buf[:cap(in.buf)], rest)]
	in.at = keep
	n, err := in.r.Read(in.buf[len(in.buf):cap(in.buf)])
	in.buf = in.buf[:len(in.buf)+n]
	if n > 0 {
		return nil
	}
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// need sees to it that n bytes are there.
func (in *input) need(n int) error {
	for len(in.buf)-in.at < n {
		if err := in.fill(); err != nil {
			return err
		}
	}
	return nil
}

// settle gives back the last byte of compressed data if no bit of it was used.
func (in *input) settle() {
	if in.width > 0 && in.nbits >= 8 {
		in.at -= in.width
		in.nbits -= 8
		in.bits >>= 8
	}
	in.width = 0
}

func (in *input) byte() (byte, error) {
	if err := in.need(1); err != nil {
		return 0, err
	}
	in.width = 0
	in.at++
	return in.buf[in.at-1], nil
}

func (in *input) full(p []byte) error {
	in.settle()
	for {
		n := copy(p, in.buf[in.at:])
		in.at += n
		if p = p[n:]; len(p) == 0 {
			return nil
		}
		if err := in.fill(); err != nil {
			return err
		}
	}
}

func (in *input) skip(n int) error {
	in.settle()
	for {
		m := min(n, len(in.buf)-in.at)
		in.at += m
		if n -= m; n == 0 {
			return nil
		}
		if err := in.fill(); err != nil {
			return err
		}
	}
}

// want sees to it that n bits are there. A marker ends the data and stays where it is.
func (in *input) want(n int) error {
	for in.nbits < n {
		err := in.need(1)
		width := 1
		if err == nil && in.buf[in.at] == 0xff {
			if err = in.need(2); err == nil && in.buf[in.at+1] != 0 {
				in.width = 0
				return errMarker
			}
			width = 2
		}
		if err != nil {
			in.width = 0
			if err == io.ErrUnexpectedEOF {
				return errShort
			}
			return err
		}
		in.bits = in.bits<<8 | uint32(in.buf[in.at])
		in.nbits += 8
		in.at += width
		in.width = width
	}
	return nil
}

func (in *input) take(n int) (int32, error) {
	if in.nbits < n {
		if err := in.want(n); err != nil {
			return 0, err
		}
	}
	in.nbits -= n
	return int32(in.bits>>in.nbits) & (1<<n - 1), nil
}

// signed takes a number of n bits: those that begin with a zero are negative.
func (in *input) signed(n int) (int32, error) {
	x, err := in.take(n)
	if err == nil && n > 0 && x>>(n-1) == 0 {
		x += -1<<n + 1
	}
	return x, err
}

// huffman is a code of at most 256 values.
type huffman struct {
	values []byte
	short  [256]uint16 // for codes of eight bits at most, by the next eight bits: the value and 1 + the code's length
	first  [16]int32   // the first code of each length
	last   [16]int32   // the last one, -1 if there is none
	index  [16]int32   // where the value of the first one is
}

func (h *huffman) init(counts []byte) {
	clear(h.short[:])
	var code uint32
	x := 0
	for i := range 8 {
		code <<= 1
		for range counts[i] {
			base := byte(code << (7 - i))
			for k := range byte(1 << (7 - i)) {
				h.short[base|k] = uint16(h.values[x])<<8 | uint16(2+i)
			}
			code++
			x++
		}
	}
	var next, index int32
	for i, count := range counts {
		h.first[i], h.last[i], h.index[i] = next, -1, index
		if n := int32(count); n > 0 {
			h.last[i] = next + n - 1
			next += n
			index += n
		}
		next <<= 1
	}
}

// symbol takes a code and returns its value.
func (in *input) symbol(h *huffman) (byte, error) {
	if len(h.values) == 0 {
		return 0, FormatError("uninitialized Huffman table")
	}
	if in.nbits < 8 {
		// At the end there may be fewer, and that is enough for short codes.
		if err := in.want(8); err != nil && err != errMarker && err != errShort {
			return 0, err
		}
	}
	if in.nbits >= 8 {
		if found := h.short[byte(in.bits>>(in.nbits-8))]; found != 0 {
			in.nbits -= int(found&0xff) - 1
			return byte(found >> 8), nil
		}
	}
	var code int32
	for i := range 16 {
		bit, err := in.take(1)
		if err != nil {
			return 0, err
		}
		code = code<<1 | bit
		if code <= h.last[i] {
			return h.values[h.index[i]+code-h.first[i]], nil
		}
	}
	return 0, FormatError("bad Huffman code")
}
