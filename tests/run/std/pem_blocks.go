// encoding/pem: blocks found among other text, what is no block, headers' order.
package main

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"os"
	"strings"
)

func main() {
	long := make([]byte, 100)
	for i := range long {
		long[i] = byte(i * 7)
	}
	block := &pem.Block{Type: "TEST KEY", Headers: map[string]string{"Zeta": "1", "Alpha": "two words", "Proc-Type": "4,ENCRYPTED"}, Bytes: long}
	text := pem.EncodeToMemory(block)
	fmt.Print(string(text))
	for n := range 5 {
		fmt.Printf("%q\n", pem.EncodeToMemory(&pem.Block{Type: "A", Bytes: long[:n*12]}))
	}
	fmt.Println(pem.EncodeToMemory(&pem.Block{Type: "A", Headers: map[string]string{"a:b": "c"}}) == nil)
	fmt.Println(pem.Encode(os.Stdout, &pem.Block{Type: "A", Headers: map[string]string{"a:b": "c"}}))

	show := func(what, text string) {
		rest := []byte(text)
		fmt.Println("==", what)
		for {
			var p *pem.Block
			p, rest = pem.Decode(rest)
			if p == nil {
				fmt.Printf("none, %d left\n", len(rest))
				return
			}
			fmt.Printf("%q %v %x, %q left\n", p.Type, p.Headers, p.Bytes, rest)
		}
	}
	good := "-----BEGIN A-----\nAAEC\n-----END A-----\n"
	show("empty", "")
	show("plain", good)
	show("two", good+"between\n"+good)
	show("no newline at the end", strings.TrimSpace(good))
	show("CRLF", strings.ReplaceAll(good, "\n", "\r\n"))
	show("text before", "some text\n"+good)
	show("not at the line's start", "some text"+good)
	show("blanks", "-----BEGIN A-----  \n A A E\tC \n-----END A-----  \t\nx")
	show("something behind END", "-----BEGIN A-----\nAAEC\n-----END A----- x\n"+good)
	show("other END", "-----BEGIN A-----\nAAEC\n-----END B-----\n"+good)
	show("BEGIN twice", "-----BEGIN B-----\nxx\n"+good)
	show("bad base64", "-----BEGIN A-----\nA!EC\n-----END A-----\n"+good)
	show("empty body", "-----BEGIN A-----\n-----END A-----\n"+good)
	show("empty line", "-----BEGIN A-----\n\n-----END A-----\n"+good)
	show("headers", "-----BEGIN A-----\nKey: value\nOther:  more : colons \n\nAAEC\n-----END A-----\n")
	show("headers without empty line", "-----BEGIN A-----\nKey: value\nAAEC\n-----END A-----\n")
	show("headers alone", "-----BEGIN A-----\nKey: value\n-----END A-----\n"+good)
	show("headers and END in one", "-----BEGIN A-----\nKey: value\n\n-----END A-----\n"+good)
	show("short type line", "-----BEGIN A---\nAAEC\n-----END A-----\n"+good)
	show("cut", good[:len(good)-4])
	show("cut in the body", good[:22])
	show("no type", "-----BEGIN -----\nAAEC\n-----END -----\n")
	show("END before", "\n-----END A-----\n"+good)

	p, rest := pem.Decode(append(text, good...))
	fmt.Println(p.Type, p.Headers, bytes.Equal(p.Bytes, long), string(rest) == good)
}
