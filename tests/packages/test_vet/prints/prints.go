package prints

import (
	"fmt"
	"log"
	"os"
)

func use(f func() int, s string) {
	fmt.Println("a\n")
	fmt.Println("a", "b\n")
	fmt.Print("a\n")
	fmt.Println("%d items", 3)
	fmt.Println("100%", 3)
	fmt.Println("50%off")
	fmt.Print("%20and%2F")
	fmt.Println("%-5.2f|%[1]*d")
	fmt.Println(f)
	fmt.Print(f, f())
	fmt.Println(os.Stderr, "x")
	fmt.Fprintln(os.Stderr, "x\n")
	fmt.Fprint(os.Stderr, "%s")
	log.Println("x\n")
	log.Print("%v")
	fmt.Println(s + "\n")
	fmt.Println("x" + "\n")
	_ = fmt.Sprintln("%s\n")
	fmt.Println(use)
	fmt.Println()
	panic(fmt.Sprint("%q"))
}
