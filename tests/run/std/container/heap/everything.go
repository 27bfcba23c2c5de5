// Package container/heap with a heap whose elements know where they are.
package main

import (
	"container/heap"
	"fmt"
)

type task struct {
	name     string
	priority int
	index    int
}

type queue []*task

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].priority > q[j].priority }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	t := x.(*task)
	t.index = len(*q)
	*q = append(*q, t)
}
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	last.index = -1
	return last
}

func show(q *queue) {
	for _, t := range *q {
		fmt.Print(t.name, t.priority, "@", t.index, " ")
	}
	fmt.Println()
}

func main() {
	q := &queue{{"a", 3, 0}, {"b", 9, 1}, {"c", 1, 2}, {"d", 7, 3}, {"e", 5, 4}}
	var h heap.Interface = q
	heap.Init(h)
	show(q)
	f := &task{name: "f", priority: 8}
	heap.Push(h, f)
	show(q)
	f.priority = 0
	heap.Fix(h, f.index)
	show(q)
	(*q)[len(*q)-1].priority = 20
	heap.Fix(h, len(*q)-1)
	show(q)
	removed := heap.Remove(h, 2).(*task)
	fmt.Println(removed.name, removed.index)
	removed = heap.Remove(h, h.Len()-1).(*task)
	fmt.Println(removed.name)
	show(q)
	h.Push(&task{name: "raw"})
	fmt.Println(h.Pop().(*task).name)
	for q.Len() > 0 {
		fmt.Print(heap.Pop(h).(*task).name, " ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		heap.Pop(h)
	}()
	heap.Init(h)
}
