// A number is read of fewer bytes than it has: the method of the library is among the frames.
package main

import "encoding/binary"

func read(b []byte) (sum uint64) {
	for i := range 4 {
		sum += uint64(binary.LittleEndian.Uint16(b[i:])) +
			uint64(binary.BigEndian.Uint32(
				b[2*i:]))
	}
	return sum
}

func main() {
	println(read(make([]byte, 9)))
}
