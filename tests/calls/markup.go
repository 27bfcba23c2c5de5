package main

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"text/template"
	"time"
)

type (
	base struct {
		ID   int    `xml:"id,attr"`
		Note string `xml:"note,omitempty"`
	}
	leaf struct {
		base
		XMLName xml.Name
		Text    string   `xml:",chardata"`
		Tags    []string `xml:"tags>tag"`
		Size    float64  `xml:"size"`
		Inner   string   `xml:",innerxml"`
	}
	plain struct {
		A string  `xml:"a"`
		B *int    `xml:"b"`
		C []plain `xml:"c"`
		D bool    `xml:"d,attr"`
		E []byte  `xml:"e"`
		F mood    `xml:"f"`
		G any     `xml:"g"`
	}
	mood int
)

func (m mood) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "mood %d", int(m)), nil }

func (m *mood) UnmarshalText(b []byte) error {
	if len(b) > 3 {
		return errors.New("no mood")
	}
	*m = mood(len(b))
	return nil
}

func words() string {
	return pick("", "a", "b c", "&lt;x&gt;", "&amp;", "&#65;", "&#x41;", "&nope;", "]]>", "]", "\r\n", "\r", "\n", "é", ">", "'", "\x01", "\xff", text())
}

func element(depth int) string {
	name := pick("a", "b", "c", "e", "f", "g", "tags", "tag", "note", "size", "ns:a", "é", "leaf", "plain")
	s := "<" + name
	for range random.IntN(3) {
		s += pick(" ", "\n", "  ") + pick(`id="1"`, `id='2'`, `d="true"`, `d = "x"`, `xmlns="u"`, `xmlns:ns="v"`, `x="&lt;"`, `x="<"`, `y='"'`, "z=\"\r\n\"", `w`, `x=1`)
	}
	if chance(5) {
		return s + pick("/>", " />", "/ >")
	}
	s += ">"
	for range random.IntN(4) {
		switch {
		case chance(3) || depth > 3:
			s += words()
		case chance(6):
			s += pick("<!-- c -->", "<!-- - -- -->", "<![CDATA[x<y&z]]>", "<![CDATA[]]]]>", "<?pi x?>", "<!DOCTYPE x>", "<!-- é\n -->")
		default:
			s += element(depth + 1)
		}
	}
	return s + "</" + pick(name, name, name, name, name, name, name, name, name, "other") + pick(">", ">", " >")
}

var address = regexp.MustCompile("0x[0-9a-f]+")

type person struct {
	Name  string
	Age   int
	Mails []string
	Best  *person
	Any   any
	Map   map[string]int
	When  time.Duration
	base
	hidden int
}

func (p person) Greet(s string) string  { return "hello " + s + " from " + p.Name }
func (p *person) Older() int            { return p.Age + 1 }
func (p person) Fails() (string, error) { return "", errors.New("fails") }

func operand() string {
	return pick(".Name", ".Age", ".Mails", ".Best", ".Best.Name", ".Any", ".Any.Name", ".Map", ".Map.one", ".Map.none", ".When", ".ID", ".base", ".hidden", ".Older", ".Fails",
		`(.Greet "x")`, ".Greet", ".None", "1", "2.5", `"s"`, "true", "nil", "$", ".", "$.Name", "(len .Mails)", "(index .Mails 0)", "(index .Map `one`)", "'x'", "(index .Mails 7)")
}

func action() string {
	a, b := operand(), operand()
	switch random.IntN(10) {
	case 0:
		return "{{range " + a + "}}[{{.}}]{{else}}none{{end}}"
	case 1:
		return "{{range $i, $x := " + a + "}}{{$i}}={{$x}} {{end}}"
	case 2:
		return "{{with " + a + "}}{{.}}{{else}}{{" + b + "}}{{end}}"
	case 3:
		return "{{if " + pick("eq", "ne", "lt", "le", "gt", "ge", "and", "or") + " " + a + " " + b + "}}yes{{else}}no{{end}}"
	case 4:
		return "{{printf " + pick("`%v-%v`", "`%d`", "`%s %q`", "7", ".Name") + " " + a + " " + b + "}}"
	case 5:
		return "{{" + pick("print", "println", "len", "not", "html", "js", "urlquery", "index", "slice", "call", "eq", "lt") + " " + a + "}}"
	case 6:
		return "{{" + a + " | " + pick("printf `%v`", "len", "print", "not", "eq "+b, "lt "+b, "html") + "}}"
	case 7:
		return "{{$v := " + a + "}}{{$v}}{{$v = " + b + "}}{{$v}}"
	}
	return "{{" + a + "}}"
}

func main() {
	run([]call{
		{"xml.Token", func() []any {
			s := damaged(element(0), "<", ">", "&", "/", "\"", "\x00", " ")
			in := pick[io.Reader](strings.NewReader(s), bufio.NewReaderSize(strings.NewReader(s), 16), io.MultiReader(strings.NewReader(s)))
			d := xml.NewDecoder(in)
			d.Strict = !chance(3)
			d.Entity = pick(nil, map[string]string{"nope": "yes"})
			got := []any{s}
			for range 40 {
				var t xml.Token
				var err error
				if chance(2) {
					t, err = d.Token()
				} else {
					t, err = d.RawToken()
				}
				line, column := d.InputPos()
				got = append(got, fmt.Sprintf("%T %q", t, fmt.Sprint(t)), err, d.InputOffset(), line, column)
				if err != nil {
					break
				}
			}
			return got
		}},
		{"xml.Unmarshal", func() []any {
			s := damaged(element(0), "<", ">", "&", "/")
			var l leaf
			var p plain
			err, err2 := xml.Unmarshal([]byte(s), &l), xml.Unmarshal([]byte(s), &p)
			again, err3 := xml.Marshal(l)
			b := 0
			if p.B != nil {
				b = *p.B
			}
			p.B = nil
			return []any{s, fmt.Sprintf("%+v", l), err, fmt.Sprintf("%+v", p), b, err2, string(again), err3}
		}},
		{"xml.Marshal", func() []any {
			n := small()
			p := plain{A: words(), B: pick(nil, &n), D: chance(2), E: []byte(words()), F: mood(small()), G: pick[any](nil, 1, words(), mood(2))}
			p.C = []plain{{A: text()}}[:random.IntN(2)]
			b, err := xml.Marshal(p)
			i, err2 := xml.MarshalIndent(leaf{Text: words(), Tags: []string{words()}, Inner: pick("", "<x/>")}, pick("", "p"), " ")
			var e strings.Builder
			err3 := xml.EscapeText(&e, []byte(words()))
			return []any{string(b), err, string(i), err2, e.String(), err3}
		}},
		{"template", func() []any {
			s := action() + pick("", " ", "\n") + action()
			t, err := template.New("t").Option(pick("missingkey=default", "missingkey=zero", "missingkey=error")).Parse(s)
			if err != nil {
				return []any{s, err}
			}
			p := person{Name: "Ada", Age: 36, Mails: []string{"a", "<b>"}[:random.IntN(3)], Map: pick(nil, map[string]int{"one": 1}), When: 5, base: base{ID: 3}}
			p.Any = pick[any](nil, 1, "any", base{ID: 4}, &base{ID: 5}, map[string]any{"Name": 1}, 2.5)
			if chance(2) {
				p.Best = &person{Name: "Bob"}
			}
			var b strings.Builder
			err = t.Execute(&b, pick[any](p, &p, map[string]any{"Name": "map", "Age": 7, "Best": &p}, nil, []person{p}, struct{ Name any }{"x"}))
			return []any{s, address.ReplaceAllString(fmt.Sprintf("%s|%T %v", &b, err, err), "0x")}
		}},
	})
}
