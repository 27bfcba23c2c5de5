//go:noinline
package main

//go:noinline
import "fmt"

//go:noinline
const c = 1

func main() { fmt.Println() }
//go:noinline
