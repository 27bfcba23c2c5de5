// main waits for what nobody can do.
package main

func main() {
	select {}
}
