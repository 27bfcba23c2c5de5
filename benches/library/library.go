// Micro-benchmarks of what programs call most, where the work lies inside one call. Prints a name, nanoseconds a call, and what the first call added to sink,
// by which it shows whether it was the same work everywhere.
//
//	gorun run benches/library     beside     go run . (in that folder)
//
// `cargo run -p xtask --release -- library` runs both, and yaegi, and prints the ratios. This file and wider.go keep to what yaegi knows (Go 1.19, no generic
// functions of the library); what it does not know stands in modern.go. Each call's run takes MS milliseconds; only the
// names that contain ONLY are run. (Both from the environment: yaegi hands its own arguments on.)
package main

import (
	"bufio"
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"html"
	"io"
	"math"
	"math/big"
	"math/rand"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"text/template"
	"time"
	"unicode"
	"unicode/utf8"
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

	kilobyte = data[:1024]
	armoured = base64.StdEncoding.EncodeToString(kilobyte)
	hexed    = hex.EncodeToString(kilobyte)
	lines    = strings.Repeat("a line of some words\n", 500)
	table    = strings.Repeat("alpha,12,\"a quoted, field\",3.5\n", 100)
	moment   = time.Date(2024, time.February, 29, 13, 37, 42, 123456789, time.UTC)
	large, _ = new(big.Int).SetString(strings.Repeat("1234567890", 20), 10)
	greeting = template.Must(template.New("").Parse("{{.Name}} is {{.Age}}{{range .Emails}}, {{.}}{{end}}\n"))
	wrapped  = fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", errCause))
	random   = rand.New(rand.NewSource(1))
)

type byLength []string

func (b byLength) Len() int           { return len(b) }
func (b byLength) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

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
	// What stands around each call.
	{" (the loop alone)", func(n int) {
		for i := 0; i < n; i++ {
			sink++
		}
	}},
	{"base64 decode", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := base64.StdEncoding.DecodeString(armoured)
			sink += len(b)
		}
	}},
	{"base64 encode", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(base64.StdEncoding.EncodeToString(kilobyte))
		}
	}},
	{"big.Int Exp", func(n int) {
		power, modulus := new(big.Int), new(big.Int).Sub(large, big.NewInt(2))
		for i := 0; i < n; i++ {
			sink += power.Exp(large, big.NewInt(65537), modulus).BitLen()
		}
	}},
	{"big.Int Mul", func(n int) {
		product := new(big.Int)
		for i := 0; i < n; i++ {
			sink += product.Mul(large, large).BitLen()
		}
	}},
	{"big.Int String", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(large.String())
		}
	}},
	{"big.Int factorial", func(n int) {
		for i := 0; i < n; i++ {
			f := big.NewInt(1)
			for k := int64(2); k <= 100; k++ {
				f.Mul(f, big.NewInt(k))
			}
			sink += f.BitLen()
		}
	}},
	{"binary.BigEndian", func(n int) {
		var b [8]byte
		for i := 0; i < n; i++ {
			binary.BigEndian.PutUint32(b[:], uint32(i))
			sink += int(binary.BigEndian.Uint32(b[:]))
		}
	}},
	{"binary.Write", func(n int) {
		var buf bytes.Buffer
		for i := 0; i < n; i++ {
			buf.Reset()
			binary.Write(&buf, binary.LittleEndian, uint32(i))
			sink += buf.Len()
		}
	}},
	{"bufio.ReadString", func(n int) {
		for i := 0; i < n; i++ {
			r := bufio.NewReader(strings.NewReader(lines))
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					break
				}
				sink += len(line)
			}
		}
	}},
	{"bufio.Scanner lines", func(n int) {
		for i := 0; i < n; i++ {
			s := bufio.NewScanner(strings.NewReader(lines))
			for s.Scan() {
				sink += len(s.Text())
			}
		}
	}},
	{"bufio.Scanner words", func(n int) {
		for i := 0; i < n; i++ {
			s := bufio.NewScanner(strings.NewReader(lines))
			s.Split(bufio.ScanWords)
			for s.Scan() {
				sink++
			}
		}
	}},
	{"bufio.WriteString", func(n int) {
		for i := 0; i < n; i++ {
			k, _ := out.WriteString("hello, world\n")
			sink += k
		}
	}},
	{"bytes.Buffer", func(n int) {
		for i := 0; i < n; i++ {
			var buf bytes.Buffer
			for j := 0; j < 20; j++ {
				buf.Write(data)
			}
			sink += buf.Len()
		}
	}},
	{"bytes.Buffer short", func(n int) {
		var buf bytes.Buffer
		for i := 0; i < n; i++ {
			buf.Reset()
			buf.WriteString("hello")
			buf.WriteByte(' ')
			buf.WriteRune('w')
			sink += len(buf.String())
		}
	}},
	{"bytes.Contains", func(n int) {
		for i := 0; i < n; i++ {
			if bytes.Contains(kilobyte, []byte("lazy cat")) {
				sink++
			}
		}
	}},
	{"bytes.Equal", func(n int) {
		for i := 0; i < n; i++ {
			if bytes.Equal(data, other) {
				sink++
			}
		}
	}},
	{"bytes.Fields", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(bytes.Fields(kilobyte))
		}
	}},
	{"bytes.IndexByte", func(n int) {
		for i := 0; i < n; i++ {
			sink += bytes.IndexByte(data, '!')
		}
	}},
	{"bytes.ReplaceAll", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(bytes.ReplaceAll(kilobyte, []byte("fox"), []byte("badger")))
		}
	}},
	{"bytes.Split", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(bytes.Split(data, []byte(" ")))
		}
	}},
	{"bytes.TrimSpace", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(bytes.TrimSpace(kilobyte))
		}
	}},
	{"crc32.ChecksumIEEE", func(n int) {
		for i := 0; i < n; i++ {
			sink += int(crc32.ChecksumIEEE(kilobyte))
		}
	}},
	{"csv.ReadAll", func(n int) {
		for i := 0; i < n; i++ {
			records, _ := csv.NewReader(strings.NewReader(table)).ReadAll()
			sink += len(records)
		}
	}},
	{"errors.Is", func(n int) {
		for i := 0; i < n; i++ {
			if errors.Is(wrapped, errCause) {
				sink++
			}
		}
	}},
	{"filepath.Base", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(filepath.Base("/usr/local/share/doc.txt")) + len(filepath.Ext("doc.txt"))
		}
	}},
	{"filepath.Join", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(filepath.Join("usr", "local/..", "share", "doc.txt"))
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
	{"fmt.Sprintf %*d", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%*d|%-*s|%+d", 8, i, 6, "ab", 5))
		}
	}},
	{"fmt.Sprintf %+v structs", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%+v", people[:20]))
		}
	}},
	{"fmt.Sprintf %.2f", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%.2f", 1234.567))
		}
	}},
	{"fmt.Sprintf %05d", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%05d|%-8s|%3d", i, "left", 7))
		}
	}},
	{"fmt.Sprintf %T", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%T %T", i, people))
		}
	}},
	{"fmt.Sprintf %c %t %U", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%c %t %U", 0x4e16, true, 0x4e16))
		}
	}},
	{"fmt.Sprintf %d", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%d", i))
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
	{"fmt.Sprintf %s", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%s: %s", "key", "value"))
		}
	}},
	{"fmt.Sprintf %v error", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("failed: %v", wrapped))
		}
	}},
	{"fmt.Sprintf %v map", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%v", counts))
		}
	}},
	{"fmt.Sprintf %v pointer", func(n int) {
		p := &point{3, 4, "here"}
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%+v", p))
		}
	}},
	{"fmt.Sprintf %v slice", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%v", few))
		}
	}},
	{"fmt.Sprintf %v struct", func(n int) {
		p := point{3, 4, "here"}
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%v", p))
		}
	}},
	{"fmt.Sprintf %x", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintf("%x %x", 0xdeadbeef, "some bytes"))
		}
	}},
	{"fmt.Sprintln", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(fmt.Sprintln("value", i, true, 2.5))
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
	{"hex decode", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := hex.DecodeString(hexed)
			sink += len(b)
		}
	}},
	{"hex encode", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(hex.EncodeToString(kilobyte))
		}
	}},
	{"html.EscapeString", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(html.EscapeString("a <b> & \"c\""))
		}
	}},
	{"io.ReadAll", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := io.ReadAll(strings.NewReader(lines))
			sink += len(b)
		}
	}},
	{"json.Decoder", func(n int) {
		for i := 0; i < n; i++ {
			d := json.NewDecoder(bytes.NewReader(encoded))
			var all []person
			d.Decode(&all)
			sink += len(all)
		}
	}},
	{"json.Decoder tokens", func(n int) {
		for i := 0; i < n; i++ {
			d := json.NewDecoder(bytes.NewReader(short))
			for {
				if _, err := d.Token(); err != nil {
					break
				}
				sink++
			}
		}
	}},
	{"json.Encoder", func(n int) {
		var buf bytes.Buffer
		for i := 0; i < n; i++ {
			buf.Reset()
			json.NewEncoder(&buf).Encode(people[1])
			sink += buf.Len()
		}
	}},
	{"json.Indent", func(n int) {
		var buf bytes.Buffer
		for i := 0; i < n; i++ {
			buf.Reset()
			json.Indent(&buf, encoded, "", "  ")
			sink += buf.Len()
		}
	}},
	{"json.Marshal", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := json.Marshal(people)
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
	{"json.Marshal one", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := json.Marshal(people[1])
			sink += len(b)
		}
	}},
	{"json.MarshalIndent", func(n int) {
		for i := 0; i < n; i++ {
			b, _ := json.MarshalIndent(people[1], "", "  ")
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
	{"json.Unmarshal any", func(n int) {
		for i := 0; i < n; i++ {
			json.Unmarshal(encoded, &object)
		}
	}},
	{"json.Unmarshal one", func(n int) {
		for i := 0; i < n; i++ {
			var p person
			json.Unmarshal(short, &p)
			sink += p.Age
		}
	}},
	{"json.Valid", func(n int) {
		for i := 0; i < n; i++ {
			if json.Valid(encoded) {
				sink++
			}
		}
	}},
	{"math", func(n int) {
		x := 2.5
		for i := 0; i < n; i++ {
			x = math.Sqrt(x) + math.Floor(x) + math.Abs(x)
			sink += int(x)
		}
	}},
	{"math.Pow", func(n int) {
		x := 2.5
		for i := 0; i < n; i++ {
			x = math.Pow(1.0001, 1.5+x*1e-9) + math.Sin(x) + math.Log(1+x)
			sink += int(x)
		}
	}},
	{"md5.Sum", func(n int) {
		for i := 0; i < n; i++ {
			s := md5.Sum(kilobyte)
			sink += int(s[0])
		}
	}},
	{"rand.Intn", func(n int) {
		for i := 0; i < n; i++ {
			sink += rand.Intn(1000)
		}
	}},
	{"rand.Rand", func(n int) {
		for i := 0; i < n; i++ {
			sink += random.Intn(1000)
		}
	}},
	{"reflect fields", func(n int) {
		for i := 0; i < n; i++ {
			v := reflect.ValueOf(&people[i%10]).Elem()
			for f := 0; f < v.NumField(); f++ {
				sink += int(v.Field(f).Kind()) + len(v.Type().Field(f).Name)
			}
		}
	}},
	{"reflect.DeepEqual", func(n int) {
		copied := append([]person(nil), people[:20]...)
		for i := 0; i < n; i++ {
			if reflect.DeepEqual(people[:20], copied) {
				sink++
			}
		}
	}},
	{"regexp.FindAllString", func(n int) {
		word := regexp.MustCompile(`\w+`)
		for i := 0; i < n; i++ {
			sink += len(word.FindAllString(lines[:1000], -1))
		}
	}},
	{"regexp.FindAllStringIndex", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(pattern.FindAllStringIndex(text, -1))
		}
	}},
	{"regexp.FindString", func(n int) {
		number := regexp.MustCompile(`[0-9]+`)
		for i := 0; i < n; i++ {
			sink += len(number.FindString("order 66 of the day"))
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
	{"regexp.MustCompile", func(n int) {
		for i := 0; i < n; i++ {
			sink += regexp.MustCompile(`^(\w+)@(\w+)\.com$`).NumSubexp()
		}
	}},
	{"regexp.ReplaceAllString", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(pattern.ReplaceAllString(text, "$2 $1"))
		}
	}},
	{"regexp.ReplaceAllStringFunc (callback)", func(n int) {
		word := regexp.MustCompile(`\w+`)
		for i := 0; i < n; i++ {
			sink += len(word.ReplaceAllStringFunc("a few words here", strings.ToUpper))
		}
	}},
	{"regexp.Split", func(n int) {
		comma := regexp.MustCompile(`\s*,\s*`)
		for i := 0; i < n; i++ {
			sink += len(comma.Split("a, b,c ,  d", -1))
		}
	}},
	{"sha256.Sum256", func(n int) {
		for i := 0; i < n; i++ {
			s := sha256.Sum256(kilobyte)
			sink += int(s[0])
		}
	}},
	{"sort.Float64s", func(n int) {
		fs, ys := make([]float64, 1000), make([]float64, 1000)
		for i := range fs {
			fs[i] = float64(ints[i]) / 7
		}
		for i := 0; i < n; i++ {
			copy(ys, fs)
			sort.Float64s(ys)
			sink += int(ys[0])
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
	{"sort.SliceStable (callback)", func(n int) {
		ys := make([]int, 1000)
		for i := 0; i < n; i++ {
			copy(ys, ints)
			sort.SliceStable(ys, func(a, b int) bool { return ys[a] < ys[b] })
			sink += ys[0]
		}
	}},
	{"sort.Sort (callback)", func(n int) {
		ys := make(byLength, 1000)
		for i := 0; i < n; i++ {
			copy(ys, words)
			sort.Sort(ys)
			sink += len(ys[0])
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
	{"strconv.AppendInt", func(n int) {
		var buf [32]byte
		for i := 0; i < n; i++ {
			sink += len(strconv.AppendInt(buf[:0], int64(i), 10))
		}
	}},
	{"strconv.AppendQuote", func(n int) {
		var buf [64]byte
		for i := 0; i < n; i++ {
			sink += len(strconv.AppendQuote(buf[:0], "a quoted word\n"))
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
	{"strconv.FormatUint", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strconv.FormatUint(uint64(i), 2))
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
	{"strconv.ParseUint", func(n int) {
		for i := 0; i < n; i++ {
			k, _ := strconv.ParseUint("18446744073709551615", 10, 64)
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
	{"strings.Builder short", func(n int) {
		for i := 0; i < n; i++ {
			var b strings.Builder
			b.WriteString("hello")
			b.WriteByte(' ')
			b.WriteRune('w')
			sink += len(b.String())
		}
	}},
	{"strings.Compare", func(n int) {
		for i := 0; i < n; i++ {
			sink += strings.Compare(listed, spaced)
		}
	}},
	{"strings.Contains", func(n int) {
		for i := 0; i < n; i++ {
			if strings.Contains(spaced, "read") {
				sink++
			}
		}
	}},
	{"strings.ContainsRune", func(n int) {
		for i := 0; i < n; i++ {
			if strings.ContainsRune(spaced, 'w') && strings.ContainsAny(listed, ";,") {
				sink++
			}
		}
	}},
	{"strings.Count", func(n int) {
		for i := 0; i < n; i++ {
			sink += strings.Count(text, "fox")
		}
	}},
	{"strings.Cut", func(n int) {
		for i := 0; i < n; i++ {
			before, after, _ := strings.Cut("key=value", "=")
			sink += len(before) + len(after)
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
	{"strings.FieldsFunc (callback)", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.FieldsFunc(listed, func(r rune) bool { return r == ',' }))
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
	{"strings.Index short", func(n int) {
		for i := 0; i < n; i++ {
			sink += strings.Index(listed, "gamma") + strings.IndexByte(listed, 'g')
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
	{"strings.Map (callback)", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Map(func(r rune) rune {
				if r == 'a' {
					return 'b'
				}
				return r
			}, spaced))
		}
	}},
	{"strings.NewReader", func(n int) {
		for i := 0; i < n; i++ {
			r := strings.NewReader(listed)
			for {
				c, err := r.ReadByte()
				if err != nil {
					break
				}
				sink += int(c)
			}
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
	{"strings.SplitN", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.SplitN(listed, ",", 3))
		}
	}},
	{"strings.Title", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Title("some words here"))
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
	{"strings.Trim", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.Trim(spaced, " s")) + len(strings.TrimSuffix(listed, "epsilon")) + len(strings.TrimLeft(spaced, " "))
		}
	}},
	{"strings.TrimFunc (callback)", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.TrimFunc(spaced, unicode.IsSpace))
		}
	}},
	{"strings.TrimSpace", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(strings.TrimSpace(spaced))
		}
	}},
	{"template.Execute", func(n int) {
		var buf bytes.Buffer
		for i := 0; i < n; i++ {
			buf.Reset()
			greeting.Execute(&buf, people[1])
			sink += buf.Len()
		}
	}},
	{"time.Date", func(n int) {
		for i := 0; i < n; i++ {
			sink += time.Date(2024, time.February, i%28, 13, 37, 42, 0, time.UTC).Day()
		}
	}},
	{"time.Duration String", func(n int) {
		for i := 0; i < n; i++ {
			sink += len((time.Duration(i) * 1234567).String())
		}
	}},
	{"time.Format", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(moment.Format("2006-01-02 15:04:05"))
		}
	}},
	{"time.Format RFC3339", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(moment.Format(time.RFC3339))
		}
	}},
	{"time.Now", func(n int) {
		for i := 0; i < n; i++ {
			sink += time.Now().Nanosecond()
		}
	}},
	{"time.Parse", func(n int) {
		for i := 0; i < n; i++ {
			t, _ := time.Parse("2006-01-02 15:04:05", "2024-02-29 13:37:42")
			sink += t.Day()
		}
	}},
	{"time.Parse RFC3339", func(n int) {
		for i := 0; i < n; i++ {
			t, _ := time.Parse(time.RFC3339, "2024-02-29T13:37:42Z")
			sink += t.Day()
		}
	}},
	{"time.ParseDuration", func(n int) {
		for i := 0; i < n; i++ {
			d, _ := time.ParseDuration("1h15m30.5s")
			sink += int(d)
		}
	}},
	{"time.Sub", func(n int) {
		for i := 0; i < n; i++ {
			if moment.Add(time.Duration(i)).After(moment) {
				sink += int(moment.Sub(moment.Add(time.Hour)))
			}
		}
	}},
	{"unicode", func(n int) {
		r := 'é'
		for i := 0; i < n; i++ {
			if unicode.IsLetter(r) && !unicode.IsSpace(r) && unicode.IsUpper(unicode.ToUpper(r)) {
				sink++
			}
		}
	}},
	{"url.Parse", func(n int) {
		for i := 0; i < n; i++ {
			u, _ := url.Parse("https://example.com:8080/a/b?q=1&r=two#top")
			sink += len(u.Path)
		}
	}},
	{"url.QueryEscape", func(n int) {
		for i := 0; i < n; i++ {
			sink += len(url.QueryEscape("a b&c=d/é"))
		}
	}},
	{"utf8", func(n int) {
		for i := 0; i < n; i++ {
			r, k := utf8.DecodeRuneInString("é")
			sink += int(r) + k + utf8.RuneCountInString(listed)
		}
	}},
	{"utf8.ValidString", func(n int) {
		for i := 0; i < n; i++ {
			if utf8.ValidString(text[:1000]) {
				sink++
			}
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
	defer os.RemoveAll(folder)
	long, only := 100, os.Getenv("ONLY")
	if ms, err := strconv.Atoi(os.Getenv("MS")); err == nil {
		long = ms
	}
	for _, r := range rows {
		if strings.Contains(r.name, only) {
			before := sink
			r.run(1)
			first := sink - before
			fmt.Printf("%s\t%.2f\t%d\n", r.name, measure(r.run, time.Duration(long)*time.Millisecond), first)
		}
	}
}
