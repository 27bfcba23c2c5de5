package rpc

import (
	"bufio"
	"encoding/gob"
	"io"
	"log"
	"sync/atomic"
)

// gobStream is a connection on which everything is a gob: header and body of each request and each response.
type gobStream struct {
	conn   io.ReadWriteCloser
	dec    *gob.Decoder
	enc    *gob.Encoder
	out    *bufio.Writer
	closed atomic.Bool
}

func newGobStream(conn io.ReadWriteCloser) *gobStream {
	out := bufio.NewWriter(conn)
	return &gobStream{conn: conn, dec: gob.NewDecoder(conn), enc: gob.NewEncoder(out), out: out}
}

func (s *gobStream) ReadRequestHeader(r *Request) error   { return s.dec.Decode(r) }
func (s *gobStream) ReadRequestBody(body any) error       { return s.dec.Decode(body) }
func (s *gobStream) ReadResponseHeader(r *Response) error { return s.dec.Decode(r) }
func (s *gobStream) ReadResponseBody(body any) error      { return s.dec.Decode(body) }

func (s *gobStream) WriteRequest(r *Request, body any) error {
	if err := s.enc.Encode(r); err != nil {
		return err
	}
	if err := s.enc.Encode(body); err != nil {
		return err
	}
	return s.out.Flush()
}

func (s *gobStream) WriteResponse(r *Response, body any) error {
	what, err := "response", s.enc.Encode(r)
	if err == nil {
		what, err = "body", s.enc.Encode(body)
	}
	if err == nil {
		return s.out.Flush()
	}
	// Not the connection's fault: the other end would wait for the rest.
	if s.out.Flush() == nil {
		log.Printf("rpc: gob error encoding %s: %v", what, err)
		s.Close()
	}
	return err
}

func (s *gobStream) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	return s.conn.Close()
}
