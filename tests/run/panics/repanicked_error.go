// Recovered and thrown again twice, a runtime error.
package main

func main() {
	defer func() {
		defer func() {
			panic(recover())
		}()
		panic(recover())
	}()
	var s []int
	_ = s[len(s)]
}
