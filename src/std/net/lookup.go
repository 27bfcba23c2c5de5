package net

import (
	"context"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// Natives: the system's resolver. The numbers are what kind of error it was (0: none) and the system's error.
func lookupHost(name string, family int) ([]string, int, int)
func lookupAddr(address string) ([]string, int, int)
func lookupCanonical(name string) ([]string, int, int)

// A Resolver looks names up.
type Resolver struct {
	// Kept for programs that set it: hosts are looked up by the system's resolver unless Dial is set.
	PreferGo bool
	// Whether a passing error for one of several names is the answer.
	StrictErrors bool
	// How name servers are reached.
	Dial func(ctx context.Context, network, address string) (Conn, error)
}

// DefaultResolver is what the functions of this package use.
var DefaultResolver = &Resolver{}

// ipPort is an address as connect and bind want it.
type ipPort struct {
	ip   IP
	port int
	zone string
}

func (a ipPort) addr(network string) Addr {
	if network[0] == 't' {
		return &TCPAddr{a.ip, a.port, a.zone}
	}
	return &UDPAddr{a.ip, a.port, a.zone}
}

// internet makes addresses of "host:port".
func (r *Resolver) internet(ctx context.Context, network, address string) ([]ipPort, error) {
	host, port := "", 0
	if address != "" {
		h, service, err := SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		if port, err = r.LookupPort(ctx, network, service); err != nil {
			return nil, err
		}
		host = h
	}
	if host == "" {
		return []ipPort{{nil, port, ""}}, nil
	}
	found, err := r.lookupIPAddr(ctx, network, host)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0].IP.Equal(IPv6unspecified) {
		// It means this machine, whichever family that speaks.
		found = append(found, IPAddr{IP: IPv4zero})
	}
	var out []ipPort
	for _, a := range found {
		is4 := a.IP.To4() != nil
		if last := network[len(network)-1]; last == '4' && !is4 || last == '6' && is4 {
			continue
		}
		out = append(out, ipPort{a.IP, port, a.Zone})
	}
	if len(out) == 0 {
		return nil, &AddrError{errNoSuitableAddress.Error(), host}
	}
	return out, nil
}

// preferred is the first address of the family that the text speaks of, IPv4 if of none.
func preferred(network, address string, addrs []ipPort) ipPort {
	want6 := strings.Count(address, ":") >= 2
	for _, a := range addrs {
		if len(a.ip) == 0 || (a.ip.To4() == nil) == want6 {
			return a
		}
	}
	return addrs[0]
}

func (r *Resolver) lookupIPAddr(ctx context.Context, network, host string) ([]IPAddr, error) {
	if host == "" {
		return nil, &DNSError{Err: errNoSuchHost.Error(), Name: host, IsNotFound: true}
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		ip := IP(addr.AsSlice())
		if addr.Is4() {
			ip = ip.To16()
		}
		return []IPAddr{{ip, addr.Zone()}}, nil
	}
	return r.lookupTraced(ctx, network, host)
}

// lookupName is lookupIPAddr for what is no address.
func (r *Resolver) lookupName(ctx context.Context, network, host string) ([]IPAddr, error) {
	family := 0
	switch network[len(network)-1] {
	case '4':
		family = 4
	case '6':
		family = 6
	}
	if r.Dial != nil && host != "localhost" {
		return r.addresses(ctx, host, family)
	}
	if isNoName(host) {
		return nil, &DNSError{Err: errNoSuchHost.Error(), Name: host, Server: asked(host), IsNotFound: true}
	}
	texts, err := r.ask(ctx, host, func() ([]string, int, int) { return lookupHost(host, family) })
	if err != nil {
		return nil, err
	}
	out := make([]IPAddr, 0, len(texts))
	for _, text := range texts {
		ip, _, zone := fromSockaddr(text)
		if ip != nil {
			out = append(out, IPAddr{ip.To16(), zone})
		}
	}
	return out, nil
}

// isNoName says whether a name stands for nothing: the system's resolver takes numbers for addresses ("127.1", "0x7f.1") that are none here.
func isNoName(host string) bool {
	if !isDomainName(host) {
		return true
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if _, err := strconv.ParseUint(label, 0, 32); err != nil {
			return false
		}
	}
	return true
}

// asked is the name server that was asked first, which the system does not tell.
func asked(name string) string {
	if !isDomainName(name) {
		return ""
	}
	config := readDNSConfig()
	return config.servers[0]
}

// ask waits for a lookup, but not longer than the context.
func (r *Resolver) ask(ctx context.Context, name string, lookup func() ([]string, int, int)) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, lookupEnded(err, name)
	}
	type answer struct {
		texts       []string
		kind, errno int
	}
	var a answer
	if ctx.Done() == nil {
		a.texts, a.kind, a.errno = lookup()
	} else {
		answers := make(chan answer, 1)
		go func() {
			texts, kind, errno := lookup()
			answers <- answer{texts, kind, errno}
		}()
		select {
		case a = <-answers:
		case <-ctx.Done():
			return nil, lookupEnded(ctx.Err(), name)
		}
	}
	switch a.kind {
	case 0:
		return a.texts, nil
	case 1:
		return nil, &DNSError{UnwrapErr: nil, Err: errNoSuchHost.Error(), Name: name, Server: asked(name), IsNotFound: true}
	case 2:
		return nil, &DNSError{Err: "server misbehaving", Name: name, Server: asked(name), IsTemporary: true}
	case 3:
		if a.errno != 0 {
			return nil, &DNSError{Err: syscall.Errno(a.errno).Error(), Name: name}
		}
	}
	return nil, &DNSError{Err: "server misbehaving", Name: name}
}

func lookupEnded(err error, name string) error {
	e := ofContext(err)
	return &DNSError{UnwrapErr: e, Err: e.Error(), Name: name, IsTimeout: err == context.DeadlineExceeded}
}

func (r *Resolver) LookupHost(ctx context.Context, host string) (addrs []string, err error) {
	found, err := r.lookupIPAddr(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	if ParseIP(host) != nil {
		return []string{host}, nil
	}
	for _, a := range found {
		addrs = append(addrs, a.String())
	}
	return addrs, nil
}

func (r *Resolver) LookupIPAddr(ctx context.Context, host string) ([]IPAddr, error) {
	return r.lookupIPAddr(ctx, "ip", host)
}

func (r *Resolver) LookupIP(ctx context.Context, network, host string) ([]IP, error) {
	switch network {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	found, err := r.lookupIPAddr(ctx, network, host)
	if err != nil {
		return nil, err
	}
	var ips []IP
	for _, a := range found {
		is4 := a.IP.To4() != nil
		if network == "ip4" && !is4 || network == "ip6" && is4 {
			continue
		}
		ips = append(ips, a.IP)
	}
	if len(ips) == 0 {
		return nil, &AddrError{errNoSuitableAddress.Error(), host}
	}
	return ips, nil
}

func (r *Resolver) LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error) {
	ips, err := r.LookupIP(ctx, network, host)
	if err != nil {
		return nil, err
	}
	out := make([]netip.Addr, 0, len(ips))
	for _, ip := range ips {
		if a, ok := netip.AddrFromSlice(ip); ok {
			out = append(out, a)
		}
	}
	return out, nil
}

func (r *Resolver) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	ip, err := netip.ParseAddr(addr)
	if err != nil {
		return nil, &DNSError{Err: "unrecognized address", Name: addr}
	}
	family := 6
	if ip.Is4() {
		family = 4
	}
	text, err := sockaddr(ip.AsSlice(), 0, ip.Zone(), family)
	if err != nil {
		return nil, err
	}
	names, err := r.ask(ctx, reversed(ip.Unmap()), func() ([]string, int, int) { return lookupAddr(text) })
	for i, name := range names {
		if !strings.HasSuffix(name, ".") && strings.Contains(name, ".") {
			names[i] = name + "."
		}
	}
	return names, err
}

// reversed is the name under which name servers know an address.
func reversed(ip netip.Addr) string {
	name, bytes := "", ip.AsSlice()
	for _, b := range bytes {
		if len(bytes) == 4 {
			name = strconv.Itoa(int(b)) + "." + name
			continue
		}
		for _, half := range []byte{b >> 4, b & 15} {
			name = strconv.FormatUint(uint64(half), 16) + "." + name
		}
	}
	if len(bytes) == 4 {
		return name + "in-addr.arpa."
	}
	return name + "ip6.arpa."
}

func (r *Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	if isNoName(host) {
		return "", &DNSError{Err: errNoSuchHost.Error(), Name: host, Server: asked(host), IsNotFound: true}
	}
	names, err := r.ask(ctx, host, func() ([]string, int, int) { return lookupCanonical(host) })
	if err != nil {
		return "", err
	}
	name := host
	if len(names) > 0 {
		name = names[0]
	}
	if !strings.HasSuffix(name, ".") {
		name += "."
	}
	return name, nil
}

var services struct {
	sync.Once
	ports map[string]int // "tcp/http"
}

// loadServices reads /etc/services over what is always known.
func loadServices() {
	services.ports = map[string]int{
		"udp/domain": 53, "tcp/domain": 53, "tcp/ftp": 21, "tcp/ftps": 990, "tcp/gopher": 70, "tcp/http": 80, "tcp/https": 443,
		"tcp/imap2": 143, "tcp/imap3": 220, "tcp/imaps": 993, "tcp/pop3": 110, "tcp/pop3s": 995, "tcp/smtp": 25, "tcp/submissions": 465,
		"tcp/ssh": 22, "tcp/telnet": 23,
	}
	data, err := os.ReadFile("/etc/services")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		number, network, found := strings.Cut(fields[1], "/")
		port, err := strconv.Atoi(number)
		if !found || err != nil {
			continue
		}
		for i, name := range fields {
			if i != 1 {
				key := network + "/" + strings.ToLower(name)
				if _, ok := services.ports[key]; !ok {
					services.ports[key] = port
				}
			}
		}
	}
}

func (r *Resolver) LookupPort(ctx context.Context, network, service string) (port int, err error) {
	if service == "" {
		return 0, nil
	}
	digits := service
	if digits[0] == '+' || digits[0] == '-' {
		digits = digits[1:]
	}
	numeric := digits != ""
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			numeric = false
		}
	}
	if numeric {
		n, err := strconv.Atoi(service)
		if err != nil || n < 0 || n > 65535 {
			return 0, &AddrError{"invalid port", service}
		}
		return n, nil
	}
	var networks []string
	switch network {
	case "tcp", "tcp4", "tcp6":
		networks = []string{"tcp"}
	case "udp", "udp4", "udp6":
		networks = []string{"udp"}
	case "", "ip":
		networks = []string{"tcp", "udp"}
	default:
		return 0, &DNSError{Err: "unknown network", Name: network + "/" + service}
	}
	services.Do(loadServices)
	for _, n := range networks {
		if port, ok := services.ports[n+"/"+strings.ToLower(service)]; ok {
			return port, nil
		}
	}
	return 0, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
}

func LookupHost(host string) (addrs []string, err error) {
	return DefaultResolver.LookupHost(context.Background(), host)
}

func LookupIP(host string) ([]IP, error) {
	found, err := DefaultResolver.LookupIPAddr(context.Background(), host)
	if err != nil {
		return nil, err
	}
	ips := make([]IP, len(found))
	for i, a := range found {
		ips[i] = a.IP
	}
	return ips, nil
}

func LookupPort(network, service string) (port int, err error) {
	return DefaultResolver.LookupPort(context.Background(), network, service)
}

func LookupCNAME(host string) (cname string, err error) {
	return DefaultResolver.LookupCNAME(context.Background(), host)
}

func LookupAddr(addr string) (names []string, err error) {
	return DefaultResolver.LookupAddr(context.Background(), addr)
}

// An IPAddr is an address without a port.
type IPAddr struct {
	IP   IP
	Zone string
}

func (a *IPAddr) Network() string { return "ip" }
func (a *IPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return withZone(a.IP, a.Zone)
}

func ResolveIPAddr(network, address string) (*IPAddr, error) {
	if network == "" {
		network = "ip"
	}
	base, protocol, _ := strings.Cut(network, ":")
	switch base {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	_ = protocol
	if address == "" {
		return nil, nil
	}
	found, err := DefaultResolver.lookupIPAddr(context.Background(), base, address)
	if err != nil {
		return nil, err
	}
	want6 := strings.Contains(address, ":") || base == "ip6"
	for _, a := range found {
		if (a.IP.To4() == nil) == want6 {
			return &a, nil
		}
	}
	if base != "ip" {
		return nil, &AddrError{errNoSuitableAddress.Error(), address}
	}
	return &found[0], nil
}
