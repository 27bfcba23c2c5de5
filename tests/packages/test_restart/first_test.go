package restart

import (
	"os"
	"os/exec"
	"testing"
)

func TestMain(m *testing.M) {
	if os.Getenv("AS_PROGRAM") != "" {
		println("as a program", len(os.Args))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestProgram(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, "a", "b")
	c.Env = append(os.Environ(), "AS_PROGRAM=1")
	out, err := c.CombinedOutput()
	t.Logf("%q %v", out, err)
}
