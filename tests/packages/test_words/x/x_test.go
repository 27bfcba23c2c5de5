package x

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var foo = flag.String("foo", "", "")

func TestA(t *testing.T) {
	var own []string
	for _, word := range os.Args[1:] {
		if !strings.HasPrefix(word, "-test.") || word == "-test.v" {
			own = append(own, word)
		}
	}
	t.Error(own, *foo)
}
