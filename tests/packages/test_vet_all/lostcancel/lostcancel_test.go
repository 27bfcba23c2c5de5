package lostcancel

import (
	"context"
	"testing"
)

func TestFatal(t *testing.T) {
	_, cancel := context.WithCancel(bg)
	if bg == nil {
		t.Fatal("no")
	}
	if bg.Err() != nil {
		t.Errorf("no")
		return
	}
	cancel()
}
