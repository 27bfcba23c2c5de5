package testing

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// What marks the lines of the tests' own machinery, with -test.v=test2json: a program that turns the output into events
// then cannot mistake what a test prints for them.
const (
	framing  = '\x16' // before a line
	errBegin = '\x0f' // around the text of Error and Fatal
	errEnd   = '\x0e'
	escape   = '\x1b' // before one of these in a test's log
)

// mark goes before a line that is to be an event.
func mark() string {
	if verbosity.marked {
		return string(rune(framing))
	}
	return ""
}

func escaped(text []byte) []byte {
	if !bytes.ContainsAny(text, "\x16\x0f\x0e\x1b") {
		return text
	}
	var out []byte
	for _, c := range text {
		if c == framing || c == errBegin || c == errEnd || c == escape {
			out = append(out, escape)
		}
		out = append(out, c)
	}
	return out
}

// narrator writes what -v shows, as it happens, and says whose lines follow where that is not plain.
var narrator struct {
	sync.Mutex
	last string
}

// announce writes a line about a test; lines of its log may follow.
func announce(name, text string) {
	narrator.Lock()
	defer narrator.Unlock()
	narrator.last = name
	os.Stdout.WriteString(mark() + text)
}

// narrate writes log lines of a test.
func narrate(name, text string) {
	narrator.Lock()
	defer narrator.Unlock()
	if narrator.last == "" {
		narrator.last = name
	} else if narrator.last != name {
		os.Stdout.WriteString(mark() + "=== NAME  " + name + "\n")
		narrator.last = name
	}
	os.Stdout.WriteString(text)
}

// backTo says, for a reader of marks, whose output follows.
func backTo(name string) {
	if verbosity.marked {
		announce(name, "=== NAME  "+name+"\n")
	}
}

const indent = "    "

// An indenter adds to a test's output what those below it write.
type indenter struct{ c *common }

func (w indenter) Write(text []byte) (n int, err error) {
	for line := range bytes.SplitAfterSeq(text, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		if line[0] == framing {
			w.c.output = append(w.c.output, framing)
			line = line[1:]
		}
		w.c.output = append(append(w.c.output, indent...), line...)
	}
	return len(text), nil
}

// A logWriter takes the log of a test, line by line.
type logWriter struct {
	c    *common
	rest []byte // a line that has not ended yet
}

func (w *logWriter) Write(text []byte) (n int, err error) {
	w.write(text, false)
	return len(text), nil
}

func (w *logWriter) write(text []byte, isError bool) {
	if w.c.logTo() == nil {
		panic("Write called after " + w.c.name + " has completed")
	}
	w.c.mu.Lock()
	defer w.c.mu.Unlock()
	lines := bytes.SplitAfter(text, []byte("\n"))
	whole := lines[:len(lines)-1]
	for i, line := range whole {
		if i == 0 && len(w.rest) > 0 {
			line = append(w.rest, line...)
			w.rest = nil
		}
		w.line(line, isError && i == 0, isError && i == len(whole)-1)
	}
	w.rest = append(w.rest, lines[len(lines)-1]...)
}

func (w *logWriter) line(line []byte, begins, ends bool) {
	c := w.c
	if c.done || !c.verbose {
		c.output = append(append(c.output, indent...), line...)
		return
	}
	text := indent + string(line)
	if verbosity.marked {
		line = escaped(line)
		before, after := "", ""
		if begins {
			before = string(rune(errBegin))
		}
		if ends {
			line = bytes.TrimSuffix(line, []byte("\n"))
			after = string(rune(errEnd)) + "\n"
		}
		text = before + indent + string(line) + after
	}
	if c.bench {
		os.Stdout.WriteString(text)
	} else {
		narrate(c.name, text)
	}
}

// endLine ends a line that the log has begun.
func (c *common) endLine() {
	c.mu.Lock()
	open := c.out != nil && len(c.out.rest) > 0
	c.mu.Unlock()
	if open {
		c.out.Write([]byte("\n"))
	}
}

// flush writes a line about the test, and its output behind that, to the test above it.
func (c *common) flush(line string) {
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	text := line + string(c.output)
	c.output = c.output[:0]
	if c.verbose && (p.w == io.Writer(os.Stdout) || verbosity.marked) {
		announce(c.name, text)
	} else {
		io.WriteString(p.w, mark()+text)
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }
