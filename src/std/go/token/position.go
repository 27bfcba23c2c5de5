package token

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"sync"
)

// Position is a place in a source, in the way of humans. It is valid if its line is not zero.
type Position struct {
	Filename string // may be empty
	Offset   int    // bytes before it
	Line     int    // from 1
	Column   int    // in bytes, from 1
}

// IsValid reports whether the position tells a line.
func (pos *Position) IsValid() bool { return pos.Line > 0 }

// String writes file:line:column, without what is not known; "-" if that is everything.
func (pos Position) String() string {
	s := pos.Filename
	if pos.IsValid() {
		if s != "" {
			s += ":"
		}
		s += strconv.Itoa(pos.Line)
		if pos.Column != 0 {
			s += ":" + strconv.Itoa(pos.Column)
		}
	}
	if s == "" {
		return "-"
	}
	return s
}

// Pos is a place in a source of a FileSet: a number from its file's base on.
type Pos int

// NoPos is no place.
const NoPos Pos = 0

// IsValid reports whether p is a place.
func (p Pos) IsValid() bool { return p != NoPos }

// A File is a source of a FileSet. It knows where its lines begin.
type File struct {
	name       string
	base, size int

	mutex sync.Mutex // guards the rest
	lines []int      // offsets; the first is 0
	infos []lineInfo // what directives say of the lines after them
}

// lineInfo is exported by its fields, as they are written out.
type lineInfo struct {
	Offset       int
	Filename     string
	Line, Column int
}

func (f *File) String() string { return fmt.Sprintf("%s(%d-%d)", f.name, f.base, f.base+f.size) }

// Name returns the name given to AddFile.
func (f *File) Name() string { return f.name }

// Base returns the Pos of the first byte.
func (f *File) Base() int { return f.base }

// Size returns how many bytes the file has.
func (f *File) Size() int { return f.size }

// End returns the Pos behind the last byte.
func (f *File) End() Pos { return Pos(f.base + f.size) }

// LineCount returns how many lines are known.
func (f *File) LineCount() int { return len(f.Lines()) }

// AddLine adds a line that begins at offset, if that is behind the last one and in the file.
func (f *File) AddLine(offset int) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if n := len(f.lines); offset < f.size && (n == 0 || f.lines[n-1] < offset) {
		f.lines = append(f.lines, offset)
	}
}

// MergeLine joins a line with the next one, as if there were a space instead of the line break.
func (f *File) MergeLine(line int) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.mustHave(line, len(f.lines)-1)
	f.lines = slices.Delete(f.lines, line, line+1)
}

func (f *File) mustHave(line, last int) {
	if line < 1 {
		panic(fmt.Sprintf("invalid line number %d (should be >= 1)", line))
	}
	if line > last {
		panic(fmt.Sprintf("invalid line number %d (should be < %d)", line, len(f.lines)))
	}
}

// Lines returns the offsets of the lines. They must not be changed.
func (f *File) Lines() []int {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.lines
}

// SetLines sets the offsets of the lines, the first of which is 0; false if they do not rise or lead out of the file.
// The slice must not be changed afterwards.
func (f *File) SetLines(lines []int) bool {
	for i, offset := range lines {
		if offset >= f.size || i > 0 && offset <= lines[i-1] {
			return false
		}
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.lines = lines
	return true
}

// SetLinesForContent finds the lines in the content.
func (f *File) SetLinesForContent(content []byte) {
	var lines []int
	for offset := range content {
		if offset == 0 || content[offset-1] == '\n' {
			lines = append(lines, offset)
		}
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.lines = lines
}

// LineStart returns where a line begins.
func (f *File) LineStart(line int) Pos {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.mustHave(line, len(f.lines))
	return Pos(f.base + f.lines[line-1])
}

// AddLineInfo is AddLineColumnInfo with column 1.
func (f *File) AddLineInfo(offset int, filename string, line int) {
	f.AddLineColumnInfo(offset, filename, line, 1)
}

// AddLineColumnInfo says that what stands at offset came from another file. With column 0 it did not say which column.
// It does nothing unless offset is behind that of the last one and in the file.
func (f *File) AddLineColumnInfo(offset int, filename string, line, column int) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if n := len(f.infos); offset < f.size && (n == 0 || f.infos[n-1].Offset < offset) {
		f.infos = append(f.infos, lineInfo{offset, filename, line, column})
	}
}

// Pos returns the Pos of an offset, which is brought into the file if it is not there.
func (f *File) Pos(offset int) Pos {
	return Pos(f.base + f.inside(offset))
}

// Offset returns the offset of a Pos, brought into the file as well.
func (f *File) Offset(p Pos) int {
	return f.inside(int(p) - f.base)
}

func (f *File) inside(offset int) int {
	return max(min(offset, f.size), 0)
}

// Line returns the line of p.
func (f *File) Line(p Pos) int {
	return f.Position(p).Line
}

// Position returns p in the way of humans, as directives tell it.
func (f *File) Position(p Pos) (pos Position) {
	return f.PositionFor(p, true)
}

// PositionFor returns p in the way of humans, as directives tell it if adjusted.
func (f *File) PositionFor(p Pos, adjusted bool) (pos Position) {
	if p == NoPos {
		return pos
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	pos.Filename, pos.Offset = f.name, f.Offset(p)
	if i := f.lineOf(pos.Offset); i >= 0 {
		pos.Line, pos.Column = i+1, pos.Offset-f.lines[i]+1
	}
	if !adjusted {
		return pos
	}
	i := sort.Search(len(f.infos), func(i int) bool { return f.infos[i].Offset > pos.Offset }) - 1
	if i < 0 {
		return pos
	}
	info := f.infos[i]
	pos.Filename = info.Filename
	if at := f.lineOf(info.Offset); at >= 0 {
		lines := pos.Line - (at + 1)
		pos.Line = info.Line + lines
		if info.Column == 0 {
			pos.Column = 0
		} else if lines == 0 {
			pos.Column = info.Column + pos.Offset - info.Offset
		}
	}
	return pos
}

// lineOf returns the index of the line that has offset, -1 if there is none.
func (f *File) lineOf(offset int) int {
	return sort.SearchInts(f.lines, offset+1) - 1
}

// A FileSet holds files, each with its range of Pos. It is safe for use by several goroutines.
type FileSet struct {
	mutex sync.RWMutex
	base  int
	files []*File // in the order of their bases
}

// NewFileSet returns an empty FileSet.
func NewFileSet() *FileSet {
	return &FileSet{base: 1}
}

// Base returns the least base that the next file may have.
func (s *FileSet) Base() int {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return s.base
}

// AddFile adds a file of that size; with a negative base the next free one. It panics if the range is not free.
func (s *FileSet) AddFile(filename string, base, size int) *File {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if base < 0 {
		base = s.base
	}
	if base < s.base {
		panic(fmt.Sprintf("invalid base %d (should be >= %d)", base, s.base))
	}
	if size < 0 {
		panic(fmt.Sprintf("invalid size %d (should be >= 0)", size))
	}
	end := base + size + 1 // the end of a file is a place too
	if end < 0 {
		panic("token.Pos offset overflow (> 2G of source code in file set)")
	}
	f := &File{name: filename, base: base, size: size, lines: []int{0}}
	s.base = end
	s.files = append(s.files, f)
	return f
}

// AddExistingFiles adds files that may be in other sets too. It panics where their ranges overlap.
func (s *FileSet) AddExistingFiles(files ...*File) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, f := range files {
		s.add(f)
		s.base = max(s.base, f.base+f.size+1)
	}
}

func (s *FileSet) add(f *File) {
	i := s.search(f.base)
	if i < len(s.files) && s.files[i].base <= f.base+f.size {
		if old := s.files[i]; old != f {
			panic(fmt.Sprintf("file %s (%d-%d) overlaps with file %s (%d-%d)", old.name, old.base, old.base+old.size, f.name, f.base, f.base+f.size))
		}
		return
	}
	s.files = slices.Insert(s.files, i, f)
}

// search returns the index of the first file that does not end before at.
func (s *FileSet) search(at int) int {
	return sort.Search(len(s.files), func(i int) bool { return at <= s.files[i].base+s.files[i].size })
}

// RemoveFile removes a file, so that its memory can be used again; nothing if it is not there.
func (s *FileSet) RemoveFile(file *File) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if i := s.search(file.base); i < len(s.files) && s.files[i] == file {
		s.files = slices.Concat(s.files[:i], s.files[i+1:])
	}
}

// Iterate calls yield for the files in the order of their bases, until it returns false. It may use the set.
func (s *FileSet) Iterate(yield func(*File) bool) {
	s.mutex.RLock()
	files := slices.Clone(s.files)
	s.mutex.RUnlock()
	for _, f := range files {
		if !yield(f) {
			return
		}
	}
}

// File returns the file that has p; nil if there is none.
func (s *FileSet) File(p Pos) (f *File) {
	if p == NoPos {
		return nil
	}
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	if i := s.search(int(p)); i < len(s.files) && s.files[i].base <= int(p) {
		return s.files[i]
	}
	return nil
}

// Position returns p in the way of humans, as directives tell it.
func (s *FileSet) Position(p Pos) (pos Position) {
	return s.PositionFor(p, true)
}

// PositionFor returns p in the way of humans, as directives tell it if adjusted.
func (s *FileSet) PositionFor(p Pos, adjusted bool) (pos Position) {
	if f := s.File(p); f != nil {
		return f.PositionFor(p, adjusted)
	}
	return pos
}

// A set as it is written out.
type (
	storedFile struct {
		Name  string
		Base  int
		Size  int
		Lines []int
		Infos []lineInfo
	}
	storedSet struct {
		Base  int
		Files []storedFile
	}
)

// Read fills the set with what decode finds, which Write has written.
func (s *FileSet) Read(decode func(any) error) error {
	var stored storedSet
	if err := decode(&stored); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.base = stored.Base
	for _, f := range stored.Files {
		s.add(&File{name: f.Name, base: f.Base, size: f.Size, lines: f.Lines, infos: f.Infos})
	}
	return nil
}

// Write hands the set to encode.
func (s *FileSet) Write(encode func(any) error) error {
	s.mutex.RLock()
	stored := storedSet{Base: s.base}
	for _, f := range s.files {
		f.mutex.Lock()
		stored.Files = append(stored.Files, storedFile{f.name, f.base, f.size, slices.Clone(f.lines), slices.Clone(f.infos)})
		f.mutex.Unlock()
	}
	s.mutex.RUnlock()
	return encode(stored)
}
