package net

import (
	"os"
	"strconv"
	"strings"
)

// socketJoin joins a group that datagrams are sent to, on an interface (0: the system's choice).
func socketJoin(socket uint64, group []byte, index int) int

// ListenMulticastUDP receives what is sent to a group, on one interface or on the system's choice.
func ListenMulticastUDP(network string, ifi *Interface, gaddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: udpOrNil(gaddr), Err: err}
	}
	switch network {
	case "udp", "udp4", "udp6":
	default:
		return fail(UnknownNetworkError(network))
	}
	if gaddr == nil || gaddr.IP == nil {
		return fail(errMissingAddress)
	}
	s, err := bound(network, ipPort{gaddr.IP, gaddr.Port, gaddr.Zone}, kindDatagram, nil)
	if err != nil {
		return fail(err)
	}
	index := 0
	if ifi != nil {
		index = ifi.Index
	}
	group := gaddr.IP.To4()
	loop, from := optLoop4, optFrom4
	if group == nil {
		group, loop, from = gaddr.IP, optLoop6, optFrom6
	}
	errno := 0
	if ifi != nil {
		errno = socketOption(s.ticket, from, index)
	}
	if errno == 0 {
		errno = socketOption(s.ticket, loop, 0)
	}
	if errno == 0 {
		errno = socketJoin(s.ticket, group, index)
	}
	if errno != 0 {
		socketClose(s.ticket)
		return fail(asError("setsockopt", errno))
	}
	return &UDPConn{s}, nil
}

// MulticastAddrs gives the groups that the interface has joined.
func (ifi *Interface) MulticastAddrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError(errInvalidInterface)
	}
	var list []Addr
	name := ""
	data, _ := os.ReadFile("/proc/net/igmp")
	for i, line := range strings.Split(string(data), "\n") {
		f := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" :\r\t", r) })
		switch {
		case i == 0 || len(f) < 4:
		case line[0] != ' ' && line[0] != '\t':
			name = f[1]
		case len(f[0]) == 8 && name == ifi.Name:
			// As the machine has it in memory: little endian.
			if n, err := strconv.ParseUint(f[0], 16, 32); err == nil {
				list = append(list, &IPAddr{IP: IPv4(byte(n), byte(n>>8), byte(n>>16), byte(n>>24))})
			}
		}
	}
	data, _ = os.ReadFile("/proc/net/igmp6")
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) < 6 || f[1] != ifi.Name {
			continue
		}
		ip := make(IP, 16)
		for i := 0; i+1 < len(f[2]) && i < 32; i += 2 {
			n, _ := strconv.ParseUint(f[2][i:i+2], 16, 8)
			ip[i/2] = byte(n)
		}
		list = append(list, &IPAddr{IP: ip})
	}
	return list, nil
}
