package repl

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// How much of a value is shown.
const (
	mostElements = 100
	mostDepth    = 5
	mostBytes    = 4000
)

// isInterface is set in show's flags where the static type is an interface.
const isInterface = 2

// show writes a value with its static type.
func show(static string, value any, flags int) {
	text := describe(value, static)
	if len(text) > mostBytes {
		text = text[:mostBytes] + "..."
	}
	if flags&isInterface != 0 && value != nil {
		dynamic := strings.ReplaceAll(reflect.TypeOf(value).String(), "main.", "")
		fmt.Printf("(%s: %s) %s\n", static, dynamic, text)
		return
	}
	fmt.Printf("(%s) %s\n", static, text)
}

func describe(value any, static string) string {
	if value == nil {
		return "nil"
	}
	if r, ok := value.(rune); ok && static == "rune" {
		return strconv.Itoa(int(r)) + " " + strconv.QuoteRune(r)
	}
	w := &writer{}
	w.value(reflect.ValueOf(value), 0)
	return w.out.String()
}

type writer struct {
	out strings.Builder
}

func (w *writer) value(v reflect.Value, depth int) {
	if !v.IsValid() {
		w.out.WriteString("nil")
		return
	}
	if w.out.Len() > mostBytes {
		return
	}
	if v.CanInterface() && !isNil(v) {
		switch x := v.Interface().(type) {
		case error, fmt.Stringer:
			fmt.Fprintf(&w.out, "%v", x)
			return
		}
	}
	switch v.Kind() {
	case reflect.String:
		w.out.WriteString(strconv.Quote(v.String()))
	case reflect.Slice, reflect.Array:
		w.list(v, depth)
	case reflect.Map:
		w.mapping(v, depth)
	case reflect.Struct:
		w.structure(v, depth)
	case reflect.Interface:
		w.value(v.Elem(), depth)
	case reflect.Pointer:
		w.pointer(v, depth)
	case reflect.Bool:
		w.out.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.out.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		w.out.WriteString(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32:
		w.out.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, 32))
	case reflect.Float64:
		w.out.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case reflect.Complex64, reflect.Complex128:
		fmt.Fprint(&w.out, v.Complex())
	default:
		if isNil(v) {
			w.out.WriteString("nil")
			return
		}
		fmt.Fprintf(&w.out, "%#x", v.Pointer())
	}
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Chan, reflect.Func, reflect.Interface, reflect.UnsafePointer:
		return v.IsNil()
	}
	return false
}

// between writes what stands before element i of n; false: no more are shown.
func (w *writer) between(i, n int) bool {
	if i > 0 {
		w.out.WriteString(", ")
	}
	if i == mostElements {
		fmt.Fprintf(&w.out, "... %d more", n-i)
		return false
	}
	return true
}

func (w *writer) list(v reflect.Value, depth int) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		w.out.WriteString("nil")
		return
	}
	if depth > mostDepth {
		w.out.WriteString("[...]")
		return
	}
	w.out.WriteByte('[')
	for i := range v.Len() {
		if !w.between(i, v.Len()) {
			break
		}
		w.value(v.Index(i), depth+1)
	}
	w.out.WriteByte(']')
}

func (w *writer) mapping(v reflect.Value, depth int) {
	if v.IsNil() {
		w.out.WriteString("nil")
		return
	}
	if depth > mostDepth {
		w.out.WriteString("{...}")
		return
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, compare)
	w.out.WriteByte('{')
	for i, k := range keys {
		if !w.between(i, len(keys)) {
			break
		}
		w.value(k, depth+1)
		w.out.WriteString(": ")
		w.value(v.MapIndex(k), depth+1)
	}
	w.out.WriteByte('}')
}

// compare orders the keys of a map: numbers and strings by their values, all else by how it is shown.
func compare(a, b reflect.Value) int {
	if a.Kind() == b.Kind() {
		switch {
		case a.CanInt():
			return order(a.Int(), b.Int())
		case a.CanUint():
			return order(a.Uint(), b.Uint())
		case a.CanFloat():
			return order(a.Float(), b.Float())
		case a.Kind() == reflect.String:
			return strings.Compare(a.String(), b.String())
		}
	}
	x, y := &writer{}, &writer{}
	x.value(a, mostDepth)
	y.value(b, mostDepth)
	return strings.Compare(x.out.String(), y.out.String())
}

func order[T int64 | uint64 | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (w *writer) structure(v reflect.Value, depth int) {
	if depth > mostDepth {
		w.out.WriteString("{...}")
		return
	}
	w.out.WriteByte('{')
	for i := range v.NumField() {
		if i > 0 {
			w.out.WriteString(", ")
		}
		w.out.WriteString(v.Type().Field(i).Name)
		w.out.WriteString(": ")
		w.value(v.Field(i), depth+1)
	}
	w.out.WriteByte('}')
}

func (w *writer) pointer(v reflect.Value, depth int) {
	if v.IsNil() {
		w.out.WriteString("nil")
		return
	}
	switch v.Elem().Kind() {
	case reflect.Struct, reflect.Array, reflect.Slice, reflect.Map:
		if depth < mostDepth {
			w.out.WriteByte('&')
			w.value(v.Elem(), depth+1)
			return
		}
	}
	fmt.Fprintf(&w.out, "%#x", v.Pointer())
}
