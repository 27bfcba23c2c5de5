// Package smtp speaks the Simple Mail Transfer Protocol (RFC 5321) as a client, with the extensions 8BITMIME, AUTH, STARTTLS and
// SMTPUTF8.
package smtp

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/textproto"
	"strings"
)

var errLine = errors.New("smtp: A line must not contain CR or LF")

// oneLine refuses what would be more than the one line that it is to stand in.
func oneLine(s string) error {
	if strings.ContainsAny(s, "\r\n") {
		return errLine
	}
	return nil
}

// A Client is a connection to a server.
type Client struct {
	Text *textproto.Conn // for extensions of others

	conn       net.Conn
	serverName string
	secure     bool // by TLS
	localName  string
	greeted    bool
	greeting   error             // what came of it
	extensions map[string]string // nil: the server knows none
	mechanisms []string          // of AUTH
}

// Dial connects to the server at addr, which has a port.
func Dial(addr string) (*Client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	host, _, _ := net.SplitHostPort(addr)
	return NewClient(conn, host)
}

// NewClient waits for the server's first words on the connection; host is the name that it is to authenticate by.
func NewClient(conn net.Conn, host string) (*Client, error) {
	c := &Client{Text: textproto.NewConn(conn), conn: conn, serverName: host, localName: "localhost"}
	if _, _, err := c.Text.ReadResponse(220); err != nil {
		c.Text.Close()
		return nil, err
	}
	_, c.secure = conn.(*tls.Conn)
	return c, nil
}

// Close closes the connection.
func (c *Client) Close() error { return c.Text.Close() }

// ask sends a line and reads the answer, whose code must begin with the digits of code; 0: any.
func (c *Client) ask(code int, format string, args ...any) (int, string, error) {
	id, err := c.Text.Cmd(format, args...)
	if err != nil {
		return 0, "", err
	}
	c.Text.StartResponse(id)
	defer c.Text.EndResponse(id)
	return c.Text.ReadResponse(code)
}

// ask250 is ask, after greetings, for what is answered by "done" alone.
func (c *Client) ask250(format string, args ...any) error {
	if err := c.greet(); err != nil {
		return err
	}
	_, _, err := c.ask(250, format, args...)
	return err
}

// greet exchanges greetings, once.
func (c *Client) greet() error {
	if !c.greeted {
		c.greeted = true
		if c.ehlo() != nil {
			c.extensions = nil
			_, _, c.greeting = c.ask(250, "HELO %s", c.localName)
		}
	}
	return c.greeting
}

// ehlo greets and learns the extensions, one in each further line of the answer.
func (c *Client) ehlo() error {
	_, answer, err := c.ask(250, "EHLO %s", c.localName)
	if err != nil {
		return err
	}
	c.extensions = map[string]string{}
	_, lines, more := strings.Cut(answer, "\n")
	for more {
		var line string
		line, lines, more = strings.Cut(lines, "\n")
		name, parameter, _ := strings.Cut(line, " ")
		c.extensions[name] = parameter
	}
	if list, ok := c.extensions["AUTH"]; ok {
		c.mechanisms = strings.Split(list, " ")
	}
	return nil
}

// Hello greets as localName, not as localhost; to be called first, if at all.
func (c *Client) Hello(localName string) error {
	if err := oneLine(localName); err != nil {
		return err
	}
	if c.greeted {
		return errors.New("smtp: Hello called after other methods")
	}
	c.localName = localName
	return c.greet()
}

// StartTLS goes on encrypted.
func (c *Client) StartTLS(config *tls.Config) error {
	if err := c.greet(); err != nil {
		return err
	}
	if _, _, err := c.ask(220, "STARTTLS"); err != nil {
		return err
	}
	c.conn = tls.Client(c.conn, config)
	c.Text = textproto.NewConn(c.conn)
	c.secure = true
	return c.ehlo()
}

// TLSConnectionState returns the state of TLS; false where the connection is not encrypted.
func (c *Client) TLSConnectionState() (state tls.ConnectionState, ok bool) {
	conn, ok := c.conn.(*tls.Conn)
	if ok {
		state = conn.ConnectionState()
	}
	return state, ok
}

// Verify asks whether the address is good. Many servers do not say.
func (c *Client) Verify(addr string) error {
	if err := oneLine(addr); err != nil {
		return err
	}
	return c.ask250("VRFY %s", addr)
}

// Auth authenticates. Where that fails, the connection is closed.
func (c *Client) Auth(a Auth) error {
	if err := c.greet(); err != nil {
		return err
	}
	mechanism, words, err := a.Start(&ServerInfo{c.serverName, c.secure, c.mechanisms})
	if err != nil {
		c.Quit()
		return err
	}
	encoding := base64.StdEncoding
	line := strings.TrimSpace("AUTH " + mechanism + " " + encoding.EncodeToString(words))
	for {
		code, answer, err := c.ask(0, "%s", line)
		if err != nil {
			return err
		}
		var from []byte
		more := false
		switch code {
		case 235:
			from = []byte(answer)
		case 334:
			more = true
			from, err = encoding.DecodeString(answer)
		default:
			err = &textproto.Error{Code: code, Msg: answer}
		}
		if err == nil {
			words, err = a.Next(from, more)
		}
		if err != nil {
			// Takes back what was begun.
			c.ask(501, "*")
			c.Quit()
			return err
		}
		if words == nil {
			return nil
		}
		line = encoding.EncodeToString(words)
	}
}

// Mail begins a mail from that address.
func (c *Client) Mail(from string) error {
	if err := oneLine(from); err != nil {
		return err
	}
	if err := c.greet(); err != nil {
		return err
	}
	line := "MAIL FROM:<%s>"
	if _, ok := c.extensions["8BITMIME"]; ok {
		line += " BODY=8BITMIME"
	}
	if _, ok := c.extensions["SMTPUTF8"]; ok {
		line += " SMTPUTF8"
	}
	return c.ask250(line, from)
}

// Rcpt adds a recipient, after Mail.
func (c *Client) Rcpt(to string) error {
	if err := oneLine(to); err != nil {
		return err
	}
	_, _, err := c.ask(25, "RCPT TO:<%s>", to)
	return err
}

// dataCloser is the text of a mail; closing it sends it off.
type dataCloser struct {
	io.WriteCloser
	c *Client
}

func (b *dataCloser) Close() error {
	b.WriteCloser.Close()
	_, _, err := b.c.Text.ReadResponse(250)
	return err
}

// Data returns where header and body of the mail are written, after Rcpt; it is to be closed.
func (c *Client) Data() (io.WriteCloser, error) {
	if _, _, err := c.ask(354, "DATA"); err != nil {
		return nil, err
	}
	return &dataCloser{c.Text.DotWriter(), c}, nil
}

// Extension tells whether the server has an extension, and the parameters that it named with it.
func (c *Client) Extension(ext string) (bool, string) {
	if c.greet() != nil {
		return false, ""
	}
	parameters, ok := c.extensions[strings.ToUpper(ext)]
	return ok, parameters
}

// Reset drops the mail that was begun.
func (c *Client) Reset() error { return c.ask250("RSET") }

// Noop asks whether the server is there.
func (c *Client) Noop() error { return c.ask250("NOOP") }

// Quit takes leave and closes the connection.
func (c *Client) Quit() error {
	c.greet()
	if _, _, err := c.ask(221, "QUIT"); err != nil {
		return err
	}
	return c.Text.Close()
}
