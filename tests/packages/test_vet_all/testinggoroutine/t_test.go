package testinggoroutine

import (
	"sync"
	"testing"
)

func TestA(t *testing.T) {
	go func() {
		t.Fatal("x")
	}()
	go func() {
		defer func() {
			t.FailNow()
		}()
		t.Error("fine")
	}()
	go t.Fatalf("x")
	go helper(t)
	go helper2(t)
	f := func() {
		t.Skip()
		t.SkipNow()
	}
	go f()
	f()
	var g = func() { t.Fatal() }
	go g()
	go (func() { t.Fatal() })()
	var wg sync.WaitGroup
	wg.Go(func() { t.Fatal() })
	t.Run("x", func(t *testing.T) {
		t.Fatal()
		go func() { t.Fatal() }()
	})
	t.Run("y", func(u *testing.T) {
		t.Fatal()
		go func() {
			t.Run("z", func(t *testing.T) { t.Fatal() })
			u.Fatal()
		}()
	})
	go generic[string](t)
	go generic[int](nil, 1)
	s := S{t}
	go s.run(t)
	go func(t *testing.T) {
		t.Fatal()
	}(t)
	go func() {
		go func() { t.Fatal() }()
	}()
	go t.Run("w", helper)
	go func() {
		helper(t)
		s.t.Fatal()
	}()
}

type S struct{ t *testing.T }

func (s S) run(t *testing.T) { t.Fatal(); s.t.Fatal() }

func helper(t *testing.T) { t.Fatal() }

func helper2(tb testing.TB) {
	tb.Fatal()
	tb.Skipf("x")
}

func generic[T any](t *testing.T, x ...T) { t.Fatal() }

func BenchmarkX(b *testing.B) {
	for i := 0; i < b.N; i++ {
		go func() {
			b.Fatal()
		}()
	}
	b.RunParallel(func(pb *testing.PB) { b.Fatal() })
}

func FuzzX(f *testing.F) {
	go func() { f.Fatal() }()
}

func lib(tb testing.TB) {
	go func() { tb.Fatal() }()
}
