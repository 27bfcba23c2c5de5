package composites

import (
	"bytes"
	"errors"
	"flag"
	"go/token"
	"image"
	"net/url"
	"os"
	"sync"
	"time"

	. "io/fs"
	"m/other"
)

type own struct{ a, b int }

type alias = other.Two

var (
	_ = own{1, 2}
	_ = image.Point{1, 2}
	_ = url.Error{"a", "b", errors.New("c")}
	_ = &url.Error{"a", "b", nil}
	_ = []url.Error{{"a", "b", nil}, {Op: "x"}, {}}
	_ = []*url.Error{{"a", "b", nil}}
	_ = map[string]other.Two{"x": {1, 2}}
	_ = map[other.Two]int{{1, 2}: 3}
	_ = other.Two{1, 2}
	_ = other.One[int]{1}
	_ = alias{1, 2}
	_ = PathError{"op", "path", nil}
	_ = flag.Flag{"Name", "Usage", nil, "Def"}
	_ = bytes.Buffer{}
	_ = []byte{1, 2}
	_ = struct{ a int }{1}
	_ = os.LinkError{Op: "x"}
	_ = time.Month(1)
	_ = []*image.Point{{1, 2}}
	_ sync.Mutex
	_ = token.Position{"a", 1, 2, 3}
	_ = other.Two{
		other.Two{1, 2}.A,
		2,
	}
)

func g[T other.Two](T) {
	_ = T{1, 2}
}
