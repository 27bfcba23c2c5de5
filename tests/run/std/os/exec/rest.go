// Package os/exec: errors, cancelling, delays, what a command says of itself.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	c := exec.Command("sh", "-c", "echo to stdout; echo to stderr >&2; exit 4")
	fmt.Println(filepath.Base(c.Path), c.Args, c.Err, filepath.Base(c.String()) != "")
	c.Path, c.Args = "/bin/sh", []string{"sh", "-c", "true"}
	fmt.Println(c.String())
	c = exec.Command("sh", "-c", "echo to stdout; echo to stderr >&2; exit 4")
	errs, err := c.StderrPipe()
	fmt.Println(err, c.Start())
	text, _ := io.ReadAll(errs)
	err = c.Wait()
	var exit *exec.ExitError
	fmt.Printf("%q %v %t %d %s %d\n", text, err, errors.As(err, &exit), exit.ExitCode(), exit.Error(), c.ProcessState.ExitCode())
	_, err = exec.Command("sh", "-c", "echo why >&2; kill -9 $$").Output()
	errors.As(err, &exit)
	fmt.Printf("%v %q %v\n", err, exit.Stderr, exit.ProcessState.Sys().(syscall.WaitStatus).Signaled())

	missing := exec.Command("no-such-program-anywhere", "x")
	fmt.Println(missing.Err, missing.Run(), missing.String())
	_, err = exec.LookPath("no-such-program-anywhere")
	var e *exec.Error
	fmt.Println(errors.As(err, &e), e.Name, e.Err, e.Error(), e.Unwrap() == exec.ErrNotFound)
	_, err = exec.LookPath("/none/such")
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	dir, _ := os.MkdirTemp("", "path")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "here"), []byte("#!/bin/sh\n"), 0o755)
	os.WriteFile(filepath.Join(dir, "plain"), []byte("x"), 0o644)
	os.Chdir(dir)
	os.Setenv("PATH", ".:"+os.Getenv("PATH"))
	found, err := exec.LookPath("here")
	fmt.Println(found, err, errors.Is(err, exec.ErrDot))
	_, err = exec.LookPath("./plain")
	fmt.Println(err, errors.Is(err, os.ErrPermission))
	dotted := exec.Command("here")
	fmt.Println(dotted.Err, dotted.Run())

	ctx, cancel := context.WithCancel(context.Background())
	slow := exec.CommandContext(ctx, "sh", "-c", "exec sleep 100")
	slow.Cancel = func() error {
		fmt.Println("cancelling")
		return slow.Process.Signal(syscall.SIGTERM)
	}
	fmt.Println(slow.Start())
	cancel()
	fmt.Println(slow.Wait())
	fmt.Println(exec.CommandContext(ctx, "true").Run())
	ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	held := exec.CommandContext(ctx, "sh", "-c", "sleep 100 & wait")
	held.Stdout = io.MultiWriter(io.Discard)
	held.WaitDelay = 50 * time.Millisecond
	err = held.Run()
	fmt.Println(err)
	left := exec.Command("sh", "-c", "sleep 3 & exit 0")
	left.Stdout = io.MultiWriter(io.Discard)
	left.WaitDelay = 50 * time.Millisecond
	err = left.Run()
	fmt.Println(err, errors.Is(err, exec.ErrWaitDelay))
	fmt.Println(left.Start(), (&exec.Cmd{}).Run(), exec.Command("true").Wait())
	pipes := exec.Command("cat")
	pipes.Stderr = io.Discard
	_, err = pipes.StderrPipe()
	fmt.Println(err)
	pipes.Start()
	_, err = pipes.StdinPipe()
	fmt.Println(err)
	pipes.Wait()
}
