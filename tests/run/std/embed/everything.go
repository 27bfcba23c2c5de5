// Package embed: files in a string, in bytes, in a file system.
package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
)

//go:embed data/hello.txt
var text string

//go:embed data/sub/two.txt
var raw []byte

//go:embed data
var data embed.FS

//go:embed all:data data/hello.txt
var everything embed.FS

//go:embed data/*.txt
var some embed.FS

func main() {
	fmt.Printf("%q %q\n", text, raw)
	raw[0] = 'S'
	again, _ := data.ReadFile("data/sub/two.txt")
	again[1] = 'E'
	third, _ := data.ReadFile("data/sub/two.txt")
	fmt.Printf("%s %s %s\n", raw, again, third)
	for name, system := range map[string]embed.FS{"data": data} {
		fmt.Println(name, fs.WalkDir(system, ".", show))
	}
	fmt.Println(fs.WalkDir(everything, ".", show))
	fmt.Println(fs.WalkDir(some, ".", show))
	for _, name := range []string{"data/hello.txt", "data", ".", "none", "data/", "/data", "data/.hidden", ""} {
		file, err := data.Open(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		info, err := file.Stat()
		fmt.Println(info.Name(), info.Size(), info.Mode(), info.ModTime().IsZero(), info.IsDir(), info.Sys(), err)
		content, err := io.ReadAll(file)
		fmt.Printf("%q %v\n", content, err)
		if seeker, ok := file.(io.Seeker); ok {
			at, err := seeker.Seek(-3, io.SeekEnd)
			rest := make([]byte, 5)
			n, rerr := file.Read(rest)
			m, aerr := file.(io.ReaderAt).ReadAt(rest, 9)
			fmt.Println(at, err, n, rerr, m, aerr)
			at, err = seeker.Seek(-30, io.SeekCurrent)
			fmt.Println(at, err)
		}
		if dir, ok := file.(fs.ReadDirFile); ok {
			for range 3 {
				entries, err := dir.ReadDir(1)
				fmt.Print(entries, err, " ")
			}
			entries, err := dir.ReadDir(-1)
			fmt.Println(entries, err)
		}
		fmt.Println(file.Close())
	}
	entries, err := data.ReadDir("data")
	for _, e := range entries {
		fmt.Print(e.Name(), e.IsDir(), e, " ")
	}
	fmt.Println(err)
	_, err = data.ReadDir("data/hello.txt")
	fmt.Println(err)
	_, err = data.ReadFile("data")
	fmt.Println(err)
	var zero embed.FS
	entries, err = zero.ReadDir(".")
	fmt.Println(entries, err)
	_, err = zero.Open("x")
	fmt.Println(err)
}

func show(path string, d fs.DirEntry, err error) error {
	fmt.Print(path, " ")
	return err
}
