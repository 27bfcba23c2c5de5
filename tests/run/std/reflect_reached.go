// Types that only reflection reaches have their methods: those of parameters and results of methods that it finds.
package main

import (
	"fmt"
	"reflect"
)

type tester interface{ Test() string }
type route struct{ N int }
type req struct {
	route
	P string
}

func (r *req) Test() string { return "test " + r.P }

type handlers struct{}

func (h *handlers) X1(arg *req) (string, error) { return arg.P, nil }

type other struct{ P string }

func (r other) Test() string { return "other " + r.P }

type third struct{ P string }

func (r *third) Test() string { return "third " + r.P }

func with(f any) {
	t := reflect.TypeOf(f).In(0)
	v := reflect.New(t).Elem()
	if t.Kind() == reflect.Pointer {
		v = reflect.New(t.Elem())
	}
	x, ok := v.Interface().(tester)
	fmt.Println(t, t.NumMethod(), ok)
	if ok {
		fmt.Println(x.Test())
	}
}

type box struct {
	A other
	B *third
	D map[string]third
}

func main() {
	t := reflect.TypeOf(func() *handlers { return nil }).Out(0)
	m := t.Method(0)
	a := m.Type.In(1)
	fmt.Println(a, a.Implements(reflect.TypeFor[tester]()), a.NumMethod())
	with(func(o other) {})
	b := reflect.TypeFor[box]()
	for i := range b.NumField() {
		f := b.Field(i).Type
		if f.Kind() == reflect.Slice || f.Kind() == reflect.Map {
			f = f.Elem()
		}
		fmt.Println(f, f.Implements(reflect.TypeFor[tester]()), reflect.PointerTo(f).Implements(reflect.TypeFor[tester]()))
		if f.Kind() == reflect.Struct {
			fmt.Println(reflect.New(f).Interface().(tester).Test())
		}
	}
}
