// A panic, recovered; and one that is not.
package main

import "fmt"

func divide(a, b int) (result int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	return a / b, nil
}

func main() {
	fmt.Println(divide(7, 2))
	fmt.Println(divide(7, 0))

	defer fmt.Println("deferred calls run even now")
	numbers := []int{1, 2, 3}
	for i := 0; ; i++ {
		fmt.Println(numbers[i])
	}
}
