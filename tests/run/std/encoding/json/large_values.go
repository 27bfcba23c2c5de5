// A Decoder gives a value as soon as it is whole, however large it is and whatever follows or does not follow.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

func main() {
	for _, size := range []int{10, 1000, 65536, 70000, 131072, 200000, 1 << 20} {
		for _, text := range []string{`"` + strings.Repeat(`x\"]`, size/4) + `"`, `{"a":["` + strings.Repeat("y", size) + `"]}`, "[" + strings.Repeat("[1],", size/4) + "2]", strings.Repeat("[", 500) + strings.Repeat(" ", size) + strings.Repeat("]", 500)} {
			r, w := io.Pipe()
			go func() {
				for i := 0; i < len(text); i += 10000 {
					io.WriteString(w, text[i:min(i+10000, len(text))])
				}
				// The stream stays open.
			}()
			var raw json.RawMessage
			err := json.NewDecoder(r).Decode(&raw)
			fmt.Print(len(raw) == len(text), err, " ")
		}
		fmt.Println()
	}
	for _, text := range []string{"[" + strings.Repeat("1,", 50000) + "}", `"` + strings.Repeat("x", 100000), "[" + strings.Repeat("1,", 50000) + "x"} {
		var v any
		fmt.Println(json.NewDecoder(strings.NewReader(text)).Decode(&v))
	}
}
