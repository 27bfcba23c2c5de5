// Package sync/atomic: every function and every method, one goroutine checking values, many checking sums.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func functions() {
	var int32V int32 = 5
	fmt.Println(atomic.LoadInt32(&int32V), atomic.AddInt32(&int32V, 3), atomic.SwapInt32(&int32V, 12), int32V)
	fmt.Println(atomic.CompareAndSwapInt32(&int32V, 1, 2), atomic.CompareAndSwapInt32(&int32V, 12, 10), atomic.AndInt32(&int32V, 6), atomic.OrInt32(&int32V, 9), int32V)
	atomic.StoreInt32(&int32V, 0)
	fmt.Println(atomic.AddInt32(&int32V, ^int32(0)), int32V)
	var int64V int64 = 5
	fmt.Println(atomic.LoadInt64(&int64V), atomic.AddInt64(&int64V, 3), atomic.SwapInt64(&int64V, 12), int64V)
	fmt.Println(atomic.CompareAndSwapInt64(&int64V, 1, 2), atomic.CompareAndSwapInt64(&int64V, 12, 10), atomic.AndInt64(&int64V, 6), atomic.OrInt64(&int64V, 9), int64V)
	atomic.StoreInt64(&int64V, 0)
	fmt.Println(atomic.AddInt64(&int64V, ^int64(0)), int64V)
	var uint32V uint32 = 5
	fmt.Println(atomic.LoadUint32(&uint32V), atomic.AddUint32(&uint32V, 3), atomic.SwapUint32(&uint32V, 12), uint32V)
	fmt.Println(atomic.CompareAndSwapUint32(&uint32V, 1, 2), atomic.CompareAndSwapUint32(&uint32V, 12, 10), atomic.AndUint32(&uint32V, 6), atomic.OrUint32(&uint32V, 9), uint32V)
	atomic.StoreUint32(&uint32V, 0)
	fmt.Println(atomic.AddUint32(&uint32V, ^uint32(0)), uint32V)
	var uint64V uint64 = 5
	fmt.Println(atomic.LoadUint64(&uint64V), atomic.AddUint64(&uint64V, 3), atomic.SwapUint64(&uint64V, 12), uint64V)
	fmt.Println(atomic.CompareAndSwapUint64(&uint64V, 1, 2), atomic.CompareAndSwapUint64(&uint64V, 12, 10), atomic.AndUint64(&uint64V, 6), atomic.OrUint64(&uint64V, 9), uint64V)
	atomic.StoreUint64(&uint64V, 0)
	fmt.Println(atomic.AddUint64(&uint64V, ^uint64(0)), uint64V)
	var uintptrV uintptr = 5
	fmt.Println(atomic.LoadUintptr(&uintptrV), atomic.AddUintptr(&uintptrV, 3), atomic.SwapUintptr(&uintptrV, 12), uintptrV)
	fmt.Println(atomic.CompareAndSwapUintptr(&uintptrV, 1, 2), atomic.CompareAndSwapUintptr(&uintptrV, 12, 10), atomic.AndUintptr(&uintptrV, 6), atomic.OrUintptr(&uintptrV, 9), uintptrV)
	atomic.StoreUintptr(&uintptrV, 0)
	fmt.Println(atomic.AddUintptr(&uintptrV, ^uintptr(0)), uintptrV)
	one, two := 1, 2
	p := unsafe.Pointer(&one)
	fmt.Println(*(*int)(atomic.LoadPointer(&p)), *(*int)(atomic.SwapPointer(&p, unsafe.Pointer(&two))), *(*int)(p))
	fmt.Println(atomic.CompareAndSwapPointer(&p, unsafe.Pointer(&one), nil), atomic.CompareAndSwapPointer(&p, unsafe.Pointer(&two), unsafe.Pointer(&one)), *(*int)(p))
	atomic.StorePointer(&p, nil)
	fmt.Println(atomic.LoadPointer(&p) == nil)
	caught(func() { atomic.AddInt64(nil, 1) })
}

func values() {
	var int32V atomic.Int32
	int32V.Store(40)
	fmt.Println(int32V.Load(), int32V.Add(2), int32V.Swap(12), int32V.CompareAndSwap(1, 2), int32V.CompareAndSwap(12, 10), int32V.And(6), int32V.Or(9), int32V.Load())
	var int64V atomic.Int64
	int64V.Store(40)
	fmt.Println(int64V.Load(), int64V.Add(2), int64V.Swap(12), int64V.CompareAndSwap(1, 2), int64V.CompareAndSwap(12, 10), int64V.And(6), int64V.Or(9), int64V.Load())
	var uint32V atomic.Uint32
	uint32V.Store(40)
	fmt.Println(uint32V.Load(), uint32V.Add(2), uint32V.Swap(12), uint32V.CompareAndSwap(1, 2), uint32V.CompareAndSwap(12, 10), uint32V.And(6), uint32V.Or(9), uint32V.Load())
	var uint64V atomic.Uint64
	uint64V.Store(40)
	fmt.Println(uint64V.Load(), uint64V.Add(2), uint64V.Swap(12), uint64V.CompareAndSwap(1, 2), uint64V.CompareAndSwap(12, 10), uint64V.And(6), uint64V.Or(9), uint64V.Load())
	var uintptrV atomic.Uintptr
	uintptrV.Store(40)
	fmt.Println(uintptrV.Load(), uintptrV.Add(2), uintptrV.Swap(12), uintptrV.CompareAndSwap(1, 2), uintptrV.CompareAndSwap(12, 10), uintptrV.And(6), uintptrV.Or(9), uintptrV.Load())
	var b atomic.Bool
	b.Store(true)
	fmt.Println(b.Load(), b.Swap(false), b.CompareAndSwap(true, false), b.CompareAndSwap(false, true), b.Load())
	type pair struct{ a, b int }
	var p atomic.Pointer[pair]
	first, second := &pair{1, 2}, &pair{3, 4}
	fmt.Println(p.Load() == nil, p.Swap(first) == nil, p.CompareAndSwap(second, nil), p.CompareAndSwap(first, second), *p.Load())
	p.Store(nil)
	fmt.Println(p.Load())
	var v atomic.Value
	fmt.Println(v.Load(), v.CompareAndSwap("x", "y"), v.CompareAndSwap(nil, "first"), v.Load(), v.Swap("second"), v.CompareAndSwap("first", "third"), v.CompareAndSwap("second", "third"), v.Load())
	v.Store("stored")
	fmt.Println(v.Load())
	caught(func() { v.Store(nil) })
	caught(func() { v.Store(5) })
	caught(func() { v.Swap(nil) })
	caught(func() { v.Swap(5) })
	caught(func() { v.CompareAndSwap("stored", nil) })
	caught(func() { v.CompareAndSwap(5, "stored") })
	caught(func() { v.CompareAndSwap("stored", 5) })
	var slices atomic.Value
	slices.Store([]int{1})
	caught(func() { slices.CompareAndSwap([]int{1}, []int{2}) })
	fmt.Println(slices.Swap([]int{3}), slices.Load())
}

func together() {
	var n atomic.Int64
	var u uint32
	var bits atomic.Uint64
	var largest atomic.Int32
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for i := range 500 {
				n.Add(int64(i))
				atomic.AddUint32(&u, 1)
				bits.Or(1 << ((g*500 + i) % 64))
				for {
					old := largest.Load()
					if old >= int32(g*500+i) || largest.CompareAndSwap(old, int32(g*500+i)) {
						break
					}
				}
			}
		})
	}
	wait.Wait()
	fmt.Println(n.Load(), u, bits.Load() == 1<<64-1, largest.Load())
}

func main() {
	functions()
	values()
	together()
}
