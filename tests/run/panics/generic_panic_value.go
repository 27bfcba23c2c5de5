// Values of generic types: one overtakes the other.
package main

type box[T any] struct{ v T }
type num[T any] int

func (b box[T]) get() T { panic(b) }

func main() {
	defer func() {
		panic(num[string](7))
	}()
	box[map[string]int]{}.get()
}
