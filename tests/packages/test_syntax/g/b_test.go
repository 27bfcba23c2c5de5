package g

import "testing"

func TestH(x int) {}
