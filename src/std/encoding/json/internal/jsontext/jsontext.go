// Package jsontext holds the JSON value as text, which encoding/json calls RawMessage. It is not encoding/json/jsontext,
// which is compiled from GOROOT and needs to be there whole; it has its name, which %T prints.
package jsontext

import "errors"

// A Value is a JSON value as text, to be read later or written as it is.
type Value []byte

func (v Value) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	return v, nil
}

func (v *Value) UnmarshalJSON(b []byte) error {
	if v == nil {
		return errors.New("jsontext.Value: UnmarshalJSON on nil pointer")
	}
	*v = append((*v)[:0], b...)
	return nil
}

// String returns the text, "null" for nil.
func (v Value) String() string {
	if v == nil {
		return "null"
	}
	return string(v)
}

// Clone returns a copy.
func (v Value) Clone() Value {
	if v == nil {
		return nil
	}
	return append(Value{}, v...)
}

// IsValid reports whether the text is JSON.
func (v Value) IsValid() bool {
	_, at := validate(v)
	return at < 0
}

// validate says what is wrong with the text, and where; an offset of -1: nothing is.
func validate(data []byte) (wrong string, at int)
