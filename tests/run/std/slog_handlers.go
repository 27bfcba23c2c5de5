package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"math"
	"os"
	"strings"
	"time"
)

type user struct {
	ID   int
	Name string `json:"name"`
}

func (u user) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("id", u.ID), slog.String("name", u.Name))
}

type endless struct{}

func (e endless) LogValue() slog.Value { return slog.AnyValue(e) }

type texter struct{ s string }

func (t *texter) MarshalText() ([]byte, error) {
	if t.s == "bad" {
		return nil, errors.New("bad text")
	}
	return []byte("<" + t.s + ">"), nil
}

type bytesType []byte

func main() {
	noTime := func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}
	when := time.Date(2024, 2, 3, 4, 5, 6, 789123456, time.UTC)
	handlers := func(o *slog.HandlerOptions) []slog.Handler {
		return []slog.Handler{slog.NewTextHandler(os.Stdout, o), slog.NewJSONHandler(os.Stdout, o)}
	}
	for _, o := range []*slog.HandlerOptions{{ReplaceAttr: noTime}, {ReplaceAttr: noTime, Level: slog.LevelDebug}} {
		for _, h := range handlers(o) {
			l := slog.New(h)
			l.Info("hello", "count", 3, "name", "a b", "q", `x"y`, "empty", "", "eq", "a=b", "nl", "a\nb", "é", "ü<>&\u2028")
			l.Debug("debug", "d", time.Second*3/2, "t", when, "f", 1.5, "inf", math.Inf(1), "b", true, "u", uint8(7), "nil", nil)
			l.Warn("warn", "err", errors.New("boom: x"), "user", user{1, "Al"}, "ptr", &user{2, "Bo"}, "struct", struct{ A, B int }{1, 2}, "map", map[string]int{"a": 1}, "slice", []int{1, 2})
			l.Error("error", "odd")
			l.Error("error", 5, "x", slog.Int("a", 1), "last")
			l.With("a", 1).WithGroup("g").With("b", 2).WithGroup("h").Info("groups", "c", 3, slog.Group("i", "d", 4, slog.Group("", "e", 5), slog.Group("none")))
			l.WithGroup("g").Info("no attrs")
			l.WithGroup("g").With("x", 1).WithGroup("empty").Info("open")
			l.With().WithGroup("").Info("same", slog.Group("g"), slog.Any("", nil))
			l.Info("values", "texter", &texter{"x"}, "bad", &texter{"bad"}, "nilt", (*texter)(nil), "bytes", []byte("hi"), "bt", bytesType("ho"), "endless", endless{}, "raw", json.RawMessage(`{"a": 1}`))
			l.LogAttrs(context.Background(), slog.LevelInfo+1, "attrs", slog.Uint64("u", 1<<63), slog.Time("t", when), slog.Duration("d", time.Minute), slog.Any("l", slog.LevelWarn+2))
			l.Log(nil, slog.LevelDebug-1, "too low")
			fmt.Println(l.Enabled(context.Background(), slog.LevelDebug))
		}
	}
	for _, h := range handlers(nil) {
		r := slog.NewRecord(when, slog.LevelInfo, "with time", 0)
		r.AddAttrs(slog.Int("a", 1))
		r.Add("b", 2, slog.String("c", "3"))
		fmt.Println(r.NumAttrs(), h.Handle(context.Background(), r))
		r2 := r.Clone()
		r2.Add("more", 1)
		r.Attrs(func(a slog.Attr) bool { fmt.Print(a, " "); return a.Key != "b" })
		fmt.Println(r.NumAttrs(), r2.NumAttrs(), r.Source())
		h.Handle(context.Background(), slog.Record{Message: "zero"})
	}
	seen := ""
	rep := func(groups []string, a slog.Attr) slog.Attr {
		seen += fmt.Sprint(groups, a.Key, " ")
		switch a.Key {
		case slog.TimeKey, "drop":
			return slog.Attr{}
		case slog.LevelKey:
			return slog.String("lvl", strings.ToLower(a.Value.String()))
		case slog.SourceKey:
			s := a.Value.Any().(*slog.Source)
			s.File = s.File[strings.LastIndex(s.File, "/")+1:]
			return a
		}
		return a
	}
	for _, h := range handlers(&slog.HandlerOptions{ReplaceAttr: rep, AddSource: true}) {
		slog.New(h).WithGroup("g").With("drop", 1, "keep", 2).Info("m", "drop", 1, slog.Group("sub", "drop", 1))
	}
	fmt.Println(seen)
	var lv slog.LevelVar
	fmt.Println(&lv, lv.Level())
	lv.Set(slog.LevelError)
	for _, s := range []string{"INFO", "debug-3", "Warn+10", "ERROR+", "x", "", "info+a"} {
		var l slog.Level
		fmt.Println(s, l.UnmarshalText([]byte(s)), l)
	}
	for _, l := range []slog.Level{-10, -4, -3, 0, 1, 4, 7, 8, 20} {
		j, _ := l.MarshalJSON()
		fmt.Print(l, " ", string(j), " ")
	}
	fmt.Println(lv.UnmarshalText([]byte("warn")), &lv)
	for _, v := range []slog.Value{{}, slog.AnyValue(3), slog.AnyValue("x"), slog.AnyValue(uint16(2)), slog.AnyValue(float32(1.5)), slog.AnyValue(when), slog.AnyValue(time.Hour), slog.AnyValue([]slog.Attr{slog.Int("a", 1)}), slog.AnyValue(user{1, "x"}), slog.AnyValue(true), slog.AnyValue([]int{1})} {
		fmt.Println(v.Kind(), v, v.Any(), v.Resolve().Kind())
	}
	fmt.Println(slog.IntValue(3).Equal(slog.Int64Value(3)), slog.StringValue("a").Equal(slog.IntValue(1)), slog.Group("g", "a", 1).Equal(slog.Group("g", "a", 1)), slog.Int("a", 1))
	func() {
		defer func() { fmt.Println(recover()) }()
		slog.StringValue("x").Int64()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		slog.New(nil)
	}()
	var out bytes.Buffer
	log.SetOutput(&out)
	log.SetFlags(0)
	slog.Info("default", "a", 1, "g", slog.GroupValue(slog.Int("x", 1)))
	slog.Debug("hidden")
	slog.With("w", 2).WithGroup("q").Warn("more", "z", "a b")
	slog.SetLogLoggerLevel(slog.LevelDebug)
	slog.Debug("shown")
	slog.SetLogLoggerLevel(slog.LevelInfo)
	fmt.Print(out.String())
	multi := slog.NewMultiHandler(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime}), slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime, Level: slog.LevelError}), slog.DiscardHandler)
	slog.New(multi).With("k", "v").WithGroup("g").Info("to one", "a", 1)
	slog.New(multi).Error("to two")
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime})))
	log.Print("through log")
	slog.Error("new default")
	slog.NewLogLogger(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime}), slog.LevelWarn).Println("old", "style")
	slog.New(slog.DiscardHandler).Info("gone")
}
