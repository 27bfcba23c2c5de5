// A traceback that just fits.
package main

func down(n int) {
	if n == 0 {
		panic("bottom")
	}
	down(n - 1)
}

func main() { down(98) }
