// Package unique makes values that are compared like pointers: equal ones are kept once.
package unique

import (
	"runtime"
	"strings"
	"sync"
	"unsafe"
	"weak"
)

// Handle stands for a value; handles are equal exactly if their values are.
type Handle[T comparable] struct {
	value *T
}

// Value gives the value.
func (h Handle[T]) Value() T { return *h.value }

// table holds what exists of one type.
type table[T comparable] struct {
	mu      sync.Mutex
	entries map[T]weak.Pointer[T]
}

// tables has the table of each type, by a nil pointer to it.
var tables sync.Map

// Make gives the handle of a value.
func Make[T comparable](value T) Handle[T] {
	if unsafe.Sizeof(value) == 0 {
		return Handle[T]{new(T)}
	}
	t := tableOf[T]()
	t.mu.Lock()
	defer t.mu.Unlock()
	if w, ok := t.entries[value]; ok {
		if p := w.Value(); p != nil {
			return Handle[T]{p}
		}
	}
	p := new(T)
	*p = value
	if s, ok := any(p).(*string); ok {
		// Not to keep a larger text alive.
		*s = strings.Clone(*s)
	}
	w := weak.Make(p)
	t.entries[*p] = w
	runtime.AddCleanup(p, t.forget, entry[T]{value: *p, w: w})
	return Handle[T]{p}
}

type entry[T comparable] struct {
	value T
	w     weak.Pointer[T]
}

func tableOf[T comparable]() *table[T] {
	var key any = (*T)(nil)
	if t, ok := tables.Load(key); ok {
		return t.(*table[T])
	}
	t, _ := tables.LoadOrStore(key, &table[T]{entries: map[T]weak.Pointer[T]{}})
	return t.(*table[T])
}

// forget takes an entry out whose value nobody has any more, unless there is a new one.
func (t *table[T]) forget(e entry[T]) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.entries[e.value] == e.w {
		delete(t.entries, e.value)
	}
}
