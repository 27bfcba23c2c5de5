package unreachable

import "os"

func f(n int) int {
	return 1
	println(1)
	println(2)
	return 3
}

func g(n int, c chan int) int {
	for {
	}
	println()
	for {
		break
	}
	if n > 1 {
		return 1
	} else {
		panic(2)
	}
	println()
L:
	for {
		for {
			break L
		}
		println("x")
	}
	println()
	switch n {
	case 1:
		return 1
		println()
	default:
		panic(1)
	}
	println()
	switch {
	case n > 1:
		return 1
	}
	select {}
	println()
	select {
	case <-c:
		return 1
	case c <- 1:
		break
		println()
	}
	for range 3 {
		continue
		println()
	}
	goto M
	println()
M:
	println()
	func() {
		return
		println()
	}()
	os.Exit(1)
	{
		return 3
	}
	{
		println()
	}
	;
	for n < 3 {
		return 4
	}
	var x any
	switch x.(type) {
	case int:
		return 3
	default:
		return 4
	}
	_ = func() int {
		panic("x")
		return 4
	}
	return 4
}

func h(panic func(int)) {
	panic(1)
	println()
}

func k() {
	(panic)(1)
	println()
	switch {
	case true:
		println()
		fallthrough
	default:
	}
N:
	goto N
	println()
}
