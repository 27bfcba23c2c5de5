package e
import testing
func TestD(t *testing.T) {
}
