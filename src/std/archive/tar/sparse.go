package tar

import (
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"
)

// Files with holes: the archive has only the pieces of data, and a map of where they lie. GNU has written such maps in four ways:
// in the header and blocks behind it, as pairs of records, as one record, and as text before the data.

const sparseEntrySize = 24 // two numbers of 12 bytes

// extent is a piece of a file.
type extent struct {
	from, size int64
}

func (e extent) end() int64 { return e.from + e.size }

// beginSparse finds the map of an entry that has one.
func (tr *Reader) beginSparse(h *Header) error {
	var pieces []extent
	var err error
	if h.Typeflag == TypeGNUSparse {
		pieces, err = tr.oldMap(h)
	} else {
		pieces, err = tr.recordedMap(h)
	}
	if err != nil || pieces == nil {
		return err
	}
	if hasNoData(h.Typeflag) || !inOrder(pieces, h.Size) {
		return ErrHeader
	}
	tr.data = &sparseData{data: tr.data, pieces: pieces, size: h.Size}
	return nil
}

// inOrder reports whether the pieces follow each other within a file of that size.
func inOrder(pieces []extent, size int64) bool {
	if size < 0 {
		return false
	}
	var at int64
	for _, p := range pieces {
		if p.from < 0 || p.size < 0 || p.from > math.MaxInt64-p.size || p.end() > size || p.from < at {
			return false
		}
		at = p.end()
	}
	return true
}

// oldMap reads the map in the header, and in the blocks that follow while each says that there is another one.
func (tr *Reader) oldMap(h *Header) ([]extent, error) {
	if tr.blk.format() != FormatGNU {
		return nil, ErrHeader
	}
	h.Format &= FormatGNU
	var p parser
	h.Size = p.numeric(tr.blk.at(gnuRealSize))
	if p.err != nil {
		return nil, p.err
	}
	pieces := []extent{}
	table := tr.blk.at(gnuSparse)
	for size := len(table); size < maxSpecial; size += blockSize {
		n := len(table) / sparseEntrySize
		for i := range n {
			entry := table[i*sparseEntrySize:]
			if entry[0] == 0 {
				break
			}
			piece := extent{p.numeric(entry[:12]), p.numeric(entry[12:24])}
			if p.err != nil {
				return nil, p.err
			}
			if len(pieces) == maxSparse {
				return nil, errSparseTooLong
			}
			pieces = append(pieces, piece)
		}
		if table[n*sparseEntrySize] == 0 {
			return pieces, nil
		}
		if err := mustReadFull(tr.r, tr.blk[:]); err != nil {
			return nil, err
		}
		table = tr.blk[:]
	}
	return nil, errSparseTooLong
}

func mustReadFull(r io.Reader, b []byte) error {
	_, err := readFull(r, b)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// recordedMap reads the map of an entry whose records say that it has one, and which size and name it really has.
func (tr *Reader) recordedMap(h *Header) ([]extent, error) {
	of := func(key string) string { return h.PAXRecords[paxSparse+key] }
	before := false // the map stands before the data
	switch major, minor := of("major"), of("minor"); {
	case major == "0" && (minor == "0" || minor == "1"):
	case major == "1" && minor == "0":
		before = true
	case major != "" || minor != "":
		return nil, nil
	case of("map") == "":
		return nil, nil
	}
	h.Format &= FormatPAX
	if name := of("name"); name != "" {
		h.Name = name
	}
	size := of("size")
	if size == "" {
		size = of("realsize")
	}
	if size != "" {
		n, err := strconv.ParseInt(size, 10, 64)
		if err != nil {
			return nil, ErrHeader
		}
		h.Size = n
	}
	if before {
		return mapBefore(tr.data)
	}
	n, err := strconv.ParseInt(of("numblocks"), 10, 0)
	numbers := strings.Split(of("map"), ",")
	if of("map") == "" {
		numbers = nil
	}
	if err != nil || n < 0 || int64(len(numbers)) != 2*n || 2*n < n {
		return nil, ErrHeader
	}
	return extents(n, func() string {
		number := numbers[0]
		numbers = numbers[1:]
		return number
	})
}

// extents makes n pieces of numbers in text.
func extents(n int64, next func() string) ([]extent, error) {
	pieces := []extent{}
	for range n {
		from, err1 := strconv.ParseInt(next(), 10, 64)
		size, err2 := strconv.ParseInt(next(), 10, 64)
		if err1 != nil || err2 != nil {
			return nil, ErrHeader
		}
		if len(pieces) == maxSparse {
			return nil, errSparseTooLong
		}
		pieces = append(pieces, extent{from, size})
	}
	return pieces, nil
}

// mapBefore reads a map in lines of text that fill whole blocks: how many pieces there are, then where each is and its size.
func mapBefore(r io.Reader) ([]extent, error) {
	var text []byte
	var lines, read int64
	need := func(n int64) error {
		for lines < n {
			if read += blockSize; read > maxSpecial {
				return errSparseTooLong
			}
			var b block
			if err := mustReadFull(r, b[:]); err != nil {
				return err
			}
			text = append(text, b[:]...)
			lines += int64(bytes.Count(b[:], []byte{'\n'}))
		}
		return nil
	}
	next := func() string {
		lines--
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		return string(line)
	}
	if err := need(1); err != nil {
		return nil, err
	}
	n, err := strconv.ParseInt(next(), 10, 0)
	if err != nil || n < 0 || 2*n < n {
		return nil, ErrHeader
	}
	if err := need(2 * n); err != nil {
		return nil, err
	}
	return extents(n, next)
}

// sparseData reads a file with holes.
type sparseData struct {
	data   data
	pieces []extent
	size   int64
	at     int64
}

func (d *sparseData) stored() int64 { return d.data.stored() }

func (d *sparseData) Read(b []byte) (n int, err error) {
	last := int64(len(b)) >= d.size-d.at
	b = b[:min(int64(len(b)), d.size-d.at)]
	for n < len(b) && err == nil {
		for len(d.pieces) > 0 && d.at >= d.pieces[0].end() {
			d.pieces = d.pieces[1:]
		}
		to := d.size // of the hole, or of the piece of data
		isHole := true
		if len(d.pieces) > 0 {
			to = d.pieces[0].from
			if isHole = d.at < to; !isHole {
				to = d.pieces[0].end()
			}
		}
		part := b[n:]
		part = part[:min(int64(len(part)), to-d.at)]
		m := len(part)
		if isHole {
			clear(part)
		} else {
			m, err = readFull(d.data, part)
		}
		n += m
		d.at += int64(m)
	}
	switch {
	case err == io.EOF:
		return n, errMissData
	case err != nil:
		return n, err
	case d.at == d.size && d.stored() > 0:
		return n, errUnrefData
	case last:
		return n, io.EOF
	}
	return n, nil
}
