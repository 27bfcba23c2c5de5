// Packages text/template, html/template, text/tabwriter: files, trees, errors of execution.
package main

import (
	"errors"
	"fmt"
	htmltemplate "html/template"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"text/template"
)

func main() {
	dir, err := os.MkdirTemp("", "templates")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{"one.tmpl": `one {{template "two.tmpl" .}}`, "two.tmpl": `two {{.}}`, "bad.txt": `{{.x`} {
		os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)
	}
	tell := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), dir, "DIR") }
	var t *template.Template = template.New("root")
	t, err = t.ParseFiles(filepath.Join(dir, "one.tmpl"), filepath.Join(dir, "two.tmpl"))
	fmt.Println(t.Name(), len(t.DefinedTemplates()), tell(err), t.ExecuteTemplate(os.Stdout, "one.tmpl", 5))
	_, err = template.New("x").ParseFiles(filepath.Join(dir, "bad.txt"))
	fmt.Println(tell(err))
	_, err = template.New("x").ParseFiles(filepath.Join(dir, "none"))
	fmt.Println(tell(err))
	_, err = template.New("x").ParseFiles()
	fmt.Println(tell(err))
	g, err := template.New("one.tmpl").ParseGlob(filepath.Join(dir, "*.tmpl"))
	fmt.Println(g.Execute(os.Stdout, "glob"), tell(err))
	_, err = template.New("x").ParseGlob(filepath.Join(dir, "*.none"))
	fmt.Println(tell(err))
	_, err = template.New("x").ParseGlob("[")
	fmt.Println(tell(err))

	parent := template.New("parent").Delims("<<", ">>").Funcs(template.FuncMap{"up": strings.ToUpper, "fail": func() (int, error) { return 0, errors.New("failed") }})
	child := parent.New("child")
	template.Must(child.Parse(`child <<up .>>`))
	added, err := parent.AddParseTree("alias", child.Tree)
	fmt.Println(added.Name(), err, parent.Lookup("child") == child, parent.Lookup("none"))
	fmt.Println(parent.ExecuteTemplate(os.Stdout, "alias", "x"), parent.Execute(os.Stdout, nil))
	failing := template.Must(parent.New("failing").Parse(`before <<fail>> after`))
	err = failing.Execute(os.Stdout, nil)
	var exec template.ExecError
	fmt.Println(errors.As(err, &exec), exec.Name, exec.Error(), exec.Unwrap() == exec.Err)
	for _, text := range []string{"<<.None>>", "<<index . 5>>", "<<template `none`>>", "<<.A.B>>", "<<len 3>>", "<<1 | up>>", "<<slice . 9>>", "<<call .>>"} {
		bad, err := template.Must(parent.Clone()).New("bad").Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(bad.Execute(os.Stdout, struct{ A []int }{}))
	}

	var h *htmltemplate.Template = htmltemplate.New("h")
	_, err = h.Parse(`<a href='{{if .}}x'{{end}}>`)
	fmt.Println(err)
	err = h.Execute(os.Stdout, true)
	var escape *htmltemplate.Error
	if errors.As(err, &escape) {
		var code htmltemplate.ErrorCode = escape.ErrorCode
		fmt.Println(code == htmltemplate.ErrBranchEnd, escape.Line, escape.Name, escape.Description, escape.Node != nil)
	}

	var w *tabwriter.Writer = new(tabwriter.Writer)
	w.Init(os.Stdout, 5, 0, 1, '.', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprint(w, "a\tbbb\tc\nüü\t\tlong cell\nlast\n")
	fmt.Println(w.Flush())
}
