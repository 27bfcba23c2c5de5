package pprof

import (
	"bytes"
	"context"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A LabelSet is names with values that samples are told apart by.
type LabelSet struct {
	list []string // names and values in turn
}

type labelsKey struct{}

// Labels makes a set of names and values in turn.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	return LabelSet{slices.Clone(args)}
}

func of(ctx context.Context) map[string]string {
	labels, _ := ctx.Value(labelsKey{}).(map[string]string)
	return labels
}

// WithLabels returns a context with more labels.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	all := maps.Clone(of(ctx))
	if all == nil {
		all = map[string]string{}
	}
	for i := 0; i < len(labels.list); i += 2 {
		all[labels.list[i]] = labels.list[i+1]
	}
	return context.WithValue(ctx, labelsKey{}, all)
}

// Label is a label's value.
func Label(ctx context.Context, key string) (string, bool) {
	value, ok := of(ctx)[key]
	return value, ok
}

// ForLabels calls f for each label until that is false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	labels := of(ctx)
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		if !f(key, labels[key]) {
			return
		}
	}
}

// goroutines holds the labels of those that have any, written as one text.
var goroutines struct {
	sync.Mutex
	labels map[uint64]string
}

// me is the number of the calling goroutine.
func me() uint64 {
	buf := make([]byte, 64)
	buf = bytes.TrimPrefix(buf[:runtime.Stack(buf, false)], []byte("goroutine "))
	end := bytes.IndexByte(buf, ' ')
	id, _ := strconv.ParseUint(string(buf[:max(end, 0)]), 10, 64)
	return id
}

func labelsOf(id uint64) string {
	goroutines.Lock()
	defer goroutines.Unlock()
	return goroutines.labels[id]
}

func writeLabels(labels map[string]string) string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		b.WriteString(strconv.Quote(key) + ":" + strconv.Quote(labels[key]) + "\n")
	}
	return b.String()
}

func readLabels(text string) map[string]string {
	labels := map[string]string{}
	for line := range strings.Lines(text) {
		key, err := strconv.QuotedPrefix(line)
		if err != nil {
			continue
		}
		name, _ := strconv.Unquote(key)
		labels[name], _ = strconv.Unquote(strings.TrimSpace(line[len(key)+1:]))
	}
	return labels
}

// SetGoroutineLabels gives the calling goroutine the context's labels; goroutines that it starts do not get them.
func SetGoroutineLabels(ctx context.Context) { setLabels(writeLabels(of(ctx))) }

func setLabels(text string) {
	id := me()
	goroutines.Lock()
	defer goroutines.Unlock()
	if text == "" {
		delete(goroutines.labels, id)
		return
	}
	if goroutines.labels == nil {
		goroutines.labels = map[uint64]string{}
	}
	goroutines.labels[id] = text
}

// Do calls f with more labels, which the goroutine has as long.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	before := writeLabels(of(ctx))
	defer func() { setLabels(before) }()
	ctx = WithLabels(ctx, labels)
	SetGoroutineLabels(ctx)
	f(ctx)
}
