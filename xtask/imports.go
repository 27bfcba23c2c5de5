// Command imports prints which packages of Go's library import which: a line for each package, with its path, its name
// behind an equals sign where that is not the path's last element, and the numbers of the lines (from 0) of what it
// imports, without what is reached through another of them. `xtask api` writes src/types/go_imports.txt with it.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
)

type pkg struct {
	name    string
	imports []string
	// All that is reached, itself excluded.
	reached map[string]bool
}

func main() {
	out, err := exec.Command(os.Args[1], "list", "-f", "{{.ImportPath}} {{.Name}} {{join .Imports \" \"}}", "std").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	packages := map[string]*pkg{"unsafe": {name: "unsafe"}}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		packages[words[0]] = &pkg{name: words[1], imports: words[2:]}
	}
	var paths []string
	for p := range packages {
		reach(packages, p)
		paths = append(paths, p)
	}
	slices.Sort(paths)
	for _, p := range paths {
		words := []string{p}
		if name := packages[p].name; name != path.Base(p) {
			words = append(words, "="+name)
		}
		for _, q := range packages[p].imports {
			through := func(r string) bool { return packages[r].reached[q] }
			if !slices.ContainsFunc(packages[p].imports, through) {
				i, _ := slices.BinarySearch(paths, q)
				words = append(words, fmt.Sprint(i))
			}
		}
		fmt.Println(strings.Join(words, " "))
	}
}

func reach(packages map[string]*pkg, p string) map[string]bool {
	of := packages[p]
	if of.reached == nil {
		of.reached = map[string]bool{}
		for _, q := range of.imports {
			of.reached[q] = true
			for r := range reach(packages, q) {
				of.reached[r] = true
			}
		}
	}
	return of.reached
}
