package main

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"strings"
)

func main() {
	for _, s := range []string{
		"text/html; charset=utf-8", "text/html", "", ";", "text", "text/", "/x", "text/html;", "text/html; ;", "text/html; a", "text/html; a=", `form-data; name="a\"b"; filename="c:\d.txt"`, "a/b; c=d; c=d", "a/b; c=d; c=e",
		"attachment; filename*=utf-8''na%C3%AFve.txt", "message/external-body; url*0=\"ftp://\"; url*1=\"x/y\"", "a/b; t*0*=us-ascii'en'x%20; t*1*=y%21; t*2=z", "TEXT/PLAIN; A=B", "a/b; c=\"x\ny\"", "a/b c", "a/b; x*=iso-8859-1''q", "multipart/form-data; boundary=---x",
	} {
		t, p, err := mime.ParseMediaType(s)
		fmt.Printf("%q: %q %v %v\n", s, t, p, err)
		if err == nil {
			fmt.Println(mime.FormatMediaType(t, p))
		}
	}
	fmt.Println(mime.FormatMediaType("a b", nil), mime.FormatMediaType("a/b", map[string]string{"x y": "z"}), mime.FormatMediaType("A/B", map[string]string{"N": "ü ", "q": "a\tb", "e": ""}))
	for _, e := range []string{".html", ".HTML", ".css", ".js", ".json", ".png", ".txt", ".wasm", ".nosuch", "html", ""} {
		fmt.Println(e, mime.TypeByExtension(e))
	}
	fmt.Println(mime.AddExtensionType("x", "a/b"), mime.AddExtensionType(".gorunx", "text/gorun"), mime.TypeByExtension(".gorunx"), mime.AddExtensionType(".y", "bad"))
	fmt.Println(mime.ExtensionsByType("text/gorun"))
	for _, s := range []string{"accept-encoding", "ACCEPT", "a b", "x-FOO-bar", "", "ü", "www-Authenticate", "a_b-c", "Host"} {
		fmt.Printf("%q ", textproto.CanonicalMIMEHeaderKey(s))
	}
	fmt.Println()
	reader := func(s string) *textproto.Reader { return textproto.NewReader(bufio.NewReader(strings.NewReader(s))) }
	for _, s := range []string{"a: b\r\nC-d:  e \r\n f\r\n\r\nrest", "a: b\n\n", "a b\r\n\r\n", " a: b\r\n\r\n", "a: b\r\n", "", "a:b\r\nA: c\r\n\r\n", ": x\r\n\r\n", "a: b\x01c\r\n\r\n", "a b: c\r\n\r\n"} {
		h, err := reader(s).ReadMIMEHeader()
		fmt.Printf("%q: %v %v\n", s, h, err)
	}
	fmt.Println(reader("220 hello\r\n").ReadCodeLine(220))
	fmt.Println(reader("500 no\r\n").ReadCodeLine(2))
	fmt.Println(reader("2\r\n").ReadCodeLine(2))
	fmt.Println(reader("xyz no\r\n").ReadCodeLine(2))
	fmt.Println(reader("250-a\r\n250-b\r\n250 c\r\n").ReadResponse(25))
	fmt.Println(reader("550-a\r\n550 b\r\n").ReadResponse(250))
	r := reader("line\r\n..dot\r\nx\r\n.\r\nafter\r\n")
	b, err := r.ReadDotBytes()
	fmt.Printf("%q %v\n", b, err)
	fmt.Println(r.ReadLine())
	fmt.Println(reader("a\r\n.b\r\n.\r\n").ReadDotLines())
	fmt.Println(reader("a\r\n").ReadDotLines())
	b, err = io.ReadAll(reader("a\r\nb").DotReader())
	fmt.Printf("%q %v\n", b, err)
	fmt.Println(reader("a\r\n b\r\nc\r\n").ReadContinuedLine())
	var out strings.Builder
	w := textproto.NewWriter(bufio.NewWriter(&out))
	w.PrintfLine("HELO %s", "x")
	d := w.DotWriter()
	d.Write([]byte("a\n.b\r\n.."))
	d.Close()
	fmt.Printf("%q\n", out.String())
	h := textproto.MIMEHeader{}
	h.Add("x-y", "1")
	h.Add("X-Y", "2")
	h.Set("z", "3")
	fmt.Println(h, h.Get("x-y"), h.Values("X-y"), h.Get("no"))
	h.Del("Z")
	fmt.Println(h, &textproto.Error{Code: 42, Msg: "m"}, textproto.ProtocolError("p"), textproto.TrimString(" x\r\n"), string(textproto.TrimBytes([]byte("\ty "))))
}
