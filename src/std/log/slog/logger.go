// Package slog logs messages with keys and values.
package slog

import (
	"bytes"
	"context"
	"log"
	"runtime"
	"slices"
	"sync/atomic"
	"time"
)

// A Record is what is logged by one call.
type Record struct {
	Time    time.Time
	Message string
	Level   Level
	PC      uintptr // where the call stands; 0: unknown

	attrs []Attr
}

// NewRecord returns a Record without Attrs.
func NewRecord(t time.Time, level Level, msg string, pc uintptr) Record {
	return Record{Time: t, Message: msg, Level: level, PC: pc}
}

// Clone returns a copy that shares nothing.
func (r Record) Clone() Record {
	r.attrs = slices.Clone(r.attrs)
	return r
}

// NumAttrs is the number of Attrs.
func (r Record) NumAttrs() int { return len(r.attrs) }

// Attrs calls f for each Attr until it says false.
func (r Record) Attrs(f func(Attr) bool) {
	for _, a := range r.attrs {
		if !f(a) {
			return
		}
	}
}

// AddAttrs adds Attrs, but for empty groups.
func (r *Record) AddAttrs(attrs ...Attr) {
	for _, a := range attrs {
		if !a.Value.isEmptyGroup() {
			r.attrs = append(r.attrs, a)
		}
	}
}

// Add adds keys and values.
func (r *Record) Add(args ...any) { r.AddAttrs(attrs(args)...) }

// A Source is where a call stands.
type Source struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

func (s *Source) group() Value {
	var as []Attr
	if s.Function != "" {
		as = append(as, String("function", s.Function))
	}
	if s.File != "" {
		as = append(as, String("file", s.File))
	}
	if s.Line != 0 {
		as = append(as, Int("line", s.Line))
	}
	return GroupValue(as...)
}

// Source is where the call stands, nil where that is not known.
func (r Record) Source() *Source {
	if r.PC == 0 {
		return nil
	}
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	return &Source{f.Function, f.File, f.Line}
}

// logLevel is the least level of the default handler, and the level of what log writes.
var logLevel LevelVar

// SetLogLoggerLevel sets the least level that goes from here to log, or, after SetDefault, the level of what log is given.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	oldLevel = logLevel.Level()
	logLevel.Set(level)
	return oldLevel
}

var defaultLogger atomic.Pointer[Logger]

func init() { defaultLogger.Store(New(newDefaultHandler())) }

// Default is the logger that the functions of the package use.
func Default() *Logger { return defaultLogger.Load() }

// SetDefault makes l the default, and passes what package log is given on to it.
func SetDefault(l *Logger) {
	defaultLogger.Store(l)
	if _, ok := l.Handler().(*defaultHandler); !ok {
		log.SetOutput(&handlerWriter{l.Handler(), &logLevel})
		log.SetFlags(0)
	}
}

// handlerWriter makes records of lines.
type handlerWriter struct {
	h     Handler
	level Leveler
}

func (w *handlerWriter) Write(buf []byte) (int, error) {
	level := w.level.Level()
	if !w.h.Enabled(context.Background(), level) {
		return 0, nil
	}
	text := string(bytes.TrimSuffix(buf, []byte("\n")))
	return len(buf), w.h.Handle(context.Background(), NewRecord(time.Now(), level, text, 0))
}

// NewLogLogger returns a logger of package log that passes on to h.
func NewLogLogger(h Handler, level Level) *log.Logger {
	return log.New(&handlerWriter{h, level}, "", 0)
}

// A Logger makes records and gives them to a Handler.
type Logger struct {
	handler Handler
}

// New returns a Logger for h.
func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

// Handler is the logger's handler.
func (l *Logger) Handler() Handler { return l.handler }

// With returns a logger that adds the keys and values to each record.
func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrs(args))}
}

// WithGroup returns a logger that puts all keys into a group.
func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

// Enabled reports whether records of the level are handled.
func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.handler.Enabled(ctx, level)
}

// log is called by each of the functions that programs call, directly.
func (l *Logger) log(ctx context.Context, level Level, msg string, args []any, as []Attr) {
	if !l.Enabled(ctx, level) {
		return
	}
	var pcs [1]uintptr
	runtime.Callers(3, pcs[:])
	r := NewRecord(time.Now(), level, msg, pcs[0])
	r.Add(args...)
	r.AddAttrs(as...)
	if ctx == nil {
		ctx = context.Background()
	}
	l.handler.Handle(ctx, r)
}

func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.log(ctx, level, msg, args, nil)
}

func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.log(ctx, level, msg, nil, attrs)
}

func (l *Logger) Debug(msg string, args ...any) { l.log(nil, LevelDebug, msg, args, nil) }
func (l *Logger) Info(msg string, args ...any)  { l.log(nil, LevelInfo, msg, args, nil) }
func (l *Logger) Warn(msg string, args ...any)  { l.log(nil, LevelWarn, msg, args, nil) }
func (l *Logger) Error(msg string, args ...any) { l.log(nil, LevelError, msg, args, nil) }

func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelDebug, msg, args, nil)
}

func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelInfo, msg, args, nil)
}

func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelWarn, msg, args, nil)
}

func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelError, msg, args, nil)
}

// With is With of the default logger.
func With(args ...any) *Logger { return Default().With(args...) }

func Debug(msg string, args ...any) { Default().log(nil, LevelDebug, msg, args, nil) }
func Info(msg string, args ...any)  { Default().log(nil, LevelInfo, msg, args, nil) }
func Warn(msg string, args ...any)  { Default().log(nil, LevelWarn, msg, args, nil) }
func Error(msg string, args ...any) { Default().log(nil, LevelError, msg, args, nil) }

func DebugContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelDebug, msg, args, nil)
}

func InfoContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelInfo, msg, args, nil)
}

func WarnContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelWarn, msg, args, nil)
}

func ErrorContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelError, msg, args, nil)
}

func Log(ctx context.Context, level Level, msg string, args ...any) {
	Default().log(ctx, level, msg, args, nil)
}

func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	Default().log(ctx, level, msg, nil, attrs)
}
