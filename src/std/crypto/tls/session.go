package tls

import (
	"errors"
	"slices"
	"sync"
)

// A ClientSessionState is a session that a client can resume. The engine keeps them; Go code sees none.
type ClientSessionState struct {
	ticket []byte
	state  *SessionState
}

// ResumptionState gives what NewResumptionState was given.
func (cs *ClientSessionState) ResumptionState() (ticket []byte, state *SessionState, err error) {
	if cs == nil || cs.state == nil {
		return nil, nil, nil
	}
	return cs.ticket, cs.state, nil
}

// NewResumptionState puts a ticket and its session together.
func NewResumptionState(ticket []byte, state *SessionState) (*ClientSessionState, error) {
	return &ClientSessionState{ticket, state}, nil
}

// A ClientSessionCache keeps a client's sessions. Only those of NewLRUClientSessionCache are used: with any other nothing is resumed.
type ClientSessionCache interface {
	Get(sessionKey string) (session *ClientSessionState, ok bool)
	Put(sessionKey string, cs *ClientSessionState)
}

// An lruCache stands for sessions that the engine keeps; which it forgets first is the engine's. Those that programs put into it it keeps itself.
type lruCache struct {
	sessions *sessions

	mu     sync.Mutex
	most   int
	keys   []string // the one used last at the end
	states map[string]*ClientSessionState
	peers  map[string]peer
}

// A peer is what is known of the server of a session, by the name that it is kept under.
type peer struct {
	certs  [][]byte
	staple []byte
}

// peer gives what setPeer was given last.
func (l *lruCache) peer(name string) peer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.peers[name]
}

func (l *lruCache) setPeer(name string, p peer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.peers == nil || len(l.peers) > 2*l.most {
		l.peers = make(map[string]peer)
	}
	l.peers[name] = p
}

// NewLRUClientSessionCache makes a cache for sessions of some servers.
func NewLRUClientSessionCache(capacity int) ClientSessionCache {
	if capacity < 1 {
		capacity = 64
	}
	return &lruCache{sessions: newSessions(), most: capacity, states: make(map[string]*ClientSessionState)}
}

func (l *lruCache) Get(sessionKey string) (*ClientSessionState, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	state, ok := l.states[sessionKey]
	if ok {
		l.forget(sessionKey)
		l.keys = append(l.keys, sessionKey)
	}
	return state, ok
}

func (l *lruCache) Put(sessionKey string, cs *ClientSessionState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.states[sessionKey]; known {
		l.forget(sessionKey)
		if cs == nil {
			delete(l.states, sessionKey)
			return
		}
	} else if len(l.keys) == l.most {
		delete(l.states, l.keys[0])
		l.keys = l.keys[1:]
	}
	l.keys = append(l.keys, sessionKey)
	l.states[sessionKey] = cs
}

func (l *lruCache) forget(sessionKey string) {
	l.keys = slices.DeleteFunc(l.keys, func(k string) bool { return k == sessionKey })
}

// A SessionState is a session. The engine does not give its sessions away: there are none but the empty ones that programs make.
type SessionState struct {
	Extra     [][]byte
	EarlyData bool
}

var errSessions = errors.New("tls: sessions are kept by the engine, and cannot be stored by programs")

func (s *SessionState) Bytes() ([]byte, error) { return nil, errSessions }

func ParseSessionState(data []byte) (*SessionState, error) { return nil, errSessions }

// EncryptTicket is for WrapSession, which is never called.
func (c *Config) EncryptTicket(cs ConnectionState, ss *SessionState) ([]byte, error) {
	return nil, errSessions
}

// DecryptTicket is for UnwrapSession, which is never called.
func (c *Config) DecryptTicket(identity []byte, cs ConnectionState) (*SessionState, error) {
	return nil, errSessions
}

// SetSessionTicketKeys has the tickets made so far forgotten. The keys themselves the engine makes.
func (c *Config) SetSessionTicketKeys(keys [][32]byte) {
	if len(keys) == 0 {
		panic("tls: keys must have at least one key")
	}
	c.mu.Lock()
	c.tickets = nil
	c.mu.Unlock()
}
