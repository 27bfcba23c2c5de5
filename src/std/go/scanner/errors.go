package scanner

import (
	"fmt"
	"go/token"
	"io"
	"sort"
)

// An Error is what is wrong at a place; it may lack a file or a line.
type Error struct {
	Pos token.Position
	Msg string
}

func (e Error) Error() string {
	if e.Pos.Filename == "" && !e.Pos.IsValid() {
		return e.Msg
	}
	return e.Pos.String() + ": " + e.Msg
}

// ErrorList is a list of errors, empty if there are none.
type ErrorList []*Error

// Add adds an error.
func (p *ErrorList) Add(pos token.Position, msg string) {
	*p = append(*p, &Error{pos, msg})
}

// Reset removes all errors.
func (p *ErrorList) Reset() { *p = (*p)[:0] }

func (p ErrorList) Len() int      { return len(p) }
func (p ErrorList) Swap(i, j int) { p[i], p[j] = p[j], p[i] }

// Less compares by file, line, column and text.
func (p ErrorList) Less(i, j int) bool {
	a, b := p[i], p[j]
	switch {
	case a.Pos.Filename != b.Pos.Filename:
		return a.Pos.Filename < b.Pos.Filename
	case a.Pos.Line != b.Pos.Line:
		return a.Pos.Line < b.Pos.Line
	case a.Pos.Column != b.Pos.Column:
		return a.Pos.Column < b.Pos.Column
	}
	return a.Msg < b.Msg
}

// Sort sorts the list by places.
func (p ErrorList) Sort() { sort.Sort(p) }

// RemoveMultiples sorts the list and leaves the first error of each line.
func (p *ErrorList) RemoveMultiples() {
	p.Sort()
	kept := (*p)[:0]
	var last token.Position // an error without a place counts as more of the same
	for _, e := range *p {
		if e.Pos.Filename != last.Filename || e.Pos.Line != last.Line {
			last = e.Pos
			kept = append(kept, e)
		}
	}
	*p = kept
}

func (p ErrorList) Error() string {
	switch len(p) {
	case 0:
		return "no errors"
	case 1:
		return p[0].Error()
	}
	return fmt.Sprintf("%s (and %d more errors)", p[0], len(p)-1)
}

// Err returns the list as an error, nil if it is empty.
func (p ErrorList) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// PrintError writes an error to w, those of an ErrorList one a line.
func PrintError(w io.Writer, err error) {
	if list, ok := err.(ErrorList); ok {
		for _, e := range list {
			fmt.Fprintf(w, "%s\n", e)
		}
	} else if err != nil {
		fmt.Fprintf(w, "%s\n", err)
	}
}
