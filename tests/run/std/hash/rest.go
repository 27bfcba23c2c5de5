// Hashes: their sizes, block sizes and states; CRC tables; maphash with hashers of one's own.
package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/maphash"
)

func sizes() {
	fmt.Println(md5.Size, md5.BlockSize, sha1.Size, sha1.BlockSize, sha256.Size, sha256.Size224, sha256.BlockSize, sha512.Size, sha512.Size224, sha512.Size256, sha512.Size384, sha512.BlockSize, adler32.Size, crc32.Size)
	for _, h := range []hash.Hash{md5.New(), sha1.New(), sha256.New(), sha256.New224(), sha512.New(), sha512.New384(), sha512.New512_224(), sha512.New512_256(), adler32.New(), crc32.NewIEEE()} {
		h.Write([]byte("first "))
		state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		h.Write([]byte("second"))
		sum := h.Sum([]byte{0xaa})
		fmt.Printf("%d %d %x %d %v", h.Size(), h.BlockSize(), sum, len(state), err)
		h.Reset()
		fmt.Printf(" %x", h.Sum(nil))
		err = h.(encoding.BinaryUnmarshaler).UnmarshalBinary(state)
		h.Write([]byte("second"))
		fmt.Printf(" %v %t %v", err, string(h.Sum([]byte{0xaa})) == string(sum), h.(encoding.BinaryUnmarshaler).UnmarshalBinary([]byte("nonsense")))
		if cloner, ok := h.(hash.Cloner); ok {
			clone, err := cloner.Clone()
			clone.Write([]byte("more"))
			fmt.Printf(" %v %t", err, string(h.Sum([]byte{0xaa})) == string(sum))
		}
		fmt.Println()
	}
}

func tables() {
	var table *crc32.Table = crc32.MakeTable(crc32.Koopman)
	fmt.Printf("%08x %08x %08x\n", table[1], crc32.IEEETable[255], crc32.MakeTable(crc32.Castagnoli)[2])
	data := []byte("123456789")
	fmt.Printf("%08x %08x %08x %08x %08x %08x\n", crc32.Checksum(data, table), crc32.ChecksumIEEE(data), crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)), crc32.Update(1, table, data), adler32.Checksum(data), adler32.Checksum(nil))
}

// folded is a hasher that takes strings as equal whatever their length's parity says otherwise.
type folded struct{}

func (folded) Hash(h *maphash.Hash, s string) { h.WriteByte(byte(len(s))) }
func (folded) Equal(a, b string) bool         { return len(a) == len(b) }

func sameHash[T any](h maphash.Hasher[T], a, b T) bool {
	var first, second maphash.Hash
	second.SetSeed(first.Seed())
	h.Hash(&first, a)
	h.Hash(&second, b)
	return h.Equal(a, b) && first.Sum64() == second.Sum64()
}

func maphashes() {
	fmt.Println(sameHash[string](folded{}, "ab", "cd"), sameHash[string](folded{}, "ab", "c"))
	comparable := maphash.ComparableHasher[any]{}
	fmt.Println(sameHash[any](comparable, 1, 1), sameHash[any](comparable, 1, "1"), comparable.Equal(2.5, 2.5))
	func() {
		defer func() { fmt.Println(recover()) }()
		var h maphash.Hash
		comparable.Hash(&h, []int{1})
	}()
	var h maphash.Hash
	fmt.Println(h.BlockSize(), h.Size())
	seed := maphash.MakeSeed()
	h.SetSeed(seed)
	h.WriteString("text")
	clone, err := h.Clone()
	fmt.Println(h.Sum64() == maphash.String(seed, "text"), clone.(*maphash.Hash).Sum64() == h.Sum64(), err)
	clone.Write([]byte("!"))
	fmt.Println(clone.(*maphash.Hash).Sum64() == maphash.Bytes(seed, []byte("text!")), h.Sum64() == maphash.String(seed, "text"), len(h.Sum(nil)))
	func() {
		defer func() { fmt.Println(recover()) }()
		h.SetSeed(maphash.Seed{})
	}()
}

func main() {
	sizes()
	tables()
	maphashes()
}
