//! Tight loops over locals, fields, elements and package variables, with small functions called from them: what a compiler
//! has fused instructions, hoisted constants and inlined calls for.

use crate::generator::Gen;
use crate::ty::{INTS, Int, Ty};

impl Gen {
    fn number(&mut self) -> Ty {
        if self.rng.chance(20) {
            Ty::Float(*self.rng.pick(&[32, 64]))
        } else {
            Ty::Int(*self.rng.pick(&INTS))
        }
    }

    pub fn kernel(&mut self) {
        let ty = self.number();
        let text = self.text(&ty);
        let int = matches!(ty, Ty::Int(_));
        let signed = matches!(ty, Ty::Int(Int { signed: true, .. }) | Ty::Float(_));
        let (state, leaf, kern, global) = (
            self.name("state"),
            self.name("leaf"),
            self.name("kernel"),
            self.name("sum"),
        );
        let inner = *self.rng.pick(&["in struct{ x, y T }", "in [2]T"]);
        let inner_place = if inner.contains("struct") {
            "s.in.y"
        } else {
            "s.in[1]"
        };
        self.declare_text(
            &format!("type {state} struct {{\nf, g T\narr [4]T\nn int\nok bool\n{inner}\n}}")
                .replace('T', &text),
        );
        self.declare_text(&format!("var {global} {text}\nvar {global}s [8]{text}"));
        let c = self.small_constant(signed);
        let op = self.operator(int);
        self.declare_text(&format!(
            "func {leaf}(a, b {text}) {text} {{ return a {op} b*{c} }}"
        ));
        let swap = self.rng.chance(50);
        let compare = *self.rng.pick(&["<", ">", "<=", "==", "!="]);
        let (first, second) = if swap { ("b", "a") } else { ("a", "b") };
        self.declare_text(&format!(
            "func {leaf}two(a, b {text}) ({text}, bool) {{\nif a {compare} b {{\nreturn {first}, true\n}}\nreturn {second} - 1, false\n}}"
        ));
        self.declare_text(&format!(
            "func (s *{state}) get(i int) {text} {{ return s.arr[i&3] }}"
        ));
        self.declare_text(&format!(
            "func (s *{state}) put(i int, v {text}) {{\ns.arr[i&3] = v\ns.n++\n}}"
        ));
        self.declare_text(&format!(
            "func (s {state}) both() {text} {{ return s.f - s.g }}"
        ));
        let places = [
            "acc",
            "b",
            "s.f",
            "s.g",
            "a[i]",
            "a[j]",
            "s.arr[i&3]",
            "s.arr[2]",
            "s.arr[j%4]",
            inner_place,
            "GLOBAL",
            "GLOBALs[i]",
            "GLOBALs[3]",
            "c",
            "(*q)",
            "t.f",
            "t.arr[1]",
            "row[j&1][i&1]",
        ];
        let places: Vec<String> = places
            .iter()
            .map(|p| p.replace("GLOBAL", &global))
            .collect();
        let mut values = places.clone();
        values.extend(
            [
                "s.get(i)",
                "s.both()",
                "t.get(j)",
                "T(i)",
                "T(j)",
                "T(len(a))",
                "-acc",
            ]
            .map(|v| v.replace('T', &text)),
        );
        values.push(format!("{leaf}(acc, b)"));
        values.push(format!("{leaf}(a[i], s.f)"));
        values.push(format!("{leaf}(s.arr[1], {})", self.small_constant(signed)));
        let mut body = Vec::new();
        for _ in 0..self.rng.within(3, 9) {
            let line = self.kernel_line(&places, &values, int, signed, &leaf);
            body.push(line);
        }
        let head = match self.rng.below(7) {
            0 => "for i := 0; i < n; i++ {".into(),
            1 => "for i := range n {".into(),
            2 => "for i := range a {".into(),
            3 => "for i := len(a) - 1; i >= 0; i-- {".into(),
            4 => "for i := 0; i < len(a); i += 2 {".into(),
            5 => "for i, x := range a {\nc = x".into(),
            _ => "i := -1\nfor s.n < 60 {\nif i++; i >= n {\nbreak\n}".to_string(),
        };
        let nested = self.rng.chance(35);
        let body = body.join("\n");
        let body = if nested {
            format!("for j = 0; j < 3; j++ {{\n{body}\n}}\nif j > 2 {{\nj = 1\n}}")
        } else {
            body
        };
        let (b0, c0) = (self.small_constant(signed), self.small_constant(signed));
        self.declare_text(&format!(
            "func {kern}(n int, a []{text}, s *{state}, b {text}) (acc {text}) {{
                var c {text} = {c0}
                t := *s
                q := &c
                j := 1
                row := [2][2]{text}{{{{1, 2}}, {{3, {b0}}}}}
                steps := 0
                _, _, _, _ = t, q, j, row
                {head}
                _ = i
                if steps++; steps > 50 {{
                    break
                }}
                {body}
                }}
                fmt.Println(acc, b, c, *s, t, j, row, {global}, {global}s, steps)
                return
            }}"
        ));
        self.section_of(|g| {
            for _ in 0..2 {
                let items: Vec<String> = (0..8).map(|_| g.literal(&ty, 0).text).collect();
                let n = g.rng.below(9);
                let fields: Vec<String> = (0..3).map(|_| g.literal(&ty, 0).text).collect();
                g.text_lines(&format!(
                    "func() {{
                        defer func() {{ show(\"kernel\", recover()) }}()
                        a := []{text}{{{}}}
                        s := {state}{{f: {}, arr: [4]{text}{{{}, 2}}}}
                        fmt.Println({kern}({n}, a, &s, {}), a, s.n)
                    }}()",
                    items.join(", "),
                    fields[0],
                    fields[1],
                    fields[2]
                ));
            }
        });
    }

    fn small_constant(&mut self, signed: bool) -> String {
        if signed && self.rng.chance(20) {
            format!("(-{})", self.rng.within(1, 100))
        } else {
            self.rng.within(1, 120).to_string()
        }
    }

    fn operator(&mut self, int: bool) -> &'static str {
        if int {
            self.rng
                .pick::<&str>(&["+", "-", "*", "&", "|", "^", "&^", "+", "-"])
        } else {
            self.rng.pick::<&str>(&["+", "-", "*", "/"])
        }
    }

    fn kernel_line(
        &mut self,
        places: &[String],
        values: &[String],
        int: bool,
        signed: bool,
        leaf: &str,
    ) -> String {
        let to = self.rng.pick(places).clone();
        let x = self.rng.pick(values).clone();
        let y = self.rng.pick(values).clone();
        let z = self.rng.pick(values).clone();
        let c = self.small_constant(signed);
        let (op, other) = (self.operator(int), self.operator(int));
        let compare = *self.rng.pick(&["<", "<=", ">", ">=", "==", "!="]);
        match self.rng.below(24) {
            0..=3 => format!("{to} = {x} {op} {y}"),
            4..=6 => format!("{to} {op}= {x}"),
            7 => format!("{to} = {x} {op} {c}"),
            8 => format!("{to} {op}= {c}"),
            9 => format!("{to} = {x} {op} {y} {other} {z}"),
            10 => format!("{to} = ({x} {op} {c}) {other} {y}"),
            11 => format!("if {x} {compare} {y} {{\n{to} = {z}\n}}"),
            12 => format!("if {x} {compare} {c} {{\n{to} += 3\n}} else {{\n{to} -= {y}\n}}"),
            13 => format!("if {x} {compare} {y} && {z} != {c} || i == 2 {{\ncontinue\n}}"),
            14 if int => format!("{to} = {x} << {}", self.rng.below(12)),
            15 if int => format!("{to} = {x} >> {} | {y}", self.rng.below(12)),
            16 if int => format!("{to} = {x} >> (uint(i) & 31) ^ {y} << uint(j)"),
            17 if int => {
                let op = *self.rng.pick(&["/", "%"]);
                format!(
                    "{to} = {x} {op} {}",
                    self.rng
                        .pick(&["1", "2", "3", "7", "8", "10", "16", "64", "100"])
                )
            }
            18 if int => {
                let op = *self.rng.pick(&["/", "%"]);
                format!("{to} = {x} {op} ({y} | 1)")
            }
            19 => format!("s.put(i, {x})"),
            20 => format!("{to}++"),
            21 => format!("if v, ok := {leaf}two({x}, {y}); ok == (i%2 == 0) {{\n{to} = v\n}}"),
            22 => format!("s.ok = {x} {compare} {y}\nif s.ok {{\n{to}--\n}}"),
            _ => format!("{to}, {x2} = {y}, {z}", x2 = self.rng.pick(places)),
        }
    }

    /// All operators on pairs of values at the edges of a type.
    pub fn edges(&mut self) {
        self.section_of(|g| {
            let int = *g.rng.pick(&INTS);
            let name = int.name;
            let (n, m) = (g.rng.within(2, 5), g.rng.within(2, 4));
            let xs: Vec<String> = (0..n).map(|_| g.int_literal(int)).collect();
            let ys: Vec<String> = (0..m).map(|_| g.int_literal(int)).collect();
            let (c, d) = (format!("({})", g.int_literal(int)), g.rng.below(70));
            let to = g.rng.pick(&INTS).name;
            let float = *g.rng.pick(&["float32", "float64"]);
            g.text_lines(&format!(
                "for _, x := range []{name}{{{}}} {{
                    fmt.Println(x, -x, ^x, x+{c}, x-{c}, {c}-x, x*{c}, x&{c}, x|{c}, x^{c}, x&^{c}, x<<{d}, x>>{d}, {to}(x), {float}(x), x < {c}, x >= {c}, x == {c})
                    for _, y := range []{name}{{{}}} {{
                        fmt.Println(x+y, x-y, x*y, x&y, x|y, x^y, x&^y, x<<(y&63), x>>(y&63), x < y, x <= y, x == y, min(x, y), max(x, y, {c}))
                        if y != 0 {{
                            fmt.Println(x/y, x%y)
                        }}
                        z := x
                        z <<= uint8(y)
                        z -= y
                        z >>= 3
                        z *= x
                        fmt.Println(z, uint8(x)*uint8(y), int8(x)+int8(y), int64(x)-int64(y), uint32(z)<<(uint(y)%40))
                    }}
                }}",
                xs.join(", "),
                ys.join(", ")
            ));
            let k = g.rng.within(1, 100);
            g.line(format!("for _, x := range []{name}{{{}}} {{\nfmt.Println(x/{k}, x%{k}, {k}/(x|1), {k}%(x|1))\n}}", xs.join(", ")));
            if int.signed {
                g.line(format!("for _, x := range []{name}{{{}}} {{\nfmt.Println(x/-{k}, x%-{k}, x/-1, x%-1)\n}}", xs.join(", ")));
            }
        });
    }
}
