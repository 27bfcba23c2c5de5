//! Closures that change what they capture, and deferred calls.

use crate::generator::Gen;
use crate::ty::{GO_INT, Ty};

impl Gen {
    /// The body of a function literal with effects.
    pub fn effectful(&mut self, params: &[(String, Ty)], results: &[Ty], n: usize, depth: usize) {
        self.under_mode(
            |m| {
                m.function += 1;
                m.loops = 0;
                m.results = results.to_vec();
                m.named_results = false;
                m.returns = true;
                m.labels.clear();
                m.in_switch = false;
            },
            |g| {
                g.scoped(|g| {
                    g.line("burn()");
                    for (name, ty) in params {
                        g.declare(name, ty);
                    }
                    g.statements(n, depth);
                    if !results.is_empty() {
                        let text = g.return_text(2);
                        g.line(text);
                    }
                });
            },
        );
    }

    pub fn closure_statement(&mut self, depth: usize) {
        match self.rng.below(6) {
            0 | 1 => {
                let (f, a) = (self.name("f"), self.name("a"));
                let (of, result) = (self.basic_type(), self.any_type(1));
                let (of_text, result_text) = (self.text(&of), self.text(&result));
                self.line(format!("{f} := func({a} {of_text}) {result_text} {{"));
                self.effectful(&[(a, of.clone())], std::slice::from_ref(&result), 2, depth);
                self.line("}");
                for _ in 0..2 {
                    let e = self.expr(&of, 1).text;
                    let r = self.name("r");
                    self.line(format!("{r} := {f}({e})"));
                    self.line(format!("_ = {r}"));
                    self.declare(&r, &result);
                }
                self.print_scope();
            }
            2 => {
                self.line("func() {");
                self.effectful(&[], &[], 3, depth);
                self.line("}()");
            }
            3 => {
                let f = self.name("f");
                let e = self.expr(&GO_INT, 2).text;
                let n = self.rng.within(1, 6);
                let tag = self.name("p");
                self.line(format!("var {f} func(n int) int"));
                self.line(format!("{f} = func(n int) int {{"));
                self.line("if n <= 0 {");
                self.line(format!("return {e}"));
                self.line("}");
                self.line(format!("return n*3 + {f}(n-1)"));
                self.line("}");
                self.line(format!("fmt.Println(\"{tag}\", {f}({n}))"));
            }
            4 => self.method_value(),
            _ => {
                // Two closures over one variable.
                let (v, get, set) = (self.name("v"), self.name("f"), self.name("f"));
                let ty = self.any_type(1);
                let (e, f) = (self.expr(&ty, 2), self.expr(&ty, 2).text);
                let (e, text, tag) = (self.typed(&ty, e), self.text(&ty), self.name("p"));
                self.line(format!("{v} := {e}"));
                self.line(format!("{get} := func() {text} {{ return {v} }}"));
                self.line(format!("{set} := func(x {text}) {{ {v} = x }}"));
                self.line(format!("{set}({f})"));
                if self.types.printable(&ty) {
                    self.line(format!("fmt.Println(\"{tag}\", {get}(), {v})"));
                } else {
                    self.line(format!("_ = {get}()"));
                }
            }
        }
    }

    /// A method value keeps the receiver of the moment at which it was taken.
    fn method_value(&mut self) {
        let Some(v) = self.pick_var(|g, v| {
            v.assignable
                && g.methods(&v.ty)
                    .iter()
                    .any(|m| m.signature.results.len() == 1)
                && !matches!(g.types.under(&v.ty), Ty::Interface(_))
        }) else {
            return self.variable();
        };
        let methods = self.methods(&v.ty);
        let with_result: Vec<_> = methods
            .iter()
            .filter(|m| m.signature.results.len() == 1)
            .collect();
        let m = (*self.rng.pick(&with_result)).clone();
        let args: Vec<String> = m
            .signature
            .params
            .iter()
            .map(|t| self.expr(t, 1).text)
            .collect();
        let args = args.join(", ");
        let (f, r, tag) = (self.name("f"), self.name("r"), self.name("p"));
        let e = self.expr(&v.ty, 2).text;
        self.line(format!("{f} := {}.{}", v.name, m.signature.name));
        if self.types.under(&v.ty) != Ty::Str {
            self.line(format!("{} = {e}", v.name));
        }
        self.line(format!("{r} := {f}({args})"));
        if self.types.printable(&m.signature.results[0]) {
            self.line(format!("fmt.Println(\"{tag}\", {r})"));
        } else {
            self.line(format!("_ = {r}"));
        }
    }

    pub fn defer_statement(&mut self) {
        let tag = self.name("d");
        match self.rng.below(7) {
            0 | 1 => {
                let ty = self.printable_type();
                let e = self.expr(&ty, 2);
                let e = self.typed(&ty, e);
                self.line(format!("defer fmt.Println(\"{tag}\", {e})"));
            }
            2 => {
                self.line("defer func() {");
                self.line(format!("show(\"{tag}\", recover())"));
                self.effectful(&[], &[], 1, 0);
                self.line("}()");
            }
            3 => {
                self.line("defer func() {");
                self.line(format!("fmt.Println(\"{tag}\")"));
                self.effectful(&[], &[], 1, 0);
                self.line("}()");
            }
            4 => {
                // recover in a function called by the deferred one finds nothing.
                self.line("defer func() {");
                self.line(format!("func() {{ show(\"{tag}\", recover()) }}()"));
                self.line("}()");
            }
            5 => {
                let ty = self.basic_type();
                let e = self.expr(&ty, 1);
                let e = self.typed(&ty, e);
                let condition = self.comparison(1);
                self.line("defer func() {");
                self.line(format!("if r := recover(); {condition} {{"));
                self.line(format!("show(\"{tag}\", r)"));
                self.line(format!("panic({e})"));
                self.line("}");
                self.line("}()");
            }
            _ => {
                let ty = self.basic_type();
                let text = self.text(&ty);
                let e = self.expr(&ty, 1);
                self.line(format!("defer tr[{text}](tr(1, 1), {})", e.text));
            }
        }
    }
}
