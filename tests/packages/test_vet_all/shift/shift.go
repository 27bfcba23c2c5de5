package shift

func f(i8 int8, u uint, i64 int64, i int) {
	_ = i8 << 7
	_ = i8 << 8
	_ = (i8 + 1) << 8
	_ = i8 >> 8
	i8 <<= 8
	i8 >>= 7
	u <<= 64
	_ = u >> 63
	_ = i64 << 64
	const k = 64
	_ = i64 << k
	_ = 1 << 100 >> 99
	_ = i << uint(i)
	if false {
		_ = i8 << 9
	} else {
		_ = i8 << 10
	}
	if true {
		_ = i8 << 11
	} else if i > 1 {
		_ = i8 << 12
	} else {
		_ = i8 << 13
	}
	switch k {
	case 32:
		_ = i8 << 14
	case 64, 65:
		_ = i8 << 15
	default:
		_ = i8 << 16
	}
	switch {
	case k == 1:
		_ = i8 << 17
	case k == 64:
		_ = i8 << 18
	}
	_ = i8<<(8-1) | i8<<(4+4)
}

func g[T int8 | int64, U int8 | uint8](t T, u U) {
	_ = t << 8
	_ = u << 8
	_ = t << 64
}
