package jsontext

import (
	"encoding/json/internal/jsonwire"
	"strconv"
)

// A Level is an array or object that has begun, or (the first) the stream.
type Level struct {
	Object bool
	Loose  bool // names are not looked at here: whoever writes or reads them does
	broken bool // and has given up half way
	N      int64
	Name   string // the last one
	few    []string
	many   map[string]struct{}
}

// NeedsName: the name of a member comes next.
func (l *Level) NeedsName() bool { return l.Object && l.N&1 == 0 }

// needsValue: a name was there.
func (l *Level) needsValue() bool { return l.Object && l.N&1 == 1 }

// Insert reports whether the object did not yet have the name.
func (l *Level) Insert(name string) bool {
	const few = 32
	if l.many != nil {
		if _, there := l.many[name]; there {
			return false
		}
		l.many[name] = struct{}{}
		return true
	}
	for _, other := range l.few {
		if other == name {
			return false
		}
	}
	if len(l.few) < few {
		l.few = append(l.few, name)
		return true
	}
	l.many = make(map[string]struct{}, 2*few)
	for _, other := range l.few {
		l.many[other] = struct{}{}
	}
	l.many[name] = struct{}{}
	return true
}

// remove takes the name back that was inserted last.
func (l *Level) remove(name string) {
	if l.many != nil {
		delete(l.many, name)
	} else if n := len(l.few); n > 0 && l.few[n-1] == name {
		l.few = l.few[:n-1]
	}
}

// state says where in the grammar a coder is.
type state struct {
	levels []Level
}

func (s *state) restart() {
	if cap(s.levels) > 1<<10 {
		s.levels = nil
	}
	s.levels = append(s.levels[:0], Level{})
}

// Last is the array or object that was begun last and has not ended.
func (s *state) Last() *Level { return &s.levels[len(s.levels)-1] }

// Depth is 1 outside of arrays and objects.
func (s *state) Depth() int { return len(s.levels) }

func (s *state) DepthLength() (int, int64) { return len(s.levels), s.Last().N }

// BreakLoose marks objects whose names nobody has looked at: they cannot be gone on with.
func (s *state) BreakLoose() {
	for i := range s.levels {
		if s.levels[i].Loose {
			s.levels[i].broken = true
		}
	}
}

// value counts a value that is no string.
func (s *state) value() error {
	l := s.Last()
	switch {
	case l.NeedsName():
		return ErrNonStringName
	case l.broken:
		return errBroken
	}
	l.N++
	return nil
}

// name counts a string, which may be the name of a member.
func (s *state) text(unique bool, name func() string) error {
	l := s.Last()
	if l.NeedsName() {
		text := name()
		if unique {
			if l.broken {
				return errBroken
			}
			if !l.Loose && !l.Insert(text) {
				return inside(ErrDuplicateName, "/"+forPointer(text))
			}
		}
		l.Name = text
	}
	if l.broken {
		return errBroken
	}
	l.N++
	return nil
}

func (s *state) push(object bool) error {
	l := s.Last()
	switch {
	case l.NeedsName():
		return ErrNonStringName
	case l.broken:
		return errBroken
	case len(s.levels) == jsonwire.MaxDepth+1:
		return jsonwire.ErrDepth
	}
	l.N++
	if n := len(s.levels); n < cap(s.levels) {
		// What the names lay in is used again.
		s.levels = s.levels[:n+1]
		few := s.levels[n].few[:0]
		s.levels[n] = Level{Object: object, few: few}
	} else {
		s.levels = append(s.levels, Level{Object: object})
	}
	return nil
}

func (s *state) pop(object bool) error {
	l := s.Last()
	switch {
	case l.Object != object || len(s.levels) == 1:
		return jsonwire.ErrMismatch
	case l.needsValue():
		return errMissingValue
	case l.broken:
		return errBroken
	}
	s.levels = s.levels[:len(s.levels)-1]
	return nil
}

// whole counts an array or object that is there at once.
func (s *state) whole(object bool) error {
	if err := s.push(object); err != nil {
		return err
	}
	return s.pop(object)
}

// delim is what has to stand before the next token.
func (s *state) delim(next Kind) byte {
	l := s.Last()
	switch {
	case l.needsValue():
		return ':'
	case l.N > 0 && next != '}' && next != ']' && len(s.levels) > 1:
		return ','
	}
	return 0
}

// Indents is on how many levels' indent the next token stands, and 0 if it is not on a line of its own.
func (s *state) Indents(next Kind) int {
	l := s.Last()
	ends := next == '}' || next == ']'
	switch {
	case len(s.levels) == 1 || l.N == 0 && ends:
		return 0
	case ends:
		return len(s.levels) - 1
	case l.needsValue():
		return 0
	}
	return len(s.levels)
}

// Pointer leads to the last value (where < 0), to the next one (where > 0), or to what both are in.
func (s *state) Pointer(where int) Pointer {
	var b []byte
	for i := 1; i < len(s.levels); i++ {
		l := &s.levels[i]
		index := l.N - 1
		if i == len(s.levels)-1 {
			if where < 0 && l.N == 0 || where == 0 && !l.needsValue() || where > 0 && l.NeedsName() {
				break
			}
			if where > 0 {
				index = l.N
			}
		}
		b = append(b, '/')
		if l.Object {
			b = append(b, forPointer(l.Name)...)
		} else {
			b = strconv.AppendInt(b, index, 10)
		}
	}
	return Pointer(b)
}

// level answers StackIndex.
func (s *state) level(i int) (Kind, int64) {
	l := &s.levels[i]
	switch {
	case i == 0:
		return 0, l.N
	case l.Object:
		return '{', l.N
	}
	return '[', l.N
}

// What follows is for encoding/json/v2, whose natives read and write values, and which says then where the coder is.

// Broken: the array or object cannot be gone on with.
func (l *Level) Broken() bool { return l.broken }

// Enter makes the coder be inside an array or object that has had n values.
func (s *state) Enter(object, loose bool, n int64, name string) {
	s.levels = append(s.levels, Level{Object: object, Loose: loose, N: n, Name: name})
}

// LeaveTo makes it be at a depth again.
func (s *state) LeaveTo(depth int) { s.levels = s.levels[:depth] }
