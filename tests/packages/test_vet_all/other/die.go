package other

import (
	"fmt"
	"os"
)

func Die(why string) {
	fmt.Println(why)
	defer fmt.Println()
	exit()
}

func exit() { os.Exit(1) }
