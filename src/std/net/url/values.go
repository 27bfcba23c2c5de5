package url

import (
	"errors"
	"internal/godebug"
	"slices"
	"strings"
)

// Values are the values of a query or a form by key.
type Values map[string][]string

// Get is the first value of a key.
func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

func (v Values) Set(key, value string) { v[key] = []string{value} }
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }
func (v Values) Del(key string)        { delete(v, key) }

func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

func (vs Values) Clone() Values {
	if vs == nil {
		return nil
	}
	out := make(Values, len(vs))
	for k, v := range vs {
		out[k] = slices.Clone(v)
	}
	return out
}

// The most keys that a query may have; of the setting one less.
const maxParams = 10000

var paramsSetting = godebug.New("urlmaxqueryparams")

func tooManyParams(query string) bool {
	return strings.Count(query, "&")+1 >= paramsSetting.Limit(maxParams+1)
}

// nextPair takes the first pair, in which nothing is wrong, off a query.
func nextPair(query string) (key, value, rest string, ok bool)

// ParseQuery reads all that it can; the error is the first one found.
func ParseQuery(query string) (Values, error) {
	m := make(Values)
	if tooManyParams(query) {
		return m, errors.New("number of URL query parameters exceeded limit")
	}
	for query != "" {
		key, value, rest, ok := nextPair(query)
		if !ok {
			break
		}
		m[key] = append(m[key], value)
		query = rest
	}
	var first error
	for pair := range strings.SplitSeq(query, "&") {
		if strings.IndexByte(pair, ';') >= 0 {
			first = errors.New("invalid semicolon separator in query")
			continue
		}
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		key, err := QueryUnescape(key)
		if err == nil {
			value, err = QueryUnescape(value)
		}
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		m[key] = append(m[key], value)
	}
	return m, first
}

// Query is what ParseQuery reads of RawQuery.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// Encode writes the values sorted by key.
func (v Values) Encode() string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, k := range keys {
		name := QueryEscape(k)
		for _, value := range v[k] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(name)
			b.WriteByte('=')
			b.WriteString(QueryEscape(value))
		}
	}
	return b.String()
}
