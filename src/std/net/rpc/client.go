package rpc

import (
	"errors"
	"io"
	"sync"
)

// Client makes calls on a connection; several goroutines may use it.
type Client struct {
	codec ClientCodec

	writing sync.Mutex // held while a request is written; taken before mu
	request Request

	mu       sync.Mutex
	seq      uint64
	pending  map[uint64]*Call // those without an answer
	closing  bool             // by Close
	shutdown bool             // by the other end
}

// register gives the call a number; false: it is too late for calls.
func (client *Client) register(call *Call) (uint64, bool) {
	client.mu.Lock()
	defer client.mu.Unlock()
	if client.closing || client.shutdown {
		return 0, false
	}
	seq := client.seq
	client.seq++
	client.pending[seq] = call
	return seq, true
}

// take removes the call of that number; nil: there is none.
func (client *Client) take(seq uint64) *Call {
	client.mu.Lock()
	defer client.mu.Unlock()
	call := client.pending[seq]
	delete(client.pending, seq)
	return call
}

func (client *Client) send(call *Call) {
	client.writing.Lock()
	defer client.writing.Unlock()
	seq, ok := client.register(call)
	if !ok {
		call.finish(ErrShutdown)
		return
	}
	client.request = Request{call.ServiceMethod, seq}
	if err := client.codec.WriteRequest(&client.request, call.Args); err != nil {
		// Unless the answer was here before the error.
		if call := client.take(seq); call != nil {
			call.finish(err)
		}
	}
}

// receive reads responses until there are no more.
func (client *Client) receive() {
	var err error
	for err == nil {
		var r Response
		if err = client.codec.ReadResponseHeader(&r); err == nil {
			err = client.answer(&r)
		}
	}
	client.writing.Lock()
	defer client.writing.Unlock()
	client.mu.Lock()
	defer client.mu.Unlock()
	client.shutdown = true
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
		if client.closing {
			err = ErrShutdown
		}
	}
	for _, call := range client.pending {
		call.finish(err)
	}
}

// answer reads the response's body and ends the call that it is for.
func (client *Client) answer(r *Response) error {
	call := client.take(r.Seq)
	if call == nil || r.Error != "" {
		err := client.codec.ReadResponseBody(nil)
		if err != nil {
			err = errors.New("reading error body: " + err.Error())
		}
		if call != nil {
			call.finish(ServerError(r.Error))
		}
		return err
	}
	err := client.codec.ReadResponseBody(call.Reply)
	if err != nil {
		call.finish(errors.New("reading body " + err.Error()))
		return err
	}
	call.finish(nil)
	return nil
}
