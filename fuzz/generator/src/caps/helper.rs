//! Functions beside the one that prints: declared, generic, methods, literals, iterators. Many are small enough for gc to
//! inline.

use super::elem::ELEMS;
use super::{Maker, Var};

/// What is put aside while the body of another function is written.
type Outer = (Vec<Var>, i32, Vec<String>, Option<String>, u32);

impl Maker {
    fn enter(&mut self, statements: usize, returns: &str) -> Outer {
        self.helpers += 1;
        let fuel = self.rng.within(0, statements) as i32;
        (
            std::mem::take(&mut self.scope),
            std::mem::replace(&mut self.fuel, fuel),
            std::mem::take(&mut self.index),
            self.returns.replace(returns.to_string()),
            self.loops,
        )
    }
    fn leave(&mut self, outer: Outer) {
        self.helpers -= 1;
        (self.scope, self.fuel, self.index, self.returns, self.loops) = outer;
    }
    fn parameter(&mut self, name: &str, elem: usize) {
        let open = self.rng.chance(80);
        self.scope.push(Var {
            name: name.into(),
            elem,
            open,
        });
    }
    /// The statements of a body that begins with the variables in scope.
    fn statements(&mut self) -> String {
        let from = self.scope.len();
        let mut text = String::new();
        while self.fuel > 0 {
            text.push_str(&self.step());
        }
        text + &self.look_at(from)
    }
    fn mark(&mut self) -> &'static str {
        match self.rng.chance(12) {
            true => "//go:noinline\n",
            false => "",
        }
    }

    /// A call that gives a slice.
    pub fn helper_call(&mut self, e: usize) -> String {
        let t = self.ty(e);
        if self.helpers > 2 {
            return format!("append([]{t}(nil), {})", self.values(e, 2));
        }
        let argument = self.slice_of(e);
        let value = self.typed_value(e);
        match self.rng.below(15) {
            0..=2 => {
                let f = self.function(e);
                format!("{f}({argument})")
            }
            3 => {
                let f = self.maker_function(e);
                format!("{f}({value})")
            }
            4 => {
                let f = self.generic_function();
                format!("{f}({argument}, {value})")
            }
            5 => {
                let f = self.variadic_function(e);
                match self.rng.below(3) {
                    0 => format!("{f}({argument}...)"),
                    1 => format!("{f}()"),
                    _ => format!("{f}({})", self.values(e, 5)),
                }
            }
            6 => self.method(e, &argument, &value),
            7 => {
                let outer = self.enter(2, "r");
                self.parameter("r", e);
                let body = self.statements();
                self.leave(outer);
                format!("func(r []{t}) []{t} {{\n{body}return r\n}}({argument})")
            }
            8 => {
                let f = self.global("h");
                let mark = self.mark();
                self.declarations.push(format!(
                    "{mark}func {f}(s []{t}, keep func({t}) bool) []{t} {{\nvar r []{t}\nfor _, x := range s {{\nif keep(x) {{\nr = append(r, x)\n}}\n}}\nreturn r\n}}"
                ));
                let yes = self.rng.pick(&["true", "k[1] == 1", "false"]).to_string();
                format!("{f}({argument}, func({t}) bool {{ return {yes} }})")
            }
            9 => {
                let f = self.global("h");
                self.declarations.push(format!(
                    "func {f}[A, B any](s []A, f func(A) B) []B {{\nr := make([]B, 0, len(s))\nfor _, x := range s {{\nr = append(r, f(x))\n}}\nreturn r\n}}"
                ));
                format!("{f}({argument}, func(x {t}) {t} {{ return x }})")
            }
            10 => {
                let f = self.global("h");
                self.declarations.push(format!(
                    "func {f}[A, B any](s []A, f func(A) B) (r []B) {{\nfor _, x := range s {{\nr = append(r, f(x))\n}}\nreturn\n}}"
                ));
                format!("{f}({argument}, func(x {t}) {t} {{ return x }})")
            }
            11 => {
                // Two results, the second thrown away.
                let f = self.two_results(e);
                format!("func() []{t} {{\nr, _ := {f}({argument})\nreturn r\n}}()")
            }
            12 => {
                let inner = self.helper_call(e);
                let f = self.function(e);
                format!("{f}({inner})")
            }
            13 => {
                let f = self.recursive(e);
                format!("{f}({argument}, {})", self.rng.below(4))
            }
            _ => self.collected(e, &argument, &value),
        }
    }

    /// `func([]T) []T`.
    fn function(&mut self, e: usize) -> String {
        let (f, t) = (self.global("h"), self.ty(e));
        let mark = self.mark();
        let outer = self.enter(3, "s");
        self.parameter("s", e);
        let value = self.value(e);
        let text = match self.rng.below(5) {
            0 => format!("return append(s, {value})\n"),
            1 => format!("s = append(s, {value})\nreturn s\n"),
            2 => {
                let body = self.statements();
                format!("{body}return s\n")
            }
            3 => {
                self.returns = Some("r".into());
                self.scope.push(Var {
                    name: "r".into(),
                    elem: e,
                    open: true,
                });
                let body = self.statements();
                format!("var r []{t}\n{body}return r\n")
            }
            _ => {
                let body = self.statements();
                format!("{body}return append(s[:len(s):len(s)], {value})\n")
            }
        };
        self.leave(outer);
        self.declarations
            .push(format!("{mark}func {f}(s []{t}) []{t} {{\n{text}}}"));
        f
    }

    /// `func(T) []T`.
    fn maker_function(&mut self, e: usize) -> String {
        let (f, t) = (self.global("h"), self.ty(e));
        let mark = self.mark();
        let outer = self.enter(3, "r");
        self.scope.push(Var {
            name: "r".into(),
            elem: e,
            open: true,
        });
        let body = self.statements();
        self.leave(outer);
        let n = self.rng.within(1, 6);
        let text = match self.rng.below(4) {
            0 => format!("return []{t}{{x, x}}\n"),
            1 => format!("var r []{t}\nr = append(r, x)\n{body}return r\n"),
            2 => format!(
                "r := make([]{t}, 0, {n})\nfor range {n} {{\nr = append(r, x)\n}}\n{body}return r\n"
            ),
            _ => format!("r := []{t}{{x}}\n{body}return append(r, x)\n"),
        };
        self.declarations
            .push(format!("{mark}func {f}(x {t}) []{t} {{\n{text}}}"));
        f
    }

    fn generic_function(&mut self) -> String {
        let f = self.global("h");
        let text = match self.rng.below(5) {
            0 => "return append(s, x)\n",
            1 => "var r []T\nr = append(r, s...)\nreturn append(r, x)\n",
            2 => "r := append([]T{}, x)\nfor _, y := range s {\nr = append(r, y)\n}\nreturn r\n",
            3 => "return append(append([]T(nil), x), s...)\n",
            _ => "if len(s) > 2 {\nreturn s\n}\nreturn append(s, x, x)\n",
        };
        self.declarations
            .push(format!("func {f}[T any](s []T, x T) []T {{\n{text}}}"));
        f
    }

    fn variadic_function(&mut self, e: usize) -> String {
        let (f, t) = (self.global("h"), self.ty(e));
        let mark = self.mark();
        let outer = self.enter(2, "s");
        self.parameter("s", e);
        let body = self.statements();
        let value = self.value(e);
        self.leave(outer);
        let text = match self.rng.below(4) {
            0 => "return s\n".into(),
            1 => format!("return append(s, {value})\n"),
            2 => format!("var r []{t}\nfor _, x := range s {{\nr = append(r, x)\n}}\nreturn r\n"),
            _ => format!("{body}return s\n"),
        };
        self.declarations
            .push(format!("{mark}func {f}(s ...{t}) []{t} {{\n{text}}}"));
        f
    }

    fn two_results(&mut self, e: usize) -> String {
        let (f, t) = (self.global("h"), self.ty(e));
        let mark = self.mark();
        let value = self.listed_value(e);
        let text = match self.rng.below(3) {
            0 => format!("return append(s, {value}), nil\n"),
            1 => format!("var r []{t}\nr = append(r, {value})\nreturn r, io.EOF\n"),
            _ => format!(
                "if len(s) > 1 {{\nreturn nil, io.EOF\n}}\ns = append(s, {value})\nreturn s, nil\n"
            ),
        };
        self.declarations.push(format!(
            "{mark}func {f}(s []{t}) ([]{t}, error) {{\n{text}}}"
        ));
        f
    }

    fn recursive(&mut self, e: usize) -> String {
        let (f, t) = (self.global("h"), self.ty(e));
        let value = self.listed_value(e);
        let text = match self.rng.below(3) {
            0 => format!("if n == 0 {{\nreturn s\n}}\nreturn {f}(append(s, {value}), n-1)\n"),
            1 => format!("if n == 0 {{\nreturn nil\n}}\nreturn append({f}(s, n-1), {value})\n"),
            _ => format!(
                "var r []{t}\nif n > 0 {{\nr = append(r, {f}(s, n-1)...)\n}}\nreturn append(r, {value})\n"
            ),
        };
        self.declarations
            .push(format!("func {f}(s []{t}, n int) []{t} {{\n{text}}}"));
        f
    }

    /// A type with methods around a slice; the call gives the slice.
    fn method(&mut self, e: usize, argument: &str, value: &str) -> String {
        let (b, t) = (self.global("B"), self.ty(e));
        match self.rng.below(8) {
            0 => {
                self.declarations.push(format!("type {b} struct{{ items []{t} }}\nfunc (b *{b}) add(x {t}) *{b} {{\nb.items = append(b.items, x)\nreturn b\n}}"));
                format!("(&{b}{{{argument}}}).add({value}).add({value}).items")
            }
            1 => {
                self.declarations.push(format!("type {b} struct{{ items []{t} }}\nfunc (b {b}) with(x {t}) {b} {{\nb.items = append(b.items, x)\nreturn b\n}}"));
                format!("{b}{{{argument}}}.with({value}).with({value}).items")
            }
            2 => {
                self.declarations.push(format!(
                    "type {b} []{t}\nfunc (b *{b}) push(x {t}) {{\n*b = append(*b, x)\n}}"
                ));
                format!(
                    "func() []{t} {{\nvar b {b}\nb.push({value})\nb.push({value})\nreturn b\n}}()"
                )
            }
            3 => {
                self.declarations.push(format!(
                    "type {b} []{t}\nfunc (b {b}) with(x {t}) {b} {{\nreturn append(b, x)\n}}"
                ));
                format!("{b}({argument}).with({value}).with({value})")
            }
            4 => {
                self.declarations.push(format!("type {b}[E any] struct {{\nitems []E\n}}\nfunc (b *{b}[E]) push(x E) {{\nb.items = append(b.items, x)\n}}\nfunc (b *{b}[E]) pop() (x E) {{\nx = b.items[len(b.items)-1]\nb.items = b.items[:len(b.items)-1]\nreturn\n}}"));
                format!(
                    "func() []{t} {{\nvar b {b}[{t}]\nfor range 3 {{\nb.push({value})\n}}\n_ = b.pop()\nb.push({value})\nreturn b.items\n}}()"
                )
            }
            5 => {
                let i = self.global("I");
                self.declarations.push(format!("type {i} interface {{\nadd({t})\nall() []{t}\n}}\ntype {b} struct{{ items []{t} }}\nfunc (b *{b}) add(x {t}) {{\nb.items = append(b.items, x)\n}}\nfunc (b *{b}) all() []{t} {{\nreturn b.items\n}}"));
                format!(
                    "func() []{t} {{\nvar i {i} = &{b}{{}}\ni.add({value})\ni.add({value})\nreturn i.all()\n}}()"
                )
            }
            6 => {
                self.declarations.push(format!("type {b} struct{{ items []{t} }}\nfunc (b *{b}) add(x {t}) {{\nb.items = append(b.items, x)\n}}\nfunc new{b}() *{b} {{\nreturn &{b}{{}}\n}}"));
                format!(
                    "func() []{t} {{\nb := new{b}()\nadd := b.add\nadd({value})\nadd({value})\nreturn b.items\n}}()"
                )
            }
            _ => {
                self.declarations.push(format!("type {b} struct {{\nsync.Mutex\nitems []{t}\n}}\nfunc (b *{b}) add(x {t}) {{\nb.Lock()\ndefer b.Unlock()\nb.items = append(b.items, x)\n}}"));
                format!(
                    "func() []{t} {{\nvar b {b}\nb.add({value})\nb.add({value})\nreturn b.items\n}}()"
                )
            }
        }
    }

    /// A function of the package that is a loop's iterator: its call, which gives values of the type.
    fn sequence(&mut self, e: usize, argument: &str, value: &str) -> String {
        let (f, t) = (self.global("q"), self.ty(e));
        let n = self.rng.within(1, 6);
        match self.rng.below(9) {
            0 => format!("slices.Values({argument})"),
            1 => {
                let value = self.listed_value(e);
                self.declarations.push(format!("func {f}(yield func({t}) bool) {{\nfor range {n} {{\nif !yield({value}) {{\nreturn\n}}\n}}\n}}"));
                f
            }
            2 => {
                self.declarations.push(format!("func {f}(s []{t}) iter.Seq[{t}] {{\nreturn func(yield func({t}) bool) {{\nfor _, x := range s {{\nif !yield(x) {{\nreturn\n}}\n}}\n}}\n}}"));
                format!("{f}({argument})")
            }
            3 => {
                self.declarations.push(format!("func {f}[E any](x E, n int) iter.Seq[E] {{\nreturn func(yield func(E) bool) {{\nfor range n {{\nif !yield(x) {{\nreturn\n}}\n}}\n}}\n}}"));
                format!("{f}({value}, {n})")
            }
            4 => {
                self.declarations.push(format!("func {f}[E any](seq iter.Seq[E], keep func(E) bool) iter.Seq[E] {{\nreturn func(yield func(E) bool) {{\nfor x := range seq {{\nif keep(x) && !yield(x) {{\nreturn\n}}\n}}\n}}\n}}"));
                let inner = match self.rng.chance(30) && self.helpers < 3 {
                    true => {
                        self.helpers += 1;
                        let q = self.sequence(e, argument, value);
                        self.helpers -= 1;
                        q
                    }
                    false => format!("slices.Values({argument})"),
                };
                format!("{f}({inner}, func({t}) bool {{ return true }})")
            }
            5 => format!("func(yield func({t}) bool) {{\n_ = yield({value}) && yield({value})\n}}"),
            6 => format!("maps.Values(map[int]{t}{{1: {value}, 2: {value}}})"),
            7 => {
                self.declarations.push(format!("type {f} struct{{ s []{t} }}\nfunc (l {f}) all() iter.Seq[{t}] {{\nreturn func(yield func({t}) bool) {{\nfor i := range l.s {{\nif !yield(l.s[i]) {{\nbreak\n}}\n}}\n}}\n}}"));
                format!("{f}{{{argument}}}.all()")
            }
            _ => {
                self.declarations.push(format!("type {f} struct{{ s []{t} }}\nfunc (l *{f}) each(yield func({t}) bool) {{\nfor _, x := range l.s {{\nif !yield(x) {{\nreturn\n}}\n}}\n}}"));
                format!("(&{f}{{{argument}}}).each")
            }
        }
    }
    /// A value that can stand in another function.
    fn listed_value(&mut self, e: usize) -> String {
        let index = std::mem::take(&mut self.index);
        let v = self.typed_value(e);
        self.index = index;
        v
    }
    /// What a function makes of a sequence.
    fn collected(&mut self, e: usize, argument: &str, value: &str) -> String {
        let t = self.ty(e);
        let seq = self.sequence(e, argument, value);
        match self.rng.below(3) {
            0 => format!("slices.Collect({})", typed(&seq, t)),
            1 => {
                let f = self.global("h");
                self.declarations.push(format!("func {f}[E any](seq iter.Seq[E]) []E {{\nvar r []E\nfor x := range seq {{\nr = append(r, x)\n}}\nreturn r\n}}"));
                format!("{f}({})", typed(&seq, t))
            }
            _ => format!("slices.AppendSeq({argument}, {})", typed(&seq, t)),
        }
    }

    pub fn range_over_function(&mut self, v: &Var) -> String {
        let e = v.elem;
        let (argument, value) = (self.slice_of(e), self.typed_value(e));
        let s = &v.name;
        let x = self.name("x");
        let mut body = match self.rng.below(4) {
            0 => {
                self.index.push("k[2]".into());
                self.loops += 1;
                let body = self.block(3);
                self.loops -= 1;
                self.index.pop();
                body + &format!("_ = {x}\n")
            }
            1 => format!("if len({s}) > 20 {{\nbreak\n}}\n{s} = append({s}, {x})\n"),
            _ => format!("{s} = append({s}, {x})\n"),
        };
        if self.rng.chance(15) {
            body.push_str(&self.look(s));
        }
        let (head, before) = match self.rng.below(5) {
            0 => (
                format!("for _, {x} := range slices.All({argument})"),
                String::new(),
            ),
            1 => (
                format!("for _, {x} := range slices.Backward({argument})"),
                String::new(),
            ),
            2 => {
                let q = self.name("q");
                let seq = self.sequence(e, &argument, &value);
                (format!("for {x} := range {q}"), format!("{q} := {seq}\n"))
            }
            _ => {
                let seq = self.sequence(e, &argument, &value);
                // Braces of literals would end the loop's head.
                (format!("for {x} := range ({seq})"), String::new())
            }
        };
        let head = match head.split_once("range ") {
            Some((a, b)) if b.contains('{') && !b.starts_with('(') => format!("{a}range ({b})"),
            _ => head,
        };
        format!("{before}{head} {{\n{body}}}\n")
    }

    /// A call with a variable as argument.
    pub fn passed(&mut self, v: &Var) -> String {
        let (s, e, t) = (&v.name, v.elem, self.ty(v.elem));
        if self.helpers > 2 {
            return String::new();
        }
        let value = self.typed_value(e);
        let mark = self.mark();
        match self.rng.below(10) {
            0 | 1 => {
                let f = self.function(e);
                format!("{s} = {f}({s})\n")
            }
            2 => {
                let f = self.function(e);
                format!("_ = {f}({s})\n")
            }
            3 => {
                let f = self.global("h");
                let outer = self.enter(3, "");
                self.parameter("s", e);
                let body = self.statements();
                self.leave(outer);
                self.declarations
                    .push(format!("{mark}func {f}(s []{t}) {{\n{body}}}"));
                format!("{f}({s})\n")
            }
            4 => {
                let f = self.global("h");
                self.declarations.push(format!(
                    "{mark}func {f}(p *[]{t}, x {t}) {{\n*p = append(*p, x)\n}}"
                ));
                format!("{f}(&{s}, {value})\n{f}(&{s}, {value})\n")
            }
            5 => {
                let f = self.generic_function();
                format!("{s} = {f}({s}, {value})\n")
            }
            6 => {
                let f = self.variadic_function(e);
                format!("{s} = {f}({s}...)\n")
            }
            7 => {
                let f = self.two_results(e);
                let (r, err) = (self.name("r"), self.name("err"));
                self.declare(&r, e);
                format!(
                    "{r}, {err} := {f}({s})\nif {err} != nil {{\n{r} = append({r}, {value})\n}}\n"
                )
            }
            8 => {
                let (f, n) = (self.global("h"), self.rng.within(1, 5));
                let value = self.listed_value(e);
                self.declarations.push(format!(
                    "{mark}func {f}(n int, f func({t})) {{\nfor range n {{\nf({value})\n}}\n}}"
                ));
                format!("{f}({n}, func(x {t}) {{\n{s} = append({s}, x)\n}})\n")
            }
            _ => {
                // A literal that one function hands on to another.
                let (f, g) = (self.global("h"), self.global("h"));
                let value = self.listed_value(e);
                self.declarations.push(format!(
                    "func {f}(f func({t})) {{\nf({value})\nf({value})\n}}"
                ));
                self.declarations
                    .push(format!("func {g}(f func({t})) {{\n{f}(f)\n}}"));
                format!("{g}(func(x {t}) {{\n{s} = append({s}, x)\n}})\n")
            }
        }
    }

    /// A literal in a variable.
    pub fn closure(&mut self, v: &Var) -> String {
        let (s, e, t) = (&v.name, v.elem, self.ty(v.elem));
        let f = self.name("f");
        let value = self.typed_value(e);
        match self.rng.below(9) {
            0 => format!(
                "{f} := func(x {t}) {{\n{s} = append({s}, x)\n}}\n{f}({value})\n{f}({value})\n"
            ),
            1 => format!("{f} := func(x {t}) {{\n{s} = append({s}, x)\n}}\n{f}({value})\n"),
            2 => format!(
                "{f} := func(r []{t}) []{t} {{\nreturn append(r, {value})\n}}\n{s} = {f}({s})\n"
            ),
            3 => {
                let outer = self.returns.replace(String::new());
                let loops = std::mem::take(&mut self.loops);
                let body = self.block(3);
                self.loops = loops;
                self.returns = outer;
                format!("{f} := func() {{\n{body}}}\n{f}()\n{f}()\n")
            }
            4 => format!(
                "var {f} func(n int)\n{f} = func(n int) {{\nif n > 0 {{\n{s} = append({s}, {value})\n{f}(n-1)\n}}\n}}\n{f}({})\n",
                self.rng.below(6)
            ),
            5 => {
                let r = self.name("r");
                self.declare(&r, e);
                format!(
                    "{f} := func() []{t} {{\nvar r []{t}\nr = append(r, {value})\nreturn r\n}}\n{r} := append({f}(), {value})\n"
                )
            }
            6 => {
                let g = self.global("h");
                self.declarations.push(format!("func {g}(s []{t}) func({t}) []{t} {{\nreturn func(x {t}) []{t} {{\ns = append(s, x)\nreturn s\n}}\n}}"));
                let r = self.name("r");
                self.declare(&r, e);
                format!("{f} := {g}({s})\n{f}({value})\n{r} := {f}({value})\n")
            }
            7 => format!(
                "{f} := func(x ...{t}) {{\n{s} = append({s}, x...)\n}}\n{f}({value}, {value})\n{f}()\n"
            ),
            _ => format!("{f} := func() {{\n{s} = append({s}, {value})\n}}\nsink = {f}\n{f}()\n"),
        }
    }

    /// A literal that is called where it stands.
    pub fn called_literal(&mut self, v: &Var) -> String {
        let (s, e, t) = (&v.name, v.elem, self.ty(v.elem));
        let outer = self.returns.replace(String::new());
        let loops = std::mem::take(&mut self.loops);
        let text = match self.rng.below(3) {
            0 => {
                let body = self.block(3);
                format!("func() {{\n{body}}}()\n")
            }
            1 => {
                let value = self.value(e);
                format!("{s} = func() []{t} {{\nr := {s}\nr = append(r, {value})\nreturn r\n}}()\n")
            }
            _ => {
                let value = self.value(e);
                format!(
                    "func(r []{t}) {{\nr = append(r, {value})\nif len(r) > 3 {{\n{s} = r\n}}\n}}({s})\n"
                )
            }
        };
        self.loops = loops;
        self.returns = outer;
        text
    }
}

/// A sequence that `slices` takes.
fn typed(seq: &str, ty: &str) -> String {
    debug_assert!(ELEMS.iter().any(|e| e.ty == ty));
    format!("iter.Seq[{ty}]({seq})")
}
