// archive/zip: archives byte for byte where nothing is compressed, headers, times, modes, archives as file systems, what is refused.
package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"
	"time"
)

var when = time.Date(2024, 2, 29, 13, 14, 15, 999, time.FixedZone("X", 2*3600+1800))

func check(err error) {
	if err != nil {
		fmt.Println("error:", err)
	}
}

func write(build func(w *zip.Writer)) []byte {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	build(w)
	check(w.Close())
	return buf.Bytes()
}

func add(w *zip.Writer, h *zip.FileHeader, data string) {
	fw, err := w.CreateHeader(h)
	check(err)
	if err == nil {
		n, err := io.WriteString(fw, data)
		fmt.Println(n, err)
	}
}

func list(r *zip.Reader) {
	fmt.Printf("%d files, comment %q\n", len(r.File), r.Comment)
	for _, f := range r.File {
		fmt.Printf("%q %q utf8:%v made:%#x needs:%d flags:%#x method:%d %v %d %d %08x %d %d %d extra:%x attrs:%#x\n", f.Name, f.Comment, !f.NonUTF8, f.CreatorVersion,
			f.ReaderVersion, f.Flags, f.Method, f.Modified.Format(time.RFC3339Nano), f.ModifiedDate, f.ModifiedTime, f.CRC32, f.UncompressedSize, f.UncompressedSize64,
			boolInt(f.CompressedSize == uint32(f.CompressedSize64)), f.Extra, f.ExternalAttrs)
		fmt.Println(f.Mode(), f.ModTime(), f.FileInfo(), f.FileInfo().Size(), f.FileInfo().IsDir(), f.FileInfo().ModTime(), f.FileInfo().Sys() == any(&f.FileHeader))
		rc, err := f.Open()
		if err != nil {
			fmt.Println("open:", err)
			continue
		}
		data, err := io.ReadAll(rc)
		if len(data) > 60 {
			fmt.Printf("%d bytes %x %v", len(data), sha256.Sum256(data), err)
		} else {
			fmt.Printf("%q %v", data, err)
		}
		fmt.Println(" close:", rc.Close())
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func read(b []byte) *zip.Reader {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		fmt.Println("read:", err)
		return nil
	}
	list(r)
	return r
}

func stored() []byte {
	b := write(func(w *zip.Writer) {
		check(w.SetComment("the comment"))
		add(w, &zip.FileHeader{Name: "plain.txt"}, "hello")
		add(w, &zip.FileHeader{Name: "dir/", Modified: when}, "")
		add(w, &zip.FileHeader{Name: "dir/empty", Modified: when, Comment: "nothing in it"}, "")
		add(w, &zip.FileHeader{Name: "dir/é.txt", Comment: "日本"}, "utf-8 name")
		add(w, &zip.FileHeader{Name: "back\\slash", NonUTF8: true}, "cp437")
		add(w, &zip.FileHeader{Name: "bad\xff"}, "not utf-8")
		h := &zip.FileHeader{Name: "mode", Extra: []byte{1, 2, 0, 0}}
		h.SetMode(0640 | fs.ModeSetuid)
		h.SetModTime(when)
		add(w, h, "with mode")
		check(w.Flush())
	})
	fmt.Printf("%x\n", b)
	return b
}

func compressed() {
	long := strings.Repeat("all work and no play makes jack a dull boy\n", 2000)
	b := write(func(w *zip.Writer) {
		fw, err := w.Create("long.txt")
		check(err)
		for i := 0; i < len(long); i += 1000 {
			io.WriteString(fw, long[i:min(i+1000, len(long))])
		}
		fw, err = w.Create("empty")
		check(err)
		_, err = fw.Write(nil)
		check(err)
	})
	fmt.Println(len(b) < len(long)/10)
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	check(err)
	for _, f := range r.File {
		rc, err := f.Open()
		check(err)
		data, err := io.ReadAll(rc)
		fmt.Println(f.Name, len(data), err, f.UncompressedSize64, f.CompressedSize64 > 0)
		check(rc.Close())
		_, err = rc.Read(make([]byte, 1))
		fmt.Println(err)
	}
	// Copied without a look at the data.
	c := write(func(w *zip.Writer) {
		for _, f := range r.File {
			check(w.Copy(f))
		}
	})
	r2, err := zip.NewReader(bytes.NewReader(c), int64(len(c)))
	check(err)
	rc, err := r2.Open("long.txt")
	check(err)
	data, err := io.ReadAll(rc)
	fmt.Println(string(data) == long, err)
}

func raw() {
	b := write(func(w *zip.Writer) {
		fw, err := w.CreateRaw(&zip.FileHeader{Name: "raw", Method: zip.Store, CRC32: 0x3610a686, CompressedSize64: 5, UncompressedSize64: 5})
		check(err)
		fmt.Fprint(fw, "hello")
		fw, err = w.CreateRaw(&zip.FileHeader{Name: "tail", Flags: 8, CRC32: 0x3610a686, CompressedSize64: 5, UncompressedSize64: 5})
		check(err)
		fmt.Fprint(fw, "hello")
		fw, err = w.CreateRaw(&zip.FileHeader{Name: "wrong", CRC32: 1, CompressedSize64: 5, UncompressedSize64: 5})
		check(err)
		fmt.Fprint(fw, "hello")
		fw, err = w.CreateRaw(&zip.FileHeader{Name: "long", CompressedSize64: 5, UncompressedSize64: 4})
		check(err)
		fmt.Fprint(fw, "hello")
		fw, err = w.CreateRaw(&zip.FileHeader{Name: "short", CompressedSize64: 5, UncompressedSize64: 6})
		check(err)
		fmt.Fprint(fw, "hello")
		_, err = w.CreateRaw(&zip.FileHeader{Name: "huge", CompressedSize64: 1 << 33, UncompressedSize64: 1 << 34})
		check(err)
		_, err = w.CreateRaw(&zip.FileHeader{Name: "method", Method: 99, CompressedSize64: 0})
		check(err)
		fw, err = w.CreateRaw(&zip.FileHeader{Name: "d/"})
		check(err)
		_, err = fw.Write([]byte("x"))
		fmt.Println(err)
	})
	fmt.Printf("%x\n", b)
	r := read(b)
	for _, f := range r.File {
		raw, err := f.OpenRaw()
		check(err)
		at, err := f.DataOffset()
		fmt.Println(f.Name, at, err, raw != nil)
	}
	big := write(func(w *zip.Writer) {
		w.SetOffset(1 << 33)
		add(w, &zip.FileHeader{Name: "far"}, "off")
	})
	fmt.Printf("%x\n", big)
}

type rot struct{ w io.Writer }

func (r rot) Write(p []byte) (int, error) {
	q := make([]byte, len(p))
	for i, c := range p {
		q[i] = c + 1
	}
	return r.w.Write(q)
}
func (r rot) Close() error { return nil }

type unrot struct{ r io.Reader }

func (r unrot) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i := range p[:n] {
		p[i]--
	}
	return n, err
}

func methods() {
	zip.RegisterCompressor(77, func(w io.Writer) (io.WriteCloser, error) { return rot{w}, nil })
	zip.RegisterDecompressor(77, func(r io.Reader) io.ReadCloser { return io.NopCloser(unrot{r}) })
	b := write(func(w *zip.Writer) {
		w.RegisterCompressor(78, func(w io.Writer) (io.WriteCloser, error) { return rot{rot{w}}, nil })
		w.RegisterCompressor(79, func(w io.Writer) (io.WriteCloser, error) { return nil, errors.New("no such luck") })
		add(w, &zip.FileHeader{Name: "a", Method: 77}, "IBM")
		add(w, &zip.FileHeader{Name: "b", Method: 78}, "IBM")
		add(w, &zip.FileHeader{Name: "c", Method: 79}, "")
		add(w, &zip.FileHeader{Name: "d", Method: 80}, "")
	})
	fmt.Printf("%x\n", b)
	r := read(b)
	r.RegisterDecompressor(78, func(r io.Reader) io.ReadCloser { return io.NopCloser(unrot{unrot{r}}) })
	list(r)
	for _, f := range []func(){
		func() { zip.RegisterCompressor(77, nil) },
		func() { zip.RegisterDecompressor(zip.Deflate, nil) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

func asFS() {
	b := write(func(w *zip.Writer) {
		for _, name := range []string{"a.txt", "x/y/z.txt", "x/b.txt", "x/y/", "../up", "/root", "dup", "dup", "c/d", "c"} {
			if strings.HasSuffix(name, "/") {
				add(w, &zip.FileHeader{Name: name, Modified: when}, "")
			} else {
				add(w, &zip.FileHeader{Name: name, Modified: when}, name)
			}
		}
	})
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	check(err)
	for _, name := range []string{".", "a.txt", "x", "x/y", "x/y/z.txt", "up", "root", "nope", "../up", "dup", "c", "c/d", ""} {
		f, err := r.Open(name)
		if err != nil {
			fmt.Println(name, err)
			continue
		}
		info, err := f.Stat()
		fmt.Println(name, info, err)
		data, err := io.ReadAll(f)
		fmt.Printf("%q %v\n", data, err)
		if d, ok := f.(fs.ReadDirFile); ok {
			for {
				entries, err := d.ReadDir(2)
				fmt.Println(entries, err)
				if err != nil {
					break
				}
			}
		}
		f.Close()
	}
	good := write(func(w *zip.Writer) {
		check(w.AddFS(fstest.MapFS{
			"one.txt":     {Data: []byte("1"), Mode: 0600, ModTime: when},
			"sub/two.txt": {Data: []byte("22"), Mode: 0755, ModTime: when},
			"sub/deep":    {Mode: fs.ModeDir | 0700, ModTime: when},
		}))
		check(w.AddFS(fstest.MapFS{"link": {Mode: fs.ModeSymlink}}))
	})
	r, err = zip.NewReader(bytes.NewReader(good), int64(len(good)))
	check(err)
	list(r)
	fmt.Println(fstest.TestFS(r, "one.txt", "sub/two.txt"))
	all, err := fs.ReadFile(r, "sub/two.txt")
	fmt.Println(string(all), err)
	fs.WalkDir(r, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, d, err)
		return nil
	})
}

func headers() {
	for _, mode := range []fs.FileMode{0, 0777, 0444, fs.ModeDir | 0755, fs.ModeSymlink | 0777, fs.ModeNamedPipe | 0600, fs.ModeSocket, fs.ModeDevice | 0660,
		fs.ModeDevice | fs.ModeCharDevice | 0666, fs.ModeSetgid | fs.ModeSticky | 0711, fs.ModeIrregular} {
		var h zip.FileHeader
		h.SetMode(mode)
		fmt.Printf("%v: %#x %#x %v\n", mode, h.ExternalAttrs, h.CreatorVersion, h.Mode())
	}
	for _, made := range []uint16{0, 3, 11, 14, 19, 7} {
		for _, attrs := range []uint32{0, 0x10, 1, 0x81a40000, 0x11} {
			h := zip.FileHeader{CreatorVersion: made << 8, ExternalAttrs: attrs}
			fmt.Println(made, attrs, h.Mode())
		}
	}
	for _, t := range []time.Time{when, time.Unix(0, 0), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2107, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)} {
		var h zip.FileHeader
		h.SetModTime(t)
		fmt.Println(h.ModifiedDate, h.ModifiedTime, h.ModTime(), h.Modified)
	}
	h, err := zip.FileInfoHeader((&zip.FileHeader{Name: "p/q", UncompressedSize64: 1 << 40, Modified: when, CreatorVersion: 3 << 8, ExternalAttrs: 0x81a40000}).FileInfo())
	fmt.Printf("%+v %v\n", *h, err)
	// Times in all the ways that archives tell them.
	for _, extra := range []string{
		"UT\x05\x00\x01\x01\x02\x03\x04", "UT\x05\x00\x02\x01\x02\x03\x04", "UT\x01\x00\x01", "UX\x08\x00\x00\x00\x00\x00\x01\x02\x03\x04", "\x0d\x00\x08\x00\x00\x00\x00\x00\x05\x02\x03\x44",
		"\x0a\x00\x20\x00\x00\x00\x00\x00\x01\x00\x18\x00\x00\x80\x3e\xd5\xde\xb1\x9d\x01" + strings.Repeat("\x00", 16), "\x0a\x00\x02\x00xx", "\x01\x00\x10", "UT\xff\xff",
	} {
		for _, at := range []time.Time{{}, time.Unix(0x04030201, 0).In(time.FixedZone("", 5400))} {
			b := write(func(w *zip.Writer) {
				h := &zip.FileHeader{Name: "t", Extra: []byte(extra)}
				if !at.IsZero() {
					h.SetModTime(at)
					h.Modified = time.Time{}
				}
				_, err := w.CreateHeader(h)
				check(err)
			})
			if r, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err != nil {
				fmt.Println(err)
			} else {
				fmt.Println(r.File[0].Modified)
			}
		}
	}
}

func refused(good []byte) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	h := &zip.FileHeader{Name: "same"}
	fw, err := w.CreateHeader(h)
	check(err)
	_, err = w.CreateHeader(h)
	fmt.Println(err)
	_, err = fw.Write([]byte("late"))
	fmt.Println(err)
	_, err = w.Create(strings.Repeat("n", 70000))
	fmt.Println(err)
	_, err = w.CreateHeader(&zip.FileHeader{Name: "e", Extra: make([]byte, 70000)})
	fmt.Println(err)
	fmt.Println(w.SetComment(strings.Repeat("c", 70000)))
	w = zip.NewWriter(&buf)
	fmt.Println(w.Close(), w.Close())
	w = zip.NewWriter(&buf)
	dw, _ := w.Create("d/")
	fmt.Println(dw.Write(nil))
	fmt.Println(dw.Write([]byte("x")))
	func() {
		defer func() { fmt.Println(recover()) }()
		w.SetOffset(5)
	}()
	_, err = zip.NewReader(bytes.NewReader(nil), -1)
	fmt.Println(err)
	_, err = zip.OpenReader("/no/such.zip")
	fmt.Println(err)
	for _, cut := range []int{0, 1, 21, 22, 100, len(good) - 30, len(good) - 1} {
		read(good[:cut])
	}
	// Something before the archive, and something behind the comment.
	read(append([]byte("#!/bin/sh\n"), good...))
	read(append(bytes.Clone(good), "garbage"...))
	sum := sha256.New()
	for i := range good {
		for _, b := range []byte{0, 0x7f, 0xff} {
			bad := bytes.Clone(good)
			bad[i] = b
			r, err := zip.NewReader(bytes.NewReader(bad), int64(len(bad)))
			fmt.Fprintln(sum, i, b, err)
			if err != nil {
				continue
			}
			for _, f := range r.File {
				rc, err := f.Open()
				fmt.Fprintln(sum, f.Name, f.Modified, f.Mode(), err)
				if err == nil {
					data, err := io.ReadAll(rc)
					fmt.Fprintln(sum, len(data), err)
				}
			}
		}
	}
	fmt.Printf("%x\n", sum.Sum(nil))
	fmt.Println(zip.ErrFormat, zip.ErrAlgorithm, zip.ErrChecksum, zip.ErrInsecurePath)
}

func onDisk(b []byte) {
	dir, err := os.MkdirTemp("", "zip")
	check(err)
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "a.zip")
	check(os.WriteFile(name, b, 0o600))
	rc, err := zip.OpenReader(name)
	check(err)
	data, err := fs.ReadFile(rc, "plain.txt")
	fmt.Println(len(rc.File), rc.Comment, string(data), err)
	fmt.Println(rc.Close(), rc.File[0].Name)
}

func main() {
	good := stored()
	read(good)
	compressed()
	raw()
	methods()
	asFS()
	headers()
	refused(good)
	onDisk(good)
}
