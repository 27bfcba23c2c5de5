package own

import (
	"fmt"
	"testing"
)

type Logf interface{ Logf(format string, args ...any) }

type Both interface {
	Say(format string, args ...any)
	Print(args ...any)
}

type impl struct{}

func (impl) Say(format string, args ...any) { fmt.Printf(format, args...) }
func (impl) Print(args ...any)              { fmt.Println(args...) }

type embedding struct{ Both }

// Nothing is known behind it.
type Unknown interface{ Write(format string, args ...any) }

func calls(t *testing.T, u Unknown) {
	var l Logf = t
	l.Logf("%d", "x")
	var b Both = impl{}
	b.Say("%d", "x")
	b.Print("%d", 3)
	embedding{b}.Say("%d", "x")
	var tb testing.TB = t
	tb.Logf("%d", "x")
	u.Write("%d", "x")
	f := b.Say
	f("%d", "x")
	Both.Say(b, "%d", "x")
	wrapped(b, "%d", "x")
}

func wrapped(b Both, format string, args ...any) { b.Say(format, args...) }
