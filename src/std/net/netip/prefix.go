package netip

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// An AddrPort is an address and a port.
type AddrPort struct {
	ip   Addr
	port uint16
}

func AddrPortFrom(ip Addr, port uint16) AddrPort { return AddrPort{ip, port} }

func (p AddrPort) Addr() Addr    { return p.ip }
func (p AddrPort) Port() uint16  { return p.port }
func (p AddrPort) IsValid() bool { return p.ip.IsValid() }

func splitAddrPort(s string) (ip, port string, v6 bool, err error) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return "", "", false, errors.New("not an ip:port")
	}
	ip, port = s[:i], s[i+1:]
	if ip == "" {
		return "", "", false, errors.New("no IP")
	}
	if port == "" {
		return "", "", false, errors.New("no port")
	}
	if ip[0] == '[' {
		if len(ip) < 2 || ip[len(ip)-1] != ']' {
			return "", "", false, errors.New("missing ]")
		}
		ip, v6 = ip[1:len(ip)-1], true
	}
	return ip, port, v6, nil
}

func ParseAddrPort(s string) (AddrPort, error) {
	ip, port, v6, err := splitAddrPort(s)
	if err != nil {
		return AddrPort{}, err
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return AddrPort{}, errors.New("invalid port " + strconv.Quote(port) + " parsing " + strconv.Quote(s))
	}
	p := AddrPort{port: uint16(number)}
	p.ip, err = ParseAddr(ip)
	if err != nil {
		return AddrPort{}, err
	}
	if v6 && p.ip.Is4() {
		return AddrPort{}, errors.New("invalid ip:port " + strconv.Quote(s) + ", square brackets can only be used with IPv6 addresses")
	}
	if !v6 && p.ip.Is6() {
		return AddrPort{}, errors.New("invalid ip:port " + strconv.Quote(s) + ", IPv6 addresses must be surrounded by square brackets")
	}
	return p, nil
}

func MustParseAddrPort(s string) AddrPort {
	p, err := ParseAddrPort(s)
	if err != nil {
		panic(err)
	}
	return p
}

func (p AddrPort) Compare(p2 AddrPort) int {
	if c := p.ip.Compare(p2.ip); c != 0 {
		return c
	}
	return cmp.Compare(p.port, p2.port)
}

func (p AddrPort) String() string {
	if !p.ip.IsValid() {
		return "invalid AddrPort"
	}
	return string(p.AppendTo(nil))
}

func (p AddrPort) AppendTo(b []byte) []byte {
	switch {
	case !p.ip.IsValid():
		return b
	case p.ip.Is4():
		b = p.ip.AppendTo(b)
	default:
		b = append(p.ip.AppendTo(append(b, '[')), ']')
	}
	return strconv.AppendUint(append(b, ':'), uint64(p.port), 10)
}

func (p AddrPort) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }
func (p AddrPort) MarshalText() ([]byte, error)        { return p.AppendTo([]byte{}), nil }

func (p *AddrPort) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = AddrPort{}
		return nil
	}
	var err error
	*p, err = ParseAddrPort(string(text))
	return err
}

func (p AddrPort) AppendBinary(b []byte) ([]byte, error) {
	b, err := p.ip.AppendBinary(b)
	return append(b, byte(p.port), byte(p.port>>8)), err
}

func (p AddrPort) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

func (p *AddrPort) UnmarshalBinary(b []byte) error {
	n := len(b) - 2
	if n < 0 {
		return errors.New("unexpected slice size")
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = AddrPort{ip, uint16(b[n]) | uint16(b[n+1])<<8}
	return nil
}

// A Prefix is an address and how many of its bits name the network.
type Prefix struct {
	ip Addr
	// One more than the number of bits; 0: not valid.
	bits1 uint8
}

func PrefixFrom(ip Addr, bits int) Prefix {
	p := Prefix{ip: ip.WithZone("")}
	if ip.IsValid() && bits >= 0 && bits <= ip.BitLen() {
		p.bits1 = uint8(bits) + 1
	}
	return p
}

func (p Prefix) Addr() Addr { return p.ip }

// Bits is -1 if p is not valid.
func (p Prefix) Bits() int        { return int(p.bits1) - 1 }
func (p Prefix) IsValid() bool    { return p.bits1 > 0 }
func (p Prefix) IsSingleIP() bool { return p.IsValid() && p.Bits() == p.ip.BitLen() }
func (p Prefix) isZero() bool     { return p == Prefix{} }

// Compare orders by validity, family, masked address, length, address.
func (p Prefix) Compare(p2 Prefix) int {
	if c := cmp.Compare(p.ip.BitLen(), p2.ip.BitLen()); c != 0 {
		return c
	}
	if c := p.Masked().Addr().Compare(p2.Masked().Addr()); c != 0 {
		return c
	}
	if c := cmp.Compare(p.Bits(), p2.Bits()); c != 0 {
		return c
	}
	return p.Addr().Compare(p2.Addr())
}

type parsePrefixError struct {
	in, msg string
}

func (e parsePrefixError) Error() string {
	return "netip.ParsePrefix(" + strconv.Quote(e.in) + "): " + e.msg
}

func ParsePrefix(s string) (Prefix, error) {
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return Prefix{}, parsePrefixError{s, "no '/'"}
	}
	ip, err := ParseAddr(s[:i])
	if err != nil {
		return Prefix{}, parsePrefixError{s, err.Error()}
	}
	if ip.Zone() != "" {
		return Prefix{}, parsePrefixError{s, "IPv6 zones cannot be present in a prefix"}
	}
	text := s[i+1:]
	bad := parsePrefixError{s, "bad bits after slash: " + strconv.Quote(text)}
	if len(text) > 1 && (text[0] < '1' || text[0] > '9') {
		return Prefix{}, bad
	}
	bits, err := strconv.Atoi(text)
	if err != nil {
		return Prefix{}, bad
	}
	if bits < 0 || bits > ip.BitLen() {
		return Prefix{}, parsePrefixError{s, "prefix length out of range"}
	}
	return PrefixFrom(ip, bits), nil
}

func MustParsePrefix(s string) Prefix {
	p, err := ParsePrefix(s)
	if err != nil {
		panic(err)
	}
	return p
}

// Masked clears the bits of the address behind the prefix.
func (p Prefix) Masked() Prefix {
	m, _ := p.ip.Prefix(p.Bits())
	return m
}

func (p Prefix) Contains(ip Addr) bool {
	if !p.IsValid() || ip.Zone() != "" || p.ip.BitLen() != ip.BitLen() {
		return false
	}
	q, err := ip.Prefix(p.Bits())
	return err == nil && q.ip == p.Masked().ip
}

func (p Prefix) Overlaps(o Prefix) bool {
	if !p.IsValid() || !o.IsValid() || p.ip.BitLen() != o.ip.BitLen() {
		return false
	}
	n := min(p.Bits(), o.Bits())
	a, _ := p.ip.Prefix(n)
	b, _ := o.ip.Prefix(n)
	return a == b
}

func (p Prefix) String() string {
	if !p.IsValid() {
		return "invalid Prefix"
	}
	return p.ip.String() + "/" + strconv.Itoa(p.Bits())
}

func (p Prefix) AppendTo(b []byte) []byte {
	if p.isZero() {
		return b
	}
	if !p.IsValid() {
		return append(b, "invalid Prefix"...)
	}
	return strconv.AppendInt(append(p.ip.AppendTo(b), '/'), int64(p.Bits()), 10)
}

func (p Prefix) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }
func (p Prefix) MarshalText() ([]byte, error)        { return p.AppendTo([]byte{}), nil }

func (p *Prefix) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Prefix{}
		return nil
	}
	var err error
	*p, err = ParsePrefix(string(text))
	return err
}

func (p Prefix) AppendBinary(b []byte) ([]byte, error) {
	b, err := p.ip.WithZone("").AppendBinary(b)
	return append(b, byte(p.Bits())), err
}

func (p Prefix) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

func (p *Prefix) UnmarshalBinary(b []byte) error {
	n := len(b) - 1
	if n < 0 {
		return errors.New("unexpected slice size")
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = PrefixFrom(ip, int(b[n]))
	return nil
}
