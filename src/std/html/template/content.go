package template

import (
	"fmt"
	"reflect"
)

// Texts from a source that is trusted: each is written as it is where it fits.
type (
	CSS      string // a style sheet, rule, declaration or value
	HTML     string // a part of a document
	HTMLAttr string // an attribute with its value
	JS       string // an expression
	JSStr    string // what may stand between quotes in JavaScript
	URL      string // an address or a part of one
	Srcset   string // the value of an attribute srcset
)

// content is what a value is, or what an attribute holds.
type content uint8

const (
	contentPlain content = iota
	contentCSS
	contentHTML
	contentHTMLAttr
	contentJS
	contentJSStr
	contentURL
	contentSrcset
	contentUnsafe // an attribute that changes how other things are read or sent
)

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
)

// follow goes through pointers up to a value of a type for which stop holds, or nil.
func follow(a any, stop func(reflect.Type) bool) any {
	if a == nil {
		return nil
	}
	v := reflect.ValueOf(a)
	if v.Kind() != reflect.Pointer {
		return a
	}
	for v.Kind() == reflect.Pointer && !v.IsNil() && !stop(v.Type()) {
		v = v.Elem()
	}
	return v.Interface()
}

func never(reflect.Type) bool { return false }

func printsItself(t reflect.Type) bool { return t.Implements(stringerType) || t.Implements(errorType) }

// text prints arguments as fmt.Sprint does, behind their pointers, and says what they are.
func text(args []any) (string, content) {
	if len(args) == 1 {
		switch s := follow(args[0], never).(type) {
		case string:
			return s, contentPlain
		case CSS:
			return string(s), contentCSS
		case HTML:
			return string(s), contentHTML
		case HTMLAttr:
			return string(s), contentHTMLAttr
		case JS:
			return string(s), contentJS
		case JSStr:
			return string(s), contentJSStr
		case URL:
			return string(s), contentURL
		case Srcset:
			return string(s), contentSrcset
		}
	}
	shown := make([]any, 0, len(args))
	for _, arg := range args {
		if arg != nil {
			shown = append(shown, follow(arg, printsItself))
		}
	}
	return fmt.Sprint(shown...), contentPlain
}

// joined is the arguments of a pipeline's escaper as one text.
func joined(args ...any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	shown := make([]any, len(args))
	for i, arg := range args {
		shown[i] = follow(arg, printsItself)
	}
	return fmt.Sprint(shown...)
}
