// Package checks has something for each of the small checks.
package checks

import (
	"errors"
	"io/fs"
	"log/slog"
	"sync/atomic"
)

type (
	reader interface{ Read(p []byte) int }
	other  interface{ Read(p []byte) (int, error) }
	myErr  struct{}
	ID     int
	Text   string
)

func (*myErr) Error() string { return "" }

func atomics(n, m int64, p *int32) {
	n = atomic.AddInt64(&n, 1)
	*p = atomic.AddInt32(p, 1)
	m = atomic.AddInt64(&n, 1)
	n, m = atomic.AddInt64(&n, 1), 2
	x := atomic.AddInt64(&n, 1)
	_ = x
}

func booleans(a, b int, s []int, f func() bool) bool {
	return a == 1 || a == 1 ||
		a != 1 || a != 2 ||
		(b > 0 && b > 0) ||
		a == 3 && a == 4 ||
		f() || f() ||
		s[a+b] == 0 || s[a + b] == 0 || len(s) > 1 || b == 5 || len(s) > 1
}

func assertions(r reader, v any) {
	_ = r.(other)
	switch r.(type) {
	case other:
	case interface{ Read() }:
	}
	switch x := r.(type) {
	case other:
		_ = x
	}
	_ = v.(other)
}

func asking(err error) {
	var e myErr
	var pe *myErr
	var path fs.PathError
	errors.As(err, e)
	errors.As(err, &pe)
	errors.As(err, &e)
	errors.As(err, nil)
	errors.As(err, &err)
	errors.As(err, &path)
	var v any = &pe
	errors.As(err, v)
}

func comparing(f func()) {
	if comparing == nil || f == nil {
	}
	_ = errors.New != nil
	_ = (*myErr).Error == nil
	_ = nil == comparing
}

func converting(id ID, n int, r rune, b byte, u uint16) {
	_ = string(id)
	_ = Text(n)
	_ = string(r) + string(b)
	_ = string(u)
	_ = string(66)
	_ = (string)(n)
	type local = int
	_ = string(local(1))
}

func convertingAny[T ~int | ~int64, S ~string](t T) {
	_ = string(t)
	_ = S(t)
	_ = S(5)
}

func logging(l *slog.Logger, v any, e error) {
	slog.Info("msg", "key")
	slog.Info("msg", 1, 2)
	slog.Info("msg", "a", 1, "b")
	slog.Info("msg", slog.Int("a", 1), "b", 2)
	slog.Error("msg", e)
	l.With("a").Info("x", v, 1, 2)
	l.Warn("msg", v)
	slog.Log(nil, slog.LevelInfo, "msg", "a")
	slog.Group("g", "a")
	l.Debug("msg", v, "x", 3, 4)
}
