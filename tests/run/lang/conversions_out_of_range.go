// Floats that the integer type cannot hold: the results are gc’s on amd64.
package main

import (
	"fmt"
	"math"
)

func c[T ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int | ~uint | ~uintptr](f float64) T {
	return T(f)
}
func d[T ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int | ~uint | ~uintptr](f float32) T {
	return T(f)
}

func main() {
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e10, -1e10, 1e20, -1e20, 3e9, -3e9, 40000, -40000, 300, -300, 1 << 63, 1 << 62, -1 << 63, 1<<63 + 2048, 1 << 64, 1<<32 + 5, -1, 2147483647.5, 2147483648, -2147483648.9, -2147483649} {
		fmt.Println(f, int8(f), int16(f), int32(f), int64(f), int(f), uint8(f), uint16(f), uint32(f), uint64(f), uint(f), uintptr(f))
		g := float32(f)
		fmt.Println(g, int8(g), int16(g), int32(g), int64(g), uint8(g), uint16(g), uint32(g), uint64(g))
		fmt.Println(c[int8](f), c[int32](f), c[uint64](f), c[uint32](f), d[int32](g), d[uint64](g))
	}
}
