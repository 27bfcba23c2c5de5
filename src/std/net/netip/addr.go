// Package netip has addresses as small values that can be compared with ==.
package netip

import (
	"cmp"
	"errors"
	"math/bits"
	"strconv"
)

// An Addr is an IPv4 or an IPv6 address, the latter with an optional zone. The zero Addr is no address.
type Addr struct {
	hi, lo uint64
	// "" for the zero Addr, "4", or "6" with the zone behind it.
	kind string
}

const (
	kind4 = "4"
	kind6 = "6"
)

func IPv6LinkLocalAllNodes() Addr   { return AddrFrom16([16]byte{0: 0xff, 1: 2, 15: 1}) }
func IPv6LinkLocalAllRouters() Addr { return AddrFrom16([16]byte{0: 0xff, 1: 2, 15: 2}) }
func IPv6Loopback() Addr            { return AddrFrom16([16]byte{15: 1}) }
func IPv6Unspecified() Addr         { return Addr{kind: kind6} }
func IPv4Unspecified() Addr         { return AddrFrom4([4]byte{}) }

func AddrFrom4(addr [4]byte) Addr {
	lo := uint64(addr[0])<<24 | uint64(addr[1])<<16 | uint64(addr[2])<<8 | uint64(addr[3])
	return Addr{0, 0xffff<<32 | lo, kind4}
}

func bigEndian(b []byte) (n uint64) {
	for _, x := range b[:8] {
		n = n<<8 | uint64(x)
	}
	return n
}

func putBigEndian(b []byte, n uint64) {
	for i := range 8 {
		b[i] = byte(n >> (56 - 8*i))
	}
}

func AddrFrom16(addr [16]byte) Addr { return Addr{bigEndian(addr[:8]), bigEndian(addr[8:]), kind6} }

// AddrFromSlice reads 4 or 16 bytes.
func AddrFromSlice(slice []byte) (ip Addr, ok bool) {
	switch len(slice) {
	case 4:
		return AddrFrom4([4]byte(slice)), true
	case 16:
		return AddrFrom16([16]byte(slice)), true
	}
	return Addr{}, false
}

type parseAddrError struct {
	in, msg, at string
}

func (e parseAddrError) Error() string {
	text := "ParseAddr(" + strconv.Quote(e.in) + "): " + e.msg
	if e.at != "" {
		text += " (at " + strconv.Quote(e.at) + ")"
	}
	return text
}

func MustParseAddr(s string) Addr {
	ip, err := ParseAddr(s)
	if err != nil {
		panic(err)
	}
	return ip
}

// ParseAddr reads "192.0.2.1", "2001:db8::68" or "fe80::1%zone".
func ParseAddr(s string) (Addr, error) {
	for i := range len(s) {
		switch s[i] {
		case '.':
			return parse4(s)
		case ':':
			return parse6(s)
		case '%':
			return Addr{}, parseAddrError{s, "missing IPv6 address", ""}
		}
	}
	return Addr{}, parseAddrError{s, "unable to parse IP", ""}
}

func parse4(s string) (Addr, error) {
	var fields [4]byte
	if err := parse4Fields(s, 0, len(s), fields[:]); err != nil {
		return Addr{}, err
	}
	return AddrFrom4(fields), nil
}

// parse4Fields reads in[from:to] as four decimal fields.
func parse4Fields(in string, from, to int, fields []byte) error {
	value, field, digits := 0, 0, 0
	s := in[from:to]
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if digits == 1 && value == 0 {
				return parseAddrError{in, "IPv4 field has octet with leading zero", ""}
			}
			value = value*10 + int(c-'0')
			digits++
			if value > 255 {
				return parseAddrError{in, "IPv4 field has value >255", ""}
			}
		case c == '.':
			// Not at the ends, not two in a row.
			if i == 0 || i == len(s)-1 || s[i-1] == '.' {
				return parseAddrError{in, "IPv4 field must have at least one digit", s[i:]}
			}
			if field == 3 {
				return parseAddrError{in, "IPv4 address too long", ""}
			}
			fields[field] = byte(value)
			field++
			value, digits = 0, 0
		default:
			return parseAddrError{in, "unexpected character", s[i:]}
		}
	}
	if field < 3 {
		return parseAddrError{in, "IPv4 address too short", ""}
	}
	fields[3] = byte(value)
	return nil
}

func hexDigit(c byte) (int, bool) {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0'), true
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10, true
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10, true
	}
	return 0, false
}

func parse6(in string) (Addr, error) {
	s, zone := in, ""
	for i := range len(in) {
		if in[i] == '%' {
			s, zone = in[:i], in[i+1:]
			if zone == "" {
				return Addr{}, parseAddrError{in, "zone must be a non-empty string", ""}
			}
			break
		}
	}
	fail := func(msg, at string) (Addr, error) { return Addr{}, parseAddrError{in, msg, at} }
	var ip [16]byte
	gap := -1 // where the :: stands
	if len(s) >= 2 && s[0] == ':' && s[1] == ':' {
		gap = 0
		s = s[2:]
		if s == "" {
			return IPv6Unspecified().WithZone(zone), nil
		}
	}
	i := 0
	for i < 16 {
		value, n := 0, 0
		for n < len(s) {
			d, ok := hexDigit(s[n])
			if !ok {
				break
			}
			value = value<<4 | d
			if n > 3 {
				return fail("each group must have 4 or less digits", s)
			}
			n++
		}
		if n == 0 {
			return fail("each colon-separated field must have at least one digit", s)
		}
		if n < len(s) && s[n] == '.' {
			if gap < 0 && i != 12 {
				return fail("embedded IPv4 address must replace the final 2 fields of the address", s)
			}
			if i+4 > 16 {
				return fail("too many hex fields to fit an embedded IPv4 at the end of the address", s)
			}
			end := len(in)
			if zone != "" {
				end -= len(zone) + 1
			}
			if err := parse4Fields(in, end-len(s), end, ip[i:i+4]); err != nil {
				return Addr{}, err
			}
			s = ""
			i += 4
			break
		}
		ip[i], ip[i+1] = byte(value>>8), byte(value)
		i += 2
		s = s[n:]
		if s == "" {
			break
		}
		if s[0] != ':' {
			return fail("unexpected character, want colon", s)
		}
		if len(s) == 1 {
			return fail("colon must be followed by more characters", s)
		}
		s = s[1:]
		if s[0] == ':' {
			if gap >= 0 {
				return fail("multiple :: in address", s)
			}
			gap = i
			s = s[1:]
			if s == "" {
				break
			}
		}
	}
	if s != "" {
		return fail("trailing garbage after address", s)
	}
	if i < 16 {
		if gap < 0 {
			return fail("address string too short", "")
		}
		n := 16 - i
		for j := i - 1; j >= gap; j-- {
			ip[j+n] = ip[j]
		}
		clear(ip[gap : gap+n])
	} else if gap >= 0 {
		return fail("the :: must expand to at least one field of zeros", "")
	}
	return AddrFrom16(ip).WithZone(zone), nil
}

func (ip Addr) IsValid() bool { return ip.kind != "" }

// BitLen is 32, 128, or 0 for the zero Addr.
func (ip Addr) BitLen() int {
	switch ip.kind {
	case "":
		return 0
	case kind4:
		return 32
	}
	return 128
}

func (ip Addr) Zone() string {
	if len(ip.kind) < 2 {
		return ""
	}
	return ip.kind[1:]
}

// Compare orders by length, value and zone.
func (ip Addr) Compare(ip2 Addr) int {
	if c := cmp.Compare(ip.BitLen(), ip2.BitLen()); c != 0 {
		return c
	}
	if c := cmp.Compare(ip.hi, ip2.hi); c != 0 {
		return c
	}
	if c := cmp.Compare(ip.lo, ip2.lo); c != 0 {
		return c
	}
	return cmp.Compare(ip.Zone(), ip2.Zone())
}

func (ip Addr) Less(ip2 Addr) bool { return ip.Compare(ip2) < 0 }
func (ip Addr) Is4() bool          { return ip.kind == kind4 }
func (ip Addr) Is6() bool          { return ip.kind != "" && ip.kind != kind4 }
func (ip Addr) Is4In6() bool       { return ip.Is6() && ip.hi == 0 && ip.lo>>32 == 0xffff }

// Unmap makes an IPv4 address of one that is mapped into IPv6.
func (ip Addr) Unmap() Addr {
	if ip.Is4In6() {
		ip.kind = kind4
	}
	return ip
}

// WithZone is an IPv6 address with that zone; others stay as they are.
func (ip Addr) WithZone(zone string) Addr {
	if ip.Is6() {
		ip.kind = kind6 + zone
	}
	return ip
}

func (ip Addr) byte(i int) byte {
	if i < 8 {
		return byte(ip.hi >> (56 - 8*i))
	}
	return byte(ip.lo >> (56 - 8*(i-8)))
}

func (ip Addr) IsLinkLocalUnicast() bool {
	if ip.Is4In6() {
		ip = ip.Unmap()
	}
	if ip.Is4() {
		return ip.byte(12) == 169 && ip.byte(13) == 254
	}
	return ip.Is6() && ip.hi>>54 == 0xfe80>>6
}

func (ip Addr) IsLoopback() bool {
	if ip.Is4In6() {
		ip = ip.Unmap()
	}
	if ip.Is4() {
		return ip.byte(12) == 127
	}
	return ip.Is6() && ip.hi == 0 && ip.lo == 1
}

func (ip Addr) IsMulticast() bool {
	if ip.Is4In6() {
		ip = ip.Unmap()
	}
	if ip.Is4() {
		return ip.byte(12)&0xf0 == 0xe0
	}
	return ip.Is6() && ip.hi>>56 == 0xff
}

func (ip Addr) IsInterfaceLocalMulticast() bool {
	return ip.Is6() && !ip.Is4In6() && ip.hi>>48&0xff0f == 0xff01
}

func (ip Addr) IsLinkLocalMulticast() bool {
	if ip.Is4In6() {
		ip = ip.Unmap()
	}
	if ip.Is4() {
		return ip.byte(12) == 224 && ip.byte(13) == 0 && ip.byte(14) == 0
	}
	return ip.Is6() && ip.hi>>48&0xff0f == 0xff02
}

func (ip Addr) IsGlobalUnicast() bool {
	if !ip.IsValid() {
		return false
	}
	if ip.Is4In6() {
		ip = ip.Unmap()
	}
	if ip.Is4() && (ip == IPv4Unspecified() || ip == AddrFrom4([4]byte{255, 255, 255, 255})) {
		return false
	}
	return ip != IPv6Unspecified() && !ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

func (ip Addr) IsPrivate() bool {
	if ip.Is4In6() {
		ip = ip.Unmap()
	}
	if ip.Is4() {
		a, b := ip.byte(12), ip.byte(13)
		return a == 10 || a == 172 && b&0xf0 == 16 || a == 192 && b == 168
	}
	return ip.Is6() && ip.byte(0)&0xfe == 0xfc
}

func (ip Addr) IsUnspecified() bool { return ip == IPv4Unspecified() || ip == IPv6Unspecified() }

// mask keeps the first n of the 128 bits.
func (ip Addr) mask(n int) Addr {
	if n <= 64 {
		ip.lo = 0
		ip.hi &= ^uint64(0) << (64 - n)
	} else {
		ip.lo &= ^uint64(0) << (128 - n)
	}
	return ip
}

// Prefix keeps the first b bits. Zones are dropped.
func (ip Addr) Prefix(b int) (Prefix, error) {
	if b < 0 {
		return Prefix{}, errors.New("negative Prefix bits")
	}
	switch {
	case !ip.IsValid():
		return Prefix{}, nil
	case ip.Is4():
		if b > 32 {
			return Prefix{}, errors.New("prefix length " + strconv.Itoa(b) + " too large for IPv4")
		}
		return PrefixFrom(ip.mask(96+b), b), nil
	case b > 128:
		return Prefix{}, errors.New("prefix length " + strconv.Itoa(b) + " too large for IPv6")
	}
	return PrefixFrom(ip.WithZone("").mask(b), b), nil
}

func (ip Addr) As16() (a16 [16]byte) {
	putBigEndian(a16[:8], ip.hi)
	putBigEndian(a16[8:], ip.lo)
	return a16
}

func (ip Addr) As4() (a4 [4]byte) {
	if ip.Is4() || ip.Is4In6() {
		return [4]byte{ip.byte(12), ip.byte(13), ip.byte(14), ip.byte(15)}
	}
	if !ip.IsValid() {
		panic("As4 called on IP zero value")
	}
	panic("As4 called on IPv6 address")
}

func (ip Addr) AsSlice() []byte {
	switch ip.kind {
	case "":
		return nil
	case kind4:
		a := ip.As4()
		return a[:]
	}
	a := ip.As16()
	return a[:]
}

// Next is the address after ip, the zero Addr after the last.
func (ip Addr) Next() Addr {
	lo, carry := bits.Add64(ip.lo, 1, 0)
	ip.lo = lo
	ip.hi += carry
	if ip.Is4() {
		if uint32(ip.lo) == 0 {
			return Addr{}
		}
	} else if ip.hi|ip.lo == 0 {
		return Addr{}
	}
	return ip
}

// Prev is the address before ip, the zero Addr before the first.
func (ip Addr) Prev() Addr {
	if ip.Is4() {
		if uint32(ip.lo) == 0 {
			return Addr{}
		}
	} else if ip.hi|ip.lo == 0 {
		return Addr{}
	}
	lo, borrow := bits.Sub64(ip.lo, 1, 0)
	ip.lo = lo
	ip.hi -= borrow
	return ip
}

func (ip Addr) String() string {
	if !ip.IsValid() {
		return "invalid IP"
	}
	return string(ip.AppendTo(nil))
}

// AppendTo appends what MarshalText gives.
func (ip Addr) AppendTo(b []byte) []byte {
	switch {
	case !ip.IsValid():
		return b
	case ip.Is4():
		return ip.append4(b)
	case ip.Is4In6():
		b = ip.append4(append(b, "::ffff:"...))
	default:
		b = ip.append6(b)
	}
	if zone := ip.Zone(); zone != "" {
		b = append(append(b, '%'), zone...)
	}
	return b
}

func (ip Addr) append4(b []byte) []byte {
	for i := 12; i < 16; i++ {
		if i > 12 {
			b = append(b, '.')
		}
		b = strconv.AppendUint(b, uint64(ip.byte(i)), 10)
	}
	return b
}

func (ip Addr) group(i int) uint64 { return uint64(ip.byte(2*i))<<8 | uint64(ip.byte(2*i+1)) }

func (ip Addr) append6(b []byte) []byte {
	// The longest run of at least two zero groups becomes ::.
	from, to := -1, -1
	for i := 0; i < 8; i++ {
		j := i
		for j < 8 && ip.group(j) == 0 {
			j++
		}
		if j-i >= 2 && j-i > to-from {
			from, to = i, j
		}
		if j > i {
			i = j
		}
	}
	for i := 0; i < 8; i++ {
		if i == from {
			b = append(b, "::"...)
			i = to
			if i >= 8 {
				break
			}
		} else if i > 0 {
			b = append(b, ':')
		}
		b = strconv.AppendUint(b, ip.group(i), 16)
	}
	return b
}

// StringExpanded writes all digits of an IPv6 address.
func (ip Addr) StringExpanded() string {
	if !ip.Is6() {
		return ip.String()
	}
	b := make([]byte, 0, 39)
	for i := range 8 {
		if i > 0 {
			b = append(b, ':')
		}
		g := ip.group(i)
		for shift := 12; shift >= 0; shift -= 4 {
			b = append(b, "0123456789abcdef"[g>>shift&15])
		}
	}
	if zone := ip.Zone(); zone != "" {
		b = append(append(b, '%'), zone...)
	}
	return string(b)
}

func (ip Addr) AppendText(b []byte) ([]byte, error) { return ip.AppendTo(b), nil }
func (ip Addr) MarshalText() ([]byte, error)        { return ip.AppendTo([]byte{}), nil }

func (ip *Addr) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = Addr{}
		return nil
	}
	var err error
	*ip, err = ParseAddr(string(text))
	return err
}

func (ip Addr) AppendBinary(b []byte) ([]byte, error) {
	return append(append(b, ip.AsSlice()...), ip.Zone()...), nil
}

func (ip Addr) MarshalBinary() ([]byte, error) { return ip.AppendBinary([]byte{}) }

func (ip *Addr) UnmarshalBinary(b []byte) error {
	switch n := len(b); {
	case n == 0:
		*ip = Addr{}
	case n == 4:
		*ip = AddrFrom4([4]byte(b))
	case n >= 16:
		*ip = AddrFrom16([16]byte(b[:16])).WithZone(string(b[16:]))
	default:
		return errors.New("unexpected slice size")
	}
	return nil
}
