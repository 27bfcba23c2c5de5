//go:debug panicnil=1

package l
func L() { println("l") }
