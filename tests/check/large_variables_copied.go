// Package large: a variable that no linker takes, and a function whose frame gc's back end does not take beside it.
package large

var g [1<<31 - 1]byte

func f() { // ERROR@6 `stack frame too large \(>1GB\): 2048 MB locals \+ 0 MB args`
	for _, v := range g { // ERROR@14 `p\.g: symbol too large \(2147483647 bytes > 2000000000 bytes\)`
		println(v)
	}
}
