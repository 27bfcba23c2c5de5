package a

import "m/b"
import "testing"

func TestA(t *testing.T) { b.B() }
