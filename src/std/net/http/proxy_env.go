package http

import (
	"os"
	"sync"
)

// proxySettings are read once. In a CGI program HTTP_PROXY is a header of the request and not to be trusted.
var proxySettings = sync.OnceValue(func() *proxyEnv {
	either := func(upper, lower string) string {
		if v := os.Getenv(upper); v != "" {
			return v
		}
		return os.Getenv(lower)
	}
	return &proxyEnv{
		either("HTTP_PROXY", "http_proxy"), either("HTTPS_PROXY", "https_proxy"), either("NO_PROXY", "no_proxy"), os.Getenv("REQUEST_METHOD") != "",
	}
})
