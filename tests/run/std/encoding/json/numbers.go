// json.Number among the encoders and decoders of encoding/json/jsontext.
package main

import (
	"bytes"
	"encoding/json"
	"encoding/json/jsontext"
	"fmt"
	"strings"
)

func main() {
	for _, text := range []string{"", "12", "-0.5e3", "x", "1 2", "01"} {
		var out bytes.Buffer
		e := jsontext.NewEncoder(&out)
		err := json.Number(text).MarshalJSONTo(e)
		fmt.Printf("%q: %q %v\n", text, out.String(), err)
	}
	for _, text := range []string{"12", `"3.5"`, "null", `"x"`, "true", "", "[1]", "1e999"} {
		n := json.Number("before")
		err := n.UnmarshalJSONFrom(jsontext.NewDecoder(strings.NewReader(text)))
		fmt.Printf("%q: %q %v\n", text, n, err)
	}
}
