// A program that starts itself: by os.Executable, /proc/self/exe, through a shell and by syscall.Exec; environment in order, standard input, extra files, names and exit codes.
package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

func must(err error) {
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(3)
	}
}

func child() {
	switch os.Args[1] {
	case "echo":
		in := bufio.NewScanner(os.Stdin)
		for in.Scan() {
			fmt.Println("child:", strings.ToUpper(in.Text()))
		}
		dir, _ := os.Getwd()
		fmt.Println(os.Args[1:], dir, len(os.Environ()), os.Getenv("A"))
		os.Exit(7)
	case "extra":
		f := os.NewFile(3, "extra")
		fmt.Fprintln(f, "to the fourth", os.Args[0])
	case "nested":
		out, err := exec.Command("/proc/self/exe", "leaf").CombinedOutput()
		fmt.Printf("%s%v\n", out, err)
	case "leaf":
		fmt.Println("leaf", os.Getenv("WANT"))
	case "become":
		must(syscall.Exec("/proc/self/exe", []string{"other", "leaf"}, append(os.Environ(), "WANT=1")))
	case "panic":
		panic("child")
	case "env":
		out, err := exec.Command("env").Output()
		fmt.Printf("%s%v\n", out, err)
	}
}

func main() {
	if len(os.Args) > 1 {
		child()
		return
	}
	exe, err := os.Executable()
	must(err)
	link, err := os.Readlink("/proc/self/exe")
	must(err)
	fmt.Println(filepath.IsAbs(exe), link == exe)
	for _, name := range []string{exe, "/proc/self/exe", fmt.Sprintf("/proc/%d/exe", os.Getpid())} {
		c := exec.Command(name, "echo", "a b", "")
		c.Stdin = strings.NewReader("one\ntwo\n")
		c.Env = []string{"A=5"}
		c.Dir = "/usr"
		out, err := c.CombinedOutput()
		fmt.Printf("%s%v\n", out, err)
	}
	r, w, err := os.Pipe()
	must(err)
	c := exec.Command(exe, "extra")
	c.Args[0] = "called"
	c.ExtraFiles = []*os.File{w}
	must(c.Run())
	w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	for _, what := range []string{"nested", "become"} {
		out, err := exec.Command(exe, what).CombinedOutput()
		fmt.Printf("%s%v\n", out, err)
	}
	c = exec.Command(exe, "env")
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "ONLY=1"}
	out, err := c.CombinedOutput()
	fmt.Printf("%s%v\n", strings.ReplaceAll(string(out), os.Getenv("PATH"), "..."), err)
	out, err = exec.Command("sh", "-c", `"$0" leaf; A=1 "$0" echo </dev/null | head -1 | cut -c1-7`, exe).CombinedOutput()
	fmt.Printf("%s%v\n", out, err)
	out, err = exec.Command(exe, "panic").CombinedOutput()
	fmt.Println(strings.Contains(string(out), "panic: child\n\ngoroutine 1 [running]:"), err)
}
