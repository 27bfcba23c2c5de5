// Package path/filepath: paths as texts, links, walks that skip, stop and fail.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func texts() {
	for _, p := range []string{"", ".", "/", "a//b/../c", "/../a", "x.tar.gz", "dir/.git", "../a"} {
		dir, file := filepath.Split(p)
		local, err := filepath.Localize(p)
		fmt.Printf("%q: %q %q %q %q %q %t %t %q %q %q %v\n", p, filepath.Clean(p), filepath.Base(p), filepath.Dir(p), filepath.Ext(p), filepath.VolumeName(p), filepath.IsAbs(p), filepath.IsLocal(p), dir, file, local, err)
	}
	for _, p := range []string{"a/../b", "a/../../b", "a/b\x00", "..a", "a/.."} {
		local, err := filepath.Localize(p)
		fmt.Printf("%q %t %q %v\n", p, filepath.IsLocal(p), local, err)
	}
	fmt.Printf("%c %c %q %q %q\n", filepath.Separator, filepath.ListSeparator, filepath.ToSlash("a/b\\c"), filepath.FromSlash("a/b"), filepath.SplitList("/bin::/usr/bin"))
	fmt.Println(filepath.SplitList("") == nil, filepath.Join("a", "", "../b"), filepath.Join() == "", filepath.HasPrefix("/ab/c", "/a"))
	for _, c := range [][2]string{{"/a", "/a/b/c"}, {"/a/b", "/a"}, {"a", "b"}, {"a", "a"}, {"/a", "b"}, {"..", "a"}, {"", "x"}, {"/", "/x/y"}} {
		rel, err := filepath.Rel(c[0], c[1])
		fmt.Printf("%q %v; ", rel, err)
	}
	fmt.Println()
	for _, c := range [][2]string{{"*.go", "a.go"}, {"*.go", "a/b.go"}, {"[", "x"}, {"a\\*", "a*"}} {
		ok, err := filepath.Match(c[0], c[1])
		fmt.Print(ok, err, err == filepath.ErrBadPattern, " ")
	}
	fmt.Println()
}

func main() {
	texts()
	root, err := os.MkdirTemp("", "walk")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(root)
	root, _ = filepath.EvalSymlinks(root)
	for _, file := range []string{"a/1.txt", "a/2.go", "b/deep/3.txt", "b/deep/4.txt", "c.txt"} {
		path := filepath.Join(root, file)
		os.MkdirAll(filepath.Dir(path), 0o755)
		os.WriteFile(path, []byte(file), 0o644)
	}
	os.Symlink("b/deep", filepath.Join(root, "link"))
	os.Symlink("loop2", filepath.Join(root, "loop1"))
	os.Symlink("loop1", filepath.Join(root, "loop2"))
	os.Symlink("nowhere", filepath.Join(root, "dangling"))
	name := func(path string) string {
		rel, _ := filepath.Rel(root, path)
		return rel
	}
	tell := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), root, "ROOT") }

	var walk filepath.WalkFunc = func(path string, info fs.FileInfo, err error) error {
		fmt.Print(name(path), " ", info.IsDir(), " ", info.Mode().Type(), "; ")
		if info.Name() == "deep" {
			return filepath.SkipDir
		}
		return err
	}
	fmt.Println(filepath.Walk(root, walk))
	fmt.Println(filepath.Walk(root, func(path string, info fs.FileInfo, err error) error {
		fmt.Print(name(path), "; ")
		if info.Name() == "1.txt" {
			return filepath.SkipAll
		}
		return nil
	}))
	fmt.Println(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		fmt.Print(name(path), " ", d.IsDir(), "; ")
		if d.Name() == "1.txt" {
			return fs.SkipDir
		}
		if d.Name() == "3.txt" {
			return errors.New("enough")
		}
		return nil
	}))
	fmt.Println(tell(filepath.Walk(filepath.Join(root, "none"), func(path string, info fs.FileInfo, err error) error {
		fmt.Print(name(path), " ", info == nil, " ")
		return err
	})))
	fmt.Println(filepath.WalkDir(filepath.Join(root, "none"), func(path string, d fs.DirEntry, err error) error {
		fmt.Print(name(path), " ", d == nil, " ", err != nil, " ")
		return filepath.SkipDir
	}))
	for _, path := range []string{"link", "link/3.txt", "link/../deep", "c.txt", "loop1", "dangling", "none", "c.txt/x"} {
		real, err := filepath.EvalSymlinks(filepath.Join(root) + "/" + path)
		fmt.Println(path, name(real), tell(err))
	}
	for _, pattern := range []string{"*", "*/*.txt", "b/*/[34].txt", "none/*", "[", "c.txt", "link/*"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		for i := range found {
			found[i] = name(found[i])
		}
		fmt.Println(pattern, found, err)
	}
	os.Chdir(root)
	abs, err := filepath.Abs("x/../y")
	fmt.Println(name(abs), err)
	abs, err = filepath.Abs("/x/../y")
	fmt.Println(abs, err)
}
