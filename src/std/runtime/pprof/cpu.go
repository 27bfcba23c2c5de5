package pprof

import (
	"errors"
	"io"
	"math/rand"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// period is the time between two looks at the goroutines.
const period = 10 * time.Millisecond

// sampled is how often goroutines were found to run at a place, with labels.
type sampled struct {
	stack, labels string
}

var cpu struct {
	sync.Mutex
	stop, done chan struct{}
}

// StartCPUProfile writes a profile of where the processors' time goes to w, once StopCPUProfile is called.
func StartCPUProfile(w io.Writer) error {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.stop != nil {
		return errors.New("cpu profiling already in use")
	}
	stop, done := make(chan struct{}), make(chan struct{})
	cpu.stop, cpu.done = stop, done
	go func() {
		defer close(done)
		begin := time.Now()
		counts := map[sampled]int64{}
		ticks := time.NewTicker(period)
		defer ticks.Stop()
		for {
			select {
			case <-ticks.C:
				look(counts)
			case <-stop:
				writeCPU(w, counts, time.Since(begin))
				return
			}
		}
	}()
	return nil
}

// StopCPUProfile ends the profile and waits until it is written.
func StopCPUProfile() {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.stop == nil {
		return
	}
	close(cpu.stop)
	<-cpu.done
	cpu.stop = nil
}

// look counts the goroutines that run. Those that could are told from them by chance: only so many run as there are processors.
func look(counts map[sampled]int64) {
	var ready []sampled
	for text := range strings.SplitSeq(string(stackText()), "\n\n") {
		head, stack, _ := strings.Cut(text, "\n")
		number, state, ok := strings.Cut(strings.TrimPrefix(head, "goroutine "), " [")
		if !ok || !strings.HasPrefix(state, "runn") || strings.HasPrefix(stack, "runtime.Stack(") {
			continue
		}
		id, _ := strconv.ParseUint(number, 10, 64)
		ready = append(ready, sampled{stack, labelsOf(id)})
	}
	rand.Shuffle(len(ready), func(i, j int) { ready[i], ready[j] = ready[j], ready[i] })
	for _, s := range ready[:min(len(ready), runtime.GOMAXPROCS(0))] {
		counts[s]++
	}
}

// parse reads a traceback's calls, newest first.
func parse(stack string) (calls []call) {
	lines := strings.Split(stack, "\n")
	for i := 0; i+1 < len(lines) && !strings.HasPrefix(lines[i], "created by "); i += 2 {
		name := lines[i]
		if at := strings.LastIndexByte(name, '('); at > 0 {
			name = name[:at]
		}
		place := strings.TrimPrefix(lines[i+1], "\t")
		if at := strings.LastIndexByte(place, ' '); at > 0 {
			place = place[:at]
		}
		c := call{function: name, file: place}
		if at := strings.LastIndexByte(place, ':'); at > 0 {
			c.file = place[:at]
			c.line, _ = strconv.Atoi(place[at+1:])
		}
		calls = append(calls, c)
	}
	return calls
}

func writeCPU(w io.Writer, counts map[sampled]int64, took time.Duration) {
	b := newBuilder()
	b.types("samples", "count", "cpu", "nanoseconds")
	b.period("cpu", "nanoseconds", int64(period))
	b.out.number(fieldDuration, uint64(took))
	for s, n := range counts {
		var places []uint64
		for _, c := range parse(s.stack) {
			places = append(places, b.place(c))
		}
		b.sample(places, []int64{n, n * int64(period)}, readLabels(s.labels))
	}
	b.write(w)
}
