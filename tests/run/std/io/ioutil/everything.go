// Package io/ioutil, the old names of what is in io and os.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"io/ioutil"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	dir, err := ioutil.TempDir("", "old-*-names")
	base := filepath.Base(dir)
	fmt.Println(strings.HasPrefix(base, "old-"), strings.HasSuffix(base, "-names"), err)
	defer os.RemoveAll(dir)
	_, err = ioutil.TempDir(dir, "bad/pattern")
	fmt.Println(err)
	file, err := ioutil.TempFile(dir, "t*.txt")
	fmt.Println(filepath.Dir(file.Name()) == dir, filepath.Ext(file.Name()), err)
	n, err := file.WriteString("text")
	fmt.Println(n, err, file.Close())
	data, err := ioutil.ReadFile(file.Name())
	fmt.Println(string(data), err)
	os.Remove(file.Name())
	for _, name := range []string{"b", "a", "c"} {
		fmt.Print(ioutil.WriteFile(filepath.Join(dir, name), []byte(name+name), 0o600), " ")
	}
	os.Mkdir(filepath.Join(dir, "dir"), 0o700)
	infos, err := ioutil.ReadDir(dir)
	for _, info := range infos {
		fmt.Print(info.Name(), info.IsDir(), info.Mode().Perm(), " ")
	}
	fmt.Println(err)
	infos, err = ioutil.ReadDir(filepath.Join(dir, "none"))
	fmt.Println(infos == nil, errors.Is(err, fs.ErrNotExist))
	_, err = ioutil.ReadFile(filepath.Join(dir, "none"))
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	err = ioutil.WriteFile(filepath.Join(dir, "none", "x"), nil, 0o600)
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	all, err := ioutil.ReadAll(strings.NewReader("all of it"))
	fmt.Println(string(all), err)
	closer := ioutil.NopCloser(strings.NewReader("x"))
	fmt.Println(closer.Close())
	n, err = ioutil.Discard.Write([]byte("thrown away"))
	fmt.Println(n, err)
}
