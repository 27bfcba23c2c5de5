// $ check errors_syntax.go
package main

import "fmt"

limit := 10

func main()
{
	list := []int{
		1,
		2
	}
	if list == nil {
	}
	else {
		fmt.Println('abc')
	}
}
