//go:build go1.25

package old

import "fmt"

type Say interface{ Say(format string, args ...any) }

type impl struct{}

func (impl) Say(format string, args ...any) { fmt.Printf(format, args...) }

var say Say = impl{}

func call() { say.Say("%d", "x") }
