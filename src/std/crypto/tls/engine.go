package tls

import (
	"net"
	"runtime"
	"sync"
)

// Natives: see mod.rs.

func sessionsNew() uint64
func sessionsFree(number uint64)
func sessionsForget(number uint64, name string)
func engineNew(sessions uint64, numbers []int, texts [][]byte) (uint64, string)
func engineFree(number uint64)
func engineStep(number uint64, record []byte) int
func engineQuestion(number uint64) (kind int, numbers []int, texts []string)
func engineReply(number uint64, code int, numbers []int, texts [][]byte) int
func engineError(number uint64) string
func engineOutgoing(number uint64) []byte
func engineKeyLines(number uint64) []byte
func engineSeal(number uint64, text []byte) ([]byte, bool)
func engineOpen(number uint64, buffer []byte) (int, int)
func engineCloseNotify(number uint64)
func engineState(number uint64) (numbers []int, protocol string, certs []string)
func engineExport(number uint64, label string, context []byte, withContext bool, length int) ([]byte, bool)

// What a step came to.
const (
	goesOn = iota
	asks
	failed
)

// Questions.
const (
	askVerify = 1 + iota
	askCheck
	askSign
	askChoose
	askTicket
	askResume
)

// Sessions are what connections have in common that can resume each other's sessions.
type sessions struct {
	number uint64
	keys   sync.Map // private keys by pointer: as the engine reads them
}

func newSessions() *sessions {
	s := &sessions{number: sessionsNew()}
	runtime.AddCleanup(s, sessionsFree, s.number)
	return s
}

// unshared is of connections that resume nothing.
var unshared = sync.OnceValue(newSessions)

// ownTickets are a server's.
func (c *Config) ownTickets() *sessions {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.tickets == nil {
		c.tickets = newSessions()
	}
	return c.tickets
}

// An engine is rustls's side of a connection. Its lock is held while the number is used: it means nothing after close. Whether
// the engine is busy with a question it knows itself.
type engine struct {
	mu       sync.Mutex
	number   uint64
	sessions *sessions
}

func newEngine(s *sessions, numbers []int, texts [][]byte) (*engine, string) {
	number, wrong := engineNew(s.number, numbers, texts)
	if number == 0 {
		return nil, wrong
	}
	e := &engine{number: number, sessions: s}
	runtime.SetFinalizer(e, (*engine).close)
	return e, ""
}

func (e *engine) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.number != 0 {
		engineFree(e.number)
		e.number = 0
	}
}

// use runs with unless the engine is closed.
func (e *engine) use(with func(number uint64)) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.number == 0 {
		return net.ErrClosed
	}
	with(e.number)
	return nil
}
