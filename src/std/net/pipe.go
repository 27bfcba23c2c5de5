package net

import (
	"io"
	"os"
	"sync"
	"time"
)

// pipeDeadline is a channel that is closed once the time has come.
type pipeDeadline struct {
	mu    sync.Mutex
	timer *time.Timer
	done  chan struct{}
}

func (d *pipeDeadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil && !d.timer.Stop() {
		// It has fired or is about to: its channel will be closed.
		<-d.done
	}
	d.timer = nil
	passed := isClosed(d.done)
	if t.IsZero() {
		if passed {
			d.done = make(chan struct{})
		}
		return
	}
	if left := time.Until(t); left > 0 {
		if passed {
			d.done = make(chan struct{})
		}
		done := d.done
		d.timer = time.AfterFunc(left, func() { close(done) })
		return
	}
	if !passed {
		close(d.done)
	}
}

func (d *pipeDeadline) wait() chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.done
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

// pipe is one end: bytes go over as slices, how many were taken comes back.
type pipe struct {
	writing     sync.Mutex
	in, out     chan []byte
	taken, sent chan int

	once         sync.Once
	closed       chan struct{}
	remoteClosed chan struct{}

	readDeadline, writeDeadline pipeDeadline
}

// Pipe is a connection within the program, without a buffer: a write waits for reads.
func Pipe() (Conn, Conn) {
	ab, ba := make(chan []byte), make(chan []byte)
	abTaken, baTaken := make(chan int), make(chan int)
	aClosed, bClosed := make(chan struct{}), make(chan struct{})
	end := func(in, out chan []byte, taken, sent chan int, closed, remote chan struct{}) *pipe {
		return &pipe{
			in: in, out: out, taken: taken, sent: sent, closed: closed, remoteClosed: remote,
			readDeadline: pipeDeadline{done: make(chan struct{})}, writeDeadline: pipeDeadline{done: make(chan struct{})},
		}
	}
	return end(ba, ab, baTaken, abTaken, aClosed, bClosed), end(ab, ba, abTaken, baTaken, bClosed, aClosed)
}

func (*pipe) LocalAddr() Addr  { return pipeAddr{} }
func (*pipe) RemoteAddr() Addr { return pipeAddr{} }

func (p *pipe) fail(op string, err error) error {
	if err != nil && err != io.EOF && err != io.ErrClosedPipe {
		err = &OpError{Op: op, Net: "pipe", Err: err}
	}
	return err
}

func (p *pipe) Read(b []byte) (int, error) {
	n, err := p.read(b)
	return n, p.fail("read", err)
}

func (p *pipe) read(b []byte) (int, error) {
	switch {
	case isClosed(p.closed):
		return 0, io.ErrClosedPipe
	case isClosed(p.remoteClosed):
		return 0, io.EOF
	case isClosed(p.readDeadline.wait()):
		return 0, os.ErrDeadlineExceeded
	}
	select {
	case bytes := <-p.in:
		n := copy(b, bytes)
		p.taken <- n
		return n, nil
	case <-p.closed:
		return 0, io.ErrClosedPipe
	case <-p.remoteClosed:
		return 0, io.EOF
	case <-p.readDeadline.wait():
		return 0, os.ErrDeadlineExceeded
	}
}

func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.write(b)
	return n, p.fail("write", err)
}

func (p *pipe) write(b []byte) (n int, err error) {
	switch {
	case isClosed(p.closed):
		return 0, io.ErrClosedPipe
	case isClosed(p.remoteClosed):
		return 0, io.ErrClosedPipe
	case isClosed(p.writeDeadline.wait()):
		return 0, os.ErrDeadlineExceeded
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.out <- b:
			m := <-p.sent
			b = b[m:]
			n += m
		case <-p.closed:
			return n, io.ErrClosedPipe
		case <-p.remoteClosed:
			return n, io.ErrClosedPipe
		case <-p.writeDeadline.wait():
			return n, os.ErrDeadlineExceeded
		}
	}
	return n, nil
}

func (p *pipe) deadline(t time.Time, ds ...*pipeDeadline) error {
	if isClosed(p.closed) || isClosed(p.remoteClosed) {
		return io.ErrClosedPipe
	}
	for _, d := range ds {
		d.set(t)
	}
	return nil
}

func (p *pipe) SetDeadline(t time.Time) error {
	return p.deadline(t, &p.readDeadline, &p.writeDeadline)
}
func (p *pipe) SetReadDeadline(t time.Time) error  { return p.deadline(t, &p.readDeadline) }
func (p *pipe) SetWriteDeadline(t time.Time) error { return p.deadline(t, &p.writeDeadline) }

func (p *pipe) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}
