package main

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
)

func rooms() string {
	var s string
	for range random.IntN(pick(3, 6, 12)) {
		s += pick("/", "/", "a", "b.go", ".", "..", "//", "*", "[a-c]", "[^a]", "?", "é", `\`, "", "\x00", "\xff", " ", "...", ".x.", "./", "../")
	}
	return s
}

// glob is a pattern; what gives a name that may match it.
func glob() string {
	var s string
	for range random.IntN(6) {
		s += pick("a", "b", "*", "?", "[ab]", "[^a]", "[a-c]", "[^a-c-]", `[\]]`, `[\-x]`, "[", "]", "[]", "[-]", "[a-", `\`, `\*`, `\a`, "/", "é", "**", "[é-ÿ]", "[z-a]", ".", "\xff")
	}
	return s
}

func name() string {
	var s string
	for range random.IntN(6) {
		s += pick("a", "b", "c", "d", "/", "é", "-", "]", "*", `\`, "x", ".", "\xff", "日")
	}
	return s
}

func main() {
	run([]call{
		{"path", func() []any {
			p, q := rooms(), rooms()
			dir, file := path.Split(p)
			return []any{p, q, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), path.Join(p, q), path.Join(q, "", p, "x"), path.IsAbs(p), dir, file}
		}},
		{"Match", func() []any {
			p, n := glob(), name()
			ok, err := path.Match(p, n)
			ok2, err2 := filepath.Match(p, n)
			return []any{p, n, ok, err, ok2, err2}
		}},
		{"filepath", func() []any {
			p, q := rooms(), rooms()
			rel, err := filepath.Rel(p, q)
			local, lerr := filepath.Localize(p)
			dir, file := filepath.Split(p)
			return []any{p, q, filepath.Clean(p), rel, err, filepath.IsLocal(p), local, lerr, fmt.Sprintf("%q", filepath.SplitList(p+":"+q)), filepath.ToSlash(p), filepath.FromSlash(p), filepath.VolumeName(p), filepath.Join(p, q),
				filepath.Base(p), filepath.Dir(p), filepath.Ext(p), dir, file}
		}},
		{"fs", func() []any {
			p := rooms()
			mode := fs.FileMode(integer())
			return []any{p, fs.ValidPath(p), mode.String(), mode.Perm(), mode.Type(), mode.IsDir(), mode.IsRegular()}
		}},
	})
}
