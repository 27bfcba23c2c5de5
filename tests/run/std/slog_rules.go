// Package testing/slogtest: what it finds of Handlers that follow the rules, and of some that break each of them.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"regexp"
	"testing/slogtest"
)

// A breaker breaks one rule.
type breaker struct {
	slog.Handler
	change func(slog.Record) slog.Record
}

func (b breaker) Handle(ctx context.Context, r slog.Record) error { return b.Handler.Handle(ctx, b.change(r)) }

func (b breaker) WithAttrs(as []slog.Attr) slog.Handler { return breaker{b.Handler.WithAttrs(as), b.change} }

func (b breaker) WithGroup(name string) slog.Handler { return breaker{b.Handler.WithGroup(name), b.change} }

// flat knows no groups and forgets what With adds.
type flat struct{ slog.Handler }

func (f flat) WithAttrs([]slog.Attr) slog.Handler { return f }

func (f flat) WithGroup(string) slog.Handler { return f }

func read(text []byte) (all []map[string]any) {
	for line := range bytes.Lines(text) {
		var m map[string]any
		if err := json.Unmarshal(line, &m); err != nil {
			panic(err)
		}
		all = append(all, m)
	}
	return all
}

// Where the rules stand in the library's source is not compared.
var place = regexp.MustCompile(`\(\S*slogtest\.go:\d+\)`)

func main() {
	for _, h := range []struct {
		name string
		over func(slog.Handler) slog.Handler
	}{
		{"json", func(h slog.Handler) slog.Handler { return h }},
		{"flat", func(h slog.Handler) slog.Handler { return flat{h} }},
		{"another message", func(h slog.Handler) slog.Handler {
			return breaker{h, func(r slog.Record) slog.Record { r.Message += "!"; return r }}
		}},
		{"without attributes", func(h slog.Handler) slog.Handler {
			return breaker{h, func(r slog.Record) slog.Record { return slog.NewRecord(r.Time, r.Level, r.Message, r.PC) }}
		}},
		{"more attributes", func(h slog.Handler) slog.Handler {
			return breaker{h, func(r slog.Record) slog.Record {
				r.AddAttrs(slog.Any("G", []int{1}), slog.Int("source", 1), slog.String("time", "now"))
				return r
			}}
		}},
	} {
		var b bytes.Buffer
		err := slogtest.TestHandler(h.over(slog.NewJSONHandler(&b, nil)), func() []map[string]any { return read(b.Bytes()) })
		fmt.Printf("%s:\n%s\n", h.name, place.ReplaceAllString(fmt.Sprint(err), "(slogtest.go)"))
	}
	fmt.Println(slogtest.TestHandler(slog.DiscardHandler, func() []map[string]any { return nil }))

}
