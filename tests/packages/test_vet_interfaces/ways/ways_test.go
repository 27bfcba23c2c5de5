package ways

import "fmt"

type printer struct{}

func (printer) Assigned(format string, args ...any)  { fmt.Printf(format, args...) }
func (printer) Passed(format string, args ...any)    { fmt.Printf(format, args...) }
func (printer) Returned(format string, args ...any)  { fmt.Printf(format, args...) }
func (printer) Sent(format string, args ...any)      { fmt.Printf(format, args...) }
func (printer) Field(format string, args ...any)     { fmt.Printf(format, args...) }
func (printer) Element(format string, args ...any)   { fmt.Printf(format, args...) }
func (printer) Converted(format string, args ...any) { fmt.Printf(format, args...) }
func (printer) Asserted(format string, args ...any)  { fmt.Printf(format, args...) }
func (printer) Switched(format string, args ...any)  { fmt.Printf(format, args...) }
func (printer) Variadic(format string, args ...any)  { fmt.Printf(format, args...) }
func (printer) Literal(format string, args ...any)   { fmt.Printf(format, args...) }
func (printer) Tuple(format string, args ...any)     { fmt.Printf(format, args...) }

type (
	Assigned  interface{ Assigned(format string, args ...any) }
	Passed    interface{ Passed(format string, args ...any) }
	Returned  interface{ Returned(format string, args ...any) }
	Sent      interface{ Sent(format string, args ...any) }
	Field     interface{ Field(format string, args ...any) }
	Element   interface{ Element(format string, args ...any) }
	Converted interface{ Converted(format string, args ...any) }
	Asserted  interface{ Asserted(format string, args ...any) }
	Switched  interface{ Switched(format string, args ...any) }
	Variadic  interface{ Variadic(format string, args ...any) }
	Tuple     interface{ Tuple(format string, args ...any) }
)

type holder struct{ f Field }

func pass(int, Passed)        {}
func variadic(int, ...Variadic) {}
func returned() (int, Returned) { return 1, printer{} }
func two() (printer, error)     { return printer{}, nil }

func calls(c chan Sent, x Asserted, y Switched) {
	var a Assigned
	a = printer{}
	a.Assigned("%d", "x")
	pass(1, printer{})
	Passed(nil).Passed("%d", "x")
	_, r := returned()
	r.Returned("%d", "x")
	c <- printer{}
	(<-c).Sent("%d", "x")
	_ = holder{f: printer{}}
	holder{}.f.Field("%d", "x")
	list := []Element{printer{}}
	list[0].Element("%d", "x")
	_ = Converted(printer{})
	Converted(nil).Converted("%d", "x")
	_ = x.(printer)
	x.Asserted("%d", "x")
	switch y.(type) {
	case printer:
	}
	y.Switched("%d", "x")
	variadic(1, nil, printer{})
	Variadic(nil).Variadic("%d", "x")
	var l interface {
		Literal(format string, args ...any)
	} = printer{}
	l.Literal("%d", "x")
	var t Tuple
	var err error
	t, err = two()
	_ = err
	t.Tuple("%d", "x")
}
