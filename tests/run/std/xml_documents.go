// encoding/xml: tokens, values both ways, name spaces, loose reading, errors.
package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"time"
)

func tokens(src string, set func(*xml.Decoder)) {
	fmt.Printf("%.60q\n", src)
	for _, raw := range []bool{false, true} {
		d := xml.NewDecoder(strings.NewReader(src))
		if set != nil {
			set(d)
		}
		for {
			read := d.Token
			if raw {
				read = d.RawToken
			}
			t, err := read()
			if err != nil {
				var se *xml.SyntaxError
				fmt.Println("  ", raw, err, errors.As(err, &se))
				break
			}
			line, col := d.InputPos()
			switch t := t.(type) {
			case xml.CharData:
				fmt.Printf("   text %q", t)
			case xml.Comment:
				fmt.Printf("   comment %q", t)
			case xml.Directive:
				fmt.Printf("   directive %q", t)
			case xml.ProcInst:
				fmt.Printf("   inst %s %q", t.Target, t.Inst)
			default:
				fmt.Printf("   %T %v", t, t)
			}
			fmt.Println("", d.InputOffset(), line, col)
		}
	}
}

type Address struct {
	City, State string
	Zip         *int `xml:"zip,omitempty"`
}

type Person struct {
	XMLName xml.Name   `xml:"http://x.y/ns person"`
	ID      int        `xml:"id,attr"`
	Lang    string     `xml:"http://www.w3.org/XML/1998/namespace lang,attr,omitempty"`
	Other   string     `xml:"http://other/ns/ other,attr,omitempty"`
	Rest    []xml.Attr `xml:",any,attr"`
	First   string     `xml:"name>first"`
	Last    string     `xml:"name>last"`
	Email   []string   `xml:"contact>email"`
	Married bool
	Height  float32 `xml:"height,omitempty"`
	Note    string  `xml:",comment"`
	Address
	Born  time.Time `xml:"born"`
	Extra *Extra    `xml:",omitempty"`
	Raw   []byte    `xml:"raw"`
	Arr   [3]byte   `xml:"arr"`
	Hide  string    `xml:"-"`
	lower string
	Any   []Other `xml:",any"`
	If    any     `xml:"iface"`
}

type Extra struct {
	Text string `xml:",chardata"`
	A    int8   `xml:"a,attr"`
}

type Other struct {
	XMLName xml.Name
	Inner   string `xml:",innerxml"`
}

type CD struct {
	V string `xml:",cdata"`
}

type Temp float64

func (t Temp) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: "unit"}, Value: "C"})
	return e.EncodeElement(fmt.Sprintf("%.1f", float64(t)), start)
}

func (t *Temp) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var s string
	if err := d.DecodeElement(&s, &start); err != nil {
		return err
	}
	_, err := fmt.Sscan(s, (*float64)(t))
	if _, raw := d.RawToken(); raw == nil {
		return errors.New("raw")
	}
	return err
}

type Color struct{ R, G, B uint8 }

func (c Color) MarshalText() ([]byte, error) {
	if c.R == 255 {
		return nil, errors.New("too red")
	}
	return fmt.Appendf(nil, "#%02x%02x%02x", c.R, c.G, c.B), nil
}
func (c *Color) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "#%02x%02x%02x", &c.R, &c.G, &c.B)
	return err
}

type Flag bool

func (f Flag) MarshalXMLAttr(n xml.Name) (xml.Attr, error) {
	if !f {
		return xml.Attr{}, nil
	}
	return xml.Attr{Name: n, Value: "yes<"}, nil
}
func (f *Flag) UnmarshalXMLAttr(a xml.Attr) error {
	if a.Value == "bad" {
		return errors.New("bad flag")
	}
	*f = a.Value == "yes<"
	return nil
}

type Lazy struct{}

func (Lazy) UnmarshalXML(d *xml.Decoder, s xml.StartElement) error { return nil }

type Bad struct{}

func (Bad) MarshalXML(e *xml.Encoder, s xml.StartElement) error { return e.EncodeToken(s) }

type Custom struct {
	T  Temp    `xml:"t"`
	TS []Temp  `xml:"ts>t"`
	C  Color   `xml:"c"`
	CA Color   `xml:"ca,attr"`
	F  Flag    `xml:"f,attr"`
	F2 *Flag   `xml:"f2,attr,omitempty"`
	CP **Color `xml:"cp"`
}

func try(v any) {
	b, err := xml.Marshal(v)
	fmt.Printf("%T %s %v\n", v, b, err)
	b, err = xml.MarshalIndent(v, ">", "  ")
	fmt.Printf("%s %v\n", b, err)
}

func main() {
	for _, src := range []string{
		`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE a [<!ENTITY x "<y>"> <!-- c > --> ]><a x='1' y="&lt;&#65;&#x42;&quot;">t&amp;u<!-- c --><b/><![CDATA[<x>]]&]]></a>`,
		"<a xmlns=\"u\" xmlns:p=\"v\" p:q=\"r\" s=\"t\"><p:b xmlns:p=\"w\"><p:c/></p:b><p:d></p:d><xml:e xml:f=''/></a>", "<a>\r\nx\r\n\ry</a>\n<b></b>",
		"<a></b>", "<a", "<a b", "<a b=", "<a b=c>", "<a b='<'>", "<a b='x>", "</a>", "<a></a", "<a></ a>", "<>", "<1>", "<a:b:c>", "<a:>", "<:a>x</:a>", "<a/ >", "<a>&b;</a>", "<a>&b</a>", "<a>&#x110000;</a>", "<a>&#;</a>", "<a>& </a>", "<a>]]></a>",
		"<a>\x01</a>", "<a>\xff</a>", "<!-", "<!-- a -- b -->", "<!-- a", "<![CDAT[", "<![CDATA[x", "<?", "<?x", "<?x y?>", "<?xml version='1.1'?>", "<?xml encoding='latin1'?>", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='yes'?>", "<!x", "<!x '>' <y \">\"> >", "<!a<!-- b -->c>", "<!a<!-x>>", "", "text",
		"<p:a></q:a>", "<a xmlns='u'><b></b></a>", "<日本 語='x'/>", "<a\u0300/>", "<\u0300a/>", "<a b='1' b='2'/>", "<a></a><b>", "<a >x</a >", "<a\tb\n=\r'x'/>",
	} {
		tokens(src, nil)
	}
	loose := func(d *xml.Decoder) {
		d.Strict = false
		d.AutoClose = xml.HTMLAutoClose
		d.Entity = xml.HTMLEntity
		d.DefaultSpace = "def"
	}
	for _, src := range []string{"<p>a<br>b<hr/>c&nbsp;&unknown;&copy &x <i>d</p></q>", "<a b c=d e=x.y>", "<a><b></a>", "<a></b>", "<img src=x><img>"} {
		tokens(src, loose)
	}
	tokens("<?xml encoding='rot'?><n>uryyb</n>", func(d *xml.Decoder) {
		d.CharsetReader = func(set string, in io.Reader) (io.Reader, error) {
			b, err := io.ReadAll(in)
			return strings.NewReader(strings.ToUpper(string(b))), err
		}
	})
	tokens("<?xml encoding='rot'?>", func(d *xml.Decoder) {
		d.CharsetReader = func(set string, in io.Reader) (io.Reader, error) { return nil, errors.New("no " + set) }
	})

	zip := 12345
	p := Person{ID: 7, Lang: "de", Other: "o", First: "A<n>", Last: "B", Email: []string{"a@b", "c&d"}, Height: 1.75, Note: " n - ", Address: Address{"X", "", &zip}, Born: time.Date(2000, 1, 2, 3, 4, 5, 0, time.UTC), Extra: &Extra{"in\n\ttext", -3},
		Raw: []byte("r\x00w"), Arr: [3]byte{'a', 'b', 'c'}, Any: []Other{{xml.Name{Space: "s", Local: "any"}, "<k>v</k>"}}, If: 42, Rest: []xml.Attr{{Name: xml.Name{Local: "more"}, Value: "1"}}}
	try(p)
	try(&p)
	b, _ := xml.Marshal(p)
	var q Person
	b = bytes.ReplaceAll(b, []byte("r\uFFFDw"), []byte("rw"))
	b = bytes.ReplaceAll(b, []byte("<arr>abc</arr>"), nil)
	err := xml.Unmarshal(b, &q)
	q.Any2()
	fmt.Println(err, q.XMLName, q.ID, q.Lang, q.Other, q.Rest, q.First, q.Last, q.Email, q.Married, q.Height, q.Note, q.City, *q.Zip, q.Born, *q.Extra, string(q.Raw), q.Any, q.If)
	c := Custom{36.6, []Temp{1, 2}, Color{1, 2, 3}, Color{4, 5, 6}, true, nil, nil}
	try(c)
	b, _ = xml.Marshal(&c)
	var c2 Custom
	fmt.Println(xml.Unmarshal(b, &c2), c2.T, c2.TS, c2.C, c2.CA, c2.F, c2.F2)
	for _, v := range []any{1, "s<", 1.5, true, []int{1, 2}, nil, (*Person)(nil), map[string]int{}, struct{ A int }{1}, []byte("b"), [2]byte{1, 2}, func() {}, make(chan int), complex(1, 2), Color{255, 0, 0}, Bad{}, CD{"a]]>b"}, CD{}, Extra{"x", 1}, xml.Name{Local: "n"},
		struct {
			XMLName xml.Name `xml:"e"`
			C       string   `xml:",comment"`
		}{C: "a--b"}, struct {
			XMLName xml.Name `xml:"e"`
			C       int      `xml:",comment"`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			X       string   `xml:"a,attr,chardata"`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			X, Y    string   `xml:"a"`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			X       string   `xml:"a>"`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			X       string   `xml:"a>b,attr"`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			X       string   `xml:"ns "`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			X       Person   `xml:"human"`
		}{}, struct {
			XMLName xml.Name `xml:"e"`
			A       int      `xml:"p>q>a"`
			B       *int     `xml:"p>q>b"`
			C       string   `xml:"p>c"`
			D       any      `xml:"r>d"`
			E       float64  `xml:"v,omitempty"`
			F       []string `xml:"f,omitempty"`
		}{A: 1, C: "c"},
	} {
		try(v)
	}
	type num struct {
		I  int8    `xml:"i"`
		U  uint16  `xml:"u"`
		F  float32 `xml:"f"`
		B  bool    `xml:"b"`
		S  []int   `xml:"s"`
		P  *string `xml:"p"`
		M  map[string]int
		Fn func()
	}
	for _, src := range []string{`<num><i> 5 </i><u>6</u><f>1.5</f><b>true</b><s>1</s><s>2</s><p>x</p><z><i>9</i></z></num>`, `<num><i></i><b></b><f/><u/></num>`, `<num><i>300</i></num>`, `<num><u>-1</u></num>`, `<num><f>x</f></num>`, `<num><b>maybe</b></num>`, `<num><s>1</s><s>y</s></num>`,
		`<num><M>1</M></num>`, `<num><Fn/></num>`, `<num>`, ``, `text`, `<num i="4"/>`} {
		var n num
		err := xml.Unmarshal([]byte(src), &n)
		fmt.Println(n.I, n.U, n.F, n.B, n.S, n.P != nil, err)
	}
	for _, v := range []any{nil, p, (*int)(nil), new(chan int), new(Lazy), new(Custom)} {
		fmt.Println(xml.Unmarshal([]byte(`<person f="bad"><a/></person>`), v))
	}
	fmt.Println(xml.Unmarshal([]byte(`<person/>`), &q), xml.Unmarshal([]byte(`<human/>`), &q), xml.Unmarshal([]byte(`<person xmlns="z"/>`), &q))
	var any any
	var name xml.Name
	var list []string
	fmt.Println(xml.Unmarshal([]byte("<a>x</a>"), &any), any, xml.Unmarshal([]byte("<a>x</a>"), &name), name, xml.Unmarshal([]byte("<a>x</a>"), &list), list)

	enc := xml.NewEncoder(os.Stdout)
	start := xml.StartElement{Name: xml.Name{Space: "u/v", Local: "s"}, Attr: []xml.Attr{{Name: xml.Name{Space: "http://a/b/", Local: "x"}, Value: "1"}, {Name: xml.Name{Space: "other/b", Local: "y"}, Value: "2"}, {Name: xml.Name{Space: "http://a/b/", Local: "z"}, Value: "\t\"'"}, {Name: xml.Name{Space: "xmlfoo", Local: "w"}, Value: ""}, {Name: xml.Name{}, Value: "gone"}}}
	for _, t := range []xml.Token{xml.ProcInst{"xml", []byte("v")}, xml.Comment("c"), xml.Comment("c-->"), xml.ProcInst{"xml", nil}, xml.ProcInst{"t", []byte("i?>")}, xml.ProcInst{"1", nil}, xml.ProcInst{"t", nil}, xml.Directive("d <a '>' > <!-- > -->"), xml.Directive("d >"), xml.Directive("'"), start, xml.CharData("t<\n>"), xml.EndElement{xml.Name{Local: "s"}},
		xml.EndElement{xml.Name{Local: "q"}}, xml.EndElement{}, start.End(), start.End(), xml.StartElement{}, 3, nil} {
		if err := enc.EncodeToken(t); err != nil {
			fmt.Printf("[%T %v]", t, err)
		}
	}
	fmt.Println(enc.Flush())
	fmt.Println(enc.EncodeElement("v", xml.StartElement{Name: xml.Name{Local: "el"}, Attr: []xml.Attr{{Name: xml.Name{Local: "a"}, Value: "b"}}}), enc.EncodeElement(1, xml.StartElement{}), enc.Close(), enc.EncodeToken(xml.CharData("x")))
	enc = xml.NewEncoder(io.Discard)
	enc.EncodeToken(start)
	fmt.Println(enc.Close(), enc.Close())
	xml.EscapeText(os.Stdout, []byte("<\x00\n\r\t'\"&>\xff"))
	xml.Escape(os.Stdout, []byte("<"))
	fmt.Print("\n", xml.Header)

	data := []byte("abc")
	toks := []xml.Token{xml.CharData(data), xml.Comment(data), xml.Directive(data), xml.ProcInst{"t", data}, start, start.End()}
	for i, t := range toks {
		toks[i] = xml.CopyToken(t)
	}
	data[0] = 'X'
	fmt.Printf("%s %v\n", toks[:3], toks[4])
	i := 0
	td := xml.NewTokenDecoder(reader(func() (xml.Token, error) {
		list := []xml.Token{xml.StartElement{Name: xml.Name{Local: "num"}}, xml.StartElement{Name: xml.Name{Local: "i"}}, xml.CharData("8"), xml.EndElement{xml.Name{Local: "i"}}, xml.EndElement{xml.Name{Local: "num"}}}
		if i++; i > len(list) {
			return nil, io.EOF
		}
		return list[i-1], nil
	}))
	var n num
	fmt.Println(td.Decode(&n), n.I, xml.NewTokenDecoder(td) == td, td.Skip())
	var names []string
	for k, v := range xml.HTMLEntity {
		names = append(names, k+v)
	}
	sort.Strings(names)
	fmt.Println(len(names), names, xml.HTMLAutoClose)
}

func (p *Person) Any2() { sort.Slice(p.Any, func(i, j int) bool { return p.Any[i].XMLName.Local < p.Any[j].XMLName.Local }) }

type reader func() (xml.Token, error)

func (r reader) Token() (xml.Token, error) { return r() }
