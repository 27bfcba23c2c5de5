// Package slogtest tests implementations of slog.Handler: what is logged through them, and read back from what they wrote, follows the rules.
package slogtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime"
	"testing"
	"time"
)

// A rule is something that every Handler does.
type rule struct {
	name   string
	says   string // with the place in this file, which leads from a failure to its rule
	log    func(*slog.Logger)
	change func(*slog.Record) // what is changed of the record before the Handler gets it
	checks []check
}

// A check says what is wrong with what was read back, "" if nothing is.
type check func(map[string]any) string

func here(says string) string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s (%s:%d)", says, file, line)
}

func present(key string) check {
	return func(m map[string]any) string {
		if _, ok := m[key]; ok {
			return ""
		}
		return fmt.Sprintf("missing key %q", key)
	}
}

func absent(key string) check {
	return func(m map[string]any) string {
		if _, ok := m[key]; !ok {
			return ""
		}
		return fmt.Sprintf("unexpected key %q", key)
	}
}

func is(key string, want any) check {
	return func(m map[string]any) string {
		got, ok := m[key]
		switch {
		case !ok:
			return present(key)(m)
		case !reflect.DeepEqual(got, want):
			return fmt.Sprintf("%q: got %#v, want %#v", key, got, want)
		}
		return ""
	}
}

func within(group string, c check) check {
	return func(m map[string]any) string {
		value, ok := m[group]
		if !ok {
			return fmt.Sprintf("missing group %q", group)
		}
		inner, ok := value.(map[string]any)
		if !ok {
			return fmt.Sprintf("value for group %q is not map[string]any", group)
		}
		return c(inner)
	}
}

// A stand stands for another value until it is resolved.
type stand struct{ for_ any }

func (s *stand) LogValue() slog.Value { return slog.AnyValue(s.for_) }

func (s *stand) String() string { return fmt.Sprintf("<replace(%v)>", s.for_) }

var rules = []rule{
	{
		name:   "built-ins",
		says:   here("this test expects slog.TimeKey, slog.LevelKey and slog.MessageKey"),
		log:    func(l *slog.Logger) { l.Info("message") },
		checks: []check{present(slog.TimeKey), present(slog.LevelKey), is(slog.MessageKey, "message")},
	},
	{
		name:   "attrs",
		says:   here("a Handler should output attributes passed to the logging function"),
		log:    func(l *slog.Logger) { l.Info("message", "k", "v") },
		checks: []check{is("k", "v")},
	},
	{
		name:   "empty-attr",
		says:   here("a Handler should ignore an empty Attr"),
		log:    func(l *slog.Logger) { l.Info("msg", "a", "b", "", nil, "c", "d") },
		checks: []check{is("a", "b"), absent(""), is("c", "d")},
	},
	{
		name:   "zero-time",
		says:   here("a Handler should ignore a zero Record.Time"),
		log:    func(l *slog.Logger) { l.Info("msg", "k", "v") },
		change: func(r *slog.Record) { r.Time = time.Time{} },
		checks: []check{absent(slog.TimeKey)},
	},
	{
		name:   "WithAttrs",
		says:   here("a Handler should include the attributes from the WithAttrs method"),
		log:    func(l *slog.Logger) { l.With("a", "b").Info("msg", "k", "v") },
		checks: []check{is("a", "b"), is("k", "v")},
	},
	{
		name:   "groups",
		says:   here("a Handler should handle Group attributes"),
		log:    func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Group("G", slog.String("c", "d")), "e", "f") },
		checks: []check{is("a", "b"), within("G", is("c", "d")), is("e", "f")},
	},
	{
		name:   "empty-group",
		says:   here("a Handler should ignore an empty group"),
		log:    func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Group("G"), "e", "f") },
		checks: []check{is("a", "b"), absent("G"), is("e", "f")},
	},
	{
		name:   "inline-group",
		says:   here("a Handler should inline the Attrs of a group with an empty key"),
		log:    func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Group("", slog.String("c", "d")), "e", "f") },
		checks: []check{is("a", "b"), is("c", "d"), is("e", "f")},
	},
	{
		name:   "WithGroup",
		says:   here("a Handler should handle the WithGroup method"),
		log:    func(l *slog.Logger) { l.WithGroup("G").Info("msg", "a", "b") },
		checks: []check{present(slog.TimeKey), present(slog.LevelKey), is(slog.MessageKey, "msg"), absent("a"), within("G", is("a", "b"))},
	},
	{
		name: "multi-With",
		says: here("a Handler should handle multiple WithGroup and WithAttr calls"),
		log:  func(l *slog.Logger) { nested(l).Info("msg", "e", "f") },
		checks: []check{
			present(slog.TimeKey), present(slog.LevelKey), is(slog.MessageKey, "msg"),
			is("a", "b"), within("G", is("c", "d")), within("G", within("H", is("e", "f"))),
		},
	},
	{
		name: "empty-group-record",
		says: here("a Handler should not output groups if there are no attributes"),
		log:  func(l *slog.Logger) { nested(l).Info("msg") },
		checks: []check{
			present(slog.TimeKey), present(slog.LevelKey), is(slog.MessageKey, "msg"),
			is("a", "b"), within("G", is("c", "d")), within("G", absent("H")),
		},
	},
	{
		name: "nested-empty-group-record",
		says: here("a Handler should not output nested groups if there are no attributes"),
		log:  func(l *slog.Logger) { nested(l).WithGroup("I").Info("msg") },
		checks: []check{
			present(slog.TimeKey), present(slog.LevelKey), is(slog.MessageKey, "msg"),
			is("a", "b"), within("G", is("c", "d")), within("G", absent("H")), within("G", absent("I")),
		},
	},
	{
		name:   "resolve",
		says:   here("a Handler should call Resolve on attribute values"),
		log:    func(l *slog.Logger) { l.Info("msg", "k", &stand{"replaced"}) },
		checks: []check{is("k", "replaced")},
	},
	{
		name:   "resolve-groups",
		says:   here("a Handler should call Resolve on attribute values in groups"),
		log:    func(l *slog.Logger) { l.Info("msg", standing()) },
		checks: []check{within("G", is("a", "v1")), within("G", is("b", "v2"))},
	},
	{
		name:   "resolve-WithAttrs",
		says:   here("a Handler should call Resolve on attribute values from WithAttrs"),
		log:    func(l *slog.Logger) { l.With("k", &stand{"replaced"}).Info("msg") },
		checks: []check{is("k", "replaced")},
	},
	{
		name:   "resolve-WithAttrs-groups",
		says:   here("a Handler should call Resolve on attribute values in groups from WithAttrs"),
		log:    func(l *slog.Logger) { l.With(standing()).Info("msg") },
		checks: []check{within("G", is("a", "v1")), within("G", is("b", "v2"))},
	},
	{
		name:   "empty-PC",
		says:   here("a Handler should not output SourceKey if the PC is zero"),
		log:    func(l *slog.Logger) { l.Info("message") },
		change: func(r *slog.Record) { r.PC = 0 },
		checks: []check{absent(slog.SourceKey)},
	},
}

func nested(l *slog.Logger) *slog.Logger {
	return l.With("a", "b").WithGroup("G").With("c", "d").WithGroup("H")
}

func standing() slog.Attr { return slog.Group("G", slog.String("a", "v1"), slog.Any("b", &stand{"v2"})) }

// A changer changes records on their way.
type changer struct {
	slog.Handler
	change func(*slog.Record)
}

func (c *changer) Handle(ctx context.Context, r slog.Record) error {
	c.change(&r)
	return c.Handler.Handle(ctx, r)
}

// follow logs to h what the rule speaks of.
func (r *rule) follow(h slog.Handler) {
	if r.change != nil {
		h = &changer{h, r.change}
	}
	r.log(slog.New(h))
}

// broken calls tell with each failure.
func (r *rule) broken(got map[string]any, tell func(problem string)) {
	for _, c := range r.checks {
		if problem := c(got); problem != "" {
			tell(problem)
		}
	}
}

// TestHandler logs to h, reads it all back by results and gives what is wrong, joined.
func TestHandler(h slog.Handler, results func() []map[string]any) error {
	for _, r := range rules {
		r.follow(h)
	}
	got := results()
	if len(got) != len(rules) {
		return fmt.Errorf("got %d results, want %d", len(got), len(rules))
	}
	var all []error
	for i, r := range rules {
		r.broken(got[i], func(problem string) { all = append(all, fmt.Errorf("%s: %s", problem, r.says)) })
	}
	return errors.Join(all...)
}

// Run is a subtest for each rule, each with a Handler of its own, from which result reads back.
func Run(t *testing.T, newHandler func(*testing.T) slog.Handler, result func(*testing.T) map[string]any) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			r.follow(newHandler(t))
			r.broken(result(t), func(problem string) { t.Errorf("%s: %s", problem, r.says) })
		})
	}
}
