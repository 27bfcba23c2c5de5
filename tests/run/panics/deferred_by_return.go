// A deferred function panics while its function returns: the traceback shows the return statement.
package main

func last(n int, rest ...int) (x, y int) {
	defer func() {
		x = len(rest[n:])
	}()
	if n == 0 {
		return 1, 2
	}
	if n > 3 {
		return 3,
			4
	}
	x = 5
	return
}

func main() {
	last(0)
	last(5, 1)
}
