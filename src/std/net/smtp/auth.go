package smtp

import (
	"crypto/hmac"
	"crypto/md5"
	"encoding/hex"
	"errors"
)

// Auth is a way to authenticate: a dialogue.
type Auth interface {
	// Start begins: the name of the way, and first words, which may be nil. An error ends the connection.
	Start(server *ServerInfo) (proto string, toServer []byte, err error)
	// Next answers the server; more: it waits for an answer. Otherwise all is said, and the answer is to be nil.
	Next(fromServer []byte, more bool) (toServer []byte, err error)
}

// ServerInfo is what an Auth learns of the server.
type ServerInfo struct {
	Name string   // by which it is known
	TLS  bool     // the connection is encrypted, the certificate is good for Name
	Auth []string // the ways that it offers
}

type plainAuth struct{ words, host string }

// PlainAuth tells a server of the name host the password of username (RFC 4616), who acts as identity, usually empty. Only over TLS or
// to this machine.
func PlainAuth(identity, username, password, host string) Auth {
	return &plainAuth{identity + "\x00" + username + "\x00" + password, host}
}

func (a *plainAuth) Start(server *ServerInfo) (string, []byte, error) {
	if !server.TLS {
		switch server.Name {
		case "localhost", "127.0.0.1", "::1":
		default:
			// Whoever listens could say anything, also that it offers PLAIN.
			return "", nil, errors.New("unencrypted connection")
		}
	}
	if server.Name != a.host {
		return "", nil, errors.New("wrong host name")
	}
	return "PLAIN", []byte(a.words), nil
}

func (a *plainAuth) Next(fromServer []byte, more bool) ([]byte, error) {
	if more {
		// All was said.
		return nil, errors.New("unexpected server challenge")
	}
	return nil, nil
}

type cramMD5Auth struct{ username, secret string }

// CRAMMD5Auth shows that username knows the secret, without telling it (RFC 2195).
func CRAMMD5Auth(username, secret string) Auth { return &cramMD5Auth{username, secret} }

func (a *cramMD5Auth) Start(server *ServerInfo) (string, []byte, error) { return "CRAM-MD5", nil, nil }

func (a *cramMD5Auth) Next(fromServer []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	mac := hmac.New(md5.New, []byte(a.secret))
	mac.Write(fromServer)
	answer := make([]byte, 0, len(a.username)+1+2*md5.Size)
	answer = append(append(answer, a.username...), ' ')
	return hex.AppendEncode(answer, mac.Sum(nil)), nil
}
