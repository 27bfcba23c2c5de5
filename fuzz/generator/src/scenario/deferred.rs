//! Orders of deferred calls, panics that replace panics, results that are set on the way out.

use crate::generator::Gen;

impl Gen {
    /// Nested functions with deferred steps, some of which recover and some panic again.
    pub fn defer_ladder(&mut self) {
        let depth = self.rng.within(2, 5);
        let base = self.name("step");
        for level in 0..depth {
            let mut lines = vec![format!(
                "func {base}_{level}(x int) (res int, err error) {{"
            )];
            for _ in 0..self.rng.within(1, 3) {
                let k = self.rng.below(100);
                let step = match self.rng.below(9) {
                    0 => format!("defer fmt.Println(\"{level} plain\", x, {k})"),
                    1 => format!("defer func() {{ res += {k} }}()"),
                    2 => "defer func() {\nif r := recover(); r != nil {\nerr = fmt.Errorf(\"recovered %v\", r)\n}\n}()".into(),
                    3 => format!("defer func() {{\nr := recover()\nfmt.Println(\"{level} sees\", r)\nif r != nil {{\npanic(fmt.Sprint(r, \" again {k}\"))\n}}\n}}()"),
                    4 => format!("for i := range 3 {{\ndefer func() {{\nfmt.Println(\"{level} loop\", i)\nres = res*2 + i\n}}()\n}}"),
                    5 => format!("defer func(y int) {{ fmt.Println(\"{level} kept\", y, x) }}(x * {k})\nx++"),
                    6 => format!("defer func() {{\ndefer func() {{ fmt.Println(\"{level} inner\", recover()) }}()\npanic({k})\n}}()"),
                    7 => "if x == 2 {\nvar none func()\ndefer none()\n}".into(),
                    _ => format!("defer func() {{\nif x%2 == {} {{\nres, err = {k}, nil\n}}\n}}()", k % 2),
                };
                lines.push(step);
            }
            let k = self.rng.below(50);
            let last = match self.rng.below(6) {
                _ if level + 1 < depth && self.rng.chance(75) => {
                    format!(
                        "r, e := {base}_{}(x + 1)\nfmt.Println(\"{level} back\", r, e)\nreturn r + {k}, e",
                        level + 1
                    )
                }
                0 => format!("panic({k})"),
                1 => "panic(errors.New(\"deep\"))".into(),
                2 => "var list []int\nreturn list[x], nil".into(),
                3 => "var p *struct{ a int }\nreturn p.a, nil".into(),
                4 => format!("res = {k}\nreturn"),
                _ => format!("return {k} / (x - {depth}), errors.New(\"e\")"),
            };
            lines.push(last);
            lines.push("}".into());
            let text = lines.join("\n");
            self.declarations.push(text);
        }
        self.section_of(|g| {
            let x = g.rng.below(4);
            g.line(format!("r, e := {base}_0({x})"));
            g.line("fmt.Println(r, e)");
        });
    }

    /// What a recovered value is, and what errors.As finds in it.
    pub fn panic_chain(&mut self) {
        self.section_of(|g| {
            for _ in 0..g.rng.within(2, 5) {
                let tag = g.name("c");
                let n = g.rng.below(5);
                let action = match g.rng.below(14) {
                    0 => format!("var a [3]int\ni := {n} + 3\na[i%7] = 1"),
                    1 => format!("s := make([]int, 2, 4)\ni := {n}\nfmt.Println(s[i:], s[:i])"),
                    2 => format!("s := make([]int, 2, 4)\ni := {n}\nfmt.Println(len(s[1:i:i+1]))"),
                    3 => format!("var x any = int8({n})\nfmt.Println(x.(fmt.Stringer))"),
                    4 => "var x any\nfmt.Println(x.(int))".into(),
                    5 => "var e error = errors.New(\"x\")\nfmt.Println(e.(interface{ Temporary() bool }))".into(),
                    6 => "x, y := any([]int{1}), any([]int{1})\nfmt.Println(x == y)".into(),
                    7 => "type k struct{ a any }\nfmt.Println(k{1} == k{2}, k{[]int{}} == k{map[int]int{}}, k{func() {}} == k{func() {}})".into(),
                    8 => format!("s := []int{{1, 2, 3}}\nfmt.Println([2]int(s[:min({n}, 3)]))"),
                    9 => format!("n := {n} - 3\nfmt.Println(1 << n)"),
                    10 => format!("n := {n} - 3\nfmt.Println(len(make([]byte, n, 2)))"),
                    11 => "var f func(int) int\nfmt.Println(f(1))".into(),
                    12 => format!("fmt.Println(strings.Repeat(\"ab\", {n}-2))"),
                    _ => format!("var m map[string][]int\nm[\"a\"] = append(m[\"a\"], {n})"),
                };
                g.line("func() {");
                g.line("defer func() {");
                g.text_lines(&format!(
                    "r := recover()
                    show(\"{tag}\", r)
                    if e, ok := r.(error); ok {{
                        var re runtime.Error
                        fmt.Println(errors.As(e, &re))
                    }}"
                ));
                g.line("}()");
                g.text_lines(&action);
                g.line("}()");
            }
        });
    }
}
