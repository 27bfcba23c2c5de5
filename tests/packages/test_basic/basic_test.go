package basic

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestPasses(t *testing.T) {
	t.Log("not shown unless it fails")
	if Add(1, 2) != 3 {
		t.Error("wrong")
	}
}

func TestFails(t *testing.T) {
	t.Log("a line", 1)
	t.Logf("two lines:\n%s", "the second")
	t.Errorf("want %d", 5)
	t.Error(errors.New("an error"))
}

func TestFatal(t *testing.T) {
	defer fmt.Println("deferred")
	t.Fatal("the end")
	t.Log("not reached")
}

func TestSkips(t *testing.T) {
	t.Skipf("not on %s", "this machine")
}

func helper(t testing.TB, n int) {
	t.Helper()
	if n > 0 {
		t.Errorf("helped: %d", n)
	}
}

func deeper(t testing.TB, n int) {
	t.Helper()
	helper(t, n)
}

func twice(yield func() bool) {
	if yield() {
		yield()
	}
}

// inLoops is a helper in the bodies of its loops, too; what they range over is passed by.
func inLoops(t testing.TB, n int) {
	t.Helper()
	for range twice {
		helper(t, n)
		for range twice {
			t.Error("inner", n)
		}
	}
}

func loops(t testing.TB) {
	for range twice {
		helper(t, 5)
	}
}

func TestHelper(t *testing.T) {
	helper(t, 1)
	deeper(t, 2)
	inLoops(t, 4)
	loops(t)
	t.Run("sub", func(t *testing.T) {
		deeper(t, 3)
	})
}

func TestSub(t *testing.T) {
	for _, name := range []string{"a b", "a b", "", "", "x#01", "x", "x", "tab\there", "é\x00"} {
		t.Run(name, func(t *testing.T) {
			t.Log(t.Name())
			if name == "x" {
				t.Fail()
			}
		})
	}
	t.Run("deep", func(t *testing.T) {
		t.Run("er", func(t *testing.T) {
			t.Log("down here")
			t.FailNow()
		})
		t.Log("still here")
	})
}

func TestCleanup(t *testing.T) {
	t.Cleanup(func() { t.Log("first in, last out") })
	t.Cleanup(func() { t.Error("from a cleanup") })
	ctx := t.Context()
	t.Cleanup(func() { t.Log("context:", ctx.Err()) })
	t.Log("context:", ctx.Err())
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	other := t.TempDir()
	if dir == other || filepath.Base(dir) != "001" || filepath.Base(other) != "002" {
		t.Error(dir, other)
	}
	wd, err := os.Getwd()
	if err != nil || !strings.Contains(wd, "basic") {
		t.Error(wd, err)
	}
	t.Chdir(dir)
	if now, _ := os.Getwd(); now != dir || os.Getenv("PWD") != dir {
		t.Error(now)
	}
	t.Setenv("GORUN_TEST_X", "1")
	if os.Getenv("GORUN_TEST_X") != "1" {
		t.Error("not set")
	}
	a := t.ArtifactDir()
	if err := os.WriteFile(filepath.Join(a, "x"), nil, 0o666); err != nil {
		t.Error(err)
	}
	t.Attr("key", "a value")
	fmt.Fprintln(t.Output(), "written\nin lines")
	fmt.Fprint(t.Output(), "open ")
	t.Log("after it")
}

func TestAfterFiles(t *testing.T) {
	if _, ok := os.LookupEnv("GORUN_TEST_X"); ok {
		t.Error("still set")
	}
	if wd, _ := os.Getwd(); !strings.Contains(wd, "basic") {
		t.Error(wd)
	}
}

func TestDeadline(t *testing.T) {
	d, ok := t.Deadline()
	if !ok || time.Until(d) > time.Hour || !testing.Testing() {
		t.Error(d, ok)
	}
}

func TestShort(t *testing.T) {
	t.Logf("short %v verbose %v", testing.Short(), testing.Verbose())
	if testing.Short() {
		t.SkipNow()
	}
}

func TestAllocs(t *testing.T) {
	var s []int
	if n := testing.AllocsPerRun(100, func() { s = make([]int, 1000) }); n != 1 {
		t.Error(n, len(s))
	}
}

func ExampleShow() {
	Show(1)
	Show("two")
	// Output:
	// shown: 1
	// shown: two
}

func ExampleShow_wrong() {
	Show(1)
	// Output: shown: 2
}

func ExampleShow_unordered() {
	for i := 3; i > 0; i-- {
		Show(i)
	}
	// Unordered output:
	// shown: 1
	// shown: 2
	// shown: 3
}

func ExampleShow_notRun() {
	panic("not run")
}

func Testing() {}
func Test_under(t *testing.T) {}
