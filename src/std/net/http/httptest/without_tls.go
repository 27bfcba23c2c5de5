package httptest

import "net/http"

// What stands for the half that speaks TLS: see net/http.
type (
	tlsConfig   struct{}
	certificate struct{}
)

func trust(t *http.Transport, config *tlsConfig) {}

func secured(r *http.Request) {}
