package x509

import (
	"net"
	"net/netip"
	"strings"
)

// validDomain says whether a name can be one, with a dot before it where constraints may have one. The empty name can.
func validDomain(s string, constraint bool) bool {
	if s == "" {
		return true
	}
	if constraint {
		if s = strings.TrimPrefix(s, "."); s == "" {
			return false
		}
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" {
			return false
		}
		for i := range len(label) {
			if label[i] < 33 || label[i] > 126 {
				return false
			}
		}
	}
	return true
}

func (c *Certificate) hasNames() bool { return find(oidSAN, c.Extensions) != nil }

func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

func labels(host string) []string { return strings.Split(lower(strings.TrimSuffix(host, ".")), ".") }

// matchLabels compares a name, whose first label may be *, with a host's labels.
func matchLabels(pattern string, host []string) bool {
	if pattern == "" {
		return false
	}
	parts := strings.Split(lower(pattern), ".")
	if len(parts) != len(host) {
		return false
	}
	for i, part := range parts {
		if part != host[i] && !(i == 0 && part == "*") {
			return false
		}
	}
	return true
}

// validHost says whether a host has only what hosts' names have; underscores are seen too often to refuse them.
func validHost(host string, pattern bool) bool {
	if !pattern {
		host = strings.TrimSuffix(host, ".")
	}
	if host == "" || host == "*" {
		return false
	}
	for i, label := range strings.Split(host, ".") {
		if label == "" {
			return false
		}
		if pattern && i == 0 && label == "*" {
			continue
		}
		for j, c := range label {
			switch {
			case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-' && j != 0:
			default:
				return false
			}
		}
	}
	return true
}

// VerifyHostname is nil if the certificate is of the host, which may be an IP address, also in brackets.
func (c *Certificate) VerifyHostname(h string) error {
	address := h
	if len(h) >= 3 && h[0] == '[' && h[len(h)-1] == ']' {
		address = h[1 : len(h)-1]
	}
	if addr, err := netip.ParseAddr(address); err == nil {
		ip := net.IP(addr.AsSlice())
		for _, own := range c.IPAddresses {
			if ip.Equal(own) {
				return nil
			}
		}
		return HostnameError{c, ip.String()}
	}
	name := lower(h)
	valid, parts := validHost(name, false), labels(name)
	for _, own := range c.DNSNames {
		if valid && validHost(own, true) {
			if matchLabels(own, parts) {
				return nil
			}
		} else if own != "" && own != "." && name != "." && lower(own) == name {
			return nil
		}
	}
	return HostnameError{c, h}
}
