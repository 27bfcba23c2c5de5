// Package semaphore is written for gorun's tests: it has the API of the package of this name, and none of its text.
package semaphore

import (
	"context"
	"slices"
	"sync"
)

type request struct {
	n  int64
	ok chan struct{}
}

// A Weighted hands out parts of a whole, first come first served.
type Weighted struct {
	mu    sync.Mutex
	size  int64
	used  int64
	queue []*request
}

func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	s.mu.Lock()
	if err := ctx.Err(); err != nil {
		s.mu.Unlock()
		return err
	}
	if s.size-s.used >= n && len(s.queue) == 0 {
		s.used += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		s.mu.Unlock()
		<-ctx.Done()
		return ctx.Err()
	}
	r := &request{n, make(chan struct{})}
	s.queue = append(s.queue, r)
	s.mu.Unlock()
	select {
	case <-r.ok:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.queue, r); i >= 0 {
		s.queue = slices.Delete(s.queue, i, i+1)
	} else {
		s.used -= n
	}
	s.serve()
	return ctx.Err()
}

func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	ok := s.size-s.used >= n && len(s.queue) == 0
	if ok {
		s.used += n
	}
	return ok
}

func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used -= n; s.used < 0 {
		panic("semaphore: released more than held")
	}
	s.serve()
}

func (s *Weighted) serve() {
	for len(s.queue) > 0 && s.size-s.used >= s.queue[0].n {
		s.used += s.queue[0].n
		close(s.queue[0].ok)
		s.queue = s.queue[1:]
	}
}
