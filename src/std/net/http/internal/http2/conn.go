// Package http2 is one side of an HTTP/2 connection: frames, fields and flow control are the engine's (natives: see mod.rs), whose input
// this reads and whose output it writes. What requests and answers mean is package net/http's.
package http2

import (
	"io"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func begin(server bool, limits []int) uint64
func free(number uint64)
func turn(number uint64, incoming []byte, ended bool) []int
func outgoing(number uint64) []byte
func finish(number uint64)
func fault(number uint64, stream int) (kind, code, count int, remote bool, text string)
func request(number uint64, stream int) ([]string, bool)
func ask(number uint64, head []string, whole bool) (int, string)
func response(number uint64, stream int) (int, []string, bool)
func respond(number uint64, stream, status int, fields []string, whole bool) bool
func promise(number uint64, stream int, head []string) int
func read(number uint64, stream int, p []byte) (int, int)
func write(number uint64, stream int, p []byte, end bool) (int, int)
func trailers(number uint64, stream int) []string
func writeTrailers(number uint64, stream int, fields []string) bool
func resetCode(number uint64, stream int) int
func reset(number uint64, stream, code int)
func release(number uint64, stream int)
func ping(number uint64) bool
func pong(number uint64) bool
func mostStreams(number uint64) int

// Limits are what one side allows the other.
type Limits struct {
	Streams      int // that the other side may have open
	StreamWindow int // bytes of a stream that nobody has read
	ConnWindow   int // of all streams
	Frame        int
	HeaderList   int
	HeaderTable  int
}

func (l Limits) list() []int {
	return []int{l.Streams, l.StreamWindow, l.ConnWindow, l.Frame, l.HeaderList, l.HeaderTable}
}

// What an event is about: its two lowest bits. The rest is the stream, or 0.
const (
	receives = iota
	sends
	begins
	ends
)

// A Conn is one side of a connection. One goroutine reads from the network, one writes to it.
type Conn struct {
	nc     net.Conn
	number uint64
	begun  func(*Stream)
	kick   chan struct{} // the engine may have something to write
	room   chan struct{} // a client may begin a stream
	over   chan struct{} // closed at the end
	ended  atomic.Bool   // the engine has ended: what it still has to say is written
	heard  atomic.Int64  // when something was read, in nanoseconds

	mu      sync.Mutex
	streams map[int]*Stream
	err     error           // why it is over
	flushes []chan struct{} // closed when all that can be has been written
}

// NewServer is a server's side; begun has each stream that the client begins, and must not wait.
func NewServer(nc net.Conn, limits Limits, begun func(*Stream)) *Conn {
	return newConn(nc, true, limits, begun)
}

// NewClient is a client's side. What it begins with has been written.
func NewClient(nc net.Conn, limits Limits) (*Conn, error) {
	c := newConn(nc, false, limits, nil)
	c.turn(nil, false)
	if _, err := nc.Write(outgoing(c.number)); err != nil {
		return nil, err
	}
	go c.Run(nil)
	return c, nil
}

// FieldSize is what a field counts for in limits of heads.
func FieldSize(name, value string) int { return len(name) + len(value) + 32 }

func newConn(nc net.Conn, server bool, limits Limits, begun func(*Stream)) *Conn {
	c := &Conn{
		nc: nc, number: begin(server, limits.list()), begun: begun, streams: map[int]*Stream{},
		kick: make(chan struct{}, 1), room: make(chan struct{}, 1), over: make(chan struct{}),
	}
	runtime.AddCleanup(c, free, c.number)
	return c
}

// Run reads, after what has been read before, until the connection is over.
func (c *Conn) Run(before []byte) {
	c.heard.Store(time.Now().UnixNano())
	go c.write()
	c.turn(before, false)
	c.wake()
	buf := make([]byte, 16<<10)
	for {
		n, err := c.nc.Read(buf)
		c.heard.Store(time.Now().UnixNano())
		c.turn(buf[:n], err != nil)
		c.wake()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			c.Close(err)
			return
		}
	}
}

func (c *Conn) write() {
	for {
		select {
		case <-c.kick:
		case <-c.over:
			return
		}
		c.mu.Lock()
		flushes := c.flushes
		c.flushes = nil
		c.mu.Unlock()
		for {
			c.turn(nil, false)
			b := outgoing(c.number)
			if len(b) == 0 {
				break
			}
			if _, err := c.nc.Write(b); err != nil {
				c.Close(err)
				return
			}
		}
		for _, done := range flushes {
			close(done)
		}
		if c.ended.Load() {
			c.Close(nil)
			return
		}
	}
}

func ring(bell chan struct{}) {
	select {
	case bell <- struct{}{}:
	default:
	}
}

// wake has written what the engine has to write.
func (c *Conn) wake() { ring(c.kick) }

// Flush waits until what can be written has been.
func (c *Conn) Flush() {
	done := make(chan struct{})
	c.mu.Lock()
	c.flushes = append(c.flushes, done)
	c.mu.Unlock()
	c.wake()
	select {
	case <-done:
	case <-c.over:
	}
}

// turn brings the engine what came, and tells the streams what became of it.
func (c *Conn) turn(incoming []byte, ended bool) {
	for _, event := range turn(c.number, incoming, ended) {
		id, about := event>>2, event&3
		switch {
		case about == begins:
			c.mu.Lock()
			s := c.newStream(id)
			c.mu.Unlock()
			c.begun(s)
		case about == ends:
			c.ended.Store(true)
			c.wake()
		case id == 0:
			ring(c.room)
		default:
			c.mu.Lock()
			s := c.streams[id]
			c.mu.Unlock()
			if s == nil {
				continue
			}
			if about == receives {
				ring(s.came)
			} else {
				s.sendNews()
			}
		}
	}
}

// newStream makes a stream known. c.mu is held.
func (c *Conn) newStream(id int) *Stream {
	s := &Stream{conn: c, id: id, came: make(chan struct{}, 1), room: make(chan struct{}, 1), stopped: make(chan struct{})}
	c.streams[id] = s
	return s
}

// Close ends the connection at once; nil: as the engine has it.
func (c *Conn) Close(err error) {
	c.mu.Lock()
	was := c.err
	if was == nil {
		if err == nil {
			if err = c.fault(0); err == nil {
				err = io.ErrUnexpectedEOF
			}
		}
		c.err = err
		close(c.over)
	}
	c.mu.Unlock()
	if was == nil {
		c.nc.Close()
	}
}

// Over is closed when the connection is.
func (c *Conn) Over() <-chan struct{} { return c.over }

// Err is why the connection is over; nil: it is not.
func (c *Conn) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Ending says that no stream can begin any more.
func (c *Conn) Ending() bool { return c.ended.Load() }

// MostStreams is how many a client may have open.
func (c *Conn) MostStreams() int { return mostStreams(c.number) }

// Finish has the server's side say that it takes no further streams, and end when those there are have ended.
func (c *Conn) Finish() {
	finish(c.number)
	c.wake()
}

// Watch pings a side that has been silent for as long as silence, and ends the connection if it does not answer within patience.
func (c *Conn) Watch(silence, patience time.Duration, lost error) {
	timer := time.NewTimer(silence)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-c.over:
			return
		}
		quiet := time.Since(time.Unix(0, c.heard.Load()))
		if quiet < silence {
			timer.Reset(silence - quiet)
			continue
		}
		if !ping(c.number) {
			return
		}
		c.wake()
		timer.Reset(patience)
		select {
		case <-timer.C:
		case <-c.over:
			return
		}
		if !pong(c.number) {
			c.Close(lost)
			return
		}
		timer.Reset(silence)
	}
}
