package net

import (
	"errors"
	"strconv"
	"strings"
)

// Natives.
func interfaceTable() ([]string, int)
func interfaceIndex(name string) int
func interfaceName(index int) string

// An Interface is a network interface of the machine.
type Interface struct {
	Index        int
	MTU          int
	Name         string
	HardwareAddr HardwareAddr
	Flags        Flags
}

type Flags uint

const (
	FlagUp Flags = 1 << iota
	FlagBroadcast
	FlagLoopback
	FlagPointToPoint
	FlagMulticast
	FlagRunning
)

var flagNames = []string{"up", "broadcast", "loopback", "pointtopoint", "multicast", "running"}

func (f Flags) String() string {
	var names []string
	for i, name := range flagNames {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if names == nil {
		return "0"
	}
	return strings.Join(names, "|")
}

var (
	errInvalidInterface      = errors.New("invalid network interface")
	errInvalidInterfaceIndex = errors.New("invalid network interface index")
	errInvalidInterfaceName  = errors.New("invalid network interface name")
	errNoSuchInterface       = errors.New("no such network interface")
)

func routeError(err error) error {
	return &OpError{Op: "route", Net: "ip+net", Source: nil, Addr: nil, Err: err}
}

// described is one line of the table: an interface with one of its addresses.
type described struct {
	Interface
	addr *IPNet
}

func table() ([]described, error) {
	lines, errno := interfaceTable()
	if errno != 0 {
		return nil, routeError(asError("getifaddrs", errno))
	}
	out := make([]described, 0, len(lines))
	for _, line := range lines {
		f := strings.SplitN(line, " ", 7)
		var d described
		d.Index, _ = strconv.Atoi(f[0])
		system, _ := strconv.Atoi(f[1])
		d.MTU, _ = strconv.Atoi(f[2])
		d.HardwareAddr = fromHex(f[3])
		if ip := IP(fromHex(f[4])); ip != nil {
			ones, _ := strconv.Atoi(f[5])
			d.addr = &IPNet{ip, CIDRMask(ones, 8*len(ip))}
			if len(ip) == IPv4len {
				d.addr.IP = ip.To16()
			}
		}
		d.Name = f[6]
		// The system's numbers of the flags, in the order of ours.
		for i, bit := range []int{0x1, 0x2, 0x8, 0x10, 0x1000, 0x40} {
			if system&bit != 0 {
				d.Flags |= 1 << i
			}
		}
		out = append(out, d)
	}
	return out, nil
}

func fromHex(s string) []byte {
	if s == "-" {
		return nil
	}
	b := make([]byte, len(s)/2)
	for i := range b {
		n, _ := strconv.ParseUint(s[2*i:2*i+2], 16, 8)
		b[i] = byte(n)
	}
	return b
}

func Interfaces() ([]Interface, error) {
	lines, err := table()
	if err != nil {
		return nil, err
	}
	var out []Interface
	place := map[int]int{}
	for _, d := range lines {
		at, seen := place[d.Index]
		if !seen {
			place[d.Index] = len(out)
			out = append(out, d.Interface)
		} else if d.HardwareAddr != nil {
			out[at].HardwareAddr = d.HardwareAddr
		}
	}
	return out, nil
}

// InterfaceAddrs lists the addresses of all interfaces.
func InterfaceAddrs() ([]Addr, error) { return addrs(nil) }

func addrs(of *Interface) ([]Addr, error) {
	lines, err := table()
	if err != nil {
		return nil, err
	}
	var out []Addr
	for _, d := range lines {
		if d.addr != nil && (of == nil || of.Index == d.Index) {
			out = append(out, d.addr)
		}
	}
	return out, nil
}

func (ifi *Interface) Addrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError(errInvalidInterface)
	}
	return addrs(ifi)
}

func InterfaceByIndex(index int) (*Interface, error) {
	if index <= 0 {
		return nil, routeError(errInvalidInterfaceIndex)
	}
	all, err := Interfaces()
	if err != nil {
		return nil, err
	}
	for _, ifi := range all {
		if ifi.Index == index {
			return &ifi, nil
		}
	}
	return nil, routeError(errNoSuchInterface)
}

func InterfaceByName(name string) (*Interface, error) {
	if name == "" {
		return nil, routeError(errInvalidInterfaceName)
	}
	all, err := Interfaces()
	if err != nil {
		return nil, err
	}
	for _, ifi := range all {
		if ifi.Name == name {
			return &ifi, nil
		}
	}
	return nil, routeError(errNoSuchInterface)
}

// zoneIndex is the number of a zone: an interface's name, or a number.
func zoneIndex(zone string) int {
	if zone == "" {
		return 0
	}
	if index := interfaceIndex(zone); index != 0 {
		return index
	}
	n, _ := strconv.Atoi(zone)
	return n
}

func zoneName(index int) string {
	if index == 0 {
		return ""
	}
	if name := interfaceName(index); name != "" {
		return name
	}
	return strconv.Itoa(index)
}

// A HardwareAddr is the address of a network card.
type HardwareAddr []byte

func (a HardwareAddr) String() string {
	s := make([]byte, 0, 3*len(a))
	for i, b := range a {
		if i > 0 {
			s = append(s, ':')
		}
		s = append(s, "0123456789abcdef"[b>>4], "0123456789abcdef"[b&15])
	}
	return string(s)
}

// ParseMAC reads an address of 6, 8 or 20 bytes, with colons, hyphens, or dots after each fourth digit.
func ParseMAC(s string) (hw HardwareAddr, err error) {
	bad := &AddrError{"invalid MAC address", s}
	digits, step := 2, 3
	if len(s) < 12 {
		return nil, bad
	}
	separator := s[2]
	switch {
	case separator == ':' || separator == '-':
	case s[4] == '.':
		digits, step, separator = 4, 5, '.'
	default:
		// Digits alone.
		digits, step = len(s), len(s)+1
	}
	if (len(s)+1)%step != 0 || digits%2 != 0 {
		return nil, bad
	}
	for i := 0; i < len(s); i += step {
		for j := i; j < i+digits; j += 2 {
			n, err := strconv.ParseUint(s[j:j+2], 16, 8)
			if err != nil {
				return nil, bad
			}
			hw = append(hw, byte(n))
		}
		if i+digits < len(s) && s[i+digits] != separator {
			return nil, bad
		}
	}
	if len(hw) != 6 && len(hw) != 8 && len(hw) != 20 {
		return nil, bad
	}
	return hw, nil
}
