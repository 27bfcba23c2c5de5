// Package embed gives access to files that are part of the program.
//
// A Go file that imports it may put a comment //go:embed with patterns of file names before a package-level variable of type
// string, []byte or FS; the variable then holds the files' contents from the start.
package embed

import (
	"io"
	"io/fs"
	"time"
)

// FS is a read-only tree of files. The zero FS is an empty tree.
type FS struct {
	root *node
}

// node is a file or a directory.
type node struct {
	// The last element of its path.
	name string
	data string
	dir  bool
	// Sorted by name.
	children []*node
}

var (
	_ fs.ReadDirFS  = FS{}
	_ fs.ReadFileFS = FS{}
)

// unpack makes the tree that the compiler has packed into a string: for each file, in the order of names, the lengths
// of its name and contents (eight bytes each, low byte first), and then both.
func unpack(packed string) FS {
	root := &node{name: ".", dir: true}
	number := func() int {
		n := 0
		for i := 7; i >= 0; i-- {
			n = n<<8 | int(packed[i])
		}
		packed = packed[8:]
		return n
	}
	for packed != "" {
		name, data := number(), number()
		root.add(packed[:name], packed[name:name+data])
		packed = packed[name+data:]
	}
	root.sort()
	return FS{root}
}

func cut(path string) (first, rest string, more bool) {
	for i := 0; i < len(path); i++ {
		if path[i] == '/' {
			return path[:i], path[i+1:], true
		}
	}
	return path, "", false
}

func (n *node) add(path, data string) {
	first, rest, more := cut(path)
	if !more {
		n.children = append(n.children, &node{name: first, data: data})
		return
	}
	child := n.child(first)
	if child == nil {
		child = &node{name: first, dir: true}
		n.children = append(n.children, child)
	}
	child.add(rest, data)
}

// child finds a child by name, the latest first: files come sorted, so that is nearly always the one.
func (n *node) child(name string) *node {
	for i := len(n.children) - 1; i >= 0; i-- {
		if n.children[i].name == name {
			return n.children[i]
		}
	}
	return nil
}

// sort orders all directories by the names of their entries. Sorted paths are nearly so already.
func (n *node) sort() {
	list := n.children
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].name < list[j-1].name; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	for _, child := range list {
		child.sort()
	}
}

func (f FS) lookup(path string) *node {
	if !fs.ValidPath(path) {
		return nil
	}
	at := f.root
	if path == "." {
		if at == nil {
			at = &node{name: ".", dir: true}
		}
		return at
	}
	for more := true; more && at != nil; {
		var first string
		first, path, more = cut(path)
		at = at.child(first)
	}
	return at
}

// Open opens a file or a directory for reading. A file also has Seek and ReadAt.
func (f FS) Open(name string) (fs.File, error) {
	n := f.lookup(name)
	if n == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if n.dir {
		return &openDir{n, name, 0}, nil
	}
	return &openFile{n, name, 0}, nil
}

// ReadDir reads a whole directory.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	n := f.lookup(name)
	if n == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if !n.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotDir}
	}
	return n.entries(0, len(n.children)), nil
}

// ReadFile reads a whole file.
func (f FS) ReadFile(name string) ([]byte, error) {
	n := f.lookup(name)
	if n == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if n.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errIsDir}
	}
	return []byte(n.data), nil
}

type embedError string

func (e embedError) Error() string { return string(e) }

const (
	errIsDir  = embedError("is a directory")
	errNotDir = embedError("not a directory")
)

func (n *node) entries(from, to int) []fs.DirEntry {
	list := make([]fs.DirEntry, to-from)
	for i := range list {
		list[i] = n.children[from+i]
	}
	return list
}

// A node is its own fs.FileInfo and fs.DirEntry.

func (n *node) Name() string               { return n.name }
func (n *node) Size() int64                { return int64(len(n.data)) }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) IsDir() bool                { return n.dir }
func (n *node) Sys() any                   { return nil }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) String() string             { return fs.FormatFileInfo(n) }

func (n *node) Mode() fs.FileMode {
	if n.dir {
		return fs.ModeDir | 0555
	}
	return 0444
}

type openFile struct {
	n      *node
	path   string
	offset int64
}

func (o *openFile) Close() error               { return nil }
func (o *openFile) Stat() (fs.FileInfo, error) { return o.n, nil }

func (o *openFile) Read(p []byte) (int, error) {
	if o.offset >= int64(len(o.n.data)) {
		return 0, io.EOF
	}
	n := copy(p, o.n.data[o.offset:])
	o.offset += int64(n)
	return n, nil
}

func (o *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += o.offset
	case io.SeekEnd:
		offset += int64(len(o.n.data))
	}
	if offset < 0 || offset > int64(len(o.n.data)) {
		return 0, &fs.PathError{Op: "seek", Path: o.path, Err: fs.ErrInvalid}
	}
	o.offset = offset
	return offset, nil
}

func (o *openFile) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(o.n.data)) {
		return 0, &fs.PathError{Op: "read", Path: o.path, Err: fs.ErrInvalid}
	}
	n := copy(p, o.n.data[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

type openDir struct {
	n    *node
	path string
	next int
}

func (o *openDir) Close() error               { return nil }
func (o *openDir) Stat() (fs.FileInfo, error) { return o.n, nil }

func (o *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: o.path + "/", Err: errIsDir}
}

func (o *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	left := len(o.n.children) - o.next
	if left == 0 {
		if count <= 0 {
			return nil, nil
		}
		return nil, io.EOF
	}
	if count > 0 && left > count {
		left = count
	}
	from := o.next
	o.next += left
	return o.n.entries(from, o.next), nil
}
