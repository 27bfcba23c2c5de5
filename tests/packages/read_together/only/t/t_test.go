package t

import "testing"

func TestT(t *testing.T) {}
