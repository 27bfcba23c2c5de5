// Package rpc lets a program call exported methods of another's objects, over a connection.
//
// Callable are methods of exported types with two arguments, exported or predeclared types both, the second a pointer, and an error as
// result: func (t *T) Method(args A, reply *R) error. The first argument goes over, and what the second then points to, or the text
// of the error, comes back.
package rpc

import (
	"errors"
	"io"
	"log"
)

// A Request goes before each call's argument.
type Request struct {
	ServiceMethod string // as "Service.Method"
	Seq           uint64 // the client's number for the call
}

// A Response goes before each call's reply.
type Response struct {
	ServiceMethod string // the request's
	Seq           uint64 // the request's
	Error         string // empty where there is none
}

// A ClientCodec is how a client writes requests and reads responses. Calls of the one kind and of the other may come at once. A body is
// to be skipped where it is read into nil.
type ClientCodec interface {
	WriteRequest(*Request, any) error
	ReadResponseHeader(*Response) error
	ReadResponseBody(any) error
	Close() error // may be called more than once
}

// A ServerCodec is how a server reads requests and writes responses. A body is to be skipped where it is read into nil.
type ServerCodec interface {
	ReadRequestHeader(*Request) error
	ReadRequestBody(any) error
	WriteResponse(*Response, any) error
	Close() error // may be called more than once
}

// ServerError is an error that a method returned, at the other end.
type ServerError string

func (e ServerError) Error() string { return string(e) }

// ErrShutdown is what calls meet when the connection is closed.
var ErrShutdown = errors.New("connection is shut down")

// Call is one call.
type Call struct {
	ServiceMethod string     // as "Service.Method"
	Args          any        // the argument
	Reply         any        // a pointer for the reply
	Error         error      // when it is done
	Done          chan *Call // receives the call when it is done
}

// finish hands the call over. Whoever made Done sees to it that there is room.
func (c *Call) finish(err error) {
	if err != nil {
		c.Error = err
	}
	select {
	case c.Done <- c:
	default:
	}
}

// Go begins a call and returns it. done, nil for a new one, must have room.
func (client *Client) Go(serviceMethod string, args any, reply any, done chan *Call) *Call {
	if done == nil {
		done = make(chan *Call, 10)
	} else if cap(done) == 0 {
		log.Panic("rpc: done channel is unbuffered")
	}
	call := &Call{ServiceMethod: serviceMethod, Args: args, Reply: reply, Done: done}
	client.send(call)
	return call
}

// Call calls and waits.
func (client *Client) Call(serviceMethod string, args any, reply any) error {
	call := <-client.Go(serviceMethod, args, reply, make(chan *Call, 1)).Done
	return call.Error
}

// Close closes the connection; what is under way ends with ErrShutdown.
func (client *Client) Close() error {
	client.mu.Lock()
	again := client.closing
	client.closing = true
	client.mu.Unlock()
	if again {
		return ErrShutdown
	}
	return client.codec.Close()
}

// NewClient returns a client on the connection, which has a server at its other end.
func NewClient(conn io.ReadWriteCloser) *Client { return NewClientWithCodec(newGobStream(conn)) }

// NewClientWithCodec returns a client that uses the codec.
func NewClientWithCodec(codec ClientCodec) *Client {
	client := &Client{codec: codec, pending: map[uint64]*Call{}}
	go client.receive()
	return client
}
