// Package jsonrpc is JSON-RPC 1.0 as a codec of package rpc.
package jsonrpc

import (
	"encoding/json"
	"encoding/json/jsontext"
	"fmt"
	"io"
	"net"
	"net/rpc"
	"sync"
)

type clientCodec struct {
	io.Closer
	dec *json.Decoder
	enc *json.Encoder

	response response

	mu    sync.Mutex
	names map[uint64]string // of the methods called; responses do not say
}

type request struct {
	Method string `json:"method"`
	Params [1]any `json:"params"`
	ID     uint64 `json:"id"`
}

type response struct {
	ID     uint64           `json:"id"`
	Result *jsontext.Value `json:"result"`
	Error  any              `json:"error"`
}

// NewClientCodec returns a codec for a client on the connection.
func NewClientCodec(conn io.ReadWriteCloser) rpc.ClientCodec {
	return &clientCodec{Closer: conn, dec: json.NewDecoder(conn), enc: json.NewEncoder(conn), names: map[uint64]string{}}
}

// NewClient returns a client on the connection.
func NewClient(conn io.ReadWriteCloser) *rpc.Client {
	return rpc.NewClientWithCodec(NewClientCodec(conn))
}

// Dial connects to a server.
func Dial(network, address string) (*rpc.Client, error) {
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	return NewClient(conn), nil
}

func (c *clientCodec) WriteRequest(r *rpc.Request, param any) error {
	c.mu.Lock()
	c.names[r.Seq] = r.ServiceMethod
	c.mu.Unlock()
	return c.enc.Encode(&request{r.ServiceMethod, [1]any{param}, r.Seq})
}

func (c *clientCodec) ReadResponseHeader(r *rpc.Response) error {
	c.response = response{}
	if err := c.dec.Decode(&c.response); err != nil {
		return err
	}
	r.Seq = c.response.ID
	r.Error = ""
	c.mu.Lock()
	r.ServiceMethod = c.names[r.Seq]
	delete(c.names, r.Seq)
	c.mu.Unlock()
	if c.response.Error == nil && c.response.Result != nil {
		return nil
	}
	text, ok := c.response.Error.(string)
	if !ok {
		return fmt.Errorf("invalid error %v", c.response.Error)
	}
	if text == "" {
		text = "unspecified error"
	}
	r.Error = text
	return nil
}

func (c *clientCodec) ReadResponseBody(x any) error {
	if x == nil {
		return nil
	}
	return json.Unmarshal(*c.response.Result, x)
}
