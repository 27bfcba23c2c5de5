package main

import (
	"bufio"
	"bytes"
	"container/list"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log"
	"maps"
	"math/big"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

func n[T any](name string, s []T)                   { fmt.Println(name, s == nil, len(s)) }
func m[K comparable, V any](name string, s map[K]V) { fmt.Println(name, s == nil, len(s)) }

func main() {
	dir, _ := os.MkdirTemp("", "empty")
	defer os.RemoveAll(dir)
	n("Fields", strings.Fields(""))
	n("Fields2", strings.Fields("  "))
	n("FieldsFunc", strings.FieldsFunc("", func(rune) bool { return true }))
	n("FieldsFunc2", strings.FieldsFunc("a", func(rune) bool { return true }))
	n("Split", strings.Split("", ""))
	n("Split2", strings.Split("", ","))
	n("SplitN", strings.SplitN("a,b", ",", 0))
	n("SplitAfter", strings.SplitAfter("", ""))
	n("SplitAfterN", strings.SplitAfterN("ab", "", 0))
	n("bFields", bytes.Fields(nil))
	n("bFields2", bytes.Fields([]byte(" ")))
	n("bFieldsFunc", bytes.FieldsFunc(nil, func(rune) bool { return true }))
	n("bSplit", bytes.Split(nil, nil))
	n("bSplit2", bytes.Split([]byte{}, []byte(",")))
	n("bSplitN", bytes.SplitN([]byte("a"), []byte(","), 0))
	n("bTrim", bytes.Trim([]byte("  "), " "))
	n("bTrimSpace", bytes.TrimSpace([]byte("  ")))
	n("bTrimSpace0", bytes.TrimSpace([]byte("")))
	n("bTrimLeft", bytes.TrimLeft([]byte("  "), " "))
	n("bTrimRight", bytes.TrimRight([]byte("  "), " "))
	n("bTrimFunc", bytes.TrimFunc([]byte("  "), func(rune) bool { return true }))
	n("bTrimPrefix", bytes.TrimPrefix([]byte("ab"), []byte("ab")))
	n("bRepeat", bytes.Repeat(nil, 3))
	n("bRepeat0", bytes.Repeat([]byte("x"), 0))
	n("bJoin", bytes.Join(nil, nil))
	n("bClone", bytes.Clone(nil))
	n("bClone2", bytes.Clone([]byte{}))
	n("bMap", bytes.Map(func(rune) rune { return -1 }, []byte("x")))
	n("bToUpper", bytes.ToUpper(nil))
	n("bReplace", bytes.Replace(nil, nil, nil, 0))
	n("bReplaceAll", bytes.ReplaceAll([]byte("a"), []byte("a"), nil))
	n("bTitle", bytes.Title(nil))
	n("bRunes", bytes.Runes(nil))
	n("bToValid", bytes.ToValidUTF8(nil, nil))
	a, b, _ := bytes.Cut([]byte("x"), []byte("y"))
	n("bCut1", a)
	n("bCut2", b)
	a, b, _ = bytes.Cut([]byte("x"), []byte("x"))
	n("bCut3", a)
	n("bCut4", b)
	var buf bytes.Buffer
	n("bufBytes", buf.Bytes())
	n("bufNext", buf.Next(0))
	n("bufAvail", buf.AvailableBuffer())
	buf.WriteString("")
	n("bufBytes2", buf.Bytes())
	buf.WriteString("x")
	buf.Reset()
	n("bufBytes3", buf.Bytes())
	rb, err := buf.ReadBytes('x')
	n("bufReadBytes", rb)
	fmt.Println(err)
	all, _ := io.ReadAll(strings.NewReader(""))
	n("ReadAll", all)
	os.WriteFile(dir+"/empty", nil, 0o644)
	rf, _ := os.ReadFile(dir + "/empty")
	n("ReadFile", rf)
	rf, err = os.ReadFile(dir + "/nope")
	n("ReadFile2", rf)
	os.Mkdir(dir+"/d", 0o755)
	rd, _ := os.ReadDir(dir + "/d")
	n("ReadDir", rd)
	f, _ := os.Open(dir + "/d")
	names, _ := f.Readdirnames(-1)
	n("Readdirnames", names)
	f.Seek(0, 0)
	names, err = f.Readdirnames(1)
	n("Readdirnames1", names)
	fmt.Println(err)
	fi, _ := f.Readdir(-1)
	n("Readdir", fi)
	rd, _ = fs.ReadDir(os.DirFS(dir), "d")
	n("fs.ReadDir", rd)
	g, _ := filepath.Glob(dir + "/*.nope")
	n("Glob", g)
	g, _ = fs.Glob(os.DirFS(dir), "*.nope")
	n("fs.Glob", g)
	n("SplitList", filepath.SplitList(""))
	hx, _ := hex.DecodeString("")
	n("hex", hx)
	hx, err = hex.DecodeString("zz")
	n("hex2", hx)
	b64, _ := base64.StdEncoding.DecodeString("")
	n("b64", b64)
	b64, err = base64.StdEncoding.DecodeString("!")
	n("b64e", b64)
	n("b64app", base64.StdEncoding.AppendEncode(nil, nil))
	rec, _ := csv.NewReader(strings.NewReader("")).ReadAll()
	n("csv", rec)
	row, err := csv.NewReader(strings.NewReader("")).Read()
	n("csvrow", row)
	re := regexp.MustCompile("x*y")
	n("FindAll", re.FindAllString("", -1))
	n("FindSub", re.FindStringSubmatch(""))
	n("FindIndex", re.FindStringIndex("q"))
	n("reSplit", re.Split("", -1))
	n("reSplit0", re.Split("a", 0))
	n("reFind", re.Find(nil))
	n("reFind2", regexp.MustCompile("").Find(nil))
	n("reFind3", regexp.MustCompile("").Find([]byte{}))
	n("reRepl", re.ReplaceAll(nil, nil))
	n("reRepl2", re.ReplaceAll([]byte("y"), nil))
	n("reSubNames", re.SubexpNames())
	n("reExpand", re.Expand(nil, nil, nil, nil))
	var js struct {
		A []int
		B []byte
		C map[string]int
		D []string
		E json.RawMessage
	}
	json.Unmarshal([]byte(`{"A":[],"B":"","C":{},"D":null,"E":null}`), &js)
	n("jsA", js.A)
	n("jsB", js.B)
	m("jsC", js.C)
	n("jsD", js.D)
	n("jsE", js.E)
	out, _ := json.Marshal(struct {
		A []int
		B []byte
		C map[string]int
		D []int
		E []byte
	}{D: []int{}, E: []byte{}})
	fmt.Println(string(out))
	var anyv any
	json.Unmarshal([]byte(`[]`), &anyv)
	n("jsany", anyv.([]any))
	json.Unmarshal([]byte(`{}`), &anyv)
	m("jsanym", anyv.(map[string]any))
	n("maps.Keys", slices.Collect(maps.Keys(map[int]int{})))
	n("maps.Sorted", slices.Sorted(maps.Keys(map[int]int{})))
	m("maps.Clone", maps.Clone(map[int]int(nil)))
	m("maps.Clone2", maps.Clone(map[int]int{}))
	m("maps.Collect", maps.Collect(maps.All(map[int]int{})))
	n("slices.Clone", slices.Clone([]int(nil)))
	n("slices.Clone2", slices.Clone([]int{}))
	n("slices.Concat", slices.Concat[[]int]())
	n("slices.Concat2", slices.Concat([]int{}, []int{}))
	n("slices.Repeat", slices.Repeat([]int{}, 2))
	n("slices.Repeat2", slices.Repeat([]int{1}, 0))
	n("slices.Grow", slices.Grow([]int(nil), 0))
	n("slices.Clip", slices.Clip([]int(nil)))
	n("slices.Compact", slices.Compact([]int(nil)))
	n("slices.Delete", slices.Delete([]int{1}, 0, 1))
	n("slices.Insert", slices.Insert([]int(nil), 0))
	n("slices.Replace", slices.Replace([]int(nil), 0, 0))
	n("slices.Chunk", slices.Collect(slices.Chunk([]int{}, 2)))
	n("slices.Values", slices.Collect(slices.Values([]int{})))
	n("slices.AppendSeq", slices.AppendSeq([]int{}, slices.Values([]int{})))
	n("slices.DeleteFunc", slices.DeleteFunc([]int(nil), func(int) bool { return true }))
	n("utf16", utf16.Encode(nil))
	n("utf16d", utf16.Decode(nil))
	n("utf8", utf8.AppendRune(nil, 'x')[:0])
	n("strconv", strconv.AppendInt(nil, 1, 10)[:0])
	n("runes", []rune(""))
	n("bytes", []byte(""))
	var es string
	n("runes2", []rune(es))
	n("bytes2", []byte(es))
	n("fmtAppend", fmt.Append(nil))
	n("fmtAppendf", fmt.Appendf(nil, ""))
	n("fmtAppend2", fmt.Append([]byte{}))
	c := exec.Command("true")
	o, _ := c.Output()
	n("Output", o)
	o, _ = exec.Command("true").CombinedOutput()
	n("Combined", o)
	n("cmdArgs", exec.Command("true").Args)
	n("cmdEnv", exec.Command("true").Env)
	h := http.Header{}
	n("hdr", h.Values("x"))
	m("hdrClone", http.Header(nil).Clone())
	q, _ := url.ParseQuery("")
	m("query", q)
	n("queryv", q["x"])
	u, _ := url.Parse("http://x")
	m("uq", u.Query())
	v := reflect.ValueOf([]int(nil))
	fmt.Println(v.IsNil(), reflect.MakeSlice(v.Type(), 0, 0).IsNil(), reflect.Append(v).IsNil(), reflect.AppendSlice(v, v).IsNil())
	n("mapkeys", reflect.ValueOf(map[int]int{}).MapKeys())
	l := list.New()
	fmt.Println(l.Front() == nil)
	br := bufio.NewReader(strings.NewReader(""))
	line, _, err := br.ReadLine()
	n("ReadLine", line)
	line, err = br.ReadBytes('\n')
	n("ReadBytes", line)
	line, err = br.ReadSlice('\n')
	n("ReadSlice", line)
	p, err := br.Peek(0)
	n("Peek", p)
	p, err = br.Peek(1)
	n("Peek1", p)
	sc := bufio.NewScanner(strings.NewReader("\n"))
	n("scan0", sc.Bytes())
	sc.Scan()
	n("scan1", sc.Bytes())
	sc.Scan()
	n("scan2", sc.Bytes())
	var sb strings.Builder
	fmt.Println(sb.String() == "", sb.Cap())
	n("flagArgs", flag.NewFlagSet("x", 0).Args())
	fset := flag.NewFlagSet("x", 0)
	fset.Parse(nil)
	n("flagArgs2", fset.Args())
	fset.Parse([]string{})
	n("flagArgs3", fset.Args())
	fset.Parse([]string{"--"})
	n("flagArgs4", fset.Args())
	fmt.Println(log.Prefix() == "", tabwriter.Escape)
	tm, _ := template.New("").Parse("")
	n("templates", tm.Templates())
	n("bigBytes", new(big.Int).Bytes())
	n("bigBits", new(big.Int).Bits())
	n("bigText", new(big.Int).Append(nil, 10)[:0])
	n("ip", net.ParseIP("x"))
	n("ipto4", net.ParseIP("::1").To4())
	exts, _ := mime.ExtensionsByType("x/nope")
	n("mime", exts)
	n("timeApp", time.Time{}.AppendFormat(nil, ""))
	ss := sort.StringSlice(nil)
	n("ss", ss)
	n("hexapp", hex.AppendEncode(nil, nil))
	lr, _ := io.ReadAll(io.LimitReader(strings.NewReader("abc"), 0))
	n("limit", lr)
	n("cookies", (&http.Request{}).Cookies())
	n("lines", slices.Collect(strings.Lines("")))
	n("splitseq", slices.Collect(strings.SplitSeq("", ",")))
	n("fieldsseq", slices.Collect(strings.FieldsSeq("")))
	n("EnvironCmd", exec.Command("x").Environ()[:0])
	bs := []byte("abc")
	n("slice3", bs[:0:0])
	var arr [0]int
	n("arr", arr[:])
	n("append", append([]int(nil)))
	n("append2", append([]int(nil), []int{}...))
	n("append3", append([]int{}, []int{}...))
	n("appendstr", append([]byte(nil), ""...))
	n("make", make([]int, 0))
}
