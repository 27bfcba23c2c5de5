package http

import (
	"fmt"
	"io"
	"io/fs"
)

// NewFileTransport answers requests from a tree of files, for a Transport's scheme "file".
func NewFileTransport(fs FileSystem) RoundTripper { return fileTransport{fileHandler{fs}} }

func NewFileTransportFS(fsys fs.FS) RoundTripper { return NewFileTransport(FS(fsys)) }

type fileTransport struct {
	handler fileHandler
}

func (t fileTransport) RoundTrip(req *Request) (*Response, error) {
	// The file server writes into a pipe; the head is what it said before the first byte.
	pr, pw := io.Pipe()
	w := &pipedResponse{
		header: make(Header), body: pw, ready: make(chan *Response),
		resp: &Response{Proto: "HTTP/1.0", ProtoMajor: 1, Close: true, Body: pr, Request: req},
	}
	go func() {
		t.handler.ServeHTTP(w, req)
		w.begin()
		pw.Close()
	}()
	return <-w.ready, nil
}

type pipedResponse struct {
	header Header
	body   *io.PipeWriter
	ready  chan *Response
	resp   *Response
	began  bool
	wrote  bool
}

func (w *pipedResponse) Header() Header { return w.header }

func (w *pipedResponse) WriteHeader(code int) {
	if w.wrote {
		return
	}
	w.wrote = true
	w.resp.StatusCode = code
	w.resp.Status = fmt.Sprintf("%d %s", code, StatusText(code))
}

// begin hands the head over.
func (w *pipedResponse) begin() {
	if w.began {
		return
	}
	w.began = true
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	w.resp.Header = w.header
	w.resp.ContentLength = -1
	w.ready <- w.resp
}

func (w *pipedResponse) Write(p []byte) (int, error) {
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	w.begin()
	return w.body.Write(p)
}
