// A func prints as the address of its code, which is what reflect gives.
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

func plain() {}

type number int

func (n number) get() int { return int(n) }

func same(f any) bool {
	v := reflect.ValueOf(f)
	address := fmt.Sprintf("%#x", v.Pointer())
	return fmt.Sprintf("%p", f) == address && fmt.Sprintf("%v", f) == address && fmt.Sprint(struct{ f any }{f}) == "{"+address+"}"
}

func main() {
	n := 1
	closure := func() int { return n }
	again := func() int { return n + 1 }
	fmt.Println(same(plain), same(closure), same(number(3).get), same(number.get), same(fmt.Println))
	fmt.Println(fmt.Sprintf("%p", closure) == fmt.Sprintf("%p", again), fmt.Sprintf("%#p", plain) == fmt.Sprintf("%x", reflect.ValueOf(plain).Pointer()))
	list := []func(){}
	for range 2 {
		list = append(list, func() { n++ })
	}
	fmt.Println(fmt.Sprint(list[0]) == fmt.Sprint(list[1]), fmt.Sprintf("%d", plain) == fmt.Sprint(reflect.ValueOf(plain).Pointer()))
	var none func()
	fmt.Printf("%p %v %#v %d\n", none, none, none, none)
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(plain).Pointer()).Name())
}
