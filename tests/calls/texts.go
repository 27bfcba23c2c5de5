package main

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func rooms() string {
	var s string
	for range random.IntN(6) {
		s += pick("/", "a", "b.go", ".", "..", "//", "*", "[a-c]", "?", "é", `\`, "")
	}
	return s
}

func address() string {
	return pick("http://", "https://", "mailto:", "", "//", "a:b:", "ftp://") + pick("", "user@", "u:p%20w@", "é@") + pick("", "host", "a.b:80", "[::1]:9", "[::1", "h:x", "é") +
		pick("", "/", "/a b", "/a%20b", "/%zz", "/../x", "/"+rooms()) + pick("", "?", "?a=b&c=d", "?a=%20+&a=2", "?%", "?x;y", "?"+text()) + pick("", "#", "#f", "#"+text())
}

func value(depth int) any {
	switch random.IntN(9 - depth) {
	case 0, 1:
		return text()
	case 2:
		return float64(small()) * 1.5
	case 3:
		return pick[any](nil, true, false, 0.0, 1e300, "")
	case 4:
		var list []any
		for range random.IntN(4) {
			list = append(list, value(depth+1))
		}
		return list
	case 5:
		m := map[string]any{}
		for range random.IntN(4) {
			m[text()] = value(depth + 1)
		}
		return m
	}
	return small()
}

type record struct {
	A int               `json:"a,omitempty"`
	B string            `json:",omitempty"`
	C []byte            `json:"c"`
	D *record           `json:"d,omitzero"`
	E map[string]any    `json:"e"`
	F float64           `json:"f,string"`
	G any               `json:"-"`
	H [2]bool           `json:"h"`
	I json.RawMessage   `json:"i,omitempty"`
	J time.Duration     `json:"J"`
	K map[int]string    `json:"k,omitempty"`
	L *string           `json:"l"`
}

func jsonText() string {
	b, _ := json.Marshal(value(0))
	s := string(b)
	if random.IntN(3) == 0 {
		s = `{"a":` + pick("1", "1.5", `"x"`, "null") + `,"b":` + s + `,"c":"` + pick("AQI=", "!", "") + `","d":{"A":2},"f":"` + pick("1.5", "x", "") + `","h":[true],"J":` + pick("5", "null", "1e3") + `,"k":{"1":"x"` + pick("", `,"y":"z"`) + `},"l":` + pick("null", `"l"`, "3") + `}`
	}
	if random.IntN(3) == 0 && len(s) > 0 {
		i := random.IntN(len(s))
		s = s[:i] + pick("", ",", "}", "\"", "x", "\\", "1") + s[min(len(s), i+random.IntN(2)):]
	}
	return s
}

func moment() time.Time {
	t := time.Unix(integer()>>(20+random.IntN(20)), int64(random.IntN(1e9)))
	zone := pick(time.UTC, time.FixedZone("CET", 3600), time.FixedZone("", -9000), time.FixedZone("X", 3661))
	return t.In(zone)
}

func layout() string {
	parts := []string{"2006", "06", "01", "1", "Jan", "January", "02", "2", "_2", "002", "__2", "15", "03", "3", "04", "4", "05", "5", "PM", "pm", "Mon", "Monday",
		"MST", "-0700", "-07:00", "Z07:00", "Z0700", "-07", "Z07", ".000", ".999", ",000", ".000000000", "-07:00:00", " ", "T", ":", "-", "/", "x", "é"}
	s := ""
	for range 1 + random.IntN(9) {
		s += parts[random.IntN(len(parts))] + pick("", " ", ":", "-")
	}
	return pick(s, s, s, time.RFC3339, time.RFC3339Nano, time.RFC1123Z, time.ANSIC, time.Kitchen, time.RFC850, time.StampMicro)
}

var pieces = []string{"a", "b", ".", "x*", "(a|b)", "[a-c]+", "^", "$", `\b`, `\d`, `\w+?`, "(?i)", "(?P<n>a)", "[^a]", "{2,3}", "?", "*", "(", ")", "é", `\pL`, "[[:alpha:]]", "|", `\x41`, "日", `\s`, "(?:b)", "a{0,2}"}

func pattern() string {
	s := ""
	for range 1 + random.IntN(5) {
		s += pieces[random.IntN(len(pieces))]
	}
	return s
}

func main() {
	run([]call{
		{"path", func() []any {
			p, q := rooms(), rooms()
			ok, err := path.Match(p, q)
			dir, file := path.Split(p)
			return []any{p, q, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), path.Join(p, q), path.IsAbs(p), dir, file, ok, err}
		}},
		{"filepath", func() []any {
			p, q := rooms(), rooms()
			rel, err := filepath.Rel(p, q)
			ok, merr := filepath.Match(p, q)
			local, lerr := filepath.Localize(p)
			return []any{p, q, filepath.Clean(p), rel, err, ok, merr, filepath.IsLocal(p), local, lerr, fmt.Sprint(filepath.SplitList(p + ":" + q))}
		}},
		{"url.Parse", func() []any {
			s := address()
			u, err := url.Parse(s)
			if err != nil {
				return []any{s, err}
			}
			v, qerr := url.ParseQuery(u.RawQuery)
			r, rerr := u.Parse(address())
			user := u.User.String()
			parts := *u
			parts.User = nil
			return []any{s, user, fmt.Sprintf("%#v", parts), u.String(), u.EscapedPath(), u.EscapedFragment(), u.Hostname(), u.Port(), u.Redacted(), u.RequestURI(), v.Encode(), qerr, r, rerr}
		}},
		{"url.Escape", func() []any {
			s := text()
			a, err := url.QueryUnescape(s)
			b, perr := url.PathUnescape(s)
			j, jerr := url.JoinPath(address(), rooms())
			return []any{s, url.QueryEscape(s), url.PathEscape(s), a, err, b, perr, j, jerr}
		}},
		{"json.Marshal", func() []any {
			v := value(0)
			b, err := json.Marshal(v)
			i, _ := json.MarshalIndent(v, ">", " ")
			x := record{A: small(), B: text(), C: []byte(text()), E: map[string]any{text(): small()}, F: float64(small()) / 3}
			r, rerr := json.Marshal(x)
			return []any{string(b), err, string(i), string(r), rerr}
		}},
		{"json.Unmarshal", func() []any {
			s := jsonText()
			var v any
			err := json.Unmarshal([]byte(s), &v)
			var r record
			rerr := json.Unmarshal([]byte(s), &r)
			r.D = nil
			r.L = nil
			return []any{s, fmt.Sprintf("%#v", v), err, fmt.Sprintf("%+v", r), rerr, json.Valid([]byte(s))}
		}},
		{"regexp", func() []any {
			p, s := pattern(), text()+pick("aab", "xyz b", "日a1 b")
			re, err := regexp.Compile(p)
			if err != nil {
				return []any{p, err}
			}
			return []any{p, s, re.MatchString(s), fmt.Sprint(re.FindStringSubmatchIndex(s)), fmt.Sprintf("%q", re.FindAllString(s, small())), re.ReplaceAllString(s, "<$0$n${1}>"),
				fmt.Sprintf("%q", re.Split(s, small())), re.NumSubexp(), re.String(), fmt.Sprint(re.FindAllStringSubmatchIndex(s, -1)), regexp.QuoteMeta(s)}
		}},
		{"base64", func() []any {
			s := text()
			enc := pick(base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.Strict())
			e := enc.EncodeToString([]byte(s))
			if random.IntN(2) == 0 && len(e) > 0 {
				i := random.IntN(len(e))
				e = e[:i] + pick("", "=", "\n", "-", "é") + e[min(len(e), i+random.IntN(2)):]
			}
			d, err := enc.DecodeString(e)
			return []any{s, e, string(d), err}
		}},
		{"hex", func() []any { s := pick(text(), "0aF", "abc1"); d, err := hex.DecodeString(s); return []any{s, string(d), err, hex.EncodeToString([]byte(s)), hex.Dump([]byte(s))} }},
		{"csv", func() []any {
			s := text() + pick(",", "\n", "\"") + text() + pick("\n", "\"", ",\"a\"\"b\"") + text()
			r := csv.NewReader(strings.NewReader(s))
			r.LazyQuotes, r.TrimLeadingSpace, r.Comma, r.FieldsPerRecord = random.IntN(2) == 0, random.IntN(2) == 0, pick(',', ';', '\t'), pick(-1, 0, 2)
			r.Comment = pick(rune(0), '#')
			all, err := r.ReadAll()
			var b strings.Builder
			w := csv.NewWriter(&b)
			w.UseCRLF = random.IntN(2) == 0
			werr := w.WriteAll([][]string{{text(), text()}, {s}})
			return []any{s, fmt.Sprintf("%q", all), err, b.String(), werr, r.InputOffset()}
		}},
		{"time.Format", func() []any {
			t, l := moment(), layout()
			s := t.Format(l)
			p, err := time.Parse(l, s)
			return []any{l, s, p, err, t.Weekday(), t.YearDay(), t.Truncate(time.Hour), t.Round(time.Minute), t.GoString()}
		}},
		{"time.Parse", func() []any {
			l, s := layout(), moment().Format(layout())
			p, err := time.Parse(l, s)
			d, derr := time.ParseDuration(pick("", "-", "+") + pick("1", "1.5", ".5", "", "9223372036", "x") + pick("s", "ms", "h", "µs", "", "d") + pick("", "3m", "4"))
			return []any{l, s, p, err, d, derr}
		}},
		{"time.math", func() []any {
			t, u, d := moment(), moment(), time.Duration(integer())
			y, w := t.ISOWeek()
			b, _ := t.MarshalJSON()
			return []any{t.Sub(u), t.Add(d), t.AddDate(small(), small()*5, small()*20), t.Before(u), d, d.Round(time.Second), d.Truncate(7 * time.Millisecond), d.Hours(), y, w, string(b), t.UnixMilli()}
		}},
		{"unicode", func() []any {
			r := char()
			return []any{r, unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsPunct(r), unicode.IsSymbol(r),
				unicode.IsControl(r), unicode.IsGraphic(r), unicode.IsPrint(r), unicode.IsMark(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(max(r, 0)), unicode.In(r, unicode.Han, unicode.Greek)}
		}},
		{"utf8", func() []any {
			s := text()
			r, n := utf8.DecodeRuneInString(s)
			l, m := utf8.DecodeLastRuneInString(s)
			c := char()
			return []any{s, r, n, l, m, utf8.ValidString(s), utf8.RuneCountInString(s), utf8.FullRuneInString(s), c, utf8.RuneLen(c), string(utf8.AppendRune(nil, c)), fmt.Sprint(utf16.Encode([]rune(s))), string(utf16.Decode([]uint16{uint16(c), 0xd83d, 0xde00}))}
		}},
		{"sort", func() []any {
			n := random.IntN(60)
			list := make([]int, n)
			for i := range list {
				list[i] = random.IntN(20)
			}
			a, b, c := slices.Clone(list), slices.Clone(list), slices.Clone(list)
			sort.Ints(a)
			keys := make([]string, n)
			for i := range keys {
				keys[i] = fmt.Sprint(list[i], i)
			}
			by := func(i, j string) int { return strings.Compare(i[:1], j[:1]) }
			stable, quick := slices.Clone(keys), slices.Clone(keys)
			slices.SortStableFunc(stable, by)
			slices.SortFunc(quick, by)
			sort.Slice(b, func(i, j int) bool { return b[i] > b[j] })
			sort.Sort(sort.Reverse(sort.IntSlice(c)))
			at, found := slices.BinarySearch(a, 7)
			return []any{fmt.Sprint(a, b, c, stable, quick), at, found, sort.SearchInts(a, 5), fmt.Sprint(slices.Compact(a))}
		}},
	})
}
