package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type holder struct{ P *int }

func (h *holder) Set(v int) { *h.P = v }
func (h holder) Get() int   { return *h.P }

type plain struct{ P *int }
type table map[string]int
type array [1]*int
type two struct{ P, Q *int }
type number int

func (n number) Get() int { return int(n) }

func main() {
	empty := reflect.StructOf(nil)
	for _, t := range []reflect.Type{
		reflect.TypeOf(holder{}), reflect.TypeOf(plain{}), reflect.TypeOf(table{}), reflect.TypeOf(array{}),
		reflect.TypeOf(two{}), reflect.TypeOf(number(0)), reflect.TypeOf(unsafe.Pointer(nil)), reflect.TypeOf(struct{ P *int }{}),
	} {
		for n := 1; n <= 2; n++ {
			fields := []reflect.StructField{{Name: "E", Type: t, Anonymous: true}, {Name: "F", Type: empty}}[:n]
			func() {
				defer func() {
					if r := recover(); r != nil {
						fmt.Println(t, n, "panic:", r)
					}
				}()
				made := reflect.StructOf(fields)
				fmt.Println(t, n, made, made.NumMethod())
			}()
		}
	}
}
