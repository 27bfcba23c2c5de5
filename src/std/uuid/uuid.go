// Package uuid makes, reads and writes UUIDs (RFC 9562).
package uuid

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"sync"
	"time"
)

// A UUID is sixteen bytes, the first of which weighs most.
type UUID [16]byte

var errInvalid = errors.New("invalid uuid")

// groups says which bytes stand between the dashes of a UUID's text, and where.
var groups = [...]struct{ byte, end, column int }{{0, 4, 0}, {4, 6, 9}, {6, 8, 14}, {8, 10, 19}, {10, 16, 24}}

const textSize = 36

// Parse reads a UUID with dashes, bare, in braces or after "urn:uuid:", or 32 digits without dashes.
func Parse(s string) (u UUID, err error) {
	err = u.UnmarshalText([]byte(s))
	return u, err
}

// MustParse is Parse for texts that are known to be good: it panics where Parse fails.
func MustParse(s string) UUID {
	u, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

// UnmarshalText reads what Parse does; u stays as it was where that fails.
func (u *UUID) UnmarshalText(text []byte) error {
	var read UUID
	switch len(text) {
	case 2 * len(read):
		if _, err := hex.Decode(read[:], text); err != nil {
			return errInvalid
		}
		*u = read
		return nil
	case textSize + len("{}"):
		text = bytes.TrimSuffix(bytes.TrimPrefix(text, []byte("{")), []byte("}"))
	case textSize + len("urn:uuid:"):
		text = bytes.TrimPrefix(text, []byte("urn:uuid:"))
	}
	if len(text) != textSize {
		return errInvalid
	}
	for _, g := range groups {
		end := g.column + 2*(g.end-g.byte)
		if end < textSize && text[end] != '-' {
			return errInvalid
		}
		if _, err := hex.Decode(read[g.byte:g.end], text[g.column:end]); err != nil {
			return errInvalid
		}
	}
	*u = read
	return nil
}

// AppendText appends the 32 digits in lower case, with dashes.
func (u UUID) AppendText(b []byte) ([]byte, error) {
	for i, g := range groups {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, u[g.byte:g.end])
	}
	return b, nil
}

// MarshalText is the text of AppendText.
func (u UUID) MarshalText() ([]byte, error) { return u.AppendText(make([]byte, 0, textSize)) }

// String is the text of AppendText.
func (u UUID) String() string {
	text, _ := u.MarshalText()
	return string(text)
}

// Compare orders UUIDs by their bytes: -1, 0 or +1.
func (u UUID) Compare(v UUID) int { return bytes.Compare(u[:], v[:]) }

// Nil is the UUID of zeros.
func Nil() UUID { return UUID{} }

// Max is the UUID of ones.
func Max() (u UUID) {
	for i := range u {
		u[i] = 0xff
	}
	return u
}

// New is for programs that don't care which kind of UUID they get: it's NewV4.
func New() UUID { return NewV4() }

// NewV4 is a random UUID.
func NewV4() (u UUID) {
	rand.Read(u[:])
	u.stamp(4)
	return u
}

// last is when the last UUID of version 7 says that it was made, in 4096ths of milliseconds.
var last struct {
	sync.Mutex
	second, stamp uint64
}

// NewV7 is a UUID that begins with the time and so comes after those made before, unless the clock was set back.
func NewV7() (u UUID) {
	last.Lock()
	now := time.Now()
	second, nano := uint64(now.Unix()), uint64(now.Nanosecond())
	stamp := (second*1000+nano/1e6)<<12 + nano%1e6<<12/1e6
	// A clock that goes back a little is not followed; one that was set is.
	if second >= last.second && stamp <= last.stamp {
		stamp = last.stamp + 1
	}
	last.second, last.stamp = second, stamp
	last.Unlock()

	binary.BigEndian.PutUint64(u[:], stamp>>12<<16|stamp&0xfff)
	rand.Read(u[8:])
	u.stamp(7)
	return u
}

// stamp says in u which version it is, and that it is of RFC 9562's kind.
func (u *UUID) stamp(version byte) {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
}
