//! Forms of writing that random expressions, which spell every type, do not have: literals without inner types, variadic
//! calls, conversions between types of equal structure, names that hide predeclared ones.

use crate::generator::Gen;

impl Gen {
    /// Composite literals whose inner types are left out.
    pub fn elided(&mut self) {
        let (point, a) = (self.name("Pt"), self.basic_type());
        let text = self.text(&a);
        self.declare_text(&format!("type {point} struct {{\nx {text}\ny int\n}}"));
        self.section_of(|g| {
            for _ in 0..g.rng.within(2, 5) {
                let v = g.name("v");
                let e: Vec<String> = (0..4).map(|_| g.expr(&a, 1).text).collect();
                let (n, m) = (g.rng.below(5), g.rng.within(5, 9));
                let (one, two) = (format!("{{{}, {n}}}", e[0]), format!("{{x: {}}}", e[1]));
                let (line, show) = match g.rng.below(12) {
                    0 => (format!("[]{point}{{{one}, {two}, {{}}}}"), format!("{v}, len({v})")),
                    1 => (format!("[]*{point}{{{one}, nil, {two}}}"), format!("*{v}[0], *{v}[2], {v}[1] == nil")),
                    2 => (format!("map[string]{point}{{\"a\": {one}, \"b\": {two}}}"), v.clone()),
                    3 => (format!("map[{point}]string{{{one}: \"p\", {{{}, {m}}}: \"q\"}}", e[2]), format!("len({v}), {v}[{point}{{{}, {m}}}]", e[2])),
                    4 => (format!("[...][]{text}{{{{{}}}, {m}: {{{}, {}}}}}", e[0], e[1], e[2]), format!("{v}, len({v})")),
                    5 => (format!("[2][2]{point}{{{{{one}}}, {{1: {two}}}}}"), v.clone()),
                    6 => (format!("map[int]map[string][]{point}{{{n}: {{\"x\": {{{one}, {two}}}}}, {m}: nil}}"), v.clone()),
                    7 => (format!("[]struct {{\na, b {text}\nin {point}\n}}{{{{{}, {}, {point}{one}}}, {{in: {point}{two}}}}}", e[2], e[3]), v.clone()),
                    8 => (format!("[][2]*{point}{{{{{one}}}, {{1: {two}}}}}"), format!("*{v}[0][0], *{v}[1][1], {v}[0][1] == nil")),
                    9 => (format!("&[]{point}{{{m}: {one}, {n}: {two}}}"), format!("*{v}, len(*{v}), cap(*{v})")),
                    10 => (format!("[...]string{{{n}: \"n\", \"after\", {m} + 1: \"m\"}}"), format!("{v}, len({v})")),
                    _ => (format!("map[[2]{text}][]*{point}{{{{{}, {}}}: {{{one}}}}}", e[0], e[1]), format!("len({v})")),
                };
                g.line(format!("{v} := {line}"));
                g.line(format!("fmt.Println({show})"));
            }
        });
    }

    pub fn variadic(&mut self) {
        let (f, h) = (self.name("many"), self.name("manyOf"));
        let ty = self.basic_type();
        let text = self.text(&ty);
        self.declare_text(&format!(
            "func {f}(first string, rest ...{text}) (n int) {{
                fmt.Println(first, rest, len(rest), cap(rest), rest == nil)
                if len(rest) > 0 {{
                    rest[0] = *new({text})
                    return {f}(first+\"+\", rest[1:]...) + 1
                }}
                return
            }}"
        ));
        self.declare_text(&format!(
            "func {h}[T any](sep string, items ...T) string {{
                var b strings.Builder
                for i, item := range items {{
                    if i > 0 {{
                        b.WriteString(sep)
                    }}
                    fmt.Fprint(&b, item)
                }}
                return fmt.Sprintf(\"%T:%s\", items, b.String())
            }}"
        ));
        self.section_of(|g| {
            let e: Vec<String> = (0..4).map(|_| g.expr(&ty, 2).text).collect();
            let two = g.flat_type(1);
            let (x, two_text) = (g.expr(&two, 2).text, g.text(&two));
            g.text_lines(&format!(
                "fmt.Println({f}(\"none\"), {f}(\"nil\", nil...), {f}(\"one\", {}))
                s := []{text}{{{}, {}, {}}}
                fmt.Println({f}(\"slice\", s[:2]...), s)
                g := {f}
                defer g(\"deferred\", s...)
                var many func(string, ...{two_text}) string = {h}[{two_text}]
                fmt.Println({h}(\",\", s...), {h}[any](\"-\", {}, nil, \"z\", s), many(\"/\"), many(\"/\", {x}, {x}))
                fmt.Println(fmt.Sprint([]any{{1, \"a\", 'b', nil, 2.5}}...), append([]any(nil), s, 1, nil)[1:])
                fmt.Println(append([]byte(\"ab\"), \"cd\"...), max(1, 2.5, 'a'), min(\"b\", \"a\"))",
                e[0], e[1], e[2], e[3], e[0]
            ));
        });
    }

    pub fn conversions(&mut self) {
        let (s, t, l, f, b) = (
            self.name("Sa"),
            self.name("Sb"),
            self.name("Li"),
            self.name("Fu"),
            self.name("By"),
        );
        let a = self.basic_type();
        let text = self.text(&a);
        self.declare_text(&format!(
            "type {s} struct {{\nx {text} `tag:\"1\"`\ny []int\n}}"
        ));
        self.declare_text(&format!(
            "type {t} struct {{\nx {text}\ny []int `other:\"2\"`\n}}"
        ));
        self.declare_text(&format!("type {l} []{text}"));
        self.declare_text(&format!("type {f} func({text}) {text}"));
        self.declare_text(&format!(
            "func (f {f}) twice(v {text}) {text} {{ return f(f(v)) }}"
        ));
        self.declare_text(&format!(
            "type {b} byte\ntype {b}s []{b}\ntype {b}str string"
        ));
        self.declare_text(&format!("func (l {l}) Len() int {{ return len(l) }}"));
        self.section_of(|g| {
            let e: Vec<String> = (0..3).map(|_| g.expr(&a, 2).text).collect();
            let body = g.closure_of(std::slice::from_ref(&a), &["v"], &a, 2);
            let word = g.string_literal();
            let n = g.rng.below(4);
            g.text_lines(&format!(
                "x := {s}{{x: {}, y: []int{{1}}}}
                y := {t}(x)
                y.y[0] = 5
                z := struct {{ x {text}; y []int }}(y)
                p := (*{t})(&x)
                p.y = nil
                fmt.Printf(\"%+v %+v %+v %T %T\\n\", x, y, z, z, p)
                l := {l}{{{}, {}}}
                raw := []{text}(l)
                var named {l} = raw
                arr := [2]{text}(l)
                view := (*[2]{text})(l)
                view[0] = {}
                fmt.Println(l, raw, named.Len(), arr, *view, len(*view), {l}.Len(raw))
                fmt.Printf(\"%T %T %T\\n\", l, raw, {f}({body}).twice)
                fmt.Println({f}({body}).twice({}))
                bs := {b}s({word})
                str := {b}str(bs)
                fmt.Println(bs, str, string(bs), []rune(str), []byte(str), string([]{b}{{65, 66}}), {b}str('x'), len({b}s(str)))
                defer func() {{ show(\"short\", recover()) }}()
                fmt.Println([3]{text}(l[:{n}%3]))",
                e[0], e[1], e[2], e[0], e[1]
            ));
        });
    }

    /// Names that hide others, and jumps out of several kinds of statements.
    pub fn hidden_names(&mut self) {
        self.section_of(|g| {
            let ty = g.basic_type();
            let e = g.expr(&ty, 2);
            let e = g.typed(&ty, e);
            let (n, m, k) = (g.rng.below(6), g.rng.within(1, 5), g.rng.below(4));
            let mut parts = vec![
                format!("{{\nheld := {e}\nlen := func(x ...int) int {{ return {n} }}\ntrue := {m} > 3\nvar nil = held\nfmt.Println(len(1, 2), true, !true, nil)\n}}"),
                format!("{{\ntype int string\nvar x int = \"text\"\ntype string []int\ny := string{{x, x}}\nfmt.Printf(\"%T %v %T %d\\n\", x, x, y, len(y))\n}}"),
                format!("{{\niota := {n}\nconst c = 1 + {m}\nx := iota + c\n{{\nx := x * 2\nx++\nfmt.Println(x)\n}}\nif x := x + 1; x%2 == 0 {{\nfmt.Println(\"even\", x)\n}} else if y := x * 3; y > 9 {{\nfmt.Println(x, y)\n}} else {{\nx, y := y, x\nfmt.Println(x, y)\n}}\nfmt.Println(x)\n}}"),
                format!("block:\nfor range 2 {{\nfor i := range 10 {{\nswitch {{\ncase i == {n}:\nbreak block\ncase i == {k}:\ncontinue\ncase i > {m}:\nfallthrough\ndefault:\nfmt.Println(\"i\", i)\n}}\n}}\nfmt.Println(\"through\")\n}}"),
                format!("i{n} := 0\nback:\nif i{n} < {m} {{\nfor j := 0; ; j++ {{\nif j == {k} {{\ni{n}++\ngoto back\n}}\nif j > 3 {{\ngoto out\n}}\n}}\n}}\nout:\nfmt.Println(\"i{n}\", i{n})"),
                format!("choose:\nswitch x := {n}; {{\ncase x < {m}:\nfor {{\nif x++; x > {m} {{\nbreak choose\n}}\nselect {{\ndefault:\nif x == {k} {{\nbreak\n}}\nfmt.Println(\"x\", x)\n}}\n}}\ndefault:\nfmt.Println(\"large\", x)\n}}"),
                format!("{{\nvar π, été, 世 = {n}, \"é\", 'x'\nπ_2 := π * 2\nfmt.Println(π, été, 世, π_2)\n}}"),
                format!("{{\nvar f func(int) int\nf = func(n int) int {{\nif n < 2 {{\nreturn n\n}}\nreturn f(n-1) + f(n-2)\n}}\ng := f\nf = func(n int) int {{ return n * 100 }}\nfmt.Println(g({n}+2), f({m}))\n}}"),
                format!("{{\na, b := {n}, {m}\na, c := b, a\nb, d := c+1, b\nfmt.Println(a, b, c, d)\nfunc() {{\na, e := 9, a\nfmt.Println(a, e)\n}}()\nfmt.Println(a)\n}}"),
            ];
            g.rng.shuffle(&mut parts);
            for part in parts.iter().take(g.rng.within(2, 5)) {
                g.text_lines(part);
            }
        });
    }
}
