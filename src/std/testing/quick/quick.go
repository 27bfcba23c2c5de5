// Package quick tests properties of functions with random arguments.
package quick

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"time"
)

var checks = flag.Int("quickchecks", 100, "The default number of iterations for each check")

// A Generator makes random values of its own type.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

// usual is how large values are.
const usual = 50

// Value makes a random value of a type; false: it is no type to do that for.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return random(t, rand, usual)
}

func float(r *rand.Rand, most float64) float64 {
	f := r.Float64() * most
	if r.Int()&1 == 1 {
		f = -f
	}
	return f
}

func random(t reflect.Type, r *rand.Rand, size int) (value reflect.Value, ok bool) {
	if own, ok := reflect.Zero(t).Interface().(Generator); ok {
		return own.Generate(r, size), true
	}
	v := reflect.New(t).Elem()
	// fill makes the elements of v.
	fill := func(n, size int) bool {
		for i := range n {
			elem, ok := random(t.Elem(), r, size)
			if !ok {
				return false
			}
			v.Index(i).Set(elem)
		}
		return true
	}
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(r.Int()&1 == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(r.Uint64())
	case reflect.Float32:
		v.SetFloat(float64(float32(float(r, math.MaxFloat32))))
	case reflect.Float64:
		v.SetFloat(float(r, math.MaxFloat64))
	case reflect.Complex64:
		re := float(r, math.MaxFloat32)
		v.SetComplex(complex(float64(float32(re)), float64(float32(float(r, math.MaxFloat32)))))
	case reflect.Complex128:
		re := float(r, math.MaxFloat64)
		v.SetComplex(complex(re, float(r, math.MaxFloat64)))
	case reflect.String:
		text := make([]rune, r.Intn(usual))
		for i := range text {
			text[i] = rune(r.Intn(0x10ffff))
		}
		v.SetString(string(text))
	case reflect.Map:
		n := r.Intn(size)
		v.Set(reflect.MakeMap(t))
		for range n {
			key, ok := random(t.Key(), r, size)
			elem, fine := random(t.Elem(), r, size)
			if !ok || !fine {
				return reflect.Value{}, false
			}
			v.SetMapIndex(key, elem)
		}
	case reflect.Pointer:
		if r.Intn(size) == 0 {
			break
		}
		elem, ok := random(t.Elem(), r, size)
		if !ok {
			return reflect.Value{}, false
		}
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(elem)
	case reflect.Slice:
		n := r.Intn(size)
		v.Set(reflect.MakeSlice(t, n, n))
		if !fill(n, size-n) {
			return reflect.Value{}, false
		}
	case reflect.Array:
		if !fill(v.Len(), size) {
			return reflect.Value{}, false
		}
	case reflect.Struct:
		n := v.NumField()
		part := size
		if n > size {
			part = 1
		} else if n > 0 {
			part = size / n
		}
		for i := range n {
			elem, ok := random(t.Field(i).Type, r, part)
			if !ok {
				return reflect.Value{}, false
			}
			v.Field(i).Set(elem)
		}
	default:
		return reflect.Value{}, false
	}
	return v, true
}

// A Config says how to test.
type Config struct {
	MaxCount      int                                // how often; 0: MaxCountScale times the flag -quickchecks
	MaxCountScale float64                            // 0: 1
	Rand          *rand.Rand                         // nil: other values each time
	Values        func([]reflect.Value, *rand.Rand) // makes the arguments; nil: Value does
}

func (c *Config) random() *rand.Rand {
	if c.Rand != nil {
		return c.Rand
	}
	return rand.New(rand.NewSource(time.Now().UnixNano()))
}

func (c *Config) count() int {
	switch {
	case c.MaxCount != 0:
		return c.MaxCount
	case c.MaxCountScale != 0:
		return int(c.MaxCountScale * float64(*checks))
	}
	return *checks
}

// arguments makes arguments for a function.
func (c *Config) arguments(t reflect.Type, r *rand.Rand) ([]reflect.Value, error) {
	in := make([]reflect.Value, t.NumIn())
	if c.Values != nil {
		c.Values(in, r)
		return in, nil
	}
	for i := range in {
		var ok bool
		if in[i], ok = Value(t.In(i), r); !ok {
			return nil, SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", t.In(i), i))
		}
	}
	return in, nil
}

// A SetupError says why a function cannot be tested.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// A CheckError has the arguments for which Check's function was false.
type CheckError struct {
	Count int
	In    []any
}

func (s *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", s.Count, shown(s.In))
}

// A CheckEqualError has the arguments for which CheckEqual's functions differ, and their results.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (s *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s", s.Count, shown(s.In), shown(s.Out1), shown(s.Out2))
}

func shown(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprintf("%#v", v)
	}
	return strings.Join(texts, ", ")
}

func plain(values []reflect.Value) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v.Interface()
	}
	return out
}

// Check looks for arguments for which f, a function with a bool as its result, is false.
func Check(f any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	v := reflect.ValueOf(f)
	switch {
	case v.Kind() != reflect.Func:
		return SetupError("argument is not a function")
	case v.Type().NumOut() != 1:
		return SetupError("function does not return one value")
	case v.Type().Out(0).Kind() != reflect.Bool:
		return SetupError("function does not return a bool")
	}
	r := config.random()
	for i := range config.count() {
		in, err := config.arguments(v.Type(), r)
		if err != nil {
			return err
		}
		if !v.Call(in)[0].Bool() {
			return &CheckError{i + 1, plain(in)}
		}
	}
	return nil
}

// CheckEqual looks for arguments for which f and g give different results.
func CheckEqual(f, g any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	x, y := reflect.ValueOf(f), reflect.ValueOf(g)
	switch {
	case x.Kind() != reflect.Func:
		return SetupError("f is not a function")
	case y.Kind() != reflect.Func:
		return SetupError("g is not a function")
	case x.Type() != y.Type():
		return SetupError("functions have different types")
	}
	r := config.random()
	for i := range config.count() {
		in, err := config.arguments(x.Type(), r)
		if err != nil {
			return err
		}
		a, b := plain(x.Call(in)), plain(y.Call(in))
		if !reflect.DeepEqual(a, b) {
			return &CheckEqualError{CheckError{i + 1, plain(in)}, a, b}
		}
	}
	return nil
}
