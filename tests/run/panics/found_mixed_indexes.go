// A statement with indexes of signed and unsigned types: a panic shows each as its own type has it.
package main

import "fmt"

func try(n int, f func()) {
	defer func() { fmt.Println(n, recover()) }()
	f()
}

func zero[X any](x X) X { return x }

func main() {
	v := [1][]uint8{{}}
	try(1, func() { v[zero(uint16(0))][len(v[0])-1] |= 1 })
	try(2, func() { v[zero(0)][len(v[0])-1] |= 1 })
	try(3, func() { v[0][len(v[0])-1] |= 1 })
	try(4, func() { v[zero(0)][len(v[0])-1] = 1 })
	try(5, func() { fmt.Println(v[zero(0)][len(v[0])-1]) })
	try(6, func() { v[0][len(v[zero(0)])-1]++ })
	try(7, func() { x := v[0]; x[len(x)-1] += 2 })
	try(8, func() { x := v[0]; fmt.Println(x[len(x)-1:]) })
	try(9, func() { x := "";  fmt.Println(x[len(x)-1]) })
	try(10, func() { i := len(v)-3;  v[i] = nil })
	try(11, func() { i := uint64(1<<63);  v[i] = nil })
	try(12, func() { i := int8(-5);  v[i] = nil })
	try(13, func() { i := int8(-5);  v[0][i] += 5 })
	try(14, func() { i := int8(-5);  p := &v; p[0][i] += 5 })
	try(15, func() { i := int8(-5);  p := &v; p[-i-5][i] += 5 })
	try(16, func() { m := map[string][]int{"a": {1}}; i := int8(-5); m["a"][i] |= 5 })
}

func more() {
	v := [1][]uint8{{}}
	w := [][3]int{{}}
	one, minus := 1, -1
	u, big := uint(0), uint64(1<<63)
	try(20, func() { v[u], w[u][minus+one] = v[big], 3 })
	try(21, func() { w[u][minus], v[u] = 3, nil })
	try(22, func() { v[u], w[u][minus] = nil, 3 })
	try(23, func() { v[u], w[big][u] = nil, 3 })
	try(24, func() { w[u][big] = 3 })
	try(25, func() { w[minus][big] = 3 })
	try(26, func() { w[minus][big]++ })
	try(27, func() { w[u][big]++ })
	try(28, func() { w[u][minus] <<= u })
	try(29, func() { (w[u][big]) += 5 })
	try(30, func() { s := struct{ a [3]int }{}; s.a[big] += 5 })
	try(31, func() { s := []struct{ a [3]int }{{}}; s[u].a[minus] += 5 })
	try(32, func() { s := []struct{ a int }{{}}; s[minus].a |= 5 })
	try(33, func() { s := []struct{ a int }{{}}; s[big].a |= 5 })
	try(34, func() { s := []struct{ a int }{{}}; s[big].a = 5 })
	try(35, func() { s := [][]int{{}}; s[u][len(s[u])-1], s[u] = 5, nil })
	try(36, func() { s := [][]int{{}}; m := map[uint]int{}; m[u], s[u][len(s[u])-1] = 5, 6 })
	try(37, func() { s := [][]int{{}}; s[u], w[0][big] = f2() })
	try(38, func() { s := [][]int{{}}; s[u], w[0][minus] = f2() })
	try(39, func() { w[0][minus], u = f3() })
}

func f2() ([]int, int) { return nil, 1 }
func f3() (int, uint) { return 1, 1 }

func init() { more() }
