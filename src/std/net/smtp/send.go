package smtp

import (
	"crypto/tls"
	"errors"
)

// SendMail sends one mail by the server at addr: encrypted where the server can, authenticated by a, which may be nil. msg has lines that
// end in CRLF, its header first.
func SendMail(addr string, a Auth, from string, to []string, msg []byte) error {
	if err := oneLine(from); err != nil {
		return err
	}
	for _, recipient := range to {
		if err := oneLine(recipient); err != nil {
			return err
		}
	}
	c, err := Dial(addr)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.begin(a); err != nil {
		return err
	}
	if err := c.Mail(from); err != nil {
		return err
	}
	for _, recipient := range to {
		if err := c.Rcpt(recipient); err != nil {
			return err
		}
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(msg); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return c.Quit()
}

// begin does what comes before the first mail.
func (c *Client) begin(a Auth) error {
	if err := c.greet(); err != nil {
		return err
	}
	if ok, _ := c.Extension("STARTTLS"); ok {
		if err := c.StartTLS(&tls.Config{ServerName: c.serverName}); err != nil {
			return err
		}
	}
	if a == nil || c.extensions == nil {
		return nil
	}
	if ok, _ := c.Extension("AUTH"); !ok {
		return errors.New("smtp: server doesn't support AUTH")
	}
	return c.Auth(a)
}
