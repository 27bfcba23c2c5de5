// Package bzip2 decompresses what bzip2 has compressed.
package bzip2

import (
	"bufio"
	"io"
)

// A StructuralError says what is wrong with the data.
type StructuralError string

func (s StructuralError) Error() string { return "bzip2 data invalid: " + string(s) }

// NewReader returns a reader of what r has compressed. It may read more of r than is needed, unless r is an io.ByteReader.
func NewReader(r io.Reader) io.Reader {
	in, ok := r.(io.ByteReader)
	if !ok {
		in = bufio.NewReader(r)
	}
	return &reader{bits: bitReader{in: in}}
}

// bitReader reads bits, the highest of a byte first. After an error they are zeros.
type bitReader struct {
	in    io.ByteReader
	word  uint64
	count uint
	err   error
}

func (b *bitReader) read(n uint) int {
	for b.count < n {
		c, err := b.in.ReadByte()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			b.err = err
			return 0
		}
		b.word = b.word<<8 | uint64(c)
		b.count += 8
	}
	b.count -= n
	return int(b.word >> b.count & (1<<n - 1))
}

type reader struct {
	bits                bitReader
	begun               bool
	err                 error
	fileSum             uint32 // of the sums of its blocks
	sum, wantSum        uint32 // of the block
	size                int    // of blocks
	links               []uint32
	at                  uint32 // the place in links
	left                int    // how many of the block's bytes are not read yet
	last, same, repeats int    // byte before, how often in a row, how often it is still to be given
}

// begin reads a stream's header.
func (r *reader) begin(first bool) error {
	if first && r.bits.read(16) != 'B'<<8|'Z' {
		return StructuralError("bad magic value")
	}
	if r.bits.read(8) != 'h' {
		return StructuralError("non-Huffman entropy encoding")
	}
	level := r.bits.read(8)
	if level < '1' || level > '9' {
		return StructuralError("invalid compression level")
	}
	r.fileSum = 0
	r.size = (level - '0') * 100_000
	return nil
}

func (r *reader) Read(p []byte) (n int, err error) {
	if r.err == io.EOF {
		return 0, io.EOF
	}
	if !r.begun {
		if err := r.begin(true); err != nil || r.bits.err != nil {
			return 0, r.either(err)
		}
		r.begun = true
	}
	for {
		if n := r.copy(p); n > 0 || len(p) == 0 {
			return n, r.bits.err
		}
		if r.sum != r.wantSum {
			r.bits.err = StructuralError("block checksum mismatch")
			return 0, r.bits.err
		}
		if err := r.next(); err != nil {
			return 0, r.either(err)
		}
	}
}

// either is the error of the reading itself, where there was one.
func (r *reader) either(err error) error {
	if r.bits.err != nil {
		return r.bits.err
	}
	return err
}

// copy gives bytes of the block; a fifth after four equal ones says how many more of them there are.
func (r *reader) copy(p []byte) (n int) {
	for n < len(p) {
		if r.repeats > 0 {
			p[n] = byte(r.last)
			n++
			if r.repeats--; r.repeats == 0 {
				r.last = -1
			}
			continue
		}
		if r.left == 0 {
			break
		}
		r.left--
		link := r.links[r.at]
		r.at = link >> 8
		b := int(byte(link))
		if r.same == 3 {
			r.repeats, r.same = b, 0
			continue
		}
		if b == r.last {
			r.same++
		} else {
			r.same = 0
		}
		r.last = b
		p[n] = byte(b)
		n++
	}
	r.sum = checksum(r.sum, p[:n])
	return n
}

// next reads the header of a block and the block, or the end of a stream.
func (r *reader) next() error {
	switch uint64(r.bits.read(24))<<24 | uint64(r.bits.read(24)) {
	case 0x314159265359:
		return r.block()
	default:
		return StructuralError("bad magic value found")
	case 0x177245385090:
	}
	want := uint32(r.bits.read(32))
	if r.bits.err != nil {
		return r.bits.err
	}
	if want != r.fileSum {
		r.bits.err = StructuralError("file checksum mismatch")
		return r.bits.err
	}
	r.bits.count &^= 7
	// Another stream may follow.
	first, err := r.bits.in.ReadByte()
	if err != nil {
		r.err, r.bits.err = err, err
		return err
	}
	second, err := r.bits.in.ReadByte()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		r.bits.err = err
		return err
	}
	if first != 'B' || second != 'Z' {
		return StructuralError("bad magic value in continuation file")
	}
	return r.begin(false)
}

// block reads a block: Huffman's codes of places in a list of the bytes used lately, of what Burrows and Wheeler sort.
func (r *reader) block() error {
	b := &r.bits
	r.wantSum, r.sum = uint32(b.read(32)), 0
	r.fileSum = (r.fileSum<<1 | r.fileSum>>31) ^ r.wantSum
	if b.read(1) != 0 {
		return StructuralError("deprecated randomized files")
	}
	origin := b.read(24)
	var symbols []byte
	for high, used := 0, b.read(16); high < 16; high++ {
		if used&(0x8000>>high) == 0 {
			continue
		}
		for low, bits := 0, b.read(16); low < 16; low++ {
			if bits&(0x8000>>low) != 0 {
				symbols = append(symbols, byte(high<<4|low))
			}
		}
	}
	if len(symbols) == 0 {
		return StructuralError("no symbols in input")
	}
	trees := make([]tree, b.read(3))
	if len(trees) < 2 || len(trees) > 6 {
		return StructuralError("invalid number of Huffman trees")
	}
	choice := make([]byte, b.read(15))
	recent := []byte{0, 1, 2, 3, 4, 5}[:len(trees)]
	for i := range choice {
		place := 0
		for b.read(1) == 1 {
			place++
		}
		if place >= len(trees) {
			return StructuralError("tree index too large")
		}
		choice[i] = toFront(recent, place)
	}
	lengths := make([]int, len(symbols)+2)
	for i := range trees {
		length := b.read(5)
		for j := range lengths {
			for {
				if length < 1 || length > 20 {
					return StructuralError("Huffman length out of range")
				}
				if b.read(1) == 0 {
					break
				}
				length += 1 - 2*b.read(1)
			}
			lengths[j] = length
		}
		if err := trees[i].make(lengths); err != nil {
			return err
		}
	}
	if len(choice) == 0 {
		return StructuralError("no tree selectors given")
	}
	links := r.links[:0]
	if cap(links) < r.size {
		links = make([]uint32, 0, r.size)
	}
	var count [256]uint32
	repeat, power := 0, 1
	for decoded := 0; ; decoded++ {
		if decoded/50 >= len(choice) {
			return StructuralError("insufficient selector indices for number of symbols")
		}
		v := trees[choice[decoded/50]].decode(b)
		if v < 2 {
			// Digits 1 and 2 of how often the first byte comes.
			repeat += power << v
			power <<= 1
			if repeat > 2*1024*1024 {
				return StructuralError("repeat count too large")
			}
			continue
		}
		if repeat > r.size-len(links) {
			return StructuralError("repeats past end of block")
		}
		for range repeat {
			links = append(links, uint32(symbols[0]))
		}
		count[symbols[0]] += uint32(repeat)
		repeat, power = 0, 1
		if v == len(lengths)-1 {
			break
		}
		if len(links) >= r.size {
			return StructuralError("data exceeds block size")
		}
		c := toFront(symbols, v-1)
		links = append(links, uint32(c))
		count[c]++
	}
	if origin >= len(links) {
		return StructuralError("origPtr out of bounds")
	}
	// Where each byte stands in the sorted column: the upper bits link it to its successor.
	var before uint32
	for i, n := range count {
		count[i] = before
		before += n
	}
	for i := range links {
		c := byte(links[i])
		links[count[c]] |= uint32(i) << 8
		count[c]++
	}
	r.links, r.left, r.at = links, len(links), links[origin]>>8
	r.last, r.same, r.repeats = -1, 0, 0
	return nil
}

// toFront moves an element to the front, and gives it.
func toFront(list []byte, at int) byte {
	c := list[at]
	copy(list[1:at+1], list[:at])
	list[0] = c
	return c
}

// A tree has Huffman's codes, for each length in order.
type tree struct {
	limit  [21]int // codes of a length are below this
	offset [21]int // from a code to its place in order
	order  []int
}

func (t *tree) make(lengths []int) error {
	t.order = t.order[:0]
	code := 0
	for length := 1; length <= 20; length++ {
		t.offset[length] = len(t.order) - code
		for symbol, l := range lengths {
			if l == length {
				t.order = append(t.order, symbol)
				code++
			}
		}
		t.limit[length] = code
		code <<= 1
	}
	return nil
}

// decode reads a code; the end's where there is none such.
func (t *tree) decode(b *bitReader) int {
	code := 0
	for length := 1; length <= 20; length++ {
		code = code<<1 | b.read(1)
		if code < t.limit[length] {
			return t.order[code+t.offset[length]]
		}
	}
	b.err = StructuralError("invalid Huffman code")
	return len(t.order) - 1
}

var sums = func() (t [256]uint32) {
	for i := range t {
		c := uint32(i) << 24
		for range 8 {
			c = c<<1 ^ c>>31*0x04C11DB7
		}
		t[i] = c
	}
	return
}()

// checksum is a CRC with the highest bit first.
func checksum(sum uint32, p []byte) uint32 {
	sum = ^sum
	for _, b := range p {
		sum = sums[byte(sum>>24)^b] ^ sum<<8
	}
	return ^sum
}
