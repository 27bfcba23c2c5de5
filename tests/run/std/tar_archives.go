// archive/tar: archives byte for byte in all formats, headers that fit nowhere, files with holes, file systems, damaged archives.
package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing/fstest"
	"time"
)

var when = time.Date(2024, 2, 29, 13, 14, 15, 123456789, time.UTC)

func check(err error) {
	if err != nil {
		fmt.Println("error:", err)
	}
}

func list(b []byte) {
	tr := tar.NewReader(bytes.NewReader(b))
	for {
		h, err := tr.Next()
		if err != nil {
			fmt.Println("next:", err)
			return
		}
		show(h)
		data, err := io.ReadAll(tr)
		if len(data) > 50 {
			fmt.Printf("  %d %x %v\n", len(data), sha256.Sum256(data), err)
		} else {
			fmt.Printf("  %q %v\n", data, err)
		}
	}
}

func show(h *tar.Header) {
	fmt.Printf("%q->%q %q %d mode %#o %d/%d %q/%q %v %v %v dev %d,%d %v %v %v\n", h.Name, h.Linkname, h.Typeflag, h.Size, h.Mode, h.Uid, h.Gid, h.Uname, h.Gname,
		stamp(h.ModTime), stamp(h.AccessTime), stamp(h.ChangeTime), h.Devmajor, h.Devminor, h.Xattrs, h.PAXRecords, h.Format)
	i := h.FileInfo()
	fmt.Println(" ", i.Name(), i.Size(), i.Mode(), i.IsDir(), stamp(i.ModTime()), i.Sys() == any(h))
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format(time.RFC3339Nano)
}

var headers = []*tar.Header{
	{Name: "plain.txt", Size: 5, Mode: 0644, ModTime: when},
	{Name: "dir/", Mode: 0755, ModTime: when, Typeflag: tar.TypeDir},
	{Name: "legacy/"},
	{Name: "hard", Linkname: "plain.txt", Typeflag: tar.TypeLink, Size: 99},
	{Name: "soft", Linkname: "../" + strings.Repeat("l", 120), Typeflag: tar.TypeSymlink},
	{Name: "null", Typeflag: tar.TypeChar, Devmajor: 1, Devminor: 3},
	{Name: "sda", Typeflag: tar.TypeBlock, Devmajor: 8, Devminor: 0, Mode: 01777 | 06000},
	{Name: "pipe", Typeflag: tar.TypeFifo, Uid: 1000, Gid: 1001, Uname: "user", Gname: "group"},
	{Name: "cont", Typeflag: tar.TypeCont, Size: 3},
	{Name: "häßlich.txt", Size: 1, Uname: "ü", ModTime: when},
	{Name: strings.Repeat("d/", 60) + "split.txt", Size: 2},
	{Name: strings.Repeat("n", 150), Size: 2},
	{Name: strings.Repeat("n", 99) + "/" + strings.Repeat("m", 120), Size: 0},
	{Name: strings.Repeat("long/", 80), Typeflag: tar.TypeDir},
	{Name: "huge ids", Uid: 1 << 30, Gid: -1, Mode: 0600},
	{Name: "nano", ModTime: when, AccessTime: when, ChangeTime: when, Format: tar.FormatPAX},
	{Name: "gnu times", ModTime: when, AccessTime: when, ChangeTime: when, Format: tar.FormatGNU},
	{Name: "before", ModTime: time.Unix(-1, 500_000_000), Format: tar.FormatPAX},
	{Name: "before gnu", ModTime: time.Unix(-100, 0), Format: tar.FormatGNU},
	{Name: "ustar", ModTime: when, AccessTime: time.Time{}, Format: tar.FormatUSTAR},
	{Name: "pax plain", Format: tar.FormatPAX},
	{Name: "gnu " + strings.Repeat("g", 130), Linkname: strings.Repeat("k", 130), Typeflag: tar.TypeSymlink, Format: tar.FormatGNU},
	{Name: "both", Format: tar.FormatPAX | tar.FormatGNU, Uid: 1 << 40},
	{Name: "attrs", Xattrs: map[string]string{"user.key": "value\x00", "a": ""}},
	{Name: "records", PAXRecords: map[string]string{"GOLANG.pkg": "1.27", "comment": "hi", "path": "ignored", "GNU.sparse.x": "ignored"}},
	{Name: "", Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"path": "/everywhere", "VENDOR.k": "v"}},
	{Name: "glob", Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"a": "b"}},
	{Name: "other kind", Typeflag: 'Z', Size: 4},
	{Name: "sparse", Typeflag: tar.TypeGNUSparse, Size: 4, Format: tar.FormatGNU},
	// These cannot be written.
	{Name: "file/", Typeflag: tar.TypeReg},
	{Name: "x", Typeflag: tar.TypeXHeader},
	{Name: "x", Typeflag: tar.TypeGNULongName},
	{Name: "g", Typeflag: tar.TypeXGlobalHeader, Size: 1},
	{Name: "negative", Size: -1},
	{Name: "zero\x00inside"},
	{Name: "mode", Mode: 1 << 40, Uname: strings.Repeat("u", 40)},
	{Name: "mode", Mode: -1, Format: tar.FormatPAX},
	{Name: "dev", Typeflag: tar.TypeChar, Devmajor: 1 << 60, Devminor: -7},
	{Name: "attrs", Xattrs: map[string]string{"a=b": "v"}},
	{Name: "records", PAXRecords: map[string]string{"": "v"}},
	{Name: "records", PAXRecords: map[string]string{"uname": "a\x00"}, Uname: "a\x00"},
	{Name: "ü", Format: tar.FormatUSTAR},
	{Name: "nano", ModTime: when, AccessTime: when, Format: tar.FormatUSTAR},
	{Name: "xattr", Xattrs: map[string]string{"a": "b"}, Format: tar.FormatGNU},
	{Name: "xattr", Xattrs: map[string]string{"a": "b"}, Format: tar.FormatUSTAR},
	{Name: "user", Uname: strings.Repeat("u", 33), Format: tar.FormatGNU},
	{Name: "late", ModTime: time.Date(292277000000, 1, 1, 0, 0, 0, 0, time.UTC), Format: tar.FormatGNU},
}

func formats() []byte {
	var buf bytes.Buffer
	tw := tar.NewWriter(&buf)
	for _, h := range headers {
		before := *h
		from := buf.Len()
		err := tw.WriteHeader(h)
		fmt.Printf("%.30q %v", h.Name, err)
		if err == nil && h.Size > 0 {
			n, err := io.WriteString(tw, "data."[:min(h.Size, 5)])
			fmt.Print(" ", n, " ", err)
		}
		fmt.Println(tw.Flush(), buf.Len()-from, h.Name == before.Name && h.Typeflag == before.Typeflag)
		fmt.Printf("%s\n", strconv.QuoteToASCII(strings.ReplaceAll(buf.String()[from:], "\x00\x00\x00\x00", "")))
	}
	check(tw.Close())
	check(tw.Close())
	return buf.Bytes()
}

func misuse() {
	var buf bytes.Buffer
	tw := tar.NewWriter(&buf)
	fmt.Println(tw.Write([]byte("x")))
	check(tw.WriteHeader(&tar.Header{Name: "a", Size: 3}))
	fmt.Println(tw.Write([]byte("ab")))
	fmt.Println(tw.Flush(), tw.WriteHeader(&tar.Header{Name: "b"}))
	fmt.Println(tw.Write([]byte("cde")))
	fmt.Println(tw.Write(nil))
	check(tw.Close())
	fmt.Println(tw.Write([]byte("x")))
	fmt.Println(tw.WriteHeader(&tar.Header{Name: "b"}), tw.Flush(), tw.Close())
	tw = tar.NewWriter(&buf)
	check(tw.WriteHeader(&tar.Header{Name: "a", Size: 3}))
	fmt.Println(tw.Close(), tw.Close())
	tw = tar.NewWriter(full{})
	fmt.Println(tw.WriteHeader(&tar.Header{Name: "a"}), tw.Close())
	_, err := tar.FileInfoHeader(nil, "")
	fmt.Println(err)
	for _, f := range []tar.Format{0, 1, 2, 4, 8, 16, 6, 31, tar.FormatUnknown, tar.FormatUSTAR, tar.FormatPAX, tar.FormatGNU} {
		fmt.Print(f, " ")
	}
	fmt.Println(tar.TypeRegA, tar.TypeGNULongLink, tar.ErrHeader, tar.ErrWriteTooLong, tar.ErrFieldTooLong, tar.ErrWriteAfterClose, tar.ErrInsecurePath)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// raw builds a header block as other programs write them.
func raw(kind byte, name string, size int, more map[int]string) []byte {
	b := make([]byte, 512)
	copy(b, name)
	copy(b[100:], "0000644\x000001750\x000001750\x00")
	copy(b[124:], fmt.Sprintf("%011o\x00%011o\x00", size, 1234567890))
	b[156] = kind
	for at, s := range more {
		copy(b[at:], s)
	}
	sum := 8 * int(' ')
	for i, c := range b {
		if i < 148 || i >= 156 {
			sum += int(c)
		}
	}
	copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
	return b
}

func pad(s string) string {
	return s + strings.Repeat("\x00", -len(s)&511)
}

func record(key, value string) string {
	s := " " + key + "=" + value + "\n"
	n := len(s) + 2
	if n > 99 {
		n++
	}
	return strconv.Itoa(n) + s
}

func foreign() {
	var ustar, gnu = map[int]string{257: "ustar\x0000"}, map[int]string{257: "ustar  \x00"}
	with := func(base map[int]string, at int, s string) map[int]string {
		m := map[int]string{at: s}
		for k, v := range base {
			m[k] = v
		}
		return m
	}
	try := func(name string, parts ...any) {
		var b []byte
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				b = append(b, pad(p)...)
			case []byte:
				b = append(b, p...)
			}
		}
		fmt.Println("==", name)
		list(append(b, make([]byte, 1024)...))
	}
	try("v7", raw('0', "old", 3, nil), "abc")
	try("v7 dir", raw(0, "old/", 0, nil))
	try("ustar", raw('0', "new", 3, with(ustar, 345, "prefix")), "abc")
	try("star", raw('0', "s", 0, with(with(with(ustar, 345, "pre"), 508, "tar\x00"), 476, "00000000123\x0000000000456\x00")))
	try("gnu times", raw('0', "g", 0, with(gnu, 345, "00000000123\x0000000000456\x00")))
	try("gnu prefix", raw('0', "g", 0, with(gnu, 345, "prefix")))
	try("latin", raw('0', "caf\xe9", 0, ustar))
	try("spaces", raw('0', "sp", 0, with(ustar, 100, "   644 ")))
	try("binary", raw('0', "b", 0, with(gnu, 108, "\x80\x00\x00\x00\xff\x00\x00\x01\xff\xff\xff\xff\xff\xff\xff\xfe")))
	try("overflow", raw('0', "b", 0, with(gnu, 124, "\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")))
	try("bad octal", raw('0', "b", 0, with(ustar, 100, "0000648\x00")))
	x := func(records ...string) string { return strings.Join(records, "") }
	pax := func(s string) []byte { return append(raw('x', "PaxHeaders/x", len(s), ustar), pad(s)...) }
	try("pax", pax(x(record("path", "renamed"), record("mtime", "1.5"), record("atime", "-1.25"), record("uid", "77"), record("size", "2"), record("SCHILY.xattr.k", "v"), record("empty", ""))),
		raw('0', "r", 0, ustar), "ab")
	for _, bad := range []string{"5 a=b", "x a=b\n", "999 a=b\n", "6 a=b\n\n", "6 =bc\n", "6 abc\n", "3 a\n", record("path", "a\x00b"), record("uid", "x"), record("mtime", "1.x"), record("mtime", ""), record("size", "-5"),
		record("size", "99999999999999999999"), record("GNU.sparse.numbytes", "1")} {
		try(fmt.Sprintf("%q", bad), pax(bad), raw('0', "r", 0, ustar))
	}
	// Holes in the four ways of GNU.
	try("old sparse", raw('S', "holes", 6, with(with(gnu, 386, "00000000003\x0000000000002\x0000000000010\x0000000000004\x00"), 483, "00000000017\x00")), "abcdef")
	ext := make([]byte, 512)
	copy(ext, "00000000014\x0000000000001\x00")
	try("old sparse extended", raw('S', "holes", 7, with(with(gnu, 386, "00000000003\x0000000000002\x0000000000010\x0000000000004\x0000000000014\x0000000000000\x0000000000014\x0000000000000\x00\x01"), 483, "00000000030\x00")), ext, "abcdefg")
	try("old sparse bad", raw('S', "holes", 6, with(with(gnu, 386, "00000000003\x0000000000002\x0000000000004\x0000000000004\x00"), 483, "00000000017\x00")), "abcdef")
	sparse := func(kv ...string) string {
		s := ""
		for i := 0; i < len(kv); i += 2 {
			s += record("GNU.sparse."+kv[i], kv[i+1])
		}
		return s
	}
	try("sparse 0.0", pax(sparse("size", "20", "numblocks", "2", "offset", "1", "numbytes", "2", "offset", "10", "numbytes", "3")), raw('0', "holes", 5, ustar), "abcde")
	try("sparse 0.1", pax(sparse("major", "0", "minor", "1", "realsize", "20", "numblocks", "2", "map", "0,2,18,2", "name", "really")), raw('0', "holes", 4, ustar), "abcd")
	try("sparse 1.0", pax(sparse("major", "1", "minor", "0", "realsize", "12", "name", "one")), raw('0', "holes", 516, ustar), pad("2\n2\n3\n11\n1\n")+"wxyz")
	try("sparse none", pax(sparse("major", "1", "minor", "0", "realsize", "5")), raw('0', "holes", 512, ustar), pad("0\n"))
	try("sparse unknown", pax(sparse("major", "2", "minor", "0", "realsize", "5")), raw('0', "holes", 2, ustar), "ab")
	try("sparse too little", pax(sparse("numblocks", "1", "map", "0,9", "size", "9")), raw('0', "holes", 2, ustar), "ab")
	try("sparse too much", pax(sparse("numblocks", "1", "map", "0,1", "size", "9")), raw('0', "holes", 2, ustar), "ab")
	try("sparse counted wrong", pax(sparse("numblocks", "2", "map", "0,1", "size", "9")), raw('0', "holes", 2, ustar), "ab")
	try("sparse dir", pax(sparse("numblocks", "1", "map", "0,1", "size", "9")), raw('5', "holes", 0, ustar))
	try("sparse text", pax(sparse("major", "1", "minor", "0", "realsize", "5")), raw('0', "holes", 512, ustar), pad("x\n"))
	try("long", append(raw('L', "././@LongLink", 201, gnu), pad(strings.Repeat("n", 200)+"\x00")...), append(raw('K', "././@LongLink", 101, gnu), pad(strings.Repeat("k", 100)+"\x00")...), raw('2', "cut", 0, gnu))
	try("one zero block", make([]byte, 512), raw('0', "x", 0, ustar))
	fmt.Println("== short")
	list(nil)
	list(make([]byte, 512))
	list(raw('0', "x", 10, ustar))
	list(append(raw('0', "x", 10, ustar), "abc"...))
	list(raw('0', "x", 10, ustar)[:100])
}

type named struct{ fs.FileInfo }

func (named) Uname() (string, error) { return "me", nil }
func (named) Gname() (string, error) { return "us", nil }

type unnamed struct{ named }

func (unnamed) Gname() (string, error) { return "", errors.New("nobody knows") }

func fromFiles() {
	for _, mode := range []fs.FileMode{0644, fs.ModeDir | 0755, fs.ModeSymlink, fs.ModeNamedPipe, fs.ModeSocket, fs.ModeDevice, fs.ModeDevice | fs.ModeCharDevice, fs.ModeIrregular, fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky | 0511} {
		info, err := fs.Stat(fstest.MapFS{"d/f": {Mode: mode, Data: []byte("abc"), ModTime: when}}, "d/f")
		if err != nil {
			fmt.Println(mode, err)
			continue
		}
		h, err := tar.FileInfoHeader(info, "target")
		fmt.Println(mode, err)
		if err == nil {
			show(h)
		}
		h, err = tar.FileInfoHeader(named{info}, "")
		if err == nil {
			fmt.Println(h.Uname, h.Gname)
		}
		_, err = tar.FileInfoHeader(unnamed{named{info}}, "")
		fmt.Println(err)
	}
	for _, h := range headers[:9] {
		again, err := tar.FileInfoHeader(h.FileInfo(), "else")
		check(err)
		if err == nil {
			show(again)
		}
	}
	dir, err := os.MkdirTemp("", "tar")
	check(err)
	defer os.RemoveAll(dir)
	check(os.WriteFile(filepath.Join(dir, "file"), []byte("on disk"), 0o640))
	info, err := os.Stat(filepath.Join(dir, "file"))
	check(err)
	h, err := tar.FileInfoHeader(info, "")
	check(err)
	fmt.Println(h.Name, h.Size, h.Mode, h.Uid == os.Getuid(), h.Gid == os.Getgid(), h.ModTime.Equal(info.ModTime()), h.AccessTime.IsZero(), h.ChangeTime.IsZero())
	check(os.Symlink("file", filepath.Join(dir, "link")))
	check(os.Mkdir(filepath.Join(dir, "sub"), 0o700))
	var buf bytes.Buffer
	tw := tar.NewWriter(&buf)
	check(tw.AddFS(os.DirFS(dir)))
	check(tw.AddFS(fstest.MapFS{"m/a": {Data: []byte("map"), ModTime: when}}))
	check(tw.AddFS(fstest.MapFS{"p": {Mode: fs.ModeNamedPipe}}))
	check(tw.Close())
	f, err := os.Create(filepath.Join(dir, "a.tar"))
	check(err)
	_, err = f.Write(buf.Bytes())
	check(err)
	_, err = f.Seek(0, 0)
	check(err)
	for tr := tar.NewReader(f); ; {
		h, err := tr.Next()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(h.Name, h.Linkname, string(h.Typeflag), h.Size, h.Format)
	}
	check(f.Close())
}

func damaged(good []byte) {
	sum := sha256.New()
	for i := 0; i < len(good); i++ {
		if good[i] == 0 && i%7 != 0 {
			continue
		}
		bad := bytes.Clone(good)
		bad[i] ^= 0x55
		tr := tar.NewReader(bytes.NewReader(bad))
		for {
			h, err := tr.Next()
			if err != nil {
				fmt.Fprintln(sum, i, err)
				break
			}
			n, err := io.Copy(io.Discard, tr)
			fmt.Fprintln(sum, i, h.Name, n, err)
		}
	}
	fmt.Printf("%x\n", sum.Sum(nil))
}

func main() {
	all := formats()
	list(all)
	misuse()
	foreign()
	fromFiles()
	damaged(all[:20000])
}
