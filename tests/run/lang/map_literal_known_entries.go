// gc stores the entries of a map literal that it knows before those that have to be computed: of equal keys the computed
// one stays, wherever it stands.
package main

import "fmt"

type key struct {
	name string
	n    int
}

var zero int

func trace(s string, v int) string {
	fmt.Println("computes", s, v)
	return s
}

func number(n int) int {
	fmt.Println("number", n)
	return n
}

var global = map[string]int{trace("a", 1): 1, "a": 2}

func generic[K comparable, V any](k K, v, w V) map[K]V {
	return map[K]V{k: v, *new(K): w}
}

func main() {
	fmt.Println(global)
	fmt.Println(map[string]int{trace("b", 0): 1, "b": 2})
	fmt.Println(map[string]int{"b": 2, trace("b", 0): 1})
	fmt.Println(map[string]int{"b": number(1), trace("b", 0): 2, "c": 3})
	fmt.Println(map[int]string{0: "zero", zero: "computed"}, map[int]string{zero: "computed", 0: "zero"})
	// Literals of known things are known, slices are not.
	fmt.Println(map[key][2]int{{"a", zero}: {1, 1}, {"a", 0}: {2, 2}})
	fmt.Println(map[key][2]int{{"a", 0}: {1, zero}, {name: "a"}: {2, 2}})
	fmt.Println(map[string][]int{trace("s", 0): {1}, "s": {2}})
	fmt.Println(map[string][]int{trace("n", 0): {1}, "n": nil})
	fmt.Println(map[string]*key{trace("p", 0): {"x", 1}, "p": nil}["p"])
	fmt.Println(map[[1]string]bool{{trace("in", 0)}: true, {"in"}: false})
	// What becomes an interface is computed.
	fmt.Println(map[any]int{trace("i", 0): 1, "i": 2})
	fmt.Println(map[string]any{trace("v", 0): 1, "v": 2})
	fmt.Println(map[string]any{trace("v", 0): 1, "v": nil})
	fmt.Println(map[string]struct{ x any }{trace("w", 0): {1}, "w": {2}})
	fmt.Println(map[string]struct{ x any }{trace("w", 0): {1}, "w": {}})
	fmt.Println(map[string]func(){trace("f", 0): func() {}, "f": nil}["f"] == nil)
	fmt.Println(map[string][3]int{trace("x", 0): {2: 1}, "x": {1: 5}})
	fmt.Println(generic("", 1, 2), generic(0, "a", "b"))
	// In the order in which they stand, but known first.
	for k, v := range map[bool]string{len(trace("t", 1)) == 1: "first", true: "known", len(trace("u", 2)) == 1: "last"} {
		fmt.Println(k, v)
	}
}
