package net

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// What the system's resolver has no call for is asked of the name servers of /etc/resolv.conf (RFC 1035).

// An MX is a mail server of a domain.
type MX struct {
	Host string
	Pref uint16
}

// An NS is a name server of a domain.
type NS struct {
	Host string
}

// An SRV says where a service runs.
type SRV struct {
	Target   string
	Port     uint16
	Priority uint16
	Weight   uint16
}

const (
	dnsA    = 1
	dnsNS   = 2
	dnsMX   = 15
	dnsTXT  = 16
	dnsAAAA = 28
	dnsSRV  = 33
	dnsOPT  = 41
)

const malformedRecords = "DNS response contained records which contain invalid names"

var (
	errDNSMessage = errors.New("cannot unmarshal DNS message")
	errLame       = errors.New("lame referral")
	errBusy       = errors.New("server misbehaving")
)

// dnsConfig is what /etc/resolv.conf says.
type dnsConfig struct {
	servers  []string
	search   []string
	ndots    int
	timeout  time.Duration
	attempts int
	rotate   bool
}

var dnsRound atomic.Uint32

func readDNSConfig() dnsConfig {
	c := dnsConfig{ndots: 1, timeout: 5 * time.Second, attempts: 2}
	data, _ := os.ReadFile("/etc/resolv.conf")
	for line := range strings.Lines(string(data)) {
		if line[0] == ';' || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 1 {
			continue
		}
		switch f[0] {
		case "nameserver":
			if len(f) > 1 && len(c.servers) < 3 && ParseIP(strings.SplitN(f[1], "%", 2)[0]) != nil {
				c.servers = append(c.servers, JoinHostPort(f[1], "53"))
			}
		case "domain":
			if len(f) > 1 {
				c.search = []string{rooted(f[1])}
			}
		case "search":
			c.search = nil
			for _, name := range f[1:] {
				if name = rooted(name); name != "." {
					c.search = append(c.search, name)
				}
			}
		case "options":
			for _, option := range f[1:] {
				name, value, _ := strings.Cut(option, ":")
				n, _ := strconv.Atoi(value)
				switch name {
				case "ndots":
					c.ndots = max(0, min(n, 15))
				case "timeout":
					c.timeout = time.Duration(max(n, 1)) * time.Second
				case "attempts":
					c.attempts = max(n, 1)
				case "rotate":
					c.rotate = true
				}
			}
		}
	}
	if len(c.servers) == 0 {
		c.servers = []string{"127.0.0.1:53", "[::1]:53"}
	}
	if c.search == nil {
		if host, err := os.Hostname(); err == nil {
			if _, domain, found := strings.Cut(host, "."); found && domain != "" {
				c.search = []string{rooted(domain)}
			}
		}
	}
	return c
}

func rooted(name string) string {
	if strings.HasSuffix(name, ".") {
		return name
	}
	return name + "."
}

// names are the full names to ask for, in turn.
func (c *dnsConfig) names(name string) []string {
	full := strings.HasSuffix(name, ".")
	if len(name) > 254 || len(name) == 254 && !full {
		return nil
	}
	if strings.HasSuffix(strings.ToLower(strings.TrimSuffix(name, ".")), ".onion") {
		return nil
	}
	if full {
		return []string{name}
	}
	dots := strings.Count(name, ".") >= c.ndots
	name += "."
	var list []string
	if dots {
		list = append(list, name)
	}
	for _, suffix := range c.search {
		if len(name)+len(suffix) <= 254 {
			list = append(list, name+suffix)
		}
	}
	if !dots {
		list = append(list, name)
	}
	return list
}

// isDomainName says whether s could be asked for.
func isDomainName(s string) bool {
	if s == "." {
		return true
	}
	if len(s) == 0 || len(s) > 254 || len(s) == 254 && s[253] != '.' {
		return false
	}
	last, digitsOnly, label := byte('.'), true, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
			digitsOnly = false
			label++
		case c >= '0' && c <= '9':
			label++
		case c == '-':
			if last == '.' {
				return false
			}
			label++
			digitsOnly = false
		case c == '.':
			if last == '.' || last == '-' || label > 63 || label == 0 {
				return false
			}
			label = 0
		default:
			return false
		}
		last = s[i]
	}
	return last != '-' && label <= 63 && !digitsOnly
}

// dnsQuery is a message that asks one question, and says that long answers are welcome.
func dnsQuery(id uint16, name string, kind uint16) ([]byte, error) {
	b := []byte{byte(id >> 8), byte(id), 1, 0, 0, 1, 0, 0, 0, 0, 0, 1}
	for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
		if len(label) > 63 {
			return nil, errDNSMessage
		}
		if label != "" {
			b = append(append(b, byte(len(label))), label...)
		}
	}
	b = append(b, 0, byte(kind>>8), byte(kind), 0, 1)
	return append(b, 0, 0, dnsOPT, 1232>>8, 1232&255, 0, 0, 0, 0, 0, 0), nil
}

// dnsName reads the name at `at`, following pointers backwards: the name and what comes behind it.
func dnsName(b []byte, at int) (name string, next int, err error) {
	next = -1
	for hops := 0; ; {
		if at >= len(b) {
			return "", 0, errDNSMessage
		}
		n := int(b[at])
		at++
		switch n & 0xC0 {
		case 0:
			if n == 0 {
				if next < 0 {
					next = at
				}
				if name == "" {
					name = "."
				}
				return name, next, nil
			}
			if at+n > len(b) || len(name)+n > 254 {
				return "", 0, errDNSMessage
			}
			for _, c := range b[at : at+n] {
				if c == '.' {
					return "", 0, errDNSMessage
				}
			}
			name += string(b[at:at+n]) + "."
			at += n
		case 0xC0:
			if at >= len(b) {
				return "", 0, errDNSMessage
			}
			if next < 0 {
				next = at + 1
			}
			if hops++; hops > 10 {
				return "", 0, errDNSMessage
			}
			at = n&0x3F<<8 | int(b[at])
		default:
			return "", 0, errDNSMessage
		}
	}
}

// A dnsRecord is an answer; data lies in the message at from, for names in it.
type dnsRecord struct {
	name string
	kind uint16
	from int
	data []byte
}

type dnsAnswer struct {
	message []byte
	answers []dnsRecord
}

func be16(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }

// parseDNS reads the answers of a message to our question. truncated: more would have been sent by TCP.
func parseDNS(b []byte, id uint16, name string, kind uint16) (a dnsAnswer, code int, lame, truncated, ours bool) {
	if len(b) < 12 || be16(b) != id || b[2]&0x80 == 0 || be16(b[4:]) != 1 {
		return
	}
	asked, at, err := dnsName(b, 12)
	if err != nil || at+4 > len(b) || !strings.EqualFold(asked, name) || be16(b[at:]) != kind {
		return
	}
	at += 4
	ours = true
	code, truncated = int(b[3]&15), b[2]&2 != 0
	count := int(be16(b[6:]))
	lame = code == 0 && b[2]&4 == 0 && b[3]&0x80 == 0 && count == 0 && be16(b[10:]) == 0
	a.message = b
	for range count {
		name, next, err := dnsName(b, at)
		if err != nil || next+10 > len(b) {
			return a, -1, false, truncated, true
		}
		n := int(be16(b[next+8:]))
		from := next + 10
		if from+n > len(b) {
			return a, -1, false, truncated, true
		}
		a.answers = append(a.answers, dnsRecord{name, be16(b[next:]), from, b[from : from+n]})
		at = from + n
	}
	return
}

// exchange asks one server one question.
func (r *Resolver) exchange(ctx context.Context, server, name string, kind uint16, timeout time.Duration) (a dnsAnswer, code int, lame bool, err error) {
	id := uint16(rand.Uint32())
	query, err := dnsQuery(id, name, kind)
	if err != nil {
		return a, 0, false, err
	}
	for _, network := range []string{"udp", "tcp"} {
		limited, cancel := context.WithDeadline(ctx, time.Now().Add(timeout))
		defer cancel()
		dial := r.Dial
		if dial == nil {
			dial = new(Dialer).DialContext
		}
		c, err := dial(limited, network, server)
		if err != nil {
			return a, 0, false, ofContext(err)
		}
		if deadline, ok := limited.Deadline(); ok {
			c.SetDeadline(deadline)
		}
		var truncated, ours bool
		_, packets := c.(PacketConn)
		if !packets {
			query = append([]byte{byte(len(query) >> 8), byte(len(query))}, query...)
		}
		_, err = c.Write(query)
		for err == nil && !ours {
			var b []byte
			if packets {
				b = make([]byte, 1232)
				var n int
				n, err = c.Read(b)
				b = b[:n]
			} else {
				var size [2]byte
				if _, err = io.ReadFull(c, size[:]); err == nil {
					b = make([]byte, be16(size[:]))
					_, err = io.ReadFull(c, b)
				}
			}
			if err == nil {
				a, code, lame, truncated, ours = parseDNS(b, id, name, kind)
				if !ours && !packets {
					err = errDNSMessage
				}
			}
		}
		c.Close()
		if err != nil {
			return a, 0, false, err
		}
		if !truncated || !packets {
			return a, code, lame, nil
		}
	}
	return a, code, lame, nil
}

// query asks for records of a kind, by all names and of all servers that may know.
func (r *Resolver) query(ctx context.Context, name string, kind uint16) (dnsAnswer, error) {
	if !isDomainName(name) {
		return dnsAnswer{}, &DNSError{Err: errNoSuchHost.Error(), Name: name, IsNotFound: true}
	}
	config := readDNSConfig()
	var last error
	for _, full := range config.names(name) {
		a, err := r.queryName(ctx, &config, full, kind)
		if err == nil {
			return a, nil
		}
		last = err
		if e, ok := err.(*DNSError); ok && e.IsTemporary && r.StrictErrors {
			break
		}
	}
	if e, ok := last.(*DNSError); ok {
		// What was asked for, not one of the names tried for it.
		e.Name = name
		return dnsAnswer{}, e
	}
	return dnsAnswer{}, &DNSError{Err: errNoSuchHost.Error(), Name: name, IsNotFound: true}
}

func (r *Resolver) queryName(ctx context.Context, config *dnsConfig, name string, kind uint16) (dnsAnswer, error) {
	var last error
	first := 0
	if config.rotate {
		first = int(dnsRound.Add(1) - 1)
	}
	for range config.attempts {
		for i := range config.servers {
			server := config.servers[(first+i)%len(config.servers)]
			a, code, lame, err := r.exchange(ctx, server, name, kind, config.timeout)
			if err != nil {
				e := &DNSError{Err: err.Error(), Name: name, Server: server}
				if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
					e.UnwrapErr = err
				}
				var timeout interface{ Timeout() bool }
				if errors.As(err, &timeout) && timeout.Timeout() {
					e.IsTimeout = true
				}
				if _, ok := err.(*OpError); ok {
					e.IsTemporary = true
				}
				if ended := ctx.Err(); ended != nil {
					return a, lookupEnded(ended, name)
				}
				last = e
				continue
			}
			switch {
			case code == 3:
				return a, &DNSError{Err: errNoSuchHost.Error(), Name: name, Server: server, IsNotFound: true}
			case lame:
				last = &DNSError{Err: errLame.Error(), Name: name, Server: server}
				continue
			case code < 0:
				last = &DNSError{Err: errDNSMessage.Error(), Name: name, Server: server}
				continue
			case code != 0:
				last = &DNSError{Err: errBusy.Error(), Name: name, Server: server, IsTemporary: code == 2}
				continue
			}
			if !slices.ContainsFunc(a.answers, func(r dnsRecord) bool { return r.kind == kind }) {
				return a, &DNSError{Err: errNoSuchHost.Error(), Name: name, Server: server, IsNotFound: true}
			}
			return a, nil
		}
	}
	return dnsAnswer{}, last
}

// each visits the records of a kind.
func (a dnsAnswer) each(kind uint16, visit func(r dnsRecord) error) error {
	for _, r := range a.answers {
		if r.kind == kind {
			if err := visit(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// nameAt is the name that lies `skip` bytes into a record's data.
func (a dnsAnswer) nameAt(r dnsRecord, skip int) (string, error) {
	if len(r.data) <= skip {
		return "", errDNSMessage
	}
	name, _, err := dnsName(a.message, r.from+skip)
	return name, err
}

func badAnswer(err error, name string) error {
	return &DNSError{Err: err.Error(), Name: name}
}

// LookupMX gives the mail servers of a domain, those to be preferred first.
func (r *Resolver) LookupMX(ctx context.Context, name string) ([]*MX, error) {
	a, err := r.query(ctx, name, dnsMX)
	if err != nil {
		return nil, err
	}
	var list []*MX
	err = a.each(dnsMX, func(r dnsRecord) error {
		host, err := a.nameAt(r, 2)
		if err == nil {
			list = append(list, &MX{host, be16(r.data)})
		}
		return err
	})
	if err != nil {
		return nil, badAnswer(err, name)
	}
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	slices.SortStableFunc(list, func(a, b *MX) int { return cmp.Compare(a.Pref, b.Pref) })
	good := slices.DeleteFunc(list, func(m *MX) bool { return !isDomainName(m.Host) && ParseIP(strings.TrimSuffix(m.Host, ".")) == nil })
	if len(good) < len(list) {
		return good, badAnswer(errors.New(malformedRecords), name)
	}
	return good, nil
}

// LookupNS gives the name servers of a domain.
func (r *Resolver) LookupNS(ctx context.Context, name string) ([]*NS, error) {
	a, err := r.query(ctx, name, dnsNS)
	if err != nil {
		return nil, err
	}
	var list []*NS
	err = a.each(dnsNS, func(r dnsRecord) error {
		host, err := a.nameAt(r, 0)
		if err == nil {
			list = append(list, &NS{host})
		}
		return err
	})
	if err != nil {
		return nil, badAnswer(err, name)
	}
	good := slices.DeleteFunc(list, func(n *NS) bool { return !isDomainName(n.Host) })
	if len(good) < len(list) {
		return good, badAnswer(errors.New(malformedRecords), name)
	}
	return good, nil
}

// LookupTXT gives the texts of a domain.
func (r *Resolver) LookupTXT(ctx context.Context, name string) ([]string, error) {
	a, err := r.query(ctx, name, dnsTXT)
	if err != nil {
		return nil, err
	}
	var list []string
	err = a.each(dnsTXT, func(r dnsRecord) error {
		text := ""
		for rest := r.data; len(rest) > 0; {
			n := int(rest[0])
			if n >= len(rest) {
				return errDNSMessage
			}
			text += string(rest[1 : 1+n])
			rest = rest[1+n:]
		}
		list = append(list, text)
		return nil
	})
	if err != nil {
		return nil, badAnswer(err, name)
	}
	return list, nil
}

// LookupSRV looks for _service._proto.name, or for name if both are empty: the name that answered and where the service runs, by
// priority, by chance and weight within one.
func (r *Resolver) LookupSRV(ctx context.Context, service, proto, name string) (string, []*SRV, error) {
	target := name
	if service != "" || proto != "" {
		target = "_" + service + "._" + proto + "." + name
	}
	a, err := r.query(ctx, target, dnsSRV)
	if err != nil {
		return "", nil, err
	}
	var list []*SRV
	cname := ""
	err = a.each(dnsSRV, func(r dnsRecord) error {
		host, err := a.nameAt(r, 6)
		if err == nil {
			if cname == "" {
				cname = r.name
			}
			list = append(list, &SRV{host, be16(r.data[4:]), be16(r.data), be16(r.data[2:])})
		}
		return err
	})
	if err != nil {
		return "", nil, badAnswer(err, name)
	}
	sortServices(list)
	if cname != "" && !isDomainName(cname) {
		return "", nil, &DNSError{Err: "SRV header name is invalid", Name: name}
	}
	good := slices.DeleteFunc(list, func(s *SRV) bool { return !isDomainName(s.Target) })
	if len(good) < len(list) {
		return cname, good, badAnswer(errors.New(malformedRecords), name)
	}
	return cname, good, nil
}

// sortServices orders by priority, and draws the order within one by weight (RFC 2782).
func sortServices(list []*SRV) {
	slices.SortStableFunc(list, func(a, b *SRV) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.Weight, b.Weight))
	})
	for len(list) > 0 {
		n, sum := 0, 0
		for n < len(list) && list[n].Priority == list[0].Priority {
			sum += int(list[n].Weight)
			n++
		}
		for same := list[:n]; sum > 0 && len(same) > 1; same = same[1:] {
			left := rand.IntN(sum)
			for i, s := range same {
				if left -= int(s.Weight); left < 0 {
					copy(same[1:i+1], same[:i])
					same[0] = s
					break
				}
			}
			sum -= int(same[0].Weight)
		}
		list = list[n:]
	}
}

// addresses asks name servers for a host's addresses: for a Resolver that brings its own way to reach them.
func (r *Resolver) addresses(ctx context.Context, host string, family int) ([]IPAddr, error) {
	var out []IPAddr
	var failed error
	for _, kind := range []uint16{dnsA, dnsAAAA} {
		if kind == dnsA && family == 6 || kind == dnsAAAA && family == 4 {
			continue
		}
		a, err := r.query(ctx, host, kind)
		if err != nil {
			if failed == nil {
				failed = err
			}
			continue
		}
		a.each(kind, func(r dnsRecord) error {
			if len(r.data) == 4 || len(r.data) == 16 {
				out = append(out, IPAddr{IP: IP(slices.Clone(r.data)).To16()})
			}
			return nil
		})
	}
	if len(out) == 0 {
		return nil, failed
	}
	return out, nil
}

func LookupMX(name string) ([]*MX, error) {
	return DefaultResolver.LookupMX(context.Background(), name)
}
func LookupNS(name string) ([]*NS, error) {
	return DefaultResolver.LookupNS(context.Background(), name)
}

func LookupTXT(name string) ([]string, error) {
	return DefaultResolver.LookupTXT(context.Background(), name)
}

func LookupSRV(service, proto, name string) (cname string, addrs []*SRV, err error) {
	return DefaultResolver.LookupSRV(context.Background(), service, proto, name)
}
