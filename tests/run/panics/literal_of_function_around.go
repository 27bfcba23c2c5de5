// A literal that captures nothing is inlined also where the function around holds it.
package main

func plain() func() func(int) int {
	return func() func(int) int {
		g := func(x int) int {
			h := func(y int) int {
				var p []int
				return p[y]
			}
			return h(x)
		}
		return g
	}
}

func main() {
	defer func() {
		recover()
		f := plain()
		defer func() {
			recover()
			panic(f()(3))
		}()
		f()(2)
	}()
	panic("first")
}
