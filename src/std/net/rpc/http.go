package rpc

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log"
	"net"
	"net/http"
	"reflect"
	"slices"
)

// Where HandleHTTP serves.
const (
	DefaultRPCPath   = "/_goRPC_"
	DefaultDebugPath = "/debug/rpc"
)

// connected is the status with which a connection of HTTP becomes one of calls.
const connected = "200 Connected to Go RPC"

// Dial connects to a server.
func Dial(network, address string) (*Client, error) {
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	return NewClient(conn), nil
}

// DialHTTP connects to a server that HandleHTTP has put behind HTTP.
func DialHTTP(network, address string) (*Client, error) {
	return DialHTTPPath(network, address, DefaultRPCPath)
}

// DialHTTPPath connects to a server that is behind HTTP, at that path.
func DialHTTPPath(network, address, path string) (*Client, error) {
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	io.WriteString(conn, "CONNECT "+path+" HTTP/1.0\n\n")
	// The server says no more than this before it is asked.
	r, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: "CONNECT"})
	if err == nil && r.Status != connected {
		err = errors.New("unexpected HTTP response: " + r.Status)
	}
	if err != nil {
		conn.Close()
		return nil, &net.OpError{Op: "dial-http", Net: network + " " + address, Err: err}
	}
	return NewClient(conn), nil
}

// HandleHTTP serves DefaultServer at DefaultRPCPath, and what it is like at DefaultDebugPath.
func HandleHTTP() { DefaultServer.HandleHTTP(DefaultRPCPath, DefaultDebugPath) }

// HandleHTTP serves calls at rpcPath, and a page that lists what can be called at debugPath, both on http.DefaultServeMux.
func (server *Server) HandleHTTP(rpcPath, debugPath string) {
	http.Handle(rpcPath, server)
	http.HandleFunc(debugPath, server.list)
}

// ServeHTTP takes the connection over.
func (server *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method != "CONNECT" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusMethodNotAllowed)
		io.WriteString(w, "405 must CONNECT\n")
		return
	}
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		log.Print("rpc hijacking ", req.RemoteAddr, ": ", err.Error())
		return
	}
	io.WriteString(conn, "HTTP/1.0 "+connected+"\n\n")
	server.ServeConn(conn)
}

// The page that Go's package makes.
var page = template.Must(template.New("RPC debug").Parse(`<html>
	<body>
	<title>Services</title>
	{{range .}}
	<hr>
	Service {{.Name}}
	<hr>
		<table>
		<th align=center>Method</th><th align=center>Calls</th>
		{{range .Methods}}
			<tr>
			<td align=left font=fixed>{{.Name}}({{.Arg}}, {{.Reply}}) error</td>
			<td align=center>{{.Calls}}</td>
			</tr>
		{{end}}
		</table>
	{{end}}
	</body>
	</html>`))

type listedMethod struct {
	Name       string
	Arg, Reply reflect.Type
	Calls      uint64
}

type listedService struct {
	Name    string
	Methods []listedMethod
}

func (server *Server) list(w http.ResponseWriter, _ *http.Request) {
	var services []listedService
	for name, s := range server.services.Range {
		listed := listedService{Name: name.(string)}
		for name, m := range s.(*service).methods {
			listed.Methods = append(listed.Methods, listedMethod{name, m.arg, m.reply, m.calls.Load()})
		}
		slices.SortFunc(listed.Methods, func(a, b listedMethod) int { return cmp.Compare(a.Name, b.Name) })
		services = append(services, listed)
	}
	slices.SortFunc(services, func(a, b listedService) int { return cmp.Compare(a.Name, b.Name) })
	if err := page.Execute(w, services); err != nil {
		fmt.Fprintln(w, "rpc: error executing template:", err.Error())
	}
}
