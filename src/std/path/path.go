// Package path: paths with forward slashes.
package path

import (
	"errors"
	"internal/glob"
)

// ErrBadPattern: a malformed pattern.
var ErrBadPattern = errors.New("syntax error in pattern")

// Clean is the shortest path equal to path by text alone.
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	out := make([]byte, 0, len(path))
	if rooted {
		out = append(out, '/')
	}
	// Nothing before keep is taken back by "..".
	keep := len(out)
	for i := 0; i < len(path); {
		if path[i] == '/' {
			i++
			continue
		}
		j := i
		for j < len(path) && path[j] != '/' {
			j++
		}
		element := path[i:j]
		i = j
		switch {
		case element == ".":
		case element == ".." && len(out) > keep:
			cut := len(out) - 1
			for cut > keep && out[cut] != '/' {
				cut--
			}
			out = out[:cut]
		case element == "..":
			if rooted {
				break
			}
			if len(out) > 0 {
				out = append(out, '/')
			}
			out = append(out, ".."...)
			keep = len(out)
		default:
			if rooted && len(out) > 1 || !rooted && len(out) > 0 {
				out = append(out, '/')
			}
			out = append(out, element...)
		}
	}
	if len(out) == 0 {
		return "."
	}
	return string(out)
}

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
func Join(elem ...string) string {
	joined := ""
	for _, e := range elem {
		if e == "" {
			continue
		}
		if joined != "" {
			joined += "/"
		}
		joined += e
	}
	if joined == "" {
		return ""
	}
	return Clean(joined)
}

// Ext is the ending of the last element, from its last dot.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

// Base is the last element.
func Base(path string) string {
	if path == "" {
		return "."
	}
	for len(path) > 0 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	path = path[lastSlash(path)+1:]
	if path == "" {
		return "/"
	}
	return path
}

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
