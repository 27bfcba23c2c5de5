//go:build go1.20

package main

func main() {
	for i := range 10 {
		_ = i
	}
}
