// Nobody will ever send: Go notices, and says who waits for what.
package main

import "fmt"

func main() {
	fmt.Println("waiting for a message that nobody sends")
	messages := make(chan string)
	fmt.Println(<-messages)
}
