// Headers as net/textproto reads them: continued, limited, malformed.
package main

import (
	"bufio"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"os"
	"strings"
)

type endless string

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e[i%len(e)]
	}
	return len(p), nil
}

func headers() {
	for _, text := range []string{
		"A: b\r\n\r\n", "A: b\r\n c\r\n\td\r\n\r\n", "A: b\r\n \r\n\r\n", "A: b\r\n ", "A: b\r\n c", "A: b", "A", "", "\r\n", " A: b\r\n\r\n",
		"A b: c\r\n\r\n", " : c\r\n\r\n", "A : c\r\n\r\n", "a-b: c \r\n\r\n", "A: b\r\nB\r\n\r\n", "A: \x00\r\n\r\n", "a-b: \x01\r\n\r\n", ":\r\n\r\n",
		strings.Repeat(" x", 100) + "\r\n\r\n", " " + strings.Repeat("y", 20) + "\r\n\r\n",
	} {
		h, err := textproto.NewReader(bufio.NewReader(strings.NewReader(text))).ReadMIMEHeader()
		fmt.Printf("%.30q: %q %v\n", text, h, err)
	}
	for _, text := range []string{"a\r\n b\r\n\tc\r\nd\r\n", "a\r\n \r\nb", "a\r\n ", "", "\r\n a"} {
		r := textproto.NewReader(bufio.NewReader(strings.NewReader(text)))
		for range 3 {
			line, err := r.ReadContinuedLine()
			fmt.Printf("%q %v; ", line, err)
		}
		fmt.Println()
	}
}

func form(text string, memory int64) {
	f, err := multipart.NewReader(strings.NewReader(text), "b").ReadForm(memory)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.RemoveAll()
	for name, list := range f.File {
		for _, file := range list {
			fmt.Println(name, file.Filename, file.Size)
		}
	}
	fmt.Println(len(f.Value))
}

func main() {
	headers()
	for _, prefix := range []string{"X-", "X-Header: ", "X-Header: a\r\n  "} {
		start := strings.NewReader("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n" + prefix)
		r := multipart.NewReader(readers{start, endless("X")}, "b")
		_, err := r.ReadForm(1 << 20)
		fmt.Println(err)
	}
	part := func(name, file, content string) string {
		if file != "" {
			file = `; filename="` + file + `"`
		}
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n" + content + "\r\n"
	}
	form(part("a", "", "1")+part("f", "x", "file")+"--b--\r\n", 1<<20)
	form(part("f", "x", strings.Repeat("y", 100))+part("f", "z", strings.Repeat("y", 100))+"--b--\r\n", 150)
	form(part("f", "x", "yy")+"--b--\r\n", 1<<63-1)
	form(part("f", "x", "yy")+"--b--\r\n", -1)
	form(strings.Repeat(part("a", "", "1"), 1001)+"--b--\r\n", 1<<20)
	form(strings.Repeat(part("a", "", "1"), 1000)+"--b--\r\n", 1<<20)
	os.Setenv("GODEBUG", "multipartmaxparts=3,multipartmaxheaders=2")
	form(strings.Repeat(part("a", "", "1"), 4)+"--b--\r\n", 1<<20)
	form(strings.Repeat(part("a", "", "1"), 3)+"--b--\r\n", 1<<20)
	form(strings.Repeat(part("f", "y", "1"), 3)+"--b--\r\n", 1<<20)
	form(part("a", "", strings.Repeat("1", 11<<20))+"--b--\r\n", 1<<19)
}

type readers []interface{ Read([]byte) (int, error) }

func (r readers) Read(p []byte) (int, error) {
	n, err := r[0].Read(p)
	if err != nil {
		return r[1].Read(p)
	}
	return n, err
}
