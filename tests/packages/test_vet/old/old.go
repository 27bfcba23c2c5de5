//go:build go1.21

package old

import (
	"errors"
	"fmt"
)

type e struct{}

func (e) Error() string { return "" }

func use(s string) {
	fmt.Printf(s)
	fmt.Printf("%q", 5)
	_ = fmt.Errorf("%w", &e{})
	_ = errors.New("")
}
