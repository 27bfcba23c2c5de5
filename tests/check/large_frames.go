// What calls pass on the stack may not be too much: gc's back end says so, where all else is in order.
package p

type half [1 << 29]byte

func two(a, b half) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func give(a half) half { return a } // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func results() (x, y half, n int) { return } // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func fits(a half, b *half) {}

type big struct{ a, b half }

func (b big) method() {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func (b *big) pointer() {}

var literal = func(a, b half) {} // ERROR@15 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func nearly(a [1<<26 - 1]any, n int) {}

func spilled(a [1<<26 - 1]any, s, t string) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func single(a [1<<26 - 1]any, s, t [1]string) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func double(a [1<<26 - 1]any, b, c [2]byte) {}

func words(a [1<<26 - 1]any, s struct{ a, b, c, d, e, f, g, h, i, j int }) {} // ERROR@6 `stack frame too large \(>1GB\): 0 MB locals \+ 1024 MB args`

func nothing(a [1 << 31]struct{}) {}
