// Package suffixarray finds texts in a text fast, by an index of all its suffixes in order.
package suffixarray

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"regexp"
	"slices"
	"sort"
)

// An Index is a text with its suffixes in order.
type Index struct {
	data []byte
	at   []int // where they begin
}

// New makes an index of data, which must not be changed any more.
func New(data []byte) *Index {
	n := len(data)
	ix := &Index{data: data, at: make([]int, n)}
	if n == 0 {
		return ix
	}
	// Suffixes are sorted by twice as many bytes in each round: by the ranks of their halves.
	rank, next := make([]int, n), make([]int, n)
	byHalf := make([]int, n)
	count := make([]int, max(n, 256)+1)
	for i, b := range data {
		rank[i] = int(b)
		byHalf[i] = i
	}
	ranks := 256
	for size := 0; ; {
		// byHalf is in the order of the second halves; counting keeps it among equal first ones.
		clear(count[:ranks+1])
		for _, r := range rank {
			count[r+1]++
		}
		for r := range ranks {
			count[r+1] += count[r]
		}
		for _, i := range byHalf {
			ix.at[count[rank[i]]] = i
			count[rank[i]]++
		}
		half := func(i int) int {
			if i+size < n && size > 0 {
				return rank[i+size]
			}
			return -1
		}
		ranks = 0
		for k, i := range ix.at {
			if k > 0 {
				if before := ix.at[k-1]; rank[before] != rank[i] || half(before) != half(i) {
					ranks++
				}
			}
			next[i] = ranks
		}
		rank, next = next, rank
		if ranks++; ranks == n {
			return ix
		}
		size = max(2*size, 1)
		k := 0
		for i := n - min(size, n); i < n; i++ {
			byHalf[k] = i
			k++
		}
		for _, i := range ix.at {
			if i >= size {
				byHalf[k] = i - size
				k++
			}
		}
	}
}

// Bytes is the text.
func (x *Index) Bytes() []byte { return x.data }

// all gives where s stands, in the order of the suffixes.
func (x *Index) all(s []byte) []int {
	from := sort.Search(len(x.at), func(i int) bool { return bytes.Compare(x.data[x.at[i]:], s) >= 0 })
	n := sort.Search(len(x.at)-from, func(i int) bool { return !bytes.HasPrefix(x.data[x.at[from+i]:], s) })
	return x.at[from : from+n]
}

// Lookup gives at most n places where s stands, in no order; all for a negative n.
func (x *Index) Lookup(s []byte, n int) (result []int) {
	if len(s) == 0 || n == 0 {
		return nil
	}
	found := x.all(s)
	if n < 0 || len(found) < n {
		n = len(found)
	}
	return append(result, found[:n]...)
}

// FindAllIndex gives matches that do not overlap, in order, as regexp's does.
func (x *Index) FindAllIndex(r *regexp.Regexp, n int) (result [][]int) {
	prefix, complete := r.LiteralPrefix()
	if prefix == "" {
		return r.FindAllIndex(x.data, n)
	}
	if !complete {
		r = regexp.MustCompile("^" + r.String())
	}
	for wanted := n; ; wanted += 2 * (n - len(result)) {
		places := x.Lookup([]byte(prefix), wanted)
		if len(places) == 0 {
			return nil
		}
		slices.Sort(places)
		result = nil
		end := 0
		for _, i := range places {
			if len(result) == n {
				break
			}
			match := []int{0, len(prefix)}
			if !complete {
				match = r.FindIndex(x.data[i:])
			}
			if match != nil && i >= end {
				end = i + match[1]
				result = append(result, []int{i, end})
			}
		}
		if len(result) >= n || len(places) != wanted {
			return result
		}
	}
}

var errCorrupted = errors.New("suffixarray: data corrupted")

// blockSize is the most bytes of a block of numbers.
const blockSize = 16 << 10

func writeNumber(w io.Writer, n int) error {
	var b [binary.MaxVarintLen64]byte
	binary.PutVarint(b[:], int64(n))
	_, err := w.Write(b[:])
	return err
}

func readNumber(r io.Reader) (int, error) {
	var b [binary.MaxVarintLen64]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, err
	}
	n, _ := binary.Varint(b[:])
	if n < 0 {
		return 0, errCorrupted
	}
	return int(n), nil
}

// Write writes the index: the text's length and the text, then the places in blocks, each with its length first.
func (x *Index) Write(w io.Writer) error {
	if err := writeNumber(w, len(x.data)); err != nil {
		return err
	}
	if _, err := w.Write(x.data); err != nil {
		return err
	}
	for rest := x.at; len(rest) > 0; {
		block := make([]byte, binary.MaxVarintLen64, blockSize)
		for len(rest) > 0 && len(block)+binary.MaxVarintLen64 <= blockSize {
			block = binary.AppendUvarint(block, uint64(rest[0]))
			rest = rest[1:]
		}
		binary.PutVarint(block, int64(len(block)))
		if _, err := w.Write(block); err != nil {
			return err
		}
	}
	return nil
}

// Read reads what Write wrote.
func (x *Index) Read(r io.Reader) error {
	n, err := readNumber(r)
	if err != nil {
		return err
	}
	// The length is not to be believed before the bytes are there.
	data, err := io.ReadAll(io.LimitReader(r, int64(n)))
	if err != nil {
		return err
	}
	if len(data) < n {
		if len(data) == 0 {
			return io.EOF
		}
		return io.ErrUnexpectedEOF
	}
	x.data, x.at = data, make([]int, 0, n)
	for len(x.at) < n {
		size, err := readNumber(r)
		if err != nil {
			return err
		}
		if size < binary.MaxVarintLen64 || size > blockSize {
			return errCorrupted
		}
		block := make([]byte, size-binary.MaxVarintLen64)
		if _, err := io.ReadFull(r, block); err != nil {
			return err
		}
		for len(block) > 0 {
			place, width := binary.Uvarint(block)
			if width <= 0 || len(x.at) >= n || place >= uint64(n) {
				return errCorrupted
			}
			x.at = append(x.at, int(place))
			block = block[width:]
		}
	}
	return nil
}
