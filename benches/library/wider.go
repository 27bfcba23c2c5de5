// More rows: what programs do with the larger packages, and with whole values of the small ones. As library.go this keeps to what yaegi
// knows.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"container/heap"
	"container/list"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"log"
	"math/big"
	"math/bits"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
	"text/template"
	"time"
	"unicode/utf8"
)

// A temperature has its own form in JSON.
type temperature float64

func (t temperature) MarshalJSON() ([]byte, error) {
	return []byte(strconv.FormatFloat(float64(t), 'f', 1, 64)), nil
}

func (t *temperature) UnmarshalJSON(b []byte) error {
	f, err := strconv.ParseFloat(string(b), 64)
	*t = temperature(f)
	return err
}

type base struct {
	ID      int       `json:"id" xml:"id,attr"`
	Created time.Time `json:"created" xml:"created"`
}

type reading struct {
	base
	Sensor string          `json:"sensor" xml:"sensor"`
	Values []temperature   `json:"values" xml:"values>value"`
	Extra  json.RawMessage `json:"extra" xml:"-"`
	Any    interface{}     `json:"any" xml:"-"`
}

type book struct {
	Title  string   `xml:"title"`
	Author string   `xml:"author"`
	Year   int      `xml:"year,attr"`
	Tags   []string `xml:"tags>tag"`
}

type number struct{ n int }

func (n number) String() string { return "no. " + strconv.Itoa(n.n) }

type intHeap []int

func (h intHeap) Len() int            { return len(h) }
func (h intHeap) Less(i, j int) bool  { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)       { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x interface{}) { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() interface{} {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type header struct {
	Magic   uint32
	Version uint16
	Flags   uint16
	Size    int64
	Sums    [4]uint32
}

var (
	measured = reading{base: base{7, moment}, Sensor: "roof", Values: []temperature{1.5, 20, -3}, Extra: json.RawMessage(`{"a":[1,2]}`), Any: "x"}
	reported = func() []byte { b, _ := json.Marshal(measured); return b }()
	objects  = strings.Repeat(`{"name":"Ada","age":36,"emails":["a@b.c"],"tags":{"k":"v"},"score":1.5}`+"\n", 50)
	shelf    = book{"The Art of Programming", "D. K.", 1968, []string{"art", "craft"}}
	shelved  = func() []byte { b, _ := xml.Marshal(shelf); return b }()
	gobbed   = func() []byte { var b bytes.Buffer; gob.NewEncoder(&b).Encode(people); return b.Bytes() }()
	packed   = func() []byte {
		b := new(bytes.Buffer)
		binary.Write(b, binary.LittleEndian, header{})
		return b.Bytes()
	}()
	records = func() (all [][]string) {
		for i := 0; i < 100; i++ {
			all = append(all, []string{"alpha", strconv.Itoa(i), "a quoted, field", "3.5"})
		}
		return all
	}()
	scores = map[string]float64{"anna": 1.5, "ben": 2.25, "carl": 3, "dora": 4.125, "emil": 5}
	folder = func() string {
		dir, _ := os.MkdirTemp("", "library")
		for i := 0; i < 20; i++ {
			os.WriteFile(filepath.Join(dir, fmt.Sprint("file", i)), kilobyte, 0o644)
		}
		return dir
	}()
	zipped = func() []byte { var b bytes.Buffer; w := gzip.NewWriter(&b); w.Write(data); w.Close(); return b.Bytes() }()
	long   = new(big.Int).Exp(big.NewInt(3), big.NewInt(2000), nil)
)

func init() {
	rows = append(rows, []row{
		{"base64.NewDecoder", func(n int) {
			for i := 0; i < n; i++ {
				b, _ := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader(armoured)))
				sink += len(b)
			}
		}},
		{"base64.NewEncoder", func(n int) {
			var b bytes.Buffer
			for i := 0; i < n; i++ {
				b.Reset()
				w := base64.NewEncoder(base64.StdEncoding, &b)
				w.Write(kilobyte)
				w.Close()
				sink += b.Len()
			}
		}},
		{"big.Int Add", func(n int) {
			sum := new(big.Int)
			for i := 0; i < n; i++ {
				sum.Add(sum, large)
				if i%100 == 0 {
					sum.SetInt64(0)
				}
			}
			sink += sum.BitLen()
		}},
		{"big.Int Cmp", func(n int) {
			for i := 0; i < n; i++ {
				sink += large.Cmp(long)
			}
		}},
		{"big.Int DivMod", func(n int) {
			q, m := new(big.Int), new(big.Int)
			for i := 0; i < n; i++ {
				q.DivMod(long, large, m)
			}
			sink += q.BitLen()
		}},
		{"big.Int SetString", func(n int) {
			for i := 0; i < n; i++ {
				b, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
				sink += b.BitLen()
			}
		}},
		{"big.Int fibonacci", func(n int) {
			for i := 0; i < n; i++ {
				a, b := big.NewInt(0), big.NewInt(1)
				for j := 0; j < 100; j++ {
					a.Add(a, b)
					a, b = b, a
				}
				sink += a.BitLen()
			}
		}},
		{"big.Float Quo", func(n int) {
			x, y, z := big.NewFloat(1.5).SetPrec(200), big.NewFloat(7).SetPrec(200), new(big.Float).SetPrec(200)
			for i := 0; i < n; i++ {
				z.Quo(x, y)
			}
			sink += int(z.Prec())
		}},
		{"big.Rat Add", func(n int) {
			x, y, z := big.NewRat(1, 3), big.NewRat(2, 7), new(big.Rat)
			for i := 0; i < n; i++ {
				z.Add(x, y)
			}
			sink += z.Sign()
		}},
		{"binary.Read struct", func(n int) {
			var h header
			for i := 0; i < n; i++ {
				binary.Read(bytes.NewReader(packed), binary.LittleEndian, &h)
			}
			sink += int(h.Size)
		}},
		{"binary.Write struct", func(n int) {
			var b bytes.Buffer
			h := header{Magic: 7, Size: 12}
			for i := 0; i < n; i++ {
				b.Reset()
				binary.Write(&b, binary.LittleEndian, &h)
			}
			sink += b.Len()
		}},
		{"binary.PutUvarint", func(n int) {
			b := make([]byte, 10)
			for i := 0; i < n; i++ {
				k := binary.PutUvarint(b, uint64(i)*1e9)
				v, _ := binary.Uvarint(b[:k])
				sink += int(v)
			}
		}},
		{"bits", func(n int) {
			for i := 0; i < n; i++ {
				sink += bits.OnesCount(uint(i)) + bits.LeadingZeros64(uint64(i)) + bits.TrailingZeros(uint(i)) + bits.Len(uint(i))
			}
		}},
		{"bufio.ReadLine", func(n int) {
			for i := 0; i < n; i++ {
				r := bufio.NewReader(strings.NewReader(lines))
				for {
					line, _, err := r.ReadLine()
					if err != nil {
						break
					}
					sink += len(line)
				}
			}
		}},
		{"bufio.ReadRune", func(n int) {
			for i := 0; i < n; i++ {
				r := bufio.NewReader(strings.NewReader(lines))
				for {
					c, _, err := r.ReadRune()
					if err != nil {
						break
					}
					sink += int(c)
				}
			}
		}},
		{"bufio.WriteByte", func(n int) {
			for i := 0; i < n; i++ {
				out.WriteByte('x')
			}
		}},
		{"bytes.Buffer ReadFrom", func(n int) {
			var b bytes.Buffer
			for i := 0; i < n; i++ {
				b.Reset()
				k, _ := b.ReadFrom(strings.NewReader(lines))
				sink += int(k)
			}
		}},
		{"bytes.Buffer ReadString", func(n int) {
			for i := 0; i < n; i++ {
				b := bytes.NewBufferString(lines)
				for {
					line, err := b.ReadString('\n')
					if err != nil {
						break
					}
					sink += len(line)
				}
			}
		}},
		{"container/heap (callback)", func(n int) {
			for i := 0; i < n; i++ {
				h := &intHeap{}
				for _, x := range few {
					heap.Push(h, x)
				}
				for h.Len() > 0 {
					sink += heap.Pop(h).(int)
				}
			}
		}},
		{"container/list", func(n int) {
			for i := 0; i < n; i++ {
				l := list.New()
				for j := 0; j < 20; j++ {
					l.PushBack(j)
				}
				for e := l.Front(); e != nil; e = e.Next() {
					sink += e.Value.(int)
				}
			}
		}},
		{"context.WithCancel", func(n int) {
			for i := 0; i < n; i++ {
				ctx, cancel := context.WithCancel(context.Background())
				cancel()
				if ctx.Err() != nil {
					sink++
				}
			}
		}},
		{"context.WithValue", func(n int) {
			ctx := context.WithValue(context.WithValue(context.Background(), "a", 1), "b", 2)
			for i := 0; i < n; i++ {
				sink += ctx.Value("a").(int)
			}
		}},
		{"crc32 stream", func(n int) {
			h := crc32.NewIEEE()
			for i := 0; i < n; i++ {
				h.Write(kilobyte)
			}
			sink += int(h.Sum32())
		}},
		{"csv.Read reused", func(n int) {
			for i := 0; i < n; i++ {
				r := csv.NewReader(strings.NewReader(table))
				r.ReuseRecord = true
				for {
					record, err := r.Read()
					if err != nil {
						break
					}
					sink += len(record)
				}
			}
		}},
		{"csv.WriteAll", func(n int) {
			for i := 0; i < n; i++ {
				csv.NewWriter(io.Discard).WriteAll(records)
			}
		}},
		{"errors.As", func(n int) {
			err := fmt.Errorf("outer: %w", &os.PathError{Op: "open", Path: "x", Err: errCause})
			for i := 0; i < n; i++ {
				var p *os.PathError
				if errors.As(err, &p) {
					sink++
				}
			}
		}},
		{"errors.New", func(n int) {
			for i := 0; i < n; i++ {
				object = errors.New("no such thing")
			}
		}},
		{"filepath.Walk", func(n int) {
			for i := 0; i < n; i++ {
				filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
					sink += len(path)
					return err
				})
			}
		}},
		{"filepath.WalkDir", func(n int) {
			for i := 0; i < n; i++ {
				filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
					sink += len(path)
					return err
				})
			}
		}},
		{"filepath.Match", func(n int) {
			for i := 0; i < n; i++ {
				if ok, _ := filepath.Match("*.[ch]pp", "library.cpp"); ok {
					sink++
				}
			}
		}},
		{"filepath.Glob", func(n int) {
			pattern := filepath.Join(folder, "*1*")
			for i := 0; i < n; i++ {
				names, _ := filepath.Glob(pattern)
				sink += len(names)
			}
		}},
		{"flag.Parse", func(n int) {
			for i := 0; i < n; i++ {
				f := flag.NewFlagSet("x", flag.ContinueOnError)
				number := f.Int("n", 1, "")
				name := f.String("name", "", "")
				f.Parse([]string{"-n", "7", "-name=ada", "rest"})
				sink += *number + len(*name)
			}
		}},
		{"fmt.Fscan", func(n int) {
			for i := 0; i < n; i++ {
				r := bufio.NewReader(strings.NewReader("1 2 3 4 5 6 7 8 9 10\n"))
				for j := 0; j < 10; j++ {
					var x int
					fmt.Fscan(r, &x)
					sink += x
				}
			}
		}},
		{"fmt.Fprintf bufio", func(n int) {
			for i := 0; i < n; i++ {
				fmt.Fprintf(out, "%d: %s\n", i, "some text")
			}
		}},
		{"fmt.Sprintf %v Stringer", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(fmt.Sprintf("%v", number{i}))
			}
		}},
		{"fmt.Sprintf %s Stringers", func(n int) {
			all := []number{{1}, {2}, {3}, {4}}
			for i := 0; i < n; i++ {
				sink += len(fmt.Sprintf("%s", all))
			}
		}},
		{"fmt.Sscanf hex", func(n int) {
			for i := 0; i < n; i++ {
				var r, g, b uint8
				fmt.Sscanf("#ff8000", "#%02x%02x%02x", &r, &g, &b)
				sink += int(r) + int(g)
			}
		}},
		{"fmt.Sscanln", func(n int) {
			for i := 0; i < n; i++ {
				var s string
				var f float64
				fmt.Sscanln("word 2.5", &s, &f)
				sink += len(s)
			}
		}},
		{"fnv", func(n int) {
			h := fnv.New64a()
			for i := 0; i < n; i++ {
				h.Reset()
				h.Write(kilobyte[:50])
				sink += int(h.Sum64())
			}
		}},
		{"gob encode", func(n int) {
			var b bytes.Buffer
			for i := 0; i < n; i++ {
				b.Reset()
				gob.NewEncoder(&b).Encode(people)
				sink += b.Len()
			}
		}},
		{"gob decode", func(n int) {
			for i := 0; i < n; i++ {
				var all []person
				gob.NewDecoder(bytes.NewReader(gobbed)).Decode(&all)
				sink += len(all) + len(all[1].Name)
			}
		}},
		{"gzip read", func(n int) {
			for i := 0; i < n; i++ {
				r, _ := gzip.NewReader(bytes.NewReader(zipped))
				k, _ := io.Copy(io.Discard, r)
				sink += int(k)
			}
		}},
		{"gzip write", func(n int) {
			w := gzip.NewWriter(io.Discard)
			for i := 0; i < n; i++ {
				w.Reset(io.Discard)
				w.Write(data)
				w.Close()
			}
		}},
		{"hmac", func(n int) {
			for i := 0; i < n; i++ {
				h := hmac.New(sha256.New, kilobyte[:20])
				h.Write(kilobyte[:200])
				sink += len(h.Sum(nil))
			}
		}},
		{"io.Copy", func(n int) {
			for i := 0; i < n; i++ {
				k, _ := io.Copy(io.Discard, io.LimitReader(strings.NewReader(text), 50000))
				sink += int(k)
			}
		}},
		{"json.Decoder stream", func(n int) {
			for i := 0; i < n; i++ {
				d := json.NewDecoder(strings.NewReader(objects))
				for {
					var p person
					if d.Decode(&p) != nil {
						break
					}
					sink += p.Age
				}
			}
		}},
		{"json.Marshal map", func(n int) {
			for i := 0; i < n; i++ {
				b, _ := json.Marshal(scores)
				sink += len(b)
			}
		}},
		{"json.Marshal methods", func(n int) {
			for i := 0; i < n; i++ {
				b, _ := json.Marshal(measured)
				sink += len(b)
			}
		}},
		{"json.Unmarshal map", func(n int) {
			for i := 0; i < n; i++ {
				var m map[string]float64
				json.Unmarshal([]byte(`{"anna":1.5,"ben":2.25,"carl":3}`), &m)
				sink += len(m)
			}
		}},
		{"json.Unmarshal methods", func(n int) {
			for i := 0; i < n; i++ {
				var r reading
				json.Unmarshal(reported, &r)
				sink += len(r.Values) + r.ID
			}
		}},
		{"json.Compact", func(n int) {
			var b bytes.Buffer
			for i := 0; i < n; i++ {
				b.Reset()
				json.Compact(&b, short)
				sink += b.Len()
			}
		}},
		{"log.Printf", func(n int) {
			l := log.New(io.Discard, "p: ", log.LstdFlags)
			for i := 0; i < n; i++ {
				l.SetOutput(out)
				l.Printf("line %d of %s", i, "text")
			}
		}},
		{"os.ReadFile", func(n int) {
			name := filepath.Join(folder, "file1")
			for i := 0; i < n; i++ {
				b, _ := os.ReadFile(name)
				sink += len(b)
			}
		}},
		{"os.Stat", func(n int) {
			for i := 0; i < n; i++ {
				info, _ := os.Stat(folder)
				sink += int(info.Size())
			}
		}},
		{"os.ReadDir", func(n int) {
			for i := 0; i < n; i++ {
				all, _ := os.ReadDir(folder)
				sink += len(all)
			}
		}},
		{"os.WriteFile", func(n int) {
			name := filepath.Join(folder, "written")
			for i := 0; i < n; i++ {
				os.WriteFile(name, kilobyte, 0o644)
			}
			os.Remove(name)
		}},
		{"reflect call", func(n int) {
			f := reflect.ValueOf(strconv.Itoa)
			in := []reflect.Value{reflect.ValueOf(12)}
			for i := 0; i < n; i++ {
				sink += f.Call(in)[0].Len()
			}
		}},
		{"reflect map", func(n int) {
			v := reflect.ValueOf(scores)
			for i := 0; i < n; i++ {
				for it := v.MapRange(); it.Next(); {
					sink += it.Key().Len()
				}
			}
		}},
		{"reflect set", func(n int) {
			var p person
			v := reflect.ValueOf(&p).Elem()
			for i := 0; i < n; i++ {
				v.Field(0).SetString("x")
				v.FieldByName("Age").SetInt(int64(i))
			}
		}},
		{"reflect tags", func(n int) {
			t := reflect.TypeOf(person{})
			for i := 0; i < n; i++ {
				for j := 0; j < t.NumField(); j++ {
					sink += len(t.Field(j).Tag.Get("json"))
				}
			}
		}},
		{"regexp.FindAllStringSubmatch", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(pattern.FindAllStringSubmatch(text[:500], -1))
			}
		}},
		{"regexp.FindAllString short", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(pattern.FindAllString("a quick fox and a lazy dog", -1))
			}
		}},
		{"sha1.Sum", func(n int) {
			for i := 0; i < n; i++ {
				s := sha1.Sum(kilobyte)
				sink += int(s[0])
			}
		}},
		{"sha256 stream", func(n int) {
			for i := 0; i < n; i++ {
				h := sha256.New()
				h.Write(kilobyte[:100])
				sink += int(h.Sum(nil)[0])
			}
		}},
		{"sha512.Sum512", func(n int) {
			for i := 0; i < n; i++ {
				s := sha512.Sum512(kilobyte)
				sink += int(s[0])
			}
		}},
		{"sort.Ints 20", func(n int) {
			for i := 0; i < n; i++ {
				xs := append([]int(nil), few...)
				sort.Ints(xs)
				sink += xs[0]
			}
		}},
		{"sort.Search (callback)", func(n int) {
			for i := 0; i < n; i++ {
				sink += sort.Search(1000, func(k int) bool { return k*k >= i })
			}
		}},
		{"sort.Strings short", func(n int) {
			for i := 0; i < n; i++ {
				xs := append([]string(nil), words[:20]...)
				sort.Strings(xs)
				sink += len(xs[0])
			}
		}},
		{"strconv.ParseFloat odd", func(n int) {
			for i := 0; i < n; i++ {
				a, _ := strconv.ParseFloat("1.7976931348623157e308", 64)
				b, _ := strconv.ParseFloat("0x1.8p-3", 64)
				c, _ := strconv.ParseFloat("123456789012345678901234567890.5", 64)
				if a+b+c > 0 {
					sink++
				}
			}
		}},
		{"strconv.Atoi error", func(n int) {
			for i := 0; i < n; i++ {
				if _, err := strconv.Atoi("12x"); err != nil {
					sink++
				}
			}
		}},
		{"strings.Builder WriteByte", func(n int) {
			for i := 0; i < n; i++ {
				var b strings.Builder
				for j := 0; j < 100; j++ {
					b.WriteByte('x')
				}
				sink += b.Len()
			}
		}},
		{"strings.Builder WriteRune", func(n int) {
			for i := 0; i < n; i++ {
				var b strings.Builder
				for j := 0; j < 100; j++ {
					b.WriteRune('é')
				}
				sink += b.Len()
			}
		}},
		{"strings.EqualFold short", func(n int) {
			for i := 0; i < n; i++ {
				if strings.EqualFold("Content-Type", "content-type") {
					sink++
				}
			}
		}},
		{"strings.IndexAny", func(n int) {
			for i := 0; i < n; i++ {
				sink += strings.IndexAny(listed, ";:,")
			}
		}},
		{"strings.IndexFunc (callback)", func(n int) {
			for i := 0; i < n; i++ {
				sink += strings.IndexFunc(listed, func(r rune) bool { return r == ',' })
			}
		}},
		{"strings.LastIndex short", func(n int) {
			for i := 0; i < n; i++ {
				sink += strings.LastIndex(listed, ",")
			}
		}},
		{"strings.Replacer long", func(n int) {
			r := strings.NewReplacer("quick", "slow", "fox", "snail", "dog", "cat")
			for i := 0; i < n; i++ {
				sink += len(r.Replace(text[:1000]))
			}
		}},
		{"strings.SplitAfter", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(strings.SplitAfter(listed, ","))
			}
		}},
		{"strings.ToUpper short", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(strings.ToUpper(listed))
			}
		}},
		{"strings.TrimLeft", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(strings.TrimLeft("000123", "0")) + len(strings.TrimPrefix(listed, "alpha")) + len(strings.TrimRight("a\n", "\r\n"))
			}
		}},
		{"sync.Map", func(n int) {
			var m sync.Map
			m.Store("a", 1)
			for i := 0; i < n; i++ {
				if v, ok := m.Load("a"); ok {
					sink += v.(int)
				}
			}
		}},
		{"sync.Pool", func(n int) {
			p := sync.Pool{New: func() interface{} { return new(bytes.Buffer) }}
			for i := 0; i < n; i++ {
				b := p.Get().(*bytes.Buffer)
				p.Put(b)
			}
		}},
		{"tabwriter", func(n int) {
			for i := 0; i < n; i++ {
				w := tabwriter.NewWriter(io.Discard, 0, 8, 2, ' ', 0)
				for j := 0; j < 10; j++ {
					w.Write([]byte("name\tsome value\tlast\n"))
				}
				w.Flush()
			}
		}},
		{"template.Parse", func(n int) {
			for i := 0; i < n; i++ {
				object = template.Must(template.New("").Parse("{{.Name}} is {{.Age}}{{range .Emails}}, {{.}}{{end}}\n"))
			}
		}},
		{"template.Execute map", func(n int) {
			t := template.Must(template.New("").Parse(`{{range $k, $v := .}}{{$k}}={{printf "%.1f" $v}}{{if gt $v 2.0}}!{{end}} {{end}}`))
			var b bytes.Buffer
			for i := 0; i < n; i++ {
				b.Reset()
				t.Execute(&b, scores)
				sink += b.Len()
			}
		}},
		{"time.Format other", func(n int) {
			for i := 0; i < n; i++ {
				sink += len(moment.Format("Mon, 02 Jan 2006 15:04:05 MST"))
			}
		}},
		{"time.Parse other", func(n int) {
			for i := 0; i < n; i++ {
				t, _ := time.Parse("2006-01-02 15:04", "2024-02-29 13:37")
				sink += t.Day()
			}
		}},
		{"time.AddDate", func(n int) {
			for i := 0; i < n; i++ {
				sink += moment.AddDate(0, 1, 3).Day() + int(moment.Weekday())
			}
		}},
		{"url.ParseQuery", func(n int) {
			for i := 0; i < n; i++ {
				v, _ := url.ParseQuery("q=1&r=two&name=Ada+Lovelace&x=%C3%A9")
				sink += len(v.Get("name"))
			}
		}},
		{"url.Values Encode", func(n int) {
			v := url.Values{"q": {"1"}, "name": {"Ada Lovelace"}, "x": {"é"}}
			for i := 0; i < n; i++ {
				sink += len(v.Encode())
			}
		}},
		{"url.URL String", func(n int) {
			u, _ := url.Parse("https://example.com:8080/a/b?q=1&r=two#top")
			for i := 0; i < n; i++ {
				sink += len(u.String())
			}
		}},
		{"utf8.AppendRune", func(n int) {
			b := make([]byte, 0, 8)
			for i := 0; i < n; i++ {
				b = utf8.AppendRune(b[:0], 'é')
				sink += len(b)
			}
		}},
		{"xml.Marshal", func(n int) {
			for i := 0; i < n; i++ {
				b, _ := xml.Marshal(shelf)
				sink += len(b)
			}
		}},
		{"xml.Unmarshal", func(n int) {
			for i := 0; i < n; i++ {
				var b book
				xml.Unmarshal(shelved, &b)
				sink += b.Year + len(b.Title) + len(b.Tags)
			}
		}},
	}...)
}
