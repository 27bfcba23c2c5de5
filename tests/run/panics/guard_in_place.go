// What a function checks and refuses: it is among the frames.
package main

type level int

func (l level) below(limit level) {
	if l >= limit {
		panic("too high")
	}
}

func all(levels ...level) {
	for _, l := range levels {
		l.below(
			5)
	}
}

func main() {
	all(1, 4, 5)
}
