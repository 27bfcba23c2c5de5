// Methods of values of every kind, called through an interface: gc inlines them in the wrapper, which there is for all but pointers.
package main

type doer interface{ do(int) int }

type integer int
type boolean bool
type small uint8
type real float64
type text string
type empty struct{}
type one struct{ n int }
type array [1]int
type function func() int
type table map[int]int
type holder struct{ p *int }
type embedding struct{ doer }

func (integer) do(n int) int  { return []int{1}[n] }
func (boolean) do(n int) int  { return []int{1}[n] }
func (small) do(n int) int    { return []int{1}[n] }
func (real) do(n int) int     { return []int{1}[n] }
func (text) do(n int) int     { return []int{1}[n] }
func (empty) do(n int) int    { return []int{1}[n] }
func (one) do(n int) int      { return []int{1}[n] }
func (array) do(n int) int    { return []int{1}[n] }
func (function) do(n int) int { return []int{1}[n] }
func (table) do(n int) int    { return []int{1}[n] }
func (holder) do(n int) int   { return []int{1}[n] }

//go:noinline
func call(d doer, n int) int { return d.do(n) }

func all(list []doer) {
	if len(list) == 0 {
		return
	}
	defer all(list[1:])
	call(list[0], 4)
}

func main() {
	all([]doer{integer(1), boolean(true), small(1), real(1), text("t"), empty{}, one{}, array{}, function(nil), table{}, holder{}, embedding{integer(1)}, embedding{text("t")}})
}
