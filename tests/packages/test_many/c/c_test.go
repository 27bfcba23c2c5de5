package c

import "testing"

func TestC(t *testing.T) {
	if C() != 3 {
		t.Errorf("C() = %d", C())
	}
}
