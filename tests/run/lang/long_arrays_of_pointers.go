package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type node struct {
	next *node
	n    int
}

type far struct {
	a [1 << 33]int
	p *int
}

func main() {
	// As with memory that C gives.
	words := make([]*int, 5)
	for i := range words {
		words[i] = new(int)
		*words[i] = i * i
	}
	all := (*[1 << 40]*int)(unsafe.Pointer(&words[0]))[:len(words):len(words)]
	fmt.Println(len(all), cap(all), *all[3])
	var table *[4398465941504]*uint8
	fmt.Println(len(table), unsafe.Sizeof(*table), table == nil)
	nodes := []node{{n: 1}, {n: 2}}
	nodes[0].next = &nodes[1]
	list := (*[1 << 30]node)(unsafe.Pointer(&nodes[0]))[:2]
	fmt.Println(list[0].next.n, len(list))
	var f *far
	fmt.Println(unsafe.Sizeof(*f), unsafe.Offsetof(f.p), f == nil)
	var nested *[1 << 10]far
	fmt.Println(len(nested), reflect.TypeOf(nested), reflect.TypeOf(f).Elem().Size())
	t := reflect.ArrayOf(1<<32, reflect.TypeFor[*int]())
	fmt.Println(t, t.Size(), t.Elem())
	fmt.Println(reflect.TypeFor[map[string]*[1 << 35][]string]())
	for i := range *table {
		if i == 3 {
			fmt.Println("three")
			break
		}
	}
}
