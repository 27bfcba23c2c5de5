// os.Exit while panicking.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never printed")
	defer func() {
		fmt.Println("leaving", recover())
		os.Exit(3)
	}()
	panic("lost")
}
