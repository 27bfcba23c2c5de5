// Package filepath works on the names of files as the operating system has them (here: with slashes).
package filepath

import (
	"errors"
	shell "internal/glob"
	"io/fs"
	"os"
	slash "path"
	"slices"
	"strings"
	"syscall"
)

const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

var (
	// ErrBadPattern says that a pattern is malformed.
	ErrBadPattern = errors.New("syntax error in pattern")
	// SkipDir, from a WalkFunc, leaves out a directory.
	SkipDir error = fs.SkipDir
	// SkipAll, from a WalkFunc, ends the walk.
	SkipAll error = fs.SkipAll
)

// WalkFunc is called for each file that Walk meets.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Clean gives the shortest name that means the same.
func Clean(path string) string { return slash.Clean(path) }

// IsLocal reports whether name stays within the directory it is used in, looking at the name alone.
func IsLocal(path string) bool {
	if IsAbs(path) || path == "" {
		return false
	}
	depth := 0
	for part := range strings.SplitSeq(path, "/") {
		switch part {
		case "", ".":
		case "..":
			depth--
			if depth < 0 {
				return false
			}
		default:
			depth++
		}
	}
	return true
}

// Localize turns a slash-separated path into a name of the system.
func Localize(path string) (string, error) {
	if !fs.ValidPath(path) || strings.IndexByte(path, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return path, nil
}

// ToSlash and FromSlash change nothing where the separator is a slash.
func ToSlash(path string) string { return path }

// FromSlash changes nothing where the separator is a slash.
func FromSlash(path string) string { return path }

// SplitList takes a list such as PATH apart.
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, string(ListSeparator))
}

// Split cuts name behind its last separator.
func Split(path string) (dir, file string) { return slash.Split(path) }

// Join joins elements and cleans the result.
func Join(elem ...string) string { return slash.Join(elem...) }

// Ext gives the ending from the last dot on.
func Ext(path string) string { return slash.Ext(path) }

// Base gives the last element.
func Base(path string) string { return slash.Base(path) }

// Dir gives all but the last element.
func Dir(path string) string { return slash.Dir(path) }

// IsAbs reports whether name is absolute.
func IsAbs(path string) bool { return slash.IsAbs(path) }

// VolumeName is empty on this system.
func VolumeName(path string) string { return "" }

// Abs makes name absolute.
func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(dir, path), nil
}

// Rel gives a name that, joined to basepath, is targpath.
func Rel(basePath, targPath string) (string, error) {
	base, target := Clean(basePath), Clean(targPath)
	if target == base {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if IsAbs(base) != IsAbs(target) {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	var from, to []string
	if s := strings.Trim(base, "/"); s != "" {
		from = strings.Split(s, "/")
	}
	if s := strings.Trim(target, "/"); s != "" && s != "." {
		to = strings.Split(s, "/")
	}
	same := 0
	for same < len(from) && same < len(to) && from[same] == to[same] {
		same++
	}
	for _, part := range from[same:] {
		if part == ".." {
			return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
		}
	}
	var parts []string
	for range from[same:] {
		parts = append(parts, "..")
	}
	parts = append(parts, to[same:]...)
	if len(parts) == 0 {
		return ".", nil
	}
	return strings.Join(parts, "/"), nil
}

// EvalSymlinks follows all symbolic links.
func EvalSymlinks(path string) (string, error) {
	links := 0
	rest := path
	done := ""
	if IsAbs(path) {
		done = "/"
	}
	for rest != "" {
		part, after, more := strings.Cut(rest, "/")
		rest = after
		if part == "" || part == "." {
			continue
		}
		if part == ".." {
			switch {
			case done == "/":
			case done == "" || Base(done) == "..":
				done = Join(done, "..")
			default:
				done = Dir(done)
				if done == "." {
					done = ""
				}
			}
			continue
		}
		next := Join(done, part)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && more {
				return "", syscall.ENOTDIR
			}
			done = next
			continue
		}
		links++
		if links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		link, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		if IsAbs(link) {
			done = "/"
		}
		if more {
			link += "/" + rest
		}
		rest = link
	}
	return Clean(done), nil
}

// Match reports whether name matches a pattern with *, ?, [] and \.
func Match(pattern, name string) (matched bool, err error) {
	matched, bad := shell.Match(pattern, name, false)
	if bad {
		return false, ErrBadPattern
	}
	return matched, nil
}

func hasMeta(name string) bool { return strings.ContainsAny(name, `*?[\`) }

// Glob gives the names of all files that match pattern, sorted within a directory.
func Glob(pattern string) (matches []string, err error) { return glob(pattern, 0) }

func glob(pattern string, depth int) (matches []string, err error) {
	if depth == 10000 {
		return nil, ErrBadPattern
	}
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
		return globDir(dir, file, nil)
	}
	if dir == pattern {
		return nil, ErrBadPattern
	}
	dirs, err := glob(dir, depth+1)
	if err != nil {
		return nil, err
	}
	for _, d := range dirs {
		matches, err = globDir(d, file, matches)
		if err != nil {
			return matches, err
		}
	}
	return matches, nil
}

func globDir(dir, pattern string, matches []string) ([]string, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return matches, nil
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		matched, err := Match(pattern, e.Name())
		if err != nil {
			return matches, err
		}
		if matched {
			matches = append(matches, Join(dir, e.Name()))
		}
	}
	return matches, nil
}

// WalkDir calls fn for each file and directory below root, in the order of their names.
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

func walkDir(name string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(name, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			err = nil
		}
		return err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		err = fn(name, d, err)
		if err != nil {
			if err == SkipDir && d.IsDir() {
				err = nil
			}
			return err
		}
	}
	for _, e := range entries {
		if err := walkDir(Join(name, e.Name()), e, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

// Walk is WalkDir with the information of each file.
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

func walk(name string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(name, info, nil)
	}
	names, err := dirNames(name)
	err1 := fn(name, info, err)
	if err != nil || err1 != nil {
		return err1
	}
	for _, n := range names {
		file := Join(name, n)
		info, err := os.Lstat(file)
		if err != nil {
			if err := fn(file, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err = walk(file, info, fn); err != nil && (!info.IsDir() || err != SkipDir) {
			return err
		}
	}
	return nil
}

func dirNames(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	slices.Sort(names)
	return names, nil
}

// HasPrefix is strings.HasPrefix: it knows nothing of separators.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }
