// Empty lines before a head, what is left behind one, status lines that are odd, and the certificate of httptest.
package main

import (
	"bufio"
	"crypto/rsa"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
)

func main() {
	date := regexp.MustCompile(`Date: [^\r]*`)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		fmt.Fprintf(w, "%s %s", r.Method, r.URL)
	}))
	defer s.Close()
	const get, post = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"
	for _, text := range []string{
		get, "\r\n" + get, "\n" + get, "\r" + get, "\r\n\r\n" + get, get + get, get + "\n", get + "\r\n", get + "\r\n" + get, get + "abc", get + "abcd", post + get, post + "\r\n" + get,
		post + "\r\n\r\n" + get, post + "\n\n\n\n" + get, post + "\n\n\n\n\n" + get, post + "\n", post + "\r\n", post + "\r\n\r\n",
	} {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			panic(err)
		}
		io.WriteString(c, text)
		c.(*net.TCPConn).CloseWrite()
		b, _ := io.ReadAll(c)
		c.Close()
		fmt.Printf("%q\n\t%q\n", text, date.ReplaceAllString(string(b), "Date: X"))
	}
	for _, line := range []string{"HTTP/1.1 099 x", "HTTP/1.1 +12 x", "HTTP/1.1 -12 x", "HTTP/1.1 0x1 x", "\r\nHTTP/1.1 200 OK", "\nHTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.1 200 "} {
		r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(line+"\r\nA: b\r\n\r\n")), nil)
		if err != nil {
			fmt.Printf("%q %v\n", line, err)
			continue
		}
		fmt.Printf("%q %d %q %v\n", line, r.StatusCode, r.Status, r.Header)
	}

	t := httptest.NewTLSServer(nil)
	defer t.Close()
	c := t.Certificate()
	key := c.PublicKey.(*rsa.PublicKey)
	fmt.Println(c.Version, c.Subject, c.Issuer, c.NotBefore, c.NotAfter, c.KeyUsage, c.ExtKeyUsage, c.BasicConstraintsValid, c.IsCA, c.MaxPathLen, c.DNSNames, c.IPAddresses, c.SignatureAlgorithm)
	fmt.Println(key.Size(), key.E, len(c.SubjectKeyId), len(c.Extensions), c.CheckSignatureFrom(c))
	own := t.TLS.Certificates
	fmt.Printf("%d %d %T %v\n", len(own), len(own[0].Certificate), own[0].PrivateKey, own[0].Leaf != nil)
}
