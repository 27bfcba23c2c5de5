// Package godebug (internal/godebug) reads the settings of GODEBUG for packages compiled from GOROOT.
package godebug

import "syscall"

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
	all, _ := syscall.Getenv("GODEBUG")
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

func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault would count a deviation from the default in Go's metrics; gorun has none of them.
func (s *Setting) IncNonDefault() {}
