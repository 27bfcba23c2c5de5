// Package godebug (internal/godebug) reads the settings of GODEBUG: what the environment says now, which the program may change while it runs, else what
// its go.mod, its //go:debug lines and its version of Go say (defaults.go, which the loader writes).
package godebug

import (
	"math"
	"strconv"
	"syscall"
)

// Setting is one setting of GODEBUG.
type Setting struct {
	name string
}

// New gives the setting of that name. A # before the name says that it is not documented.
func New(name string) *Setting { return &Setting{name} }

func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Value is what GODEBUG says of the setting, or nothing. The last mention counts.
func (s *Setting) Value() string {
	set, _ := syscall.Getenv("GODEBUG")
	if value := s.in(set); value != "" {
		return value
	}
	return s.in(defaults)
}

// in looks the setting up in a list of them.
func (s *Setting) in(all string) string {
	name, value := s.Name(), ""
	for all != "" {
		entry := all
		all = ""
		for i := 0; i < len(entry); i++ {
			if entry[i] == ',' {
				entry, all = entry[:i], entry[i+1:]
				break
			}
		}
		if len(entry) > len(name) && entry[:len(name)] == name && entry[len(name)] == '=' {
			value = entry[len(name)+1:]
		}
	}
	return value
}

// Limit is the setting as the most that there may be of something, where 0 is no limit; normal if it is no number.
func (s *Setting) Limit(normal int) int {
	switch n, err := strconv.Atoi(s.Value()); {
	case err != nil || n < 0:
		return normal
	case n == 0:
		return math.MaxInt
	default:
		return n
	}
}

func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault would count a deviation from the default in Go's metrics; gorun has none of them.
func (s *Setting) IncNonDefault() {}
