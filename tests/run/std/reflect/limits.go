// What is too much for package reflect, and what is not.
package main

import (
	"fmt"
	"reflect"
)

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %v (%T)\n", what, r, r)
		}
	}()
	f()
}

type large [1 << 40]byte

func main() {
	of := reflect.TypeFor[large]()
	for _, n := range []int{0, 1, 1 << 20, 1<<23 - 1, 1 << 23, 1<<24 - 1, 1 << 24, 1 << 62} {
		try(fmt.Sprint("array of ", n), func() { fmt.Println(reflect.ArrayOf(n, of).Size()) })
	}
	part := reflect.ArrayOf(1<<22, of)
	for n := range 6 {
		try(fmt.Sprint("struct of ", n), func() {
			var fields []reflect.StructField
			for i := range n {
				fields = append(fields, reflect.StructField{Name: fmt.Sprint("F", i), Type: part})
			}
			fmt.Println(reflect.StructOf(fields).Size())
		})
	}
	half := reflect.ArrayOf(1<<63-1, reflect.TypeFor[byte]())
	almost := reflect.StructOf([]reflect.StructField{{Name: "A", Type: half}, {Name: "B", Type: half}})
	fmt.Println(almost.Size())
	for _, t := range []reflect.Type{reflect.TypeFor[[1]byte](), reflect.TypeFor[[2]byte](), reflect.TypeFor[struct{}](), reflect.TypeFor[int32]()} {
		for i := range 2 {
			try(fmt.Sprint("almost and ", t, i), func() {
				fields := []reflect.StructField{{Name: "A", Type: almost}, {Name: "B", Type: t}}
				if i == 1 {
					fields[0], fields[1] = fields[1], fields[0]
				}
				fmt.Println(reflect.StructOf(fields).Size())
			})
		}
	}
	try("slice", func() { reflect.MakeSlice(reflect.TypeFor[[]int](), 1<<62, 1<<62) })

	closed := make(chan int)
	close(closed)
	cases := make([]reflect.SelectCase, 65536)
	for i := range cases {
		cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(closed)}
	}
	n, v, ok := reflect.Select(cases)
	fmt.Println(n >= 0, v, ok)
	cases[7].Chan = reflect.ValueOf((chan int)(nil))
	cases[8] = reflect.SelectCase{Dir: reflect.SelectDefault}
	n, _, _ = reflect.Select(cases)
	fmt.Println(n != 7 && n != 8)
	try("cases", func() { reflect.Select(append(cases, cases[0])) })
}
