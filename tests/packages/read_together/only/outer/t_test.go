package outer_test

import "testing"

func TestT(t *testing.T) {}
