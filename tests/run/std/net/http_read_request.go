// http.ReadRequest on heads that are odd, cut off or wrong.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"sort"
	"strings"
)

func main() {
	for _, head := range []string{
		"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nX Y: 1\r\nx  : 2\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\n X: 1\r\n\r\n",
		" GET / HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/1.1\r\n Host: a\r\n\r\n",
		"GET / HTTP/1.1\r\nX: a\r\n  b\r\n\tc\t\r\n\r\n",
		"GET / HTTP/1.1\r\nX: a\r\n \r\n\r\n",
		"GET / HTTP/1.1\r\nX: a \r\n \t \r\n b\r\n\r\n",
		"GET / HTTP/1.1\r\nX:\r\n b\r\n\r\n",
		"GET / HTTP/1.1\r\nX:   \r\n\r\n",
		"GET  HTTP/1.1\r\nX\r\n\r\n",
		"GET /%zz HTTP/1.1\r\nX\r\n\r\n",
		"GET / HTTP/1.1\r\nX\r\n\r\n",
		"GET / HTTP/1.1\r\n: v\r\n\r\n",
		"GET / HTTP/1.1\r\nX: \x01\r\n\r\n",
		"GET / HTTP/1.1\r\nx-y: \x7f\r\n\r\n",
		"GET / HTTP/1.1\r\nX(: v\r\n\r\n",
		"GET / HTTP/1.1\r\nÄ: v\r\n\r\n",
		"GET / HTTP/1.1\r\nX: ä\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a",
		"GET / HTTP/1.1\r\nHost: a\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\n ",
		"GET / HTTP/1.1\r\nHo",
		"GET / HTTP/1.1\r\n",
		"GET / HTTP/1.1",
		"GET / HT",
		"GET /",
		"GET",
		"",
		"\r\n",
		"\r\nGET / HTTP/1.1\r\n\r\n",
		"G(T / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1 \r\n\r\n",
		"GET / / HTTP/1.1\r\n\r\n",
		"GET / HTTP/2.0\r\n\r\n",
		"GET / HTTP/1.10\r\n\r\n",
		"GET / http/1.1\r\n\r\n",
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"CONNECT a:80 HTTP/1.1\r\n\r\n",
		"CONNECT /x HTTP/1.1\r\n\r\n",
		"OPTIONS * HTTP/1.0\r\n\r\n",
		"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcd",
		"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
		"POST / HTTP/1.1\r\nContent-Length: -3\r\n\r\nab",
		"POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nab",
		"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTrailer: A\r\n\r\n2\r\nab\r\n0\r\nA: b\r\n\r\n",
		"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: notdigits\r\n\r\n0\r\n\r\n",
		"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
		"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n2\r\nab\r\n0\r\n\r\n",
		"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nab",
		"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
		"GET / HTTP/1.0\r\nConnection: keep-alive\r\nPragma: no-cache\r\n\r\n",
		"GET http://b/x?y#z HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
		"GET / HTTP/1.1\nHost: a\nX: 1\n\n",
	} {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(head)))
		fmt.Printf("%q\n", head)
		if err != nil {
			fmt.Printf("\t%T %v\n", err, err)
			continue
		}
		var names []string
		for name, values := range r.Header {
			names = append(names, fmt.Sprintf("%q: %q", name, values))
		}
		sort.Strings(names)
		body, err := io.ReadAll(r.Body)
		fmt.Printf("\t%s %q %q %s %d %v %v %v\n", r.Method, r.Host, r.URL, r.Proto, r.ContentLength, r.TransferEncoding, r.Close, names)
		fmt.Printf("\t%q %v %v\n", body, err, r.Trailer)
	}
}
