// What is printed of structs with locks in them: their words, as Go's package lays them out.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

type account struct {
	mu      sync.Mutex
	rw      sync.RWMutex
	wg      sync.WaitGroup
	once    sync.Once
	flag    atomic.Bool
	count   atomic.Int64
	next    atomic.Pointer[int]
	balance int
}

func main() {
	a := &account{balance: 3}
	fmt.Println(a)
	fmt.Printf("%+v\n", a)
	a.mu.Lock()
	a.wg.Add(2)
	a.wg.Done()
	a.once.Do(func() {})
	a.flag.Store(true)
	a.count.Add(-7)
	a.rw.RLock()
	a.rw.RLock()
	fmt.Println(a)
	a.rw.RUnlock()
	a.rw.RUnlock()
	a.rw.Lock()
	fmt.Printf("%+v\n", a)
	a.rw.Unlock()
	a.mu.Unlock()
	a.wg.Done()
	a.wg.Wait()
	fmt.Println(a, unsafe.Sizeof(*a))
}
