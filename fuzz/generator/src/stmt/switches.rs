//! switch on values, on conditions, on types; select.

use crate::generator::Gen;
use crate::ty::{GO_INT, Ty};

impl Gen {
    pub fn switch_statement(&mut self, depth: usize) {
        let n = self.rng.below(10);
        self.under_mode(
            |m| m.in_switch = true,
            |g| match n {
                0..=3 => g.value_switch(depth),
                4 | 5 => g.condition_switch(depth),
                6 if !g.mode.pure => g.select_statement(depth),
                _ => g.type_switch(depth),
            },
        );
    }

    fn cases(&mut self, heads: Vec<String>, depth: usize, fallthrough: bool) {
        let last = heads.len() - 1;
        for (n, head) in heads.into_iter().enumerate() {
            self.line(head);
            self.inner(1, 2, depth);
            if fallthrough && n != last && self.rng.chance(15) {
                self.line("fallthrough");
            } else if self.rng.chance(8) {
                let condition = self.comparison(1);
                self.line(format!("if {condition} {{"));
                self.line("break");
                self.line("}");
            }
        }
        self.line("}");
    }

    fn value_switch(&mut self, depth: usize) {
        let ty = match self.rng.below(4) {
            0 => self.key_type(),
            1 => Ty::Str,
            _ => GO_INT,
        };
        let e = self.expr(&ty, 2);
        let e = self.typed(&ty, e);
        let e = if ty == GO_INT && self.rng.chance(60) {
            format!("{e} % 10")
        } else {
            e
        };
        let mut heads = Vec::new();
        let mut n = 0;
        let most = self.key_count(&ty).min(if ty == Ty::Any { 2 } else { 7 });
        for _ in 0..self.rng.within(1, 4) {
            let mut keys = Vec::new();
            for _ in 0..self.rng.within(1, 3) {
                if n < most {
                    keys.push(self.key_literal(&ty, n));
                    n += 1;
                }
            }
            if !keys.is_empty() {
                heads.push(format!("case {}:", keys.join(", ")));
            }
        }
        if self.rng.chance(60) {
            let at = self.rng.below(heads.len() + 1);
            heads.insert(at, "default:".into());
        }
        if self.rng.chance(20) {
            let name = self.name("v");
            self.scoped(|g| {
                g.line(format!("switch {name} := {e}; {name} {{"));
                g.declare(&name, &ty);
                g.cases(heads, depth, true);
            });
        } else {
            self.line(format!("switch {e} {{"));
            self.cases(heads, depth, true);
        }
    }

    fn condition_switch(&mut self, depth: usize) {
        let mut heads = Vec::new();
        for _ in 0..self.rng.within(1, 3) {
            let condition = self.comparison(2);
            heads.push(format!("case {condition}:"));
        }
        if self.rng.chance(60) {
            heads.push("default:".into());
        }
        self.line("switch {");
        self.cases(heads, depth, true);
    }

    fn type_switch(&mut self, depth: usize) {
        let v = self.pick_var(|_, v| v.ty == Ty::Any);
        let e = match v {
            Some(v) if self.rng.chance(60) => v.name,
            _ => self.expr(&Ty::Any, 2).text,
        };
        let name = self.name("t");
        let mut types: Vec<Ty> = Vec::new();
        for _ in 0..self.rng.within(2, 6) {
            let ty = self.flat_type(1);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        self.line(format!("switch {name} := {e}.(type) {{"));
        let mut rest = types.as_slice();
        while let [first, more @ ..] = rest {
            if self.rng.chance(25) && !more.is_empty() {
                let texts = format!("{}, {}", self.text(first), self.text(&more[0]));
                self.line(format!("case {texts}:"));
                self.type_case(&name, &Ty::Any, depth);
                rest = &more[1..];
            } else {
                self.line(format!("case {}:", self.text(first)));
                self.type_case(&name, first, depth);
                rest = more;
            }
        }
        if self.rng.chance(40) {
            self.line("case nil:");
            self.type_case(&name, &Ty::Any, depth);
        }
        if self.rng.chance(30) {
            self.line("case error:");
            self.type_case(&name, &Ty::Error, depth);
        }
        if self.rng.chance(50) {
            self.line("default:");
            self.type_case(&name, &Ty::Any, depth);
        }
        self.line("}");
    }

    fn type_case(&mut self, name: &str, ty: &Ty, depth: usize) {
        self.scoped(|g| {
            g.line(format!("_ = {name}"));
            g.declare(name, ty);
            if !g.mode.pure && g.rng.chance(60) {
                let tag = g.name("p");
                g.line(format!("fmt.Printf(\"{tag} %T %v\\n\", {name}, {name})"));
            } else {
                g.statements(1, depth);
            }
        });
    }

    /// select in which at most one case is ready, so that its choice is no chance.
    fn select_statement(&mut self, depth: usize) {
        let (c, d, x) = (self.name("c"), self.name("d"), self.name("x"));
        let of = self.any_type(1);
        let text = self.text(&of);
        let e = self.expr(&of, 2).text;
        let filled = self.rng.chance(50);
        self.line(format!("{c} := make(chan {text}, 1)"));
        self.line(format!("var {d} chan {text}"));
        if filled {
            self.line(format!("{c} <- {e}"));
        }
        if self.rng.chance(20) {
            self.line(format!("close({c})"));
            self.line(format!("_ = {d}"));
            self.line("select {");
            self.line(format!("case {x}, ok := <-{c}:"));
            self.scoped(|g| {
                g.declare(&x, &of);
                g.declare("ok", &Ty::Bool);
                g.line(format!("_, _ = {x}, ok"));
                g.statements(2, depth);
            });
            self.line("}");
            return;
        }
        self.line("select {");
        if filled {
            self.line(format!("case {x} := <-{c}:"));
            self.scoped(|g| {
                g.declare(&x, &of);
                g.line(format!("_ = {x}"));
                g.statements(2, depth);
            });
        } else {
            self.line(format!("case {c} <- {e}:"));
            self.inner(1, 2, depth);
        }
        self.line(format!("case {d} <- {e}:"));
        self.inner(1, 1, depth);
        if self.rng.chance(40) {
            self.line("default:");
            self.inner(1, 1, depth);
        }
        self.line("}");
    }
}
