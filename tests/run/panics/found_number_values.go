package main

type F float32
type C complex128

// Numbers that nobody recovers are printed with as few digits as tell them from others.
func main() {
	defer func() { panic(C(complex(2, 3))) }()
	defer func() { panic(F(0.1)) }()
	defer func() { panic(complex64(complex(0.1, -1e30))) }()
	defer func() { panic(1e6) }()
	defer func() { panic(1e20) }()
	defer func() { panic(1e21) }()
	defer func() { panic(123456.5) }()
	defer func() { panic(0.0001) }()
	defer func() { panic(0.00001) }()
	defer func() { panic(float32(16777217)) }()
	panic(-1234567.5)
}
