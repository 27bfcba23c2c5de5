package testing

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// checkSeed reports what keeps the values from being arguments of the types.
func checkSeed(values []any, types []reflect.Type) error {
	if len(values) != len(types) {
		return fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(values), len(types))
	}
	have := make([]reflect.Type, len(values))
	for i, v := range values {
		have[i] = reflect.TypeOf(v)
	}
	for i, t := range types {
		if have[i] != t {
			return fmt.Errorf("mismatched types in corpus entry: %v, want %v", have, types)
		}
	}
	return nil
}

// readSeeds reads the files of a folder that need not be there.
func readSeeds(dir string, types []reflect.Type) (seeds []seed, err error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading seed corpus from testdata: %v", err)
	}
	var wrong []string
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("failed to read corpus file: %v", err)
		}
		values, err := parseSeed(string(text))
		if err != nil {
			err = fmt.Errorf("unmarshal: %v", err)
		} else {
			err = checkSeed(values, types)
		}
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("%q: %v", name, err))
			continue
		}
		seeds = append(seeds, seed{name, values})
	}
	if len(wrong) > 0 {
		return nil, errors.New(strings.Join(wrong, "\n"))
	}
	return seeds, nil
}

// parseSeed reads a file of a corpus: a first line that says so, then a value on each line, written as a Go conversion.
func parseSeed(text string) (values []any, err error) {
	if text == "" {
		return nil, errors.New("cannot unmarshal empty string")
	}
	first, rest, more := strings.Cut(text, "\n")
	if !more {
		return nil, errors.New("must include version and at least one value")
	}
	if first = strings.TrimSuffix(first, "\r"); first != "go test fuzz v1" {
		return nil, fmt.Errorf("unknown encoding version: %s", first)
	}
	for line := range strings.SplitSeq(rest, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		v, err := parseValue(line)
		if err != nil {
			return nil, fmt.Errorf("malformed line %q: %v", line, err)
		}
		values = append(values, v)
	}
	return values, nil
}

// parseValue reads T(literal).
func parseValue(line string) (any, error) {
	open := strings.IndexByte(line, '(')
	if open < 0 || !strings.HasSuffix(line, ")") {
		return nil, errors.New("expected call expression")
	}
	name, arg := strings.TrimSpace(line[:open]), strings.TrimSpace(line[open+1:len(line)-1])
	if arg == "" {
		return nil, errors.New("expected call expression with 1 argument; got 0")
	}
	quoted := arg[0] == '"' || arg[0] == '`'
	switch name {
	case "[]byte":
		if !quoted {
			return nil, errors.New("string literal required for type []byte")
		}
		s, err := strconv.Unquote(arg)
		return []byte(s), err
	case "string":
		if !quoted {
			return nil, errors.New("string literal value required for type string")
		}
		return strconv.Unquote(arg)
	case "bool":
		switch arg {
		case "true", "false":
			return arg == "true", nil
		}
		return nil, errors.New("true or false required for type bool")
	case "byte", "rune":
		return parseCharacter(name, arg)
	case "float32":
		v, err := strconv.ParseFloat(arg, 32)
		return float32(v), err
	case "float64":
		return strconv.ParseFloat(arg, 64)
	case "math.Float32frombits":
		bits, err := strconv.ParseUint(arg, 0, 32)
		return math.Float32frombits(uint32(bits)), err
	case "math.Float64frombits":
		bits, err := strconv.ParseUint(arg, 0, 64)
		return math.Float64frombits(bits), err
	}
	if v, ok := integers[name]; ok {
		return parseInteger(v, arg)
	}
	return nil, errors.New("expected []byte or primitive type")
}

// integers are the integer types by name.
var integers = map[string]reflect.Type{
	"int": reflect.TypeFor[int](), "int8": reflect.TypeFor[int8](), "int16": reflect.TypeFor[int16](),
	"int32": reflect.TypeFor[int32](), "int64": reflect.TypeFor[int64](),
	"uint": reflect.TypeFor[uint](), "uint8": reflect.TypeFor[uint8](), "uint16": reflect.TypeFor[uint16](),
	"uint32": reflect.TypeFor[uint32](), "uint64": reflect.TypeFor[uint64](),
}

func parseInteger(t reflect.Type, arg string) (any, error) {
	v := reflect.New(t).Elem()
	if t.Kind() >= reflect.Uint {
		n, err := strconv.ParseUint(arg, 0, t.Bits())
		if err != nil {
			return nil, err
		}
		v.SetUint(n)
		return v.Interface(), nil
	}
	n, err := strconv.ParseInt(arg, 0, t.Bits())
	if err != nil {
		return nil, err
	}
	v.SetInt(n)
	return v.Interface(), nil
}

// parseCharacter reads a byte or a rune: a character in quotes, or a number.
func parseCharacter(name, arg string) (any, error) {
	if arg[0] != '\'' {
		if name == "rune" {
			return parseInteger(reflect.TypeFor[rune](), arg)
		}
		return parseInteger(reflect.TypeFor[byte](), arg)
	}
	if len(arg) < 3 || arg[len(arg)-1] != '\'' {
		return nil, errors.New("malformed character literal, missing single quotes")
	}
	code, _, _, err := strconv.UnquoteChar(arg[1:len(arg)-1], '\'')
	switch {
	case err != nil:
		return nil, err
	case name == "rune":
		return code, nil
	case code > 255:
		return nil, errors.New("can only encode single byte to a byte type")
	}
	return byte(code), nil
}
