package slog

import (
	"bytes"
	"context"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Handler does something with what is logged.
type Handler interface {
	Enabled(context.Context, Level) bool
	Handle(context.Context, Record) error
	WithAttrs(attrs []Attr) Handler
	WithGroup(name string) Handler
}

// Keys of what each record has.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// HandlerOptions are settings of TextHandler and JSONHandler.
type HandlerOptions struct {
	AddSource bool    // say where the call stands
	Level     Leveler // the least level that is logged; nil: LevelInfo
	// ReplaceAttr may change each Attr that is no group, in the groups given; an empty one is left out.
	ReplaceAttr func(groups []string, a Attr) Attr
}

type common struct {
	json         bool
	opts         HandlerOptions
	preformatted []byte
	prefix       string // of keys, in text
	groups       []string
	open         int // how many groups are open in preformatted
	mu           *sync.Mutex
	w            io.Writer
}

func newCommon(w io.Writer, opts *HandlerOptions, json bool) *common {
	h := &common{json: json, w: w, mu: new(sync.Mutex)}
	if opts != nil {
		h.opts = *opts
	}
	return h
}

func (h *common) clone() *common {
	c := *h
	c.preformatted = slices.Clip(h.preformatted)
	c.groups = slices.Clip(h.groups)
	return &c
}

func (h *common) enabled(l Level) bool {
	least := LevelInfo
	if h.opts.Level != nil {
		least = h.opts.Level.Level()
	}
	return l >= least
}

func (h *common) separator() string {
	if h.json {
		return ","
	}
	return " "
}

// separatorAfter is what stands before the next Attr.
func (h *common) separatorAfter(b []byte) string {
	if h.json && b[len(b)-1] == '{' {
		return ""
	}
	return h.separator()
}

func (h *common) withAttrs(as []Attr) *common {
	if !slices.ContainsFunc(as, func(a Attr) bool { return !a.Value.isEmptyGroup() }) {
		return h
	}
	c := h.clone()
	s := c.printer(c.preformatted, "")
	s.prefix = h.prefix
	if len(s.buf) > 0 {
		s.sep = h.separatorAfter(s.buf)
	}
	from := len(s.buf)
	s.openGroups()
	if !s.attrs(as) {
		c.preformatted = s.buf[:from]
		return c
	}
	c.preformatted = s.buf
	c.prefix = s.prefix
	c.open = len(c.groups)
	return c
}

func (h *common) withGroup(name string) *common {
	c := h.clone()
	c.groups = append(c.groups, name)
	return c
}

// A printer writes one record.
type printer struct {
	h      *common
	buf    []byte
	sep    string
	prefix string
	groups []string // for ReplaceAttr
	own    bool     // time, level, message and source are being written: they are in no group
}

func (h *common) printer(buf []byte, sep string) *printer {
	s := &printer{h: h, buf: buf, sep: sep}
	if h.opts.ReplaceAttr != nil {
		s.groups = slices.Clone(h.groups[:h.open])
	}
	return s
}

func (h *common) handle(r Record) error {
	s := h.printer(nil, "")
	if h.json {
		s.buf = append(s.buf, '{')
	}
	groups := s.groups
	s.groups = nil
	s.own = true
	plain := h.opts.ReplaceAttr == nil
	if !r.Time.IsZero() {
		if t := r.Time.Round(0); plain {
			s.key(TimeKey)
			s.time(t)
		} else {
			s.attr(Time(TimeKey, t))
		}
	}
	if plain {
		s.key(LevelKey)
		s.text(r.Level.String())
	} else {
		s.attr(Any(LevelKey, r.Level))
	}
	if h.opts.AddSource {
		source := r.Source()
		if source == nil {
			source = &Source{}
		}
		s.attr(Any(SourceKey, source))
	}
	if plain {
		s.key(MessageKey)
		s.text(r.Message)
	} else {
		s.attr(String(MessageKey, r.Message))
	}
	s.groups = groups
	s.own = false
	s.rest(r)
	s.buf = append(s.buf, '\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(s.buf)
	return err
}

// rest writes what the record has beside time, level and message.
func (s *printer) rest(r Record) {
	h := s.h
	if len(h.preformatted) > 0 {
		s.buf = append(s.buf, s.sep...)
		s.buf = append(s.buf, h.preformatted...)
		s.sep = h.separatorAfter(h.preformatted)
	}
	open := h.open
	if r.NumAttrs() > 0 {
		s.prefix += h.prefix
		from := len(s.buf)
		s.openGroups()
		open = len(h.groups)
		any := false
		r.Attrs(func(a Attr) bool {
			any = s.attr(a) || any
			return true
		})
		if !any {
			s.buf = s.buf[:from]
			open = h.open
		}
	}
	if h.json {
		for range open + 1 {
			s.buf = append(s.buf, '}')
		}
	}
}

func (s *printer) openGroups() {
	for _, name := range s.h.groups[s.h.open:] {
		s.openGroup(name)
	}
}

func (s *printer) openGroup(name string) {
	if s.h.json {
		s.key(name)
		s.buf = append(s.buf, '{')
		s.sep = ""
	} else {
		s.prefix += name + "."
	}
	if s.h.opts.ReplaceAttr != nil && !s.own {
		s.groups = append(s.groups, name)
	}
}

func (s *printer) closeGroup(name string) {
	if s.h.json {
		s.buf = append(s.buf, '}')
	} else {
		s.prefix = s.prefix[:len(s.prefix)-len(name)-1]
	}
	s.sep = s.h.separator()
	if s.h.opts.ReplaceAttr != nil && !s.own {
		s.groups = s.groups[:len(s.groups)-1]
	}
}

func (s *printer) attrs(as []Attr) (any bool) {
	for _, a := range as {
		any = s.attr(a) || any
	}
	return any
}

// attr writes an Attr, and says whether there was anything to write.
func (s *printer) attr(a Attr) bool {
	a.Value = a.Value.Resolve()
	if replace := s.h.opts.ReplaceAttr; replace != nil && a.Value.Kind() != KindGroup {
		a = replace(s.groups, a)
		a.Value = a.Value.Resolve()
	}
	if a.isEmpty() {
		return false
	}
	if source, ok := a.Value.any.(*Source); ok && a.Value.kind == KindAny {
		if *source == (Source{}) {
			return false
		}
		if s.h.json {
			a.Value = source.group()
		} else {
			a.Value = StringValue(fmt.Sprintf("%s:%d", source.File, source.Line))
		}
	}
	if a.Value.Kind() != KindGroup {
		s.key(a.Key)
		s.value(a.Value)
		return true
	}
	if all := a.Value.Group(); len(all) > 0 {
		from := len(s.buf)
		if a.Key != "" {
			s.openGroup(a.Key)
		}
		if !s.attrs(all) {
			s.buf = s.buf[:from]
			return false
		}
		if a.Key != "" {
			s.closeGroup(a.Key)
		}
	}
	return true
}

func (s *printer) key(key string) {
	s.buf = append(s.buf, s.sep...)
	s.text(s.prefix + key)
	if s.h.json {
		s.buf = append(s.buf, ':')
	} else {
		s.buf = append(s.buf, '=')
	}
	s.sep = s.h.separator()
}

func (s *printer) text(text string) {
	switch {
	case s.h.json:
		s.buf = appendJSON(s.buf, text)
	case needsQuoting(text):
		s.buf = strconv.AppendQuote(s.buf, text)
	default:
		s.buf = append(s.buf, text...)
	}
}

func appendJSON(buf []byte, v any) []byte {
	b, err := encodeJSON(v)
	if err != nil {
		return buf
	}
	return append(buf, b...)
}

// encodeJSON is json.Marshal without escapes for HTML.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func needsQuoting(s string) bool {
	if s == "" {
		return true
	}
	for _, r := range s {
		if r == ' ' || r == '=' || r == '"' || r < ' ' || r == utf8.RuneError || r >= 0x7f && r != 0x7f && (unicode.IsSpace(r) || !unicode.IsPrint(r)) {
			return true
		}
	}
	return false
}

func (s *printer) time(t time.Time) {
	if !s.h.json {
		s.buf = t.AppendFormat(s.buf, "2006-01-02T15:04:05.000Z07:00")
		return
	}
	if y := t.Year(); y < 0 || y >= 10000 {
		// RFC 3339 has years of four digits.
		s.failed(errors.New("time.Time year outside of range [0,9999]"))
	}
	s.buf = append(s.buf, '"')
	s.buf = t.AppendFormat(s.buf, time.RFC3339Nano)
	s.buf = append(s.buf, '"')
}

func (s *printer) failed(err error) { s.text(fmt.Sprintf("!ERROR:%v", err)) }

func (s *printer) value(v Value) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		// Methods that do not expect a nil receiver.
		if p := reflect.ValueOf(v.any); p.Kind() == reflect.Pointer && p.IsNil() {
			s.text("<nil>")
			return
		}
		s.text(fmt.Sprintf("!PANIC: %v", r))
	}()
	var err error
	switch v.Kind() {
	case KindString:
		s.text(v.any.(string))
	case KindTime:
		s.time(v.Time())
	case KindAny:
		if s.h.json {
			err = s.anyJSON(v.any)
		} else {
			err = s.anyText(v.any)
		}
	case KindFloat64:
		if !s.h.json {
			s.buf = v.append(s.buf)
			break
		}
		var b []byte
		if b, err = encodeJSON(v.Float64()); err == nil {
			s.buf = append(s.buf, b...)
		}
	case KindDuration:
		if s.h.json {
			s.buf = strconv.AppendInt(s.buf, int64(v.num), 10)
		} else {
			s.buf = v.append(s.buf)
		}
	default:
		s.buf = v.append(s.buf)
	}
	if err != nil {
		s.failed(err)
	}
}

func (s *printer) anyJSON(a any) error {
	if err, ok := a.(error); ok {
		if _, own := a.(json.Marshaler); !own {
			s.text(err.Error())
			return nil
		}
	}
	b, err := encodeJSON(a)
	if err == nil {
		s.buf = append(s.buf, b...)
	}
	return err
}

func (s *printer) anyText(a any) error {
	var b []byte
	var err error
	switch x := a.(type) {
	case encoding.TextAppender:
		b, err = x.AppendText(nil)
	case encoding.TextMarshaler:
		b, err = x.MarshalText()
	case []byte:
		s.buf = strconv.AppendQuote(s.buf, string(x))
		return nil
	default:
		if t := reflect.TypeOf(a); t != nil && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 {
			s.buf = strconv.AppendQuote(s.buf, string(reflect.ValueOf(a).Bytes()))
			return nil
		}
		b = fmt.Appendf(nil, "%+v", a)
	}
	if err == nil {
		s.text(string(b))
	}
	return err
}

// A TextHandler writes key=value on a line for each record.
type TextHandler struct{ *common }

// NewTextHandler returns a handler that writes to w.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommon(w, opts, false)}
}

func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }
func (h *TextHandler) Handle(_ context.Context, r Record) error    { return h.handle(r) }
func (h *TextHandler) WithAttrs(attrs []Attr) Handler              { return &TextHandler{h.withAttrs(attrs)} }
func (h *TextHandler) WithGroup(name string) Handler               { return &TextHandler{h.withGroup(name)} }

// A JSONHandler writes an object on a line for each record.
type JSONHandler struct{ *common }

// NewJSONHandler returns a handler that writes to w.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommon(w, opts, true)}
}

func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }
func (h *JSONHandler) Handle(_ context.Context, r Record) error    { return h.handle(r) }
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler              { return &JSONHandler{h.withAttrs(attrs)} }
func (h *JSONHandler) WithGroup(name string) Handler               { return &JSONHandler{h.withGroup(name)} }

// defaultHandler writes through package log.
type defaultHandler struct{ *common }

func newDefaultHandler() *defaultHandler { return &defaultHandler{newCommon(nil, nil, false)} }

func (*defaultHandler) Enabled(_ context.Context, l Level) bool { return l >= logLevel.Level() }

func (h *defaultHandler) Handle(_ context.Context, r Record) error {
	s := h.printer([]byte(r.Level.String()+" "+r.Message), " ")
	s.rest(r)
	return log.Output(4, string(s.buf))
}

func (h *defaultHandler) WithAttrs(as []Attr) Handler   { return &defaultHandler{h.withAttrs(as)} }
func (h *defaultHandler) WithGroup(name string) Handler { return &defaultHandler{h.withGroup(name)} }

type discardHandler struct{}

func (discardHandler) Enabled(context.Context, Level) bool  { return false }
func (discardHandler) Handle(context.Context, Record) error { return nil }
func (d discardHandler) WithAttrs([]Attr) Handler           { return d }
func (d discardHandler) WithGroup(string) Handler           { return d }

// DiscardHandler throws all away.
var DiscardHandler Handler = discardHandler{}

// A MultiHandler passes what is logged on to several.
type MultiHandler struct{ handlers []Handler }

// NewMultiHandler returns a handler for all of them.
func NewMultiHandler(handlers ...Handler) *MultiHandler {
	return &MultiHandler{slices.Clone(handlers)}
}

func (h *MultiHandler) Enabled(ctx context.Context, l Level) bool {
	return slices.ContainsFunc(h.handlers, func(h Handler) bool { return h.Enabled(ctx, l) })
}

func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var errs []error
	for _, one := range h.handlers {
		if one.Enabled(ctx, r.Level) {
			if err := one.Handle(ctx, r.Clone()); err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(errs...)
}

func (h *MultiHandler) each(f func(Handler) Handler) Handler {
	handlers := make([]Handler, 0, len(h.handlers))
	for _, one := range h.handlers {
		handlers = append(handlers, f(one))
	}
	return &MultiHandler{handlers}
}

func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	return h.each(func(h Handler) Handler { return h.WithAttrs(attrs) })
}

func (h *MultiHandler) WithGroup(name string) Handler {
	return h.each(func(h Handler) Handler { return h.WithGroup(name) })
}
