// Package fnv has the hash functions FNV-1 and FNV-1a of Fowler, Noll and Vo.
package fnv

import (
	"errors"
	"hash"
)

type (
	sum32   struct{ h uint32 }
	sum32a  struct{ h uint32 }
	sum64   struct{ h uint64 }
	sum64a  struct{ h uint64 }
	sum128  struct{ high, low uint64 }
	sum128a struct{ high, low uint64 }
)

const (
	offset32   = 2166136261
	offset64   = 14695981039346656037
	offset128H = 0x6c62272e07bb0142
	offset128L = 0x62b821756295c58d
)

func update32(h uint32, p []byte, a bool) uint32
func update64(h uint64, p []byte, a bool) uint64
func update128(high, low uint64, p []byte, a bool) (uint64, uint64)

func New32() hash.Hash32  { return &sum32{offset32} }
func New32a() hash.Hash32 { return &sum32a{offset32} }
func New64() hash.Hash64  { return &sum64{offset64} }
func New64a() hash.Hash64 { return &sum64a{offset64} }
func New128() hash.Hash   { return &sum128{offset128H, offset128L} }
func New128a() hash.Hash  { return &sum128a{offset128H, offset128L} }

func (s *sum32) Reset()   { s.h = offset32 }
func (s *sum32a) Reset()  { s.h = offset32 }
func (s *sum64) Reset()   { s.h = offset64 }
func (s *sum64a) Reset()  { s.h = offset64 }
func (s *sum128) Reset()  { *s = sum128{offset128H, offset128L} }
func (s *sum128a) Reset() { *s = sum128a{offset128H, offset128L} }

func (s *sum32) Sum32() uint32  { return s.h }
func (s *sum32a) Sum32() uint32 { return s.h }
func (s *sum64) Sum64() uint64  { return s.h }
func (s *sum64a) Sum64() uint64 { return s.h }

func (s *sum32) Write(p []byte) (int, error) {
	s.h = update32(s.h, p, false)
	return len(p), nil
}
func (s *sum32a) Write(p []byte) (int, error) {
	s.h = update32(s.h, p, true)
	return len(p), nil
}
func (s *sum64) Write(p []byte) (int, error) {
	s.h = update64(s.h, p, false)
	return len(p), nil
}
func (s *sum64a) Write(p []byte) (int, error) {
	s.h = update64(s.h, p, true)
	return len(p), nil
}
func (s *sum128) Write(p []byte) (int, error) {
	s.high, s.low = update128(s.high, s.low, p, false)
	return len(p), nil
}
func (s *sum128a) Write(p []byte) (int, error) {
	s.high, s.low = update128(s.high, s.low, p, true)
	return len(p), nil
}

func (s *sum32) Size() int   { return 4 }
func (s *sum32a) Size() int  { return 4 }
func (s *sum64) Size() int   { return 8 }
func (s *sum64a) Size() int  { return 8 }
func (s *sum128) Size() int  { return 16 }
func (s *sum128a) Size() int { return 16 }

func (s *sum32) BlockSize() int   { return 1 }
func (s *sum32a) BlockSize() int  { return 1 }
func (s *sum64) BlockSize() int   { return 1 }
func (s *sum64a) BlockSize() int  { return 1 }
func (s *sum128) BlockSize() int  { return 1 }
func (s *sum128a) BlockSize() int { return 1 }

// put appends the lowest n bytes of v, the highest first.
func put(b []byte, v uint64, n int) []byte {
	for n > 0 {
		n--
		b = append(b, byte(v>>(8*n)))
	}
	return b
}

func get(b []byte) (v uint64) {
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}

func (s *sum32) Sum(in []byte) []byte   { return put(in, uint64(s.h), 4) }
func (s *sum32a) Sum(in []byte) []byte  { return put(in, uint64(s.h), 4) }
func (s *sum64) Sum(in []byte) []byte   { return put(in, s.h, 8) }
func (s *sum64a) Sum(in []byte) []byte  { return put(in, s.h, 8) }
func (s *sum128) Sum(in []byte) []byte  { return put(put(in, s.high, 8), s.low, 8) }
func (s *sum128a) Sum(in []byte) []byte { return put(put(in, s.high, 8), s.low, 8) }

func (s *sum32) AppendBinary(b []byte) ([]byte, error)   { return s.Sum(append(b, "fnv\x01"...)), nil }
func (s *sum32a) AppendBinary(b []byte) ([]byte, error)  { return s.Sum(append(b, "fnv\x02"...)), nil }
func (s *sum64) AppendBinary(b []byte) ([]byte, error)   { return s.Sum(append(b, "fnv\x03"...)), nil }
func (s *sum64a) AppendBinary(b []byte) ([]byte, error)  { return s.Sum(append(b, "fnv\x04"...)), nil }
func (s *sum128) AppendBinary(b []byte) ([]byte, error)  { return s.Sum(append(b, "fnv\x05"...)), nil }
func (s *sum128a) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x06"...)), nil }

func (s *sum32) MarshalBinary() ([]byte, error)   { return s.AppendBinary(nil) }
func (s *sum32a) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum64) MarshalBinary() ([]byte, error)   { return s.AppendBinary(nil) }
func (s *sum64a) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum128) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum128a) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// state checks a stored state and gives what is behind its magic.
func state(b []byte, magic byte, size int) ([]byte, error) {
	if len(b) < 4 || string(b[:3]) != "fnv" || b[3] != magic {
		return nil, errors.New("hash/fnv: invalid hash state identifier")
	}
	if len(b) != 4+size {
		return nil, errors.New("hash/fnv: invalid hash state size")
	}
	return b[4:], nil
}

func (s *sum32) UnmarshalBinary(b []byte) error {
	b, err := state(b, 1, 4)
	if err == nil {
		s.h = uint32(get(b))
	}
	return err
}
func (s *sum32a) UnmarshalBinary(b []byte) error {
	b, err := state(b, 2, 4)
	if err == nil {
		s.h = uint32(get(b))
	}
	return err
}
func (s *sum64) UnmarshalBinary(b []byte) error {
	b, err := state(b, 3, 8)
	if err == nil {
		s.h = get(b)
	}
	return err
}
func (s *sum64a) UnmarshalBinary(b []byte) error {
	b, err := state(b, 4, 8)
	if err == nil {
		s.h = get(b)
	}
	return err
}
func (s *sum128) UnmarshalBinary(b []byte) error {
	b, err := state(b, 5, 16)
	if err == nil {
		s.high, s.low = get(b[:8]), get(b[8:])
	}
	return err
}
func (s *sum128a) UnmarshalBinary(b []byte) error {
	b, err := state(b, 6, 16)
	if err == nil {
		s.high, s.low = get(b[:8]), get(b[8:])
	}
	return err
}

func (s *sum32) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
func (s *sum32a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
func (s *sum64) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
func (s *sum64a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
func (s *sum128) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
func (s *sum128a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
