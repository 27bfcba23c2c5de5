// Package errors: trees of errors, Is and As of one's own, AsType, Join.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

type coded struct{ code int }

func (c coded) Error() string { return fmt.Sprint("code ", c.code) }

func (c coded) Is(target error) bool { return target == fs.ErrExist && c.code == 409 }

type turns struct{ inner error }

func (t *turns) Error() string { return "turns" }
func (t *turns) As(target any) bool {
	if c, ok := target.(*coded); ok {
		c.code = 418
		return true
	}
	return false
}

type uncomparable struct{ list []int }

func (uncomparable) Error() string { return "uncomparable" }

func main() {
	base := errors.New("base")
	fmt.Println(base, errors.New("base") == base, errors.Unwrap(base), errors.ErrUnsupported)
	joined := errors.Join(nil, base, nil, fmt.Errorf("more: %w", coded{409}))
	fmt.Println(joined, errors.Join() == nil, errors.Join(nil, nil) == nil, errors.Unwrap(joined))
	fmt.Println(errors.Is(joined, base), errors.Is(joined, coded{409}), errors.Is(joined, coded{1}), errors.Is(joined, fs.ErrExist), errors.Is(nil, base), errors.Is(base, nil), errors.Is(nil, nil))
	fmt.Println(errors.Is(uncomparable{nil}, uncomparable{nil}), errors.Is(fmt.Errorf("%w", uncomparable{}), base))
	var c coded
	fmt.Println(errors.As(joined, &c), c.code, errors.As(base, &c), errors.As(nil, &c))
	fmt.Println(errors.As(fmt.Errorf("x %w", &turns{}), &c), c.code)
	found, ok := errors.AsType[coded](joined)
	fmt.Println(found, ok)
	found, ok = errors.AsType[coded](&turns{})
	fmt.Println(found, ok)
	found, ok = errors.AsType[coded](nil)
	fmt.Println(found, ok)
	_, err := os.Open("/nowhere/at/all")
	path, ok := errors.AsType[*fs.PathError](err)
	fmt.Println(path.Op, path.Path, ok)
	timeout, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err)
	fmt.Println(ok, timeout != nil && timeout.Timeout())
	for _, wrong := range []func(){
		func() { errors.As(base, nil) },
		func() { errors.As(base, c) },
		func() { errors.As(base, (*coded)(nil)) },
		func() { errors.As(base, new(int)) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			wrong()
		}()
	}
}
