package main

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"unsafe"
)

// An interface as gc has it in memory: a variable's type and data are read and written through an unsafe.Pointer.
type words struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}

type table struct {
	of  unsafe.Pointer
	typ unsafe.Pointer
}

func of(x any) *words { return (*words)(unsafe.Pointer(&x)) }

func made(typ, data unsafe.Pointer) any {
	var x any
	w := (*words)(unsafe.Pointer(&x))
	w.typ = typ
	w.data = data
	return x
}

type (
	small  int8
	point  struct{ x, y int }
	one    struct{ p *int }
	two    struct{ one }
	single struct{ n int64 }
	named  string
)

func (s small) Error() string { return fmt.Sprint("small ", int8(s)) }

func numbers() {
	fmt.Println(*(*int)(of(7).data), *(*int8)(of(small(-3)).data), *(*bool)(of(true).data), *(*float64)(of(2.5).data),
		*(*float32)(of(float32(-0.5)).data), *(*uint16)(of(uint16(65535)).data), *(*complex128)(of(1 + 2i).data), *(*uintptr)(of(uintptr(9)).data))
	fmt.Println(*(*string)(of("text").data), *(*[]int)(of([]int{1, 2}).data), *(*point)(of(point{3, 4}).data), *(*single)(of(single{5}).data),
		*(*named)(of(named("n")).data), *(*[3]byte)(of([3]byte{1, 2, 3}).data))
	// 0 is not nil.
	var x any = 0
	fmt.Println((*[2]uintptr)(unsafe.Pointer(&x))[1] == 0, (*[2]uintptr)(unsafe.Pointer(&x))[0] == 0)
	x = nil
	fmt.Println((*[2]uintptr)(unsafe.Pointer(&x))[1] == 0, (*[2]uintptr)(unsafe.Pointer(&x))[0] == 0)
}

func pointers() {
	n := 5
	fmt.Println(of(&n).data == unsafe.Pointer(&n), of(one{&n}).data == unsafe.Pointer(&n), of(two{one{&n}}).data == unsafe.Pointer(&n),
		of([1]*int{&n}).data == unsafe.Pointer(&n), of(unsafe.Pointer(&n)).data == unsafe.Pointer(&n))
	m := map[string]int{"a": 1}
	fmt.Println(of(m).data == *(*unsafe.Pointer)(unsafe.Pointer(&m)), of((*int)(nil)).data == nil, of((*int)(nil)).typ == nil)
	fmt.Println(made(of(one{}).typ, unsafe.Pointer(&n)).(one).p == &n, *made(of([1]*int{}).typ, unsafe.Pointer(&n)).([1]*int)[0])
	t := reflect.TypeOf(n)
	fmt.Println(of(t).data == of(n).typ, of(reflect.TypeOf(&n)).data == of(&n).typ, of(t).typ == of(reflect.TypeOf("")).typ)
}

func writes() {
	var x any = 3
	w := (*words)(unsafe.Pointer(&x))
	y := x
	p := new(float64)
	*p = 6.5
	w.typ, w.data = of(0.0).typ, unsafe.Pointer(p)
	fmt.Println(x, y, x.(float64)+1)
	*p = 7.5
	fmt.Println(x)
	x = "other"
	fmt.Println(*(*string)(w.data), x)
	x = point{1, 2}
	if q, ok := x.(point); ok {
		q.x = 9
		fmt.Println(q, x, *(*point)(w.data))
	}
	n32 := int32(4)
	a, b := any(n32), error(small(1))
	v := (*words)(unsafe.Pointer(&a))
	v.data = unsafe.Pointer(&n32)
	*made(of(&n32).typ, v.data).(*int32) += 10
	fmt.Println(a, b)
	switch z := a.(type) {
	case int32:
		fmt.Println("int32", z)
	}
	var e error = small(12)
	i := (*struct {
		tab  *table
		data unsafe.Pointer
	})(unsafe.Pointer(&e))
	fmt.Println(made(i.tab.typ, i.data), *(*int8)(i.data))
	e = errors.New("new")
	fmt.Println(made(i.tab.typ, i.data), e)
	n := 4
	fmt.Println(made(of(n).typ, unsafe.Pointer(&n)), made(nil, nil) == nil)
}

// What only the data word keeps stays.
func kept() {
	var all []any
	for i := range 1000 {
		var x any = i + 1000
		w := (*words)(unsafe.Pointer(&x))
		p := (*int)(w.data)
		if i%100 == 0 {
			runtime.GC()
		}
		*p += i
		all = append(all, x, made(w.typ, w.data), w)
	}
	sum := 0
	for _, x := range all {
		if n, ok := x.(int); ok {
			sum += n
		}
	}
	fmt.Println(sum)
}

func parameter(x any, n int) (out any) {
	w := (*words)(unsafe.Pointer(&x))
	for range n {
		x = *(*int)(w.data) + 1
	}
	// A pointer to the interface as it is.
	y := x
	*(*any)(unsafe.Pointer(&y)) = *(*int)(w.data) + n
	if e := (*error)(unsafe.Pointer(&y)); e != nil {
		x = y
	}
	defer func() {
		out = fmt.Sprint(out, "!")
	}()
	return x
}

func generic[T any](v T) string {
	x := any(v)
	w := (*words)(unsafe.Pointer(&x))
	if w.typ == of(0).typ {
		return fmt.Sprint("int ", *(*int)(w.data))
	}
	return fmt.Sprintf("%T", x)
}

func main() {
	numbers()
	pointers()
	writes()
	kept()
	fmt.Println(parameter(5, 3))
	fmt.Println(generic(8), generic("s"), generic(small(1)))
}
