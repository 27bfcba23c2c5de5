package restart

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	if os.Getenv("AS_PROGRAM") != "" {
		println("as a program", len(os.Args))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// What the tests look at is written down.
func TestLog(t *testing.T) {
	if os.Getenv("LOGGED") != "" {
		os.ReadFile("go.mod")
		os.Stat("none")
		os.Chdir("/")
		return
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "log")
	c := exec.Command(exe, "-test.run=^TestLog$", "-test.testlogfile="+file)
	c.Env = append(os.Environ(), "LOGGED=1")
	out, err := c.CombinedOutput()
	t.Logf("%q %v", out, err)
	text, err := os.ReadFile(file)
	for _, line := range strings.Split(string(text), "\n") {
		switch line {
		case "# test log", "getenv LOGGED", "open go.mod", "stat none", "chdir /":
			t.Log(line)
		}
	}
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

// Nobody but the command that runs the tests reads what they print: else they would go on without it.
func TestOutputs(t *testing.T) {
	own, err := os.Readlink("/proc/self/fd/1")
	if err != nil {
		t.Skip(err)
	}
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	for _, entry := range all {
		to, err := os.Readlink("/proc/self/fd/" + entry.Name())
		if name := entry.Name(); err == nil && to == own && name != "1" && name != "2" {
			t.Error("open, too:", name)
		}
	}
}
