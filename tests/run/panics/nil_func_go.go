// A panic that nobody recovers: nil func go.
package main

func main() {
	var f func()
	go f()
	select {}
}
