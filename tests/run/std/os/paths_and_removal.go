// Names of places, and errors of removing, renaming and temporary files.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func expand() {
	for _, s := range []string{"${", "${}", "$", "a$", "${*}", "$*x", "${a", "${a}${b}", "x${}y", "$a-${", "${A}$", "plain", "$$", "${$}"} {
		fmt.Printf("%q -> %q\n", s, os.Expand(s, func(name string) string { return "<" + name + ">" }))
	}
}

func rename(dir string) {
	text := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), dir, "DIR") }
	from, to, file := filepath.Join(dir, "from"), filepath.Join(dir, "to"), filepath.Join(dir, "file")
	check(os.Mkdir(from, 0o777))
	check(os.Mkdir(to, 0o777))
	check(os.WriteFile(file, nil, 0o666))
	fmt.Println(text(os.Rename(from, to)))
	fmt.Println(text(os.Rename(file, to)))
	fmt.Println(text(os.Rename(from, from)))
	fmt.Println(text(os.Rename(filepath.Join(dir, "none"), to)))
	fmt.Println(text(os.Rename(file, filepath.Join(dir, "none", "x"))))
	fmt.Println(text(os.Rename(from, file)))
	fmt.Println(text(os.Rename(file, file)))
}

func removal(dir string) {
	text := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), dir, "DIR") }
	deep := dir
	for range 40 {
		deep = filepath.Join(deep, strings.Repeat("d", 60))
	}
	check(os.MkdirAll(deep, 0o777))
	check(os.Chdir(deep))
	// Deeper than a path may be long.
	for range 60 {
		check(os.Mkdir(strings.Repeat("e", 60), 0o777))
		check(os.Chdir(strings.Repeat("e", 60)))
	}
	check(os.WriteFile("end", nil, 0o666))
	check(os.Chdir(dir))
	fmt.Println(text(os.RemoveAll(filepath.Join(dir, strings.Repeat("d", 60)))))

	file := filepath.Join(dir, "some")
	check(os.WriteFile(file, nil, 0o666))
	fmt.Println(text(os.RemoveAll(filepath.Join(file, "below"))))
	fmt.Println(text(os.RemoveAll(file + "/")))
	_, err := os.Lstat(file)
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	fmt.Println(text(os.RemoveAll(filepath.Join(dir, "none", "at", "all"))), os.RemoveAll(""), text(os.RemoveAll(dir+"/.")), os.RemoveAll("."))
	tree := filepath.Join(dir, "tree")
	check(os.MkdirAll(filepath.Join(tree, "a", "b"), 0o777))
	check(os.Symlink("/etc", filepath.Join(tree, "a", "link")))
	check(os.WriteFile(filepath.Join(tree, "a", "b", "c"), nil, 0o666))
	fmt.Println(text(os.RemoveAll(tree + "//")))
	_, err = os.Lstat(tree)
	fmt.Println(errors.Is(err, fs.ErrNotExist))
}

func temporary(dir string) {
	none := filepath.Join(dir, "none")
	_, err := os.MkdirTemp(none, "x*")
	fmt.Println(strings.ReplaceAll(fmt.Sprint(err), dir, "DIR"), errors.Is(err, fs.ErrNotExist))
	_, err = os.MkdirTemp(dir, "a/b")
	fmt.Println(err)
	_, err = os.CreateTemp(dir, "a/b*")
	fmt.Println(err)
	fmt.Println(os.NewFile(^uintptr(0), "none") == nil)
}

func working(dir string) {
	link := filepath.Join(dir, "link")
	inside := filepath.Join(dir, "inside")
	check(os.Mkdir(inside, 0o777))
	check(os.Symlink("inside", link))
	check(os.Chdir(link))
	show := func() {
		wd, err := os.Getwd()
		fmt.Println(strings.ReplaceAll(wd, dir, "DIR"), err)
	}
	os.Unsetenv("PWD")
	show()
	os.Setenv("PWD", link)
	show()
	os.Setenv("PWD", dir)
	show()
	os.Setenv("PWD", "link")
	show()
	os.Setenv("PWD", filepath.Join(dir, "none"))
	show()
	check(os.Chdir(dir))
}

func main() {
	dir, err := os.MkdirTemp("", "gorun-paths-")
	check(err)
	dir, err = filepath.EvalSymlinks(dir)
	check(err)
	defer os.RemoveAll(dir)
	expand()
	rename(dir)
	removal(dir)
	temporary(dir)
	working(dir)
	fmt.Println(syscall.EEXIST)
}
