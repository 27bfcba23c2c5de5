// $ check errors_names.go
package main

import (
	"fmt"
	"os"
)

type point struct{ xPos, yPos int }

func (p point) Length() int { return p.xpos + p.yPoss }

func main() {
	count := 1
	fmt.Printn(cuont)
	p := point{xPo: 1}
	fmt.Println(p.lenght(), strngs.ToUpper("a"), math.Sqrt(2))
	Println(len("a"), apend([]int{}, 1))
	oss.Exit(0)
}
