// Created by a goroutine that is gone.
package main

func a() {
	go func() {
		b()
	}()
}

func b() {
	panic("b")
}

func main() {
	go a()
	select {}
}
