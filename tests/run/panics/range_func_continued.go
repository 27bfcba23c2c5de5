// An iterator goes on after break.
package main

func rude(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	for range rude {
		break
	}
}
