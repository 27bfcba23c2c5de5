// Starting processes through package syscall, and the attributes that a process can be given.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

func run(attr *syscall.SysProcAttr, words ...string) {
	c := exec.Command(words[0], words[1:]...)
	c.SysProcAttr = attr
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	fmt.Printf("%q %v\n", strings.TrimSpace(out.String()), err)
}

func main() {
	syscall.ForkLock.RLock()
	r, w, err := os.Pipe()
	syscall.ForkLock.RUnlock()
	if err != nil {
		panic(err)
	}
	pid, err := syscall.ForkExec("/bin/sh", []string{"name", "-c", "echo $A $0; pwd; exit 3"}, &syscall.ProcAttr{
		Dir:   "/usr",
		Env:   []string{"A=one", "PATH=/bin"},
		Files: []uintptr{^uintptr(0), w.Fd(), w.Fd()},
	})
	w.Close()
	var status syscall.WaitStatus
	_, waitErr := syscall.Wait4(pid, &status, 0, nil)
	out := make([]byte, 100)
	n, _ := r.Read(out)
	fmt.Printf("%v %v %d %q\n", err, waitErr, status.ExitStatus(), out[:n])
	_, _, err = syscall.StartProcess("/no/such/program", nil, nil)
	fmt.Println(err, err == syscall.ENOENT)
	_, err = syscall.ForkExec("/bin/true", []string{"true"}, &syscall.ProcAttr{Dir: "/no/such"})
	fmt.Println(err)
	_, err = syscall.ForkExec("/bin/tr\x00ue", nil, nil)
	fmt.Println(err)

	fd := 0
	run(&syscall.SysProcAttr{Setpgid: true, PidFD: &fd}, "sh", "-c", `test $(cut -d' ' -f5 /proc/$$/stat) = $$ && echo own group`)
	fmt.Println(fd > 0)
	run(&syscall.SysProcAttr{Setsid: true}, "sh", "-c", `test $(cut -d' ' -f6 /proc/$$/stat) = $$ && echo own session`)
	run(&syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0}, "true")
	run(&syscall.SysProcAttr{Setctty: true, Foreground: true}, "true")
	run(&syscall.SysProcAttr{Chroot: "/no/such"}, "true")
	run(&syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}, "echo", "signal")
}
