package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"text/template"
)

// The package's own functions with arguments of all kinds, and what the scanner of templates counts.

type name string

type loud struct{ s string }

func (l loud) String() string {
	if l.s == "panic" {
		panic("loud panic")
	}
	return "loud " + l.s
}

type bad struct{}

func (bad) Error() string { panic(fmt.Errorf("in Error")) }

type holder struct {
	Any    any
	Nil    any
	Ptr    *int
	Map    map[string]int
	Named  map[name]int
	Floats map[float64]string
	Mixed  map[any]int
	Slice  []int
	Func   func(int) (int, error)
	Loud   loud
	Bad    bad
	Value  reflect.Value
	Str    string
	N      int
	U      uint8
	F      float64
	hidden int
}

func (h holder) Fail(n int) (string, error) { return "", fmt.Errorf("failed with %d", n) }
func (h holder) Twice(s string) string      { return s + s }

func main() {
	seven := 7
	h := holder{
		Any: 3, Ptr: &seven, Map: map[string]int{"b": 2, "a": 1, "": 0}, Named: map[name]int{"y": 2, "x": 1},
		Floats: map[float64]string{2.5: "x", -1: "y"}, Mixed: map[any]int{"s": 1}, Slice: []int{1, 2, 3},
		Func: func(n int) (int, error) {
			if n < 0 {
				return 0, fmt.Errorf("negative")
			}
			return n * 2, nil
		},
		Loud: loud{"x"}, Value: reflect.ValueOf(12), Str: "text", N: 5, U: 200, F: 2.5,
	}
	for _, text := range []string{
		`{{print}}|{{println}}|{{print nil}}|{{print .Nil .Any 1 "x" 'c' 2.5 true}}`,
		`{{printf}}`, `{{printf 3}}`, `{{printf .Str}}`, `{{printf .N}}`, `{{printf "%d %v" .N .Nil}}`, `{{.Str | printf}}`, `{{.N | printf "%03d"}}`, `{{3 | printf}}`,
		`{{printf "%s %v" .Loud .Loud}}`, `{{print .Bad}}`, `{{printf "%v" .Value}}`, `{{print .Value}}`, `{{.Value}}`, `{{println .Ptr | len | lt 3}}`,
		`{{eq}}`, `{{eq 1}}`, `{{eq .N 1 2 5}}`, `{{eq .N .U}}`, `{{eq .U 200}}`, `{{eq .Str "text"}}`, `{{eq .Nil nil}}`, `{{eq .Slice .Slice}}`, `{{eq .Any .N}}`, `{{eq .Map nil}}`,
		`{{eq .Ptr .Ptr}}`, `{{eq .Value 12}}`, `{{eq 1.5 1}}`, `{{eq .Loud .Loud}}`, `{{ne 1 2}}{{ne .Str}}`, `{{ne 1 2 3}}`,
		`{{lt 1 2}}{{le 2 2}}{{gt 3 2}}{{ge 1 2}}`, `{{lt true false}}`, `{{lt .Nil 1}}`, `{{lt .Slice 1}}`, `{{gt .U -1}}{{lt .N .U}}`, `{{lt "a" 1}}`, `{{lt 1}}`, `{{gt 1 2 3}}`,
		`{{not 0}}{{not .Nil}}{{not .Slice}}{{not}}`, `{{not 1 2}}`, `{{len .Slice}}{{len .Str}}{{len .Map}}`, `{{len 3}}`, `{{len .Nil}}`, `{{len nil}}`, `{{len .Ptr}}`,
		`{{index .Slice 1}}`, `{{index .Slice 3}}`, `{{index .Slice -1}}`, `{{index .Str 0}}`, `{{index .Str 4}}`, `{{index .Str 5}}`, `{{index .Map "a"}}{{index .Map "zz"}}`, `{{index .Map 1}}`,
		`{{index .Nil 1}}`, `{{index .Named "x"}}`, `{{index .Slice .Any}}`, `{{index .Slice}}`, `{{index}}`, `{{index .Slice nil}}`,
		`{{and 1 0 (index .Slice 9)}}`, `{{or 0 "" "x" (index .Slice 9)}}`, `{{call .Func 4}}`, `{{call .Func -4}}`, `{{call .Func}}`, `{{call .N}}`, `{{.Func 2}}`,
		`{{.Fail 3}}`, `{{.Twice "ab"}}`, `{{.Twice .N}}`, `{{.hidden}}`, `{{.Missing}}`, `{{.N.X}}`,
		`{{range .Map}}{{.}},{{end}}`, `{{range $k, $v := .Map}}{{$k}}={{$v}};{{end}}`, `{{range $k, $v := .Named}}{{printf "%T %s" $k $k}}={{$v}};{{end}}`, `{{range $k, $v := .Floats}}{{$k}}{{$v}} {{end}}`,
		`{{range $i, $e := .Slice}}{{if eq $i 1}}{{continue}}{{end}}{{$e}}{{end}}`, `{{range .Slice}}{{if eq . 2}}{{break}}{{end}}{{.}}{{else}}none{{end}}`, `{{range .Nil}}x{{else}}none{{end}}`, `{{range .Missing}}{{end}}`,
		`{{$x := 1}}{{range .Slice}}{{$x = .}}{{end}}{{$x}}`, `{{$x := 1}}{{with $x := 2}}{{$x}}{{end}}{{$x}}{{if $x := 0}}{{else}}{{$x}}{{end}}`, `{{range $i, $x := 3}}{{end}}`, `{{range 3}}{{.}}{{end}}`,
		"a\nb{{/* one\ntwo */}}c\n{{.N}} {{- \"x\" -}} \n {{index .Slice 7}}", "{{\n.N\n|\nprintf\n\"%d\"\n}}\n{{index .Slice 8}}", "line\n\n{{`raw\n\nstring`}}{{.N}}\n{{.Oops}}", "\n\n{{if}}", "{{.N}}\n{{/* x\n*/ -}}\n\n{{.N | 3}}",
		"{{\"a\nb\"}}", "{{ä}}", "{{$ä := 1}}{{$ä}}{{.Ä}}", "{{.N}", "{{(.N}}", "{{.N)}}", "{{1a}}", "{{.N.}}", "{{/* never", "{{/* x */ y}}", "{{range}}", "{{break}}", "{{define \"x\"}}{{.}}{{end}}{{template \"x\" .N}}", "{{block \"y\" 3}}{{.}}{{end}}", "{{-  3}}", "{{- 3 -}}", "{{3 - }}",
	} {
		t, err := template.New("t").Parse(text)
		if err != nil {
			fmt.Printf("%q: %v\n", text, err)
			continue
		}
		var b strings.Builder
		err = t.Execute(&b, h)
		fmt.Printf("%q: %q %v\n", text, b.String(), err)
	}
	t := template.Must(template.New("d").Delims("<\n", "\n>").Parse("x<\n.\n>y\n<\nindex . 9\n>"))
	fmt.Println(t.Execute(os.Stdout, []int{1}))
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		fmt.Println(template.Must(template.New("v").Parse("{{print .}}")).Execute(os.Stdout, reflect.ValueOf(h).FieldByName("hidden")))
	}()
	fmt.Println(template.Must(template.New("own").Funcs(template.FuncMap{"len": func(s string) string { return "own " + s }}).Parse("{{len .}}\n")).Execute(os.Stdout, "x"))
	var again func(n int) string
	rec := template.New("rec").Funcs(template.FuncMap{"again": func(n int) string { return again(n) }})
	template.Must(rec.Parse("{{$n := .}}({{if gt . 0}}{{again .}}{{end}}{{$n}})"))
	again = func(n int) string {
		var b strings.Builder
		if err := rec.Execute(&b, n-1); err != nil {
			return err.Error()
		}
		return b.String()
	}
	fmt.Println(again(3))
}
