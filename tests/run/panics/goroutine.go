package main

import (
	"fmt"
	"time"
)

type myErr struct{ code int }

func (e myErr) Error() string { return fmt.Sprint("code ", e.code) }

func work(n int) {
	if n == 0 {
		panic(myErr{42})
	}
	work(n - 1)
}

func main() {
	fmt.Println("start")
	go work(2)
	time.Sleep(time.Second)
	fmt.Println("never")
}
