package json

import (
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"reflect"
)

// deep is from where on what is being written is remembered, to find cycles.
const deep = 1000

// A visit is a map, slice or pointer that is being written.
type visit struct {
	t  reflect.Type
	at any
	n  int
}

// enter remembers v, if that is worth it; leave forgets it.
func enter(e *jsontext.Encoder, t reflect.Type, v reflect.Value) (leave func(), err error) {
	x := impl.Encoder(e)
	if x.Depth() <= deep {
		return nil, nil
	}
	here := visit{t: v.Type(), at: v.UnsafePointer()}
	if v.Kind() == reflect.Slice {
		here.n = v.Len()
	}
	if _, there := x.Seen[here]; there {
		return nil, writeError(e, t, shared.ErrCycle)
	}
	if x.Seen == nil {
		x.Seen = map[any]struct{}{}
	}
	x.Seen[here] = struct{}{}
	return func() { delete(x.Seen, here) }, nil
}
