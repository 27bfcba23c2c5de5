package textproto

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"sync"
)

// An Error is an answer with a number that says so.
type Error struct {
	Code int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%03d %q", e.Code, e.Msg) }

// A ProtocolError is a violation of the protocol.
type ProtocolError string

func (p ProtocolError) Error() string { return string(p) }

// A Conn reads, writes and keeps requests in order.
type Conn struct {
	Reader
	Writer
	Pipeline
	conn io.ReadWriteCloser
}

func NewConn(conn io.ReadWriteCloser) *Conn {
	return &Conn{Reader: Reader{R: bufio.NewReader(conn)}, Writer: Writer{W: bufio.NewWriter(conn)}, conn: conn}
}

func (c *Conn) Close() error { return c.conn.Close() }

func Dial(network, addr string) (*Conn, error) {
	c, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	return NewConn(c), nil
}

// Cmd sends a line when its turn has come.
func (c *Conn) Cmd(format string, args ...any) (id uint, err error) {
	id = c.Next()
	c.StartRequest(id)
	err = c.PrintfLine(format, args...)
	c.EndRequest(id)
	if err != nil {
		return 0, err
	}
	return id, nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func TrimString(s string) string {
	for len(s) > 0 && isSpace(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func TrimBytes(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// A Pipeline lets requests be sent before the answers to earlier ones have come.
type Pipeline struct {
	mu       sync.Mutex
	id       uint
	request  sequencer
	response sequencer
}

func (p *Pipeline) Next() uint {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := p.id
	p.id++
	return id
}

func (p *Pipeline) StartRequest(id uint)  { p.request.start(id) }
func (p *Pipeline) EndRequest(id uint)    { p.request.end(id) }
func (p *Pipeline) StartResponse(id uint) { p.response.start(id) }
func (p *Pipeline) EndResponse(id uint)   { p.response.end(id) }

// A sequencer lets numbered things happen in order.
type sequencer struct {
	mu   sync.Mutex
	id   uint
	wait map[uint]chan struct{}
}

func (s *sequencer) start(id uint) {
	s.mu.Lock()
	if s.id == id {
		s.mu.Unlock()
		return
	}
	turn := make(chan struct{})
	if s.wait == nil {
		s.wait = make(map[uint]chan struct{})
	}
	s.wait[id] = turn
	s.mu.Unlock()
	<-turn
}

func (s *sequencer) end(id uint) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != id {
		panic("out of sync")
	}
	s.id++
	if turn, ok := s.wait[s.id]; ok {
		delete(s.wait, s.id)
		close(turn)
	}
}

// A Writer writes lines.
type Writer struct {
	W   *bufio.Writer
	dot *dotWriter
}

func NewWriter(w *bufio.Writer) *Writer { return &Writer{W: w} }

func (w *Writer) PrintfLine(format string, args ...any) error {
	w.closeDot()
	fmt.Fprintf(w.W, format, args...)
	w.W.WriteString("\r\n")
	return w.W.Flush()
}

// DotWriter writes a text that ends with a line of one dot; lines that begin with one get another.
func (w *Writer) DotWriter() io.WriteCloser {
	w.closeDot()
	w.dot = &dotWriter{w: w, bol: true}
	return w.dot
}

func (w *Writer) closeDot() {
	if w.dot != nil {
		w.dot.Close()
	}
}

type dotWriter struct {
	w   *Writer
	bol bool // at the beginning of a line
	cr  bool // after a CR
	any bool // something was written
}

func (d *dotWriter) Write(b []byte) (n int, err error) {
	out := d.w.W
	for _, c := range b {
		if d.bol && c == '.' {
			out.WriteByte('.')
		}
		if c == '\n' && !d.cr {
			out.WriteByte('\r')
		}
		if err = out.WriteByte(c); err != nil {
			return n, err
		}
		d.bol, d.cr, d.any = c == '\n', c == '\r', true
		n++
	}
	return n, nil
}

func (d *dotWriter) Close() error {
	if d.w.dot == d {
		d.w.dot = nil
	}
	switch {
	case d.cr:
		d.w.W.WriteString("\n")
	case !d.bol || !d.any:
		d.w.W.WriteString("\r\n")
	}
	d.w.W.WriteString(".\r\n")
	return d.w.W.Flush()
}
