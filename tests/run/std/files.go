package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	dir, err := os.MkdirTemp("", "gorun")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "a.txt")
	fmt.Println(os.WriteFile(name, []byte("one\ntwo\nthree\n"), 0o644))
	f, _ := os.Open(name)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		fmt.Print(sc.Text(), ";")
	}
	fmt.Println(sc.Err(), f.Close(), f.Close() != nil)
	f, _ = os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintf(f, "four %d\n", 4)
	f.Close()
	data, err := os.ReadFile(name)
	fmt.Printf("%q %v\n", data, err)
	info, _ := os.Stat(name)
	fmt.Println(info.Name(), info.Size(), info.Mode(), info.IsDir())
	_, err = os.Open(filepath.Join(dir, "none"))
	var pe *fs.PathError
	fmt.Println(errors.Is(err, os.ErrNotExist), errors.As(err, &pe), pe.Op, pe.Err, os.IsNotExist(err))
	fmt.Println(os.MkdirAll(filepath.Join(dir, "x/y"), 0o755), os.Rename(name, filepath.Join(dir, "x/b.txt")))
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, p)
		fmt.Print(rel, " ", d.IsDir(), "; ")
		return nil
	})
	fmt.Println()
	entries, _ := os.ReadDir(dir)
	matches, _ := filepath.Glob(filepath.Join(dir, "x", "*.txt"))
	fmt.Println(len(entries), entries[0].Name(), len(matches), os.Remove(filepath.Join(dir, "x")) != nil)
	os.Setenv("GORUN_X", "v")
	fmt.Println(os.Getenv("GORUN_X"), os.ExpandEnv("$GORUN_X-${GORUN_X}"), len(os.Args))
	r := io.TeeReader(strings.NewReader("hello"), io.Discard)
	b, _ := io.ReadAll(io.LimitReader(r, 3))
	fmt.Println(string(b), path.Base("/a/b.c"), path.Ext("x.tar.gz"), path.Clean("a/../b//c/."), path.Dir("/a/b"), filepath.Join("a", "..", "b"))
	ok, err := path.Match("a*[0-9]?", "abc1x")
	fmt.Println(ok, err)
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.SetPrefix("p: ")
	log.Println("logged", 1)
	l := log.New(os.Stdout, "", log.Lshortfile|log.Lmsgprefix)
	l.Printf("at %s", "line")
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "through a pipe"); pw.Close() }()
	b, _ = io.ReadAll(pr)
	fmt.Println(string(b))
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	fmt.Fprintln(w, "buffered")
}
