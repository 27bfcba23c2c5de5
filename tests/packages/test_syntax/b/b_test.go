package b
import "testing"
func TestB(t *testing.T) {
	if x {
	for ; {
	y = = 2
}
