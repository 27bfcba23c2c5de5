// Package net/http: its constants, texts and errors.
package main

import (
	"errors"
	"fmt"
	"net/http"
)

func main() {
	for _, code := range []int{
		http.StatusContinue,
		http.StatusSwitchingProtocols,
		http.StatusProcessing,
		http.StatusEarlyHints,
		http.StatusOK,
		http.StatusCreated,
		http.StatusAccepted,
		http.StatusNonAuthoritativeInfo,
		http.StatusNoContent,
		http.StatusResetContent,
		http.StatusPartialContent,
		http.StatusMultiStatus,
		http.StatusAlreadyReported,
		http.StatusIMUsed,
		http.StatusMultipleChoices,
		http.StatusMovedPermanently,
		http.StatusFound,
		http.StatusSeeOther,
		http.StatusNotModified,
		http.StatusUseProxy,
		http.StatusTemporaryRedirect,
		http.StatusPermanentRedirect,
		http.StatusBadRequest,
		http.StatusUnauthorized,
		http.StatusPaymentRequired,
		http.StatusForbidden,
		http.StatusNotFound,
		http.StatusMethodNotAllowed,
		http.StatusNotAcceptable,
		http.StatusProxyAuthRequired,
		http.StatusRequestTimeout,
		http.StatusConflict,
		http.StatusGone,
		http.StatusLengthRequired,
		http.StatusPreconditionFailed,
		http.StatusRequestEntityTooLarge,
		http.StatusRequestURITooLong,
		http.StatusUnsupportedMediaType,
		http.StatusRequestedRangeNotSatisfiable,
		http.StatusExpectationFailed,
		http.StatusTeapot,
		http.StatusMisdirectedRequest,
		http.StatusUnprocessableEntity,
		http.StatusLocked,
		http.StatusFailedDependency,
		http.StatusTooEarly,
		http.StatusUpgradeRequired,
		http.StatusPreconditionRequired,
		http.StatusTooManyRequests,
		http.StatusRequestHeaderFieldsTooLarge,
		http.StatusUnavailableForLegalReasons,
		http.StatusInternalServerError,
		http.StatusNotImplemented,
		http.StatusBadGateway,
		http.StatusServiceUnavailable,
		http.StatusGatewayTimeout,
		http.StatusHTTPVersionNotSupported,
		http.StatusVariantAlsoNegotiates,
		http.StatusInsufficientStorage,
		http.StatusLoopDetected,
		http.StatusNotExtended,
		http.StatusNetworkAuthenticationRequired,
		0, 104, 418, 599, -1,
	} {
		fmt.Printf("%d %q\n", code, http.StatusText(code))
	}
	fmt.Println(http.MethodConnect, http.MethodDelete, http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPatch, http.MethodPost, http.MethodPut, http.MethodTrace)
	fmt.Println(http.DefaultMaxHeaderBytes, http.DefaultMaxIdleConnsPerHost, http.TimeFormat, http.TrailerPrefix)
	for _, err := range []error{http.ErrAbortHandler, http.ErrBodyNotAllowed, http.ErrBodyReadAfterClose, http.ErrContentLength, http.ErrHandlerTimeout, http.ErrHeaderTooLong, http.ErrHijacked, http.ErrLineTooLong, http.ErrMissingBoundary,
		http.ErrMissingContentLength, http.ErrMissingFile, http.ErrNoCookie, http.ErrNoLocation, http.ErrNotMultipart, http.ErrNotSupported, http.ErrSchemeMismatch, http.ErrServerClosed, http.ErrShortBody, http.ErrSkipAltProtocol,
		http.ErrUnexpectedTrailer, http.ErrUseLastResponse, http.ErrWriteAfterFlush} {
		var protocol *http.ProtocolError
		fmt.Println(err, errors.As(err, &protocol), errors.Is(err, errors.ErrUnsupported))
		if protocol != nil {
			fmt.Println("  ", protocol.Error(), protocol.ErrorString, protocol.Is(err), protocol.Is(errors.ErrUnsupported))
		}
	}
	for _, state := range []http.ConnState{http.StateNew, http.StateActive, http.StateIdle, http.StateHijacked, http.StateClosed} {
		fmt.Print(state, " ", state.String(), " ")
	}
	fmt.Println(http.ConnState(9).String() == "")
	for _, key := range []string{"content-type", "CONTENT-length", "x-ünicode", "with space", "a--b", "", "www-authenticate", "sec-websocket-key", "\x00"} {
		fmt.Printf("%q ", http.CanonicalHeaderKey(key))
	}
	fmt.Println()
	for _, site := range []http.SameSite{http.SameSiteDefaultMode, http.SameSiteLaxMode, http.SameSiteStrictMode, http.SameSiteNoneMode} {
		fmt.Println((&http.Cookie{Name: "n", Value: "v", SameSite: site, Raw: "ignored"}).String())
	}
	var protocols http.Protocols
	protocols.SetHTTP2(true)
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	fmt.Println(protocols.String(), protocols, protocols.HTTP1(), protocols.HTTP2(), protocols.UnencryptedHTTP2(), http.Protocols{})
	var limit error = &http.MaxBytesError{Limit: 5}
	fmt.Println(limit.Error(), limit.(*http.MaxBytesError).Limit)
}
