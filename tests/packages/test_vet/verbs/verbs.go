// Package verbs has formats that do not fit their arguments.
package verbs

import (
	"errors"
	"fmt"
	"os"
	"time"
)

type point struct{ X, Y int }

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f", float64(c)) }

type failure struct{ code int }

func (f failure) Error() string { return "failure" }

type holder struct {
	name  string
	under *failure
}

var (
	list  []string
	table map[string]float64
	ch    chan int
	f     = func() {}
	any_  any
)

// All of them.
func All(r rune, b byte, p *point, h holder, err error, d time.Duration) {
	fmt.Printf("%d\n", "text")
	fmt.Printf("%s\n", 12)
	fmt.Printf("%s %d\n", list, list)
	fmt.Printf("%d\n", table)
	fmt.Printf("%s", point{1, 2})
	fmt.Printf("%d %d", p, point{})
	fmt.Printf("%s", &p)
	fmt.Printf("%t", 1)
	fmt.Printf("%x %X", true, 2)
	fmt.Printf("%c", "x")
	fmt.Printf("%q %q", r, 12)
	fmt.Printf("%q", b)
	fmt.Printf("%e %g", 1, 2.5)
	fmt.Printf("%s %d", celsius(3), celsius(3))
	fmt.Printf("%s", failure{})
	fmt.Printf("%s", h)
	fmt.Printf("%v %s", ch, ch)
	fmt.Printf("%p", 3)
	fmt.Printf("%s", f)
	fmt.Printf("%d", any_)
	fmt.Printf("%s", d)
	fmt.Printf("%d", err)
	fmt.Printf("%z", 1)
	fmt.Printf("%-+ #05d", 1)
	fmt.Printf("% t", true)
	fmt.Printf("%#s", "x")
	fmt.Printf("%d %d", 1)
	fmt.Printf("%d", 1, 2)
	fmt.Printf("%d %%", 1, 2, 3)
	fmt.Printf("%")
	fmt.Printf("%5.")
	fmt.Printf("%[2]d", 1)
	fmt.Printf("%[0]d", 1)
	fmt.Printf("%[x]d", 1)
	fmt.Printf("%[1", 1)
	fmt.Printf("%*d", "w", 1)
	fmt.Printf("%.*f %[1]*d", 3, 2.5, 1)
	fmt.Printf("%[2]*[1]d", 1, 2)
	fmt.Printf("nothing", 1)
	fmt.Printf("\té\n%s", 1)
	fmt.Printf(`raw	%s`, 1)
	fmt.Printf("a"+"%s", 1)
	const format = "%s and %d\n"
	fmt.Printf(format, 1, 2)
	fmt.Fprintf(os.Stdout, "%s", 5)
	_ = fmt.Sprintf("%w", err)
	_ = fmt.Errorf("%w %d", err, "x")
	_ = fmt.Errorf("%w", "no error")
	_ = fmt.Errorf("%w", &failure{})
	_ = fmt.Appendf(nil, "%s", 1)
	var args []any
	fmt.Printf("%s %d", args...)
	fmt.Printf("%d %s", 1, args)
	text := "dynamic"
	fmt.Printf(text)
	fmt.Printf(text+"%d", 1)
	_ = fmt.Errorf(text)
	fmt.Printf("%s", nil)
	fmt.Printf("%v", nil)
	fmt.Printf("%s", errors.New)
	fmt.Printf("%T %p", f, f)
	fmt.Printf("%v", All)
	fmt.Printf("%s", func() string { return "x" })
	fmt.Printf("%d", []string{"a"}[1:])
	fmt.Printf("%s", struct{ a, b int }{1, 2})
	fmt.Printf("%s %s", []byte("x"), [2]byte{})
	fmt.Printf("%x %x", "text", []string{"a"})
	fmt.Printf("%d", (1+2)*3.5)
	fmt.Printf("%s", len(list)+  1)
	fmt.Printf("%08b %o %O %U", 1, 2, 3, 'x')
	fmt.Printf("%v %+v %#v", p, p, p)
	fmt.Printf("%s", []error{})
	fmt.Printf("%s", map[int]string{})
	fmt.Printf("%6.2f%%", 2.5, 1)
}
