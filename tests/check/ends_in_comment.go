// The text ends in a comment, where operands are missing in calls inside a literal: types of what stands there are checked.
package p

func g(list []int, f func(int), last int) {}

func f(n int) {
	g([]int{1, n, "a"}, func(k int) { // ERROR `cannot use "a" \(untyped string constant\) as int value in array or slice literal` `not enough arguments in call to g\n\thave \(\[\]int, func\(k int\)\)\n\twant \(\[\]int, func\(int\), int\)`
		var unused = k // ERROR@7 `declared and not used: unused`
		missing(n, /* the rest // ERROR `undefined: missing` `comment not terminated`
