// Package template fills texts in with data.
//
// A text is copied but for its actions, which stand between {{ and }}: fields of the data, calls of methods and functions,
// conditions, loops, other templates.
package template

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"text/template/parse"
)

// common is what templates that know each other share.
type common struct {
	mu      sync.RWMutex // of tmpl
	tmpl    map[string]*Template
	missing missingKey
	muFuncs sync.RWMutex
	funcs   FuncMap
}

// missingKey says what a key that a map does not have gives.
type missingKey int

const (
	missingInvalid missingKey = iota
	missingZero
	missingError
)

// A Template is one that may have been parsed, with those that it can call.
type Template struct {
	name string
	*parse.Tree
	*common
	left, right string
}

// New returns a Template with nothing in it.
func New(name string) *Template { return &Template{name: name} }

// Must panics where err is not nil.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

// Name is the template's name.
func (t *Template) Name() string { return t.name }

func (t *Template) init() {
	if t.common == nil {
		t.common = &common{tmpl: map[string]*Template{}, funcs: FuncMap{}}
	}
}

// New returns a template that shares all with t.
func (t *Template) New(name string) *Template {
	t.init()
	return &Template{name: name, common: t.common, left: t.left, right: t.right}
}

// Clone returns a copy of t and of the templates that it can call.
func (t *Template) Clone() (*Template, error) {
	c := &Template{name: t.name, Tree: t.Tree, left: t.left, right: t.right}
	c.init()
	if t.common == nil {
		return c, nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	c.missing = t.missing
	for name, other := range t.tmpl {
		if name == t.name {
			c.tmpl[name] = c
			continue
		}
		c.tmpl[name] = &Template{name: other.name, Tree: other.Tree, common: c.common, left: other.left, right: other.right}
	}
	t.muFuncs.RLock()
	defer t.muFuncs.RUnlock()
	maps.Copy(c.funcs, t.funcs)
	return c, nil
}

// AddParseTree makes a template of a tree, t itself if it has the name.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	t.init()
	t.mu.Lock()
	defer t.mu.Unlock()
	to := t
	if name != t.name {
		to = t.New(name)
	}
	if t.associate(to, tree) || to.Tree == nil {
		to.Tree = tree
	}
	return to, nil
}

// associate enters a template under its name; false: there is one already, and the tree has nothing in it.
func (t *Template) associate(to *Template, tree *parse.Tree) bool {
	if old := t.tmpl[to.name]; old != nil && old.Tree != nil && parse.IsEmptyTree(tree.Root) {
		return false
	}
	t.tmpl[to.name] = to
	return true
}

// Templates are all that t can call, t itself included if it was parsed.
func (t *Template) Templates() []*Template {
	if t.common == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	all := make([]*Template, 0, len(t.tmpl))
	for _, other := range t.tmpl {
		all = append(all, other)
	}
	return all
}

// Delims sets the delimiters; empty ones are {{ and }}.
func (t *Template) Delims(left, right string) *Template {
	t.init()
	t.left, t.right = left, right
	return t
}

// Funcs adds functions, before they are used.
func (t *Template) Funcs(funcMap FuncMap) *Template {
	t.init()
	t.muFuncs.Lock()
	defer t.muFuncs.Unlock()
	for name, f := range funcMap {
		checkFunc(name, f)
		t.funcs[name] = f
	}
	return t
}

// Lookup is the template of the name, or nil.
func (t *Template) Lookup(name string) *Template {
	if t.common == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.tmpl[name]
}

// Parse makes t the template of the text, and adds those that the text defines.
func (t *Template) Parse(text string) (*Template, error) {
	t.init()
	t.muFuncs.RLock()
	trees, err := parse.Parse(t.name, text, t.left, t.right, t.funcs, builtins())
	t.muFuncs.RUnlock()
	if err != nil {
		return nil, err
	}
	for name, tree := range trees {
		if _, err := t.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Option sets options: missingkey=default, invalid, zero or error.
func (t *Template) Option(opt ...string) *Template {
	t.init()
	for _, o := range opt {
		switch o {
		case "":
			panic("empty option string")
		case "missingkey=invalid", "missingkey=default":
			t.missing = missingInvalid
		case "missingkey=zero":
			t.missing = missingZero
		case "missingkey=error":
			t.missing = missingError
		default:
			panic("unrecognized option: " + o)
		}
	}
	return t
}

// DefinedTemplates lists the templates for an error, or is "".
func (t *Template) DefinedTemplates() string {
	if t.common == nil {
		return ""
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	var names []string
	for name, other := range t.tmpl {
		if other.Tree != nil && other.Root != nil {
			names = append(names, fmt.Sprintf("%q", name))
		}
	}
	if names == nil {
		return ""
	}
	return "; defined templates are: " + strings.Join(names, ", ")
}

// files parses texts that read gives, each as the template of its file's name.
func files(t *Template, names []string, read func(string) (string, []byte, error)) (*Template, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("template: no files named in call to ParseFiles")
	}
	for _, file := range names {
		name, text, err := read(file)
		if err != nil {
			return nil, err
		}
		if t == nil {
			t = New(name)
		}
		to := t
		if name != t.Name() {
			to = t.New(name)
		}
		if _, err := to.Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func readFile(file string) (string, []byte, error) {
	b, err := os.ReadFile(file)
	return filepath.Base(file), b, err
}

// ParseFiles parses files; the result is the template of the first.
func ParseFiles(filenames ...string) (*Template, error) { return files(nil, filenames, readFile) }

// ParseFiles parses files, and adds their templates.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	t.init()
	return files(t, filenames, readFile)
}

func glob(t *Template, pattern string) (*Template, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
	}
	return files(t, names, readFile)
}

// ParseGlob parses the files that fit the pattern.
func ParseGlob(pattern string) (*Template, error) { return glob(nil, pattern) }

// ParseGlob parses the files that fit the pattern, and adds their templates.
func (t *Template) ParseGlob(pattern string) (*Template, error) {
	t.init()
	return glob(t, pattern)
}

func parseFS(t *Template, fsys fs.FS, patterns []string) (*Template, error) {
	var names []string
	for _, pattern := range patterns {
		list, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
		}
		names = append(names, list...)
	}
	return files(t, names, func(file string) (string, []byte, error) {
		b, err := fs.ReadFile(fsys, file)
		return path.Base(file), b, err
	})
}

// ParseFS is ParseGlob in a file system.
func ParseFS(fsys fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fsys, patterns) }

// ParseFS is ParseGlob in a file system.
func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	t.init()
	return parseFS(t, fsys, patterns)
}
