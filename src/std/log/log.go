// Package log writes lines with a prefix, the time and the place of the call.
package log

import (
	"fmt"
	"internal/core/io"
	"log/internal"
	"os"
	"runtime"
	"sync"
	"time"
)

// What a line begins with.
const (
	Ldate         = 1 << iota // 2009/01/23
	Ltime                     // 01:23:23
	Lmicroseconds             // 01:23:23.123123
	Llongfile                 // /a/b/c/d.go:23
	Lshortfile                // d.go:23
	LUTC                      // in UTC rather than local time
	Lmsgprefix                // the prefix before the message, not the line
	LstdFlags     = Ldate | Ltime
)

// Logger writes lines to a writer, one at a time. Several goroutines may use it.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

// New returns a Logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: prefix, flag: flag}
}

var std = New(os.Stderr, "", LstdFlags)

// Default is the Logger of the functions of this package.
func Default() *Logger { return std }

// digits appends i with at least width digits.
func digits(b []byte, i, width int) []byte {
	var buf [20]byte
	at := len(buf)
	for i >= 10 || width > 1 {
		at--
		buf[at] = byte('0' + i%10)
		i /= 10
		width--
	}
	at--
	buf[at] = byte('0' + i)
	return append(b, buf[at:]...)
}

func header(b []byte, t time.Time, prefix string, flag int, file string, line int) []byte {
	if flag&Lmsgprefix == 0 {
		b = append(b, prefix...)
	}
	if flag&(Ldate|Ltime|Lmicroseconds) != 0 {
		if flag&LUTC != 0 {
			t = t.UTC()
		}
		if flag&Ldate != 0 {
			year, month, day := t.Date()
			b = digits(b, year, 4)
			b = append(b, '/')
			b = digits(b, int(month), 2)
			b = append(b, '/')
			b = digits(b, day, 2)
			b = append(b, ' ')
		}
		if flag&(Ltime|Lmicroseconds) != 0 {
			hour, min, sec := t.Clock()
			b = digits(b, hour, 2)
			b = append(b, ':')
			b = digits(b, min, 2)
			b = append(b, ':')
			b = digits(b, sec, 2)
			if flag&Lmicroseconds != 0 {
				b = append(b, '.')
				b = digits(b, t.Nanosecond()/1e3, 6)
			}
			b = append(b, ' ')
		}
	}
	if flag&(Lshortfile|Llongfile) != 0 {
		if flag&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		b = append(b, file...)
		b = append(b, ':')
		b = digits(b, line, -1)
		b = append(b, ": "...)
	}
	if flag&Lmsgprefix != 0 {
		b = append(b, prefix...)
	}
	return b
}

// discards says whether all that is written is lost. Nothing is formatted then, and no method of what would be written called.
func (l *Logger) discards() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out == io.Discard
}

// output writes a line; depth 2 is the caller of the function of this package that calls it.
func (l *Logger) output(depth int, s string) error {
	var file string
	var line int
	if l.Flags()&(Lshortfile|Llongfile) != 0 {
		var ok bool
		_, file, line, ok = runtime.Caller(depth)
		if !ok {
			file = "???"
			line = 0
		}
	}
	// Not left to another function: a Writer that looks for the caller of Print counts the frames between.
	b := l.line(file, line, s)
	l.mu.Lock()
	defer l.mu.Unlock()
	_, err := l.out.Write(b)
	return err
}

func init() {
	internal.DefaultOutput = func(pc uintptr, data []byte) error {
		frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
		file := frame.File
		if file == "" {
			file = "???"
		}
		b := std.line(file, frame.Line, string(data))
		std.mu.Lock()
		defer std.mu.Unlock()
		_, err := std.out.Write(b)
		return err
	}
}

// line is a line about a place in a file.
func (l *Logger) line(file string, line int, s string) []byte {
	now := time.Now()
	l.mu.Lock()
	prefix, flag := l.prefix, l.flag
	l.mu.Unlock()
	b := header(make([]byte, 0, len(s)+40), now, prefix, flag, file, line)
	b = append(b, s...)
	if len(b) == 0 || b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	return b
}

// Output writes a line; calldepth 1 is the caller of Output.
func (l *Logger) Output(calldepth int, s string) error { return l.output(calldepth+1, s) }

func (l *Logger) Print(v ...any) {
	if !l.discards() {
		l.output(2, fmt.Sprint(v...))
	}
}

func (l *Logger) Printf(format string, v ...any) {
	if !l.discards() {
		l.output(2, fmt.Sprintf(format, v...))
	}
}

func (l *Logger) Println(v ...any) {
	if !l.discards() {
		l.output(2, fmt.Sprintln(v...))
	}
}

// Fatal is Print and then os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	if !l.discards() {
		l.output(2, fmt.Sprint(v...))
	}
	os.Exit(1)
}

// Fatalf is Printf and then os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	if !l.discards() {
		l.output(2, fmt.Sprintf(format, v...))
	}
	os.Exit(1)
}

// Fatalln is Println and then os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	if !l.discards() {
		l.output(2, fmt.Sprintln(v...))
	}
	os.Exit(1)
}

// Panic is Print and then panic.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.output(2, s)
	panic(s)
}

// Panicf is Printf and then panic.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.output(2, s)
	panic(s)
}

// Panicln is Println and then panic.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.output(2, s)
	panic(s)
}

// Flags gives what lines begin with.
func (l *Logger) Flags() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.flag
}

// SetFlags sets what lines begin with.
func (l *Logger) SetFlags(flag int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flag = flag
}

// Prefix gives the prefix.
func (l *Logger) Prefix() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.prefix
}

// SetPrefix sets the prefix.
func (l *Logger) SetPrefix(prefix string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefix = prefix
}

// Writer gives where lines go.
func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

// SetOutput sets where lines go.
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}

func SetOutput(w io.Writer) { std.SetOutput(w) }

func Flags() int { return std.Flags() }

func SetFlags(flag int) { std.SetFlags(flag) }

func Prefix() string { return std.Prefix() }

func SetPrefix(prefix string) { std.SetPrefix(prefix) }

func Writer() io.Writer { return std.Writer() }

func Print(v ...any) {
	if !std.discards() {
		std.output(2, fmt.Sprint(v...))
	}
}

func Printf(format string, v ...any) {
	if !std.discards() {
		std.output(2, fmt.Sprintf(format, v...))
	}
}

func Println(v ...any) {
	if !std.discards() {
		std.output(2, fmt.Sprintln(v...))
	}
}

// Fatal is Print and then os.Exit(1).
func Fatal(v ...any) {
	if !std.discards() {
		std.output(2, fmt.Sprint(v...))
	}
	os.Exit(1)
}

// Fatalf is Printf and then os.Exit(1).
func Fatalf(format string, v ...any) {
	if !std.discards() {
		std.output(2, fmt.Sprintf(format, v...))
	}
	os.Exit(1)
}

// Fatalln is Println and then os.Exit(1).
func Fatalln(v ...any) {
	if !std.discards() {
		std.output(2, fmt.Sprintln(v...))
	}
	os.Exit(1)
}

// Panic is Print and then panic.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.output(2, s)
	panic(s)
}

// Panicf is Printf and then panic.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.output(2, s)
	panic(s)
}

// Panicln is Println and then panic.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.output(2, s)
	panic(s)
}

// Output writes a line; calldepth 1 is the caller of Output.
func Output(calldepth int, s string) error { return std.output(calldepth+1, s) }
