package p

import (
	"fmt"
	"runtime/debug"
	"testing"
)

func TestInfo(t *testing.T) {
	info, _ := debug.ReadBuildInfo()
	fmt.Println(Name, info.Path, info.Main, len(info.Deps))
}
