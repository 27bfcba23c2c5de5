// Recovered and thrown again changed.
package main

func main() {
	defer func() {
		r := recover()
		panic(r.(string) + "!")
	}()
	panic("again")
}
