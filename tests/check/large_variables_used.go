// That no linker takes a variable gc says where it stood last: at the last statement that it compiled.
package p

import "os"

var big [3 << 30]byte

var other = struct{ x, y [1 << 30]byte }{}

func first() { big[1] = 2 }

func last(n int) {
	x := 0
	for i := 0; i < n; i++ {
		if i > 3 {
			x += int(big[i])
		} else {
			os.Exit(x) // ERROR@11 `p\.big: symbol too large \(3221225472 bytes > 2000000000 bytes\)` `p\.other: symbol too large \(2147483648 bytes > 2000000000 bytes\)`
		}
	}
}
