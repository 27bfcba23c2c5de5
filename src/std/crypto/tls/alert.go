package tls

import (
	"net"
	"strconv"
)

// An AlertError is an alert of TLS, for transports that send it themselves.
type AlertError uint8

func (e AlertError) Error() string { return alert(e).Error() }

// An alert is how one side tells the other why it gives up.
type alert uint8

const (
	alertUnexpectedMessage     alert = 10
	alertBadRecordMAC          alert = 20
	alertHandshakeFailure      alert = 40
	alertBadCertificate        alert = 42
	alertIllegalParameter      alert = 47
	alertDecodeError           alert = 50
	alertProtocolVersion       alert = 70
	alertInternalError         alert = 80
	alertUnrecognizedName      alert = 112
	alertCertificateRequired   alert = 116
	alertNoApplicationProtocol alert = 120
)

func (e alert) Error() string {
	text := ""
	switch e {
	case 0:
		text = "close notify"
	case alertUnexpectedMessage:
		text = "unexpected message"
	case alertBadRecordMAC:
		text = "bad record MAC"
	case 21:
		text = "decryption failed"
	case 22:
		text = "record overflow"
	case 30:
		text = "decompression failure"
	case alertHandshakeFailure:
		text = "handshake failure"
	case alertBadCertificate:
		text = "bad certificate"
	case 43:
		text = "unsupported certificate"
	case 44:
		text = "revoked certificate"
	case 45:
		text = "expired certificate"
	case 46:
		text = "unknown certificate"
	case alertIllegalParameter:
		text = "illegal parameter"
	case 48:
		text = "unknown certificate authority"
	case 49:
		text = "access denied"
	case alertDecodeError:
		text = "error decoding message"
	case 51:
		text = "error decrypting message"
	case 60:
		text = "export restriction"
	case alertProtocolVersion:
		text = "protocol version not supported"
	case 71:
		text = "insufficient security level"
	case alertInternalError:
		text = "internal error"
	case 86:
		text = "inappropriate fallback"
	case 90:
		text = "user canceled"
	case 100:
		text = "no renegotiation"
	case 109:
		text = "missing extension"
	case 110:
		text = "unsupported extension"
	case 111:
		text = "certificate unobtainable"
	case alertUnrecognizedName:
		text = "unrecognized name"
	case 113:
		text = "bad certificate status response"
	case 114:
		text = "bad certificate hash value"
	case 115:
		text = "unknown PSK identity"
	case alertCertificateRequired:
		text = "certificate required"
	case alertNoApplicationProtocol:
		text = "no application protocol"
	case 121:
		text = "encrypted client hello required"
	default:
		text = "alert(" + strconv.Itoa(int(e)) + ")"
	}
	return "tls: " + text
}

func (e alert) String() string { return e.Error() }

func remote(a alert) error { return &net.OpError{Op: "remote error", Err: a} }
func local(a alert) error  { return &net.OpError{Op: "local error", Err: a} }

// A RecordHeaderError is of what does not look like TLS.
type RecordHeaderError struct {
	Msg          string
	RecordHeader [5]byte
	// Of the first record, for who wants to answer in another protocol.
	Conn net.Conn
}

func (e RecordHeaderError) Error() string { return "tls: " + e.Msg }

// A permanentError is a network error after which the connection is useless.
type permanentError struct {
	err net.Error
}

func (e *permanentError) Error() string   { return e.err.Error() }
func (e *permanentError) Unwrap() error   { return e.err }
func (e *permanentError) Timeout() bool   { return e.err.Timeout() }
func (e *permanentError) Temporary() bool { return false }

func permanent(err error) error {
	if e, ok := err.(net.Error); ok {
		return &permanentError{e}
	}
	return err
}
