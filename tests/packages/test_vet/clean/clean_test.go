package clean

import "testing"

func TestGood(t *testing.T) { t.Logf("%d", 1) }
