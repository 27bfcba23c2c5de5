// Package log/slog: kinds, values, levels, handlers and loggers with and without contexts.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"
)

type hidden struct{ secret string }

func (hidden) LogValue() slog.Value { return slog.StringValue("***") }

type loop struct{}

func (l loop) LogValue() slog.Value { return slog.AnyValue(l) }

type panicking struct{}

func (panicking) LogValue() slog.Value { panic("no value") }

type fixed slog.Level

func (f fixed) Level() slog.Level { return slog.Level(f) }

func timeless(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	if a.Key == slog.MessageKey {
		a.Key = "message"
	}
	return a
}

func values() {
	now := time.Date(2026, 11, 26, 1, 2, 3, 4, time.UTC)
	for _, v := range []slog.Value{slog.BoolValue(true), slog.DurationValue(time.Second), slog.Float64Value(2.5), slog.Int64Value(-5), slog.IntValue(3), slog.StringValue("s"), slog.TimeValue(now), slog.Uint64Value(1 << 63),
		slog.GroupValue(slog.Int("a", 1), slog.Attr{}), slog.AnyValue(errors.New("e")), slog.AnyValue(hidden{}), slog.AnyValue(nil), slog.AnyValue(int8(3)), slog.AnyValue(float32(1.5)), slog.AnyValue([]slog.Attr{slog.Int("g", 1)}), {}} {
		fmt.Print(v.Kind(), " ", v.Kind().String(), " ", v, " ", v.Any(), " ", v.Equal(v), "; ")
	}
	fmt.Println()
	fmt.Println(slog.BoolValue(true).Bool(), slog.DurationValue(5).Duration(), slog.Float64Value(1.5).Float64(), slog.Int64Value(7).Int64(), slog.StringValue("x").String(), slog.TimeValue(now).Time().UTC(), slog.Uint64Value(9).Uint64(), slog.GroupValue(slog.Int("k", 1)).Group(), slog.AnyValue(hidden{}).LogValuer() != nil)
	var valuer slog.LogValuer = hidden{"y"}
	fmt.Println(valuer.LogValue(), slog.AnyValue(hidden{"x"}).Resolve(), slog.AnyValue(loop{}).Resolve(), strings.Contains(fmt.Sprint(slog.AnyValue(panicking{}).Resolve()), "LogValue panicked"))
	for _, kind := range []slog.Kind{slog.KindAny, slog.KindBool, slog.KindDuration, slog.KindFloat64, slog.KindGroup, slog.KindInt64, slog.KindLogValuer, slog.KindString, slog.KindTime, slog.KindUint64, 99} {
		fmt.Print(kind, " ")
	}
	fmt.Println()
	for _, f := range []func(){func() { slog.StringValue("x").Bool() }, func() { slog.IntValue(1).Float64() }, func() { slog.IntValue(1).Group() }, func() { slog.IntValue(1).LogValuer() }, func() { slog.IntValue(1).Time() }, func() { slog.IntValue(1).Duration() }, func() { slog.IntValue(1).Uint64() }} {
		func() {
			defer func() { fmt.Print(recover(), "; ") }()
			f()
		}()
	}
	fmt.Println()
	for _, a := range []slog.Attr{slog.Bool("b", false), slog.Float64("f", 0.1), slog.Int64("i", 1), slog.Duration("d", 1), slog.Time("t", now), slog.Uint64("u", 1), slog.Any("a", nil), slog.Group("g", "x", 1, slog.Int("y", 2)), slog.GroupAttrs("h", slog.Int("z", 3)), slog.String("s", "")} {
		fmt.Print(a.String(), " ", a.Equal(slog.Attr{}), " ")
	}
	fmt.Println()
}

func levels() {
	for _, l := range []slog.Level{slog.LevelDebug, slog.LevelDebug - 1, slog.LevelInfo, slog.LevelInfo + 3, slog.LevelWarn, slog.LevelError, slog.LevelError + 10} {
		text, err := l.MarshalText()
		quoted, jerr := l.MarshalJSON()
		appended, aerr := l.AppendText([]byte(">"))
		fmt.Print(l.String(), " ", string(text), err, string(quoted), jerr, string(appended), aerr, "; ")
	}
	fmt.Println()
	var l slog.Level
	for _, text := range []string{"debug", "Info+2", "WARN-1", "error", "x", "info+", ""} {
		fmt.Print(l.UnmarshalText([]byte(text)), " ", l, "; ")
	}
	fmt.Println(l.UnmarshalJSON([]byte(`"warn"`)), l, l.UnmarshalJSON([]byte(`5`)))
	var v slog.LevelVar
	v.Set(slog.LevelWarn)
	text, err := v.MarshalText()
	appended, aerr := v.AppendText(nil)
	fmt.Println(v.String(), v.Level(), string(text), err, string(appended), aerr, v.UnmarshalText([]byte("error+1")), &v)
	var leveler slog.Leveler = fixed(2)
	fmt.Println(leveler.Level())
}

// gathering is a handler of one's own.
type gathering struct {
	name string
	out  *[]string
}

func (g gathering) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }
func (g gathering) Handle(ctx context.Context, r slog.Record) error {
	line := fmt.Sprint(g.name, r.Level, r.Message, r.NumAttrs(), ctx.Value("k"), r.Time.IsZero(), r.PC != 0)
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	*g.out = append(*g.out, line)
	if r.Message == "fails" {
		return errors.New("gathering failed")
	}
	return nil
}
func (g gathering) WithAttrs(attrs []slog.Attr) slog.Handler {
	return gathering{g.name + fmt.Sprint(attrs), g.out}
}
func (g gathering) WithGroup(name string) slog.Handler { return gathering{g.name + "." + name, g.out} }

func handlers() {
	ctx := context.WithValue(context.Background(), "k", "ctx")
	var lines []string
	var h slog.Handler = gathering{"g", &lines}
	fmt.Println(h.Enabled(ctx, slog.LevelDebug))
	h.WithAttrs([]slog.Attr{slog.Int("a", 1)}).WithGroup("grp").Handle(ctx, slog.Record{Level: slog.LevelWarn, Message: "direct"})
	l := slog.New(h)
	fmt.Println(l.Handler() == h)
	l.DebugContext(ctx, "no")
	l.InfoContext(ctx, "info", "k", 1)
	l.WarnContext(ctx, "warn", "odd")
	l.ErrorContext(ctx, "error", 5, "x")
	l.Log(ctx, slog.LevelError+2, "log")
	l.LogAttrs(ctx, slog.LevelInfo, "attrs", slog.Bool("b", true))
	l.With("w", 1).WithGroup("grp").Info("grouped", "in", 2)
	for _, line := range lines {
		fmt.Println(line)
	}
	lines = nil
	var one, two bytes.Buffer
	var text *slog.TextHandler = slog.NewTextHandler(&one, &slog.HandlerOptions{Level: fixed(slog.LevelDebug), ReplaceAttr: timeless})
	var json *slog.JSONHandler = slog.NewJSONHandler(&two, &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.SourceKey {
			source := a.Value.Any().(*slog.Source)
			return slog.Any(slog.SourceKey, slog.Source{Function: source.Function, File: "FILE", Line: min(source.Line, 1)})
		}
		return timeless(groups, a)
	}})
	var both *slog.MultiHandler = slog.NewMultiHandler(text, json, h)
	m := slog.New(both).With("common", true)
	m.Debug("debug", "v", hidden{})
	m.Info("info", "group", slog.GroupValue(slog.Int("x", 1)), "empty", slog.GroupValue(), "multi", "a b=\"c\"\n")
	m.WithGroup("outer").WithGroup("inner").Error("error", "err", errors.New("why"), "nil", nil, "bytes", []byte("raw"), "struct", struct{ A int }{1})
	fmt.Println(both.Enabled(ctx, slog.LevelDebug), both.Handle(ctx, slog.NewRecord(time.Time{}, slog.LevelInfo, "fails", 0)))
	fmt.Print(one.String(), two.String(), strings.Join(lines, "\n"), "\n")

	kept := slog.Default()
	defer slog.SetDefault(kept)
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: timeless})))
	slog.Debug("d")
	slog.Warn("w", "n", 1)
	slog.DebugContext(ctx, "dc")
	slog.InfoContext(ctx, "ic")
	slog.WarnContext(ctx, "wc")
	slog.ErrorContext(ctx, "ec", "!")
	slog.Log(ctx, slog.LevelInfo-1, "log", slog.Int("a", 1), "b", 2)
	slog.LogAttrs(ctx, slog.LevelWarn+1, "attrs", slog.Duration("d", time.Minute))
	slog.With("x", "y").Info("with")
	source := slog.NewRecord(time.Time{}, 0, "", 0).Source()
	fmt.Println(source == nil)
}

func main() {
	values()
	levels()
	handlers()
}
