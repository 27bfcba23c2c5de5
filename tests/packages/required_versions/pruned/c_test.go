package main

import (
	"testing"

	"a.x/c"
)

func TestVersion(t *testing.T) { t.Log(c.V) }
