package zip

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// tree holds an archive's files as a file system: by path, and the content of each directory in the order of names.
// Directories exist also where the archive only has files in them.
type tree struct {
	nodes map[string]*node
	dirs  map[string][]*node
}

type node struct {
	path  string
	file  *File // nil for a directory that the archive does not name
	isDir bool
	isDup bool
}

// tidy makes a path of an archive's name that stays within the archive.
func tidy(name string) string {
	p := strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, `/`)), "/")
	for strings.HasPrefix(p, "../") {
		p = p[3:]
	}
	return p
}

func (z *Reader) files() *tree {
	z.treeOnce.Do(func() {
		t := tree{map[string]*node{}, map[string][]*node{}}
		implied := map[string]bool{}
		for _, f := range z.File {
			name := tidy(f.Name)
			if name == "" {
				continue
			}
			if n := t.nodes[name]; n != nil {
				n.isDup = true
				continue
			}
			t.nodes[name] = &node{path: name, file: f, isDir: f.isDir()}
			for dir := name; strings.Contains(dir, "/"); {
				dir = dir[:strings.LastIndexByte(dir, '/')]
				implied[dir] = true
			}
		}
		for dir := range implied {
			if n := t.nodes[dir]; n == nil {
				t.nodes[dir] = &node{path: dir, isDir: true}
			} else if !n.isDir {
				n.isDup = true
			}
		}
		for _, n := range t.nodes {
			dir := "."
			if i := strings.LastIndexByte(n.path, '/'); i >= 0 {
				dir = n.path[:i]
			}
			t.dirs[dir] = append(t.dirs[dir], n)
		}
		for _, in := range t.dirs {
			slices.SortFunc(in, func(a, b *node) int { return strings.Compare(a.Name(), b.Name()) })
		}
		z.tree = t
	})
	return &z.tree
}

// Open opens a file of the archive by its path, as fs.FS demands.
func (r *Reader) Open(name string) (fs.File, error) {
	t := r.files()
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if name == "." {
		return &openDir{n: &node{path: "./", isDir: true}, in: t.dirs["."]}, nil
	}
	n := t.nodes[name]
	if n == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if n.isDir {
		return &openDir{n: n, in: t.dirs[name]}, nil
	}
	rc, err := n.file.Open()
	if err != nil {
		return nil, err
	}
	return rc.(fs.File), nil
}

// A node is what a directory says of itself.

func (n *node) Name() string               { return path.Base(n.path) }
func (n *node) Size() int64                { return 0 }
func (n *node) Mode() fs.FileMode          { return fs.ModeDir | 0555 }
func (n *node) Type() fs.FileMode          { return fs.ModeDir }
func (n *node) IsDir() bool                { return true }
func (n *node) Sys() any                   { return nil }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) String() string             { return fs.FormatDirEntry(n) }

func (n *node) ModTime() time.Time {
	if n.file == nil {
		return time.Time{}
	}
	return n.file.Modified.UTC()
}

type infoAndEntry interface {
	fs.FileInfo
	fs.DirEntry
}

func (n *node) stat() (infoAndEntry, error) {
	if n.isDup {
		return nil, errors.New(n.path + ": duplicate entries in zip file")
	}
	if !n.isDir {
		return headerInfo{&n.file.FileHeader}, nil
	}
	return n, nil
}

type openDir struct {
	n    *node
	in   []*node
	from int
}

func (d *openDir) Close() error { return nil }

func (d *openDir) Stat() (fs.FileInfo, error) {
	info, err := d.n.stat()
	if err != nil {
		return nil, err
	}
	return info, nil
}

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.n.path, Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.in) - d.from
	if count > 0 {
		n = min(n, count)
	}
	if n == 0 {
		if count > 0 {
			return nil, io.EOF
		}
		return nil, nil
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		at := d.in[d.from+i]
		info, err := at.stat()
		if err != nil {
			return nil, err
		}
		if info.Name() == "." || !fs.ValidPath(info.Name()) {
			return nil, &fs.PathError{Op: "readdir", Path: d.n.path, Err: fmt.Errorf("invalid file name: %v", at.path)}
		}
		list[i] = info
	}
	d.from += n
	return list, nil
}
