// Package errgroup is written for gorun's tests: it has the API of the package of this name, and none of its text.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// A Group runs functions in goroutines and keeps the first error.
type Group struct {
	cancel context.CancelCauseFunc
	all    sync.WaitGroup
	slots  chan struct{}
	first  sync.Once
	err    error
}

// WithContext makes a group whose context ends with the first error, or when Wait returns.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

func (g *Group) start(f func() error) {
	g.all.Add(1)
	go func() {
		defer func() {
			if g.slots != nil {
				<-g.slots
			}
			g.all.Done()
		}()
		if err := f(); err != nil {
			g.first.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel(err)
				}
			})
		}
	}()
}

// Go runs f; it waits while the limit is reached.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.start(f)
}

// TryGo runs f unless the limit is reached.
func (g *Group) TryGo(f func() error) bool {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		default:
			return false
		}
	}
	g.start(f)
	return true
}

// SetLimit lets n functions run at once; a negative n, any number.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.slots = nil
		return
	}
	if len(g.slots) != 0 {
		panic(fmt.Errorf("errgroup: modify limit while %v goroutines in the group are still active", len(g.slots)))
	}
	g.slots = make(chan struct{}, n)
}

// Wait waits for all and gives the first error.
func (g *Group) Wait() error {
	g.all.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}
