// Signals that do nothing unless somebody asks for them, and those that were ignored when the program began. The program starts itself.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func kill(s syscall.Signal) { syscall.Kill(os.Getpid(), s) }

func child() {
	fmt.Println("ignored from the start:", signal.Ignored(syscall.SIGHUP), signal.Ignored(syscall.SIGTERM))
	kill(syscall.SIGHUP)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	fmt.Println("while told:", signal.Ignored(syscall.SIGHUP))
	kill(syscall.SIGHUP)
	fmt.Println(<-c)
	signal.Stop(c)
	kill(syscall.SIGHUP)
	fmt.Println("still there")
}

func main() {
	if len(os.Args) > 1 {
		child()
		return
	}
	for _, s := range []syscall.Signal{syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM, syscall.SIGVTALRM, syscall.SIGIO, syscall.SIGPWR, syscall.SIGXCPU, syscall.SIGXFSZ, 40, 64, syscall.SIGWINCH, syscall.SIGCHLD, syscall.SIGURG} {
		kill(s)
		c := make(chan os.Signal, 1)
		signal.Notify(c, s)
		kill(s)
		got := <-c
		signal.Stop(c)
		kill(s)
		fmt.Println(got == s)
	}
	// What came before Stop is passed on.
	lost := 0
	for range 50 {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR1)
		kill(syscall.SIGUSR1)
		signal.Stop(c)
		select {
		case <-c:
		default:
			lost++
		}
	}
	fmt.Println("lost:", lost)
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command("nohup", self, "child")
	out, err := cmd.Output()
	fmt.Print(string(out))
	fmt.Println(err)
}
