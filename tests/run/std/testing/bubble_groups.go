// Which bubble of testing/synctest a sync.WaitGroup belongs to, and what it waits for: each case in a process of its own.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func bubble(f func()) {
	synctest.Test(new(testing.T), func(*testing.T) { f() })
}

var (
	inPackage sync.WaitGroup
	pointed   = new(sync.WaitGroup)
)

type pool struct {
	name string
	wg   sync.WaitGroup
}

var cases = []struct {
	name string
	run  func()
}{
	{"added inside, then outside", func() {
		wg := new(sync.WaitGroup)
		bubble(func() { wg.Add(1); wg.Done() })
		wg.Add(1)
	}},
	{"added outside, then inside", func() {
		wg := new(sync.WaitGroup)
		wg.Add(1)
		bubble(func() { wg.Add(1) })
	}},
	{"added outside, done inside", func() {
		wg := new(sync.WaitGroup)
		wg.Add(1)
		bubble(func() { wg.Done() })
	}},
	{"added inside, done outside", func() {
		wg := new(sync.WaitGroup)
		bubble(func() { wg.Add(1) })
		wg.Done()
	}},
	{"Go outside", func() {
		wg := new(sync.WaitGroup)
		bubble(func() { wg.Add(1) })
		wg.Go(func() {})
	}},
	{"two bubbles", func() {
		wg := new(sync.WaitGroup)
		bubble(func() { wg.Add(1) })
		bubble(func() { wg.Add(1) })
	}},
	{"two bubbles, not waited for", func() {
		wg := new(sync.WaitGroup)
		bubble(func() { wg.Go(func() {}); synctest.Wait() })
		bubble(func() { wg.Go(func() {}); synctest.Wait() })
	}},
	{"two bubbles, one after the other", func() {
		wg := new(sync.WaitGroup)
		bubble(func() { wg.Go(func() { time.Sleep(time.Hour) }); wg.Wait() })
		bubble(func() { wg.Go(func() {}); synctest.Wait(); wg.Wait() })
		wg.Go(func() {})
		wg.Wait()
		fmt.Println("all waited for")
	}},
	{"used up outside before", func() {
		wg := new(sync.WaitGroup)
		wg.Add(2)
		wg.Add(-2)
		bubble(func() {
			start := time.Now()
			wg.Go(func() { time.Sleep(time.Hour) })
			wg.Wait()
			fmt.Println(time.Since(start))
		})
		wg.Go(func() {})
		wg.Wait()
		fmt.Println("and after")
	}},
	{"in a struct that is assigned", func() {
		p := &pool{name: "a"}
		bubble(func() { p.wg.Add(1) })
		p.wg = sync.WaitGroup{}
		p.wg.Add(1)
		p.wg.Done()
		p.wg.Wait()
		fmt.Println("a new one")
		bubble(func() { p.wg.Add(1) })
	}},
	{"package variable", func() {
		bubble(func() { inPackage.Add(1); inPackage.Done(); inPackage.Wait() })
		inPackage.Add(1)
		inPackage.Done()
		bubble(func() { inPackage.Go(func() {}); inPackage.Wait() })
		fmt.Println("belongs to nobody")
	}},
	{"package variable with tasks outside", func() {
		inPackage.Add(1)
		bubble(func() { inPackage.Add(1); inPackage.Done(); inPackage.Done() })
		inPackage.Wait()
		fmt.Println("belongs to nobody")
	}},
	{"pointer in a package variable", func() {
		bubble(func() { pointed.Add(1) })
		pointed.Add(1)
	}},
	{"deadlock", func() {
		bubble(func() { var wg sync.WaitGroup; wg.Add(1); wg.Wait() })
	}},
	{"what is printed of one", func() {
		bubble(func() {
			var wg sync.WaitGroup
			wg.Add(2)
			fmt.Printf("%+v\n", &wg)
			go wg.Wait()
			synctest.Wait()
			fmt.Printf("%+v\n", &wg)
			wg.Add(-2)
		})
	}},
	{"finalizers run outside", func() {
		ran := make(chan bool)
		bubble(func() {
			runtime.SetFinalizer(&pool{name: "b"}, func(*pool) { ran <- time.Now().Year() > 2000 })
			runtime.GC()
		})
		runtime.GC()
		fmt.Println(<-ran)
	}},
}

func main() {
	if len(os.Args) > 1 {
		testing.Init()
		flag.CommandLine.Parse(nil)
		for _, c := range cases {
			if c.name == os.Args[1] {
				c.run()
			}
		}
		return
	}
	for _, c := range cases {
		out, err := exec.Command(os.Args[0], c.name).CombinedOutput()
		fmt.Printf("%s: %v\n", c.name, err)
		for line := range strings.Lines(string(out)) {
			if line == "\n" {
				break
			}
			fmt.Print("\t", line)
		}
	}
}
