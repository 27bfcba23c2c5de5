// Package template is text/template for HTML: what a template is filled with can do no harm.
//
// Before a template is executed, the places of its actions are found out, and their values escaped as is right there:
// in text, in attributes, in addresses, in scripts and in style sheets.
package template

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"text/template"
	"text/template/parse"
)

// A Template is one that may have been parsed, with those that it can call.
type Template struct {
	escapeErr error // errEscaped: it is safe
	text      *template.Template
	Tree      *parse.Tree // safe after the first execution
	*set
}

var errEscaped = errors.New("template escaped correctly")

// A set is what templates that know each other share.
type set struct {
	mu        sync.Mutex
	templates map[string]*Template
	escaped   bool // one was executed
	esc       *escaper
}

func newSet() *set {
	s := &set{templates: map[string]*Template{}}
	s.esc = newEscaper(s)
	return s
}

// any is one of the set's templates.
func (s *set) any() *Template {
	for _, t := range s.templates {
		return t
	}
	panic("no templates in name space")
}

// FuncMap is text/template's.
type FuncMap = template.FuncMap

// New returns a Template with nothing in it.
func New(name string) *Template {
	t := &Template{text: template.New(name), set: newSet()}
	t.templates[name] = t
	return t
}

// Must panics where err is not nil.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

// New returns a template that shares all with t. One that has the name goes out of the set.
func (t *Template) New(name string) *Template {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.enter(name)
}

func (t *Template) enter(name string) *Template {
	n := &Template{text: t.text.New(name), set: t.set}
	if old := t.templates[name]; old != nil {
		*old = *New(old.Name())
	}
	n.templates[name] = n
	return n
}

// Name is the template's name.
func (t *Template) Name() string { return t.text.Name() }

// Templates are all that t can call, t itself included.
func (t *Template) Templates() []*Template {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make([]*Template, 0, len(t.templates))
	for _, other := range t.templates {
		all = append(all, other)
	}
	return all
}

// Option sets options: missingkey=default, invalid, zero or error.
func (t *Template) Option(opt ...string) *Template {
	t.text.Option(opt...)
	return t
}

// Funcs adds functions, before they are used.
func (t *Template) Funcs(funcMap FuncMap) *Template {
	t.text.Funcs(funcMap)
	return t
}

// Delims sets the delimiters; empty ones are {{ and }}.
func (t *Template) Delims(left, right string) *Template {
	t.text.Delims(left, right)
	return t
}

// Lookup is the template of the name, or nil.
func (t *Template) Lookup(name string) *Template {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.templates[name]
}

// DefinedTemplates lists the templates for an error, or is "".
func (t *Template) DefinedTemplates() string { return t.text.DefinedTemplates() }

// Execute fills the template in and writes it.
func (t *Template) Execute(wr io.Writer, data any) error {
	if err := t.escape(); err != nil {
		return err
	}
	return t.text.Execute(wr, data)
}

func (t *Template) escape() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.escaped = true
	switch {
	case t.escapeErr == errEscaped:
		return nil
	case t.escapeErr != nil:
		return t.escapeErr
	case t.Tree == nil:
		return fmt.Errorf("template: %q is an incomplete or empty template", t.Name())
	}
	return t.set.escape(t, t.Name())
}

// ExecuteTemplate fills the template of the name in and writes it.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	named, err := t.safe(name)
	if err != nil {
		return err
	}
	return named.text.Execute(wr, data)
}

func (t *Template) safe(name string) (*Template, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.escaped = true
	named := t.templates[name]
	switch {
	case named == nil:
		return nil, fmt.Errorf("html/template: %q is undefined", name)
	case named.escapeErr == errEscaped:
		return named, nil
	case named.escapeErr != nil:
		return nil, named.escapeErr
	case named.text.Tree == nil || named.text.Root == nil:
		return nil, fmt.Errorf("html/template: %q is an incomplete template", name)
	case t.text.Lookup(name) == nil:
		panic("html/template internal error: template escaping out of sync")
	}
	return named, t.set.escape(named, name)
}

// canParse is an error where a template of the set was executed.
func (t *Template) canParse() error {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.escaped {
		return errors.New("html/template: cannot Parse after Execute")
	}
	return nil
}

// Parse makes t the template of the text, and adds those that the text defines.
func (t *Template) Parse(text string) (*Template, error) {
	if err := t.canParse(); err != nil {
		return nil, err
	}
	parsed, err := t.text.Parse(text)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, other := range parsed.Templates() {
		own := t.templates[other.Name()]
		if own == nil {
			own = t.enter(other.Name())
		}
		own.text, own.Tree = other, other.Tree
	}
	return t, nil
}

// AddParseTree makes a template of a tree.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	if err := t.canParse(); err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	text, err := t.text.AddParseTree(name, tree)
	if err != nil {
		return nil, err
	}
	added := &Template{text: text, Tree: text.Tree, set: t.set}
	t.templates[name] = added
	return added, nil
}

// Clone returns a copy of t and of the templates that it can call, if none was executed.
func (t *Template) Clone() (*Template, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	executed := fmt.Errorf("html/template: cannot Clone %q after it has executed", t.Name())
	if t.escapeErr != nil {
		return nil, executed
	}
	text, err := t.text.Clone()
	if err != nil {
		return nil, err
	}
	c := &Template{text: text, Tree: text.Tree, set: newSet()}
	c.templates[c.Name()] = c
	for _, other := range text.Templates() {
		from := t.templates[other.Name()]
		if from == nil || from.escapeErr != nil {
			return nil, executed
		}
		other.Tree = other.Tree.Copy()
		c.templates[other.Name()] = &Template{text: other, Tree: other.Tree, set: c.set}
	}
	return c.templates[c.Name()], nil
}

// parseFiles parses texts that read gives, each as the template of its file's name.
func parseFiles(t *Template, names []string, read func(string) (string, []byte, error)) (*Template, error) {
	if err := t.canParse(); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("html/template: no files named in call to ParseFiles")
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
func ParseFiles(filenames ...string) (*Template, error) { return parseFiles(nil, filenames, readFile) }

// ParseFiles parses files, and adds their templates.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	return parseFiles(t, filenames, readFile)
}

func parseGlob(t *Template, pattern string) (*Template, error) {
	if err := t.canParse(); err != nil {
		return nil, err
	}
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("html/template: pattern matches no files: %#q", pattern)
	}
	return parseFiles(t, names, readFile)
}

// ParseGlob parses the files that fit the pattern.
func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }

// ParseGlob parses the files that fit the pattern, and adds their templates.
func (t *Template) ParseGlob(pattern string) (*Template, error) { return parseGlob(t, pattern) }

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
	return parseFiles(t, names, func(file string) (string, []byte, error) {
		b, err := fs.ReadFile(fsys, file)
		return path.Base(file), b, err
	})
}

// ParseFS is ParseGlob in a file system.
func ParseFS(fs fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fs, patterns) }

// ParseFS is ParseGlob in a file system.
func (t *Template) ParseFS(fs fs.FS, patterns ...string) (*Template, error) {
	return parseFS(t, fs, patterns)
}

// IsTrue reports whether a value is true for if. ok: that can be said of it.
func IsTrue(val any) (truth, ok bool) { return template.IsTrue(val) }

// HTMLEscape writes a text with HTML's special bytes escaped.
func HTMLEscape(w io.Writer, b []byte) { template.HTMLEscape(w, b) }

// HTMLEscapeString returns the text with HTML's special bytes escaped.
func HTMLEscapeString(s string) string { return template.HTMLEscapeString(s) }

// HTMLEscaper is HTMLEscapeString of what fmt.Print would write.
func HTMLEscaper(args ...any) string { return template.HTMLEscaper(args...) }

// JSEscape writes a text as it may stand in JavaScript's strings.
func JSEscape(w io.Writer, b []byte) { template.JSEscape(w, b) }

// JSEscapeString returns the text as it may stand in JavaScript's strings.
func JSEscapeString(s string) string { return template.JSEscapeString(s) }

// JSEscaper is JSEscapeString of what fmt.Print would write.
func JSEscaper(args ...any) string { return template.JSEscaper(args...) }

// URLQueryEscaper returns what fmt.Print would write as it may stand in an address's query.
func URLQueryEscaper(args ...any) string { return template.URLQueryEscaper(args...) }
