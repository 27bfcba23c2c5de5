package main

import "sync"

type task struct {
	run func(int) error
	wg  sync.WaitGroup
}

func (t *task) start(n int) {
	t.wg.Add(1)
	go t.run(n)
	t.wg.Wait()
}

func main() {
	t := &task{}
	t.run = func(int) error { t.wg.Done(); return nil }
	t.start(1)
	t.run = nil
	t.start(2)
}
