// Package structs has types that say something about the struct that has a field of them, by habit the first and named "_".
package structs

// HostLayout says that the struct is laid out as the machine's C compiler would. Here, as under gc, every struct is.
type HostLayout struct {
	_ hostLayout // nobody converts another struct{} to it
}

type hostLayout struct{}
