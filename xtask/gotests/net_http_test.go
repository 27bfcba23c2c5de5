package http_test

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"testing"
	"time"
)

// An http3Endpoint is where HTTP/3 would be spoken.
type http3Endpoint struct{}

func (*http3Endpoint) LocalAddr() netip.AddrPort   { return netip.AddrPort{} }
func (*http3Endpoint) Close(context.Context) error { return nil }

func registerHTTP3Transport(*http.Transport) <-chan *http3Endpoint { return nil }
func registerHTTP3Server(*http.Server) <-chan *http3Endpoint       { return nil }
func ProtocolSetHTTP3(*http.Protocols)                             {}

// What tests set inside of the package, here without effect.
var MaxWriteWaitBeforeConnReuse = new(time.Duration)

func CondSkipHTTP2(testing.TB)                       {}
func SetRSTAvoidanceDelay(*testing.T, time.Duration) {}
func ResetCachedEnvironment()                        {}

const (
	MaxPostCloseReadTime = 100 * time.Millisecond
	DefaultUserAgent     = "Go-http-client/1.1"
)

var ExportErrRequestCanceled = errors.New("net/http: request canceled")
