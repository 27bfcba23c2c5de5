package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"

	"example.com/m/lib"
)

//go:embed hello.txt
var hello string

//go:embed hello.txt
var data []byte

type named string
type raw []byte
type small byte

var (
	//go:embed "with space.txt"
	spaced named

	//go:embed `empty.txt`
	empty raw

	//go:embed hello.txt
	bytes []small

	//go:embed tree hello.txt
	//go:embed *.md
	files embed.FS

	//go:embed all:tree
	all embed.FS

	//go:embed tree/*.txt tree/_* tree/.d*
	star embed.FS

	//go:embed tree/[a-b]*.txt tree/s?b
	glob embed.FS
)

type FS = embed.FS

//go:embed tree/a.txt
var aliased FS

func show(name string, f fs.FS) {
	fmt.Println("==", name)
	fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, _ := d.Info()
		fmt.Println(path, d.IsDir(), info.Mode(), info.Size(), info.ModTime().IsZero(), d)
		return nil
	})
}

func main() {
	fmt.Printf("%q %q %q %q %q\n", hello, data, spaced, empty, bytes)
	data[0] = 'J'
	fmt.Printf("%q %q\n", hello, data)
	show("files", files)
	show("all", all)
	show("star", star)
	show("glob", glob)
	show("aliased", aliased)
	show("lib", lib.Files)
	show("zero", embed.FS{})
	text, err := files.ReadFile("tree/a.txt")
	fmt.Printf("%q %v\n", text, err)
	for _, name := range []string{"nothing", "tree/nothing", "../x", "tree", "/tree", ""} {
		_, err := files.ReadFile(name)
		fmt.Println(err)
		_, err = files.ReadDir(name)
		fmt.Println(err)
	}
	_, err = files.ReadDir("hello.txt")
	fmt.Println(err)
	f, _ := files.Open("hello.txt")
	buf := make([]byte, 4)
	n, err := f.Read(buf)
	fmt.Println(n, err, string(buf[:n]))
	s := f.(io.Seeker)
	fmt.Println(s.Seek(-3, io.SeekEnd))
	rest, _ := io.ReadAll(f)
	fmt.Printf("%q\n", rest)
	fmt.Println(s.Seek(-30, io.SeekEnd))
	fmt.Println(f.(io.ReaderAt).ReadAt(buf, 4))
	fmt.Println(f.(io.ReaderAt).ReadAt(buf, 40))
	fmt.Println(f.Read(nil))
	info, _ := f.Stat()
	fmt.Println(info.Name(), info.Size(), info.Sys(), info.IsDir())
	d, _ := files.Open("tree")
	fmt.Println(d.Read(buf))
	rd := d.(fs.ReadDirFile)
	for {
		list, err := rd.ReadDir(1)
		fmt.Println(len(list), err)
		if err != nil {
			break
		}
	}
	fmt.Println(rd.ReadDir(-1))
	sub, err := fs.Sub(files, "tree/sub")
	show("sub", sub)
	matches, err := fs.Glob(files, "tree/*.txt")
	fmt.Println(matches, err)
	fmt.Println(lib.Text)
}
