package clean

import "fmt"

type T struct{ a, b int }

func (t *T) String() string { return fmt.Sprintf("%d/%d", t.a, t.b) }

func Good(t *T, n int, s string, list []any) {
	fmt.Printf("%s %v %d %q %5.2f%%\n", t, t, n, s, 2.5)
	fmt.Println(t, n, s)
	fmt.Printf("%v %s\n", list...)
	fmt.Printf(s, n)
}
