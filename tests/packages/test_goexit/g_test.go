package goexit

import (
	"runtime"
	"testing"
)

func TestFailNowOfParent(t *testing.T) {
	t.Run("sub", func(*testing.T) { t.FailNow() })
	t.Log("not reached")
}

func TestGoexit(t *testing.T) { runtime.Goexit() }
