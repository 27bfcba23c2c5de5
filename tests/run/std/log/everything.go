// Package log: its own logger and others, every flag, prefixes with and without Lmsgprefix, Fatal in a child, Panic.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

var (
	clock = regexp.MustCompile(`\d{4}/\d\d/\d\d`)
	time  = regexp.MustCompile(`\d\d:\d\d:\d\d(\.\d{6})?`)
	line  = regexp.MustCompile(`(/[^ :]*/)?everything.go:\d+`)
)

// still takes out what changes from run to run.
func still(text string) string {
	text = clock.ReplaceAllString(text, "DATE")
	text = time.ReplaceAllStringFunc(text, func(t string) string { return fmt.Sprint("TIME", len(t)) })
	return line.ReplaceAllStringFunc(text, func(l string) string { return fmt.Sprint("FILE", strings.Contains(l, "/")) })
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func child(how string) {
	log.SetFlags(0)
	log.SetPrefix("child: ")
	l := log.New(os.Stderr, "own: ", 0)
	defer fmt.Println("never")
	switch how {
	case "Fatal":
		log.Fatal("a", "b", 1, 2)
	case "Fatalf":
		log.Fatalf("%d!", 5)
	case "Fatalln":
		log.Fatalln("a", 1)
	case "own Fatal":
		l.Fatal("x")
	case "own Fatalf":
		l.Fatalf("%q", "x")
	case "own Fatalln":
		l.Fatalln("x", nil)
	}
}

func panics(f func()) {
	defer func() {
		why := recover()
		fmt.Printf("%T %v\n", why, why)
	}()
	f()
}

func main() {
	if how := os.Getenv("LOG_CHILD"); how != "" {
		child(how)
		return
	}
	var out bytes.Buffer
	log.SetOutput(&out)
	fmt.Println(log.Flags() == log.LstdFlags, log.Prefix() == "", log.Writer() == &out, log.Default().Writer() == &out)
	for _, flags := range []int{0, log.LstdFlags, log.Ldate, log.Ltime, log.Lmicroseconds, log.Lshortfile, log.Llongfile, log.LUTC | log.Ltime, log.Lmsgprefix | log.Lshortfile, log.Ldate | log.Lmicroseconds | log.Llongfile | log.LUTC} {
		log.SetFlags(flags)
		log.SetPrefix("prefix: ")
		log.Print("print", 1, 2, "x", nil)
		log.Printf("no newline %d", flags)
		log.Printf("newline\n")
		log.Println("line", 1, "")
		log.Output(1, "through Output")
		l := log.New(&out, "<own> ", flags)
		l.Print()
		l.Printf("%v", []string{"a"})
		l.Println()
		l.Output(1, "two newlines\n\n")
	}
	fmt.Print(still(out.String()))
	out.Reset()

	var l *log.Logger = log.Default()
	l.SetFlags(log.Lshortfile | log.Lmsgprefix)
	l.SetPrefix("p ")
	fmt.Println(log.Flags(), log.Prefix(), l.Flags() == log.Flags(), l.Prefix() == log.Prefix(), l.Writer() == log.Writer())
	panics(func() { log.Panic("a", "b") })
	panics(func() { log.Panicf("%05d", 42) })
	panics(func() { log.Panicln("a", "b") })
	panics(func() { l.Panic(errors.New("e")) })
	panics(func() { l.Panicf("none") })
	panics(func() { l.Panicln() })
	fmt.Print(still(out.String()))
	l.SetOutput(failing{})
	fmt.Println(l.Output(1, "x"))
	l.SetOutput(io.Discard)
	fmt.Println(l.Output(1, "x"), log.Writer() == io.Discard)

	for _, how := range []string{"Fatal", "Fatalf", "Fatalln", "own Fatal", "own Fatalf", "own Fatalln"} {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "LOG_CHILD="+how)
		text, err := c.CombinedOutput()
		fmt.Printf("%s: %q %v\n", how, text, err)
	}
}
