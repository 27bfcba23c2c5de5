// testing/iotest, testing/fstest, testing/quick.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"reflect"
	"strings"
	"testing/fstest"
	"testing/iotest"
	"testing/quick"
	"time"
)

type small int

func (small) Generate(r *rand.Rand, size int) reflect.Value { return reflect.ValueOf(small(r.Intn(size) % 3)) }

type broken struct{ fstest.MapFS }

func (b broken) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "/") {
		return b.MapFS.Open(name[1:])
	}
	return b.MapFS.Open(name)
}
func (b broken) ReadFile(name string) ([]byte, error)       { return []byte("other"), nil }
func (b broken) ReadDir(name string) ([]fs.DirEntry, error) { return nil, nil }
func (b broken) Glob(string) ([]string, error)              { return []string{"b", "a"}, nil }

type everything struct {
	A bool
	B []int8
	C map[string]*uint16
	D [3]float32
	E complex64
	F float64
	G complex128
	H struct{ X, Y uint }
	I uintptr
}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	read := func(name string, r io.Reader) {
		buf := make([]byte, 6)
		for {
			n, err := r.Read(buf)
			fmt.Printf("%s %q %v\n", name, buf[:n], err)
			if err != nil {
				return
			}
		}
	}
	read("one", iotest.OneByteReader(strings.NewReader("abc")))
	read("half", iotest.HalfReader(strings.NewReader("abcdefgh")))
	read("data", iotest.DataErrReader(strings.NewReader("abcdefgh")))
	read("timeout", iotest.TimeoutReader(strings.NewReader("abcdefgh")))
	read("err", iotest.ErrReader(errors.New("mine")))
	read("log", iotest.NewReadLogger("r:", strings.NewReader("abcdefgh")))
	var b bytes.Buffer
	w := iotest.NewWriteLogger("w:", iotest.TruncateWriter(&b, 5))
	fmt.Fprint(w, "abc")
	fmt.Fprint(w, "defgh")
	n, err := fmt.Fprint(w, "ijk")
	fmt.Println(b.String(), n, err, iotest.ErrTimeout)
	fmt.Println(iotest.TestReader(strings.NewReader("content of it"), []byte("content of it")))
	fmt.Println(iotest.TestReader(strings.NewReader("content of it"), []byte("content or it")))
	fmt.Println(iotest.TestReader(bytes.NewBufferString("x"), []byte("x")), iotest.TestReader(iotest.ErrReader(io.ErrClosedPipe), nil))

	at := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	m := fstest.MapFS{
		"a.txt":     {Data: []byte("hello"), Mode: 0o644, ModTime: at, Sys: 7},
		"d/b.txt":   {Data: []byte("world")},
		"d/e/c":     {Data: nil, Mode: 0o600},
		"link":      {Data: []byte("d/b.txt"), Mode: fs.ModeSymlink},
		"ldir":      {Data: []byte("d"), Mode: fs.ModeSymlink},
		"d/up":      {Data: []byte("../a.txt"), Mode: fs.ModeSymlink},
		"empty":     {Mode: fs.ModeDir | 0o755},
		"nowhere":   {Data: []byte("zzz"), Mode: fs.ModeSymlink},
		"absolute":  {Data: []byte("/a.txt"), Mode: fs.ModeSymlink},
		"d/e/f/g/h": {Data: []byte("deep")},
	}
	fs.WalkDir(m, ".", func(path string, d fs.DirEntry, err error) error {
		i, _ := d.Info()
		fmt.Println(path, d, i.Mode(), i.Size(), i.ModTime().IsZero(), err)
		return nil
	})
	for _, name := range []string{"a.txt", "link", "ldir/b.txt", "d/up", "nowhere", "absolute", "none", "/a.txt", "d", ".", "ldir/e/c", "d/../a.txt"} {
		data, err := m.ReadFile(name)
		info, err2 := m.Stat(name)
		lst, err3 := m.Lstat(name)
		target, err4 := m.ReadLink(name)
		fmt.Printf("%s: %q %v | %v %v | %v %v | %s %v\n", name, data, err, info, err2, lst, err3, target, err4)
	}
	names, err := m.Glob("d/*")
	fmt.Println(names, err)
	list, err := m.ReadDir("d")
	fmt.Println(list, err)
	sub, err := m.Sub("d/e")
	data, err2 := fs.ReadFile(sub, "f/g/h")
	fmt.Println(err, string(data), err2)
	f, _ := m.Open("a.txt")
	s := f.(io.ReadSeeker)
	s.Seek(-2, io.SeekEnd)
	rest, _ := io.ReadAll(s)
	_, err = s.Seek(-1, io.SeekStart)
	_, err2 = f.(io.ReaderAt).ReadAt(make([]byte, 2), 9)
	fmt.Println(string(rest), err, err2, f.Close())
	d, _ := m.Open("d")
	dir := d.(fs.ReadDirFile)
	for range 5 {
		part, err := dir.ReadDir(2)
		fmt.Println(part, err)
	}
	_, err = d.Read(nil)
	fmt.Println(err)
	delete(m, "nowhere")
	delete(m, "absolute")
	fmt.Println(fstest.TestFS(m, "a.txt", "d/b.txt", "d/e/c"), fstest.TestFS(fstest.MapFS{}))
	fmt.Println(fstest.TestFS(m, "missing", "d/missing"))
	fmt.Println(fstest.TestFS(fstest.MapFS{"x": {}, "y/z": {}}))
	fmt.Println(fstest.TestFS(broken{fstest.MapFS{"x": {Data: []byte("data")}, "y/z": {}}}, "x"))

	fmt.Println(quick.Check(func(a, b int) bool { return a+b == b+a }, nil))
	r := rand.New(rand.NewSource(1))
	cfg := &quick.Config{MaxCount: 50, Rand: r}
	fmt.Println(quick.Check(func(a uint8, s small) bool { return a < 200 }, cfg))
	fmt.Println(quick.CheckEqual(func(a int16) int16 { return a / 2 }, func(a int16) int16 { return a >> 1 }, cfg))
	fmt.Println(quick.CheckEqual(strings.ToUpper, strings.ToUpper, &quick.Config{MaxCountScale: 0.2}))
	fmt.Println(quick.Check(func(e everything) bool { return true }, cfg))
	cfg.Values = func(v []reflect.Value, r *rand.Rand) { v[0] = reflect.ValueOf(42) }
	err = quick.Check(func(a int) bool { return a != 42 }, cfg)
	var ce *quick.CheckError
	fmt.Println(err, errors.As(err, &ce), ce.Count, ce.In)
	for _, f := range []any{3, func() {}, func() int { return 1 }} {
		fmt.Println(quick.Check(f, nil), quick.CheckEqual(f, 4, nil), quick.CheckEqual(f, func(int) {}, nil))
	}
	fmt.Println(quick.Check(func(c chan int) bool { return true }, nil))
	v, ok := quick.Value(reflect.TypeFor[string](), r)
	fmt.Printf("%q %v\n", v, ok)
	v, ok = quick.Value(reflect.TypeFor[everything](), r)
	fmt.Println(v.Field(0), v.Field(1), v.Field(3), v.Field(4), v.Field(7), ok)
	var g quick.Generator = small(1)
	var ee *quick.CheckEqualError
	fmt.Println(g, ee == nil, quick.SetupError("s"))
}
