// What the builtins print and println write for each kind.
package main

type e struct{}

func main() {
	var m map[string]int
	var p *int
	var i any
	var f func()
	println(1, "a", true, 1.5, 'x', 2i, nil == i, uint8(3), float32(.25), int64(-1)<<63)
	print("no", " ", "newline", 1, 2, "\n")
	println(m == nil, p, f == nil, len(m))
	println()
	print()
	println(-0.0, 1e-320, 123456789.0, 0.1)
	const big = 1 << 62
	println(big, complex(1, -1))
}
