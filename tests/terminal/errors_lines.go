// $ check errors_lines.go
package main

import "fmt"

func main() {
	a, b := 1, 2; c, d := 3, "四"
	fmt.Println("Grüße, 世界: é	tab", undefinedName, "and a good deal of text behind it that does not fit on the line", alsoUndefined)
	for {
		break nowhere
	}
}
