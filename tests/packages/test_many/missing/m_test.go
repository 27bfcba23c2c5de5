package missing

import (
	"nosuchpackage"
	"testing"
)

func TestM(t *testing.T) { nosuchpackage.X() }
