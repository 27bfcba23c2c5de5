package f

import "testing"

func TestF(t *testing.T) {
	break
L:
}

func () M() {}
