// Package context: what each kind of context answers, causes, values, and what AfterFunc does.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key struct{ name string }

// own is a context of somebody else's.
type own struct{ context.Context }

func (own) String() string { return "own" }

func state(name string, ctx context.Context) {
	deadline, has := ctx.Deadline()
	fmt.Println(name, ctx.Err(), context.Cause(ctx), !deadline.IsZero(), has, ctx.Done() == nil)
}

func main() {
	state("background", context.Background())
	state("todo", context.TODO())
	fmt.Println(context.Background(), context.TODO(), context.Background() == context.TODO())

	ctx := context.WithValue(context.WithValue(context.Background(), key{"a"}, 1), key{"b"}, "two")
	fmt.Println(ctx.Value(key{"a"}), ctx.Value(key{"b"}), ctx.Value(key{"c"}), ctx.Value("a"), ctx)
	for _, wrong := range []func(){
		func() { context.WithValue(ctx, nil, 1) },
		func() { context.WithValue(ctx, []int{}, 1) },
		func() { context.WithValue(nil, 1, 1) },
		func() { context.WithCancel(nil) },
		func() { context.WithDeadline(nil, time.Time{}) },
		func() { context.WithoutCancel(nil) },
	} {
		func() {
			defer func() { fmt.Println("panic:", recover()) }()
			wrong()
		}()
	}

	var cancel context.CancelFunc
	parent, cancel := context.WithCancel(ctx)
	child, cancelChild := context.WithCancelCause(parent)
	var withCause context.CancelCauseFunc = cancelChild
	state("child before", child)
	withCause(errors.New("child's reason"))
	withCause(errors.New("too late"))
	state("child", child)
	state("parent", parent)
	grand, cancelGrand := context.WithCancelCause(child)
	state("grandchild of cancelled", grand)
	cancelGrand(nil)
	nobody, cancelNobody := context.WithCancelCause(context.Background())
	cancelNobody(nil)
	state("nil cause", nobody)
	kept := context.WithoutCancel(child)
	state("without cancel", kept)
	fmt.Println(kept.Value(key{"a"}), kept)
	cancel()
	cancel()
	state("parent", parent)

	past, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Hour))
	defer cancel()
	state("past", past)
	far, cancel := context.WithDeadlineCause(context.Background(), time.Now().Add(time.Hour), errors.New("slow"))
	state("far", far)
	cancel()
	state("far cancelled", far)
	soon, cancel := context.WithDeadlineCause(context.Background(), time.Now().Add(time.Millisecond), errors.New("too slow"))
	defer cancel()
	<-soon.Done()
	state("soon", soon)
	short, cancel := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("timed out"))
	defer cancel()
	<-short.Done()
	state("short", short)
	inner, cancel := context.WithTimeout(soon, time.Hour)
	defer cancel()
	state("inner", inner)
	var timeout interface{ Timeout() bool }
	fmt.Println(errors.As(short.Err(), &timeout), timeout.Timeout(), errors.Is(short.Err(), context.DeadlineExceeded), context.Canceled)

	trigger, fire := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Add(1)
	stop := context.AfterFunc(trigger, func() { fmt.Println("after"); done.Done() })
	stopped := context.AfterFunc(trigger, func() { fmt.Println("must not run") })
	fmt.Println(stopped(), stopped())
	fire()
	done.Wait()
	fmt.Println(stop())
	done.Add(1)
	context.AfterFunc(trigger, func() { fmt.Println("at once"); done.Done() })
	done.Wait()

	base, because := context.WithCancelCause(context.Background())
	foreign := own{base}
	below, cancel := context.WithCancel(foreign)
	defer cancel()
	because(errors.New("through a foreign context"))
	<-below.Done()
	state("below", below)
	fmt.Println(below)
	fmt.Println(context.WithoutCancel(context.WithValue(context.TODO(), key{"x"}, time.Second)))
}
