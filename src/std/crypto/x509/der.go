package x509

import (
	"encoding/asn1"
	"math/big"
	"time"
)

// der is what is left of DER that is read piece by piece.
type der []byte

// Identifier octets.
const (
	tagBoolean     = 0x01
	tagInteger     = 0x02
	tagBits        = 0x03
	tagOctets      = 0x04
	tagOID         = 0x06
	tagEnumerated  = 0x0a
	tagUTCTime     = 0x17
	tagGeneralized = 0x18
	tagSequence    = 0x30
	tagSet         = 0x31
	context        = 0x80
	constructed    = 0x20
)

func (d der) peek(tag byte) bool { return len(d) > 0 && d[0] == tag }

// next cuts off a value: all of it, and what is inside.
func (d *der) next() (tag byte, whole, inside der, ok bool) {
	b := *d
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return 0, nil, nil, false
	}
	length, at := int(b[1]), 2
	if length >= 0x80 {
		n := length & 0x7f
		if n == 0 || n > 4 || len(b) < 2+n {
			return 0, nil, nil, false
		}
		length = 0
		for _, c := range b[2 : 2+n] {
			length = length<<8 | int(c)
		}
		// The shortest form only.
		if length < 0x80 || length>>(8*(n-1)) == 0 {
			return 0, nil, nil, false
		}
		at += n
	}
	if length > len(b)-at {
		return 0, nil, nil, false
	}
	*d = b[at+length:]
	return b[0], b[: at+length : at+length], b[at : at+length : at+length], true
}

// take is what is inside the next value, which must have the tag.
func (d *der) take(tag byte) (inside der, ok bool) {
	if !d.peek(tag) {
		return nil, false
	}
	_, _, inside, ok = d.next()
	return inside, ok
}

// element is all of the next value, which must have the tag.
func (d *der) element(tag byte) (whole der, ok bool) {
	if !d.peek(tag) {
		return nil, false
	}
	_, whole, _, ok = d.next()
	return whole, ok
}

// optional is take where the tag is there.
func (d *der) optional(tag byte) (inside der, present, ok bool) {
	if !d.peek(tag) {
		return nil, false, true
	}
	inside, ok = d.take(tag)
	return inside, true, ok
}

func minimal(b der) bool {
	return len(b) > 0 && (len(b) == 1 || !(b[0] == 0 && b[1] < 0x80 || b[0] == 0xff && b[1] >= 0x80))
}

func (d *der) bigInt() (*big.Int, bool) {
	b, ok := d.take(tagInteger)
	if !ok || !minimal(b) {
		return nil, false
	}
	v := new(big.Int).SetBytes(b)
	if b[0] >= 0x80 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return v, true
}

func (d *der) int64(tag byte) (v int64, ok bool) {
	b, ok := d.take(tag)
	if !ok || !minimal(b) || len(b) > 8 {
		return 0, false
	}
	v = int64(int8(b[0]))
	for _, c := range b[1:] {
		v = v<<8 | int64(c)
	}
	return v, true
}

func (d *der) boolean() (v, ok bool) {
	b, ok := d.take(tagBoolean)
	if !ok || len(b) != 1 || b[0] != 0 && b[0] != 0xff {
		return false, false
	}
	return b[0] != 0, true
}

func (d *der) bits() (v asn1.BitString, ok bool) {
	b, ok := d.take(tagBits)
	if !ok || len(b) == 0 || b[0] > 7 || len(b) == 1 && b[0] != 0 || b[len(b)-1]&(1<<b[0]-1) != 0 {
		return v, false
	}
	return asn1.BitString{Bytes: b[1:], BitLength: 8*(len(b)-1) - int(b[0])}, true
}

func (d *der) oid() (asn1.ObjectIdentifier, bool) {
	b, ok := d.take(tagOID)
	if !ok || len(b) == 0 {
		return nil, false
	}
	out := make(asn1.ObjectIdentifier, 0, len(b)+1)
	for len(b) > 0 {
		v, n := 0, 0
		for {
			if n == len(b) || n == 5 || n == 0 && b[0] == 0x80 {
				return nil, false
			}
			v = v<<7 | int(b[n]&0x7f)
			n++
			if b[n-1] < 0x80 {
				break
			}
		}
		if v > 1<<31-1 {
			return nil, false
		}
		b = b[n:]
		if len(out) > 0 {
			out = append(out, v)
		} else {
			first := min(v/40, 2)
			out = append(out, first, v-40*first)
		}
	}
	return out, true
}

func (d *der) time() (t time.Time, ok bool) {
	layout, short := "20060102150405Z0700", d.peek(tagUTCTime)
	if short {
		layout = "060102150405Z0700"
	}
	_, _, b, ok := d.next()
	if !ok {
		return t, false
	}
	t, err := time.Parse(layout, string(b))
	if err != nil && short {
		// Without seconds.
		layout = "0601021504Z0700"
		t, err = time.Parse(layout, string(b))
	}
	if err != nil || t.Format(layout) != string(b) {
		return t, false
	}
	if short && t.Year() >= 2050 {
		t = t.AddDate(-100, 0, 0)
	}
	return t, true
}

// encode is a value with its tag.
func encode(tag byte, parts ...[]byte) []byte {
	var inside []byte
	for _, p := range parts {
		inside = append(inside, p...)
	}
	n := len(inside)
	out := []byte{tag}
	switch {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 0x100:
		out = append(out, 0x81, byte(n))
	case n < 0x10000:
		out = append(out, 0x82, byte(n>>8), byte(n))
	default:
		out = append(out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(out, inside...)
}
