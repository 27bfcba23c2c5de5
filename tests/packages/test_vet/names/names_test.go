package names

import "testing"

func Testlower(t *testing.T)       {}
func Benchmarklower(b *testing.B)  {}
func Fuzzlower(f *testing.F)       {}
func TestTwo(t *testing.T)         {}
func Testing(n int)                {}
func ExampleUnknown()              {}
func ExampleKnown()                {}
func ExampleKnown_Method()         {}
func ExampleKnown_Missing()        {}
func ExampleKnown_Field()          {}
func ExampleKnown_suffix()         {}
func ExampleKnown_Method_Suffix()  {}
func ExampleKnown_Method_suffix()  {}
func Example_Suffix()              {}
func Example_suffix()              {}
func ExampleFunction()             {}
func Example()                     {}

func ExampleKnown_two() {
	// Output: a
	_ = 1
	// Output: b
}

func ExampleKnown_three() {
	// Output:
	// a

	// more
}

func ExampleKnown_four() {
	_ = 1 // before
	// Output: c
}

func ExampleKnown_five() {
	_ = 1 // Output: d
	// after
}

func FuzzTarget(f *testing.F) {
	f.Add("x", 1)
	f.Add(1, "x")
	f.Add("x")
	f.Add("x", "y")
	f.Fuzz(func(t *testing.T, s string, n int) {
		f.Name()
		f.Log("x")
	})
}

func FuzzTypes(f *testing.F) {
	f.Fuzz(func(t *testing.T, s []int, n, m struct{}) int { return 1 })
}

func FuzzNothing(f *testing.F) { f.Fuzz(func(s string) {}) }
