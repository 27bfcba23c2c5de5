// Package wrappers has functions that print what they are given.
package wrappers

import (
	"fmt"
	"log"
)

type Logger struct{ prefix string }

func (l *Logger) Infof(format string, args ...any) { l.logf("info", format, args...) }

func (l *Logger) logf(level, format string, args ...any) {
	log.Printf(level+format, args...)
	fmt.Printf(format, args...)
}

func (l *Logger) Info(args ...any) { fmt.Println(args...) }

func Wrap(err error, format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, err)...)
}

func Failf(format string, args ...any) error { return fmt.Errorf(format, args...) }

func forgot(format string, args ...any) { fmt.Printf(format, args) }

func changes(format string, args ...any) {
	format = "x" + format
	fmt.Printf(format, args...)
}

func first(format string, args ...any)  { second(format, args...) }
func second(format string, args ...any) { third(format, args...) }
func third(format string, args ...any)  { fmt.Printf(format, args...) }

var Debugf = func(format string, args ...any) { log.Printf(format, args...) }

type hooks struct{ warnf func(string, ...any) }

func mayNot(format string, args ...string) { fmt.Printf(format, args) }

func use() {
	l := &Logger{}
	l.Infof("%s", 1)
	l.Infof("%d")
	l.Info("%d", 1)
	l.logf("a", "%s", 2)
	Wrap(nil, "%d", "x")
	Failf("%d %w", "x", nil)
	Failf("%w", 1)
	forgot("%d", "x")
	changes("%d", "x")
	first("%d", "x")
	Debugf("%d", "x")
	localf := func(format string, args ...any) { fmt.Printf(format, args...) }
	localf("%d", "x")
	h := hooks{}
	h.warnf = func(format string, args ...any) { fmt.Printf(format, args...) }
	h.warnf("%d", "x")
	mayNot("%d", "x")
	var logger log.Logger
	logger.Printf("%d", "x")
	logger.Println("x\n")
	log.Fatalf("%d", "x")
	var embedded struct{ *Logger }
	embedded.Infof("%d", "x")
	fn := l.Infof
	fn("%d", "x")
	(*Logger).Infof(l, "%d", "x")
}
