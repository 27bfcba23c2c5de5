package template

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A FuncMap names functions. They give one result, or one and an error.
type FuncMap map[string]any

var builtins = sync.OnceValue(func() FuncMap {
	return FuncMap{
		"and": and, "or": or, "not": not, "call": emptyCall, "html": HTMLEscaper, "index": index, "slice": slice, "js": JSEscaper,
		"len": length, "print": fmt.Sprint, "printf": fmt.Sprintf, "println": fmt.Sprintln, "urlquery": URLQueryEscaper,
		"eq": eq, "ge": ge, "gt": gt, "le": le, "lt": lt, "ne": ne,
	}
})

func checkFunc(name string, f any) {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			panic(fmt.Errorf("function name %q is not a valid identifier", name))
		}
	}
	if name == "" {
		panic(fmt.Errorf("function name %q is not a valid identifier", name))
	}
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func {
		panic("value for " + name + " not a function")
	}
	if err := goodFunc(name, v.Type()); err != nil {
		panic(err)
	}
}

// goodFunc says what is wrong with the results of a function.
func goodFunc(name string, t reflect.Type) error {
	switch n := t.NumOut(); {
	case n == 1, n == 2 && t.Out(1) == errorType:
		return nil
	case n == 2:
		return fmt.Errorf("invalid function signature for %s: second return value should be error; is %s", name, t.Out(1))
	default:
		return fmt.Errorf("function %s has %d return values; should be 1 or 2", name, n)
	}
}

func inner(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// fitArgument makes a value one that a parameter of the type takes.
func fitArgument(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	if !v.IsValid() {
		if !canBeNil(t) {
			return v, fmt.Errorf("value is nil; should be of type %s", t)
		}
		return reflect.Zero(t), nil
	}
	if v.Type().AssignableTo(t) {
		return v, nil
	}
	isInt := func(k reflect.Kind) bool { return reflect.Int <= k && k <= reflect.Uintptr }
	if isInt(v.Kind()) && isInt(t.Kind()) && v.Type().ConvertibleTo(t) {
		return v.Convert(t), nil
	}
	return v, fmt.Errorf("value has type %s; should be %s", v.Type(), t)
}

// indexNumber is an index as a number from 0 to most.
func indexNumber(v reflect.Value, most int) (int, error) {
	var x int64
	switch k := v.Kind(); {
	case reflect.Int <= k && k <= reflect.Int64:
		x = v.Int()
	case reflect.Uint <= k && k <= reflect.Uintptr:
		x = int64(v.Uint())
	case k == reflect.Invalid:
		return 0, errors.New("cannot index slice/array with nil")
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", v.Type())
	}
	if x < 0 || x > int64(most) {
		return 0, fmt.Errorf("index out of range: %d", x)
	}
	return int(x), nil
}

func index(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = inner(item)
	if !item.IsValid() {
		return item, errors.New("index of untyped nil")
	}
	for _, i := range indexes {
		i = inner(i)
		var isNil bool
		if item, isNil = indirect(item); isNil {
			return item, errors.New("index of nil pointer")
		}
		switch item.Kind() {
		case reflect.Array, reflect.Slice, reflect.String:
			n, err := indexNumber(i, item.Len())
			if err != nil {
				return reflect.Value{}, err
			}
			item = item.Index(n)
		case reflect.Map:
			key, err := fitArgument(i, item.Type().Key())
			if err != nil {
				return reflect.Value{}, err
			}
			if elem := item.MapIndex(key); elem.IsValid() {
				item = elem
			} else {
				item = reflect.Zero(item.Type().Elem())
			}
		case reflect.Invalid:
			panic("unreachable")
		default:
			return reflect.Value{}, fmt.Errorf("can't index item of type %s", item.Type())
		}
	}
	return item, nil
}

func slice(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = inner(item)
	if !item.IsValid() {
		return item, errors.New("slice of untyped nil")
	}
	var isNil bool
	if item, isNil = indirect(item); isNil {
		return item, errors.New("slice of nil pointer")
	}
	if len(indexes) > 3 {
		return item, fmt.Errorf("too many slice indexes: %d", len(indexes))
	}
	var most int
	switch item.Kind() {
	case reflect.String:
		if len(indexes) == 3 {
			return item, errors.New("cannot 3-index slice a string")
		}
		most = item.Len()
	case reflect.Array, reflect.Slice:
		most = item.Cap()
	default:
		return item, fmt.Errorf("can't slice item of type %s", item.Type())
	}
	at := [3]int{0, item.Len(), 0}
	for i, v := range indexes {
		n, err := indexNumber(inner(v), most)
		if err != nil {
			return reflect.Value{}, err
		}
		at[i] = n
	}
	if at[0] > at[1] {
		return item, fmt.Errorf("invalid slice index: %d > %d", at[0], at[1])
	}
	if len(indexes) < 3 {
		return item.Slice(at[0], at[1]), nil
	}
	if at[1] > at[2] {
		return item, fmt.Errorf("invalid slice index: %d > %d", at[1], at[2])
	}
	return item.Slice3(at[0], at[1], at[2]), nil
}

func length(arg reflect.Value) (int, error) {
	v, isNil := indirect(arg)
	if isNil {
		return 0, errors.New("len of nil pointer")
	}
	switch v.Kind() {
	case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
		return v.Len(), nil
	}
	return 0, fmt.Errorf("len of type %s", v.Type())
}

// emptyCall has the type of the function call as templates see it.
func emptyCall(fn reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }

func call(name string, fn reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	fn = inner(fn)
	if !fn.IsValid() {
		return fn, errors.New("call of nil")
	}
	t := fn.Type()
	if t.Kind() != reflect.Func {
		return fn, fmt.Errorf("non-function %s of type %s", name, t)
	}
	if err := goodFunc(name, t); err != nil {
		return fn, err
	}
	fixed := t.NumIn()
	if t.IsVariadic() {
		if fixed--; len(args) < fixed {
			return fn, fmt.Errorf("wrong number of args for %s: got %d want at least %d", name, len(args), fixed)
		}
	} else if len(args) != fixed {
		return fn, fmt.Errorf("wrong number of args for %s: got %d want %d", name, len(args), fixed)
	}
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		var want reflect.Type
		if i < fixed {
			want = t.In(i)
		} else {
			want = t.In(fixed).Elem()
		}
		var err error
		if in[i], err = fitArgument(inner(arg), want); err != nil {
			return fn, fmt.Errorf("arg %d: %w", i, err)
		}
	}
	return safeCall(fn, in)
}

// These have the types of and and or; their work is done by who calls them.
func and(arg0 reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }
func or(arg0 reflect.Value, args ...reflect.Value) reflect.Value  { panic("unreachable") }

func not(arg reflect.Value) bool { return !truth(arg) }

var (
	errBadComparisonType = errors.New("invalid type for comparison")
	errNoComparison      = errors.New("missing argument for comparison")
)

// A basic kind is one whose values have an order, or are equal as numbers.
type basic int

const (
	otherKind basic = iota
	boolKind
	complexKind
	intKind
	floatKind
	stringKind
	uintKind
)

func basicKind(v reflect.Value) basic {
	switch k := v.Kind(); {
	case k == reflect.Bool:
		return boolKind
	case reflect.Int <= k && k <= reflect.Int64:
		return intKind
	case reflect.Uint <= k && k <= reflect.Uintptr:
		return uintKind
	case k == reflect.Float32, k == reflect.Float64:
		return floatKind
	case k == reflect.Complex64, k == reflect.Complex128:
		return complexKind
	case k == reflect.String:
		return stringKind
	}
	return otherKind
}

func isNilable(v reflect.Value) bool {
	if !v.IsValid() {
		return true
	}
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return v.IsNil()
	}
	return false
}

// eq reports whether the first argument equals one of the others.
func eq(arg1 reflect.Value, arg2 ...reflect.Value) (bool, error) {
	arg1 = inner(arg1)
	if len(arg2) == 0 {
		return false, errNoComparison
	}
	k1 := basicKind(arg1)
	for _, arg := range arg2 {
		arg = inner(arg)
		same := false
		switch k2 := basicKind(arg); {
		case k1 == intKind && k2 == uintKind:
			same = arg1.Int() >= 0 && uint64(arg1.Int()) == arg.Uint()
		case k1 == uintKind && k2 == intKind:
			same = arg.Int() >= 0 && arg1.Uint() == uint64(arg.Int())
		case k1 != k2:
			if arg1.IsValid() && arg.IsValid() {
				return false, fmt.Errorf("incompatible types for comparison: %v and %v", arg1.Type(), arg.Type())
			}
			same = isNilable(arg1) && isNilable(arg)
		case k1 == otherKind:
			var err error
			if same, err = sameOther(arg1, arg); err != nil {
				return false, err
			}
		case k1 == intKind:
			same = arg1.Int() == arg.Int()
		case k1 == uintKind:
			same = arg1.Uint() == arg.Uint()
		case k1 == floatKind:
			same = arg1.Float() == arg.Float()
		case k1 == complexKind:
			same = arg1.Complex() == arg.Complex()
		case k1 == stringKind:
			same = arg1.String() == arg.String()
		default:
			same = arg1.Bool() == arg.Bool()
		}
		if same {
			return true, nil
		}
	}
	return false, nil
}

// sameOther compares values of other kinds, of which one kind only has nil.
func sameOther(a, b reflect.Value) (bool, error) {
	if a.IsValid() && b.IsValid() && a.Kind() != b.Kind() {
		return false, fmt.Errorf("non-comparable types %s: %v, %s: %v", a, a.Type(), b.Type(), b)
	}
	if isNilable(a) || isNilable(b) {
		return isNilable(a) && isNilable(b), nil
	}
	if !b.Type().Comparable() {
		return false, fmt.Errorf("non-comparable type %s: %v", b, b.Type())
	}
	return a.Interface() == b.Interface(), nil
}

func ne(arg1, arg2 reflect.Value) (bool, error) {
	same, err := eq(arg1, arg2)
	return !same, err
}

func lt(arg1, arg2 reflect.Value) (bool, error) {
	a, b := inner(arg1), inner(arg2)
	k1, k2 := basicKind(a), basicKind(b)
	if k1 == otherKind || k2 == otherKind {
		return false, errBadComparisonType
	}
	switch {
	case k1 == intKind && k2 == uintKind:
		return a.Int() < 0 || uint64(a.Int()) < b.Uint(), nil
	case k1 == uintKind && k2 == intKind:
		return b.Int() >= 0 && a.Uint() < uint64(b.Int()), nil
	case k1 != k2:
		return false, fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
	case k1 == intKind:
		return a.Int() < b.Int(), nil
	case k1 == uintKind:
		return a.Uint() < b.Uint(), nil
	case k1 == floatKind:
		return a.Float() < b.Float(), nil
	case k1 == stringKind:
		return a.String() < b.String(), nil
	}
	return false, errBadComparisonType
}

func le(arg1, arg2 reflect.Value) (bool, error) {
	less, err := lt(arg1, arg2)
	if less || err != nil {
		return less, err
	}
	return eq(arg1, arg2)
}

func gt(arg1, arg2 reflect.Value) (bool, error) {
	notMore, err := le(arg1, arg2)
	if err != nil {
		return false, err
	}
	return !notMore, nil
}

func ge(arg1, arg2 reflect.Value) (bool, error) {
	less, err := lt(arg1, arg2)
	if err != nil {
		return false, err
	}
	return !less, nil
}

var htmlReplacer = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "&", "&amp;", "<", "&lt;", ">", "&gt;")

// HTMLEscape writes b with HTML's characters escaped.
func HTMLEscape(w io.Writer, b []byte) { io.WriteString(w, HTMLEscapeString(string(b))) }

// HTMLEscapeString is s with HTML's characters escaped.
func HTMLEscapeString(s string) string { return htmlReplacer.Replace(s) }

// HTMLEscaper is what print shows of the arguments, escaped for HTML.
func HTMLEscaper(args ...any) string { return HTMLEscapeString(evalArgs(args)) }

// JSEscape writes b escaped for a string of JavaScript.
func JSEscape(w io.Writer, b []byte) { io.WriteString(w, JSEscapeString(string(b))) }

// JSEscapeString is s escaped for a string of JavaScript.
func JSEscapeString(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == '\'':
			b.WriteString(`\'`)
		case r == '"':
			b.WriteString(`\"`)
		case r == '<' || r == '>' || r == '&' || r == '=' || r < ' ':
			fmt.Fprintf(&b, `\u%04X`, r)
		case r < utf8.RuneSelf || unicode.IsPrint(r):
			b.WriteString(s[:size])
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
		s = s[size:]
	}
	return b.String()
}

// JSEscaper is what print shows of the arguments, escaped for JavaScript.
func JSEscaper(args ...any) string { return JSEscapeString(evalArgs(args)) }

// URLQueryEscaper is what print shows of the arguments, escaped for a query.
func URLQueryEscaper(args ...any) string { return url.QueryEscape(evalArgs(args)) }

// evalArgs prints arguments, pointers followed as {{.}} would.
func evalArgs(args []any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	for i, arg := range args {
		if v, ok := printable(reflect.ValueOf(arg)); ok {
			args[i] = v
		}
	}
	return fmt.Sprint(args...)
}
