// net/smtp against servers that follow a script.
package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/smtp"
	"net/textproto"
	"strings"
	"time"
)

// A server answers a line by the first rule whose beginning it has; what it heard is printed when it is done.
type server struct {
	rules []string // pairs
	heard []string
	cert  *tls.Certificate
	done  chan bool
}

func (s *server) answer(line string) string {
	for i := 0; i < len(s.rules); i += 2 {
		if strings.HasPrefix(line, s.rules[i]) {
			return s.rules[i+1]
		}
	}
	return "500 what?"
}

func (s *server) serve(conn net.Conn) {
	defer func() {
		conn.Close()
		close(s.done)
	}()
	r := bufio.NewReader(conn)
	fmt.Fprint(conn, s.answer("connect")+"\r\n")
	data := false
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			s.heard = append(s.heard, "then "+err.Error())
			return
		}
		s.heard = append(s.heard, fmt.Sprintf("%q", line))
		line = strings.TrimSuffix(line, "\r\n")
		if data {
			if line == "." {
				data = false
				fmt.Fprint(conn, s.answer("done")+"\r\n")
			}
			continue
		}
		answer := s.answer(line)
		data = line == "DATA" && answer[0] == '3'
		fmt.Fprint(conn, answer+"\r\n")
		switch {
		case line == "QUIT" && answer[0] == '2':
			return
		case line == "STARTTLS" && answer[0] == '2':
			over := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*s.cert}})
			conn, r = over, bufio.NewReader(over)
		}
	}
}

// with runs f with the address of a server that follows the rules.
func with(what string, f func(addr string), rules ...string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	s := &server{rules: rules, done: make(chan bool), cert: certificate}
	go func() {
		conn, err := l.Accept()
		if err != nil {
			close(s.done)
			return
		}
		s.serve(conn)
	}()
	fmt.Println("---", what)
	f(l.Addr().String())
	l.Close()
	<-s.done
	for _, line := range s.heard {
		fmt.Println("  >", line)
	}
}

var certificate = func() *tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	now := time.Now()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour), DNSNames: []string{"mail.test"}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		panic(err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}()

const message = "Subject: dots\r\n\r\n.one\r\n..two\nthree\r\n.\r\nend"

func dial(addr string) *smtp.Client {
	c, err := smtp.Dial(addr)
	if err != nil {
		panic(err)
	}
	return c
}

type odd struct{ first, second []byte }

func (o odd) Start(s *smtp.ServerInfo) (string, []byte, error) {
	fmt.Println(s.Name, s.TLS, s.Auth)
	return "ODD", o.first, nil
}

func (o odd) Next(from []byte, more bool) ([]byte, error) {
	fmt.Printf("%q %v\n", from, more)
	if more && o.second == nil {
		return nil, errors.New("no more words")
	}
	if more {
		return o.second, nil
	}
	return nil, nil
}

func main() {
	with("a mail", func(addr string) {
		fmt.Println(smtp.SendMail(addr, nil, "me@here", []string{"you@there", "them@there"}, []byte(message)))
	}, "connect", "220 hello", "EHLO", "250-mail.test\r\n250-8BITMIME\r\n250-SIZE 1000\r\n250 SMTPUTF8", "MAIL", "250 ok", "RCPT", "251 forwarded", "DATA", "354 go on", "done", "250 sent", "QUIT", "221 bye")
	with("authenticated", func(addr string) {
		auth := smtp.PlainAuth("", "user", "password", "127.0.0.1")
		fmt.Println(smtp.SendMail(addr, auth, "me@here", []string{"you@there"}, []byte("text")))
	}, "connect", "220 hello", "EHLO", "250-mail.test\r\n250 AUTH PLAIN CRAM-MD5", "AUTH", "235 welcome", "MAIL", "250 ok", "RCPT", "250 ok", "DATA", "354 go on", "done", "250 sent", "QUIT", "221 bye")
	with("a challenge", func(addr string) {
		c := dial(addr)
		fmt.Println(c.Hello("there.test"), c.Hello("again"))
		fmt.Println(c.Extension("auth"))
		fmt.Println(c.Extension("SIZE"))
		fmt.Println(c.Auth(smtp.CRAMMD5Auth("tim", "tanstaaftanstaaf")))
		_, secure := c.TLSConnectionState()
		fmt.Println(secure)
		fmt.Println(c.Noop(), c.Reset(), c.Verify("someone"), c.Verify("two\r\nlines"), c.Quit())
	}, "connect", "220-several\r\n220 lines", "EHLO", "250-mail.test\r\n250-SIZE\r\n250 AUTH CRAM-MD5", "AUTH CRAM-MD5", "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
		"dGlt", "235 welcome", "NOOP", "250 yes", "RSET", "250 forgotten", "VRFY", "252 who knows", "QUIT", "221 bye")
	with("an old server", func(addr string) {
		c := dial(addr)
		fmt.Println(c.Extension("8BITMIME"))
		fmt.Println(c.Mail("a@b"), c.Rcpt("c@d"), c.Rcpt("x\ny"), c.Mail("x\ry"))
		_, err := c.Data()
		fmt.Println(err)
		w, err := c.Data()
		fmt.Println(w, err, c.Close())
	}, "connect", "220 hello", "HELO", "250 hm", "MAIL", "250 ok", "RCPT", "550 nobody", "DATA", "554 no")
	with("not even that", func(addr string) {
		c := dial(addr)
		fmt.Println(c.Noop(), c.Mail("a@b"), c.Hello("x"), c.Hello("x\n"))
		var e *textproto.Error
		fmt.Println(errors.As(c.Reset(), &e), e)
		fmt.Println(c.Quit(), c.Close())
	}, "connect", "220 hello")
	with("unwilling", func(addr string) {
		c, err := smtp.Dial(addr)
		fmt.Println(c, err)
	}, "connect", "554 go away")
	with("no AUTH", func(addr string) {
		fmt.Println(smtp.SendMail(addr, odd{}, "me@here", []string{"you@there"}, nil))
	}, "connect", "220 hello", "EHLO", "250 mail.test\r\n")
	for _, auth := range []smtp.Auth{odd{}, odd{[]byte("first"), nil}, odd{[]byte{}, []byte{}}, smtp.PlainAuth("i", "u", "p", "elsewhere"), smtp.PlainAuth("i", "u", "p", "127.0.0.1")} {
		with(fmt.Sprintf("ways of authentication %T", auth), func(addr string) {
			c := dial(addr)
			fmt.Println(c.Auth(auth))
			fmt.Println(c.Noop() != nil)
			c.Close()
		}, "connect", "220 hello", "EHLO", "250-mail.test\r\n250 AUTH ODD", "AUTH ODD Zmlyc3Q=", "334 c2Vjb25k", "AUTH ODD", "334 Zmlyc3Q=", "AUTH PLAIN", "334 bW9yZQ==", "*", "501 ok", "QUIT", "221 bye", "NOOP", "250 ok", "", "235 welcome")
	}
	with("encrypted", func(addr string) {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			panic(err)
		}
		c, err := smtp.NewClient(conn, "mail.test")
		fmt.Println(err)
		fmt.Println(c.Auth(smtp.PlainAuth("", "u", "p", "mail.test")))
		c.Close()
	}, "connect", "220 hello", "EHLO", "250-mail.test\r\n250 STARTTLS", "QUIT", "221 bye")
	with("encrypted", func(addr string) {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			panic(err)
		}
		c, err := smtp.NewClient(conn, "mail.test")
		fmt.Println(err, c.StartTLS(&tls.Config{InsecureSkipVerify: true}))
		state, ok := c.TLSConnectionState()
		fmt.Println(state.HandshakeComplete, ok)
		fmt.Println(c.Auth(smtp.PlainAuth("", "u", "p", "mail.test")))
		fmt.Println(c.Mail("a@b"), c.Rcpt("c@d"))
		w, err := c.Data()
		fmt.Println(err)
		n, err := io.WriteString(w, message)
		fmt.Println(n, err, w.Close(), c.Quit())
	}, "connect", "220 hello", "EHLO", "250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN", "STARTTLS", "220 go", "AUTH PLAIN", "235 welcome", "MAIL", "250 ok", "RCPT", "250 ok", "DATA", "354 go on", "done", "250 sent", "QUIT", "221 bye")
	fmt.Println(smtp.SendMail("127.0.0.1:0", nil, "a\n", nil, nil), smtp.SendMail("127.0.0.1:0", nil, "a", []string{"b", "c\r"}, nil))
	_, err := smtp.Dial("127.0.0.1")
	fmt.Println(err)
}
