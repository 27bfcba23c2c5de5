// The Error method of the value panics, and recovers.
package main

type calm struct{}

func (calm) Error() (text string) {
	defer func() {
		text = "recovered: " + recover().(string)
	}()
	panic("first")
}

func main() {
	panic(calm{})
}
