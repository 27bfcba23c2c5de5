// Owners of files, raw descriptors, copies of file systems.
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

func main() {
	dir, err := os.MkdirTemp("", "files_raw")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	show := func(what string, err error) {
		text := "<nil>"
		if err != nil {
			text = strings.ReplaceAll(err.Error(), dir, "DIR")
		}
		fmt.Println(what, text, errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrExist))
	}
	show("chown", os.Chown(filepath.Join(dir, "none"), 1, 1))
	show("lchown", os.Lchown(filepath.Join(dir, "none"), 1, 1))
	path := filepath.Join(dir, "a")
	os.WriteFile(path, []byte("hello"), 0640)
	f, _ := os.Open(path)
	show("file chown", f.Chown(-1, -1))
	raw, err := f.SyscallConn()
	show("raw", err)
	show("control", raw.Control(func(fd uintptr) { fmt.Println(fd == f.Fd()) }))
	show("read", raw.Read(func(fd uintptr) bool {
		b := make([]byte, 9)
		n, err := syscall.Read(int(fd), b)
		fmt.Println(string(b[:n]), err)
		return true
	}))
	info, _ := f.Stat()
	stat := info.Sys().(*syscall.Stat_t)
	fmt.Println(stat.Size, stat.Nlink, stat.Mode&0777 == 0640, int(stat.Uid) == os.Getuid(), stat.Mtim.Nano() == info.ModTime().UnixNano())
	f.Close()
	show("closed", f.Chown(-1, -1))
	show("control closed", raw.Control(func(uintptr) {}))
	_, err = (*os.File)(nil).SyscallConn()
	show("nil", err)
	groups, err := os.Getgroups()
	fmt.Println(len(groups) >= 0, err)

	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	os.MkdirAll(filepath.Join(from, "sub", "deep"), 0755)
	os.WriteFile(filepath.Join(from, "sub", "x"), []byte("one"), 0644)
	os.WriteFile(filepath.Join(from, "run"), []byte("two"), 0755)
	os.Symlink("run", filepath.Join(from, "link"))
	show("copy", os.CopyFS(to, os.DirFS(from)))
	show("copy again", os.CopyFS(to, os.DirFS(from)))
	filepath.WalkDir(to, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(to, path)
		data, _ := os.ReadFile(path)
		fmt.Println(rel, d.Type(), string(data), err)
		return nil
	})
	tree := os.DirFS(from)
	target, err := fs.ReadLink(tree, "link")
	fmt.Println(target, err)
	li, err := fs.Lstat(tree, "link")
	fmt.Println(li.Mode().Type(), err)
	_, err = fs.ReadLink(tree, "none")
	show("read link", err)
	_, err = fs.ReadLink(tree, "run")
	show("read no link", err)
	_, err = fs.Lstat(tree, "../x")
	show("outside", err)
}
