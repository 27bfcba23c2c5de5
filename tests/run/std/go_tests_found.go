// What the tests of Go's own library found to be different.
package main

import (
	"bytes"
	"crypto"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"time"
)

type shower int

func (s shower) Show(int) string { return "" }
func (s shower) Zero() error     { return nil }

func panics(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
	fmt.Print("no panic: ")
}

func repeating() {
	const most = int(^uint(0) >> 1)
	panics(func() { strings.Repeat("--", most) })
	panics(func() { bytes.Repeat([]byte("--"), most) })
	panics(func() { strings.Repeat("--", most/2) })
	panics(func() { bytes.Repeat([]byte("--"), most/2) })
	panics(func() { strings.Repeat("-", -1) })
	panics(func() { fmt.Print(len(strings.Repeat("", most)), " ") })
}

func methods() {
	address := regexp.MustCompile("0x[0-9a-f]+|[0-9]{4,}")
	v := reflect.ValueOf(shower(1))
	for i := range v.NumMethod() {
		for _, format := range []string{"%v", "%+v", "%#v", "%s", "%t", "%p", "%d", "%8.3f"} {
			fmt.Print(address.ReplaceAllString(fmt.Sprintf(format, v.Method(i)), "N"), " ")
		}
		fmt.Println()
	}
}

type info struct {
	size int64
}

func (info) Name() string       { return "name" }
func (i info) Size() int64      { return i.size }
func (info) Mode() fs.FileMode  { return 0o644 }
func (info) ModTime() time.Time { return time.Time{} }
func (info) IsDir() bool        { return false }
func (info) Sys() any           { return nil }

func nesting() {
	twice := []any{nil, nil}
	twice[1] = twice[:1]
	for range 1005 {
		twice = []any{twice}
	}
	out, err := json.Marshal(twice)
	fmt.Println(len(out), err)
	cycle := []any{nil}
	cycle[0] = cycle
	_, err = json.Marshal(cycle)
	fmt.Println(err)
}

func expressions() {
	for _, expr := range []string{"^0^0$", "^0$0$", "^ab.c$", `a\x{fffd}b`, `\x{fffd}b`, "\ufffd", `^a\x{fffd}`, `^\x{fffd}$`, "a+b", "(a{2})b", `^a\bb`, "^0^", "^^0$$", "^$^$", "^0\\b"} {
		prefix, complete := regexp.MustCompile(expr).LiteralPrefix()
		fmt.Printf("%s: %q %v\n", expr, prefix, complete)
	}
	a, b := regexp.MustCompile("a.*b"), regexp.MustCompile("a.*b")
	a.MatchString("axb")
	fmt.Println(reflect.DeepEqual(a, b), reflect.DeepEqual(a, regexp.MustCompile("a.*c")), new(regexp.Regexp).String())
}

func logging() {
	var b bytes.Buffer
	l := log.New(&b, "prefix\n", 0)
	l.Print("")
	l.Print("a\n")
	l.SetPrefix("")
	l.Print("")
	l.Println()
	l.SetPrefix("\n")
	l.SetFlags(log.Lmsgprefix)
	l.Print("")
	fmt.Printf("%q\n", b.String())
}

func numbers() {
	for _, input := range []string{"10.0", "23.98+2.0", "-1+1", " 00000", "+123", "-1.234e+56x", "0x1p-2p", "0x1.8e", "1e5e6", "0b101", "1_000.5_0", "1.2.3", "Inf", "e5", "", "0x", "1e", "12abc"} {
		f := new(big.Float)
		r := strings.NewReader(input)
		n, err := fmt.Fscan(r, f)
		fmt.Println(input, "->", n, f, err, r.Len())
	}
	fmt.Println(new(big.Int).Binomial(5, -1), new(big.Int).Binomial(5, 6), new(big.Int).Binomial(5, 2))
	for _, data := range [][]byte{
		{1, 0x2a, 0x20, 0x20, 0x20, 0x20, 0, 0x20, 0x20, 0x20, 0, 0x20, 0x20, 0x20, 0x20, 0, 0, 0, 0, 0xc},
		{1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		{1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0},
		{1, 2, 0, 0, 0, 53, 0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0},
	} {
		f := new(big.Float)
		fmt.Println(f.GobDecode(data))
	}
}

func addresses() {
	for _, s := range []string{"00005e005301", "02005e1000000001", "00000000fe8000000000000002005e1000000001", "00005e00530", "00005e00530g", "0000.5e00.5301", "00:00:5e:00:53:01", "00005e0053011", "", "00-00-5e-00-53-01"} {
		fmt.Println(net.ParseMAC(s))
	}
	for _, host := range []string{"", ".", "..", "A.Example."} {
		jar, _ := cookiejar.New(nil)
		u := &url.URL{Scheme: "http", Host: host, Path: "/"}
		jar.SetCookies(u, []*http.Cookie{{Name: "n", Value: "v"}})
		fmt.Println(jar.Cookies(u))
	}
	fmt.Println(httptest.NewRequest("POST", "/", http.NoBody).ContentLength, httptest.NewRequest("POST", "/", strings.NewReader("ab")).ContentLength)
}

func pulling() {
	before := runtime.NumGoroutine()
	next, stop := iter.Pull(func(yield func(int) bool) { _ = yield(1) && yield(2) })
	fmt.Println(runtime.NumGoroutine() - before)
	fmt.Println(next())
	stop()
	fmt.Println(next())
	_, stop = iter.Pull(func(yield func(int) bool) { fmt.Println("never") })
	stop()
	stop()
	for range 100 {
		if runtime.NumGoroutine() == before {
			break
		}
		time.Sleep(time.Millisecond)
	}
	fmt.Println(runtime.NumGoroutine() - before)
}

func main() {
	repeating()
	methods()
	for _, size := range []int64{0, 7, -1, -1 << 63, 1<<63 - 1} {
		fmt.Println(fs.FormatFileInfo(info{size}))
	}
	_, err := fs.Glob(os.DirFS("."), "/*"+strings.Repeat("/", 10001))
	fmt.Println(err == path.ErrBadPattern)
	panics(func() { crypto.RegisterHash(0, nil) })
	nesting()
	expressions()
	logging()
	numbers()
	addresses()
	pulling()
}
