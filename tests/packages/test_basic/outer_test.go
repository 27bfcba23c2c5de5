package basic_test

import (
	"fmt"
	"testing"

	"example.com/basic"
)

func TestOuter(t *testing.T) {
	if basic.Add(2, 2) != 4 {
		t.Fatal("no")
	}
	t.Errorf("from outside: %d", basic.Add(2, 2))
}

func Example() {
	fmt.Println(basic.Add(20, 22))
	// Output: 42
}
