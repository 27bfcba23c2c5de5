package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// A reader of heap dumps, as far as this program asks.
type dump struct {
	r       *bufio.Reader
	objects map[uint64][]byte
	fields  map[uint64][]uint64
	records map[uint64]int
	roots   []uint64
}

func (d *dump) number() uint64 {
	n, err := binary.ReadUvarint(d.r)
	if err != nil {
		panic(err)
	}
	return n
}

func (d *dump) numbers(n int) (out []uint64) {
	for range n {
		out = append(out, d.number())
	}
	return out
}

func (d *dump) text() []byte {
	b := make([]byte, d.number())
	if _, err := io.ReadFull(d.r, b); err != nil {
		panic(err)
	}
	return b
}

func (d *dump) list() (offsets []uint64) {
	for d.number() == 1 {
		offsets = append(offsets, d.number())
	}
	return offsets
}

func (d *dump) read() {
	for {
		tag := d.number()
		d.records[tag]++
		switch tag {
		case 0: // the end
			return
		case 1: // object
			at := d.number()
			d.objects[at] = d.text()
			d.fields[at] = d.list()
		case 2: // another root
			d.text()
			d.roots = append(d.roots, d.number())
		case 3: // type
			d.numbers(2)
			d.text()
			d.number()
		case 4: // goroutine
			d.numbers(8)
			d.text()
			d.numbers(4)
		case 5: // frame
			d.numbers(3)
			d.text()
			d.numbers(3)
			d.text()
			d.list()
		case 6: // parameters
			fmt.Println(d.number(), d.number())
			d.numbers(2)
			fmt.Println(len(d.text()) > 0, len(d.text()) > 0, d.number() > 0)
		case 7: // finalizer
			d.numbers(5)
		case 8: // itab
			d.numbers(2)
		case 9: // thread
			d.numbers(3)
		case 10: // counts
			d.numbers(24 + 256 + 1)
		case 11: // queued finalizer
			d.numbers(5)
		case 12, 13: // data, bss
			d.number()
			d.text()
			d.list()
		case 14: // deferred call
			d.numbers(7)
		case 15: // panic
			d.numbers(6)
		case 16: // profile
			d.numbers(2)
			for range d.number() {
				d.text()
				d.text()
				d.number()
			}
			d.numbers(2)
		case 17: // sample
			d.numbers(2)
		default:
			panic(fmt.Sprint("tag ", tag))
		}
	}
}

type node struct {
	next  *node
	magic [4]uint64
}

var list *node

func main() {
	const length = 1000
	for i := range length {
		list = &node{list, [4]uint64{0xfeedface, uint64(i), 0xfeedface, uint64(i)}}
	}
	block := make(chan int)
	go func() { <-block }()
	f, err := os.CreateTemp("", "heap")
	if err != nil {
		panic(err)
	}
	defer os.Remove(f.Name())
	debug.WriteHeapDump(f.Fd())
	f.Seek(0, 0)
	d := dump{bufio.NewReader(f), map[uint64][]byte{}, map[uint64][]uint64{}, map[uint64]int{}, nil}
	header := make([]byte, 16)
	io.ReadFull(d.r, header)
	fmt.Printf("%q\n", header)
	d.read()
	_, err = d.r.ReadByte()
	fmt.Println(err)
	fmt.Println(d.records[4] >= 2, d.records[10], d.records[6], len(d.objects) >= length)
	// The nodes, each pointing to the next one.
	nodes, linked := 0, 0
	for _, b := range d.objects {
		word := func(i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
		if len(b) < 40 || word(1) != 0xfeedface || word(3) != 0xfeedface || word(2) != word(4) {
			continue
		}
		nodes++
		if next := word(0); next != 0 && d.objects[next] != nil {
			linked++
		}
	}
	fmt.Println(nodes, linked)
	list = nil
	debug.WriteHeapDump(1 << 20)
}
