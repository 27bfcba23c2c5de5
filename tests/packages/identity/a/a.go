// Package a has types whose identity depends on the package.
package a

import "fmt"

type T struct{ x, Y int }

func New(x int) T                  { return T{x, x} }
func Anon() struct{ x int }        { return struct{ x int }{1} }
func Exported() struct{ X int }    { return struct{ X int }{1} }
func Any() any                     { return struct{ x int }{1} }
func AnyExported() any             { return struct{ X int }{1} }
func Iface() any                   { return secret{} }
func Gen[P any](p P) any           { type local struct{ p P }; return local{p} }

type secret struct{}

func (secret) hidden() string { return "a.hidden" }
func (secret) Shown() string  { return "a.Shown" }

type Hidden interface{ hidden() string }
type G[P any] struct{ p P; Q P }

func (g G[P]) Get() P { return g.p }
func (g *G[P]) set(p P) { g.p = p }
func (g *G[P]) Map[R any](f func(P) R) G[R] { return G[R]{f(g.p), f(g.Q)} }
func Set[P any](g *G[P], p P) { g.set(p) }

type Embed struct {
	T
	secret
	*G[string]
}

var Order []string

func init() { Order = append(Order, fmt.Sprint("a", len(Order))) }
