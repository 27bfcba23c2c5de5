package main

import (
	"errors"
	"fmt"
	"runtime"
)

type List []int

type Key struct {
	name string
	part any
}

// The text says whether anything was hashed: in an empty map the key is only looked at.
func try(name string, f func()) {
	defer func() {
		r := recover()
		err, ok := r.(error)
		var re runtime.Error
		fmt.Println(name, r, ok, ok && errors.As(err, &re))
	}()
	f()
}

func main() {
	var none map[any]int
	empty := map[any]int{}
	full := map[any]int{1: 1}
	keys := map[Key]int{}
	for name, m := range map[string]map[any]int{"none": none} {
		try(name, func() { fmt.Println(m[[]int{1}]) })
		try(name, func() { delete(m, List{1}) })
	}
	try("empty", func() { fmt.Println(empty[[]int16{1}]) })
	try("empty ok", func() { _, ok := empty[func() {}]; fmt.Println(ok) })
	try("empty delete", func() { delete(empty, any(map[string]int{})) })
	try("empty set", func() { empty[List{1}] = 2 })
	try("full", func() { fmt.Println(full[[]int{1}]) })
	try("full delete", func() { delete(full, List{1}) })
	try("struct", func() { fmt.Println(keys[Key{"a", []int{1}}]) })
	keys[Key{"a", 1}] = 1
	try("struct", func() { fmt.Println(keys[Key{"a", []int{1}}]) })
	try("array", func() { fmt.Println(map[[2]any]int{}[[2]any{1, List{}}]) })
	try("comparable", func() { fmt.Println(full[Key{"a", 1}], full[nil]) })
}
