// Tests that start their own program, as many tests of os/exec's users do.
package inner

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestHelperProcess(t *testing.T) {
	if os.Getenv("WANT_HELPER_PROCESS") != "1" {
		return
	}
	defer os.Exit(5)
	dir, _ := os.Getwd()
	fmt.Println("helper", os.Args[len(os.Args)-1], filepath.Base(dir), len(os.Environ()))
}

func TestStart(t *testing.T) {
	for _, name := range []string{os.Args[0], "/proc/self/exe"} {
		c := exec.Command(name, "-test.run=TestHelperProcess", "--", "word")
		c.Env = []string{"WANT_HELPER_PROCESS=1"}
		c.Dir = "/usr"
		out, err := c.CombinedOutput()
		t.Logf("%q %v", out, err)
	}
}
