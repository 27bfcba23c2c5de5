// Command locks prints which types of Go's library hold a lock, and what of them holds it: a line for each, the type's name and then
// what vet's check `copylocks` says that it contains. `xtask api` writes src/vet/go_locks.txt with it.
package main

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"log"
	"os"
	"os/exec"
	"sort"
	"strings"
)

var locker *types.Interface

func init() {
	nullary := types.NewSignatureType(nil, nil, nil, nil, nil, false)
	locker = types.NewInterfaceType([]*types.Func{types.NewFunc(0, nil, "Lock", nullary), types.NewFunc(0, nil, "Unlock", nullary)}, nil).Complete()
}

// path is the way from a type to the lock in it.
func path(t types.Type, seen map[types.Type]bool) []string {
	if seen[t] {
		return nil
	}
	seen[t] = true
	for {
		a, ok := t.Underlying().(*types.Array)
		if !ok {
			break
		}
		t = a.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	if types.Implements(types.NewPointer(t), locker) && !types.Implements(t, locker) {
		return []string{t.String()}
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "sync" && n.Obj().Name() == "noCopy" {
		return []string{t.String()}
	}
	for i := range s.NumFields() {
		if p := path(s.Field(i).Type(), seen); p != nil {
			return append([]string{t.String()}, p...)
		}
	}
	return nil
}

func main() {
	list, err := exec.Command(os.Args[1], "list", "std").Output()
	if err != nil {
		log.Fatal(err)
	}
	imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
	var out []string
	for _, p := range strings.Fields(string(list)) {
		if strings.Contains(p, "internal/") || strings.HasPrefix(p, "vendor/") {
			continue
		}
		pkg, err := imp.Import(p)
		if err != nil {
			log.Fatal(p, err)
		}
		for _, n := range pkg.Scope().Names() {
			tn, ok := pkg.Scope().Lookup(n).(*types.TypeName)
			if !ok || !tn.Exported() || tn.IsAlias() {
				continue
			}
			if l := path(tn.Type(), map[types.Type]bool{}); len(l) > 1 {
				out = append(out, p+"."+n+" "+strings.Join(l[1:], " contains "))
			}
		}
	}
	sort.Strings(out)
	fmt.Println(strings.Join(out, "\n"))
}
