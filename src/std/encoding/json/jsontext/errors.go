package jsontext

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"errors"
	"io"
	"strconv"
)

var (
	// ErrDuplicateName says that an object has two members of one name.
	ErrDuplicateName = jsonwire.ErrDuplicate
	// ErrNonStringName says that the name of a member is no string.
	ErrNonStringName = errors.New("object member name must be a string")

	errMissingValue = errors.New("missing value after object name")
	errInvalidToken = errors.New("invalid jsontext.Token")
	errBroken       = errors.New("object namespace is in an invalid state")
)

type requireKeyedLiterals struct{}

type nonComparable [0]func()

// A SyntacticError says that a text is not JSON, or that tokens are written in an order that would make none.
type SyntacticError struct {
	requireKeyedLiterals
	nonComparable

	ByteOffset  int64   // after how many bytes
	JSONPointer Pointer // within which value
	Err         error
}

func (e *SyntacticError) Error() string {
	text, pointer, offset := "jsontext: syntactic error", e.JSONPointer, e.ByteOffset
	if e.Err != nil {
		text = "jsontext: " + e.Err.Error()
		if e.Err == ErrDuplicateName {
			text += " " + strconv.Quote(pointer.LastToken())
			pointer, offset = pointer.Parent(), 0
		}
	}
	if pointer != "" {
		text += " within " + strconv.Quote(jsonwire.ShortenPointer(string(pointer), 100))
	}
	if offset > 0 {
		text += " after offset " + strconv.FormatInt(offset, 10)
	}
	return text
}

func (e *SyntacticError) Unwrap() error { return e.Err }

// An ioError is what the reader or writer answered.
type ioError struct {
	action string
	err    error
}

func (e *ioError) Error() string { return "jsontext: " + e.action + " error: " + e.err.Error() }
func (e *ioError) Unwrap() error { return e.err }

type numError struct {
	accessor, value string
	err             error
}

func (e *numError) Error() string {
	return "jsontext.Token(" + e.value + ")." + e.accessor + " error: " + e.err.Error()
}
func (e *numError) Unwrap() error { return e.err }

// within is an error somewhere in a value.
type within struct {
	error
	pointer string
}

func inside(err error, pointer string) error {
	if pointer == "" {
		return err
	}
	return &within{err, pointer}
}

// syntactic gives an error its place. `where` says what the pointer leads to: before 0 the last value, after 0 the next
// one, 0 what both are in.
func (s *state) syntactic(options *jsonopts.Struct, err error, offset int64, where int) error {
	if _, io1 := err.(*ioError); io1 || err == io.EOF {
		return err
	}
	pointer := s.Pointer(where)
	if w, ok := err.(*within); ok {
		pointer += Pointer(w.pointer)
		err = w.error
	}
	return placed(options, err, offset, pointer)
}

func placed(options *jsonopts.Struct, err error, offset int64, pointer Pointer) error {
	if options.Has(jsonopts.ReportErrorsWithLegacySemantics) && err != io.ErrUnexpectedEOF {
		if text, ok := err.(*jsonwire.InvalidTextError); ok {
			offset += int64(len(text.What))
		} else {
			offset++
		}
	}
	return &SyntacticError{ByteOffset: offset, JSONPointer: pointer, Err: err}
}
