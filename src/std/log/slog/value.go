package slog

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"time"
)

// A Kind says what a Value is.
type Kind int

const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

var kindNames = [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}

func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "<unknown slog.Kind>"
}

// A Value is any Go value; small ones are held without allocating. The zero Value is nil.
type Value struct {
	_    [0]func() // not comparable
	kind Kind
	num  uint64
	any  any
}

// A LogValuer makes its own Value.
type LogValuer interface {
	LogValue() Value
}

func StringValue(value string) Value { return Value{kind: KindString, any: value} }

func IntValue(v int) Value { return Int64Value(int64(v)) }

func Int64Value(v int64) Value { return Value{kind: KindInt64, num: uint64(v)} }

func Uint64Value(v uint64) Value { return Value{kind: KindUint64, num: v} }

func Float64Value(v float64) Value { return Value{kind: KindFloat64, num: math.Float64bits(v)} }

func BoolValue(v bool) Value {
	if v {
		return Value{kind: KindBool, num: 1}
	}
	return Value{kind: KindBool}
}

// TimeValue drops the monotonic part.
func TimeValue(v time.Time) Value { return Value{kind: KindTime, any: v.Round(0)} }

func DurationValue(v time.Duration) Value { return Value{kind: KindDuration, num: uint64(v)} }

// GroupValue leaves empty groups out.
func GroupValue(as ...Attr) Value {
	kept := make([]Attr, 0, len(as))
	for _, a := range as {
		if !a.Value.isEmptyGroup() {
			kept = append(kept, a)
		}
	}
	return Value{kind: KindGroup, any: kept}
}

// AnyValue gives the Value of the kind that fits v.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case string:
		return StringValue(v)
	case int:
		return Int64Value(int64(v))
	case uint:
		return Uint64Value(uint64(v))
	case int64:
		return Int64Value(v)
	case uint64:
		return Uint64Value(v)
	case bool:
		return BoolValue(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uintptr:
		return Uint64Value(uint64(v))
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case float64:
		return Float64Value(v)
	case float32:
		return Float64Value(float64(v))
	case []Attr:
		return GroupValue(v...)
	case Kind:
		return Value{any: v}
	case Value:
		return v
	case LogValuer:
		return Value{kind: KindLogValuer, any: v}
	}
	return Value{any: v}
}

// Kind says what v is.
func (v Value) Kind() Kind { return v.kind }

// Any is v as a Go value.
func (v Value) Any() any {
	switch v.kind {
	case KindInt64:
		return int64(v.num)
	case KindUint64:
		return v.num
	case KindFloat64:
		return math.Float64frombits(v.num)
	case KindBool:
		return v.num == 1
	case KindDuration:
		return time.Duration(v.num)
	}
	return v.any
}

func (v Value) must(k Kind) {
	if v.kind != k {
		panic(fmt.Sprintf("Value kind is %s, not %s", v.kind, k))
	}
}

// String is v as text, whatever it is.
func (v Value) String() string { return string(v.append(nil)) }

func (v Value) Int64() int64 {
	v.must(KindInt64)
	return int64(v.num)
}

func (v Value) Uint64() uint64 {
	v.must(KindUint64)
	return v.num
}

func (v Value) Bool() bool {
	v.must(KindBool)
	return v.num == 1
}

func (v Value) Duration() time.Duration {
	v.must(KindDuration)
	return time.Duration(v.num)
}

func (v Value) Float64() float64 {
	v.must(KindFloat64)
	return math.Float64frombits(v.num)
}

func (v Value) Time() time.Time {
	v.must(KindTime)
	return v.any.(time.Time)
}

func (v Value) LogValuer() LogValuer {
	if v.any == nil && v.kind != KindAny {
		// A number has its kind in that place in Go, and that is what the panic names.
		v.any = v.kind
	}
	return v.any.(LogValuer)
}

func (v Value) Group() []Attr {
	if v.kind != KindGroup {
		panic("Group: bad kind")
	}
	return v.any.([]Attr)
}

// Equal reports whether v and w are the same; it panics for values that cannot be compared.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind {
		return false
	}
	switch v.kind {
	case KindFloat64:
		return v.Float64() == w.Float64()
	case KindTime:
		return v.Time().Equal(w.Time())
	case KindGroup:
		return slices.EqualFunc(v.Group(), w.Group(), Attr.Equal)
	case KindString, KindAny, KindLogValuer:
		return v.any == w.any
	}
	return v.num == w.num
}

func (v Value) isEmptyGroup() bool { return v.kind == KindGroup && len(v.any.([]Attr)) == 0 }

func (v Value) append(dst []byte) []byte {
	switch v.kind {
	case KindString:
		return append(dst, v.any.(string)...)
	case KindInt64:
		return strconv.AppendInt(dst, int64(v.num), 10)
	case KindUint64:
		return strconv.AppendUint(dst, v.num, 10)
	case KindFloat64:
		return strconv.AppendFloat(dst, v.Float64(), 'g', -1, 64)
	case KindBool:
		return strconv.AppendBool(dst, v.num == 1)
	case KindDuration:
		return append(dst, time.Duration(v.num).String()...)
	case KindTime:
		return v.Time().AppendFormat(dst, "2006-01-02 15:04:05.999999999 -0700 MST")
	}
	return fmt.Append(dst, v.any)
}

const mostLogValues = 100

// Resolve calls LogValue as long as there is one; what it gives is no LogValuer.
func (v Value) Resolve() (rv Value) {
	first := v
	defer func() {
		if r := recover(); r != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%s", stack(3, 5)))
		}
	}()
	for range mostLogValues {
		if v.kind != KindLogValuer {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times on Value of type %T", first.Any()))
}

// stack shows some calls.
func stack(skip, most int) string {
	pcs := make([]uintptr, most+1)
	n := runtime.Callers(skip+1, pcs)
	if n == 0 {
		return "(no stack)"
	}
	frames := runtime.CallersFrames(pcs[:n])
	text := ""
	for i := 0; ; i++ {
		f, more := frames.Next()
		if i >= most && more {
			return text + "(rest of stack elided)\n"
		}
		text += fmt.Sprintf("called from %s (%s:%d)\n", f.Function, f.File, f.Line)
		if !more {
			return text
		}
	}
}

// An Attr is a key and a value.
type Attr struct {
	Key   string
	Value Value
}

func String(key, value string) Attr             { return Attr{key, StringValue(value)} }
func Int64(key string, value int64) Attr        { return Attr{key, Int64Value(value)} }
func Int(key string, value int) Attr            { return Int64(key, int64(value)) }
func Uint64(key string, v uint64) Attr          { return Attr{key, Uint64Value(v)} }
func Float64(key string, v float64) Attr        { return Attr{key, Float64Value(v)} }
func Bool(key string, v bool) Attr              { return Attr{key, BoolValue(v)} }
func Time(key string, v time.Time) Attr         { return Attr{key, TimeValue(v)} }
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }
func Any(key string, value any) Attr            { return Attr{key, AnyValue(value)} }

// Group makes a group of keys and values.
func Group(key string, args ...any) Attr { return Attr{key, GroupValue(attrs(args)...)} }

// GroupAttrs makes a group of Attrs.
func GroupAttrs(key string, attrs ...Attr) Attr { return Attr{key, GroupValue(attrs...)} }

// Equal reports whether keys and values are equal.
func (a Attr) Equal(b Attr) bool { return a.Key == b.Key && a.Value.Equal(b.Value) }

func (a Attr) String() string { return a.Key + "=" + a.Value.String() }

func (a Attr) isEmpty() bool {
	return a.Key == "" && a.Value.kind == KindAny && a.Value.num == 0 && a.Value.any == nil
}

const badKey = "!BADKEY"

// next takes an Attr off arguments that are keys and values, or Attrs.
func next(args []any) (Attr, []any) {
	switch x := args[0].(type) {
	case string:
		if len(args) == 1 {
			return String(badKey, x), nil
		}
		return Any(x, args[1]), args[2:]
	case Attr:
		return x, args[1:]
	default:
		return Any(badKey, x), args[1:]
	}
}

func attrs(args []any) (all []Attr) {
	for len(args) > 0 {
		var a Attr
		a, args = next(args)
		all = append(all, a)
	}
	return all
}
