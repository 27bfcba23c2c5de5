// Package io/fs over a file system of one's own: with only Open, and with every method that there is.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"testing/fstest"
	"time"
)

var files = fstest.MapFS{
	"a.txt":         {Data: []byte("letter a"), Mode: 0o640, ModTime: time.Date(2026, 11, 26, 1, 2, 3, 0, time.UTC)},
	"dir/b.txt":     {Data: []byte("b")},
	"dir/sub/c.txt": {Data: []byte("cc"), Mode: 0o400},
	"link":          {Data: []byte("a.txt"), Mode: fs.ModeSymlink},
	"empty":         {Mode: fs.ModeDir | 0o700},
}

// onlyOpen has nothing but Open.
type onlyOpen struct{ fs.FS }

// all has each method, and says which was called.
type all struct{ fstest.MapFS }

func (a all) Open(name string) (fs.File, error)     { fmt.Print("Open "); return a.MapFS.Open(name) }
func (a all) Stat(name string) (fs.FileInfo, error) { fmt.Print("Stat "); return a.MapFS.Stat(name) }
func (a all) ReadFile(name string) ([]byte, error) {
	fmt.Print("ReadFile ")
	return a.MapFS.ReadFile(name)
}
func (a all) ReadDir(name string) ([]fs.DirEntry, error) {
	fmt.Print("ReadDir ")
	return a.MapFS.ReadDir(name)
}
func (a all) Glob(pattern string) ([]string, error)  { fmt.Print("Glob "); return a.MapFS.Glob(pattern) }
func (a all) Sub(dir string) (fs.FS, error)          { fmt.Print("Sub "); return onlyOpen{}, nil }
func (a all) Lstat(name string) (fs.FileInfo, error) { fmt.Print("Lstat "); return a.MapFS.Lstat(name) }
func (a all) ReadLink(name string) (string, error) {
	fmt.Print("ReadLink ")
	return a.MapFS.ReadLink(name)
}

var (
	_ fs.StatFS     = all{}
	_ fs.ReadFileFS = all{}
	_ fs.ReadDirFS  = all{}
	_ fs.GlobFS     = all{}
	_ fs.SubFS      = all{}
	_ fs.ReadLinkFS = all{}
)

func look(system fs.FS) {
	data, err := fs.ReadFile(system, "a.txt")
	fmt.Printf("%q %v\n", data, err)
	data, err = fs.ReadFile(system, "none")
	fmt.Printf("%q %v\n", data, err)
	info, err := fs.Stat(system, "a.txt")
	fmt.Println(info.Name(), info.Size(), info.Mode(), info.ModTime(), info.IsDir(), err)
	entries, err := fs.ReadDir(system, ".")
	for _, e := range entries {
		info, err := e.Info()
		fmt.Print(e.Name(), " ", e.IsDir(), " ", e.Type(), " ", info.Size(), " ", err, " ", fs.FormatDirEntry(e), "; ")
	}
	fmt.Println(err)
	_, err = fs.ReadDir(system, "a.txt")
	fmt.Println(err)
	names, err := fs.Glob(system, "*/*.txt")
	fmt.Println(names, err)
	_, err = fs.Glob(system, "[")
	fmt.Println(err)
	info, err = fs.Lstat(system, "link")
	fmt.Println(info != nil, err)
	target, err := fs.ReadLink(system, "link")
	fmt.Println(target, err)
	_, err = fs.ReadLink(system, "a.txt")
	fmt.Println(err)
	for _, dir := range []string{".", "dir", "a.txt", "../x"} {
		sub, err := fs.Sub(system, dir)
		fmt.Print(dir, " ", sub != nil, " ", err, "; ")
	}
	fmt.Println()
}

// direct calls the methods of the interfaces.
func direct(open fs.FS, stat fs.StatFS, readFile fs.ReadFileFS, readDir fs.ReadDirFS, glob fs.GlobFS, sub fs.SubFS, links fs.ReadLinkFS) {
	file, err := open.Open("dir")
	if dir, ok := file.(fs.ReadDirFile); ok {
		for range 3 {
			entries, err := dir.ReadDir(1)
			fmt.Print(len(entries), " ", err, " ")
		}
	}
	n, err := file.Read(make([]byte, 1))
	info, _ := file.Stat()
	fmt.Println(n, err, info, file.Close())
	i, err := stat.Stat("dir/b.txt")
	fmt.Println(i.Sys() != nil, err)
	b, err := readFile.ReadFile("dir/b.txt")
	fmt.Println(string(b), err)
	d, err := readDir.ReadDir("dir")
	fmt.Println(d, err)
	g, err := glob.Glob("*")
	fmt.Println(g, err)
	s, err := sub.Sub("dir")
	fmt.Println(s != nil, err)
	l, err := links.Lstat("link")
	fmt.Println(l.Mode(), err)
	t, err := links.ReadLink("link")
	fmt.Println(t, err)
}

func modes() {
	for _, m := range []fs.FileMode{0, 0o777, fs.ModePerm, fs.ModeDir | 0o755, fs.ModeAppend, fs.ModeExclusive, fs.ModeTemporary, fs.ModeSymlink | 0o777, fs.ModeDevice, fs.ModeNamedPipe, fs.ModeSocket, fs.ModeSetuid | 0o4,
		fs.ModeSetgid, fs.ModeCharDevice | fs.ModeDevice, fs.ModeSticky | fs.ModeDir, fs.ModeIrregular, fs.ModeType, 1<<32 - 1} {
		fmt.Println(m, m.String(), m.IsDir(), m.IsRegular(), m.Perm(), m.Type())
	}
}

func errorsOf() {
	e := &fs.PathError{Op: "do", Path: "p", Err: fs.ErrPermission}
	fmt.Println(e.Error(), e.Unwrap(), e.Timeout(), errors.Is(e, fs.ErrPermission))
	fmt.Println((&fs.PathError{Op: "do", Path: "p", Err: slow{}}).Timeout())
	fmt.Println(fs.ErrInvalid, fs.ErrPermission, fs.ErrExist, fs.ErrNotExist, fs.ErrClosed, fs.SkipDir, fs.SkipAll)
	for _, p := range []string{"", ".", "a", "/a", "a/", "a//b", "./a", "a/..", "..", "a/.b", "世", "\xff", "a\\b"} {
		fmt.Print(fs.ValidPath(p), " ")
	}
	fmt.Println()
	for _, p := range []string{"../x", "none", "dir/none", "/a.txt", ""} {
		_, err := files.Open(p)
		fmt.Println(err)
	}
}

type slow struct{}

func (slow) Error() string { return "slow" }
func (slow) Timeout() bool { return true }

func linked() fs.FS {
	sub, _ := fs.Sub(fstest.MapFS{"in/link": {Data: []byte("b.txt"), Mode: fs.ModeSymlink}, "in/b.txt": {}}, "in")
	return sub
}

func walks() {
	var walk fs.WalkDirFunc = func(path string, d fs.DirEntry, err error) error {
		fmt.Print(path, " ")
		if path == "dir/sub" {
			return fs.SkipDir
		}
		return err
	}
	fmt.Println(fs.WalkDir(files, ".", walk))
	fmt.Println(fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Print(path, " ")
		if path == "dir" {
			return fs.SkipAll
		}
		return nil
	}))
	fmt.Println(fs.WalkDir(files, "none", walk2))
	fmt.Println(fs.WalkDir(onlyOpen{files}, "dir", walk2))
	info, _ := fs.Stat(files, "a.txt")
	entry := fs.FileInfoToDirEntry(info)
	back, err := entry.Info()
	fmt.Println(entry.Name(), entry.IsDir(), entry.Type(), back == info, err, entry, fs.FormatFileInfo(info))
	fmt.Println(fs.FileInfoToDirEntry(nil))
	dir, _ := fs.Stat(files, "empty")
	fmt.Println(fs.FormatFileInfo(dir), fs.FormatDirEntry(fs.FileInfoToDirEntry(dir)))
	sub, _ := fs.Sub(onlyOpen{files}, "dir")
	data, err := fs.ReadFile(sub, "sub/c.txt")
	fmt.Println(string(data), err)
	_, err = fs.ReadFile(sub, "../a.txt")
	fmt.Println(err)
	_, err = sub.Open("none")
	fmt.Println(err)
	names, err := fs.Glob(sub, "*")
	fmt.Println(names, err)
	for _, system := range []fs.FS{sub, linked()} {
		for _, name := range []string{"link", "b.txt", "none", "../x"} {
			target, err := fs.ReadLink(system, name)
			info, lerr := fs.Lstat(system, name)
			fmt.Print(target, " ", err, " ", info != nil, " ", lerr, "; ")
		}
		fmt.Println()
	}
	f, _ := files.Open("a.txt")
	part, err := io.ReadAll(f)
	fmt.Println(string(part), err)
}

func walk2(path string, d fs.DirEntry, err error) error {
	fmt.Print("[", path, " ", d != nil, " ", err, "] ")
	return err
}

func main() {
	look(files)
	look(onlyOpen{files})
	look(all{files})
	a := all{files}
	direct(a, a, a, a, a, a, a)
	modes()
	errorsOf()
	walks()
}
