package rpc

import (
	"errors"
	"io"
	"log"
	"net"
	"reflect"
	"strings"
	"sync"
)

// Server has objects whose methods others call.
type Server struct {
	services sync.Map // from names to *service
}

// NewServer returns a server without objects.
func NewServer() *Server { return new(Server) }

// DefaultServer is the server of this package's functions.
var DefaultServer = NewServer()

// Register makes the methods of rcvr callable on DefaultServer, under the name of its type.
func Register(rcvr any) error { return DefaultServer.Register(rcvr) }

// RegisterName makes the methods of rcvr callable on DefaultServer, under that name.
func RegisterName(name string, rcvr any) error { return DefaultServer.RegisterName(name, rcvr) }

// Accept serves the connections that come in, until there is an error.
func Accept(lis net.Listener) { DefaultServer.Accept(lis) }

// ServeConn serves a connection until the client goes.
func ServeConn(conn io.ReadWriteCloser) { DefaultServer.ServeConn(conn) }

// ServeCodec is ServeConn by another codec.
func ServeCodec(codec ServerCodec) { DefaultServer.ServeCodec(codec) }

// ServeRequest answers one request.
func ServeRequest(codec ServerCodec) error { return DefaultServer.ServeRequest(codec) }

// Accept serves the connections that come in, until there is an error.
func (server *Server) Accept(lis net.Listener) {
	for {
		conn, err := lis.Accept()
		if err != nil {
			log.Print("rpc.Serve: accept:", err.Error())
			return
		}
		go server.ServeConn(conn)
	}
}

// ServeConn serves a connection until the client goes.
func (server *Server) ServeConn(conn io.ReadWriteCloser) { server.ServeCodec(newGobStream(conn)) }

// ServeCodec is ServeConn by another codec.
func (server *Server) ServeCodec(codec ServerCodec) {
	a := &answers{codec: codec}
	var calls sync.WaitGroup
	for {
		asked, err := server.read(codec)
		if err == nil {
			calls.Go(func() { asked.serve(a) })
		} else if asked == nil {
			break
		} else {
			a.send(&asked.request, noReply, err.Error())
		}
	}
	calls.Wait()
	codec.Close()
}

// ServeRequest answers one request, and does not close the codec.
func (server *Server) ServeRequest(codec ServerCodec) error {
	a := &answers{codec: codec}
	asked, err := server.read(codec)
	if err == nil {
		asked.serve(a)
	} else if asked != nil {
		a.send(&asked.request, noReply, err.Error())
	}
	return err
}

// noReply stands for the reply where there is an error.
var noReply = struct{}{}

// answers are what goes back on a connection, one at a time.
type answers struct {
	mu    sync.Mutex
	codec ServerCodec
}

func (a *answers) send(r *Request, reply any, err string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.codec.WriteResponse(&Response{r.ServiceMethod, r.Seq, err}, reply)
}

// asked is a request with what it needs.
type asked struct {
	request    Request
	receiver   reflect.Value
	method     *method
	arg, reply reflect.Value
}

func (q *asked) serve(a *answers) {
	if err := q.method.call(q.receiver, q.arg, q.reply); err != "" {
		a.send(&q.request, noReply, err)
		return
	}
	a.send(&q.request, q.reply.Interface(), "")
}

// read reads a request. An error with a request is the answer to it; one without ends the connection.
func (server *Server) read(codec ServerCodec) (*asked, error) {
	q := new(asked)
	if err := codec.ReadRequestHeader(&q.request); err != nil {
		if err != io.EOF && err != io.ErrUnexpectedEOF {
			err = errors.New("rpc: server cannot decode request: " + err.Error())
		}
		return nil, err
	}
	if err := server.find(q); err != nil {
		codec.ReadRequestBody(nil)
		return q, err
	}
	into, arg, reply := q.method.values()
	q.arg, q.reply = arg, reply
	return q, codec.ReadRequestBody(into)
}

func (server *Server) find(q *asked) error {
	name := q.request.ServiceMethod
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return errors.New("rpc: service/method request ill-formed: " + name)
	}
	found, ok := server.services.Load(name[:dot])
	if !ok {
		return errors.New("rpc: can't find service " + name)
	}
	s := found.(*service)
	q.receiver, q.method = s.receiver, s.methods[name[dot+1:]]
	if q.method == nil {
		return errors.New("rpc: can't find method " + name)
	}
	return nil
}
