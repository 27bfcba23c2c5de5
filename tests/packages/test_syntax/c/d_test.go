package c_test
import "testing"
func TestB(t *testing.T) {
	x y
}
