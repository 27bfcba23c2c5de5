// Package path: paths with forward slashes.
package path

import (
	"errors"
	"internal/glob"
)

// ErrBadPattern: a malformed pattern.
var ErrBadPattern = errors.New("syntax error in pattern")

// Clean is the shortest path equal to path by text alone.
func Clean(path string) string

func lastSlash(path string) int {
	i := len(path) - 1
	for i >= 0 && path[i] != '/' {
		i--
	}
	return i
}

// Split cuts after the last slash.
func Split(path string) (dir, file string) {
	i := lastSlash(path)
	return path[:i+1], path[i+1:]
}

// Join joins elements that are not empty with slashes, and cleans.
func Join(elem ...string) string

// Ext is the ending of the last element, from its last dot.
func Ext(path string) string

// Base is the last element.
func Base(path string) string

func IsAbs(path string) bool { return len(path) > 0 && path[0] == '/' }

// Dir is all but the last element.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// Match says whether name matches a shell pattern: * ? [a-z] \c.
func Match(pattern, name string) (matched bool, err error) {
	matched, bad := glob.Match(pattern, name, true)
	if bad {
		return false, ErrBadPattern
	}
	return matched, nil
}
