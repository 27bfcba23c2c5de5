//! Sections of the wider kind, for seeds from [`crate::program::WIDE`] on: conversions, shifts and indexes of all types,
//! texts that are no UTF-8, complex numbers, keys of all types, promotion through pointers and interfaces, nested values
//! under all verbs, slices that share an array, package math on any bits.

use crate::generator::Gen;
use crate::ty::INTS;

impl Gen {
    pub fn wide_scenario(&mut self) {
        let scenarios: &[fn(&mut Gen)] = &[
            Gen::numeric_conversions,
            Gen::shifts_of_all,
            Gen::index_panics,
            Gen::broken_text,
            Gen::complex_numbers,
            Gen::keys_of_all,
            Gen::promoted_methods,
            Gen::nested_values,
            Gen::shared_slices,
            Gen::math_calls,
        ];
        let scenario = *self.rng.pick(scenarios);
        scenario(self);
    }

    /// Text of a value of an integer type: at an edge or anywhere.
    fn integer_of(&mut self, name: &str) -> String {
        let int = *INTS.iter().find(|i| i.name == name).expect("a type of Go");
        self.int_literal(int)
    }

    fn int_name(&mut self) -> &'static str {
        self.rng.pick(&INTS).name
    }

    fn numeric_conversions(&mut self) {
        self.section_of(|g| {
            for _ in 0..g.rng.within(3, 7) {
                let from = g.int_name();
                let v = g.name("v");
                let e = g.integer_of(from);
                g.line(format!("var {v} {from} = {e}"));
                let mut list = vec![v.clone()];
                for _ in 0..g.rng.within(3, 7) {
                    let (a, b) = (g.int_name(), g.int_name());
                    list.push(match g.rng.below(8) {
                        0 => format!("{a}({b}({v}))"),
                        1 => format!("float64({v})"),
                        2 => format!("float32({a}({v}))"),
                        3 => format!("{a}({v})*{a}({v})"),
                        4 => format!("^{a}({v}) - {a}({b}({v})+1)"),
                        5 => format!("{a}({v})/3%5"),
                        6 => format!("-{a}({v}) < {a}({b}({v}))"),
                        _ => format!("{a}({v})"),
                    });
                }
                g.line(format!("fmt.Println({})", list.join(", ")));
            }
            for _ in 0..g.rng.within(2, 5) {
                let v = g.name("f");
                let bits = *g.rng.pick(&["32", "64"]);
                let e = *g.rng.pick(&["1.5", "-1.5", "127.99", "-128.99", "0.1", "1e9", "-2147483647.5", "16777217", "0.999999999", "3e-40", "-0.0", "8388608.5"]);
                let to = *g.rng.pick(&["int64", "int", "int32"]);
                g.line(format!("var {v} float{bits} = {e}"));
                g.line(format!("fmt.Println({v}, {to}({v}), float32({v}), float64(float32({v})), int16({to}({v})), uint8({to}({v})), {v}*{v}, {v}/3)"));
            }
        });
    }

    fn shifts_of_all(&mut self) {
        self.section_of(|g| {
            for _ in 0..g.rng.within(2, 5) {
                let (a, b) = (g.int_name(), g.int_name());
                let (x, y, f) = (g.integer_of(a), g.rng.below(70), g.name("f"));
                let c = g.rng.below(70);
                g.line(format!("{f} := func(x {a}, n {b}) {{"));
                g.line(format!("defer func() {{ show(\"{f}\", recover()) }}()"));
                let op = *g.rng.pick(&["<<", ">>"]);
                let other = *g.rng.pick(&["<<", ">>"]);
                g.line(format!("fmt.Println(x{op}n, x{other}(n&7), x{op}{c}, {a}(1){op}n, x{op}(n%9){other}1, ^(x{op}n))"));
                g.line(format!("x {op}= n"));
                g.line("x++");
                g.line(format!("x {other}= {}", c % 9));
                g.line("fmt.Println(x)");
                g.line("}");
                g.line(format!("{f}({x}, {y})"));
                let e = g.integer_of(b);
                g.line(format!("{f}({x}, {e})"));
            }
        });
    }

    /// Statements with several indexes, one of which is wrong.
    fn index_panics(&mut self) {
        self.section_of(|g| {
            g.text_lines(
                "type cell struct {
                    a [3]int8
                    s []string
                }
                grid := [][2]cell{{{}, {s: []string{\"x\"}}}, {}}
                flat := [4]uint16{1, 2, 3, 4}
                list := []float64{1, 2, 3}
                text := \"héllo\"
                table := map[string][]int{\"a\": {1, 2}}
                p := &grid[0]
                _, _, _, _, _, _ = flat, list, text, table, p, grid",
            );
            for _ in 0..g.rng.within(4, 10) {
                let tag = g.name("x");
                let (t, u) = (g.int_name(), g.int_name());
                let values = [
                    "0",
                    "1",
                    "2",
                    "3",
                    "5",
                    "-1",
                    "-128",
                    "200",
                    "1 << 31",
                    "1<<63 - 1",
                    "1 << 63",
                ];
                let pick = |g: &mut Gen, name: &str| {
                    let int = *INTS.iter().find(|i| i.name == name).expect("a type of Go");
                    let n = match (int.signed, int.bits) {
                        (true, 8) => 7,
                        (true, 64) => 10,
                        (true, _) => 8,
                        (false, 8) => 5,
                        (false, 64) => 11,
                        (false, _) => 5,
                    };
                    let e = values[g.rng.below(n)];
                    if !int.signed && e.starts_with('-') {
                        "0"
                    } else {
                        e
                    }
                };
                // At most one of them is wrong: which of two panics comes first is not said.
                let (mut i, mut j) = (pick(g, t), pick(g, u));
                let good = *g.rng.pick(&["0", "1"]);
                if g.rng.chance(50) {
                    i = good;
                } else {
                    j = good;
                }
                let action = *g.rng.pick(&[
                    "grid[0][j].a[i] = 3",
                    "grid[i][0].a[j]++",
                    "grid[j&1][1].s[i] += \"y\"",
                    "flat[i] |= flat[j]",
                    "list[i], list[0] = list[0], 5",
                    "fmt.Println(text[i], text[j:])",
                    "fmt.Println(text[i:j])",
                    "fmt.Println(list[i:j], cap(list[:j]))",
                    "fmt.Println(list[:i:j])",
                    "fmt.Println(flat[i:j])",
                    "table[\"a\"][i] = int(j)",
                    "table[\"b\"][i]--",
                    "p[i].a[j] -= 2",
                    "fmt.Println(len(p[i].s[j]), 1)",
                    "q := &p[i].a[j]\n*q = 7",
                    "fmt.Println(flat[:][i], []byte(text)[j])",
                    "for n := range list[i:] {\nfmt.Println(n)\n}",
                    "fmt.Println((*[2]float64)(list[i:])[1], j)",
                    "fmt.Println(make([]int8, i, j))",
                    "fmt.Println(100 / i, 7 % j)",
                    "copy(list[i:], list[j:])\nfmt.Println(list)",
                    "fmt.Println(append(list[:i], list[j:]...))",
                ]);
                let action =
                    if action.starts_with("fmt.Println(make") && (i.len() > 3 || j.len() > 3) {
                        "fmt.Println(i, j)"
                    } else {
                        action
                    };
                g.line(format!("func(i {t}, j {u}) {{"));
                g.line(format!("defer func() {{ show(\"{tag}\", recover()) }}()"));
                g.line("_, _ = i, j");
                g.text_lines(action);
                g.line(format!("}}({i}, {j})"));
            }
            g.line("fmt.Println(grid, flat, list, table)");
        });
    }

    /// Bytes that may be no UTF-8.
    fn broken_text(&mut self) {
        self.section_of(|g| {
            let pieces = [
                "\\xff", "a", "\\xc3", "\\xa9", "é", "\\xe2\\x82", "€", "\\xf0\\x9f\\x98", "😀", "\\xed\\xa0\\x80", "\\xc0\\x80", "\\xf4\\x90\\x80\\x80",
                "\\x00", "\\ufffd", "\\u200b", "\\u0301", "Z", "\\x7f", "\\n", "'", "\\\"", "\\\\", "\\U0010ffff",
            ];
            for _ in 0..g.rng.within(1, 4) {
                let s = g.name("s");
                let text: String = (0..g.rng.within(1, 7)).map(|_| *g.rng.pick(&pieces)).collect();
                g.line(format!("{s} := id(\"{text}\")"));
                g.line(format!("for i, r := range {s} {{\nfmt.Print(i, \":\", r, \" \")\n}}"));
                g.line(format!("fmt.Println(len({s}), len([]rune({s})), utf8.ValidString({s}), string([]rune({s})) == {s}, string([]byte({s})) == {s})"));
                for _ in 0..g.rng.within(2, 4) {
                    let mut verb = "%".to_string();
                    for flag in ["+", "-", "#", " ", "0"] {
                        if g.rng.chance(15) {
                            verb.push_str(flag);
                        }
                    }
                    if g.rng.chance(40) {
                        verb.push_str(&g.rng.below(14).to_string());
                    }
                    if g.rng.chance(30) {
                        verb.push_str(&format!(".{}", g.rng.below(6)));
                    }
                    verb.push(*g.rng.pick(&['q', 'x', 's', 'v', 'X', 'q']));
                    let of = match g.rng.below(5) {
                        0 => format!("[]byte({s})"),
                        1 => format!("[]rune({s})"),
                        2 => format!("[]string{{{s}, \"k\"}}"),
                        3 => format!("map[string]string{{{s}: {s}}}"),
                        _ => s.clone(),
                    };
                    g.line(format!("fmt.Printf(\"{verb}|\\n\", {of})"));
                }
                let (n, t) = (g.rng.below(5), g.rng.pick(&pieces).to_string());
                let line = match g.rng.below(8) {
                    0 => format!("fmt.Printf(\"%q\\n\", strings.ToUpper({s})+strings.ToLower({s})+strings.Title({s}))"),
                    1 => format!("fmt.Printf(\"%q\\n\", strings.Split({s}, \"\"))"),
                    2 => format!("fmt.Println(strings.Index({s}, \"{t}\"), strings.Count({s}, \"{t}\"), strings.LastIndex({s}, \"{t}\"))"),
                    3 => format!("fmt.Println(strings.IndexFunc({s}, unicode.IsLetter), strings.IndexRune({s}, utf8.RuneError), strings.ContainsRune({s}, 'é'))"),
                    4 => format!("fmt.Printf(\"%q %q\\n\", strings.Map(func(r rune) rune {{ return r + 1 }}, {s}), strings.ToValidUTF8({s}, \"?\"))"),
                    5 => format!("fmt.Printf(\"%q %q\\n\", strconv.QuoteToASCII({s}), strconv.QuoteToGraphic({s}))"),
                    6 => format!("fmt.Printf(\"%q %q\\n\", strings.TrimRight({s}, \"{t}\"), strings.Fields({s}))"),
                    _ => format!("fmt.Printf(\"%q %v\\n\", cut({s}, {n}, {}), {s} < \"{t}\")", n + 3),
                };
                g.line(line);
            }
        });
    }

    fn complex_numbers(&mut self) {
        self.section_of(|g| {
            let bits = *g.rng.pick(&["64", "128", "128"]);
            let half = if bits == "64" { "float32" } else { "float64" };
            let mut names = Vec::new();
            for _ in 0..g.rng.within(2, 4) {
                let z = g.name("z");
                let mut part = || {
                    let e = *g.rng.pick(&["0", "1", "-1", "0.5", "-2.25", "3", "1e10", "-1e-10", "math.Inf(1)", "math.Inf(-1)", "math.NaN()", "math.Copysign(0, -1)", "0.1", "1e30"]);
                    format!("{half}({e})")
                };
                let (a, b) = (part(), part());
                g.line(format!("{z} := complex({a}, {b})"));
                g.line(format!("_ = {z}"));
                names.push(z);
            }
            for _ in 0..g.rng.within(3, 7) {
                let (a, b, c) = (g.rng.pick(&names).clone(), g.rng.pick(&names).clone(), g.rng.pick(&names).clone());
                let verb = *g.rng.pick(&["%v", "%.3g", "%8.2f", "%+.2e", "%g", "%08.3f", "%-12.1f|", "%#v", "%x", "% v"]);
                let line = match g.rng.below(7) {
                    0 => format!("fmt.Printf(\"{verb}\\n\", {a}*{b}+{c})"),
                    1 => format!("fmt.Printf(\"{verb}\\n\", {a}/{b})"),
                    2 => format!("fmt.Println({a} == {b}, {a} != {c}, real({a}-{b}), imag({a}*{c}), -{b}, +{c})"),
                    3 => format!("{a} += {b}\n{a} *= 2i\n{a} /= {c}\nfmt.Println({a})"),
                    4 => format!("fmt.Println(complex64({a}), complex128({b}), any({a}) == any({b}))"),
                    5 => format!("fmt.Println([]complex{bits}{{{a}, {b}}}, map[string]complex{bits}{{\"k\": {c}}}, struct {{\nz complex{bits}\n}}{{{a}}})"),
                    _ => format!("switch {a} {{\ncase {b}:\nfmt.Println(\"b\")\ncase {a}:\nfmt.Println(\"a\")\ndefault:\nfmt.Println(\"nan\")\n}}"),
                };
                g.line(line);
            }
        });
    }

    /// Maps with keys of interface, struct, array and floating-point types.
    fn keys_of_all(&mut self) {
        let (k, s) = (self.name("Key"), self.name("Namer"));
        self.declare_text(&format!(
            "type {s} interface {{ Name() string }}
            type {k} struct {{
                a any
                n {s}
                _ int
                b [2]string
            }}
            func (k {k}) Name() string {{ return fmt.Sprint(k.a) }}
            type {k}P int8
            func (k *{k}P) Name() string {{ return \"pointer\" }}"
        ));
        self.section_of(|g| {
            g.text_lines(&format!(
                "shared := new({k}P)
                m := map[any]int{{}}
                n := map[{s}]string{{}}
                f := map[float64]int{{}}
                d := map[{k}]int{{}}
                a := map[[2]any]bool{{}}
                _, _, _, _, _, _ = shared, m, n, f, d, a"
            ));
            let values = [
                "1".to_string(), "int8(1)".into(), "\"1\"".into(), "1.0".into(), "'1'".into(), "nil".into(), "true".into(), "[2]int{1, 2}".into(),
                "[2]any{1, \"x\"}".into(), "struct{ x, y int }{1, 2}".into(), format!("{k}{{a: 1}}"), format!("{k}{{a: 1, n: {k}{{}}}}"),
                format!("{k}{{n: shared}}"), "shared".into(), "math.NaN()".into(), "math.Copysign(0, -1)".into(), "0.0".into(), "complex(1, 0)".into(),
                "[]int{1}".into(), "map[int]int{}".into(), "[1]any{[]int{}}".into(), format!("{k}{{a: []int{{1}}}}"), "errors.ErrUnsupported".into(),
                "[0]int{}".into(), "struct{}{}".into(), format!("{k}P(1)"), "\"\"".into(), "uint64(1)".into(), "[2]string{\"a\"}".into(),
            ];
            for _ in 0..g.rng.within(4, 12) {
                let (x, y) = (g.rng.pick(&values).clone(), g.rng.pick(&values).clone());
                let tag = g.name("k");
                let c = g.rng.below(9);
                let line = match g.rng.below(9) {
                    0 | 1 => format!("m[{x}] += {c}"),
                    2 => format!("fmt.Println(any({x}) == any({y}), m[{y}])"),
                    3 => format!("delete(m, {x})"),
                    4 => format!("d[{k}{{a: {x}}}]++\nfmt.Println(d[{k}{{a: {y}}}], len(d))"),
                    5 => format!("a[[2]any{{{x}, {y}}}] = true\nfmt.Println(a[[2]any{{{y}, {x}}}], len(a))"),
                    6 => format!("f[float64({c}) - 4] = {c}\nf[math.Copysign(0, -1)] += 2\nf[math.NaN()]++\nfmt.Println(len(f), f[0])"),
                    7 => format!("n[{k}{{a: {x}}}] += \"s\"\nn[shared] = \"t\"\nn[nil] = \"u\"\nfmt.Println(n[{k}{{a: {y}}}], len(n))"),
                    _ => format!("v, ok := m[{x}]\nfmt.Println(v, ok)\nswitch any({x}) {{\ncase any({y}):\nfmt.Println(\"same\")\n}}"),
                };
                g.line("func() {");
                g.line(format!("defer func() {{ show(\"{tag}\", recover()) }}()"));
                g.text_lines(&line);
                g.line("}()");
            }
            g.line("total := 0\nfor k, v := range m {\ntotal += v*len(fmt.Sprintf(\"%T\", k))\nif v > 5 {\ndelete(m, k)\n}\n}\nfmt.Println(total, len(m))\nclear(m)\nfmt.Println(len(m))");
        });
    }

    fn promoted_methods(&mut self) {
        let n = self.name("Pr");
        let (s1, s2, s3) = (
            *self.rng.pick(&["", "*"]),
            *self.rng.pick(&["", "*"]),
            *self.rng.pick(&["", "*"]),
        );
        let amp = |s: &str| if s.is_empty() { "" } else { "&" };
        self.declare_text(&format!(
            "type {n}I interface {{
                Get() int
                Add(int) {n}I
            }}
            type {n}A struct {{
                v int
                log []string
            }}
            func (a *{n}A) Get() int {{
                a.log = append(a.log, \"get\")
                return a.v
            }}
            func (a *{n}A) Add(n int) {n}I {{
                a.v += n
                return a
            }}
            func (a {n}A) Copy(n int) {n}A {{
                a.v = n
                return a
            }}
            type {n}B struct {{
                {s1}{n}A
                name string
            }}
            type {n}C struct {{
                {s2}{n}B
                {n}I
                extra int
            }}
            func (c *{n}C) Get() int {{ return c.{n}B.Get() + c.{n}I.Get() }}
            func (c *{n}C) Add(n int) {n}I {{
                c.{n}I = c.{n}I.Add(n)
                return c.{n}A.Add(-n)
            }}
            type {n}D[T {n}I] struct {{
                inner T
                {s3}{n}C
            }}
            func (d {n}D[T]) Both() int {{ return d.inner.Get()*100 + d.Get() }}"
        ));
        self.section_of(|g| {
            let (x, y, z) = (g.rng.below(9), g.rng.below(9), g.rng.below(9));
            let (a1, a2, a3) = (amp(s1), amp(s2), amp(s3));
            g.text_lines(&format!(
                "defer func() {{ show(\"{n}\", recover()) }}()
                b := {n}B{{{a1}{n}A{{v: {x}}}, \"b\"}}
                c := {n}C{{{a2}b, &{n}A{{v: {y}}}, {z}}}
                d := {n}D[*{n}C]{{&c, {a3}c}}
                fmt.Println(c.Get(), b.Get(), d.Both(), d.v, d.name, d.extra)"
            ));
            let mut steps = vec![
                format!("c.Add({x})\nfmt.Println(c.v, c.{n}I.Get(), d.v, d.{n}C.{n}I.Get())"),
                format!("get := d.Get\nd.{n}C.extra = 9\nc.v++\nfmt.Println(get(), d.extra, c.extra)"),
                format!("add := (*{n}C).Add\nfmt.Println(add(&c, {y}).Get(), c.Get())"),
                format!("copies := c.Copy\nc.v = 50\nfmt.Println(copies({z}).v, c.v, {n}A.Copy(*ptr(c.Copy(1)), 7).v)"),
                format!("var i {n}I = &c\ni = i.Add(1).Add(2)\nfmt.Printf(\"%T %d\\n\", i, i.Get())"),
                format!("e := c\ne.v = 77\ne.{n}I = nil\nfmt.Println(c.v, len(c.log), e.v)"),
                format!("_, ok := any(d).({n}I)\n_, ok2 := any(&d).({n}I)\n_, ok3 := any(c).({n}I)\n_, ok4 := any(b).({n}I)\nfmt.Println(ok, ok2, ok3, ok4)"),
                format!("type local struct{{ {n}I }}\nl := local{{{n}I: &c}}\nl.Add(3)\nf := {n}I.Get\nfmt.Println(f(l), l.{n}I == {n}I(&c))"),
                format!("fs := []func() int{{c.Get, d.inner.Get, b.Get}}\nb.v = 1000\nfor _, f := range fs {{\nfmt.Println(f())\n}}"),
                format!("var none {n}C\nfmt.Println(none.name, none.Get())"),
                format!("defer c.Add({z}).Add(4).Get()\nc.v *= 2\nfmt.Println(c.v)"),
            ];
            g.rng.shuffle(&mut steps);
            for step in steps.iter().take(g.rng.within(3, 7)) {
                g.line("func() {");
                g.line(format!("defer func() {{ show(\"{n}\", recover()) }}()"));
                g.text_lines(step);
                g.line("}()");
            }
        });
    }

    /// Values within values under all verbs: methods of fmt at every level, nil in every form.
    fn nested_values(&mut self) {
        let n = self.name("Nv");
        let (r1, r2) = (*self.rng.pick(&["", "*"]), *self.rng.pick(&["", "*"]));
        let bad = *self
            .rng
            .pick(&["", "", "panic(\"in String\")", "panic(errors.New(\"e\"))"]);
        self.declare_text(&format!(
            "type {n}S struct {{
                A int
                b string
            }}
            func (s {r1}{n}S) String() string {{
                {bad}
                return fmt.Sprintf(\"S<%d %s>\", s.A, s.b)
            }}
            type {n}E int
            func (e {n}E) Error() string {{ return fmt.Sprint(\"E\", int(e)) }}
            type {n}G struct{{ x uint8 }}
            func (g {r2}{n}G) GoString() string {{ return \"G!\" }}
            type {n}F []int
            func (f {n}F) Format(s fmt.State, verb rune) {{
                w, ok := s.Width()
                p, ok2 := s.Precision()
                fmt.Fprint(s, string(verb), w, ok, p, ok2, s.Flag('+'), s.Flag('#'), len(f))
            }}
            type {n}T struct {{
                S {n}S
                P *{n}S
                E error
                e {n}E
                G {n}G
                F {n}F
                M map[string]{n}S
                L []*{n}S
                Any any
                by [3]byte
                bs []byte
                fn func()
                ch chan int
                in struct{{ u, v float32 }}
            }}"
        ));
        self.section_of(|g| {
            let (x, y) = (g.rng.below(200), g.rng.below(20));
            let word = g.string_literal();
            let values = [
                format!("{n}S{{{x}, {word}}}"),
                format!("&{n}S{{{x}, {word}}}"),
                format!("[]{n}S{{{{{x}, {word}}}, {{}}}}"),
                format!("map[{n}E]{n}S{{{y}: {{}}, 2{y}: {{b: {word}}}}}"),
                format!("{n}T{{}}"),
                format!("{n}T{{S: {n}S{{1, {word}}}, E: {n}E({y}), F: {n}F{{1}}, bs: []byte({word}), Any: {n}G{{3}}}}"),
                format!("&{n}T{{Any: []any{{nil, {y}, {word}, {n}E(1)}}, e: 4}}"),
                format!("[]any{{{n}E({y}), {n}F(nil), nil, {x}.5, {word}, []string(nil), map[string]int(nil), (*{n}S)(nil), error(nil)}}"),
                format!("[2][]{n}E{{{{1}}, {{}}}}"),
                format!("[]error{{{n}E(1), nil, {n}E({y})}}"),
                format!("struct {{\n{n}S\nB *int\n}}{{{n}S{{b: {word}}}, nil}}"),
                format!("[]{n}G{{{{1}}, {{{y}}}}}"),
                format!("map[[2]int8][]byte{{{{1, 2}}: []byte({word}), {{}}: nil}}"),
                format!("&[]string{{{word}, \"z\"}}"),
                format!("&map[string]bool{{{word}: true}}"),
                format!("[3]byte{{1, {y}, {x}}}"),
                format!("&[2]any{{{word}, '{}'}}", (b'a' + (y as u8)) as char),
                "[]*int{nil}, [...]bool{true, 2: true}".to_string(),
                "complex(float32(1), 2), 'x', uintptr(7), 1e21, float32(0.1)".to_string(),
            ];
            for _ in 0..g.rng.within(4, 10) {
                let value = g.rng.pick(&values).clone();
                let mut verb = "%".to_string();
                for flag in ["+", "-", "#", " ", "0"] {
                    if g.rng.chance(18) {
                        verb.push_str(flag);
                    }
                }
                if g.rng.chance(35) {
                    verb.push_str(&g.rng.within(1, 15).to_string());
                }
                if g.rng.chance(20) {
                    verb.push_str(&format!(".{}", g.rng.below(5)));
                }
                // Addresses may not be printed: pointers inside stay nil but under verbs of their own.
                verb.push(*g.rng.pick(&['v', 'v', 'v', 's', 'q', 'x', 'd', 'T', 'X', 't', 'g', 'c', 'U']));
                let tag = g.name("n");
                g.line(format!("fmt.Printf(\"{tag} {verb}\\n\", {value})"));
                if g.rng.chance(20) {
                    g.line(format!("fmt.Println({value})"));
                }
            }
        });
    }

    /// A random walk of append, copy, clear and reslicing on slices that may share an array.
    fn shared_slices(&mut self) {
        self.section_of(|g| {
            let ty = *g.rng.pick(&["int", "string", "[2]int8", "any", "float32", "struct{ a, b byte }"]);
            let make = |n: usize| match ty {
                "string" => format!("\"s{n}\""),
                "[2]int8" => format!("[2]int8{{{n}, 1}}"),
                "any" => if n.is_multiple_of(2) { format!("{n}") } else { format!("\"{n}\"") },
                "struct{ a, b byte }" => format!("struct{{ a, b byte }}{{{n}, 2}}"),
                _ => n.to_string(),
            };
            g.line(format!("base := make([]{ty}, 4, 9)"));
            g.line("a, b, c := base[:2], base[1:3:4], base[3:]");
            for _ in 0..g.rng.within(6, 16) {
                let (x, y) = (*g.rng.pick(&["a", "b", "c", "base"]), *g.rng.pick(&["a", "b", "c", "base"]));
                let (n, m) = (g.rng.below(5), g.rng.below(5));
                let (low, high) = (n.min(m), n.max(m));
                let (e, f) = (make(n), make(m + 5));
                let line = match g.rng.below(13) {
                    0 | 1 => format!("{x} = append({y}, {e})"),
                    2 => format!("{x} = append({y}, {e}, {f}, {e})"),
                    3 => format!("{x} = append({x}[:min({low}, len({x}))], {y}...)"),
                    4 => format!("fmt.Println(copy({x}, {y}))"),
                    5 => format!("if len({x}) > {low} {{\nfmt.Println(copy({x}[{low}:], {x}))\n}}"),
                    6 => format!("if cap({y}) >= {high} {{\n{x} = {y}[{low}:{high}]\n}}"),
                    7 => format!("if cap({y}) >= {high} {{\n{x} = {y}[{low}:{high}:{high}]\n}}"),
                    8 => format!("if len({x}) > {n} {{\n{x}[{n}] = {f}\n}}"),
                    9 => format!("clear({x}[:len({x})/2])"),
                    10 => format!("{x}, {y} = {y}, {x}"),
                    11 => format!("for i := range {x} {{\nif i < len({y}) {{\n{x}[i], {y}[i] = {y}[i], {x}[i]\n}}\n}}"),
                    _ => format!("{x} = slices.Insert({x}, min({low}, len({x})), {e}, {f})"),
                };
                g.text_lines(&line);
                if g.rng.chance(40) {
                    g.line("fmt.Println(a, b, c, base, len(a), len(b), len(c), len(base))");
                }
                g.line("a, b, c, base = part(a, 0, 30), part(b, 0, 30), part(c, 0, 30), part(base, 0, 30)");
            }
            g.line("fmt.Println(a, b, c, base)");
        });
    }

    fn math_calls(&mut self) {
        self.section_of(|g| {
            for _ in 0..g.rng.within(3, 8) {
                let x = match g.rng.below(4) {
                    0 => format!("math.Float64frombits({:#x})", g.rng.next()),
                    1 => format!("{}.{}", g.rng.below(40), g.rng.below(1000)),
                    2 => format!("-{}.{}", g.rng.below(4), g.rng.below(100_000)),
                    _ => (*g.rng.pick(&[
                        "0",
                        "math.Inf(1)",
                        "math.Inf(-1)",
                        "math.NaN()",
                        "math.Pi",
                        "math.Copysign(0, -1)",
                        "0.5",
                        "1e-310",
                        "math.MaxFloat64",
                        "1e22",
                        "-0.75",
                    ]))
                    .into(),
                };
                let y = format!("{}.{}", g.rng.below(20), g.rng.below(100));
                let n = g.rng.below(40) as i64 - 20;
                let mut calls = Vec::new();
                for _ in 0..3 {
                    // Erf, Erfc and the Bessel functions are the crate libm's, whose last bits are others than Go's.
                    let f = *g.rng.pick(&[
                        "Sin",
                        "Cos",
                        "Tan",
                        "Asin",
                        "Acos",
                        "Atan",
                        "Sinh",
                        "Cosh",
                        "Tanh",
                        "Asinh",
                        "Acosh",
                        "Atanh",
                        "Exp",
                        "Exp2",
                        "Expm1",
                        "Log",
                        "Log2",
                        "Log10",
                        "Log1p",
                        "Sqrt",
                        "Cbrt",
                        "Gamma",
                        "Erfinv",
                        "Floor",
                        "Ceil",
                        "Trunc",
                        "Round",
                        "RoundToEven",
                        "Logb",
                        "Ilogb",
                        "Pow",
                        "Atan2",
                        "Mod",
                        "Hypot",
                        "Remainder",
                        "Dim",
                        "Nextafter",
                        "Copysign",
                        "Max",
                        "Min",
                        "Ldexp",
                        "FMA",
                        "Abs",
                    ]);
                    calls.push(match f {
                        "Pow" | "Atan2" | "Mod" | "Hypot" | "Remainder" | "Dim" | "Nextafter"
                        | "Copysign" | "Max" | "Min" => format!("math.{f}(x, y)"),
                        "Ldexp" => format!("math.Ldexp(x, {n})"),
                        "FMA" => "math.FMA(x, y, -x)".into(),
                        _ => format!("math.{f}(x)"),
                    });
                }
                g.line(format!(
                    "func(x, y float64) {{\nfmt.Println(\"{}\", {})\n}}({x}, {y})",
                    calls.join(" ").replace("math.", ""),
                    calls.join(", ")
                ));
            }
        });
    }
}
