package main

import (
	"testing"

	"golang.org/x/sync/errgroup"
)

func TestGroup(t *testing.T) {
	var g errgroup.Group
	for i := range 3 {
		g.Go(func() error { t.Log("in", i >= 0); return nil })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
}
