package http2

import (
	"errors"
	"fmt"
	"io"
)

// An ErrCode says why a stream or a connection ended.
type ErrCode uint32

const (
	ErrCodeNo            ErrCode = 0x0
	ErrCodeProtocol      ErrCode = 0x1
	ErrCodeInternal      ErrCode = 0x2
	ErrCodeRefusedStream ErrCode = 0x7
	ErrCodeCancel        ErrCode = 0x8
)

var codes = [...]string{
	"NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR",
	"REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
}

func (e ErrCode) String() string {
	if int(e) < len(codes) {
		return codes[e]
	}
	return fmt.Sprintf("unknown error code 0x%x", uint32(e))
}

// A StreamError ended one stream.
type StreamError struct {
	StreamID uint32
	Code     ErrCode
	Cause    error
	sent     int64 // of a body, by the peer
}

var errFromPeer = errors.New("received from peer")

func (e StreamError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("stream error: stream ID %d; %v; %v", e.StreamID, e.Code, e.Cause)
	}
	return fmt.Sprintf("stream error: stream ID %d; %v", e.StreamID, e.Code)
}

// A ConnectionError ended the connection.
type ConnectionError ErrCode

func (e ConnectionError) Error() string { return fmt.Sprintf("connection error: %s", ErrCode(e)) }

// A GoAwayError: the peer takes no further streams.
type GoAwayError struct {
	LastStreamID uint32
	ErrCode      ErrCode
	DebugData    string
}

func (e GoAwayError) Error() string {
	return fmt.Sprintf("http2: server sent GOAWAY and closed the connection; LastStreamID=%v, ErrCode=%v, debug=%q", e.LastStreamID, e.ErrCode, e.DebugData)
}

// Kinds of faults.
const (
	faultReset = 1 + iota
	faultGoAway
	faultLost
	faultMisused
)

// Refused says whether it was this side that ended a stream, because the peer did not keep to the protocol: that of a body of another length than
// was declared; sent is how much came.
func Refused(err error) (sent int64, refused bool) {
	e, ok := err.(StreamError)
	return e.sent, ok && e.Cause == nil && e.Code == ErrCodeProtocol
}

// fault is why a stream, or the connection, ended; nil: in peace, or not at all.
func (c *Conn) fault(id int) error {
	kind, code, count, remote, text := fault(c.number, id)
	switch kind {
	case faultReset:
		e := StreamError{StreamID: uint32(id), Code: ErrCode(code), sent: int64(count)}
		if remote {
			e.Cause = errFromPeer
		}
		return e
	case faultGoAway:
		if remote {
			return GoAwayError{LastStreamID: uint32(count), ErrCode: ErrCode(code), DebugData: text}
		}
		return ConnectionError(code)
	case faultLost:
		return io.ErrUnexpectedEOF
	case faultMisused:
		return errors.New("http2: " + text)
	}
	return nil
}
