package fstest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing/iotest"
)

// TestFS walks a file system, opens and reads all of it in several ways, and says where it does not behave, or lacks what is expected.
func TestFS(fsys fs.FS, expected ...string) error {
	if err := test(fsys, expected); err != nil {
		return err
	}
	for _, name := range expected {
		dir, _, ok := strings.Cut(name, "/")
		if !ok {
			continue
		}
		var inside []string
		for _, name := range expected {
			if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
				inside = append(inside, rest)
			}
		}
		sub, err := fs.Sub(fsys, dir)
		if err != nil {
			return err
		}
		if err := test(sub, inside); err != nil {
			return fmt.Errorf("testing fs.Sub(fsys, %s): %w", dir, err)
		}
		break
	}
	return nil
}

func test(fsys fs.FS, expected []string) error {
	t := &tester{fsys: fsys, found: map[string]bool{}}
	t.dir(".")
	t.badOpens(".")
	delete(t.found, ".")
	if len(expected) == 0 && len(t.found) > 0 {
		list := slices.Sorted(maps.Keys(t.found))
		if len(list) > 15 {
			list = append(list[:10], "...")
		}
		t.failed("expected empty file system but found files:\n%s", strings.Join(list, "\n"))
	}
	for _, name := range expected {
		if !t.found[name] {
			t.failed("expected but not found: %s", name)
		}
	}
	if t.errors == nil {
		return nil
	}
	return fmt.Errorf("TestFS found errors:\n%w", errors.Join(t.errors...))
}

type tester struct {
	fsys   fs.FS
	errors []error
	found  map[string]bool
}

func (t *tester) failed(format string, args ...any) {
	t.errors = append(t.errors, fmt.Errorf(format, args...))
}

func (t *tester) open(dir string) fs.ReadDirFile {
	f, err := t.fsys.Open(dir)
	if err != nil {
		t.failed("%s: Open: %w", dir, err)
		return nil
	}
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		f.Close()
		t.failed("%s: Open returned File type %T, not a fs.ReadDirFile", dir, f)
		return nil
	}
	return d
}

func (t *tester) dir(dir string) {
	t.found[dir] = true
	d := t.open(dir)
	if d == nil {
		return
	}
	list, err := d.ReadDir(-1)
	if err != nil {
		d.Close()
		t.failed("%s: ReadDir(-1): %w", dir, err)
		return
	}
	for _, entry := range list {
		name := entry.Name()
		switch {
		case name == "." || name == ".." || name == "":
			t.failed("%s: ReadDir: child has invalid name: %#q", dir, name)
			continue
		case strings.Contains(name, "/"):
			t.failed("%s: ReadDir: child name contains slash: %#q", dir, name)
			continue
		case strings.Contains(name, `\`):
			t.failed("%s: ReadDir: child name contains backslash: %#q", dir, name)
			continue
		}
		full := name
		if dir != "." {
			full = dir + "/" + name
		}
		t.stat(full, entry)
		t.badOpens(full)
		switch entry.Type() {
		case fs.ModeDir:
			t.dir(full)
		case fs.ModeSymlink:
			t.found[full] = true
		default:
			t.file(full)
		}
	}
	more, err := d.ReadDir(-1)
	if len(more) > 0 || err != nil {
		d.Close()
		t.failed("%s: ReadDir(-1) at EOF = %d entries, %w, wanted 0 entries, nil", dir, len(more), err)
		return
	}
	if more, err = d.ReadDir(1); len(more) > 0 || err != io.EOF {
		d.Close()
		t.failed("%s: ReadDir(1) at EOF = %d entries, %w, wanted 0 entries, EOF", dir, len(more), err)
		return
	}
	if err := d.Close(); err != nil {
		t.failed("%s: Close: %w", dir, err)
	}
	d.Close() // must not panic
	t.again(dir, list)
}

// again reads a directory in other ways.
func (t *tester) again(dir string, list []fs.DirEntry) {
	d := t.open(dir)
	if d == nil {
		return
	}
	defer d.Close()
	other, err := d.ReadDir(-1)
	if err != nil {
		t.failed("%s: second Open+ReadDir(-1): %w", dir, err)
		return
	}
	t.same(dir, "first Open+ReadDir(-1) vs second Open+ReadDir(-1)", list, other)

	parts := t.open(dir)
	if parts == nil {
		return
	}
	defer parts.Close()
	other = nil
	for n := 1; ; n = 2 {
		part, err := parts.ReadDir(n)
		if len(part) > n {
			t.failed("%s: third Open: ReadDir(%d) after %d: %d entries (too many)", dir, n, len(other), len(part))
			return
		}
		other = append(other, part...)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.failed("%s: third Open: ReadDir(%d) after %d: %w", dir, n, len(other), err)
			return
		}
	}
	t.same(dir, "first Open+ReadDir(-1) vs third Open+ReadDir(1,2) loop", list, other)

	sorted := func(what string, list []fs.DirEntry) {
		for i := 0; i+1 < len(list); i++ {
			if a, b := list[i].Name(), list[i+1].Name(); a >= b {
				t.failed("%s: %s: list not sorted: %s before %s", dir, what, a, b)
			}
		}
	}
	if fsys, ok := t.fsys.(fs.ReadDirFS); ok {
		other, err := fsys.ReadDir(dir)
		if err != nil {
			t.failed("%s: fsys.ReadDir: %w", dir, err)
			return
		}
		t.same(dir, "first Open+ReadDir(-1) vs fsys.ReadDir", list, other)
		sorted("fsys.ReadDir", other)
	}
	if other, err = fs.ReadDir(t.fsys, dir); err != nil {
		t.failed("%s: fs.ReadDir: %w", dir, err)
		return
	}
	t.same(dir, "first Open+ReadDir(-1) vs fs.ReadDir", list, other)
	sorted("fs.ReadDir", other)
	t.glob(dir, other)
}

func shownEntry(e fs.DirEntry) string {
	return fmt.Sprintf("%s IsDir=%v Type=%v", e.Name(), e.IsDir(), e.Type())
}

func shownAsEntry(i fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Type=%v", i.Name(), i.IsDir(), i.Mode().Type())
}

func shownInfo(i fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Mode=%v Size=%d ModTime=%v", i.Name(), i.IsDir(), i.Mode(), i.Size(), i.ModTime())
}

// same compares two lists of a directory.
func (t *tester) same(dir, what string, a, b []fs.DirEntry) {
	check := func(e fs.DirEntry) {
		switch has := e.Type()&fs.ModeDir != 0; {
		case e.IsDir() && !has:
			t.failed("%s: ReadDir returned %s with IsDir() = true, Type() & ModeDir = 0", dir, e.Name())
		case has && !e.IsDir():
			t.failed("%s: ReadDir returned %s with IsDir() = false, Type() & ModeDir = ModeDir", dir, e.Name())
		}
	}
	old := map[string]fs.DirEntry{}
	for _, e := range a {
		old[e.Name()] = e
		check(e)
	}
	var diffs []string
	for _, e := range b {
		was := old[e.Name()]
		delete(old, e.Name())
		if was == nil {
			check(e)
			diffs = append(diffs, "+ "+shownEntry(e))
		} else if shownEntry(was) != shownEntry(e) {
			diffs = append(diffs, "- "+shownEntry(was), "+ "+shownEntry(e))
		}
	}
	for _, e := range old {
		diffs = append(diffs, "- "+shownEntry(e))
	}
	if diffs == nil {
		return
	}
	slices.SortFunc(diffs, func(x, y string) int {
		a, b := strings.Fields(x), strings.Fields(y)
		return strings.Compare(a[1]+" "+b[0], b[1]+" "+a[0])
	})
	t.failed("%s: diff %s:\n\t%s", dir, what, strings.Join(diffs, "\n\t"))
}

// glob looks for some of the directory's entries with patterns of many kinds.
func (t *tester) glob(dir string, list []fs.DirEntry) {
	fsys, ok := t.fsys.(fs.GlobFS)
	if !ok {
		return
	}
	pattern := ""
	if dir != "." {
		parts := strings.Split(dir, "/")
		for i, part := range parts {
			var b strings.Builder
			for j, r := range part {
				c := string(r)
				switch {
				case strings.ContainsRune(`*?\[-`, r):
					b.WriteString(`\` + c)
				case (i+j)%5 == 0:
					b.WriteString(c)
				case (i+j)%5 == 1:
					b.WriteString("[" + c + "]")
				case (i+j)%5 == 2:
					b.WriteString("[" + c + "-" + c + "]")
				case (i+j)%5 == 3:
					b.WriteString(`[\` + c + "]")
				default:
					b.WriteString(`[\` + c + `-\` + c + "]")
				}
			}
			parts[i] = b.String()
		}
		pattern = strings.Join(parts, "/") + "/"
	}
	if _, err := fsys.Glob(pattern + "nonexist/[]"); err == nil {
		t.failed("%s: Glob(%#q): bad pattern not detected", dir, pattern+"nonexist/[]")
	}
	// A letter that some names have and others have not.
	letter := "a"
	for c := 'a'; c <= 'z'; c++ {
		with := 0
		for _, e := range list {
			if strings.ContainsRune(e.Name(), c) {
				with++
			}
		}
		if with > 0 && with < len(list) {
			letter = string(c)
			break
		}
	}
	pattern += "*" + letter + "*"
	var want []string
	for _, e := range list {
		if strings.Contains(e.Name(), letter) {
			want = append(want, path.Join(dir, e.Name()))
		}
	}
	names, err := fsys.Glob(pattern)
	if err != nil {
		t.failed("%s: Glob(%#q): %w", dir, pattern, err)
		return
	}
	if slices.Equal(want, names) {
		return
	}
	if !slices.IsSorted(names) {
		t.failed("%s: Glob(%#q): unsorted output:\n%s", dir, pattern, strings.Join(names, "\n"))
		slices.Sort(names)
	}
	var problems []string
	for len(want)+len(names) > 0 {
		switch {
		case len(names) == 0 || len(want) > 0 && want[0] < names[0]:
			problems = append(problems, "missing: "+want[0])
			want = want[1:]
		case len(want) == 0 || names[0] < want[0]:
			problems = append(problems, "extra: "+names[0])
			names = names[1:]
		default:
			want, names = want[1:], names[1:]
		}
	}
	t.failed("%s: Glob(%#q): wrong output:\n%s", dir, pattern, strings.Join(problems, "\n"))
}

// stat compares all that is said of a file.
func (t *tester) stat(path string, entry fs.DirEntry) {
	f, err := t.fsys.Open(path)
	if err != nil {
		t.failed("%s: Open: %w", path, err)
		return
	}
	opened, err := f.Stat()
	f.Close()
	if err != nil {
		t.failed("%s: Stat: %w", path, err)
		return
	}
	link := entry.Type()&fs.ModeSymlink != 0
	want := shownEntry(entry)
	if got := shownAsEntry(opened); got != want && !link {
		t.failed("%s: mismatch:\n\tentry = %s\n\tfile.Stat() = %s", path, want, got)
	}
	of, err := entry.Info()
	if err != nil {
		t.failed("%s: entry.Info: %w", path, err)
		return
	}
	full := shownInfo(opened)
	if link {
		if got := shownAsEntry(of); got != want {
			t.failed("%s: mismatch\n\tentry = %s\n\tentry.Info() = %s\n", path, want, got)
		}
	} else if got := shownInfo(of); got != full {
		t.failed("%s: mismatch:\n\tentry.Info() = %s\n\tfile.Stat() = %s\n", path, got, full)
	}
	by, err := fs.Stat(t.fsys, path)
	if err != nil {
		t.failed("%s: fs.Stat: %w", path, err)
		return
	}
	if got := shownInfo(by); got != full {
		t.failed("%s: fs.Stat(...) = %s\n\twant %s", path, got, full)
	}
	if fsys, ok := t.fsys.(fs.StatFS); ok {
		by, err := fsys.Stat(path)
		if err != nil {
			t.failed("%s: fsys.Stat: %w", path, err)
			return
		}
		if got := shownInfo(by); got != full {
			t.failed("%s: fsys.Stat(...) = %s\n\twant %s", path, got, full)
		}
	}
	if fsys, ok := t.fsys.(fs.ReadLinkFS); ok {
		by, err := fsys.Lstat(path)
		if err != nil {
			t.failed("%s: fsys.Lstat: %v", path, err)
			return
		}
		if got := shownAsEntry(by); got != want {
			t.failed("%s: mismatch:\n\tentry = %s\n\tfsys.Lstat(...) = %s", path, want, got)
		}
		if a, b := shownInfo(of), shownInfo(by); a != b {
			t.failed("%s: mismatch:\n\tentry.Info() = %s\n\tfsys.Lstat(...) = %s\n", path, a, b)
		}
	}
}

func (t *tester) file(name string) {
	t.found[name] = true
	f, err := t.fsys.Open(name)
	if err != nil {
		t.failed("%s: Open: %w", name, err)
		return
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		t.failed("%s: Open+ReadAll: %w", name, err)
		return
	}
	if err := f.Close(); err != nil {
		t.failed("%s: Close: %w", name, err)
	}
	f.Close() // must not panic
	same := func(what string, other []byte) {
		if string(data) != string(other) {
			t.failed("%s: %s: different data returned\n\t%q\n\t%q", name, what, data, other)
		}
	}
	if fsys, ok := t.fsys.(fs.ReadFileFS); ok {
		other, err := fsys.ReadFile(name)
		if err != nil {
			t.failed("%s: fsys.ReadFile: %w", name, err)
			return
		}
		same("ReadAll vs fsys.ReadFile", other)
		// What was given is the caller's to change.
		for i := range other {
			other[i]++
		}
		if other, err = fsys.ReadFile(name); err != nil {
			t.failed("%s: second call to fsys.ReadFile: %w", name, err)
			return
		}
		same("Readall vs second fsys.ReadFile", other)
		t.badPaths(name, "ReadFile", func(name string) error {
			_, err := fsys.ReadFile(name)
			return err
		})
	}
	other, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		t.failed("%s: fs.ReadFile: %w", name, err)
		return
	}
	same("ReadAll vs fs.ReadFile", other)
	if f, err = t.fsys.Open(name); err != nil {
		t.failed("%s: second Open: %w", name, err)
		return
	}
	defer f.Close()
	if err := iotest.TestReader(f, data); err != nil {
		t.failed("%s: failed TestReader:\n\t%s", name, strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
}

func (t *tester) badOpens(name string) {
	t.badPaths(name, "Open", func(name string) error {
		f, err := t.fsys.Open(name)
		if err == nil {
			f.Close()
		}
		return err
	})
}

// badPaths tries paths that are not valid.
func (t *tester) badPaths(name, what string, open func(string) error) {
	bad := []string{"/" + name, name + "/."}
	if name == "." {
		bad = append(bad, "/")
	}
	if i := strings.Index(name, "/"); i >= 0 {
		a, b := name[:i], name[i+1:]
		bad = append(bad, a+"//"+b, a+"/./"+b, a+`\`+b, a+"/../"+name)
		i = strings.LastIndex(name, "/")
		a, b = name[:i], name[i+1:]
		bad = append(bad, a+"//"+b, a+"/./"+b, a+`\`+b, name+"/../"+b)
	}
	for _, b := range bad {
		if open(b) == nil {
			t.failed("%s: %s(%s) succeeded, want error", name, what, b)
		}
	}
}
