package g

import "testing"

func TestG(t *testing.T) {
	x := []int{1, 2
	}
}
