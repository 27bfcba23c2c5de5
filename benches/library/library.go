// Micro-benchmarks of what programs call most, where the work lies inside one call. Prints a name and nanoseconds a call.
//
//	gorun run benches/library     beside     go run . (in that folder)     and     yaegi run library.go
//
// `cargo run -p xtask --release -- library` runs all three and prints the ratios. This file keeps to what yaegi knows (Go 1.19, no generic
// functions of the library); what it does not know stands in modern.go. Each call's run takes MS milliseconds; only the
// names that contain ONLY are run. (Both from the environment: yaegi hands its own arguments on.)
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

// A row runs its call n times.
type row struct {
	name string
	run  func(n int)
}

var (
	text   = strings.Repeat("the quick brown fox jumps over the lazy dog; ", 2000)
	data   = []byte(text)
	other  = []byte(text)
	upper  = strings.ToUpper(text)
	words  = strings.Fields(text)
	spaced = "  a line of some words, as programs read them  "
	listed = "alpha,beta,gamma,delta,epsilon"
	sink   int
	object interface{}

	pattern  = regexp.MustCompile(`(\w+) (fox|dog)`)
	replacer = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")
	ints     = shuffled(10000)
	few      = shuffled(20)
	counts   = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4}
	out      = bufio.NewWriter(io.Discard)
	errCause = errors.New("no such thing")
)

func shuffled(n int) []int {
	xs, x := make([]int, n), uint32(7)
	for i := range xs {
		x = x*1664525 + 1013904223
		xs[i] = int(x >> 8)
	}
	return xs
}

type point struct {
	X, Y int
	Name string
}

type person struct {
	Name   string            `json:"name"`
	Age    int               `json:"age"`
	Emails []string          `json:"emails,omitempty"`
	Tags   map[string]string `json:"tags"`
	Score  float64           `json:"score"`
}

var people = func() (all []person) {
	for i := 0; i < 200; i++ {
		all = append(all, person{
			Name: fmt.Sprint("person ", i), Age: i % 90, Score: float64(i) / 7,
			Emails: []string{fmt.Sprintf("p%d@example.com", i)}, Tags: map[string]string{"team": "red", "city": "Ulm"},
		})
	}
	return all
}()
var encoded, _ = json.Marshal(people)
var short = []byte(`{"name":"Ada","age":36,"emails":["a@b.c"],"tags":{"k":"v"},"score":1.5}`)

var rows = []row{
	{"bytes.Buffer", func(n int) {
		for i := 0; i < n; i++ {
			var buf bytes.Buffer
			for j := 0; j < 20; j++ {
				buf.Write(data)
			}
			sink += buf.Len()
		}
	}},
	{"bytes.Equal", func(n int) {
		for i := 0; i < n; i++ {
			if bytes.Equal(data, other) {
				sink++
			}
		}
	}},
	{"bytes.IndexByte", func(n int) {
		for i := 0; i < n; i++ {
			sink += bytes.IndexByte(data, '!')
		}
	}},
	{"bytes.Split", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(bytes.Split(data, []byte(" ")))
		}
	}},
	{"fmt.Errorf", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Errorf("reading %s: %w", "file", errCause).Error())
		}
	}},
	{"fmt.Fprintf", func(n int) {
		for i := 0; i < n; i++ {
			k, _ := fmt.Fprintf(out, "%d %s\n", i, "hello")
			sink += k
		}
	}},
	{"fmt.Fprintln", func(n int) {
		for i := 0; i < n; i++ {
			k, _ := fmt.Fprintln(io.Discard, "value", i)
			sink += k
		}
	}},
	{"fmt.Sprint", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprint("person ", i))
		}
	}},
	{"fmt.Sprintf", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%d %s %8.3f %v", 42, "hello", 3.14159, true))
		}
	}},
	{"fmt.Sprintf %d", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%d", i))
		}
	}},
	{"fmt.Sprintf %05d", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%05d|%-8s|%3d", i, "left", 7))
		}
	}},
	{"fmt.Sprintf %.2f", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%.2f", 1234.567))
		}
	}},
	{"fmt.Sprintf %g", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%g %e", 0.000123, 123456.789))
		}
	}},
	{"fmt.Sprintf %q", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%q", "a quoted \"word\"\n"))
		}
	}},
	{"fmt.Sprintf %x", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%x %x", 0xdeadbeef, "some bytes"))
		}
	}},
	{"fmt.Sprintf %v struct", func(n int) {
		p := point{3, 4, "here"}
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%v", p))
		}
	}},
	{"fmt.Sprintf %+v structs", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%+v", people[:20]))
		}
	}},
	{"fmt.Sprintf %v slice", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%v", few))
		}
	}},
	{"fmt.Sprintf %v map", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%v", counts))
		}
	}},
	{"fmt.Sscan", func(n int) {
		for i := 0; i < n; i++ {
			var a, b int
			fmt.Sscan("123 456", &a, &b)
			sink += a
		}
	}},
	{"fmt.Sscanf", func(n int) {
		for i := 0; i < n; i++ {
			var k int
			var s string
			fmt.Sscanf("42 hello", "%d %s", &k, &s)
			sink += k
		}
	}},
	{"json.Marshal", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := json.Marshal(people)
			sink += len(b)
		}
	}},
	{"json.Marshal one", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := json.Marshal(people[1])
			sink += len(b)
		}
	}},
	{"json.Marshal any", func(n int) {
		var v interface{}
		json.Unmarshal(encoded, &v)
		for i := 0; i < n; i++ {
			b, _ := json.Marshal(v)
			sink += len(b)
		}
	}},
	{"json.Unmarshal", func(n int) {
		for i := 0; i < n; i++ {
			var all []person
			json.Unmarshal(encoded, &all)
			sink += len(all)
		}
	}},
	{"json.Unmarshal one", func(n int) {
		for i := 0; i < n; i++ {
			var p person
			json.Unmarshal(short, &p)
			sink += p.Age
		}
	}},
	{"json.Unmarshal any", func(n int) {
		for i := 0; i < n; i++ {
			json.Unmarshal(encoded, &object)
		}
	}},
	{"json.Valid", func(n int) {
		for i := 0; i < n; i++ {
			if json.Valid(encoded) {
				sink++
			}
		}
	}},
	{"regexp.FindAllStringIndex", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(pattern.FindAllStringIndex(text, -1))
		}
	}},
	{"regexp.FindStringSubmatch", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(pattern.FindStringSubmatch("a quick brown fox"))
		}
	}},
	{"regexp.MatchString", func(n int) {
		for i := 0; i < n; i++ {
			if pattern.MatchString("a quick brown fox") {
				sink++
			}
		}
	}},
	{"regexp.ReplaceAllString", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(pattern.ReplaceAllString(text, "$2 $1"))
		}
	}},
	{"sort.Ints", func(n int) {
		ys := make([]int, len(ints))
		for i := 0; i < n; i++ {
			copy(ys, ints)
			sort.Ints(ys)
			sink += ys[0]
		}
	}},
	{"sort.Strings", func(n int) {
		ys := make([]string, 5000)
		for i := 0; i < n; i++ {
			copy(ys, words)
			sort.Strings(ys)
			sink += len(ys[0])
		}
	}},
	{"sort.SearchInts", func(n int) {
		for i := 0; i < n; i++ {
			sink += sort.SearchInts(ints, 1000)
		}
	}},
	{"sort.Slice (callback)", func(n int) {
		ys := make([]int, 1000)
		for i := 0; i < n; i++ {
			copy(ys, ints)
			sort.Slice(ys, func(a, b int) bool { return ys[a] < ys[b] })
			sink += ys[0]
		}
	}},
	{"strconv.AppendInt", func(n int) {
		var buf [32]byte
		for i := 0; i < n; i++ {
			sink += len(strconv.AppendInt(buf[:0], int64(i), 10))
		}
	}},
	{"strconv.Atoi", func(n int) {
		for i := 0; i < n; i++ {
			k, _ := strconv.Atoi("-123456789")
			sink += k
		}
	}},
	{"strconv.FormatFloat", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strconv.FormatFloat(3.14159265358979e-12, 'g', -1, 64))
		}
	}},
	{"strconv.FormatFloat 'f' 2", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strconv.FormatFloat(1234.567, 'f', 2, 64))
		}
	}},
	{"strconv.FormatInt", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strconv.FormatInt(0x123456789abcdef, 16))
		}
	}},
	{"strconv.Itoa", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strconv.Itoa(-123456789))
		}
	}},
	{"strconv.ParseBool", func(n int) {
		for i := 0; i < n; i++ {
			if b, _ := strconv.ParseBool("true"); b {
				sink++
			}
		}
	}},
	{"strconv.ParseFloat", func(n int) {
		for i := 0; i < n; i++ {
			f, _ := strconv.ParseFloat("3.14159265358979e-12", 64)
			sink += int(f)
		}
	}},
	{"strconv.ParseInt", func(n int) {
		for i := 0; i < n; i++ {
			k, _ := strconv.ParseInt("7fffabcd", 16, 64)
			sink += int(k)
		}
	}},
	{"strconv.Quote", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strconv.Quote(text[:1000]))
		}
	}},
	{"strconv.Unquote", func(n int) {
		for i := 0; i < n; i++ {
			s, _ := strconv.Unquote(`"some text\n with \"quotes\""`)
			sink += len(s)
		}
	}},
	{"strings.Builder", func(n int) {
		for i := 0; i < n; i++ {
			var b strings.Builder
			for j := 0; j < 20; j++ {
				b.WriteString(text[:100])
			}
			sink += b.Len()
		}
	}},
	{"strings.Contains", func(n int) {
		for i := 0; i < n; i++ {
			if strings.Contains(spaced, "read") {
				sink++
			}
		}
	}},
	{"strings.Count", func(n int) {
		for i := 0; i < n; i++ {
			sink += strings.Count(text, "fox")
		}
	}},
	{"strings.EqualFold", func(n int) {
		for i := 0; i < n; i++ {
			if strings.EqualFold(text, upper) {
				sink++
			}
		}
	}},
	{"strings.Fields", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Fields(text))
		}
	}},
	{"strings.Fields short", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Fields(spaced))
		}
	}},
	{"strings.HasPrefix", func(n int) {
		for i := 0; i < n; i++ {
			if strings.HasPrefix(text, "the quick") {
				sink++
			}
		}
	}},
	{"strings.Index", func(n int) {
		for i := 0; i < n; i++ {
			sink += strings.Index(text, "lazy cat")
		}
	}},
	{"strings.Join", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Join(words, ","))
		}
	}},
	{"strings.LastIndex", func(n int) {
		for i := 0; i < n; i++ {
			sink += strings.LastIndex(text, "lazy cat")
		}
	}},
	{"strings.Repeat", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Repeat("ab", 100))
		}
	}},
	{"strings.ReplaceAll", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.ReplaceAll(text, "fox", "badger"))
		}
	}},
	{"strings.ReplaceAll short", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.ReplaceAll(listed, ",", ", "))
		}
	}},
	{"strings.Replacer", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(replacer.Replace("a <b> & c"))
		}
	}},
	{"strings.Split", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Split(text, "; "))
		}
	}},
	{"strings.Split short", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Split(listed, ","))
		}
	}},
	{"strings.ToLower short", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.ToLower("Content-Type"))
		}
	}},
	{"strings.ToUpper", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.ToUpper(text))
		}
	}},
	{"strings.TrimSpace", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.TrimSpace(spaced))
		}
	}},
}

// measure gives nanoseconds a call: the least of many short runs, so that other programs on the machine do not count.
func measure(run func(n int), long time.Duration) float64 {
	const parts = 20
	n, least := 1, 0.0
	run(1)
	for spent := time.Duration(0); spent < long; {
		started := time.Now()
		run(n)
		took := time.Since(started)
		spent += took
		if each := float64(took.Nanoseconds()) / float64(n); least == 0 || each < least {
			least = each
		}
		if took < long/parts && n < 1e8 {
			n *= 2
		}
	}
	return least
}

func main() {
	long, only := 100, os.Getenv("ONLY")
	if ms, err := strconv.Atoi(os.Getenv("MS")); err == nil {
		long = ms
	}
	for _, r := range rows {
		if strings.Contains(r.name, only) {
			fmt.Printf("%s\t%.2f\n", r.name, measure(r.run, time.Duration(long)*time.Millisecond))
		}
	}
}
