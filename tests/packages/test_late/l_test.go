package late

import (
	"testing"
)

func TestLogsLate(t *testing.T) {
	t.Run("sub", func(t *testing.T) {
		outer := t
		t.Run("inner", func(t *testing.T) { outer.Log("through the parent") })
	})
}

func TestAfterEnd(t *testing.T) {
	var inner *testing.T
	t.Run("sub", func(t *testing.T) { inner = t })
	inner.Log("goes to the parent")
	defer func() {
		t.Error(recover())
	}()
	inner.Fail()
}

func TestRunInCleanup(t *testing.T) {
	t.Cleanup(func() {
		defer func() { t.Log(recover()) }()
		t.Run("x", func(t *testing.T) {})
	})
}
