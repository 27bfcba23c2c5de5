// expvar, os/user, index/suffixarray.
package main

import (
	"bytes"
	"encoding/json"
	"expvar"
	"fmt"
	"index/suffixarray"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/user"
	"regexp"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	n, f, s, m := expvar.NewInt("n"), expvar.NewFloat("f"), expvar.NewString("s"), expvar.NewMap("m")
	n.Set(5)
	n.Add(-7)
	f.Set(1.5)
	f.Add(0.25)
	s.Set("a\"<\n\t\u2028ü\x01&")
	m.Add("x", 3)
	m.Add("x", 4)
	m.AddFloat("y", 0.5)
	m.AddFloat("x", 1)
	m.Set("z", n)
	m.Set("nil", nil)
	m.Delete("none")
	fmt.Println(n, f, s, m, n.Value(), f.Value(), s.Value(), m.Get("x"), m.Get("q"), new(expvar.String), new(expvar.Map))
	m.Delete("y")
	m.Do(func(kv expvar.KeyValue) { fmt.Println(kv.Key, kv.Value) })
	expvar.Publish("func", expvar.Func(func() any { return map[string]int{"a": 1} }))
	fmt.Println(expvar.Get("func"), expvar.Get("nothing"), expvar.Get("func").(expvar.Func).Value(), expvar.Func(func() any { return make(chan int) }))
	expvar.Do(func(kv expvar.KeyValue) { fmt.Print(kv.Key, " ") })
	fmt.Println(m.Init(), m)
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		expvar.NewInt("n")
	}()
	for _, h := range []http.Handler{expvar.Handler(), http.DefaultServeMux} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/debug/vars", nil))
		var all map[string]any
		err := json.Unmarshal(w.Body.Bytes(), &all)
		fmt.Println(w.Code, w.Header(), err, all["n"], all["func"], len(all), all["memstats"] != nil, strings.HasPrefix(w.Body.String(), "{\n\"cmdline\": [\""), strings.HasSuffix(w.Body.String(), "\"s\": \"a\\\"\\u003c\\n\\t\\u2028ü\\u0001\\u0026\"\n}\n"))
	}

	root, err := user.Lookup("root")
	fmt.Println(root, err)
	id, err := user.LookupId("0")
	fmt.Println(*id == *root, err)
	g, err := user.LookupGroup("root")
	g2, err2 := user.LookupGroupId("0")
	fmt.Println(g, err, *g == *g2, err2)
	ids, err := root.GroupIds()
	fmt.Println(ids[0], err)
	me, err := user.Current()
	fmt.Println(me.Uid == fmt.Sprint(os.Getuid()), err)
	_, e1 := user.Lookup("no such user")
	_, e2 := user.LookupId("54321")
	_, e3 := user.LookupId("abc")
	_, e4 := user.LookupGroup("no such group")
	_, e5 := user.LookupGroupId("abc")
	_, e6 := (&user.User{}).GroupIds()
	_, e7 := (&user.User{Username: "x", Gid: "y"}).GroupIds()
	fmt.Printf("%v %T %v %T %v %v %T %v %T %v %v\n", e1, e1, e2, e2, e3, e4, e4, e5, e5, e6, e7)

	var noise []byte
	for i, x := 0, uint32(1); i < 5000; i++ {
		x = x*1664525 + 1013904223
		noise = append(noise, "abcd"[x>>30])
	}
	for _, text := range []string{"", "a", "banana", strings.Repeat("a", 3000), strings.Repeat("ab", 999), string(noise), "mississippi\x00\xff", "der Rhabarber der Barbara"} {
		x := suffixarray.New([]byte(text))
		sum := 0
		for _, q := range []string{"a", "an", "ana", "abc", "b", "zz", "", "der", "issi", text} {
			found := x.Lookup([]byte(q), -1)
			slices.Sort(found)
			sum += len(found) + len(x.Lookup([]byte(q), 3))
			if len(found) < 12 {
				fmt.Print(found, " ")
			}
		}
		fmt.Println(len(x.Bytes()), sum)
		for _, r := range []string{"a", "an[ab]", "a.", "bar", "[ab]+", "aa", "der|a"} {
			for _, k := range []int{-1, 0, 1, 3} {
				got := x.FindAllIndex(regexp.MustCompile(r), k)
				if len(got) > 8 {
					got = got[len(got)-8:]
				}
				fmt.Print(got, len(got), " ")
			}
		}
		fmt.Println()
		var b bytes.Buffer
		err := x.Write(&b)
		saved := b.Bytes()
		var y suffixarray.Index
		err2 := y.Read(bytes.NewReader(saved))
		fmt.Println(err, err2, len(saved), bytes.Equal(y.Bytes(), x.Bytes()), slices.Equal(y.Lookup([]byte("a"), -1), x.Lookup([]byte("a"), -1)))
		h := 0
		for _, c := range saved {
			h = h*31 + int(c)
		}
		fmt.Println(uint32(h))
		for _, cut := range []int{3, 9, 10, len(saved) - 1, len(saved) / 2} {
			if cut >= 0 && cut < len(saved) {
				var z suffixarray.Index
				fmt.Print(z.Read(bytes.NewReader(saved[:cut])), " ")
			}
		}
		var z suffixarray.Index
		bad := append(bytes.Clone(saved), 0)
		bad[0] = 1
		fmt.Println(z.Read(bytes.NewReader(bad)), z.Read(strings.NewReader("")), io.EOF)
	}
}
