package json

import "reflect"

// Marshaler is what values implement that write themselves as JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// Unmarshaler is what values implement that read themselves. The text is valid JSON and must not be kept.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// What nobody names there is not: RawMessage, and coders.
var rawType reflect.Type

func writesTo(reflect.Type) bool { return false }

func readsFrom(reflect.Type) bool { return false }

func notMembers([]byte) error { return nil }

func (*encodeState) callTo() (string, error) { return "", nil }

func (*decodeState) callFrom() (bool, error) { return false, nil }
