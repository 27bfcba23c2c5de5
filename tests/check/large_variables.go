// No linker takes a variable of more than 2,000,000,000 bytes. (gc says so of the place that it looked at last: here there are no functions.)
package p

var fits [2000000000]byte

type half [1 << 30]byte

var a struct{ x, y half } // ERROR@5 `p\.a: symbol too large \(2147483648 bytes > 2000000000 bytes\)`
