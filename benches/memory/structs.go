package main

type point struct {
	x, y, z int
	name    string
	next    *point
}

func main() {
	var all []point
	for i := range 150_000 {
		all = append(all, point{x: i, y: i * 2, z: i * 3, name: "p"})
	}
	for i := 1; i < len(all); i++ {
		all[i].next = &all[i-1]
	}
	sum := 0
	for round := range 20 {
		part := make([]point, 0, 1000)
		for i := range 10_000 {
			p := all[(i*7+round)%len(all)]
			part = append(part, p)
		}
		sum += len(part) + part[len(part)-1].x
	}
	println(sum, len(all))
}
