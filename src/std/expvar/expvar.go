// Package expvar shows a program's counters as JSON at /debug/vars. Importing it is enough for that.
package expvar

import (
	"encoding/json"
	"internal/godebug"
	"log"
	"math"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// A Var is something to show; its String is JSON.
type Var interface {
	String() string
}

// Int is a number.
type Int struct{ n atomic.Int64 }

func (v *Int) Value() int64    { return v.n.Load() }
func (v *Int) String() string  { return strconv.FormatInt(v.n.Load(), 10) }
func (v *Int) Add(delta int64) { v.n.Add(delta) }
func (v *Int) Set(value int64) { v.n.Store(value) }

// Float is a number with a fraction.
type Float struct{ bits atomic.Uint64 }

func (v *Float) Value() float64    { return math.Float64frombits(v.bits.Load()) }
func (v *Float) String() string    { return strconv.FormatFloat(v.Value(), 'g', -1, 64) }
func (v *Float) Set(value float64) { v.bits.Store(math.Float64bits(value)) }

func (v *Float) Add(delta float64) {
	for {
		was := v.bits.Load()
		if v.bits.CompareAndSwap(was, math.Float64bits(math.Float64frombits(was)+delta)) {
			return
		}
	}
}

// String is a text.
type String struct{ text atomic.Value }

func (v *String) Value() string {
	s, _ := v.text.Load().(string)
	return s
}

func (v *String) String() string   { return string(quote(nil, v.Value())) }
func (v *String) Set(value string) { v.text.Store(value) }

// A Func is asked whenever it is shown.
type Func func() any

func (f Func) Value() any { return f() }

func (f Func) String() string {
	b, _ := json.Marshal(f())
	return string(b)
}

// A KeyValue is an entry of a Map.
type KeyValue struct {
	Key   string
	Value Var
}

// A Map has Vars by name, and is one.
type Map struct {
	mu   sync.RWMutex
	vars map[string]Var
	keys []string // sorted
}

// Init takes all out.
func (v *Map) Init() *Map {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.vars, v.keys = nil, nil
	return v
}

// Get gives a Var, or nil.
func (v *Map) Get(key string) Var {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.vars[key]
}

// put enters a Var, with the lock held.
func (v *Map) put(key string, av Var) {
	if v.vars == nil {
		v.vars = map[string]Var{}
	}
	if i, found := slices.BinarySearch(v.keys, key); !found {
		v.keys = slices.Insert(v.keys, i, key)
	}
	v.vars[key] = av
}

// Set enters a Var.
func (v *Map) Set(key string, av Var) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.put(key, av)
}

// getOr gives the Var of a name, or enters a new one.
func (v *Map) getOr(key string, fresh func() Var) Var {
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, ok := v.vars[key]; !ok {
		v.put(key, fresh())
	}
	return v.vars[key]
}

// Add adds to an Int, which is made if there is nothing of the name.
func (v *Map) Add(key string, delta int64) {
	if n, ok := v.getOr(key, func() Var { return new(Int) }).(*Int); ok {
		n.Add(delta)
	}
}

// AddFloat adds to a Float, which is made if there is nothing of the name.
func (v *Map) AddFloat(key string, delta float64) {
	if n, ok := v.getOr(key, func() Var { return new(Float) }).(*Float); ok {
		n.Add(delta)
	}
}

// Delete takes an entry out.
func (v *Map) Delete(key string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if i, found := slices.BinarySearch(v.keys, key); found {
		v.keys = slices.Delete(v.keys, i, i+1)
		delete(v.vars, key)
	}
}

// Do calls f for each entry, in the order of the names.
func (v *Map) Do(f func(KeyValue)) {
	v.mu.RLock()
	keys := slices.Clone(v.keys)
	v.mu.RUnlock()
	for _, key := range keys {
		f(KeyValue{key, v.Get(key)})
	}
}

func (v *Map) String() string { return string(v.shown(", ", "")) }

// shown is the JSON, with an ending behind each brace.
func (v *Map) shown(between, end string) []byte {
	b := append([]byte{'{'}, end...)
	first := true
	v.Do(func(kv KeyValue) {
		if !first {
			b = append(b, between...)
		}
		first = false
		b = append(quote(b, kv.Key), ": "...)
		if kv.Value == nil {
			b = append(b, "null"...)
		} else {
			b = append(b, kv.Value.String()...)
		}
	})
	b = append(b, end...)
	return append(append(b, '}'), end...)
}

var vars Map

// Publish shows a Var; the name must be new.
func Publish(name string, v Var) {
	vars.mu.Lock()
	_, dup := vars.vars[name]
	if !dup {
		vars.put(name, v)
	}
	vars.mu.Unlock()
	if dup {
		log.Panicln("Reuse of exported var name:", name)
	}
}

// Get gives a Var that is shown, or nil.
func Get(name string) Var { return vars.Get(name) }

// Do calls f for each that is shown, in the order of the names.
func Do(f func(KeyValue)) { vars.Do(f) }

func published[V Var](name string, v V) V {
	Publish(name, v)
	return v
}

func NewInt(name string) *Int       { return published(name, new(Int)) }
func NewFloat(name string) *Float   { return published(name, new(Float)) }
func NewMap(name string) *Map       { return published(name, new(Map)) }
func NewString(name string) *String { return published(name, new(String)) }

// Handler shows all.
func Handler() http.Handler { return http.HandlerFunc(show) }

func show(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(vars.shown(",\n", "\n"))
}

func init() {
	pattern := "GET /debug/vars"
	if godebug.New("httpmuxgo121").Value() == "1" {
		pattern = "/debug/vars"
	}
	http.HandleFunc(pattern, show)
	Publish("cmdline", Func(func() any { return os.Args }))
	Publish("memstats", Func(func() any {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m
	}))
}

// quote appends a text as JSON.
func quote(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '\\' || r == '"':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == '<' || r == '>' || r == '&' || r == '\u2028' || r == '\u2029':
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
