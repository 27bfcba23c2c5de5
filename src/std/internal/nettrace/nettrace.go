// Package nettrace is how net/http/httptrace is told what package net does.
package nettrace

// TraceKey is the key of a *Trace in a context.
type TraceKey struct{}

// A Trace is told what happens; each function may be nil. The addresses are of type net.IPAddr.
type Trace struct {
	DNSStart     func(name string)
	DNSDone      func(addrs []any, coalesced bool, err error)
	ConnectStart func(network, addr string)
	ConnectDone  func(network, addr string, err error)
}

// InformalKey is the key of a func(code int, header map[string][]string) error in the context of a request of net/http, which is told of the answers
// before the answer. It is for whoever should not need the types of httptrace, and with them TLS.
type InformalKey struct{}
