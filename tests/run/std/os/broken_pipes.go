// A standard stream whose reader is gone ends the program by SIGPIPE, unless it wants to know; other files give an error. The program starts itself.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func child(what string) {
	var err error
	stream := os.Stdout
	switch what {
	case "notify":
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGPIPE)
	case "ignore":
		signal.Ignore(syscall.SIGPIPE)
	case "stopped":
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGPIPE)
		signal.Stop(c)
	case "reset":
		signal.Ignore(syscall.SIGPIPE)
		signal.Reset(syscall.SIGPIPE)
	case "log":
		log.New(os.Stdout, "", 0).Print("text")
	case "buffered":
		w := bufio.NewWriter(os.Stdout)
		fmt.Fprintln(w, "text")
		w.Flush()
	case "other", "other after stop":
		if what != "other" {
			c := make(chan os.Signal, 1)
			signal.Notify(c)
			signal.Stop(c)
		}
		r, w, _ := os.Pipe()
		r.Close()
		stream = w
	}
	_, err = stream.Write([]byte("text"))
	_, again := stream.WriteString("text")
	fmt.Fprintln(os.Stderr, strings.Replace(fmt.Sprint(err), stream.Name(), "FILE", 1), again != nil)
}

func main() {
	if what := os.Getenv("GORUN_CHILD"); what != "" {
		child(what)
		return
	}
	for _, what := range []string{"plain", "log", "buffered", "notify", "ignore", "stopped", "reset", "other", "other after stop"} {
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		r.Close()
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "GORUN_CHILD="+what)
		var stderr strings.Builder
		cmd.Stdout, cmd.Stderr = w, &stderr
		cmd.WaitDelay = 20 * time.Second
		err = cmd.Run()
		w.Close()
		fmt.Printf("%s: %v %q\n", what, err, stderr.String())
	}
}
