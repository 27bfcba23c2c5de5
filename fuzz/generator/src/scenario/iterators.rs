//! Range over functions: every way to leave the body, panics in body and iterator, iter.Pull.

use crate::generator::Gen;

impl Gen {
    /// Nested loops over functions with labels, defers and returns in them.
    pub fn iterator_flow(&mut self) {
        let (walk, seq) = (self.name("walk"), self.name("seq"));
        let careless = self.rng.chance(15);
        let after = match self.rng.below(4) {
            0 => "defer fmt.Println(name, \"deferred\", n)",
            1 => {
                "defer func() {\nif r := recover(); r != nil {\nfmt.Println(name, \"saw\", r)\npanic(fmt.Sprint(r, \"+\", name))\n}\n}()"
            }
            2 => "defer func() { fmt.Println(name, \"cleanup\") }()",
            _ => "",
        };
        let check = if careless {
            "yield(i)"
        } else {
            "if !yield(i) {\nfmt.Println(name, \"stopped\", i)\nreturn\n}"
        };
        self.declare_text(&format!(
            "func {seq}(name string, n int) iter.Seq[int] {{
                return func(yield func(int) bool) {{
                    {after}
                    for i := range n {{
                        {check}
                    }}
                    fmt.Println(name, \"done\")
                }}
            }}"
        ));
        let mut actions = vec![
            "if a == 1 && b == 1 {\ncontinue outer\n}",
            "if a+b == 3 {\nbreak outer\n}",
            "if b == 2 {\nbreak\n}",
            "if a*b == 2 {\nreturn a*10 + b, nil\n}",
            "defer fmt.Println(\"body defers\", a, b)",
            "if a == 2 {\nres = 99\nreturn\n}",
            "defer func() { res += a }()",
            "if b == 3 {\npanic(\"in body\")\n}",
            "a += 10",
            "if a == 0 {\ncontinue\n}",
            "if a == 1 {\ngoto end\n}",
            "switch {\ncase a == 2:\nbreak\ncase b == 1:\ncontinue outer\n}",
            "fs = append(fs, func() int { return a*100 + b })",
            "for c := range seqThree {\nif c == b {\ncontinue outer\n}\nif c > a {\nbreak\n}\nfmt.Println(\"c\", c)\n}",
        ];
        self.rng.shuffle(&mut actions);
        let chosen: Vec<&str> = actions.into_iter().take(self.rng.within(1, 4)).collect();
        let body = chosen
            .join("\n")
            .replace("seqThree", &format!("{seq}(\"third\", 3)"));
        let label = if body.contains("outer") {
            "outer:\n"
        } else {
            ""
        };
        let end = if body.contains("goto end") {
            "end:\n"
        } else {
            ""
        };
        let (n, m) = (self.rng.within(1, 4), self.rng.within(1, 4));
        let recovers = *self.rng.pick(&["", "defer func() {\nif r := recover(); r != nil {\nerr = fmt.Errorf(\"recovered: %v\", r)\n}\n}()"]);
        self.declare_text(&format!(
            "func {walk}() (res int, err error) {{
                var fs []func() int
                {recovers}
                {label}for a := range {seq}(\"first\", {n}) {{
                    for b := range {seq}(\"second\", {m}) {{
                        {body}
                        fmt.Println(\"body\", a, b)
                    }}
                }}
                {end}for _, f := range fs {{
                    fmt.Println(f())
                }}
                return res + 1, err
            }}"
        ));
        self.section_of(|g| g.line(format!("fmt.Println({walk}())")));
    }

    /// iter.Pull, stopped early or not, with an iterator that may panic.
    pub fn pulled(&mut self) {
        self.section_of(|g| {
            let ty = g.flat_type(1);
            let text = g.text(&ty);
            let items: Vec<String> = (0..g.rng.below(5)).map(|_| g.expr(&ty, 2).text).collect();
            let (n, bad) = (g.rng.within(1, 5), g.rng.below(8));
            g.text_lines(&format!(
                "next, stop := iter.Pull2(func(yield func(int, {text}) bool) {{
                    defer fmt.Println(\"ended\")
                    for i, v := range []{text}{{{}}} {{
                        if i == {bad} {{
                            panic(\"bad\")
                        }}
                        if !yield(i, v) {{
                            fmt.Println(\"stopped at\", i)
                            return
                        }}
                    }}
                }})
                for range {n} {{
                    i, v, ok := next()
                    fmt.Println(i, v, ok)
                }}
                stop()
                stop()
                _, _, ok := next()
                fmt.Println(ok)",
                items.join(", ")
            ));
        });
    }
}
