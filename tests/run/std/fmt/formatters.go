// Values that print themselves, and what a Formatter is told.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type told struct{ name string }

var _ fmt.Formatter = told{}

func (v told) Format(state fmt.State, verb rune) {
	width, hasWidth := state.Width()
	precision, hasPrecision := state.Precision()
	flags := ""
	for _, flag := range "+-# 0'" {
		if state.Flag(int(flag)) {
			flags += string(flag)
		}
	}
	n, err := state.Write([]byte("<"))
	fmt.Fprintf(state, "%s %s flags=%q width=%d,%t precision=%d,%t wrote %d,%v>", v.name, fmt.FormatString(state, verb),
		flags, width, hasWidth, precision, hasPrecision, n, err)
}

type inGo struct{ n int }

func (v inGo) GoString() string { return fmt.Sprintf("inGo(%d)", v.n) }

type both int

func (both) String() string { return "as string" }
func (both) Error() string  { return "as error" }

type panics struct{ with any }

func (p panics) String() string { panic(p.with) }

type onPointer struct{ n int }

func (p *onPointer) String() string { return fmt.Sprint("pointer to ", p.n) }

type silent struct{}

func (silent) Format(fmt.State, rune) { panic("in Format") }

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func main() {
	v := told{"v"}
	for _, format := range []string{"%v", "%+v", "%#v", "%-10.3d", "% x", "%010s", "%.q", "%+-# 08.2T", "%é", "%[1]*v"} {
		fmt.Printf(format, v)
		fmt.Println()
	}
	fmt.Printf("%[2]*.[3]*[1]f\n", v, 12, 4)
	fmt.Printf("%-*d\n", -9, v)
	fmt.Println(v, []told{{"a"}, {"b"}}, map[string]told{"k": {"in map"}}, struct{ told }{v})

	var g fmt.GoStringer = inGo{3}
	fmt.Printf("%#v %v %+v %s\n", g, g, g, g.GoString())
	fmt.Printf("%#v %#v %#v\n", []inGo{{1}, {2}}, map[string]inGo{"x": {4}}, struct{ A, b inGo }{inGo{5}, inGo{6}})
	fmt.Printf("%v %s %d %x %q %#v\n", both(7), both(7), both(7), both(7), both(7), both(7))

	p := &onPointer{4}
	fmt.Println(p, *p, []*onPointer{nil}[0] == nil)
	fmt.Printf("%v %+v\n", struct{ P fmt.Stringer }{p}, []fmt.Stringer{p, nil})
	var none *onPointer
	fmt.Printf("%v %s %d\n", none, none, none)
	fmt.Printf("%v|%s|%d\n", panics{"boom"}, panics{errors.New("an error")}, panics{both(1)})
	fmt.Printf("%v|%v\n", silent{}, (*told)(nil))

	fmt.Printf("%q\n", fmt.Appendln([]byte("have: "), 1, "two", nil, 3.5, []int(nil)))
	fmt.Printf("%q\n", fmt.Appendln(nil))
	fmt.Printf("%q\n", fmt.Append(nil, 1, 2, "a", "b", 3, 4.5))
	fmt.Printf("%q\n", fmt.Appendf([]byte("x"), "%03d", 7))

	n, err := fmt.Fprintln(failing{}, "x")
	fmt.Println(n, err)
	n, err = fmt.Fprint(failing{})
	fmt.Println(n, err)
	n, err = fmt.Fprintf(os.Stdout, "%s%%%c%U %#U\n", strings.Repeat("=", 3), 'ß', 'ß', 'ß')
	fmt.Println(n, err)

	e := fmt.Errorf("both: %w, %w", os.ErrNotExist, fmt.Errorf("inner %w", os.ErrExist))
	fmt.Println(e, errors.Is(e, os.ErrNotExist), errors.Is(e, os.ErrExist), errors.Unwrap(e) == nil)
	e = fmt.Errorf("odd: %w %d", "no error", 1)
	fmt.Println(e, errors.Unwrap(e))
	fmt.Println(fmt.Errorf("nil: %w", nil), fmt.Errorf("plain"))
}
