// Package fs: what a file system is.
package fs

import (
	"errors"
	"internal/core/io"
	"internal/oserror"
	"path"
	"time"
)

type FS interface {
	Open(name string) (File, error)
}

type File interface {
	Stat() (FileInfo, error)
	Read([]byte) (int, error)
	Close() error
}

type ReadDirFile interface {
	File
	ReadDir(n int) ([]DirEntry, error)
}

type DirEntry interface {
	Name() string
	IsDir() bool
	Type() FileMode
	Info() (FileInfo, error)
}

type FileInfo interface {
	Name() string
	Size() int64
	Mode() FileMode
	ModTime() time.Time
	IsDir() bool
	Sys() any
}

type ReadFileFS interface {
	FS
	ReadFile(name string) ([]byte, error)
}

type ReadDirFS interface {
	FS
	ReadDir(name string) ([]DirEntry, error)
}

type StatFS interface {
	FS
	Stat(name string) (FileInfo, error)
}

type SubFS interface {
	FS
	Sub(dir string) (FS, error)
}

type GlobFS interface {
	FS
	Glob(pattern string) ([]string, error)
}

type ReadLinkFS interface {
	FS
	ReadLink(name string) (string, error)
	Lstat(name string) (FileInfo, error)
}

var (
	ErrInvalid    = oserror.ErrInvalid
	ErrPermission = oserror.ErrPermission
	ErrExist      = oserror.ErrExist
	ErrNotExist   = oserror.ErrNotExist
	ErrClosed     = oserror.ErrClosed
)

// A FileMode is a file's kind and permissions.
type FileMode uint32

const (
	ModeDir FileMode = 1 << (32 - 1 - iota)
	ModeAppend
	ModeExclusive
	ModeTemporary
	ModeSymlink
	ModeDevice
	ModeNamedPipe
	ModeSocket
	ModeSetuid
	ModeSetgid
	ModeCharDevice
	ModeSticky
	ModeIrregular

	ModeType          = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular
	ModePerm FileMode = 0777
)

func (m FileMode) String() string {
	const kinds, bits = "dalTLDpSugct?", "rwxrwxrwx"
	var buf []byte
	for i, c := range []byte(kinds) {
		if m&(1<<uint(31-i)) != 0 {
			buf = append(buf, c)
		}
	}
	if len(buf) == 0 {
		buf = append(buf, '-')
	}
	for i, c := range []byte(bits) {
		if m&(1<<uint(8-i)) == 0 {
			c = '-'
		}
		buf = append(buf, c)
	}
	return string(buf)
}

func (m FileMode) IsDir() bool     { return m&ModeDir != 0 }
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }
func (m FileMode) Perm() FileMode  { return m & ModePerm }
func (m FileMode) Type() FileMode  { return m & ModeType }

// A PathError says what was done to which file, and what went wrong.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }
func (e *PathError) Unwrap() error { return e.Err }

func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// ValidPath: elements joined by slashes, without "", "." and ".."; or "." alone.
func ValidPath(name string) bool {
	if name == "." {
		return true
	}
	if !validUTF8(name) {
		return false
	}
	for {
		i := 0
		for i < len(name) && name[i] != '/' {
			i++
		}
		if element := name[:i]; element == "" || element == "." || element == ".." {
			return false
		}
		if i == len(name) {
			return true
		}
		name = name[i+1:]
	}
}

func validUTF8(name string) bool {
	for i, r := range name {
		if r == 0xFFFD && (i+3 > len(name) || name[i:i+3] != "\uFFFD") {
			return false
		}
	}
	return true
}

func ReadFile(fsys FS, name string) ([]byte, error) {
	if fsys, ok := fsys.(ReadFileFS); ok {
		return fsys.ReadFile(name)
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	size := 0
	if info, err := file.Stat(); err == nil {
		size = int(info.Size())
	}
	data := make([]byte, 0, size+1)
	for {
		if len(data) >= cap(data) {
			data = append(data[:cap(data)], 0)[:len(data)]
		}
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
	}
}

func ReadDir(fsys FS, name string) ([]DirEntry, error) {
	if fsys, ok := fsys.(ReadDirFS); ok {
		return fsys.ReadDir(name)
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	dir, ok := file.(ReadDirFile)
	if !ok {
		return nil, &PathError{"readdir", name, errors.New("not implemented")}
	}
	list, err := dir.ReadDir(-1)
	sortEntries(list)
	return list, err
}

func sortEntries(list []DirEntry) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].Name() < list[j-1].Name(); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func Stat(fsys FS, name string) (FileInfo, error) {
	if fsys, ok := fsys.(StatFS); ok {
		return fsys.Stat(name)
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return file.Stat()
}

func ReadLink(fsys FS, name string) (string, error) {
	if fsys, ok := fsys.(ReadLinkFS); ok {
		return fsys.ReadLink(name)
	}
	return "", &PathError{"readlink", name, ErrInvalid}
}

func Lstat(fsys FS, name string) (FileInfo, error) {
	if fsys, ok := fsys.(ReadLinkFS); ok {
		return fsys.Lstat(name)
	}
	return Stat(fsys, name)
}

// SkipDir and SkipAll end a walk's directory, or the whole walk.
var (
	SkipDir = errors.New("skip this directory")
	SkipAll = errors.New("skip everything and stop the walk")
)

type WalkDirFunc func(path string, d DirEntry, err error) error

// WalkDir visits a tree in lexical order.
func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	info, err := Stat(fsys, root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(fsys, root, FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	if err := fn(name, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			err = nil
		}
		return err
	}
	entries, err := ReadDir(fsys, name)
	if err != nil {
		if err = fn(name, d, err); err != nil {
			if err == SkipDir && d.IsDir() {
				err = nil
			}
			return err
		}
	}
	for _, entry := range entries {
		if err := walk(fsys, path.Join(name, entry.Name()), entry, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

type infoEntry struct{ info FileInfo }

func (e infoEntry) IsDir() bool             { return e.info.IsDir() }
func (e infoEntry) Type() FileMode          { return e.info.Mode().Type() }
func (e infoEntry) Info() (FileInfo, error) { return e.info, nil }
func (e infoEntry) Name() string            { return e.info.Name() }
func (e infoEntry) String() string          { return FormatDirEntry(e) }

func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return infoEntry{info}
}

// FormatFileInfo: "-rw-r--r-- 100 1970-01-01 12:00:00 hello.go".
func FormatFileInfo(info FileInfo) string {
	s := info.Mode().String() + " " + decimal(info.Size()) + " " + info.ModTime().Format(time.DateTime) + " " + info.Name()
	if info.IsDir() {
		s += "/"
	}
	return s
}

// decimal writes a number as strconv does, which this package must not import.
func decimal(n int64) string {
	digits := [20]byte{}
	at := len(digits)
	for rest := n; ; {
		at--
		digits[at] = byte('0' + max(rest%10, -(rest%10)))
		if rest /= 10; rest == 0 {
			break
		}
	}
	if n < 0 {
		at--
		digits[at] = '-'
	}
	return string(digits[at:])
}

// FormatDirEntry: "d subdir/", "- hello.go".
func FormatDirEntry(dir DirEntry) string {
	mode := dir.Type().String()
	s := mode[:len(mode)-9] + " " + dir.Name()
	if dir.IsDir() {
		s += "/"
	}
	return s
}

// Sub is the tree below dir.
func Sub(fsys FS, dir string) (FS, error) {
	if !ValidPath(dir) {
		return nil, &PathError{"sub", dir, ErrInvalid}
	}
	if dir == "." {
		return fsys, nil
	}
	if fsys, ok := fsys.(SubFS); ok {
		return fsys.Sub(dir)
	}
	return &subTree{fsys, dir}, nil
}

type subTree struct {
	fsys FS
	dir  string
}

func (t *subTree) full(op, name string) (string, error) {
	if !ValidPath(name) {
		return "", &PathError{op, name, ErrInvalid}
	}
	return path.Join(t.dir, name), nil
}

// shorten takes the tree's own path out of an error.
func (t *subTree) shorten(err error) error {
	if e, ok := err.(*PathError); ok {
		if e.Path == t.dir {
			e.Path = "."
		} else if n := len(t.dir); len(e.Path) > n+1 && e.Path[:n] == t.dir && e.Path[n] == '/' {
			e.Path = e.Path[n+1:]
		}
	}
	return err
}

func (t *subTree) Open(name string) (File, error) {
	full, err := t.full("open", name)
	if err != nil {
		return nil, err
	}
	file, err := t.fsys.Open(full)
	return file, t.shorten(err)
}

func (t *subTree) ReadDir(name string) ([]DirEntry, error) {
	full, err := t.full("read", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(t.fsys, full)
	return list, t.shorten(err)
}

func (t *subTree) ReadFile(name string) ([]byte, error) {
	full, err := t.full("read", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(t.fsys, full)
	return data, t.shorten(err)
}

func (t *subTree) Glob(pattern string) ([]string, error) {
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if pattern == "." {
		return []string{"."}, nil
	}
	names, err := Glob(t.fsys, t.dir+"/"+pattern)
	for i, name := range names {
		if len(name) < len(t.dir)+2 {
			return nil, errors.New("invalid result from inner fsys Glob: " + name + " not in " + t.dir)
		}
		names[i] = name[len(t.dir)+1:]
	}
	return names, t.shorten(err)
}

func (t *subTree) Lstat(name string) (FileInfo, error) {
	full, err := t.full("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(t.fsys, full)
	return info, t.shorten(err)
}

func (t *subTree) ReadLink(name string) (string, error) {
	full, err := t.full("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := ReadLink(t.fsys, full)
	return target, t.shorten(err)
}

func (t *subTree) Sub(dir string) (FS, error) {
	if dir == "." {
		return t, nil
	}
	full, err := t.full("sub", dir)
	if err != nil {
		return nil, err
	}
	return &subTree{t.fsys, full}, nil
}

// Glob: the names that match a pattern.
func Glob(fsys FS, pattern string) (matches []string, err error) {
	return globDeep(fsys, pattern, 0)
}

// deepestGlob is how many parts of a path are looked through one in the other.
const deepestGlob = 10000

func globDeep(fsys FS, pattern string, depth int) (matches []string, err error) {
	if depth > deepestGlob {
		return nil, path.ErrBadPattern
	}
	if fsys, ok := fsys.(GlobFS); ok {
		return fsys.Glob(pattern)
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if !hasMeta(pattern) {
		if _, err = Stat(fsys, pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := path.Split(pattern)
	if dir == "" {
		dir = "."
	} else {
		dir = dir[:len(dir)-1]
	}
	if !hasMeta(dir) {
		return globIn(fsys, dir, file, nil)
	}
	if dir == pattern {
		return nil, path.ErrBadPattern
	}
	dirs, err := globDeep(fsys, dir, depth+1)
	if err != nil {
		return nil, err
	}
	for _, d := range dirs {
		if matches, err = globIn(fsys, d, file, matches); err != nil {
			return
		}
	}
	return
}

func hasMeta(pattern string) bool {
	for _, c := range []byte(pattern) {
		if c == '*' || c == '?' || c == '[' || c == '\\' {
			return true
		}
	}
	return false
}

func globIn(fsys FS, dir, pattern string, matches []string) ([]string, error) {
	entries, err := ReadDir(fsys, dir)
	if err != nil {
		return matches, nil
	}
	for _, entry := range entries {
		ok, err := path.Match(pattern, entry.Name())
		if err != nil {
			return matches, err
		}
		if ok {
			matches = append(matches, path.Join(dir, entry.Name()))
		}
	}
	return matches, nil
}
