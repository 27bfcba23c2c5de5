package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func show(out []byte, err error) {
	var exit *exec.ExitError
	var ee *exec.Error
	var pe *fs.PathError
	fmt.Printf("%q %v", out, err)
	if errors.As(err, &exit) {
		fmt.Printf(" [%d %q %v %v]", exit.ExitCode(), exit.Stderr, exit.Exited(), exit.Success())
	}
	if errors.As(err, &ee) {
		fmt.Printf(" [%s %v]", ee.Name, errors.Is(err, exec.ErrNotFound))
	}
	if errors.As(err, &pe) {
		fmt.Printf(" [%s %s]", pe.Op, pe.Path)
	}
	fmt.Println()
}

func main() {
	show(exec.Command("echo", "hello", "a b").Output())
	show(exec.Command("sh", "-c", "echo out; echo err >&2; exit 3").Output())
	show(exec.Command("sh", "-c", "echo out; echo err >&2; exit 3").CombinedOutput())
	show(exec.Command("sh", "-c", "kill -9 $$").Output())
	show(exec.Command("no-such-program-here").Output())
	show(exec.Command("/no/such/file").Output())
	show(exec.Command("/etc/passwd").Output())
	show(exec.Command("/etc").Output())
	show(exec.Command("").Output())
	c := exec.Command("cat")
	c.Stdin = strings.NewReader(strings.Repeat("line\n", 50000))
	out, err := c.Output()
	fmt.Println(len(out), err, c.ProcessState, c.ProcessState.Pid() > 0)
	c = exec.Command("sh", "-c", "pwd; echo $X $Y; env | grep -c PWD")
	c.Dir = "/tmp"
	c.Env = append(os.Environ(), "X=1", "Y=2", "X=3")
	show(c.Output())
	c = exec.Command("pwd")
	c.Dir = "/no/such"
	show(c.Output())
	fmt.Println(exec.Command("a", "b c"), exec.Command("/bin/echo", "x"))
	c = exec.Command("tr", "a-z", "A-Z")
	in, _ := c.StdinPipe()
	o, _ := c.StdoutPipe()
	_, err = c.StdoutPipe()
	fmt.Println(err)
	fmt.Println(c.Start(), c.Start())
	_, err = c.StdinPipe()
	fmt.Println(err)
	io.WriteString(in, "hello")
	in.Close()
	b, err := io.ReadAll(o)
	fmt.Println(string(b), err, c.Wait(), c.Wait())
	fmt.Println(new(exec.Cmd).Run(), exec.Command("true").Wait())
	var buf bytes.Buffer
	c = exec.Command("sh", "-c", "echo a; echo b >&2; echo c")
	c.Stdout, c.Stderr = &buf, &buf
	fmt.Println(c.Run(), buf.Len())
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	err = exec.CommandContext(ctx, "sleep", "20").Run()
	fmt.Println(err, time.Since(start) < 10*time.Second, ctx.Err())
	fmt.Println(exec.CommandContext(ctx, "true").Run())
	r, w, _ := os.Pipe()
	c = exec.Command("sh", "-c", "echo extra >&3")
	c.ExtraFiles = []*os.File{w}
	fmt.Println(c.Run())
	w.Close()
	b, _ = io.ReadAll(r)
	fmt.Printf("%q\n", b)
	p, err := exec.LookPath("sh")
	fmt.Println(strings.HasSuffix(p, "/sh"), err)
	_, err = exec.LookPath("./nothing")
	fmt.Println(err)
	proc, err := os.StartProcess("/bin/sh", []string{"sh", "-c", "exit 7"}, &os.ProcAttr{Files: []*os.File{nil, os.Stdout, os.Stderr}})
	fmt.Println(err)
	state, err := proc.Wait()
	fmt.Println(state, err, state.ExitCode(), state.Sys().(syscall.WaitStatus).ExitStatus(), proc.Kill(), state.UserTime() >= 0)
	_, err = os.StartProcess("/no/such", nil, &os.ProcAttr{})
	fmt.Println(err)
	self, _ := os.FindProcess(os.Getpid())
	fmt.Println(self.Signal(syscall.Signal(0)))

	ch := make(chan os.Signal, 3)
	signal.Notify(ch, syscall.SIGUSR1, syscall.SIGHUP)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-ch)
	self.Signal(syscall.SIGHUP)
	fmt.Println(<-ch)
	signal.Stop(ch)
	signal.Ignore(syscall.SIGHUP)
	self.Signal(syscall.SIGHUP)
	fmt.Println(signal.Ignored(syscall.SIGHUP), signal.Ignored(syscall.SIGUSR1), len(ch))
	signal.Reset(syscall.SIGHUP)
	fmt.Println(signal.Ignored(syscall.SIGHUP))
	nctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	fmt.Println(nctx)
	self.Signal(os.Interrupt)
	<-nctx.Done()
	fmt.Println(nctx.Err(), context.Cause(nctx), errors.Is(context.Cause(nctx), context.Canceled))
	stop()
	func() {
		defer func() { fmt.Println(recover()) }()
		signal.Notify(nil)
	}()
	child := exec.Command("sh", "-c", "trap 'echo got; exit 5' TERM; echo ready; while :; do sleep 0.05; done")
	pipe, _ := child.StdoutPipe()
	child.Start()
	ready := make([]byte, 6)
	io.ReadFull(pipe, ready)
	fmt.Println(child.Process.Signal(syscall.SIGTERM))
	b, _ = io.ReadAll(pipe)
	fmt.Printf("%q %v\n", b, child.Wait())
}
