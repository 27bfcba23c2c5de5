// A method of a value that is called by a nil pointer fails in the caller.
package main

type point struct{ x, y int }

func (p point) sum() int { return p.x + p.y }

type holder struct {
	at    int
	point *point
}

func sums(all []holder) (sum int) {
	for _, h := range all {
		sum +=
			h.point.sum()
	}
	return sum
}

func main() {
	println(sums([]holder{{1, &point{2, 3}}, {2, nil}}))
}
