package debug

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// A Module is one module of a build.
type Module struct {
	Path    string  `json:",omitempty"`
	Version string  `json:",omitempty"`
	Sum     string  `json:",omitempty"`
	Replace *Module `json:",omitempty"`
}

// A BuildSetting is one setting of a build.
type BuildSetting struct {
	Key   string `json:",omitempty"`
	Value string `json:",omitempty"`
}

// BuildInfo says how the program was built.
type BuildInfo struct {
	GoVersion string         `json:",omitempty"`
	Path      string         `json:",omitempty"`
	Main      Module         `json:""`
	Deps      []*Module      `json:",omitempty"`
	Settings  []BuildSetting `json:",omitempty"`
}

// ReadBuildInfo says how the running program was built.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	info, err := ParseBuildInfo(buildInfo())
	if err != nil {
		return nil, false
	}
	info.GoVersion = runtime.Version()
	return info, true
}

// buildInfo is that as text, as ParseBuildInfo reads it.
func buildInfo() string

func (m *Module) columns(word string) string {
	if m.Replace != nil {
		return word + "\t" + m.Path + "\t" + m.Version + "\n" + m.Replace.columns("=>") + "\n"
	}
	return word + "\t" + m.Path + "\t" + m.Version + "\t" + m.Sum + "\n"
}

// String is the build as text, a line for each thing.
func (bi *BuildInfo) String() string {
	var b strings.Builder
	if bi.GoVersion != "" {
		b.WriteString("go\t" + bi.GoVersion + "\n")
	}
	if bi.Path != "" {
		b.WriteString("path\t" + bi.Path + "\n")
	}
	if bi.Main != (Module{}) {
		b.WriteString(bi.Main.columns("mod"))
	}
	for _, dep := range bi.Deps {
		b.WriteString(dep.columns("dep"))
	}
	for _, s := range bi.Settings {
		key, value := s.Key, s.Value
		if quotesKey(key) {
			key = strconv.Quote(key)
		}
		if quotesValue(value) {
			value = strconv.Quote(value)
		}
		b.WriteString("build\t" + key + "=" + value + "\n")
	}
	return b.String()
}

func quotesKey(key string) bool { return key == "" || strings.ContainsAny(key, "= \t\r\n\"`") }

func quotesValue(value string) bool { return strings.ContainsAny(value, " \t\r\n\"`") }

// ParseBuildInfo reads what String wrote, but for the version of Go.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = &BuildInfo{}
	var last *Module
	for at := 1; ; at++ {
		line, rest, ok := strings.Cut(data, "\n")
		if !ok {
			return bi, nil
		}
		data = rest
		if last, err = bi.parse(line, last); err != nil {
			return nil, fmt.Errorf("could not parse Go build info: line %d: %w", at, err)
		}
	}
}

// parse reads a line; last is the module that a replacement in it would be for.
func (bi *BuildInfo) parse(line string, last *Module) (*Module, error) {
	word, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return last, nil
	}
	columns := strings.Split(rest, "\t")
	switch word {
	case "path":
		bi.Path = rest
	case "mod", "dep":
		if len(columns) != 2 && len(columns) != 3 {
			return nil, fmt.Errorf("expected 2 or 3 columns; got %d", len(columns))
		}
		m := &bi.Main
		if word == "dep" {
			m = new(Module)
			bi.Deps = append(bi.Deps, m)
		}
		*m = Module{Path: columns[0], Version: columns[1]}
		if len(columns) == 3 {
			m.Sum = columns[2]
		}
		return m, nil
	case "=>":
		if len(columns) != 3 {
			return nil, fmt.Errorf("expected 3 columns for replacement; got %d", len(columns))
		}
		if last == nil {
			return nil, fmt.Errorf("replacement with no module on previous line")
		}
		last.Replace = &Module{Path: columns[0], Version: columns[1], Sum: columns[2]}
		return nil, nil
	case "build":
		s, err := parseSetting(rest)
		if err != nil {
			return nil, err
		}
		bi.Settings = append(bi.Settings, s)
	}
	return last, nil
}

func isQuote(s string) bool { return s != "" && (s[0] == '"' || s[0] == '`') }

func parseSetting(s string) (set BuildSetting, err error) {
	var value string
	switch {
	case s == "":
		return set, fmt.Errorf("build line missing '='")
	case s[0] == '=':
		return set, fmt.Errorf("build line with missing key")
	case isQuote(s):
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			return set, fmt.Errorf("invalid quoted key in build line")
		}
		if len(s) == len(quoted) {
			return set, fmt.Errorf("build line missing '=' after quoted key")
		}
		if c := s[len(quoted)]; c != '=' {
			return set, fmt.Errorf("unexpected character after quoted key: %q", c)
		}
		set.Key, _ = strconv.Unquote(quoted)
		value = s[len(quoted)+1:]
	default:
		var ok bool
		if set.Key, value, ok = strings.Cut(s, "="); !ok {
			return set, fmt.Errorf("build line missing '=' after key")
		}
		if quotesKey(set.Key) {
			return set, fmt.Errorf("unquoted key %q must be quoted", set.Key)
		}
	}
	if isQuote(value) {
		if set.Value, err = strconv.Unquote(value); err != nil {
			return set, fmt.Errorf("invalid quoted value in build line")
		}
		return set, nil
	}
	if quotesValue(value) {
		return set, fmt.Errorf("unquoted value %q must be quoted", value)
	}
	set.Value = value
	return set, nil
}
