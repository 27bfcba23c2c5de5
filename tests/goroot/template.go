package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Item struct {
	Name  string
	Price float64
	Tags  []string
	Attr  map[string]int
}

func (i Item) Upper() string         { return strings.ToUpper(i.Name) }
func (i *Item) Add(a, b int) int     { return a + b }
func (i Item) Fail() (string, error) { return "", fmt.Errorf("failed %s", i.Name) }

func main() {
	t := template.Must(template.New("t").Funcs(template.FuncMap{"join": strings.Join, "inc": func(i int) int { return i + 1 }}).Parse(`
{{define "row"}}<{{.Name}} {{printf "%.2f" .Price}}>{{end -}}
{{range $i, $e := .Items}}{{if $i}}, {{end}}{{template "row" $e}} {{$e.Upper}} {{join $e.Tags "+"}} {{inc $i}}{{with $e.Attr}}{{range $k, $v := .}} {{$k}}={{$v}}{{end}}{{else}} none{{end}}{{else}}empty{{end}}
{{len .Items}} {{index .Items 0 | printf "%v"}} {{eq 1 1}} {{lt 1 2}} {{and true .Name}} {{or "" "x"}} {{not true}} {{html "<a>"}} {{js "it's"}} {{urlquery "a b"}} {{slice "abcdef" 1 3}}
{{/* comment */}}{{"quoted\n"}} {{'a'}} {{0x10}} {{1.5}} {{nil | printf "%v"}}
{{- range 3}} {{.}}{{end}} {{range $x := .Items}}{{if eq $x.Name "b"}}{{break}}{{end}}{{continue}}{{end}}
`))
	p := &Item{Name: "p"}
	data := map[string]any{"Name": "data", "Items": []Item{{"a", 1.5, []string{"x", "y"}, map[string]int{"k": 1, "b": 2}}, {"b", 2, nil, nil}}, "P": p}
	if err := t.Execute(os.Stdout, data); err != nil {
		fmt.Println("error:", err)
	}
	for _, text := range []string{"{{.Items.Foo}}", "{{.P.Add 1 2}}", "{{(index .Items 0).Fail}}", "{{index .Items 10}}", "{{nofunc}}", "{{if}}", "{{range}}", "{{.X.Y}}", "{{template \"zz\"}}", "{{call .Name}}", "{{1 | len}}", "{{end}}"} {
		t, err := template.New("e").Parse(text)
		if err != nil {
			fmt.Println("parse:", err)
			continue
		}
		if err := t.Execute(os.Stdout, data); err != nil {
			fmt.Println("\nexec:", err)
		} else {
			fmt.Println()
		}
	}
}
