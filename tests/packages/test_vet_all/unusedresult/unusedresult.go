package unusedresult

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
)

type S int

func (S) String() string { return "" }

type PS[T any] struct{ v T }

func (*PS[T]) String() string { return "" }

type other struct{ S }

func f(s S, ps *PS[int], e error, st fmt.Stringer, b *bytes.Buffer, m map[int]int, x []int) {
	fmt.Sprintf("x")
	(fmt.Sprint("x"))
	fmt.Errorf("x")
	errors.New("x")
	fmt.Println("x")
	s.String()
	ps.String()
	e.Error()
	st.String()
	b.String()
	other{}.String()
	S.String(s)
	context.WithValue(nil, 1, 2)
	maps.Keys(m)
	slices.Contains(x, 1)
	slices.Delete(x, 1, 2)
	slices.Clone[[]int](x)
	sort.Reverse(nil)
	sprint := fmt.Sprint
	sprint("x")
	defer fmt.Sprint("x")
	go fmt.Sprint("x")
	_ = fmt.Sprint("x")
	fmt.Appendf(nil, "x")
}
