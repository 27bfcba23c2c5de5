package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"text/template/parse"
)

type inner struct {
	A, B int
	s    string
}
type iface interface{ Get() string }
type data struct {
	Name   string
	N      int
	U      uint8
	F      float64
	Yes    bool
	List   []string
	Ints   []int
	Empty  []int
	M      map[string]int
	MI     map[int]string
	In     inner
	P      *inner
	Nil    *inner
	Any    any
	NilA   any
	I      iface
	Fn     func(int, ...string) string
	Err    error
	C      chan int
	Arr    [3]int
	MM     map[string]map[string]int
	secret int
	Comp   complex128
	NilM   map[string]int
}

func (d data) Hello(s string) string         { return "hello " + s }
func (d *data) Ptr() string                  { return "ptr " + d.Name }
func (d data) Fail() (string, error)         { return "", errors.New("failed") }
func (d data) Two(a, b int) (int, error)     { return a + b, nil }
func (d data) Var(a string, n ...int) string { return fmt.Sprint(a, n) }
func (d data) Self() data                    { return d }
func (d data) Bad() (int, int)               { return 1, 2 }
func (d data) Panic() string                 { panic("oh no") }
func (i inner) String() string               { return fmt.Sprintf("<%d %d>", i.A, i.B) }
func (i *inner) Get() string                 { return "got" }

func newData() *data {
	c := make(chan int, 3)
	c <- 5
	c <- 6
	close(c)
	return &data{Name: "Bob", N: 3, U: 7, F: 1.5, Yes: true, List: []string{"a", "b", "c"}, Ints: []int{3, 1, 2}, M: map[string]int{"x": 1, "y": 2, "a": 3}, MI: map[int]string{2: "two", 1: "one", -1: "neg"}, In: inner{1, 2, "s"}, P: &inner{3, 4, ""}, Any: 42, I: &inner{},
		Fn: func(n int, s ...string) string { return fmt.Sprint(n, s) }, Err: errors.New("an error"), C: c, Arr: [3]int{7, 8, 9}, MM: map[string]map[string]int{"k": {"j": 9}}, Comp: 1 + 2i}
}

var texts = []string{
	"", "plain", "{{.Name}} {{.N}} {{.U}} {{.F}} {{.Yes}} {{.List}} {{.M}} {{.In}} {{.P}} {{.Nil}} {{.Any}} {{.NilA}} {{.Err}} {{.Comp}}",
	"{{/* comment */}}x{{- /* trim */ -}} y", "a {{- .Name -}} b", "a {{- 3}} b {{3 -}} c", "{{\n.Name\n}}", "{{.Name -}}\n\n x", "x{{\"}}\"}}y", "{{`raw\nstring`}}", "{{'a'}} {{'\\n'}} {{0x1F}} {{1_000}} {{1e3}} {{1.5}} {{-3}} {{+4}} {{1i}} {{1+2i}} {{0b11}} {{0o17}} {{.5}} {{true}} {{false}}",
	"{{if .Yes}}yes{{else}}no{{end}}", "{{if .Empty}}a{{else if .N}}b{{else}}c{{end}}", "{{if not .Yes}}a{{else if eq .N 4}}b{{else}}c{{end}}", "{{with .Name}}[{{.}}]{{else}}none{{end}}", "{{with .Empty}}x{{else with .Name}}y{{.}}{{end}}", "{{with $x := .N}}{{$x}} {{$.Name}}{{end}}",
	"{{range .List}}<{{.}}>{{end}}", "{{range $i, $e := .List}}{{$i}}={{$e}},{{end}}", "{{range $e := .List}}{{$e}}{{end}}", "{{range .Empty}}x{{else}}empty{{end}}", "{{range $k, $v := .M}}{{$k}}:{{$v}} {{end}}", "{{range $k, $v := .MI}}{{$k}}:{{$v}} {{end}}", "{{range .C}}{{.}};{{end}}", "{{range $i, $e := .C}}{{$i}}{{$e}};{{else}}drained{{end}}", "{{range 4}}{{.}}{{end}}", "{{range $i := .N}}{{$i}}{{end}}", "{{range .N}}{{else}}x{{end}}", "{{range .Arr}}{{.}} {{end}}",
	"{{range .List}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}", "{{range .List}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}", "{{range .List}}{{range $.Ints}}{{if eq . 1}}{{break}}{{end}}{{.}}{{end}}{{.}}{{end}}", "{{$x := 1}}{{range .List}}{{$x = .}}{{end}}{{$x}}", "{{$i := 0}}{{$e := 0}}{{range $i, $e = .List}}{{end}}{{$i}}{{$e}}", "{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}",
	"{{.Hello \"you\"}} {{.Ptr}} {{.Two 1 2}} {{.Var \"a\" 1 2}} {{.Var \"b\"}} {{\"z\" | .Hello}} {{.Self.Name}} {{.Self.Hello .Name}} {{(.Self).Name}} {{.In.A}} {{.P.B}} {{.M.x}} {{.M.nope}} {{.MM.k.j}} {{.MM.no.j}} {{.I.Get}} {{.P.Get}}",
	"{{.Fail}}", "{{.Panic}}", "{{.Bad}}", "{{.Nope}}", "{{.secret}}", "{{.In.s}}", "{{.Nil.A}}", "{{.NilA.A}}", "{{.Name.X}}", "{{.M.x.y}}", "{{.Hello}}", "{{.Hello 1}}", "{{.Hello nil}}", "{{.Two 1 \"a\"}}", "{{.Two 1.5 2}}", "{{.Name 1}}", "{{.M.x 1}}", "{{1 2}}", "{{nil}}", "{{. 1}}", "{{\"a\" | 1}}", "{{.Fn}}", "{{.C}}", "{{range .Name}}{{end}}", "{{range .F}}{{end}}", "{{range $i, $j := .N}}{{end}}", "{{template \"none\"}}", "{{if .Fn}}f{{end}}", "{{99999999999999999999}}", "{{18446744073709551615}}", "{{index .List 5}}", "{{index .List -1}}", "{{index .List \"a\"}}", "{{index .M 1}}", "{{index .N 1}}", "{{index nil 1}}", "{{index .Nil 1}}",
	"{{index .List 1}} {{index .M \"y\"}} {{index .M \"zz\"}} {{index .MM \"k\" \"j\"}} {{index .Ints 0}} {{index .Name 1}} {{index .MI 2}} {{index .Arr .N}}", "{{index .Arr 2}} {{index .List}}", "{{slice .List 1}} {{slice .List 1 2}} {{slice .Name 1 3}} {{slice .Ints 0 1 2}} {{slice .Name}}", "{{slice .List 2 1}}", "{{slice .Name 0 1 2}}", "{{slice .N 1}}", "{{slice .List 9}}", "{{len .List}} {{len .Name}} {{len .M}} {{len .C}} {{len .Arr}}", "{{len .N}}", "{{len nil}}", "{{len .Nil}}",
	"{{print 1 2 \"a\" \"b\" .N}} {{printf \"%d-%s-%v\" .N .Name .List}} {{println \"x\" 1}}", "{{html \"<a href='x'>&\"}} {{js \"it's <b>\\n\\\"\"}} {{urlquery \"a b&c/é\"}} {{.In | html}} {{html .P .N}}", "{{and 1 0 .Nope}} {{and .Yes .N}} {{or 0 \"\" .Name .Nope}} {{or .Empty .N}} {{not 0}} {{and .NilA}} {{0 | and 1}} {{1 | or 0}}",
	"{{eq 1 1}} {{eq 1 2 3 1}} {{eq .N 3}} {{eq .U 7}} {{eq .Name \"Bob\"}} {{eq .F 1.5}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt .F 1.0}} {{ge \"b\" \"a\"}} {{lt .U 8}} {{eq .In .In}} {{eq .NilA nil}} {{eq .Nil nil}} {{eq true .Yes}} {{lt -1 .U}} {{eq .Comp .Comp}}", "{{eq 1 \"a\"}}", "{{eq .List .List}}", "{{lt true false}}", "{{lt 1 \"a\"}}", "{{eq 1}}", "{{lt .List 1}}", "{{eq .M .Name}}", "{{eq .Any 42}}", "{{lt .Comp .Comp}}",
	"{{call .Fn 1 \"a\" \"b\"}} {{call .Fn 2}}", "{{call .Fn}}", "{{call .Fn \"x\"}}", "{{call .N}}", "{{call nil}}", "{{call .NilA}}", "{{call .Fn .U \"q\"}}",
	"{{define \"T\"}}[{{.}}{{$}}]{{end}}{{template \"T\" .N}}{{template \"T\"}}", "{{block \"B\" .Name}}({{.}}){{end}} {{template \"B\" 5}}", "{{define \"R\"}}{{if .}}{{.}}{{template \"R\" (slice . 1)}}{{end}}{{end}}{{template \"R\" .Name}}", "{{define \"X\"}}{{end}}{{define \"X\"}}again{{end}}{{template \"X\"}}", "{{define \"X\"}}a{{end}}{{define \"X\"}}b{{end}}", "{{template \"T\" .Nope}}{{define \"T\"}}{{end}}",
	"{{with .Self}}{{.Name}}{{end}}{{(index .List 0)}} {{(printf \"%s\" .Name) | printf \"%q\"}} {{((.N))}} {{(.In).A}} {{$y := .In}}{{$y.A}} {{$.In.B}}", "{{.Name | printf \"%s-%s\" \"a\" | len}}", "{{upper .Name}} {{add 1 2}} {{.Name | upper | lower}} {{fail}}", "{{vari}} {{vari 1}} {{vari 1 2 3}}", "{{break}}",
	"{{", "{{.Name", "{{.Name}", "}}", "{{}}", "{{ }}", "{{|}}", "{{.Name |}}", "{{| .Name}}", "{{if}}{{end}}", "{{if .Yes}}", "{{end}}", "{{else}}", "{{if .Yes}}{{else}}{{else}}{{end}}", "{{range}}{{end}}", "{{continue}}", "{{nofunc}}", "{{$undef}}", "{{$x}}", "{{$x = 1}}", "{{$x := }}", "{{$x, $y := .M}}", "{{range $a, $b, $c := .M}}{{end}}", "{{range $a, := .M}}{{end}}", "{{\"abc}}", "{{'a}}", "{{'ab'}}", "{{`abc}}", "{{1a}}", "{{0x}}", "{{.Name.}}", "{{..}}", "{{.Name .}}", "{{(.Name}}", "{{.Name)}}", "{{()}}", "{{1.Name}}", "{{true.x}}", "{{nil.x}}", "{{\"a\".x}}", "{{define}}{{end}}", "{{define \"x\"}}", "{{define \"x\" .}}{{end}}", "{{if true}}{{define \"x\"}}{{end}}{{end}}", "{{template}}", "{{template .Name}}", "{{template \"x\" 1 2}}", "{{block \"x\"}}{{end}}", "{{/* c }}", "{{/* c */ x}}", "{{- }}", "{{-}}", "{{.Name-}}", "{{3-}}", "{{:x}}", "{{%}}", "{{.A%}}", "{{a b\x00}}", "{{é}}", "{{.é}}", "{{\n\n.Nope\n}}", "line1\nline2 {{.Nope}}", "{{if .Yes}}\n\n{{.Name\n", "{{if eq .N\n 3}}x{{end}}", "{{end}}{{if}}", "{{with}}{{end}}", "{{else if}}", "{{range .List}}{{break 1}}{{end}}", "{{range .List}}{{define \"a\"}}{{break}}{{end}}{{end}}", "{{1 | 2}}", "{{.Name | .}}", "{{.Name | \"a\"}}", "{{$.Name}}", "{{.Name}}{{.Name}", "{{print (1)}} {{print (print 1 2).}}", "{{print 1 2 |print}}", "{{print 1,2}}", "{{end -}}", "{{if .Yes -}} x {{- end}} y", "{{.Very.Long.Chain.That.Is.Long}}", "{{(index .M \"x\").y}}", "{{len (print 1 2 3)}}", "{{nil | print}}", "{{print nil}}", "{{print .NilM.x}}", "{{.NilM}}",
}

func main() {
	funcs := template.FuncMap{"upper": strings.ToUpper, "lower": strings.ToLower, "add": func(a, b int) int { return a + b }, "fail": func() (string, error) { return "", errors.New("fn failed") }, "vari": func(n ...int) int { return len(n) }}
	for _, text := range texts {
		t, err := template.New("t").Funcs(funcs).Parse(text)
		if err != nil {
			fmt.Printf("%q: PARSE %v\n", text, err)
			continue
		}
		var b bytes.Buffer
		err = t.Execute(&b, newData())
		fmt.Printf("%q: %q %v\n", text, b.String(), err)
		var ee template.ExecError
		if errors.As(err, &ee) {
			fmt.Println("  exec", ee.Name, errors.Unwrap(ee.Err) != nil)
		}
		if t.Tree != nil && t.Root != nil {
			s := t.Root.String()
			c := t.Root.Copy().String()
			fmt.Printf("  %q %v %v\n", s, s == c, parse.IsEmptyTree(t.Root))
		}
	}
	for _, opt := range []string{"missingkey=zero", "missingkey=error", "missingkey=default", "missingkey=invalid"} {
		var b bytes.Buffer
		err := template.Must(template.New("o").Option(opt).Parse("{{.x}} {{.y}} {{.y.z}}")).Execute(&b, map[string]int{"x": 1})
		fmt.Println(opt, b.String(), err)
		err = template.Must(template.New("o").Option(opt).Parse("{{.x.y}}")).Execute(&b, map[string]any{})
		fmt.Println(b.String(), err)
	}
	for _, f := range []func(){
		func() { template.New("x").Option("nope") }, func() { template.New("x").Option("") }, func() { template.Must(template.New("x").Parse("{{")) },
		func() { template.New("x").Funcs(template.FuncMap{"a-b": func() int { return 1 }}) }, func() { template.New("x").Funcs(template.FuncMap{"a": 1}) }, func() { template.New("x").Funcs(template.FuncMap{"a": func() {}}) }, func() { template.New("x").Funcs(template.FuncMap{"": func() int { return 1 }}) }, func() { template.New("x").Funcs(template.FuncMap{"a": func() (int, int) { return 1, 2 }}) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	root := template.Must(template.New("root").Parse(`{{define "a"}}A{{.}}{{template "b" .}}{{end}}{{define "b"}}B{{.}}{{end}}root:{{template "a" .}}`))
	fmt.Println(root.Execute(os.Stdout, 1), root.ExecuteTemplate(os.Stdout, "b", 2), root.ExecuteTemplate(os.Stdout, "zz", 2), root.Lookup("a").Name(), root.Lookup("zz") == nil, len(root.Templates()), root.Name())
	clone := template.Must(root.Clone())
	template.Must(clone.Parse(`{{define "b"}}CLONE{{end}}`))
	fmt.Println(clone.Execute(os.Stdout, 1), root.Execute(os.Stdout, 1))
	fmt.Println(template.New("e").Execute(os.Stdout, nil), template.New("e").DefinedTemplates() == "", strings.Count(root.DefinedTemplates(), ","))
	d := template.Must(template.New("d").Delims("<<", ">>").Parse("<<.>> {{.}} <</* c */>><<- 1 ->> x"))
	fmt.Println(d.Execute(os.Stdout, "dot"))
	dir, _ := os.MkdirTemp("", "tmpl")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "one.txt"), []byte(`one {{template "two.txt" .}}`), 0o644)
	os.WriteFile(filepath.Join(dir, "two.txt"), []byte(`two {{.}}`), 0o644)
	p, err := template.ParseFiles(filepath.Join(dir, "one.txt"), filepath.Join(dir, "two.txt"))
	fmt.Println(p.Name(), err, p.Execute(os.Stdout, 3))
	p, err = template.ParseGlob(filepath.Join(dir, "*.txt"))
	fmt.Println(p.Name(), err, p.ExecuteTemplate(os.Stdout, "two.txt", 4))
	p, err = template.New("two.txt").ParseFS(os.DirFS(dir), "*.txt")
	fmt.Println(p.Name(), err, p.Execute(os.Stdout, 5))
	_, err = template.ParseFiles()
	fmt.Println(err)
	_, err = template.ParseFS(os.DirFS(dir), "*.nope")
	fmt.Println(err)
	for _, v := range []any{nil, 0, 1, "", "a", []int{}, []int{1}, map[int]int(nil), (*int)(nil), new(int), 0.0, 1i, struct{}{}, false, true, errors.New("x")} {
		t, ok := template.IsTrue(v)
		fmt.Print(t, ok, " ")
	}
	fmt.Println()
	fmt.Println(template.HTMLEscapeString("<\x00'\">&"), template.JSEscapeString("\u2028<'=\x01é"), template.HTMLEscaper("<", 1, &inner{}), template.JSEscaper("a'", 2), template.URLQueryEscaper("a b", 1, 2))
	template.HTMLEscape(os.Stdout, []byte("<b>"))
	template.JSEscape(os.Stdout, []byte("'x'"))
	fmt.Println()
	trees, err := parse.Parse("n", "{{/* keep */}}{{f 1}}", "", "", map[string]any{"f": 1})
	fmt.Println(trees["n"].Root, err)
	tr := parse.New("n")
	tr.Mode = parse.ParseComments | parse.SkipFuncCheck
	_, err = tr.Parse("a{{/* keep */}}{{g 1}}", "", "", map[string]*parse.Tree{})
	fmt.Println(tr.Root, err, len(tr.Root.Nodes), tr.Copy().Root)
}
