package waitgroup

import "sync"

func f(n int) {
	var wg sync.WaitGroup
	go func() {
		wg.Add(1)
		defer wg.Done()
	}()
	go func() {
		println()
		wg.Add(1)
	}()
	go func() {
		defer wg.Done()
	}()
	p := &wg
	go func(w *sync.WaitGroup) {
		w.Add(1)
	}(p)
	go func() {
		(&wg).Add(1)
	}()
	go func() {
		func() { wg.Add(1) }()
	}()
	for {
		wg.Add(1)
	}
}
