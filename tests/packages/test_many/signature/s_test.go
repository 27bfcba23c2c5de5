package signature

import "testing"

func TestS(t testing.T) {}
