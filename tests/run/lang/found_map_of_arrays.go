package main

import "fmt"

type S struct {
	n int
	m map[int][2]float64
}

var shared S

// Reading an element of an array in a map puts nothing into the map, be the map nil or not.
func main() {
	var none map[string][3]int
	fmt.Println(none["a"][1], len(none))

	m := map[string][3]int{"a": {1, 2, 3}}
	i := 2
	fmt.Println(m["b"][i], m["a"][i], m["c"][0], len(m), m)

	nested := map[int]map[int][2][2]string{1: {2: {{"x", "y"}, {"z", "w"}}}}
	fmt.Println(nested[1][2][1][i-1], nested[7][8][0][1] == "", len(nested), len(nested[1]))

	shared = S{n: 7, m: map[int][2]float64{0: shared.m[1], 3: {shared.m[shared.n][i-1], 2}}}
	fmt.Println(shared)

	type inner struct{ list [4]int8 }
	structs := map[int]inner{1: {[4]int8{1, 2, 3, 4}}}
	fmt.Println(structs[1].list[i], structs[2].list[i], len(structs))
	for j, v := range structs[5].list {
		fmt.Print(j, v, " ")
	}
	fmt.Println(len(structs), len(structs[6].list))

	m["a"] = [3]int{4, 5, 6}
	defer func() { fmt.Println(recover(), len(m)) }()
	i = 3
	fmt.Println(m["z"][i])
}
