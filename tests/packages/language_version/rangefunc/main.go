package main

func seq(yield func(int) bool) {}

func main() {
	for i := range seq {
		_ = i
	}
	for i := range 10 {
		_ = i
	}
}
