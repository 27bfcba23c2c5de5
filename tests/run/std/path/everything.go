// Package path on clean and unclean paths.
package main

import (
	"fmt"
	"path"
)

func main() {
	for _, p := range []string{"", ".", "..", "/", "//", "a", "/a", "a/", "a//b/./c/..", "../../a", "/../a", "a/b.tar.gz", ".hidden", "a.b/c", "a\\b", "世/界.txt", "./../.", "a/../../b"} {
		dir, file := path.Split(p)
		fmt.Printf("%q: clean %q base %q dir %q ext %q abs %t split %q %q\n", p, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), path.IsAbs(p), dir, file)
	}
	for _, parts := range [][]string{nil, {""}, {"", ""}, {"a", "b"}, {"a/", "/b"}, {"a", "../b"}, {"/", "a"}, {"", "a", ""}, {"a", "..", ".."}} {
		fmt.Printf("%q ", path.Join(parts...))
	}
	fmt.Println()
	for _, c := range [][2]string{{"*", "abc"}, {"*", "a/b"}, {"a*c", "abbc"}, {"a?c", "a世c"}, {"[a-c]x", "bx"}, {"[^a-c]x", "bx"}, {"[", "a"}, {"[a", "a"}, {"[]a]", "]"}, {"[-]", "-"}, {"a[", "a"}, {"\\*", "*"}, {"\\", "a"},
		{"", ""}, {"*/*", "a/b"}, {"[a-", "x"}, {"[!a]", "!"}, {"a*b*c*d", "axbxcxd"}, {"***", ""}, {"[\\]]", "]"}, {"x[", "y"}} {
		ok, err := path.Match(c[0], c[1])
		fmt.Print(c, ok, err, err == path.ErrBadPattern, "; ")
	}
	fmt.Println()
}
