package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
)

func show(tag string) {
	fmt.Println("--", tag)
	for _, l := range strings.Split(string(debug.Stack()), "\n") {
		if strings.HasPrefix(l, "main.") {
			if i := strings.LastIndex(l, "("); !strings.HasSuffix(l, "(...)") && i > 0 {
				l = l[:i]
			}
			fmt.Println(l)
		}
	}
}

type Tree[K any] struct {
	l *Tree[K]
	k K
}

func (t *Tree[K]) Key() K     { show("key"); return t.k }
func (t Tree[K]) Val(n int) K { show("val"); return t.k }
func (t *Tree[K]) Big(n int) K {
	show("big")
	for i := range n {
		fmt.Println(i, i, i, i, i, i, i, i, i, i, i, i, i, i)
		fmt.Println(i, i, i, i, i, i, i, i, i, i, i, i, i, i)
	}
	return t.k
}

type Keyer[K any] interface {
	Key() K
	Val(int) K
	Big(int) K
}

func use[K any](k Keyer[K]) {
	k.Key()
	k.Val(1)
	k.Big(0)
}

type N struct{ n int }

func (n *N) Key() int   { show("nkey"); return 1 }
func (n N) Val(int) int { show("nval"); return 1 }
func (n N) Big(int) int { show("nbig"); return 1 }

func main() {
	t := &Tree[string]{}
	use[string](t)
	use[int](&N{})
	ks := []Keyer[string]{t}
	for _, k := range ks {
		k.Key()
		k.Val(1)
		k.Big(0)
		f := k.Key
		f()
	}
	g := t.Key
	if len(os.Args) > 3 {
		g = nil
	}
	g()
	h := (*Tree[string]).Val
	h(t, 1)
	defer t.Val(3)
	defer ks[0].Val(3)
}
