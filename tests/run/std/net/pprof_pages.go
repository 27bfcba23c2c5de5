// Package net/http/pprof: its pages and its refusals; profiles are looked at only as far as they don't depend on the machine.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/pprof"
	"os"
	"regexp"
	runtimepprof "runtime/pprof"
	"strings"
	"time"
)

// Counts differ.
var counts = regexp.MustCompile(`<td>\d+</td>`)

func show(s *httptest.Server, path string) {
	answer, err := s.Client().Get(s.URL + path)
	if err != nil {
		fmt.Println(path, err)
		return
	}
	body, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	head := answer.Header
	fmt.Println(path, answer.Status, err)
	fmt.Printf("%q %q %q %q\n", head.Get("Content-Type"), head.Get("Content-Disposition"), head.Get("X-Go-Pprof"), head.Get("X-Content-Type-Options"))
	switch {
	case bytes.HasPrefix(body, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err == nil {
			body, err = io.ReadAll(z)
		}
		fmt.Println("a profile", len(body) > 0, err)
	case strings.Contains(path, "debug="):
		fmt.Println(len(body) > 0)
	default:
		fmt.Println(strings.ReplaceAll(counts.ReplaceAllString(string(body), "<td>n</td>"), strings.Join(os.Args, "\x00"), "ARGUMENTS"))
	}
}

func main() {
	mine := runtimepprof.NewProfile("my.own")
	mine.Add(1, 0)
	mine.Add(2, 0)

	s := httptest.NewUnstartedServer(nil)
	s.Config.WriteTimeout = 20 * time.Second
	s.Start()
	for _, path := range []string{
		"", "cmdline", "nothing", "my.own", "my.own?debug=1", "my.own?seconds=1", "goroutine", "goroutine?debug=1", "goroutine?debug=2", "heap?gc=1", "heap?debug=1", "allocs", "block", "block?debug=1",
		"mutex", "mutex?debug=1", "threadcreate", "heap?seconds=0", "heap?seconds=x", "heap?seconds=1&debug=1", "heap?seconds=1", "goroutine?seconds=1", "mutex?seconds=1", "profile?seconds=1",
		"symbol", "symbol?0x1", "symbol?1+2+x+",
	} {
		show(s, "/debug/pprof/"+path)
	}
	answer, err := s.Client().Post(s.URL+"/debug/pprof/symbol", "text/plain", strings.NewReader("0+0"))
	fmt.Println(answer.Status, err)

	// Elsewhere than at their places.
	mux := http.NewServeMux()
	mux.HandleFunc("/all", pprof.Index)
	mux.Handle("/mine", pprof.Handler("my.own"))
	mux.HandleFunc("/line", pprof.Cmdline)
	other := httptest.NewServer(mux)
	show(other, "/all")
	show(other, "/mine")
	show(other, "/line")
}
