// Package os on the process: environment, users, directories, children, signals.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

func environment() {
	os.Clearenv()
	fmt.Println(len(os.Environ()), os.Getenv("HOME") == "")
	fmt.Println(os.Setenv("A", "1"), os.Setenv("", "x"), os.Setenv("B=C", "x"), os.Setenv("N", "a\x00b"), os.Setenv("E", ""))
	value, ok := os.LookupEnv("E")
	fmt.Printf("%q %t\n", value, ok)
	value, ok = os.LookupEnv("none")
	fmt.Printf("%q %t\n", value, ok)
	fmt.Println(os.ExpandEnv("$A-${A}-$none-$$-${-$E"), os.Unsetenv("A"), os.Getenv("A") == "", os.Unsetenv("none"))
	fmt.Println(os.Expand("$x ${y} $1 $* ${} $ $_a.b ${bad", func(name string) string { return "<" + name + ">" }))
	_, err := os.UserHomeDir()
	fmt.Println(err)
	_, err = os.UserCacheDir()
	fmt.Println(err)
	_, err = os.UserConfigDir()
	fmt.Println(err)
	os.Setenv("HOME", "/home/x")
	os.Setenv("XDG_CONFIG_HOME", "relative")
	os.Setenv("XDG_CACHE_HOME", "/cache")
	home, err := os.UserHomeDir()
	fmt.Println(home, err)
	cache, err := os.UserCacheDir()
	fmt.Println(cache, err)
	config, err := os.UserConfigDir()
	fmt.Println(config, err)
	os.Setenv("TMPDIR", "/elsewhere")
	fmt.Println(os.TempDir(), os.Environ())
}

func identity() {
	hostname, err := os.Hostname()
	fmt.Println(hostname != "", err)
	fmt.Println(os.Getegid() == syscall.Getegid(), os.Geteuid() == syscall.Geteuid(), os.Getgid() == syscall.Getgid(), os.Getuid() == syscall.Getuid(), os.Getppid() == syscall.Getppid(), os.Getpid() == syscall.Getpid(), os.Getpagesize())
	groups, err := os.Getgroups()
	fmt.Println(len(groups) >= 0, err)
	executable, err := os.Executable()
	fmt.Println(filepath.IsAbs(executable), err)
}

func children() {
	var p *os.Process
	in, out, _ := os.Pipe()
	shell, _ := exec.LookPath("sh")
	p, err := os.StartProcess(shell, []string{"sh", "-c", "echo $V; pwd; exit 3"}, &os.ProcAttr{Dir: "/", Env: []string{"V=set"}, Files: []*os.File{nil, out, nil}, Sys: &syscall.SysProcAttr{}})
	if err != nil {
		fmt.Println(err)
		return
	}
	out.Close()
	text := make([]byte, 100)
	n, _ := in.Read(text)
	for {
		m, err := in.Read(text[n:])
		if err != nil {
			break
		}
		n += m
	}
	var state *os.ProcessState
	state, err = p.Wait()
	fmt.Printf("%q %v %v %d %t %t %t\n", text[:n], err, state, state.ExitCode(), state.Success(), state.Exited(), state.Pid() == p.Pid)
	fmt.Println(state.String(), state.UserTime() >= 0, state.SystemTime() >= 0, state.Sys().(syscall.WaitStatus).ExitStatus(), state.SysUsage() != nil)
	_, err = p.Wait()
	fmt.Println(err != nil, errors.Is(p.Signal(os.Kill), os.ErrProcessDone), p.Kill())
	p, _ = os.StartProcess(shell, []string{"sh", "-c", "sleep 100"}, &os.ProcAttr{})
	var signal os.Signal = syscall.SIGTERM
	signal.Signal()
	fmt.Println(p.Signal(signal), signal.String(), os.Interrupt, os.Kill)
	state, err = p.Wait()
	fmt.Println(state, err, state.ExitCode(), state.Exited())
	p, _ = os.StartProcess(shell, []string{"sh", "-c", "exit 0"}, &os.ProcAttr{})
	fmt.Println(p.Release())
	fmt.Println(p.Release() != nil, p.Kill())
	_, err = os.StartProcess("/none/such", nil, &os.ProcAttr{})
	fmt.Println(err)
	_, err = os.StartProcess(shell, []string{"sh"}, &os.ProcAttr{Dir: "/none/such"})
	fmt.Println(err)
	p, err = os.FindProcess(os.Getpid())
	fmt.Println(p.Pid == os.Getpid(), err, p.Signal(syscall.Signal(0)))
	fmt.Println((*os.ProcessState)(nil).String())
	fmt.Println(strings.Contains(fmt.Sprint(os.Args), os.Args[0]))
}

func main() {
	environment()
	identity()
	children()
	defer fmt.Println("never")
	os.Exit(0)
}
