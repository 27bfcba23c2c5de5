package lostcancel

import (
	"context"
	"errors"
	"log"
	"os"
	"time"

	"m/other"
)

var bg = context.Background()

func discarded() {
	ctx, _ := context.WithCancel(bg)
	_, _ = context.WithTimeout(ctx, time.Second)
	var _, _ = context.WithDeadline(ctx, time.Now())
}

func never() error {
	ctx, cancel := context.WithCancel(bg)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	_ = cancel
	return nil
}

func early(n int) error {
	ctx, cancel := context.WithCancelCause(bg)
	if n > 3 {
		return errors.New("no")
	}
	defer cancel(nil)
	<-ctx.Done()
	return nil
}

func deferred() {
	_, cancel := context.WithCancel(bg)
	defer cancel()
}

func exits(n int) {
	_, cancel := context.WithCancel(bg)
	switch n {
	case 1:
		os.Exit(1)
	case 2:
		log.Fatal("two")
	case 3:
		panic(3)
	case 4:
		die()
	case 5:
		other.Die("five")
	default:
		cancel()
	}
	cancel()
}

func die() {
	if len(os.Args) > 1 {
		os.Exit(1)
	}
	die2()
}

func die2() {
	for {
	}
}

func dead(n int) {
	_, cancel := context.WithCancel(bg)
	switch n {
	case 4:
		die()
	case 5:
		other.Die("five")
	default:
		cancel()
	}
}

func falls(n int) {
	_, cancel := context.WithCancel(bg)
	switch n {
	case 1:
		fallthrough
	case 2:
		cancel()
	case 3:
	}
}

func loops(list []int) int {
	var ctx, cancel = context.WithTimeout(bg, 1)
	for _, n := range list {
		if n == 0 {
			continue
		}
		if n == 1 {
			break
		}
		cancel()
		return n
	}
	_ = ctx
	return 0
}

func forever(c chan int) {
	_, cancel := context.WithCancel(bg)
outer:
	for {
		select {
		case n := <-c:
			if n > 1 {
				break outer
			}
		case c <- 1:
			cancel()
			return
		}
	}
}

func jumps(n int) {
	_, cancel := context.WithCancel(bg)
	if n > 0 {
		goto end
	}
	cancel()
end:
}

func literal() func() {
	return func() {
		_, cancel := context.WithCancel(bg)
		if bg.Err() != nil {
			return
		}
		cancel()
	}
}

func captured() {
	_, cancel := context.WithCancel(bg)
	go func() {
		cancel()
	}()
}

func named() (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(bg)
	return
}

var global context.CancelFunc

func outside() {
	_, global = context.WithCancel(bg)
}

func again(n int) {
	ctx, cancel := context.WithCancel(bg)
	ctx, cancel = context.WithTimeout(ctx, 1)
	if n == 0 {
		return
	}
	cancel()
}

func types(x any) {
	_, cancel := context.WithCancel(bg)
	switch x := x.(type) {
	case int, string:
		cancel()
	case func():
		x()
		return
	}
}

func header() {
	if ctx, cancel := context.WithCancel(bg); ctx.Err() == nil {
		return
	} else if ctx.Err() == bg.Err() {
		cancel()
	}
	for _, cancel := context.WithCancel(bg); ; {
		if bg.Err() != nil {
			break
		}
		cancel()
		return
	}
}

type T struct{ cancel func() }

func (t *T) field() {
	_, t.cancel = context.WithCancel(bg)
}

func unreached() {
	return
	_, cancel := context.WithCancel(bg)
	if bg.Err() == nil {
		cancel()
	}
}

func recovers() {
	_, cancel := context.WithCancel(bg)
	defer func() { recover() }()
	panic("p")
	cancel()
}
