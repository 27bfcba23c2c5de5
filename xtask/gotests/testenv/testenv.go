// Package testenv stands in for internal/testenv where `xtask gotests` runs Go's own tests: it says what there is on a
// machine without Go's sources, network and C compiler. Its names are those that the tests ask for.
package testenv

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

func Builder() string          { return "" }
func CPUIsSlow() bool          { return true }
func HasCGO() bool             { return false }
func HasExec() bool            { return true }
func HasExternalNetwork() bool { return false }
func HasGoBuild() bool         { return false }
func HasGoRun() bool           { return false }
func HasLink() bool            { return true }
func HasParallelism() bool     { return true }
func HasSrc() bool             { return true }
func HasSymlink() bool         { return true }
func OptimizationOff() bool    { return false }

func MustHaveExec(testing.TB)              {}
func MustHaveLink(testing.TB)              {}
func MustHaveParallelism(testing.TB)       {}
func MustHaveSymlink(testing.TB)           {}
func MustHaveCGO(t testing.TB)             { t.Skip("no cgo") }
func MustHaveExternalNetwork(t testing.TB) { t.Skip("no network") }
func MustHaveGoBuild(t testing.TB)         { t.Skip("no go build") }
func MustHaveGoRun(t testing.TB)           { t.Skip("no go run") }

func MustHaveExecPath(t testing.TB, path string) {
	if _, err := exec.LookPath(path); err != nil {
		t.Skip("no " + path)
	}
}

func SkipFlaky(t testing.TB, issue int) { t.Skip("flaky") }
func SkipFlakyNet(testing.TB)           {}
func SkipIfOptimizationOff(testing.TB)  {}
func SkipIfShortAndSlow(testing.TB)     {}

func GOROOT(testing.TB) string { return runtime.GOROOT() }

func Executable(t testing.TB) string {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func Command(t testing.TB, name string, args ...string) *exec.Cmd {
	return exec.Command(name, args...)
}

func CommandContext(t testing.TB, ctx context.Context, name string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, name, args...)
}

func CleanCmdEnv(cmd *exec.Cmd) *exec.Cmd { return cmd }

// SetGODEBUG adds settings to those there are, until the test is over.
func SetGODEBUG(t testing.TB, settings string) {
	if old := os.Getenv("GODEBUG"); old != "" {
		settings = old + "," + settings
	}
	t.Setenv("GODEBUG", settings)
}
