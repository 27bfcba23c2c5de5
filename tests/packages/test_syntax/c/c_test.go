package c
import "testing"
func TestB(t *testing.T) {
	x y
	var 1
}
func (
