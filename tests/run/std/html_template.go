// html/template: values in every context, trusted texts, sets of templates, errors of escaping.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template/parse"
)

type shown struct{ X, Y int }

func (s shown) String() string { return fmt.Sprintf("<%d,%d>", s.X, s.Y) }

type asJSON struct{ s string }

func (a asJSON) MarshalJSON() ([]byte, error) {
	if a.s == "" {
		return nil, errors.New("no */ text <script> <!-- ")
	}
	return []byte(a.s), nil
}

var values = []any{
	`O'Reilly & "sons" <b>+1</b>`, "javascript:alert(1)", "https://x.y/a?b=c&d=ü#f", "a b\tc", "", "10px", "expression(1)", `\0065xpression`, "--", "\u2028x",
	"checked", "onclick", "href", "/*", "</script>", "a,b 2x, c:d", 3, 1.5, nil, true, []int{1, 2}, map[string]any{"k": "<v>"},
	template.HTML(`<i title="1>2">t&amp;</i> <script>no</script>`), template.CSS("color: red"), template.HTMLAttr(`dir="ltr"`), template.JS("f(1)/2"), template.JSStr(`a\x20"b'`),
	template.URL("javascript:ok('1')"), template.Srcset("a 1x, b 2x"), shown{1, 2}, &shown{3, 4}, asJSON{`{"a":1}`}, asJSON{""},
}

var contexts = []string{
	`{{.}}`, `<p title="{{.}}">`, `<p title='{{.}}'>`, `<p title={{.}}>`, `<a href="{{.}}">`, `<a href='/p/{{.}}'>`, `<a href=/s?q={{.}}>`, `<a href="?a={{.}}#{{.}}">`,
	`<img srcset="{{.}}">`, `<script>var x = {{.}};</script>`, `<script>var x = "{{.}}", y = '{{.}}';</script>`, "<script>var x = `{{.}} ${ {a:{{.}}} } `;</script>",
	`<script>var x = /a{{.}}b/;</script>`, `<script>/* {{.}} */ // {{.}}
</script>`, `<a onclick="f({{.}})">`, `<style>p { width: {{.}} }</style>`, `<style>p { font: "{{.}}"; background: url({{.}}) }</style>`,
	`<p style="background: url('/{{.}}')">`, `<p style='x: {{.}}'>`, `<input {{.}}>`, `<input {{.}}=1>`, `<input data-{{.}}="v">`, `<textarea>{{.}}</textarea>`, `<title>{{.}}</title>`,
	`<!-- {{.}} -->x`, `<meta http-equiv=refresh content="1; url={{.}}; {{.}}">`, `<script type="text/template">{{.}}</script>`, `<script type=application/json>{{.}}</script>`,
	`{{. | html}} <a title={{.}} href="{{. | urlquery}}">`, `{{html . 1}} {{print . | printf "%s"}}`,
}

func try(name, text string, data any) {
	t, err := template.New(name).Parse(text)
	if err != nil {
		fmt.Println(name, "parse:", err)
		return
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	fmt.Printf("%s %q\n", name, b.String())
	if err != nil {
		fmt.Println("  error:", err)
		var e *template.Error
		if errors.As(err, &e) {
			fmt.Println("  code", e.ErrorCode, e.Name, e.Line, e.Node != nil, e.Description)
		}
	}
}

func main() {
	for i, c := range contexts {
		for j, v := range values {
			try(fmt.Sprintf("c%d v%d", i, j), c, v)
		}
	}
	// Text that is changed by itself.
	for i, text := range []string{
		`a < b <<p>x</p>< <!DOCTYPE html><!doctype x><!-- gone -->y`, "<script>a /* x\n */ b // c\n<!-- d\n--> e\n'</script>' \"<!--\" /<script/ </script>",
		`<style>p /* c */ { } // d
</style>`, `<textarea> <b> </textarea><title><x></title>`, "<script>`</script>`</script>", `<script>#!x
var a = b.return / 2 / 1; return /x/; y++ / 2; 42. / 1; #in / 3</script>`,
		`<a title="&quot;x" onclick="&quot;{{.}}&quot;">`, `<script type="module">var x = {{.}}</script>`,
	} {
		try(fmt.Sprint("text", i), text, "v'")
	}
	// Errors.
	for i, text := range []string{
		`<a href="{{if .}}/p/{{else}}/s?q={{end}}{{.}}">`, `<a href=a"b{{.}}>`, `<a b"c>`, `<a =x>`, `{{if .}}<a href="{{end}}{{.}}`, `<script {{with .}}type="{{.}}"{{end}}>`, `<div`, `<div title="x`, `<script>f()`,
		`<a {{template "none"}}>`, `{{define "t"}}{{if .}}{{template "t"}}{{end}}{{.}}",{{end}}<a title="{{template "t" .}}">`, `<script>var p = /a[{{.}}]/</script>`, `<script>f("\{{.}}")</script>`,
		`<script>var x = [{{range .}}'{{.}},{{end}}]</script>`, "<script>\n{{if .}}var x = 1{{end}}\n/-{{.}}/i.test(x)</script>", `<p class={{. | html}}>`, `{{. | html | print}}`, `{{. | urlquery | html}}`,
		`{{range .}}<a {{if .}}{{break}}{{end}}>{{end}}`, `{{range .}}<a {{if .}}{{continue}}{{end}}>{{end}}`, `<style>p { x: "\{{.}}" }</style>`, `{{range .}}{{if .}}{{break}}{{end}}<b>{{.}}</b>{{else}}none{{end}}`,
		`{{template "q"}}{{define "q"}}{{end}}`, `{{`, `{{.X.Y}}`, ``,
	} {
		try(fmt.Sprint("bad", i), text, "")
	}
	fmt.Println(template.OK, template.ErrAmbigContext, template.ErrBadHTML, template.ErrBranchEnd, template.ErrEndContext, template.ErrNoSuchTemplate, template.ErrOutputContext,
		template.ErrPartialCharset, template.ErrPartialEscape, template.ErrRangeLoopReentry, template.ErrSlashAmbig, template.ErrPredefinedEscaper, template.ErrJSTemplate)
	fmt.Println((&template.Error{Description: "d"}).Error(), (&template.Error{Name: "n", Description: "d"}).Error(), (&template.Error{Name: "n", Line: 3, Description: "d"}).Error())

	// Sets.
	set := template.Must(template.New("main").Funcs(template.FuncMap{"up": strings.ToUpper}).Option("missingkey=error").Parse(
		`{{define "link"}}{{.}}{{end}}<a href="{{template "link" .u}}" title='{{template "link" .u}}'>{{template "link" .u | up}}</a>{{block "end" .}}.{{end}}`))
	clone := template.Must(set.Clone())
	template.Must(clone.New("end").Parse(`!{{.u}}`))
	data := map[string]any{"u": "x:<y>"}
	fmt.Println(set.Execute(os.Stdout, data), clone.ExecuteTemplate(os.Stdout, "main", data))
	names := strings.Split(strings.TrimPrefix(set.DefinedTemplates(), "; defined templates are: "), ", ")
	sort.Strings(names)
	fmt.Println(names)
	fmt.Println(len(set.Templates()), set.Lookup("link").Name(), set.Lookup("nothing") == nil, set.Tree != nil)
	_, err := set.Parse("x")
	fmt.Println(err)
	_, err = set.Clone()
	fmt.Println(err)
	_, err = set.AddParseTree("z", nil)
	fmt.Println(err)
	_, err = set.ParseGlob("*")
	fmt.Println(err, set.ExecuteTemplate(os.Stdout, "zz", nil), set.ExecuteTemplate(os.Stdout, "main", map[string]any{}))
	trees, _ := parse.Parse("t", "<b>{{.}}</b>", "", "", nil)
	added, err := template.New("r").AddParseTree("t", trees["t"])
	fmt.Println(added.Name(), err, added.Execute(os.Stdout, "<"))
	fmt.Println(template.New("e").Execute(os.Stdout, 1), template.Must(template.New("e").Parse("")).Execute(os.Stdout, 1))
	fmt.Println(template.Must(template.New("d").Delims("[[", "]]").Parse("<p title=[[.]]>[[if .]][[template `q` .]][[end]]</p>[[define `q`]]{{[[.]][[end]]\n")).Execute(os.Stdout, "a b"))

	// Files.
	dir, _ := os.MkdirTemp("", "t")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "a.html"), []byte(`A{{template "b.html" .}}`), 0o600)
	os.WriteFile(filepath.Join(dir, "b.html"), []byte(`<b>{{.}}</b>`+"\n"), 0o600)
	a := template.Must(template.ParseFiles(filepath.Join(dir, "a.html"), filepath.Join(dir, "b.html")))
	fmt.Println(a.Name(), a.Execute(os.Stdout, "<"))
	g := template.Must(template.ParseGlob(filepath.Join(dir, "*.html")))
	fmt.Println(g.Name(), g.ExecuteTemplate(os.Stdout, "b.html", 2))
	f := template.Must(template.ParseFS(os.DirFS(dir), "b.*", "a.*"))
	fmt.Println(f.Name(), f.ExecuteTemplate(os.Stdout, "a.html", 3))
	f = template.Must(template.New("x").ParseFS(os.DirFS(dir), "b.*"))
	f = template.Must(f.ParseFiles(filepath.Join(dir, "a.html")))
	f = template.Must(f.ParseGlob(filepath.Join(dir, "a*")))
	fmt.Println(f.Name(), f.ExecuteTemplate(os.Stdout, "a.html", 3), f.Execute(os.Stdout, 1))
	_, err = template.ParseGlob("/none/*")
	_, err2 := template.ParseFS(os.DirFS(dir), "none")
	_, err3 := template.ParseFiles()
	_, err4 := template.ParseFiles("/none/x")
	fmt.Println(err, err2, err3, err4)
	func() {
		defer func() { fmt.Println(recover()) }()
		template.Must(nil, errors.New("must"))
	}()

	template.HTMLEscape(os.Stdout, []byte("<a&'\"\x00>"))
	template.JSEscape(os.Stdout, []byte("<a&'\"\n>\u2028"))
	fmt.Println(template.HTMLEscapeString("<&>"), template.JSEscapeString(`'"\`), template.HTMLEscaper("a", 1, "<"), template.JSEscaper("'", 2), template.URLQueryEscaper("a b", "&"))
	fmt.Println(template.IsTrue(0))
	fmt.Println(template.IsTrue([]int{1}))
	var _ json.Marshaler = asJSON{}
}
