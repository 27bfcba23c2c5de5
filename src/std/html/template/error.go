package template

import (
	"fmt"
	"text/template/parse"
)

// An Error says why a template cannot be made safe.
type Error struct {
	ErrorCode   ErrorCode
	Node        parse.Node // if known; then Name and Line do not count
	Name        string     // of the template
	Line        int        // 0: not known
	Description string
}

// An ErrorCode is a kind of Error.
type ErrorCode int

const (
	OK                  ErrorCode = iota
	ErrAmbigContext               // an address: path or query?
	ErrBadHTML                    // no attribute, or one that is read in more than one way
	ErrBranchEnd                  // branches end in different places
	ErrEndContext                 // a template ends inside of something
	ErrNoSuchTemplate             // a call of a template that there is not
	ErrOutputContext              // where a template that calls itself ends is not known
	ErrPartialCharset             // an action in a regular expression's [ ]
	ErrPartialEscape              // an action behind a backslash
	ErrRangeLoopReentry           // a loop's body ends where it cannot begin
	ErrSlashAmbig                 // a slash: division or regular expression?
	ErrPredefinedEscaper          // html or urlquery where they do harm
	ErrJSTemplate                 // Deprecated: never given.
)

func (e *Error) Error() string {
	switch {
	case e.Node != nil:
		at, _ := (*parse.Tree)(nil).ErrorContext(e.Node)
		return fmt.Sprintf("html/template:%s: %s", at, e.Description)
	case e.Line != 0:
		return fmt.Sprintf("html/template:%s:%d: %s", e.Name, e.Line, e.Description)
	case e.Name != "":
		return fmt.Sprintf("html/template:%s: %s", e.Name, e.Description)
	}
	return "html/template: " + e.Description
}
