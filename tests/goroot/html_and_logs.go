package main

import (
	"database/sql/driver"
	"encoding/json"
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"fmt"
	"html/template"
	"log/slog"
	"os"
	"strings"
	"testing/fstest"
	"testing/iotest"
	"text/template/parse"
	"unicode/utf16"
)

func main() {
	t := template.Must(template.New("x").Parse(`<a href="{{.U}}" onclick="f({{.J}})" title='{{.T}}'>{{.T}}</a><script>var x = {{.J}};</script>{{range .L}}<li>{{.}}</li>{{end}}
`))
	err := t.Execute(os.Stdout, map[string]any{"U": "javascript:alert(1)", "T": "<b>'\"", "J": map[string]int{"a": 1}, "L": []template.HTML{"<i>", "x"}})
	fmt.Println(err)
	l := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}}))
	l.Info("hello", "a", 1, slog.Group("g", "b", "x y"))
	l2 := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}}))
	l2.Warn("w", "e", fmt.Errorf("x"), "s", []int{1})
	b, err := json.Marshal(struct {
		A int `json:"a,omitempty"`
		B []byte
		C map[string]any
	}{0, []byte("hi"), map[string]any{"z": 1.5, "a": nil}})
	fmt.Println(string(b), err)
	b, err = jsonv2.Marshal(map[string]int{"b": 1, "a": 2}, jsonv2.Deterministic(true), jsontext.WithIndent("  "))
	fmt.Println(string(b), err)
	fs := fstest.MapFS{"a/b.txt": {Data: []byte("x")}}
	fmt.Println(fstest.TestFS(fs, "a/b.txt"))
	buf := make([]byte, 4)
	n, err := iotest.HalfReader(strings.NewReader("abcdef")).Read(buf)
	fmt.Println(n, err)
	tr, err := parse.Parse("t", "{{if .X}}a{{end}}", "", "")
	fmt.Println(tr["t"].Root, err)
	fmt.Println(utf16.Encode([]rune("a😀")))
	fmt.Println(driver.Bool.ConvertValue("true"))
}
