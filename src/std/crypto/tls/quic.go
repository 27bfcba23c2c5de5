package tls

import (
	"context"
	"errors"
	"fmt"
	"net"
)

// errQUIC is what QUIC's connections say: the engine is TLS over streams alone.
var errQUIC = errors.New("tls: QUIC is not supported")

// QUICEncryptionLevel is which of a QUIC connection's keys.
type QUICEncryptionLevel int

const (
	QUICEncryptionLevelInitial QUICEncryptionLevel = iota
	QUICEncryptionLevelEarly
	QUICEncryptionLevelHandshake
	QUICEncryptionLevelApplication
)

func (l QUICEncryptionLevel) String() string {
	names := [...]string{"Initial", "Early", "Handshake", "Application"}
	if l < 0 || int(l) >= len(names) {
		return fmt.Sprintf("QUICEncryptionLevel(%d)", int(l))
	}
	return names[l]
}

// A QUICConn is a QUIC connection's TLS. It cannot be started.
type QUICConn struct{}

// A QUICConfig is how one is made.
type QUICConfig struct {
	TLSConfig           *Config
	EnableSessionEvents bool
	ClientHelloInfoConn net.Conn
}

// A QUICEventKind is what a QUICEvent is.
type QUICEventKind int

const (
	QUICNoEvent QUICEventKind = iota
	QUICSetReadSecret
	QUICSetWriteSecret
	QUICWriteData
	QUICTransportParameters
	QUICTransportParametersRequired
	QUICRejectedEarlyData
	QUICHandshakeDone
	QUICResumeSession
	QUICStoreSession
	QUICErrorEvent
)

// A QUICEvent is what happens on a connection.
type QUICEvent struct {
	Kind         QUICEventKind
	Level        QUICEncryptionLevel
	Data         []byte
	Suite        uint16
	SessionState *SessionState
	Err          error
}

// QUICSessionTicketOptions say what a ticket is good for.
type QUICSessionTicketOptions struct {
	EarlyData bool
	Extra     [][]byte
}

func QUICClient(config *QUICConfig) *QUICConn { return &QUICConn{} }
func QUICServer(config *QUICConfig) *QUICConn { return &QUICConn{} }

func (q *QUICConn) Start(ctx context.Context) error                         { return errQUIC }
func (q *QUICConn) NextEvent() QUICEvent                                    { return QUICEvent{Kind: QUICNoEvent} }
func (q *QUICConn) Close() error                                            { return nil }
func (q *QUICConn) HandleData(level QUICEncryptionLevel, data []byte) error { return errQUIC }
func (q *QUICConn) SendSessionTicket(opts QUICSessionTicketOptions) error   { return errQUIC }
func (q *QUICConn) StoreSession(session *SessionState) error                { return errQUIC }
func (q *QUICConn) ConnectionState() ConnectionState                        { return ConnectionState{} }
func (q *QUICConn) SetTransportParameters(params []byte)                    {}
