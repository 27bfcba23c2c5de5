package net

import (
	"context"
	"internal/nettrace"
)

// traceOf is who is told of what is done under a context; nil: nobody.
func traceOf(ctx context.Context) *nettrace.Trace {
	t, _ := ctx.Value(nettrace.TraceKey{}).(*nettrace.Trace)
	return t
}

// traced connects, and tells of it.
func traced[C any](ctx context.Context, network string, to Addr, connect func() (C, error)) (C, error) {
	t := traceOf(ctx)
	if t != nil && t.ConnectStart != nil {
		t.ConnectStart(network, to.String())
	}
	c, err := connect()
	if t != nil && t.ConnectDone != nil {
		t.ConnectDone(network, to.String(), err)
	}
	return c, err
}

// lookingUp is the context for the lookups of a dial: the connections to name servers are not those that are meant.
func lookingUp(ctx context.Context) context.Context {
	if t := traceOf(ctx); t != nil {
		return context.WithValue(ctx, nettrace.TraceKey{}, &nettrace.Trace{DNSStart: t.DNSStart, DNSDone: t.DNSDone})
	}
	return ctx
}

// lookupTraced looks the addresses of a name up, and tells of it.
func (r *Resolver) lookupTraced(ctx context.Context, network, host string) ([]IPAddr, error) {
	t := traceOf(ctx)
	if t != nil && t.DNSStart != nil {
		t.DNSStart(host)
	}
	found, err := r.lookupName(ctx, network, host)
	if t != nil && t.DNSDone != nil {
		var addrs []any
		for _, a := range found {
			addrs = append(addrs, a)
		}
		t.DNSDone(addrs, false, err)
	}
	return found, err
}
