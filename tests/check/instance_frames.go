// Instances of generic functions are functions, with what is passed to them.
package p

type half [1 << 29]byte

var x half

func two[P any](a, b P) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func back[P any](a P) P { return a } // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func one[P any](a P) {}

func array[P any](a [2]P) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func fits[P any](a *P) {}

func calls() {
	two(x, x)
	two(1, 2)
	_ = back(x)
	one(x)
	f := array[half]
	_ = f
	fits(&x)
}
