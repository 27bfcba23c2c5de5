package main

import (
	"encoding/csv"
	"fmt"
	"strings"
)

func field() string {
	return pick("", "a", "b c", " x", "é", `"q"`, `"a""b"`, `"a,b"`, "\"a\nb\"", `a"b`, `"a"b`, `"`, `""`, `\.`, "\t", `"a`, "#c", "\r", text())
}

func main() {
	run([]call{
		{"Reader", func() []any {
			var s string
			for range random.IntN(4) {
				for i := range 1 + random.IntN(4) {
					if i > 0 {
						s += pick(",", ",", ",", ";", ", ")
					}
					s += field()
				}
				s += pick("\n", "\n", "\r\n", "", "\n\n", "\r", " \n")
			}
			r := csv.NewReader(strings.NewReader(s))
			r.LazyQuotes, r.TrimLeadingSpace, r.ReuseRecord = chance(3), chance(3), chance(3)
			r.Comma, r.FieldsPerRecord, r.Comment = pick(',', ',', ',', ';', '\t', 'é', '"', '\n', 0), pick(-1, 0, 0, 2), pick(rune(0), 0, '#', ',', 0xfffd)
			got := []any{s}
			for range 6 {
				record, err := r.Read()
				got = append(got, fmt.Sprintf("%q", record), err, r.InputOffset())
				if len(record) > 0 {
					line, column := r.FieldPos(len(record) - 1)
					got = append(got, line, column)
				}
				if err != nil && (chance(2) || err.Error() == "EOF") {
					break
				}
			}
			return got
		}},
		{"ReadAll", func() []any {
			s := text() + pick(",", "\n", "\"") + text() + pick("\n", "\"", ",\"a\"\"b\"") + text()
			r := csv.NewReader(strings.NewReader(s))
			r.LazyQuotes = chance(2)
			all, err := r.ReadAll()
			return []any{s, fmt.Sprintf("%q", all), err}
		}},
		{"Writer", func() []any {
			var b strings.Builder
			w := csv.NewWriter(&b)
			w.UseCRLF = chance(2)
			w.Comma = pick(',', ',', ';', '\t', ' ', '"', 'é')
			var records [][]string
			for range random.IntN(3) {
				var record []string
				for range random.IntN(3) {
					record = append(record, field())
				}
				records = append(records, record)
			}
			err := w.WriteAll(records)
			return []any{fmt.Sprintf("%q", records), b.String(), err, w.Error()}
		}},
	})
}
