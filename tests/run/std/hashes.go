package main

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"io"
)

func main() {
	data := make([]byte, 1000)
	for i := range data {
		data[i] = byte(i*7 + i/13)
	}
	all := []struct {
		name string
		f    func() hash.Hash
	}{
		{"md5", md5.New}, {"sha1", sha1.New}, {"sha224", sha256.New224}, {"sha256", sha256.New}, {"sha384", sha512.New384}, {"sha512", sha512.New},
		{"sha512/224", sha512.New512_224}, {"sha512/256", sha512.New512_256},
		{"adler32", func() hash.Hash { return adler32.New() }}, {"crc32", func() hash.Hash { return crc32.NewIEEE() }},
		{"castagnoli", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }}, {"koopman", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Koopman)) }},
		{"iso", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ISO)) }}, {"ecma", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) }},
		{"fnv32", func() hash.Hash { return fnv.New32() }}, {"fnv32a", func() hash.Hash { return fnv.New32a() }}, {"fnv64", func() hash.Hash { return fnv.New64() }},
		{"fnv64a", func() hash.Hash { return fnv.New64a() }}, {"fnv128", fnv.New128}, {"fnv128a", fnv.New128a},
		{"hmac-md5", func() hash.Hash { return hmac.New(md5.New, []byte("key")) }}, {"hmac-sha256", func() hash.Hash { return hmac.New(sha256.New, bytes.Repeat([]byte("k"), 100)) }},
	}
	for _, a := range all {
		h := a.f()
		fmt.Println(a.name, h.Size(), h.BlockSize())
		for _, n := range []int{0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 1000} {
			h.Reset()
			h.Write(data[:n/3])
			h.Write(data[n/3 : n])
			fmt.Printf("%x ", h.Sum([]byte{0xaa}))
		}
		fmt.Println()
		m, ok := h.(encoding.BinaryMarshaler)
		if !ok {
			continue
		}
		h.Reset()
		h.Write(data[:77])
		state, err := m.MarshalBinary()
		fmt.Printf("%x %v\n", state, err)
		other := a.f()
		u := other.(encoding.BinaryUnmarshaler)
		fmt.Println(u.UnmarshalBinary(state), u.UnmarshalBinary(state[:len(state)-1]), u.UnmarshalBinary([]byte("x")))
		h.Write(data[77:200])
		other.Write(data[77:200])
		fmt.Println(bytes.Equal(h.Sum(nil), other.Sum(nil)))
		if c, ok := h.(hash.Cloner); ok {
			d, err := c.Clone()
			d.Write([]byte("x"))
			fmt.Println(bytes.Equal(d.Sum(nil), h.Sum(nil)), err)
		}
	}
	fmt.Printf("%x %x %x %x\n", md5.Sum(data), sha1.Sum(data), sha256.Sum224(data), sha256.Sum256(data))
	fmt.Printf("%x %x %x %x\n", sha512.Sum384(data), sha512.Sum512(data), sha512.Sum512_224(data), sha512.Sum512_256(data))
	fmt.Println(crc32.ChecksumIEEE(data), crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)), crc32.Update(7, crc32.IEEETable, data), crc64.Checksum(data, crc64.MakeTable(crc64.ISO)), crc64.Update(9, crc64.MakeTable(crc64.ECMA), data), adler32.Checksum(data), adler32.Checksum(bytes.Repeat([]byte{255}, 100000)))
	fmt.Println(crc32.MakeTable(crc32.IEEE) == crc32.IEEETable, crc32.IEEETable[1], crc32.MakeTable(5)[3], crc64.MakeTable(5)[3])
	fmt.Println(hmac.Equal([]byte("a"), []byte("a")), hmac.Equal([]byte("a"), []byte("b")), hmac.Equal(nil, []byte("b")))
	for h := crypto.Hash(0); h < 22; h++ {
		size := func() (n any) {
			defer func() {
				if r := recover(); r != nil {
					n = r
				}
			}()
			return h.Size()
		}()
		available := h.Available() && (h < crypto.SHA3_224 || h > crypto.SHA3_512)
		fmt.Println(uint(h), h, available, size, h.HashFunc() == h)
	}
	fmt.Printf("%x\n", crypto.SHA256.New().Sum(nil))
	func() {
		defer func() { fmt.Println(recover()) }()
		crypto.MD4.New()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		x := sha256.New()
		hmac.New(func() hash.Hash { return x }, nil)
	}()
	var out [4]byte
	fmt.Println(subtle.XORBytes(out[:], []byte{1, 2, 3}, []byte{4, 5, 6, 7}), out, subtle.ConstantTimeCompare([]byte("ab"), []byte("ab")), subtle.ConstantTimeCompare([]byte("ab"), []byte("ac")),
		subtle.ConstantTimeSelect(1, 5, 6), subtle.ConstantTimeSelect(0, 5, 6), subtle.ConstantTimeByteEq(3, 3), subtle.ConstantTimeByteEq(3, 4), subtle.ConstantTimeEq(-1, -1), subtle.ConstantTimeEq(-1, 1), subtle.ConstantTimeLessOrEq(3, 4), subtle.ConstantTimeLessOrEq(4, 4), subtle.ConstantTimeLessOrEq(5, 4))
	subtle.ConstantTimeCopy(1, out[:2], []byte{9, 8})
	subtle.ConstantTimeCopy(0, out[:2], []byte{1, 1})
	fmt.Println(out)
	for _, f := range []func(){
		func() { subtle.XORBytes(out[:1], out[1:3], out[2:4]) },
		func() { subtle.XORBytes(out[1:4], out[:3], out[:3]) },
		func() { subtle.ConstantTimeCopy(1, out[:1], nil) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	var h maphash.Hash
	io.WriteString(&h, "hello")
	h.Write(data)
	h.WriteByte(1)
	seed := h.Seed()
	a := h.Sum64()
	h.Reset()
	h.WriteString("hello" + string(data) + "\x01")
	fmt.Println(a == h.Sum64(), a == maphash.String(seed, "hello"+string(data)+"\x01"), maphash.Bytes(seed, data) == maphash.String(seed, string(data)), len(h.Sum(nil)), h.Size())
	fmt.Println(maphash.Comparable(seed, 5) == maphash.Comparable(seed, 5), maphash.Comparable(seed, "a") == maphash.Comparable(seed, "b"), maphash.MakeSeed() == maphash.MakeSeed())
	maphash.WriteComparable(&h, struct {
		a int
		b string
	}{1, "x"})
	func() {
		defer func() { fmt.Println(recover()) }()
		maphash.String(maphash.Seed{}, "x")
	}()
}
