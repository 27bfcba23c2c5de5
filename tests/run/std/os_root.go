// os.Root: files below a directory that no path leads out of; os.Process.WithHandle, ProcessState.SysUsage.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

var dir string

func show(err error) string {
	if err == nil {
		return "ok"
	}
	kind := ""
	var pe *os.PathError
	var le *os.LinkError
	if errors.As(err, &pe) {
		kind = "path " + pe.Op + " " + pe.Path + ": "
	} else if errors.As(err, &le) {
		kind = "link " + le.Op + " " + le.Old + " " + le.New + ": "
	}
	return strings.ReplaceAll(kind+err.Error(), dir, "DIR")
}

func main() {
	dir, _ = os.MkdirTemp("", "root")
	defer os.RemoveAll(dir)
	os.MkdirAll(dir+"/r/a/b", 0o755)
	os.WriteFile(dir+"/secret", []byte("secret"), 0o644)
	os.WriteFile(dir+"/r/f", []byte("file"), 0o644)
	os.WriteFile(dir+"/r/a/g", []byte("inner"), 0o644)
	for link, to := range map[string]string{"out": "../secret", "abs": dir + "/secret", "in": "a/g", "up": "a/b/../../f", "dirlink": "a", "a/b/back": "../..", "loop": "loop", "two": "dirlink/b/back/in",
		"dangling": "nothing", "slash": "a/", "dot": ".", "a/here": ".", "outdir": "..", "fslash": "f/"} {
		os.Symlink(to, dir+"/r/"+link)
	}
	r, err := os.OpenRoot(dir + "/r")
	fmt.Println(err, filepath.Base(r.Name()))
	_, err = os.OpenRoot(dir + "/none")
	fmt.Println(show(err))
	_, err = os.OpenRoot(dir + "/r/f")
	fmt.Println(show(err))

	for _, name := range []string{"f", "a/g", "./a/./g", "a//g", "out", "abs", "in", "up", "dirlink/g", "a/b/back/f", "loop", "two", "dangling", "slash", "slash/g", "dot", "dot/f", "a/here/g", "a/here", "outdir",
		"outdir/secret", "..", "../secret", "a/../../secret", "a/../f", "a/b/../../..", "", "/", "/etc/passwd", "f/", "a/", "f/x", "none", "none/x", "fslash", ".", "a/.", "f/.", "a/b/..", "dirlink/..", "dirlink/../f", "a/g\x00"} {
		data, err := r.ReadFile(name)
		fmt.Printf("%q: read %q %s\n", name, data, show(err))
		i, err := r.Stat(name)
		l, err2 := r.Lstat(name)
		fmt.Print("  stat ", show(err), " lstat ", show(err2))
		if err == nil {
			fmt.Print(" ", i.Name(), i.IsDir(), i.Mode().Type())
		}
		if err2 == nil {
			fmt.Print(" ", l.Name(), l.Mode().Type())
		}
		to, err := r.Readlink(name)
		fmt.Println(" link", strings.ReplaceAll(to, dir, "DIR"), show(err))
		sub, err := r.OpenRoot(name)
		fmt.Print("  root ", show(err))
		if err == nil {
			_, err := sub.Stat("../f")
			fmt.Print(" ", show(err), sub.Close())
		}
		fmt.Println()
	}

	fmt.Println(show(r.Mkdir("m", 0o700)), show(r.Mkdir("m", 0o700)), show(r.Mkdir("m/n/", 0o700)), show(r.Mkdir("x/y", 0o700)), show(r.Mkdir("outdir/z", 0o700)), show(r.Mkdir("q", 0o1777)), show(r.Mkdir("dangling/", 0o700)))
	fmt.Println(show(r.MkdirAll("p/q/r", 0o755)), show(r.MkdirAll("p/q/r/", 0o755)), show(r.MkdirAll("f/x", 0o755)), show(r.MkdirAll("f", 0o755)), show(r.MkdirAll("dirlink", 0o755)), show(r.MkdirAll("in", 0o755)),
		show(r.MkdirAll("outdir/w", 0o755)), show(r.MkdirAll("dirlink/new/er", 0o755)), show(r.MkdirAll("dangling", 0o755)), show(r.MkdirAll("dangling/x", 0o755)), show(r.MkdirAll("p", 0o4755)))
	f, err := r.Create("p/file")
	fmt.Println(show(err), strings.TrimPrefix(f.Name(), dir))
	fmt.Fprint(f, "written")
	f.Close()
	f, err = r.OpenFile("p/file", os.O_RDWR|os.O_APPEND, 0)
	fmt.Fprint(f, "+more")
	_, err2 := f.WriteAt([]byte("x"), 0)
	f.Close()
	data, err3 := r.ReadFile("p/file")
	fmt.Println(show(err), err2, string(data), err3)
	for _, name := range []string{"out", "dangling", "loop", "f", "new", "new", "in"} {
		f, err := r.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		fmt.Print(show(err), " ")
		if err == nil {
			f.Close()
		}
	}
	_, err = r.OpenFile("x", os.O_CREATE, 0o7777)
	fmt.Println(show(err))
	fmt.Println(show(r.WriteFile("out", nil, 0o644)), show(r.WriteFile("dangling", []byte("d"), 0o640)), show(r.WriteFile("in", []byte("i"), 0o640)), show(r.WriteFile("a/b", nil, 0o644)))
	secret, _ := os.ReadFile(dir + "/secret")
	fmt.Println(string(secret))

	at := time.Unix(1e9, 5000)
	fmt.Println(show(r.Chmod("f", 0o600)), show(r.Chmod("in", 0o604)), show(r.Chmod("out", 0o604)), show(r.Chmod("none", 0o604)), show(r.Chtimes("f", at, at)), show(r.Chtimes("in", time.Time{}, at)),
		show(r.Chtimes("abs", at, at)), show(r.Chown("f", -1, -1)), show(r.Chown("out", -1, -1)), show(r.Lchown("out", -1, -1)), show(r.Lchown("none", -1, -1)))
	i, _ := r.Stat("f")
	g, _ := r.Stat("a/g")
	s, _ := os.Stat(dir + "/secret")
	fmt.Println(i.Mode(), i.ModTime().UnixNano(), g.Mode(), g.ModTime().UnixNano(), s.Mode())

	fmt.Println(show(r.Symlink("../secret", "s1")), show(r.Symlink("f", "s1")), show(r.Symlink("f", "../s2")), show(r.Symlink("f", "outdir/s3")), show(r.Link("f", "hard")), show(r.Link("f", "hard")), show(r.Link("f", "../h")),
		show(r.Link("../secret", "h")), show(r.Link("none", "h")), show(r.Link("s1", "h2")), show(r.Link("f", "none/h")))
	fmt.Println(show(r.Rename("hard", "p/moved")), show(r.Rename("none", "x")), show(r.Rename("f", "../x")), show(r.Rename("../secret", "x")), show(r.Rename("f", "a")), show(r.Rename("p", "p")), show(r.Rename("p/moved", "p/file")),
		show(r.Rename("p/file", "newname/")), show(r.Rename("m", "mm/")), show(r.Rename("mm", "outdir/x")), show(r.Rename("s1", "s4")))
	fmt.Println(show(r.Remove("s4")), show(r.Remove("out")), show(r.Remove("a")), show(r.Remove("none")), show(r.Remove("../secret")), show(r.Remove("mm/n")), show(r.Remove("dirlink/")), show(r.Remove("f/")))
	fmt.Println(show(r.RemoveAll("p/")), show(r.RemoveAll("none")), show(r.RemoveAll("dirlink")), show(r.RemoveAll("../r")), show(r.RemoveAll(".")), show(r.RemoveAll("a/.")), show(r.RemoveAll("outdir")), show(r.RemoveAll("")), show(r.RemoveAll("outdir/secret")))
	secret, err = os.ReadFile(dir + "/secret")
	fmt.Println(string(secret), err)

	fsys := r.FS()
	fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		i, err2 := d.Info()
		fmt.Println(path, d.Type(), err, i.Name(), err2)
		return nil
	})
	for _, name := range []string{"/f", "a/../f", "f", "none"} {
		_, err := fsys.Open(name)
		_, err2 := fs.ReadFile(fsys, name)
		_, err3 := fs.Stat(fsys, name)
		_, err4 := fs.ReadDir(fsys, name)
		_, err5 := fs.ReadLink(fsys, name)
		_, err6 := fs.Lstat(fsys, name)
		fmt.Println(show(err), "|", show(err2), "|", show(err3), "|", show(err4), "|", show(err5), "|", show(err6))
	}
	sub, _ := fs.Sub(fsys, "a")
	data, err = fs.ReadFile(sub, "g")
	fmt.Println(string(data), err)

	f, err = os.OpenInRoot(dir+"/r", "a/g")
	data, _ = io.ReadAll(f)
	_, err2 = os.OpenInRoot(dir+"/r", "../secret")
	_, err3 = os.OpenInRoot(dir+"/q", "x")
	fmt.Println(string(data), err, show(err2), show(err3))
	// The directory may move away.
	os.Rename(dir+"/r", dir+"/moved")
	data, err = r.ReadFile("a/g")
	d, err2 := r.Open("a")
	names, err3 := d.Readdirnames(-1)
	fmt.Println(string(data), err, err2, len(names), err3)
	fmt.Println(r.Close(), r.Close())
	_, err = r.Open("f")
	_, err2 = r.Stat("f")
	fmt.Println(show(err), show(err2), show(r.Mkdir("x", 0o700)), show(r.Rename("f", "g")), show(r.RemoveAll("f")))

	c := exec.Command("sleep", "0.05")
	c.Start()
	err = c.Process.WithHandle(func(h uintptr) { fmt.Println(h > 2) })
	fmt.Println(err)
	c.Wait()
	fmt.Println(c.Process.WithHandle(func(uintptr) {}))
	u := c.ProcessState.SysUsage().(*syscall.Rusage)
	fmt.Println(u.Maxrss > 0, u.Minflt > 0, c.ProcessState.UserTime() == time.Duration(u.Utime.Nano()))
}
