//! Errors that hold errors.

use crate::generator::Gen;

impl Gen {
    pub fn error_chain(&mut self) {
        let (code, wrap, many) = (self.name("Code"), self.name("Wrap"), self.name("Many"));
        let pointer = *self.rng.pick(&["", "*"]);
        let amp = if pointer.is_empty() { "" } else { "&" };
        self.declare_text(&format!("type {code} int"));
        self.declare_text(&format!(
            "func (c {code}) Error() string {{ return fmt.Sprintf(\"code %d\", int(c)) }}"
        ));
        if self.rng.chance(50) {
            self.declare_text(&format!(
                "func (c {code}) Is(other error) bool {{ return other == {code}(0) && c%2 == 0 }}"
            ));
        }
        self.declare_text(&format!("type {wrap} struct {{\nop string\nerr error\n}}"));
        self.declare_text(&format!(
            "func (w {pointer}{wrap}) Error() string {{ return w.op + \": \" + fmt.Sprint(w.err) }}"
        ));
        self.declare_text(&format!(
            "func (w {pointer}{wrap}) Unwrap() error {{ return w.err }}"
        ));
        self.declare_text(&format!("type {many} []error"));
        self.declare_text(&format!(
            "func (m {many}) Error() string {{ return fmt.Sprint(len(m), \" errors\") }}"
        ));
        self.declare_text(&format!("func (m {many}) Unwrap() []error {{ return m }}"));
        self.section_of(|g| {
            let mut known = vec![format!("{code}(4)"), "errors.New(\"base\")".to_string()];
            let first = g.rng.pick(&known).clone();
            g.line(format!("var e0 error = {first}"));
            known = vec!["e0".into()];
            for n in 1..g.rng.within(2, 6) {
                let a = g.rng.pick(&known).clone();
                let b = g.rng.pick(&known).clone();
                let k = g.rng.below(6);
                let e = match g.rng.below(7) {
                    0 => format!("fmt.Errorf(\"w{n}: %w\", {a})"),
                    1 => format!("fmt.Errorf(\"w{n}: %w and %w\", {a}, {b})"),
                    2 => format!("errors.Join({a}, nil, {b})"),
                    3 => format!("{amp}{wrap}{{\"op{n}\", {a}}}"),
                    4 => format!("{many}{{{a}, {code}({k}), {b}}}"),
                    5 => format!("fmt.Errorf(\"%v %d\", {a}, {k})"),
                    _ => format!("{code}({k})"),
                };
                g.line(format!("var e{n} error = {e}"));
                known.push(format!("e{n}"));
            }
            g.line(format!("for i, e := range []error{{{}}} {{", known.join(", ")));
            g.text_lines(&format!(
                "var c {code}
                var w {pointer}{wrap}
                fmt.Println(i, e, errors.Is(e, e0), errors.Is(e, {code}(0)), errors.As(e, &c), c, errors.As(e, &w), errors.Unwrap(e) == nil)
                if w, ok := e.({pointer}{wrap}); ok {{
                    fmt.Println(w.op)
                }}
                }}
                var none {pointer}{wrap}
                var e error = none
                fmt.Println(e == nil, e != nil)"
            ));
        });
    }
}
