// The Error method of the value panics, and recovers; the other's deferred call is made before the program ends.
package main

import (
	"errors"
	"fmt"
)

type calm struct{}

func (calm) Error() (text string) {
	defer func() {
		text = fmt.Sprint("recovered: ", recover())
	}()
	defer func() {
		panic("second")
	}()
	panic("first")
}

type wild struct{}

func (wild) Error() string {
	defer fmt.Println("deferred in Error")
	panic(errors.New("in Error"))
}

func main() {
	defer func() {
		panic(wild{})
	}()
	panic(calm{})
}
