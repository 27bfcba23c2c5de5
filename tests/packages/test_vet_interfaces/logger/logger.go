package logger

import "fmt"

type Logger interface{ Infof(format string, args ...any) }

type impl struct{}

func (impl) Infof(format string, args ...any) { fmt.Printf(format, args...) }

func New() Logger { return impl{} }

type Other interface {
	Infof(format string, args ...any)
	Warnf(string, ...any)
}

type Wide interface {
	Logger
	Debugf(format string, args ...any)
}

type Holder struct{ Logger }

type Generic[T any] interface {
	Tracef(format string, args ...any)
	Value() T
}

type tracer struct{}

func (*tracer) Tracef(format string, args ...any) { fmt.Printf(format, args...) }
func (*tracer) Value() int                        { return 0 }

var Tracer Generic[int] = &tracer{}
