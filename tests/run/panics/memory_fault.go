// Memory that the program protects from itself: no nil pointer, no recovery.
package main

import (
	"fmt"
	"syscall"
)

//go:noinline
func read(p *byte) byte { return *p }

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	mem, err := syscall.Mmap(-1, 0, 8192, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		panic(err)
	}
	mem[0] = 7
	fmt.Println(read(&mem[0]))
	syscall.Mprotect(mem, syscall.PROT_NONE)
	fmt.Println(read(&mem[0]))
}
