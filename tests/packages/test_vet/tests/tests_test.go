package tests

import (
	"fmt"
	"testing"
)

func helperf(t testing.TB, format string, args ...any) { t.Errorf(format, args...) }

func TestAll(t *testing.T) {
	t.Errorf("%d", "x")
	t.Fatal("%d", 1)
	t.Log("x\n")
	t.Run("sub", func(t *testing.T) { t.Logf("%s", 1) })
	t.Skipf("%d")
	helperf(t, "%d", "x")
	var tb testing.TB = t
	tb.Fatalf("%s", 1)
	tb.Error("%s")
	msg := fmt.Sprint(1)
	t.Errorf(msg)
}

func BenchmarkAll(b *testing.B) { b.Logf("%d", "x") }
