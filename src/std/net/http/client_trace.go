package http

import (
	"context"
	"net/http/httptrace"
	"net/textproto"
)

// What is told to traces; without_tls.go has what stands for it where nobody makes requests.
type (
	clientTrace  = httptrace.ClientTrace
	gotConn      = httptrace.GotConnInfo
	wroteRequest = httptrace.WroteRequestInfo
	informal     = textproto.MIMEHeader
)

// traceOf is who is told of requests under a context; nil: nobody.
func traceOf(ctx context.Context) *clientTrace { return httptrace.ContextClientTrace(ctx) }
