// Package os on files: opened in every way, read and written at places, listed, linked, truncated, timed; errors in full.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

var root string

func in(name string) string { return filepath.Join(root, name) }

func tell(values ...any) {
	fmt.Print(strings.ReplaceAll(fmt.Sprintln(values...), root, "ROOT"))
}

func opening() {
	_, err := os.OpenFile(in("none"), os.O_RDONLY, 0)
	tell(err, os.IsNotExist(err), os.IsExist(err), os.IsPermission(err), os.IsTimeout(err))
	f, err := os.OpenFile(in("f"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o640)
	tell(f.Name(), err)
	_, err = os.OpenFile(in("f"), os.O_CREATE|os.O_EXCL, 0o640)
	tell(err, os.IsExist(err), errors.Is(err, os.ErrExist), errors.Is(err, fs.ErrExist))
	n, err := f.WriteString("0123456789")
	tell(n, err)
	n, err = f.WriteAt([]byte("AB"), 3)
	tell(n, err)
	part := make([]byte, 4)
	n, err = f.ReadAt(part, 2)
	tell(n, err, string(part))
	n, err = f.ReadAt(part, 8)
	tell(n, err)
	n, err = f.ReadAt(part, -1)
	tell(n, err)
	n, err = f.WriteAt(part, -1)
	tell(n, err)
	at, err := f.Seek(-4, os.SEEK_END)
	tell(at, err)
	at, err = f.Seek(1, os.SEEK_CUR)
	tell(at, err)
	n, err = f.Read(part)
	tell(n, err, string(part[:n]))
	n, err = f.Read(part)
	tell(n, err)
	at, err = f.Seek(-4, os.SEEK_SET)
	tell(at, err)
	at, err = f.Seek(0, 9)
	tell(at, err)
	f.Seek(0, io.SeekStart)
	var out bytes.Buffer
	copied, err := f.WriteTo(&out)
	tell(copied, err, out.String())
	copied, err = f.ReadFrom(strings.NewReader("+more"))
	tell(copied, err, f.Sync(), f.Truncate(5))
	info, err := f.Stat()
	tell(info.Size(), info.Mode(), info.Name(), info.IsDir(), err)
	tell(f.Chmod(0o600), f.Truncate(-1))
	info, _ = os.Stat(in("f"))
	tell(info.Mode().Perm(), os.Truncate(in("f"), 7), os.Truncate(in("none"), 1))
	data, err := os.ReadFile(in("f"))
	tell(data, err)
	tell(f.SetDeadline(time.Now()), f.SetReadDeadline(time.Time{}), f.SetWriteDeadline(time.Now()), os.ErrNoDeadline)
	tell(f.Close(), f.Close())
	n, err = f.Read(part)
	tell(n, err, errors.Is(err, os.ErrClosed))
	n, err = f.WriteString("x")
	tell(n, err)
	tell(f.Sync(), f.Chmod(0), f.Chdir(), f.Truncate(0))
	_, err = f.Stat()
	tell(err)
	_, err = f.Seek(0, 0)
	tell(err)
	var none *os.File
	n, err = none.Read(part)
	tell(n, err, none.Close(), none.Sync())

	f, err = os.OpenFile(in("f"), os.O_WRONLY|os.O_TRUNC|os.O_SYNC, 0)
	tell(err)
	n, err = f.Read(part)
	tell(n, err)
	n, err = f.Write(nil)
	tell(n, err)
	f.Close()
	f, err = os.OpenFile(in("f"), os.O_APPEND|os.O_WRONLY, 0)
	f.WriteString("one")
	f.Seek(0, 0)
	f.WriteString("two")
	n, err = f.WriteAt([]byte("x"), 0)
	tell(n, err)
	f.Close()
	data, err = os.ReadFile(in("f"))
	tell(string(data), err)
	f, _ = os.Open(in("f"))
	n, err = f.Write([]byte("x"))
	tell(n, err)
	f.Close()
	f, err = os.Create(in("none/x"))
	tell(f, err)
	_, err = os.Open(in("f") + "/x")
	tell(err)
	_, err = os.Open("a\x00b")
	tell(err, errors.Is(err, os.ErrInvalid))
	_, err = os.ReadFile(root)
	tell(err)
	tell(os.WriteFile(root, nil, 0o600))
	tell(os.ErrInvalid, os.ErrPermission, os.ErrExist, os.ErrNotExist, os.ErrClosed, os.ErrNoHandle, os.ErrProcessDone)
}

func directories() {
	tell(os.Mkdir(in("d"), 0o750), os.Mkdir(in("d"), 0o750), os.MkdirAll(in("d/e/f"), 0o700), os.MkdirAll(in("f/x"), 0o700))
	for _, name := range []string{"d/2", "d/1", "d/3"} {
		os.WriteFile(in(name), []byte(name), 0o600)
	}
	entries, err := os.ReadDir(in("d"))
	var entry os.DirEntry
	for _, entry = range entries {
		info, err := entry.Info()
		tell(entry.Name(), entry.IsDir(), entry.Type(), info.Mode(), err, entry)
	}
	tell(err)
	dir, _ := os.Open(in("d"))
	n, err := dir.Read(make([]byte, 3))
	tell(n, err)
	first, err := dir.ReadDir(2)
	second, err2 := dir.ReadDir(5)
	third, err3 := dir.ReadDir(1)
	all, err4 := dir.ReadDir(-1)
	tell(len(first), err, len(second), err2, len(third), err3, len(all), err4)
	dir.Seek(0, 0)
	names, err := dir.Readdirnames(0)
	tell(len(names), err)
	dir.Seek(0, 0)
	infos, err := dir.Readdir(-1)
	tell(len(infos), err)
	tell(dir.Chdir())
	here, err := os.Getwd()
	tell(filepath.Base(here), err)
	tell(os.Chdir(".."), os.Chdir("none"))
	dir.Close()
	_, err = dir.ReadDir(0)
	tell(err)
	_, err = os.ReadDir(in("none"))
	tell(err)
	file, _ := os.Open(in("f"))
	_, err = file.ReadDir(0)
	tell(err)
	file.Close()
	tell(os.Remove(in("d")), os.Remove(in("none")), os.RemoveAll(in("d/e")), os.RemoveAll(in("none")), os.Remove(in("d/1")))
	tell(os.RemoveAll("."), os.RemoveAll(in("d")+"/."))
}

func links() {
	tell(os.Symlink("f", in("soft")), os.Symlink("f", in("soft")), os.Link(in("f"), in("hard")), os.Link(in("none"), in("hard2")))
	target, err := os.Readlink(in("soft"))
	tell(target, err)
	_, err = os.Readlink(in("f"))
	tell(err)
	var plain, link, hard os.FileInfo
	plain, _ = os.Stat(in("soft"))
	link, err = os.Lstat(in("soft"))
	hard, _ = os.Lstat(in("hard"))
	tell(link.Mode()&os.ModeSymlink != 0, link.Size(), err, os.SameFile(plain, hard), os.SameFile(plain, link), plain.Mode().IsRegular())
	_, err = os.Lstat(in("none"))
	tell(err)
	err = os.Rename(in("none"), in("other"))
	var linkError *os.LinkError
	if errors.As(err, &linkError) {
		tell(linkError.Op, linkError.Old, linkError.New, linkError.Err, linkError.Error(), linkError.Unwrap() == syscall.ENOENT)
	}
	tell(os.Rename(in("hard"), in("renamed")), os.Rename(in("renamed"), in("d")))
	stamp := time.Date(2020, 2, 3, 4, 5, 6, 7000, time.UTC)
	tell(os.Chtimes(in("renamed"), stamp, stamp), os.Chtimes(in("none"), stamp, stamp), os.Chmod(in("renamed"), 0o4711|os.ModeSetuid|os.ModeSticky), os.Chmod(in("none"), 0))
	info, _ := os.Stat(in("renamed"))
	tell(info.ModTime().UTC(), info.Mode(), info.Mode()&os.ModeSetuid != 0)
}

func modes() {
	for _, m := range []os.FileMode{os.ModeDir, os.ModeAppend, os.ModeExclusive, os.ModeTemporary, os.ModeSymlink, os.ModeDevice, os.ModeNamedPipe, os.ModeSocket, os.ModeSetuid, os.ModeSetgid, os.ModeCharDevice, os.ModeSticky, os.ModeIrregular, os.ModeType, os.ModePerm} {
		fmt.Print(m, " ")
	}
	fmt.Println()
	null, _ := os.Stat(os.DevNull)
	fmt.Println(null.Mode()&os.ModeDevice != 0, null.Mode()&os.ModeCharDevice != 0)
	fmt.Printf("%c %c %t %t\n", os.PathSeparator, os.PathListSeparator, os.IsPathSeparator('/'), os.IsPathSeparator('\\'))
	e := os.NewSyscallError("call", syscall.EAGAIN)
	var syscallError *os.SyscallError
	fmt.Println(errors.As(e, &syscallError), syscallError.Syscall, syscallError.Err, syscallError.Error(), syscallError.Timeout(), syscallError.Unwrap() == syscall.EAGAIN, os.NewSyscallError("fine", nil))
	fmt.Println(os.IsPermission(syscall.EACCES), os.IsExist(syscall.ENOTEMPTY), os.IsTimeout(os.ErrDeadlineExceeded), os.IsNotExist(fmt.Errorf("%w", os.ErrNotExist)))
}

func temporary() {
	f, err := os.CreateTemp(root, "pre*post")
	base := filepath.Base(f.Name())
	tell(strings.HasPrefix(base, "pre"), strings.HasSuffix(base, "post"), err)
	f.Close()
	_, err = os.CreateTemp(root, "a/b")
	tell(err)
	d, err := os.MkdirTemp(in("none"), "x")
	tell(d == "", errors.Is(err, os.ErrNotExist))
	tell(os.CopyFS(in("copied"), os.DirFS(in("d"))))
	tell(os.CopyFS(in("copied"), os.DirFS(in("d"))))
	for _, name := range []string{"f", "../x", "none", "/abs", "d"} {
		info, err := fs.Stat(os.DirFS(root), name)
		tell(name, info != nil, err)
	}
	os.Symlink("f", in("another"))
	for _, name := range []string{"another", "f", "none", ".", "../x"} {
		info, err := fs.Lstat(os.DirFS(root+"/"), name)
		target, lerr := fs.ReadLink(os.DirFS(root), name)
		tell(name, info != nil, err, target, lerr)
	}
	data, err := fs.ReadFile(os.DirFS(root), "d/2")
	tell(string(data), err)
	_, err = os.DirFS("").Open("x")
	tell(err)
}

func main() {
	var err error
	root, err = os.MkdirTemp("", "files")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(root)
	opening()
	directories()
	links()
	modes()
	temporary()
}
