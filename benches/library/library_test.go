// Micro-benchmarks of what programs call most, where the work lies inside one call:
//
//	gorun test -bench . benches/library     beside     go test -bench . (in that folder)
//
// `cargo run -p xtask --release -- library` runs both and prints the ratios.
package library

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

var (
	text   = strings.Repeat("the quick brown fox jumps over the lazy dog; ", 2000)
	data   = []byte(text)
	words  = strings.Fields(text)
	sink   int
	object any
)

func shuffled(n int) []int {
	xs, x := make([]int, n), uint32(7)
	for i := range xs {
		x = x*1664525 + 1013904223
		xs[i] = int(x >> 8)
	}
	return xs
}

func BenchmarkStringsIndex(b *testing.B) {
	for b.Loop() {
		sink += strings.Index(text, "lazy cat")
	}
}
func BenchmarkStringsCount(b *testing.B) {
	for b.Loop() {
		sink += strings.Count(text, "fox")
	}
}
func BenchmarkStringsReplaceAll(b *testing.B) {
	for b.Loop() {
		sink += len(strings.ReplaceAll(text, "fox", "badger"))
	}
}
func BenchmarkStringsFields(b *testing.B) {
	for b.Loop() {
		sink += len(strings.Fields(text))
	}
}
func BenchmarkStringsSplit(b *testing.B) {
	for b.Loop() {
		sink += len(strings.Split(text, "; "))
	}
}
func BenchmarkStringsJoin(b *testing.B) {
	for b.Loop() {
		sink += len(strings.Join(words, ","))
	}
}
func BenchmarkStringsToUpper(b *testing.B) {
	for b.Loop() {
		sink += len(strings.ToUpper(text))
	}
}
func BenchmarkStringsEqualFold(b *testing.B) {
	upper := strings.ToUpper(text)
	for b.Loop() {
		if strings.EqualFold(text, upper) {
			sink++
		}
	}
}
func BenchmarkBytesIndexByte(b *testing.B) {
	for b.Loop() {
		sink += bytes.IndexByte(data, '!')
	}
}
func BenchmarkBytesEqual(b *testing.B) {
	other := bytes.Clone(data)
	for b.Loop() {
		if bytes.Equal(data, other) {
			sink++
		}
	}
}
func BenchmarkBytesSplit(b *testing.B) {
	for b.Loop() {
		sink += len(bytes.Split(data, []byte(" ")))
	}
}
func BenchmarkBytesBuffer(b *testing.B) {
	for b.Loop() {
		var buf bytes.Buffer
		for range 20 {
			buf.Write(data)
		}
		sink += buf.Len()
	}
}
func BenchmarkStrconvParseFloat(b *testing.B) {
	for b.Loop() {
		f, _ := strconv.ParseFloat("3.14159265358979e-12", 64)
		sink += int(f)
	}
}
func BenchmarkStrconvFormatFloat(b *testing.B) {
	for b.Loop() {
		sink += len(strconv.FormatFloat(3.14159265358979e-12, 'g', -1, 64))
	}
}
func BenchmarkStrconvAtoi(b *testing.B) {
	for b.Loop() {
		n, _ := strconv.Atoi("-123456789")
		sink += n
	}
}
func BenchmarkStrconvItoa(b *testing.B) {
	for b.Loop() {
		sink += len(strconv.Itoa(-123456789))
	}
}
func BenchmarkStrconvQuote(b *testing.B) {
	for b.Loop() {
		sink += len(strconv.Quote(text[:1000]))
	}
}
func BenchmarkSortInts(b *testing.B) {
	xs := shuffled(10000)
	for b.Loop() {
		ys := slices.Clone(xs)
		sort.Ints(ys)
		sink += ys[0]
	}
}
func BenchmarkSortStrings(b *testing.B) {
	for b.Loop() {
		ys := slices.Clone(words[:5000])
		sort.Strings(ys)
		sink += len(ys[0])
	}
}
func BenchmarkSlicesSort(b *testing.B) {
	xs := shuffled(10000)
	for b.Loop() {
		ys := slices.Clone(xs)
		slices.Sort(ys)
		sink += ys[0]
	}
}

var pattern = regexp.MustCompile(`(\w+) (fox|dog)`)

func BenchmarkRegexpFindAll(b *testing.B) {
	for b.Loop() {
		sink += len(pattern.FindAllStringIndex(text, -1))
	}
}
func BenchmarkRegexpReplaceAll(b *testing.B) {
	for b.Loop() {
		sink += len(pattern.ReplaceAllString(text, "$2 $1"))
	}
}
func BenchmarkRegexpMatch(b *testing.B) {
	for b.Loop() {
		if pattern.MatchString("a quick brown fox") {
			sink++
		}
	}
}

type person struct {
	Name   string            `json:"name"`
	Age    int               `json:"age"`
	Emails []string          `json:"emails,omitempty"`
	Tags   map[string]string `json:"tags"`
	Score  float64           `json:"score"`
}

var people = func() (all []person) {
	for i := range 200 {
		all = append(all, person{
			Name: fmt.Sprint("person ", i), Age: i % 90, Score: float64(i) / 7,
			Emails: []string{fmt.Sprintf("p%d@example.com", i)}, Tags: map[string]string{"team": "red", "city": "Ulm"},
		})
	}
	return all
}()
var encoded, _ = json.Marshal(people)

func BenchmarkJSONMarshal(b *testing.B) {
	for b.Loop() {
		out, _ := json.Marshal(people)
		sink += len(out)
	}
}
func BenchmarkJSONUnmarshal(b *testing.B) {
	for b.Loop() {
		var all []person
		json.Unmarshal(encoded, &all)
		sink += len(all)
	}
}
func BenchmarkJSONUnmarshalAny(b *testing.B) {
	for b.Loop() {
		json.Unmarshal(encoded, &object)
	}
}
func BenchmarkJSONValid(b *testing.B) {
	for b.Loop() {
		if json.Valid(encoded) {
			sink++
		}
	}
}
func BenchmarkSprintf(b *testing.B) {
	for b.Loop() {
		sink += len(fmt.Sprintf("%d %s %8.3f %v", 42, "hello", 3.14159, true))
	}
}
func BenchmarkSprintfStruct(b *testing.B) {
	for b.Loop() {
		sink += len(fmt.Sprintf("%+v", people[:20]))
	}
}
func BenchmarkSscanf(b *testing.B) {
	for b.Loop() {
		var n int
		var s string
		fmt.Sscanf("42 hello", "%d %s", &n, &s)
		sink += n
	}
}
