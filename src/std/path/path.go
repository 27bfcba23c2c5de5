// Package path: paths with forward slashes.
package path

import "errors"

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
	p, n := 0, 0
	star, starName := -1, 0
	for n < len(name) || p < len(pattern) {
		if p < len(pattern) {
			switch c := pattern[p]; c {
			case '*':
				star, starName = p, n
				p++
				continue
			case '?':
				if n < len(name) && name[n] != '/' {
					n += width(name[n:])
					p++
					continue
				}
			case '[':
				if n < len(name) {
					size := width(name[n:])
					hit, next, err := class(pattern, p, []rune(name[n : n+size])[0])
					if err != nil {
						return false, err
					}
					if hit && name[n] != '/' {
						n += size
						p = next
						continue
					}
				}
			case '\\':
				if p+1 >= len(pattern) {
					return false, ErrBadPattern
				}
				if n < len(name) && name[n] == pattern[p+1] {
					n++
					p += 2
					continue
				}
			default:
				if n < len(name) && name[n] == c {
					n++
					p++
					continue
				}
			}
		}
		// Let the last star take one more byte.
		if star >= 0 && starName < len(name) && name[starName] != '/' {
			starName++
			n, p = starName, star+1
			continue
		}
		return false, wellFormed(pattern, p)
	}
	return true, nil
}

// wellFormed checks what is left of a pattern that has not matched.
func wellFormed(pattern string, p int) error {
	for p < len(pattern) {
		switch pattern[p] {
		case '\\':
			if p+1 >= len(pattern) {
				return ErrBadPattern
			}
			p += 2
		case '[':
			_, next, err := class(pattern, p, 'x')
			if err != nil {
				return err
			}
			p = next
		default:
			p++
		}
	}
	return nil
}

func width(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// class reads the [..] at pattern[p]: whether r is in it, and where the pattern goes on.
func class(pattern string, p int, r rune) (hit bool, next int, err error) {
	p++
	negated := false
	if p < len(pattern) && pattern[p] == '^' {
		negated = true
		p++
	}
	for ranges := 0; ; ranges++ {
		if p < len(pattern) && pattern[p] == ']' && ranges > 0 {
			return hit != negated, p + 1, nil
		}
		var low, high rune
		if low, p, err = classRune(pattern, p); err != nil {
			return
		}
		high = low
		if p < len(pattern) && pattern[p] == '-' {
			if high, p, err = classRune(pattern, p+1); err != nil {
				return
			}
		}
		hit = hit || low <= r && r <= high
	}
}

func classRune(pattern string, p int) (rune, int, error) {
	if p >= len(pattern) || pattern[p] == '-' || pattern[p] == ']' {
		return 0, p, ErrBadPattern
	}
	if pattern[p] == '\\' {
		p++
		if p >= len(pattern) {
			return 0, p, ErrBadPattern
		}
	}
	size := width(pattern[p:])
	r := []rune(pattern[p : p+size])[0]
	if r == 0xFFFD && size == 1 {
		return 0, p, ErrBadPattern
	}
	p += size
	if p >= len(pattern) {
		return 0, p, ErrBadPattern
	}
	return r, p, nil
}
