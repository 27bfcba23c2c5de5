package x509

import (
	"bytes"
	"encoding/asn1"
	"errors"
	"math/big"
	"strings"
)

var errInvalidOID = errors.New("invalid oid")

// An OID is an object identifier with numbers of any size.
type OID struct {
	der []byte
}

// ParseOID reads numbers with dots between.
func ParseOID(oid string) (OID, error) {
	var o OID
	return o, o.UnmarshalText([]byte(oid))
}

func newOID(b []byte) (OID, bool) {
	if len(b) == 0 || b[len(b)-1] >= 0x80 {
		return OID{}, false
	}
	for i, v := range b {
		if v == 0x80 && (i == 0 || b[i-1] < 0x80) {
			return OID{}, false
		}
	}
	return OID{b}, true
}

// fromNumbers is of at least two numbers.
func fromNumbers(numbers []*big.Int) (OID, error) {
	if len(numbers) < 2 || numbers[0].Cmp(big.NewInt(2)) > 0 || numbers[0].Cmp(big.NewInt(2)) < 0 && numbers[1].Cmp(big.NewInt(40)) >= 0 {
		return OID{}, errInvalidOID
	}
	first := new(big.Int).Mul(numbers[0], big.NewInt(40))
	numbers = append([]*big.Int{first.Add(first, numbers[1])}, numbers[2:]...)
	var b []byte
	low := big.NewInt(0x7f)
	for _, n := range numbers {
		for i := max(1, (n.BitLen()+6)/7) - 1; i >= 0; i-- {
			c := new(big.Int).Rsh(n, uint(7*i))
			v := byte(c.And(c, low).Uint64())
			if i > 0 {
				v |= 0x80
			}
			b = append(b, v)
		}
	}
	return OID{b}, nil
}

// OIDFromInts is of at least two numbers.
func OIDFromInts(oid []uint64) (OID, error) {
	numbers := make([]*big.Int, len(oid))
	for i, v := range oid {
		numbers[i] = new(big.Int).SetUint64(v)
	}
	return fromNumbers(numbers)
}

// OIDFromASN1OID is of an identifier of the other kind.
func OIDFromASN1OID(asn1OID asn1.ObjectIdentifier) (OID, error) {
	numbers := make([]uint64, len(asn1OID))
	for i, v := range asn1OID {
		if v < 0 {
			return OID{}, errors.New("x509: OID components must be non-negative")
		}
		numbers[i] = uint64(v)
	}
	return OIDFromInts(numbers)
}

func (o OID) AppendText(b []byte) ([]byte, error) { return append(b, o.String()...), nil }
func (o OID) MarshalText() ([]byte, error)        { return o.AppendText(nil) }

func (o *OID) UnmarshalText(text []byte) error {
	var numbers []*big.Int
	for part := range strings.SplitSeq(string(text), ".") {
		for _, c := range part {
			if c < '0' || c > '9' {
				return errInvalidOID
			}
		}
		n, ok := new(big.Int).SetString(part, 10)
		if !ok {
			return errInvalidOID
		}
		numbers = append(numbers, n)
	}
	made, err := fromNumbers(numbers)
	if err == nil {
		*o = made
	}
	return err
}

func (o OID) AppendBinary(b []byte) ([]byte, error) { return append(b, o.der...), nil }
func (o OID) MarshalBinary() ([]byte, error)        { return o.AppendBinary(nil) }

func (o *OID) UnmarshalBinary(b []byte) error {
	made, ok := newOID(bytes.Clone(b))
	if !ok {
		return errInvalidOID
	}
	*o = made
	return nil
}

func (oid OID) Equal(other OID) bool { return bytes.Equal(oid.der, other.der) }

func (oid OID) EqualASN1OID(other asn1.ObjectIdentifier) bool {
	own, ok := oid.toASN1()
	return ok && len(other) >= 2 && own.Equal(other)
}

func (oid OID) toASN1() (asn1.ObjectIdentifier, bool) {
	d := der(encode(tagOID, oid.der))
	return d.oid()
}

func (oid OID) String() string {
	var text strings.Builder
	n := new(big.Int)
	first := true
	for _, v := range oid.der {
		n.Lsh(n, 7)
		n.Or(n, big.NewInt(int64(v&0x7f)))
		if v >= 0x80 {
			continue
		}
		if first {
			top := big.NewInt(2)
			if n.Cmp(big.NewInt(80)) < 0 {
				top = new(big.Int).Div(n, big.NewInt(40))
			}
			text.WriteString(top.String())
			n.Sub(n, top.Mul(top, big.NewInt(40)))
			first = false
		}
		text.WriteString("." + n.String())
		n.SetInt64(0)
	}
	return text.String()
}
