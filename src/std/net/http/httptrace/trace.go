// Package httptrace tells what a client's requests go through.
package httptrace

import (
	"context"
	"crypto/tls"
	"internal/nettrace"
	"net"
	"net/textproto"
	"reflect"
	"time"
)

// A ClientTrace is called for the events of one exchange, from several goroutines; any function may be nil.
type ClientTrace struct {
	// Before a connection, idle or new, is got to a host:port, which may be a proxy's; and when it is there.
	GetConn func(hostPort string)
	GotConn func(GotConnInfo)
	// The connection is kept for other requests, or why not. Not called where none are kept.
	PutIdleConn func(err error)

	GotFirstResponseByte func()
	// The server wants the body that was announced.
	Got100Continue func()
	// An answer before the answer; an error ends the exchange.
	Got1xxResponse func(code int, header textproto.MIMEHeader) error

	DNSStart          func(DNSStartInfo)
	DNSDone           func(DNSDoneInfo)
	ConnectStart      func(network, addr string)
	ConnectDone       func(network, addr string, err error)
	TLSHandshakeStart func()
	TLSHandshakeDone  func(tls.ConnectionState, error)

	// What was written may still be buffered.
	WroteHeaderField func(key string, value []string)
	WroteHeaders     func()
	Wait100Continue  func()
	// After the body; once for each try.
	WroteRequest func(WroteRequestInfo)
}

type WroteRequestInfo struct {
	Err error
}

type DNSStartInfo struct {
	Host string
}

type DNSDoneInfo struct {
	Addrs []net.IPAddr
	Err   error
	// Another lookup of the same name was waited for.
	Coalesced bool
}

type GotConnInfo struct {
	Conn net.Conn
	// It has served requests before.
	Reused bool
	// It was idle, and for how long.
	WasIdle  bool
	IdleTime time.Duration
}

type contextKey struct{}

// ContextClientTrace is the trace of a context, nil if it has none.
func ContextClientTrace(ctx context.Context) *ClientTrace {
	trace, _ := ctx.Value(contextKey{}).(*ClientTrace)
	return trace
}

// WithClientTrace has trace called for requests under the context, and after it what was called before.
func WithClientTrace(ctx context.Context, trace *ClientTrace) context.Context {
	if trace == nil {
		panic("nil trace")
	}
	if outer := ContextClientTrace(ctx); outer != nil {
		trace.before(outer)
	}
	ctx = context.WithValue(ctx, contextKey{}, trace)
	if t := trace.ofNet(); t != nil {
		ctx = context.WithValue(ctx, nettrace.TraceKey{}, t)
	}
	return ctx
}

// before has the functions of another trace called after those of t. The result is the other's.
func (t *ClientTrace) before(outer *ClientTrace) {
	own, theirs := reflect.ValueOf(t).Elem(), reflect.ValueOf(outer).Elem()
	for i := range own.NumField() {
		field, then := own.Field(i), theirs.Field(i)
		if then.IsNil() {
			continue
		}
		if field.IsNil() {
			field.Set(then)
			continue
		}
		// What the fields hold now: both are variables.
		first, then := reflect.ValueOf(field.Interface()), reflect.ValueOf(then.Interface())
		field.Set(reflect.MakeFunc(field.Type(), func(args []reflect.Value) []reflect.Value {
			first.Call(args)
			return then.Call(args)
		}))
	}
}

// ofNet is what package net is to call; nil: nothing.
func (t *ClientTrace) ofNet() *nettrace.Trace {
	if t.DNSStart == nil && t.DNSDone == nil && t.ConnectStart == nil && t.ConnectDone == nil {
		return nil
	}
	n := &nettrace.Trace{ConnectStart: t.ConnectStart, ConnectDone: t.ConnectDone}
	if t.DNSStart != nil {
		n.DNSStart = func(name string) { t.DNSStart(DNSStartInfo{Host: name}) }
	}
	if t.DNSDone != nil {
		n.DNSDone = func(found []any, coalesced bool, err error) {
			addrs := make([]net.IPAddr, len(found))
			for i, a := range found {
				addrs[i] = a.(net.IPAddr)
			}
			t.DNSDone(DNSDoneInfo{Addrs: addrs, Err: err, Coalesced: coalesced})
		}
	}
	return n
}
