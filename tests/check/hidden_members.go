// Fields and methods that only Go's library may use are those of Go's types.
package p

import (
	"bytes"
	"container/list"
	"os"
	"strings"
	"sync"
	"time"
)

type both struct {
	*strings.Builder
	n int
}

func f(b *strings.Builder, l *list.List, t time.Time, v both, q *os.File) {
	b.Addr() // ERROR@4 `b\.Addr undefined \(type \*strings\.Builder has no field or method Addr, but does have unexported field addr\)`
	b.addr() // ERROR@4 `b\.addr undefined \(cannot refer to unexported field addr\)`
	b.self = nil // ERROR@4 `b\.self undefined \(type \*strings\.Builder has no field or method self\)`
	b.Grow(1)
	b.Copycheck() // ERROR@4 `b\.Copycheck undefined \(type \*strings\.Builder has no field or method Copycheck\)`
	l.Len = 3 // ERROR@2 `cannot assign to l\.Len \(neither addressable nor a map index expression\)`
	l.Root() // ERROR@4 `l\.Root undefined \(type \*list\.List has no field or method Root, but does have unexported field root\)`
	_ = t.Wall // ERROR@8 `t\.Wall undefined \(type time\.Time has no field or method Wall, but does have unexported field wall\)`
	_ = t.loc // ERROR@8 `t\.loc undefined \(cannot refer to unexported field loc\)`
}

func g(b bytes.Buffer, v both, q *os.File, w *sync.WaitGroup) {
	v.Buf() // ERROR@4 `v\.Buf undefined \(type both has no field or method Buf, but does have unexported field buf\)`
	v.grow(1) // ERROR@4 `v\.grow undefined \(cannot refer to unexported method grow\)`
	v.N = 3 // ERROR@4 `v\.N undefined \(type both has no field or method N, but does have field n\)`
	_ = q.pfd // ERROR@8 `q\.pfd undefined \(cannot refer to unexported field pfd\)`
	_ = q.Pfd // ERROR@8 `q\.Pfd undefined \(type \*os\.File has no field or method Pfd, but does have unexported field pfd\)`
	w.Counter++ // ERROR@4 `w\.Counter undefined \(type \*"sync"\.WaitGroup has no field or method Counter\)`
	_ = bytes.Buffer{Buf: nil} // ERROR@19 `unknown field Buf in struct literal of type bytes\.Buffer, but does have unexported buf`
	_ = bytes.Buffer{buf: nil} // ERROR@19 `cannot refer to unexported field buf in struct literal of type bytes\.Buffer`
	_ = time.Time{Loc: nil} // ERROR@16 `unknown field Loc in struct literal of type time\.Time, but does have unexported loc`
}
