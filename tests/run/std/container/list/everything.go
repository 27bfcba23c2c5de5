// Package container/list: all its methods, elements of other lists and removed ones included.
package main

import (
	"container/list"
	"fmt"
)

func show(l *list.List) {
	fmt.Print(l.Len(), ":")
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(" ", e.Value)
	}
	fmt.Print(" |")
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(" ", e.Value)
	}
	fmt.Println()
}

func main() {
	l := list.New()
	show(l)
	b := l.PushBack("b")
	a := l.PushFront("a")
	d := l.PushBack("d")
	c := l.InsertBefore("c", d)
	e := l.InsertAfter("e", d)
	show(l)
	l.MoveToFront(e)
	l.MoveToBack(a)
	show(l)
	l.MoveBefore(a, b)
	l.MoveAfter(c, e)
	show(l)
	l.MoveBefore(a, a)
	l.MoveAfter(d, d)
	l.MoveToFront(l.Front())
	l.MoveToBack(l.Back())
	show(l)
	other := list.New()
	x := other.PushBack("x")
	fmt.Println(l.InsertBefore("no", x), l.InsertAfter("no", x))
	l.MoveToFront(x)
	l.MoveToBack(x)
	l.MoveBefore(x, a)
	l.MoveAfter(a, x)
	fmt.Println(l.Remove(x), other.Len(), l.Len())
	fmt.Println(l.Remove(c), l.Remove(c), c.Next(), c.Prev())
	show(l)
	l.PushBackList(l)
	show(l)
	l.PushFrontList(other)
	l.PushFrontList(list.New())
	show(l)
	var zero list.List
	fmt.Println(zero.Len(), zero.Front(), zero.Back())
	zero.PushBackList(other)
	show(&zero)
	fmt.Println(zero.Init() == &zero, zero.Len())
	show(&zero)
	var element list.Element
	fmt.Println(element.Next(), element.Prev(), element.Value)
	for e, next := l.Front(), (*list.Element)(nil); e != nil; e = next {
		next = e.Next()
		l.Remove(e)
	}
	show(l)
}
