// Package internal (log/internal) is how package log/slog, compiled from GOROOT, reaches package log's standard logger.
package internal

// DefaultOutput writes a line to the standard logger; pc is the place that it is about. Set by package log.
var DefaultOutput func(pc uintptr, data []byte) error
