//! Loops of every form. Each turn burns fuel, so each program ends.

use crate::generator::Gen;
use crate::ty::{BYTE, GO_INT, INTS, RUNE, Ty};

impl Gen {
    pub fn loop_statement(&mut self, depth: usize) {
        match self.rng.below(16) {
            0..=2 => self.counting_loop(depth),
            3 => self.closure_loop(),
            4 => self.while_loop(depth),
            5 | 6 => self.range_integer(depth),
            7..=9 => self.range_list(depth),
            10 => self.range_string(depth),
            11 | 12 => self.range_map(depth),
            13 if !self.mode.pure => self.range_channel(depth),
            _ => self.range_function(depth),
        }
    }

    /// The loop, with a label where its body uses one.
    fn labelled(&mut self, head: String, vars: &[(String, Ty)], depth: usize) {
        let label = self.name("L");
        let vars = vars.to_vec();
        let of = label.clone();
        let n = self.rng.within(1, 4);
        let body = self.capture(|g| {
            g.under_mode(
                |m| {
                    m.loops += 1;
                    m.labels.push(of);
                    m.in_switch = false;
                },
                |g| {
                    g.scoped(|g| {
                        g.line("burn()");
                        for (name, ty) in &vars {
                            if name != "_" {
                                g.declare(name, ty).assignable = false;
                                g.line(format!("_ = {name}"));
                            }
                        }
                        g.scoped(|g| g.statements(n, depth));
                    });
                },
            );
        });
        if body.iter().any(|l| {
            l.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == label)
        }) {
            self.line(format!("{label}:"));
        }
        self.line(format!("{head} {{"));
        self.lines.extend(body);
        self.line("}");
    }

    fn counting_loop(&mut self, depth: usize) {
        let i = self.name("i");
        let ty = Ty::Int(*self.rng.pick(&INTS));
        let text = self.text(&ty);
        let most = self.rng.within(1, 6);
        let head = match self.rng.below(5) {
            0 => format!("for {i} := {text}({most}); {i} > 0; {i}--"),
            1 => {
                let step = self.rng.within(1, 3);
                format!("for {i} := {text}(0); {i} < {most}; {i} += {step}")
            }
            2 => {
                let j = self.name("j");
                let head = format!(
                    "for {i}, {j} := {text}(0), {most}; {i} < {text}({j}); {i}, {j} = {i}+1, {j}-1"
                );
                return self.labelled(head, &[(i, ty), (j, GO_INT)], depth);
            }
            3 => format!("for {i} := {text}(1); {i} < 60; {i} *= 3"),
            _ => format!("for {i} := {text}(0); {i} < {most}; {i}++"),
        };
        self.labelled(head, &[(i, ty)], depth);
    }

    /// A loop whose variable is captured and changed: one variable for each turn.
    fn closure_loop(&mut self) {
        let (fs, i, f) = (self.name("fs"), self.name("i"), self.name("f"));
        let most = self.rng.within(2, 5);
        self.line(format!("var {fs} []func() int"));
        self.line(format!("for {i} := 0; {i} < {most}; {i}++ {{"));
        self.line("burn()");
        if self.rng.chance(50) {
            self.line(format!("{fs} = append({fs}, func() int {{"));
            self.line(format!("{i} += 10"));
            self.line(format!("return {i}"));
            self.line("})");
        } else {
            self.line(format!(
                "{fs} = append({fs}, func() int {{ return {i} * 3 }})"
            ));
            if self.rng.chance(50) {
                self.line(format!("if {i} == 1 {{"));
                self.line(format!("{i}++"));
                self.line("}");
            }
        }
        self.line("}");
        if self.mode.pure {
            let total = self.name("v");
            self.line(format!("{total} := 0"));
            self.line(format!("for _, {f} := range {fs} {{"));
            self.line(format!("{total} = {total}*31 + {f}()"));
            self.line("}");
            self.line(format!("_ = {total}"));
            self.declare(&total, &GO_INT);
        } else {
            let tag = self.name("p");
            self.line(format!("for _, {f} := range {fs} {{"));
            self.line(format!("fmt.Println(\"{tag}\", {f}(), {f}())"));
            self.line("}");
        }
    }

    fn while_loop(&mut self, depth: usize) {
        let n = self.name("n");
        let most = self.rng.within(1, 5);
        let condition = self.comparison(2);
        self.line(format!("{n} := 0"));
        let head = if self.rng.chance(30) {
            format!("for {n} < {most}")
        } else {
            format!("for {n} < {most} && {condition}")
        };
        // The counter goes up first: `continue` must not skip it.
        let at = self.lines.len();
        self.labelled(head, &[], depth);
        let burn = self.lines[at..].iter().position(|l| l == "burn()").unwrap();
        self.lines.insert(at + burn + 1, format!("{n}++"));
    }

    fn range_integer(&mut self, depth: usize) {
        let most = self.rng.below(6);
        let i = self.name("i");
        if self.rng.chance(20) {
            return self.labelled(format!("for range {most}"), &[], depth);
        }
        if self.rng.chance(40) {
            let ty = Ty::Int(*self.rng.pick(&INTS));
            let text = self.text(&ty);
            let e = if self.rng.chance(50) {
                format!("{text}({most})")
            } else {
                let e = self.expr(&ty, 2).held();
                format!("({e} % 6)")
            };
            return self.labelled(format!("for {i} := range {e}"), &[(i, ty)], depth);
        }
        self.labelled(format!("for {i} := range {most}"), &[(i, GO_INT)], depth);
    }

    /// Slices, arrays, pointers to arrays.
    fn range_list(&mut self, depth: usize) {
        let (i, x) = (self.name("i"), self.name("x"));
        let found = self.pick_var(|g, v| {
            matches!(g.types.under(&v.ty), Ty::Slice(_) | Ty::Array(..))
                || (v.sound
                    && matches!(&v.ty, Ty::Ptr(of) if matches!(g.types.under(of), Ty::Array(..))))
        });
        let (text, of) = match found {
            Some(v) => {
                let (Ty::Slice(of) | Ty::Array(_, of)) = self.types.under(v.ty.peel()) else {
                    unreachable!()
                };
                (v.name, *of)
            }
            None => {
                let of = self.any_type(1);
                let list = if self.rng.chance(50) {
                    Ty::Slice(Box::new(of.clone()))
                } else {
                    Ty::Array(3, Box::new(of.clone()))
                };
                let e = self.expr(&list, 2);
                (format!("({})", e.text), of)
            }
        };
        match self.rng.below(4) {
            0 => self.labelled(format!("for {i} := range {text}"), &[(i, GO_INT)], depth),
            1 => self.labelled(format!("for _, {x} := range {text}"), &[(x, of)], depth),
            _ => {
                let head = format!("for {i}, {x} := range {text}");
                self.labelled(head, &[(i, GO_INT), (x, of)], depth);
            }
        }
    }

    fn range_string(&mut self, depth: usize) {
        let (i, x) = (self.name("i"), self.name("x"));
        let e = self.expr(&Ty::Str, 2).held();
        if self.rng.chance(25) {
            let head = format!("for {i}, {x} := range []byte({e})");
            return self.labelled(head, &[(i, GO_INT), (x, BYTE)], depth);
        }
        let head = format!("for {i}, {x} := range {e}");
        self.labelled(head, &[(i, GO_INT), (x, RUNE)], depth);
    }

    /// Maps have no order: only a sum is taken, or the keys are sorted.
    fn range_map(&mut self, depth: usize) {
        let Some(v) = self.pick_var(|g, v| matches!(g.types.under(&v.ty), Ty::Map(..))) else {
            return self.range_list(depth);
        };
        let Ty::Map(key, of) = self.types.under(&v.ty) else {
            unreachable!()
        };
        let (k, x) = (self.name("k"), self.name("x"));
        if self.types.ordered(&key) && self.rng.chance(60) {
            let head = format!("for _, {k} := range slices.Sorted(maps.Keys({}))", v.name);
            let at = self.lines.len();
            self.labelled(head, &[(k.clone(), (*key).clone())], depth);
            if self.rng.chance(50) && !self.mode.pure && self.types.printable(&of) {
                let tag = self.name("p");
                let burn = self.lines[at..].iter().position(|l| l == "burn()").unwrap();
                let line = format!("fmt.Println(\"{tag}\", {k}, {}[{k}])", v.name);
                self.lines.insert(at + burn + 1, line);
            }
            return;
        }
        let total = self.name("v");
        self.line(format!("{total} := 0"));
        self.line(format!("for {k}, {x} := range {} {{", v.name));
        if self.types.printable(&key) && self.types.printable(&of) {
            self.line(format!("{total} += len(fmt.Sprint({k}, {x}))"));
        } else {
            self.line(format!("_, _ = {k}, {x}"));
            self.line(format!("{total}++"));
        }
        let may_delete = v.own || !self.mode.pure;
        if may_delete && self.rng.chance(20) {
            self.line(format!("delete({}, {k})", v.name));
        }
        self.line("}");
        self.line(format!("_ = {total}"));
        self.declare(&total, &GO_INT);
    }

    fn range_channel(&mut self, depth: usize) {
        let (c, x) = (self.name("c"), self.name("x"));
        let of = self.any_type(1);
        let text = self.text(&of);
        let n = self.rng.below(4);
        self.line(format!("{c} := make(chan {text}, {n})"));
        for _ in 0..n {
            let e = self.expr(&of, 2).text;
            self.line(format!("{c} <- {e}"));
        }
        self.line(format!("close({c})"));
        if self.rng.chance(50) {
            self.labelled(format!("for {x} := range {c}"), &[(x, of)], depth);
        } else {
            let ok = self.name("ok");
            self.line(format!("{x}, {ok} := <-{c}"));
            self.line(format!("_, _ = {x}, {ok}"));
            self.declare(&x, &of);
            self.declare(&ok, &Ty::Bool);
            self.labelled(format!("for range {c}"), &[], depth);
        }
    }

    /// Iterators: the library's and the program's own.
    fn range_function(&mut self, depth: usize) {
        let (i, x) = (self.name("i"), self.name("x"));
        let n = self.rng.below(5);
        let pure = self.mode.pure;
        match self.rng.below(9) {
            0 | 1 if !pure => {
                let head = format!("for {x} := range noisy({n})");
                self.labelled(head, &[(x, GO_INT)], depth);
            }
            2 | 3 => {
                let head = format!("for {x} := range upto({n})");
                self.labelled(head, &[(x, GO_INT)], depth);
            }
            4 => {
                let of = self.any_type(1);
                let e = self.expr(&Ty::Slice(Box::new(of.clone())), 2).text;
                let call = *self.rng.pick(&["slices.All", "slices.Backward"]);
                let head = format!("for {i}, {x} := range {call}({e})");
                self.labelled(head, &[(i, GO_INT), (x, of)], depth);
            }
            5 => {
                let of = self.any_type(1);
                let e = self.expr(&Ty::Slice(Box::new(of.clone())), 2).text;
                let head = format!("for {x} := range slices.Values({e})");
                self.labelled(head, &[(x, of)], depth);
            }
            6 => {
                let s = self.expr(&Ty::Str, 2).text;
                let head = format!("for {x} := range strings.SplitSeq({s}, \",\")");
                self.labelled(head, &[(x, Ty::Str)], depth);
            }
            7 => {
                let of = self.any_type(1);
                let text = self.text(&of);
                let (a, b) = (self.expr(&of, 2).text, self.expr(&of, 2).text);
                let head = format!(
                    "for {i}, {x} := range func(yield func(string, {text}) bool) {{ _ = yield(\"a\", {a}) && yield(\"b\", {b}) }}"
                );
                self.labelled(head, &[(i, Ty::Str), (x, of)], depth);
            }
            _ => {
                let head = format!(
                    "for range func(yield func() bool) {{ for range {n} {{ if !yield() {{ return }} }} }}"
                );
                self.labelled(head, &[], depth);
            }
        }
    }
}
