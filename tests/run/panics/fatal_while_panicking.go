// A fatal error in a deferred call while panics are in flight: they are told of before it, without a call of their methods.
package main

import (
	"errors"
	"sync"
)

type E string

func (e E) Error() string { return "not called" }

func main() {
	var mu sync.Mutex
	defer func() {
		recover()
		defer mu.Unlock()
		defer func() {
			panic(recover())
		}()
		panic(E("third"))
	}()
	defer func() {
		recover()
		panic("second")
	}()
	panic(errors.New("first").Error())
}
