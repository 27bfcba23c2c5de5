// Two dots at the end of a line: gc looks for a third behind them, and counts that line twice.
package p

func f() {
	x..
	z()
}

func g(x ..
int) {
}

var a = b.c..
var d = .5..

// Not here..
func h() {
	..
}
