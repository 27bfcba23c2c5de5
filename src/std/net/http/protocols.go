package http

import (
	"strings"
	"time"
)

// Protocols is a set of HTTP's versions.
type Protocols struct {
	bits uint8
}

const (
	bitHTTP1 = 1 << iota
	bitHTTP2
	bitUnencryptedHTTP2
)

func (p *Protocols) set(bit uint8, ok bool) {
	p.bits &^= bit
	if ok {
		p.bits |= bit
	}
}

func (p Protocols) HTTP1() bool                  { return p.bits&bitHTTP1 != 0 }
func (p Protocols) HTTP2() bool                  { return p.bits&bitHTTP2 != 0 }
func (p Protocols) UnencryptedHTTP2() bool       { return p.bits&bitUnencryptedHTTP2 != 0 }
func (p *Protocols) SetHTTP1(ok bool)            { p.set(bitHTTP1, ok) }
func (p *Protocols) SetHTTP2(ok bool)            { p.set(bitHTTP2, ok) }
func (p *Protocols) SetUnencryptedHTTP2(ok bool) { p.set(bitUnencryptedHTTP2, ok) }

func (p Protocols) String() string {
	var names []string
	for i, name := range []string{"HTTP1", "HTTP2", "UnencryptedHTTP2"} {
		if p.bits&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return "{" + strings.Join(names, ",") + "}"
}

// An HTTP2Config is how HTTP/2 is spoken. The engine has its own table for fields that it sends and writes frames in its own
// order: MaxEncoderHeaderTableSize, WriteByteTimeout and CountError change nothing; TLS never has ciphers that HTTP/2 prohibits.
type HTTP2Config struct {
	MaxConcurrentStreams          int
	StrictMaxConcurrentRequests   bool
	MaxDecoderHeaderTableSize     int
	MaxEncoderHeaderTableSize     int
	MaxReadFrameSize              int
	MaxReceiveBufferPerConnection int
	MaxReceiveBufferPerStream     int
	SendPingTimeout               time.Duration
	PingTimeout                   time.Duration
	WriteByteTimeout              time.Duration
	PermitProhibitedCipherSuites  bool
	CountError                    func(errType string)
}
