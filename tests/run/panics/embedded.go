// A promoted method through two embedded fields and an interface.
package main

type inner struct{ n int }

func (i *inner) boom() { panic(i.n) }

type middle struct{ *inner }
type outer struct{ middle }

type boomer interface{ boom() }

func main() {
	var b boomer = outer{middle{&inner{3}}}
	b.boom()
}
