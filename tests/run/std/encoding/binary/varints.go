// Numbers of seven bits a byte: their lengths, what is too short and what is too large.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	f()
}

func main() {
	var numbers []uint64
	for i := range 64 {
		numbers = append(numbers, 1<<i-1, 1<<i, 1<<i+1)
	}
	numbers = append(numbers, math.MaxUint64-1, math.MaxUint64)
	sum := 0
	for _, x := range numbers {
		b := bytes.Repeat([]byte{0xee}, 12)
		n := binary.PutUvarint(b, x)
		got, k := binary.Uvarint(b)
		exact, m := binary.Uvarint(b[:n])
		signed := int64(x)
		c := make([]byte, 10)
		l := binary.PutVarint(c, -signed)
		back, j := binary.Varint(c)
		appended := binary.AppendVarint(binary.AppendUvarint(nil, x), signed)
		if got != x || exact != x || k != n || m != n || back != -signed || j != l || !bytes.HasPrefix(appended, b[:n]) {
			fmt.Println("wrong", x, got, exact, n, k, m, back, j)
		}
		for _, part := range b {
			sum = sum*31 + int(part)
		}
		for short := range n {
			if v, k := binary.Uvarint(b[:short]); v != 0 || k != 0 {
				fmt.Println("short", x, short, v, k)
			}
		}
	}
	fmt.Println(sum)
	for n := range 12 {
		b := bytes.Repeat([]byte{0xff}, n)
		for _, last := range []byte{0, 1, 2, 0x7f, 0x80, 0x81, 0xff} {
			fmt.Print(binary.Uvarint(append(b, last)))
			fmt.Print(" ")
		}
		fmt.Println(binary.Varint(b))
	}
	fmt.Println(binary.Uvarint(nil))
	room := make([]byte, 4)
	for n := range 4 {
		try(func() { fmt.Println(binary.PutUvarint(room[:n], 1<<20+77)) })
		fmt.Printf("%x\n", room)
	}
	try(func() { fmt.Println(binary.PutVarint(nil, -1)) })
	try(func() { fmt.Println(binary.PutVarint(room, math.MinInt64)) })
	r := bytes.NewReader([]byte{0xac, 2, 0x80})
	fmt.Println(binary.ReadUvarint(r))
	fmt.Println(binary.ReadUvarint(r))
}
