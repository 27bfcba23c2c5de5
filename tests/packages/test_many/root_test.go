package many_test

import (
	"testing"

	"example.com/many/internal/inner"
)

func TestInner(t *testing.T) { t.Log(inner.I) }
