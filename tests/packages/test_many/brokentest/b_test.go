package brokentest

import "testing"

func TestB(t *testing.T) { undefined() }
