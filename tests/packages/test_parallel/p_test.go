package parallel

import (
	"sync"
	"sync/atomic"
	"testing"
)

var most, now atomic.Int32

func enter() {
	n := now.Add(1)
	for {
		m := most.Load()
		if n <= m || most.CompareAndSwap(m, n) {
			return
		}
	}
}

func TestGroup(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(2)
	t.Run("a", func(t *testing.T) {
		t.Parallel()
		wg.Done()
		wg.Wait()
	})
	t.Run("b", func(t *testing.T) {
		t.Parallel()
		wg.Done()
		wg.Wait()
	})
	t.Log("the group's function ends first")
	t.Cleanup(func() { t.Log("and cleans up last") })
}

func TestLimit(t *testing.T) {
	t.Run("all", func(t *testing.T) {
		for range 6 {
			t.Run("one", func(t *testing.T) {
				t.Parallel()
				enter()
				defer now.Add(-1)
			})
		}
	})
	if most.Load() > 2 {
		t.Error(most.Load())
	}
}

func TestConflict(t *testing.T) {
	defer func() { t.Log(recover()) }()
	t.Setenv("X", "1")
	t.Parallel()
}

func TestTwice(t *testing.T) {
	t.Parallel()
	defer func() { t.Log(recover()) }()
	t.Parallel()
}
