package panics

import "testing"

func TestBefore(t *testing.T) { t.Error("before") }

func TestPanics(t *testing.T) {
	t.Log("so far")
	t.Cleanup(func() { t.Log("cleaned") })
	t.Run("sub", func(t *testing.T) {
		var m map[string]int
		m["x"] = 1
	})
}

func TestAfter(t *testing.T) {}
