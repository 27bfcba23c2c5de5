// net/rpc and net/rpc/jsonrpc: calls, their errors, codecs, and what goes over the connection.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/rpc"
	"net/rpc/jsonrpc"
	"os"
	"strings"
	"sync"
)

type Args struct{ A, B int }

type Quotient struct{ Quo, Rem int }

type Arith int

func (t *Arith) Multiply(args *Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

func (t *Arith) Divide(args Args, quo *Quotient) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	quo.Quo, quo.Rem = args.A/args.B, args.A%args.B
	return nil
}

func (t *Arith) Squares(n int, reply *map[int]int) error {
	for i := range n {
		(*reply)[i] = i * i
	}
	return nil
}

func (t *Arith) List(n *int, reply *[]string) error {
	for i := range *n {
		*reply = append(*reply, strings.Repeat("*", i))
	}
	return nil
}

func (t *Arith) Func(n int, reply *func()) error { *reply = func() {}; return nil }

// These cannot be called from elsewhere.
func (t *Arith) One(n int) error                           { return nil }
func (t *Arith) NoPointer(n int, m int) error              { return nil }
func (t *Arith) NoError(n int, m *int) string              { return "" }
func (t *Arith) Hidden(n hidden, m *int) error             { return nil }
func (t *Arith) TwoResults(n int, m *int) (error, error)   { return nil, nil }
func (t *Arith) Variadic(n int, m *int, more ...int) error { return nil }
func (t *Arith) unexported(n int, m *int) error            { return nil }

type hidden struct{ X int }

func (h hidden) Method(n int, m *int) error { return nil }

type Value struct{}

func (Value) Echo(s string, reply *string) error { *reply = s + s; return nil }

type Nothing struct{}

type logging struct {
	net.Conn
	to *strings.Builder
}

func (l logging) Write(p []byte) (int, error) {
	l.to.Write(p)
	return l.Conn.Write(p)
}

func calls(c *rpc.Client) {
	var n int
	fmt.Println(c.Call("Arith.Multiply", &Args{7, 8}, &n), n)
	var q Quotient
	fmt.Println(c.Call("Arith.Divide", Args{17, 5}, &q), q)
	err := c.Call("Arith.Divide", Args{17, 0}, &q)
	fmt.Printf("%v %T %v\n", err, err, q)
	var squares map[int]int
	fmt.Println(c.Call("Arith.Squares", 4, &squares), squares)
	squares = nil
	fmt.Println(c.Call("Arith.Squares", 0, &squares), squares == nil)
	var list []string
	fmt.Println(c.Call("Arith.List", 3, &list), len(list), list)
	var s string
	fmt.Println(c.Call("Value.Echo", "twice ", &s), s)
	for _, name := range []string{"Arith", "Nobody.Echo", "Arith.Subtract", "Arith.One", "Arith.NoPointer", "Arith.NoError", "Arith.Hidden", "Arith.TwoResults", "Arith.unexported", "", "."} {
		fmt.Println(c.Call(name, Args{1, 2}, &n))
	}
	fmt.Println(c.Call("Arith.Multiply", Args{3, 4}, &n), n)
	// Many at once.
	var wg sync.WaitGroup
	sums := make([]int, 40)
	for i := range sums {
		wg.Go(func() {
			if err := c.Call("Arith.Multiply", Args{i, i}, &sums[i]); err != nil {
				fmt.Println(err)
			}
		})
	}
	wg.Wait()
	fmt.Println(sums)
	done := make(chan *rpc.Call, 10)
	replies := make([]int, 10)
	for i := range replies {
		c.Go("Arith.Multiply", Args{i, 100}, &replies[i], done)
	}
	for range replies {
		if call := <-done; call.Error != nil || call.ServiceMethod != "Arith.Multiply" {
			fmt.Println(call)
		}
	}
	fmt.Println(replies)
	call := <-c.Go("Value.Echo", "x", &s, nil).Done
	fmt.Println(call.Error, s, call.Args, cap(call.Done))
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func registering(s *rpc.Server) {
	var h hidden
	fmt.Println(s.Register(&h))
	fmt.Println(s.Register(Nothing{}), s.Register(new(Nothing)))
	fmt.Println(s.Register(*new(Arith)))
	fmt.Println(s.Register(struct{ Value }{}))
	fmt.Println(s.RegisterName("", new(Arith)))
	fmt.Println(s.RegisterName("other", struct{ Value }{}), s.RegisterName("other", new(Arith)), s.RegisterName("hidden", h))
	fmt.Println(s.Register(new(Arith)), s.Register(Value{}))
	fmt.Println(s.Register(new(Arith)))
}

// A codec that reads requests from text and answers into text.
type textCodec struct {
	in     *bufio.Scanner
	fields []string
	out    strings.Builder
	closed int
}

func (c *textCodec) ReadRequestHeader(r *rpc.Request) error {
	if !c.in.Scan() {
		return io.EOF
	}
	c.fields = strings.Fields(c.in.Text())
	if len(c.fields) == 0 {
		return errors.New("an empty line")
	}
	r.ServiceMethod = c.fields[0]
	r.Seq = uint64(len(c.fields))
	return nil
}

func (c *textCodec) ReadRequestBody(x any) error {
	switch x := x.(type) {
	case nil:
		fmt.Println("skipped", c.fields)
	case *string:
		*x = strings.Join(c.fields[1:], "+")
	default:
		return fmt.Errorf("cannot read %T", x)
	}
	return nil
}

func (c *textCodec) WriteResponse(r *rpc.Response, x any) error {
	if s, ok := x.(*string); ok {
		x = *s
	}
	fmt.Fprintf(&c.out, "%s %d %q %v\n", r.ServiceMethod, r.Seq, r.Error, x)
	return nil
}

func (c *textCodec) Close() error {
	c.closed++
	return nil
}

func codecs(s *rpc.Server) {
	text := "Value.Echo a b\n"
	c := &textCodec{in: bufio.NewScanner(strings.NewReader(text + "Arith.Multiply 1 2\nNobody.Home\nill\n\nnever"))}
	for range 6 {
		fmt.Println(s.ServeRequest(c))
	}
	fmt.Print(c.out.String())
	fmt.Println(c.closed)
	c = &textCodec{in: bufio.NewScanner(strings.NewReader("Nobody.Home x\n" + text))}
	s.ServeCodec(c)
	fmt.Print(c.out.String())
	fmt.Println(c.closed)
}

func overJSON(s *rpc.Server) {
	here, there := net.Pipe()
	var out, in strings.Builder
	go s.ServeCodec(jsonrpc.NewServerCodec(logging{there, &in}))
	c := jsonrpc.NewClient(logging{here, &out})
	var n int
	fmt.Println(c.Call("Arith.Multiply", &Args{7, 8}, &n), n)
	var q Quotient
	err := c.Call("Arith.Divide", Args{1, 0}, &q)
	fmt.Printf("%v %T\n", err, err)
	fmt.Println(c.Call("Nobody.Home", nil, &q))
	fmt.Println(c.Call("Arith.Divide", "what?", &q))
	fmt.Println(c.Call("Value.Echo", "x", &n))
	fmt.Println(c.Close(), c.Close())
	fmt.Println(c.Call("Arith.Multiply", &Args{7, 8}, &n))
	fmt.Print(out.String(), in.String())

	// Requests and responses as others write them.
	here, there = net.Pipe()
	go s.ServeCodec(jsonrpc.NewServerCodec(there))
	r := bufio.NewReader(here)
	for _, line := range []string{
		`{"method":"Value.Echo","params":["a"],"id":"an id"}`, `{"method":"Value.Echo","params":["a"]}`, `{"method":"Value.Echo","id":1}`,
		`{"method":"Value.Echo","params":[1],"id":[1, 2]}`, `{"method":"Value.Echo","params":null,"id":null}`, `{"id":{}}`,
	} {
		fmt.Fprintln(here, line)
		answer, err := r.ReadString('\n')
		fmt.Print(answer, err, "\n")
	}
	fmt.Fprintln(here, `{"method":`+"}")
	_, err = r.ReadString('\n')
	fmt.Println(err)

	for _, answer := range []string{`{"id":0,"result":5}`, `{"id":0,"result":null,"error":"bad"}`, `{"id":0,"error":""}`, `{"id":0,"error":3}`, `{"id":0}`, `{"id":9,"result":1}{"id":0,"result":6}`, `[`, ``} {
		here, there := net.Pipe()
		go func() {
			bufio.NewReader(there).ReadString('\n')
			io.WriteString(there, answer)
			there.Close()
		}()
		c := jsonrpc.NewClient(here)
		n = 0
		fmt.Println(c.Call("Any.Thing", 1, &n), n)
		c.Close()
	}
}

func overHTTP() {
	s := rpc.NewServer()
	s.Register(new(Arith))
	s.Register(Value{})
	s.HandleHTTP("/calls", "/list")
	rpc.RegisterName("Default", Value{})
	rpc.HandleHTTP()
	server := httptest.NewServer(nil)
	addr := server.Listener.Addr().String()
	c, err := rpc.DialHTTPPath("tcp", addr, "/calls")
	fmt.Println(err)
	calls(c)
	fmt.Println(c.Close())
	c, err = rpc.DialHTTP("tcp", addr)
	var text string
	fmt.Println(err, c.Call("Default.Echo", "x", &text), text)
	c.Close()
	_, err = rpc.DialHTTPPath("tcp", addr, "/elsewhere")
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, strings.HasPrefix(op.Net, "tcp 127.0.0.1:"), op.Err)
	for _, path := range []string{"/calls", "/list", rpc.DefaultDebugPath} {
		r, err := http.Get(server.URL + path)
		if err != nil {
			fmt.Println(err)
			continue
		}
		body, _ := io.ReadAll(r.Body)
		fmt.Println(r.StatusCode, r.Header.Get("Content-Type"), string(body))
	}
	server.Close()
}

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	s := rpc.NewServer()
	registering(s)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	var accepting sync.WaitGroup
	accepting.Go(func() {
		conn, err := l.Accept()
		fmt.Println(err)
		s.ServeConn(conn)
	})
	c, err := rpc.Dial("tcp", l.Addr().String())
	fmt.Println(err)
	accepted := c.Call("Value.Echo", "", new(string))
	fmt.Println(accepted)
	calls(c)
	var q Quotient
	fmt.Println(c.Call("Arith.Divide", "not Args", &q) != nil)
	fmt.Println(c.Call("Arith.Divide", Args{1, 1}, new(func())) != nil)
	try("a channel without room", func() { c.Go("Value.Echo", "", nil, make(chan *rpc.Call)) })
	fmt.Println(c.Close(), c.Close(), c.Call("Value.Echo", "", new(string)))
	accepting.Wait()
	l.Close()

	// A reply that cannot be sent, and a request that cannot.
	here, there := net.Pipe()
	go s.ServeConn(there)
	c = rpc.NewClient(here)
	fmt.Println(c.Call("Value.Echo", make(chan int), new(string)) != nil)
	codecs(s)
	overJSON(s)
	overHTTP()
}
