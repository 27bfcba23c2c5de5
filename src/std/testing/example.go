package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// An InternalExample is an example, and what it should print.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// RunExamples runs examples, and reports whether all printed what they should.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(matchString, examples)
	return ok
}

func runExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ran, ok bool) {
	ok = true
	m := newMatcher(matchString, *match, "-test.run", *skip)
	for _, e := range examples {
		if _, wanted, _ := m.fullName(nil, e.Name); wanted {
			ran = true
			ok = runExample(e) && ok
		}
	}
	return ran, ok
}

func runExample(e InternalExample) (ok bool) {
	if verbosity.on {
		fmt.Printf("%s=== RUN   %s\n", mark(), e.Name)
	}
	stdout := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	printed := make(chan string)
	go func() {
		text, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		printed <- string(text)
	}()
	finished := false
	start := time.Now()
	defer func() {
		took := time.Since(start)
		w.Close()
		os.Stdout = stdout
		ok = e.judge(<-printed, took, finished, recover())
	}()
	e.F()
	finished = true
	return ok
}

// judge reports on an example that has printed text and panicked with r.
func (e *InternalExample) judge(text string, took time.Duration, finished bool, r any) bool {
	got, want := strings.TrimSpace(text), strings.TrimSpace(e.Output)
	wrong := ""
	switch {
	case r != nil:
	case e.Unordered:
		if !slices.Equal(sortedLines(got), sortedLines(want)) {
			wrong = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", text, e.Output)
		}
	case got != want:
		wrong = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	ok := wrong == "" && finished && r == nil
	if !ok {
		fmt.Printf("%s--- FAIL: %s (%s)\n%s", mark(), e.Name, seconds(took), wrong)
	} else if verbosity.on {
		fmt.Printf("%s--- PASS: %s (%s)\n", mark(), e.Name, seconds(took))
	}
	if verbosity.marked {
		fmt.Printf("%s=== NAME   %s\n", mark(), "")
	}
	if r != nil {
		panic(r)
	}
	if !finished {
		panic(errUnfinished)
	}
	return ok
}

func sortedLines(s string) []string { return slices.Sorted(strings.SplitSeq(s, "\n")) }
