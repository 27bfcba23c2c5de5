package http

import (
	"compress/gzip"
	"errors"
	"io"
	"sync"
)

const canGunzip = true

var errBodyClosed = errors.New("http: read on closed response body")

// A gunzippedBody is a body that came compressed because the Transport had asked for that.
type gunzippedBody struct {
	io.ReadCloser
	mu  sync.Mutex
	r   *gzip.Reader // made by the first read
	err error
}

func gunzipped(body io.ReadCloser) io.ReadCloser { return &gunzippedBody{ReadCloser: body} }

func (b *gunzippedBody) Read(p []byte) (n int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.r == nil && b.err == nil {
		b.r, b.err = gzip.NewReader(b.ReadCloser)
	}
	if b.err != nil {
		return 0, b.err
	}
	return b.r.Read(p)
}

func (b *gunzippedBody) Close() error {
	// First the body: it may be that a read waits for it.
	err := b.ReadCloser.Close()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = errBodyClosed
	return err
}
