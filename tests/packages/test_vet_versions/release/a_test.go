package m

import (
	"encoding/json"
	"go/ast"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

func members(t *testing.T, b *testing.B) {
	var m sync.Map
	m.Clear()
	var w sync.WaitGroup
	w.Go(nil)
	t.Chdir("")
	b.Loop()
	b.Context()
	var s iter.Seq[int] = slices.Values([]int{})
	strings.Lines("")
	_ = s
	slog.New(slog.DiscardHandler)
	var r http.Request
	_ = r.Pattern
	_ = json.SyntaxError{}
	_ = http.Protocols{}
	var server http.Server
	_ = server.Protocols
	_ = http.Server{Protocols: nil}
	var x io.Reader
	_ = x
	var l interface{ Loop() bool } = b
	_ = l
	f := (*testing.B).Loop
	_ = f
	_ = ast.Preorder
	_, _ = os.OpenRoot("")
	var root *os.Root
	root.Close()
	type E struct{ *testing.B }
	E{}.Loop()
	E{}.Chdir("")
}
