package rangeint

import "unsafe"

func f(x []int) {
	for range 10 {
	}
	_ = [2]int(x)
	_ = unsafe.Slice(&x[0], 1)
	_ = unsafe.String(nil, 0)
	_ = min(1, 2)
	clear(x)
}
