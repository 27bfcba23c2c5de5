// Numbers of fixed size and the bytes that they are made of: at every address, from what calls change, and where there are too few.
package main

import (
	"encoding/binary"
	"fmt"
	"math"
)

type message struct {
	order binary.ByteOrder
	bytes []byte
	room  [16]byte
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

type ends struct {
	little, big uint64
}

// Values of the orders that are none of the package's variables.
var mine = binary.BigEndian

func read(b []byte) (all []uint64) {
	for at := 0; at+8 <= len(b); at++ {
		rest := b[at:]
		all = append(all,
			uint64(binary.LittleEndian.Uint16(rest)), uint64(binary.BigEndian.Uint16(rest)), uint64(binary.NativeEndian.Uint16(rest)),
			uint64(binary.LittleEndian.Uint32(rest)), uint64(binary.BigEndian.Uint32(rest)), uint64(binary.NativeEndian.Uint32(rest)),
			binary.LittleEndian.Uint64(rest), binary.BigEndian.Uint64(rest), binary.NativeEndian.Uint64(rest),
			uint64(mine.Uint16(rest)), uint64((binary.BigEndian).Uint32(rest)))
	}
	return all
}

func main() {
	b := make([]byte, 20)
	for i := range b {
		b[i] = byte(0x81 + i*13)
	}
	sum := uint64(0)
	for _, x := range read(b) {
		sum = sum*31 + x
	}
	fmt.Printf("%x %x\n", sum, read(b[:9]))

	for at := range 4 {
		clear(b)
		binary.LittleEndian.PutUint16(b[at:], 0x1234)
		binary.BigEndian.PutUint16(b[at+2:], 0x1234)
		binary.LittleEndian.PutUint32(b[at+4:], 0x12345678)
		binary.BigEndian.PutUint32(b[at+8:at+12], 0x12345678)
		fmt.Printf("%x\n", b)
		binary.LittleEndian.PutUint64(b[at:], 0x123456789abcdef0)
		binary.BigEndian.PutUint64(b[at+8:], 0x123456789abcdef0)
		fmt.Printf("%x\n", b)
	}

	// What is narrower than the registers that hold it.
	small, negative := int8(-2), int64(math.MinInt64+5)
	binary.BigEndian.PutUint16(b, uint16(small))
	binary.LittleEndian.PutUint32(b[2:], uint32(small))
	binary.BigEndian.PutUint64(b[6:], uint64(negative))
	fmt.Printf("%x %d %d\n", b, int16(binary.BigEndian.Uint16(b)), int32(binary.LittleEndian.Uint32(b[2:])))
	fmt.Println(math.Float32frombits(binary.LittleEndian.Uint32([]byte{0, 0, 0xc0, 0x3f})))

	// Among other expressions.
	m := &message{order: binary.BigEndian, bytes: b}
	clear(b)
	next := func(x []byte) []byte { x[0]++; return x }
	value := func() uint32 { m.bytes = m.bytes[1:]; return uint32(len(m.bytes)) }
	binary.BigEndian.PutUint32(next(m.bytes), value())
	binary.LittleEndian.PutUint16(m.bytes[2:], uint16(value())<<8|binary.BigEndian.Uint16(next(b)))
	binary.BigEndian.PutUint64(m.room[3:], uint64(binary.BigEndian.Uint32(b))+binary.LittleEndian.Uint64(b[1:]))
	m.order.PutUint16(m.room[:], m.order.Uint16(b)+7)
	fmt.Printf("%x %x %d\n", b, m.room, len(m.bytes))
	e := ends{binary.LittleEndian.Uint64(b), binary.BigEndian.Uint64(b)}
	at := map[uint16]string{binary.BigEndian.Uint16([]byte{0, 3}): "three"}
	if n := int(binary.BigEndian.Uint16(b[2:])) + len(at[3]); n > 2 && binary.LittleEndian.Uint16(b) != 0 {
		fmt.Println(n, e)
	}
	get, put := binary.BigEndian.Uint32, binary.LittleEndian.PutUint64
	put(b, 0x0102030405060708)
	fmt.Println(get(b), binary.BigEndian.String(), binary.LittleEndian)

	// Too few.
	for n := range 8 {
		short := b[:n:n]
		try("get", func() { fmt.Println(binary.LittleEndian.Uint16(short)) })
		try("get", func() { fmt.Println(binary.BigEndian.Uint32(short)) })
		try("get", func() { fmt.Println(binary.LittleEndian.Uint64(short)) })
		try("put", func() { binary.BigEndian.PutUint16(short, 0xffff) })
		try("put", func() { binary.LittleEndian.PutUint32(short, 0xffffffff) })
		try("put", func() { binary.BigEndian.PutUint64(short, math.MaxUint64) })
		fmt.Printf("%x\n", b)
	}
	try("nil", func() { binary.BigEndian.PutUint16(nil, 1) })
	try("nil", func() { _ = binary.BigEndian.Uint64(nil) })
	try("slice", func() { fmt.Println(binary.BigEndian.Uint64(b[19 : len(b)+1])) })
	var none *message
	try("pointer", func() { fmt.Println(binary.BigEndian.Uint16(none.bytes)) })
	try("interface", func() { fmt.Println(none.order.Uint16(b)) })
}
