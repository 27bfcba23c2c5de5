// A copy whose elements come to nothing gc drops: it refuses no frame for it.
package p

import "fmt"

var big [1 << 30]byte

func unused() {
	for i, x := range big {
		fmt.Println(i)
		_ = x
	}
}

func local() {
	y := byte(0)
	for i, x := range big {
		fmt.Println(i)
		y = x
	}
	_ = y
}

func sum() {
	y := byte(0)
	for _, x := range big {
		y += x
	}
	_ = y
}

func cond() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for i, x := range big {
		if x > 3 {
		}
		fmt.Println(i)
	}
}

func cond2() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for i, x := range big {
		if x > 3 {
			continue
		}
		fmt.Println(i)
	}
}

func cond3() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for _, x := range big {
		if x > 3 {
			continue
		}
	}
}

//go:noinline
func noop(x byte) {}

func shadow() {
	for _, x := range big {
		_ = x
		x := 1
		fmt.Println(x)
	}
}

func conv() {
	for _, x := range big {
		_ = int(x) + 1
	}
}
func div() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for _, x := range big {
		_ = 1 / x
	}
}
func idx() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var s []int
	for _, x := range big {
		_ = s[x]
	}
}
func assignedUnused() {
	var y byte
	for _, y = range big {
	}
	_ = y
}
func lastret() byte { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var y byte
	for _, y = range big {
	}
	return y
}

type S5 struct{ a, b, c, d, e int }

var sbig5 [1 << 25]S5

func strct5() { // ERROR@6 `stack frame too large \(>1GB\): 1280 MB locals \+ 0 MB args`
	for _, x := range sbig5 {
		_ = x.a
	}
}
func strct6() { // ERROR@6 `stack frame too large \(>1GB\): 1280 MB locals \+ 0 MB args`
	for _, x := range sbig5 {
		_ = x
	}
}
func boolx() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for _, x := range big {
		_ = x == 1 || x == 2
	}
}
func iface() {
	for _, x := range big {
		_ = any(x)
	}
}
func appendx() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var s []byte
	for _, x := range big {
		s = append(s, x)
	}
}
func appendy() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	s := make([]byte, 10)
	for _, x := range big {
		s[1] = x
	}
}
func ptr() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var y byte
	p := &y
	for _, x := range big {
		*p = x
	}
}
func deferx() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for _, x := range big {
		defer noop(x)
	}
}
func field() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var s S5
	for _, x := range big {
		s.a = int(x)
	}
}

var literal = func() {
	for i, x := range big {
		_ = x
		fmt.Println(i)
	}
}

func inside() func() {
	return func() {
		y := 0
		for _, x := range big {
			z := int(x)
			y = z
		}
		_ = y
	}
}

func shadowed() byte {
	for _, x := range big {
		y := x
		_ = y
	}
	y := byte(3)
	return y
}

func result() (r byte) { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for _, x := range big {
		r = x
	}
	return
}

func kept() (r byte) { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var y, z byte
	for _, x := range big {
		y = x
		z = y ^ 1
	}
	return z
}
