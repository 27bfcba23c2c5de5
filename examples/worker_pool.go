// A pool of workers that hand back results with errors; the main goroutine sorts what arrives.
package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

var errUnlucky = errors.New("unlucky number")

type task struct{ id int }

type outcome struct {
	task  task
	value int
	err   error
}

func process(t task) (int, error) {
	if t.id%13 == 0 {
		return 0, fmt.Errorf("task %d: %w", t.id, errUnlucky)
	}
	return t.id * t.id, nil
}

func main() {
	tasks := make(chan task)
	outcomes := make(chan outcome)

	var pool sync.WaitGroup
	for range 5 {
		pool.Go(func() {
			for t := range tasks {
				value, err := process(t)
				outcomes <- outcome{t, value, err}
			}
		})
	}
	go func() {
		for id := 1; id <= 30; id++ {
			tasks <- task{id}
		}
		close(tasks)
		pool.Wait()
		close(outcomes)
	}()

	var done []outcome
	for o := range outcomes {
		done = append(done, o)
	}
	sort.Slice(done, func(i, j int) bool { return done[i].task.id < done[j].task.id })
	sum := 0
	for _, o := range done {
		switch {
		case errors.Is(o.err, errUnlucky):
			fmt.Println("failed:", o.err)
		case o.task.id%10 == 0:
			fmt.Println("task", o.task.id, "gave", o.value)
		}
		sum += o.value
	}
	fmt.Println("tasks:", len(done), "sum:", sum)
}
