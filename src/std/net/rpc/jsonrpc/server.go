package jsonrpc

import (
	"encoding/json"
	"encoding/json/jsontext"
	"errors"
	"io"
	"net/rpc"
	"sync"
)

type serverCodec struct {
	io.Closer
	dec *json.Decoder
	enc *json.Encoder

	params *jsontext.Value // of the request that is being read

	mu  sync.Mutex
	seq uint64
	ids map[uint64]*jsontext.Value // what clients call their requests, by the numbers that they have here
}

type serverRequest struct {
	Method string           `json:"method"`
	Params *jsontext.Value `json:"params"`
	ID     *jsontext.Value `json:"id"`
}

type serverResponse struct {
	ID     *jsontext.Value `json:"id"`
	Result any              `json:"result"`
	Error  any              `json:"error"`
}

// NewServerCodec returns a codec for a server on the connection.
func NewServerCodec(conn io.ReadWriteCloser) rpc.ServerCodec {
	return &serverCodec{Closer: conn, dec: json.NewDecoder(conn), enc: json.NewEncoder(conn), ids: map[uint64]*jsontext.Value{}}
}

// ServeConn serves a connection, on rpc.DefaultServer, until the client goes.
func ServeConn(conn io.ReadWriteCloser) { rpc.ServeCodec(NewServerCodec(conn)) }

func (c *serverCodec) ReadRequestHeader(r *rpc.Request) error {
	var asked serverRequest
	err := c.dec.Decode(&asked)
	c.params = asked.Params
	if err != nil {
		return err
	}
	r.ServiceMethod = asked.Method
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seq++
	c.ids[c.seq] = asked.ID
	r.Seq = c.seq
	return nil
}

func (c *serverCodec) ReadRequestBody(x any) error {
	if x == nil {
		return nil
	}
	if c.params == nil {
		return errors.New("jsonrpc: request body missing params")
	}
	return json.Unmarshal(*c.params, &[1]any{x})
}

func (c *serverCodec) WriteResponse(r *rpc.Response, x any) error {
	c.mu.Lock()
	id, ok := c.ids[r.Seq]
	delete(c.ids, r.Seq)
	c.mu.Unlock()
	if !ok {
		return errors.New("invalid sequence number in response")
	}
	answer := serverResponse{ID: id}
	if r.Error == "" {
		answer.Result = x
	} else {
		answer.Error = r.Error
	}
	return c.enc.Encode(answer)
}
