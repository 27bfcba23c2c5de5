package b

import (
	"fmt"

	"example.com/m.x/a"
)

func Anon() struct{ x int }     { return struct{ x int }{1} }
func Exported() struct{ X int } { return struct{ X int }{1} }
func Any() any                  { return struct{ x int }{1} }
func AnyExported() any          { return struct{ X int }{1} }

type hider struct{ a.T }

func (hider) hidden() string { return "b.hidden" }
func (hider) Shown() string  { return "b.Shown" }

func Hider() any { return hider{} }

type inner interface{ hidden() string }

func Is(x any) bool { _, ok := x.(inner); return ok }

type Wrapped struct{ a.Embed }

func init() { a.Order = append(a.Order, fmt.Sprint("b", len(a.Order))) }
