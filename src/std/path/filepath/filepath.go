// Package filepath: paths of this system's files.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"sort"
	"syscall"
)

const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

var (
	ErrBadPattern = path.ErrBadPattern
	SkipDir       = fs.SkipDir
	SkipAll       = fs.SkipAll
)

type WalkFunc func(path string, info fs.FileInfo, err error) error

func Clean(p string) string                          { return path.Clean(p) }
func Join(elem ...string) string                     { return path.Join(elem...) }
func Split(p string) (dir, file string)              { return path.Split(p) }
func Ext(p string) string                            { return path.Ext(p) }
func Base(p string) string                           { return path.Base(p) }
func Dir(p string) string                            { return path.Dir(p) }
func IsAbs(p string) bool                            { return path.IsAbs(p) }
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }
func ToSlash(p string) string                        { return p }
func FromSlash(p string) string                      { return p }
func VolumeName(p string) string                     { return "" }

// IsLocal: below the directory it is used in, by text alone.
func IsLocal(p string) bool {
	if p == "" || IsAbs(p) {
		return false
	}
	p = Clean(p)
	return p != ".." && (len(p) < 3 || p[:3] != "../")
}

func Localize(p string) (string, error) {
	if !fs.ValidPath(p) {
		return "", errors.New("invalid path")
	}
	return p, nil
}

func SplitList(p string) []string {
	if p == "" {
		return []string{}
	}
	list := []string{}
	start := 0
	for i := range len(p) {
		if p[i] == ListSeparator {
			list = append(list, p[start:i])
			start = i + 1
		}
	}
	return append(list, p[start:])
}

func Abs(p string) (string, error) {
	if IsAbs(p) {
		return Clean(p), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(dir, p), nil
}

// Rel is a path to target from base.
func Rel(base, target string) (string, error) {
	b, t := Clean(base), Clean(target)
	if b == t {
		return ".", nil
	}
	if b == "." {
		b = ""
	}
	if IsAbs(b) != IsAbs(t) {
		return "", errors.New("Rel: can't make " + target + " relative to " + base)
	}
	// What is equal at the front, in whole elements.
	b0, bi, t0, ti := 0, 0, 0, 0
	for bi < len(b) && ti < len(t) {
		for bi < len(b) && b[bi] != '/' {
			bi++
		}
		for ti < len(t) && t[ti] != '/' {
			ti++
		}
		if t[t0:ti] != b[b0:bi] {
			break
		}
		if bi < len(b) {
			bi++
		}
		if ti < len(t) {
			ti++
		}
		b0, t0 = bi, ti
	}
	if b[b0:bi] == ".." {
		return "", errors.New("Rel: can't make " + target + " relative to " + base)
	}
	if b0 == len(b) {
		return t[t0:], nil
	}
	up := ".."
	for i := b0; i < len(b); i++ {
		if b[i] == '/' {
			up += "/.."
		}
	}
	if t0 != len(t) {
		up += "/" + t[t0:]
	}
	return up, nil
}

// EvalSymlinks follows all symbolic links of a path.
func EvalSymlinks(p string) (string, error) {
	rest := p
	done := ""
	if IsAbs(p) {
		done = "/"
	}
	for links := 0; rest != ""; {
		for rest != "" && rest[0] == '/' {
			rest = rest[1:]
		}
		i := 0
		for i < len(rest) && rest[i] != '/' {
			i++
		}
		element := rest[:i]
		rest = rest[i:]
		if element == "" || element == "." {
			continue
		}
		if element == ".." {
			done = Join(done, "..")
			continue
		}
		next := Join(done, element)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && rest != "" {
				return "", &fs.PathError{Op: "lstat", Path: next + rest, Err: syscall.ENOTDIR}
			}
			done = next
			continue
		}
		if links++; links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		to, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		rest = to + rest
		if IsAbs(to) {
			done = "/"
		}
	}
	return Clean(done), nil
}

// Walk visits a tree in lexical order, looking at each file.
func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(root, info, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(p string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(p, info, nil)
	}
	entries, err := os.ReadDir(p)
	err1 := fn(p, info, err)
	if err != nil || err1 != nil {
		return err1
	}
	for _, entry := range entries {
		name := Join(p, entry.Name())
		info, err := os.Lstat(name)
		if err != nil {
			if err := fn(name, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err := walk(name, info, fn); err != nil && (!info.IsDir() || err != SkipDir) {
			return err
		}
	}
	return nil
}

// WalkDir visits a tree in lexical order.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkDir(root, fs.FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walkDir(p string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(p, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			err = nil
		}
		return err
	}
	entries, err := os.ReadDir(p)
	if err != nil {
		if err = fn(p, d, err); err != nil {
			if err == SkipDir && d.IsDir() {
				err = nil
			}
			return err
		}
	}
	for _, entry := range entries {
		if err := walkDir(Join(p, entry.Name()), entry, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

// Glob: the files that match a pattern.
func Glob(pattern string) (matches []string, err error) {
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !hasMeta(pattern) {
		if _, err = os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	switch dir {
	case "":
		dir = "."
	case "/":
	default:
		dir = dir[:len(dir)-1]
	}
	if !hasMeta(dir) {
		return glob(dir, file, nil)
	}
	if dir == pattern {
		return nil, ErrBadPattern
	}
	dirs, err := Glob(dir)
	for _, d := range dirs {
		if matches, err = glob(d, file, matches); err != nil {
			return
		}
	}
	return
}

func hasMeta(p string) bool {
	for _, c := range []byte(p) {
		if c == '*' || c == '?' || c == '[' || c == '\\' {
			return true
		}
	}
	return false
}

func glob(dir, pattern string, matches []string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return matches, nil
	}
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	sort.Strings(names)
	for _, name := range names {
		ok, err := Match(pattern, name)
		if err != nil {
			return matches, err
		}
		if ok {
			matches = append(matches, Join(dir, name))
		}
	}
	return matches, nil
}

// HasPrefix compares texts, not paths.
func HasPrefix(p, prefix string) bool { return len(p) >= len(prefix) && p[:len(prefix)] == prefix }
