//! Slices and maps: growth, copies, shared arrays, the packages slices, maps and sort.

use crate::generator::{Gen, Var};
use crate::ty::{GO_INT, Ty};

impl Gen {
    /// A variable of slice or map type whose contents may be changed here.
    fn container(&mut self, map: bool) -> Option<Var> {
        let pure = self.mode.pure;
        let at = self.mode.function;
        self.pick_var(|g, v| {
            let fits = match g.types.under(&v.ty) {
                Ty::Slice(_) => !map,
                Ty::Map(..) => map,
                _ => false,
            };
            fits && v.assignable && (!pure || (v.own && v.function >= at && at > 0))
        })
    }

    pub fn container_statement(&mut self, depth: usize) {
        if self.rng.chance(35) {
            match self.container(true) {
                Some(v) => self.map_statement(&v),
                None => self.variable(),
            }
            return;
        }
        match self.container(false) {
            Some(v) => self.slice_statement(&v, depth),
            None => self.variable(),
        }
    }

    fn map_statement(&mut self, v: &Var) {
        let Ty::Map(key, of) = self.types.under(&v.ty) else {
            unreachable!()
        };
        if self.mode.pure && (self.types.shares(&of) || self.types.shares(&key)) {
            return self.variable();
        }
        let name = &v.name;
        let n = self.rng.below(5);
        let k = if self.rng.chance(60) || self.types.under(&key) == Ty::Any {
            self.key_literal(&key, n)
        } else if matches!(
            self.types.under(&key),
            Ty::Float(_) | Ty::Complex(_) | Ty::Struct(_)
        ) {
            // No NaN comes in: several of them would have no order when printed.
            self.key_literal(&key, n + 1)
        } else {
            self.expr(&key, 2).text
        };
        match self.rng.below(8) {
            0 | 1 => {
                let e = self.expr(&of, 2).text;
                self.line(format!("if {name} != nil {{"));
                self.line(format!("{name}[{k}] = {e}"));
                self.line("}");
            }
            2 => self.line(format!("delete({name}, {k})")),
            3 => {
                let (x, ok) = (self.name("x"), self.name("ok"));
                self.line(format!("{x}, {ok} := {name}[{k}]"));
                self.line(format!("_, _ = {x}, {ok}"));
                self.declare(&x, &of);
                self.declare(&ok, &Ty::Bool);
            }
            4 if matches!(self.types.under(&of), Ty::Int(_) | Ty::Float(_)) => {
                let op = *self.rng.pick(&["++", "--", " += 3", " *= 7"]);
                self.line(format!("if {name} != nil {{"));
                self.line(format!("{name}[{k}]{op}"));
                self.line("}");
            }
            4 => {
                if let Ty::Slice(inner) = self.types.under(&of)
                    && !self.mode.pure
                {
                    let e = self.expr(&inner, 1).text;
                    self.line(format!("if {name} != nil && len({name}[{k}]) < 6 {{"));
                    self.line(format!("{name}[{k}] = append({name}[{k}], {e})"));
                    self.line("}");
                } else {
                    self.line(format!("_ = {name}[{k}]"));
                }
            }
            5 if self.rng.chance(50) => self.line(format!("clear({name})")),
            6 if !self.mode.pure => {
                let (c, tag) = (self.name("v"), self.name("p"));
                self.line(format!("{c} := maps.Clone({name})"));
                self.line(format!("delete({c}, {k})"));
                self.line(format!("fmt.Println(\"{tag}\", len({name}), len({c}))"));
                self.declare(&c, &v.ty);
            }
            _ if !self.mode.pure && self.types.printable(&v.ty) => {
                let tag = self.name("p");
                self.line(format!("fmt.Println(\"{tag}\", len({name}), {name})"));
            }
            _ => self.line(format!("delete({name}, {k})")),
        }
    }

    fn slice_statement(&mut self, v: &Var, depth: usize) {
        let Ty::Slice(of) = self.types.under(&v.ty) else {
            unreachable!()
        };
        if self.mode.pure && self.types.shares(&of) {
            return self.variable();
        }
        let s = v.name.clone();
        let tag = self.name("p");
        match self.rng.below(14) {
            0..=2 => {
                let n = self.rng.within(1, 4);
                let items: Vec<String> = (0..n).map(|_| self.expr(&of, 1).text).collect();
                self.line(format!("if len({s}) < 40 {{"));
                self.line(format!("{s} = append({s}, {})", items.join(", ")));
                self.line("}");
                if !self.mode.pure {
                    self.line(format!("fmt.Println(\"{tag}\", len({s}), cap({s}))"));
                }
            }
            3 => {
                let e = self.expr(&of, 2).text;
                let index = self.small_index(4, depth);
                self.line(format!("if int({index}) < len({s}) {{"));
                self.line(format!("{s}[{index}] = {e}"));
                self.line("}");
            }
            4 => self.line(format!("copy({s}[min(1, len({s})):], {s})")),
            5 => self.line(format!("copy({s}, {s}[min(2, len({s})):])")),
            6 if !self.mode.pure => {
                // A second slice of the same array: appending to it may overwrite.
                let t = self.name("v");
                let e = self.expr(&of, 1).text;
                let limit = if self.rng.chance(40) {
                    format!(":len({s})/2")
                } else {
                    String::new()
                };
                self.line(format!("{t} := {s}[len({s})/3:len({s})/2{limit}]"));
                self.line(format!("{t} = append({t}, {e})"));
                if self.types.printable(&of) {
                    self.line(format!(
                        "fmt.Println(\"{tag}\", {s}, {t}, len({t}), cap({t}))"
                    ));
                }
                self.declare(&t, &v.ty);
            }
            7 => self.line(format!("clear({s}[len({s})/2:])")),
            8 => self.line(format!("slices.Reverse({s})")),
            9 if self.types.ordered(&of) => {
                let call = *self.rng.pick(&["slices.Sort", "slices.Sort"]);
                self.line(format!("{call}({s})"));
            }
            9 | 10 if self.types.printable(&of) => {
                if self.rng.chance(50) {
                    self.line(format!("sort.SliceStable({s}, func(i, j int) bool {{ return fmt.Sprint({s}[i]) < fmt.Sprint({s}[j]) }})"));
                } else {
                    let text = self.text(&of);
                    self.line(format!("slices.SortStableFunc({s}, func(a, b {text}) int {{ return strings.Compare(fmt.Sprint(b), fmt.Sprint(a)) }})"));
                }
            }
            11 if !self.mode.pure => {
                let e = self.expr(&of, 1).text;
                match self.rng.below(3) {
                    0 => {
                        self.line(format!("if len({s}) < 20 {{"));
                        self.line(format!("{s} = slices.Insert({s}, len({s})/2, {e})"));
                    }
                    1 => {
                        self.line(format!("if len({s}) > 1 {{"));
                        self.line(format!("{s} = slices.Delete({s}, 0, len({s})/2)"));
                    }
                    _ => {
                        self.line(format!("if len({s}) > 2 {{"));
                        self.line(format!("{s}[0], {s}[2] = {s}[2], {s}[0]"));
                    }
                }
                self.line("}");
            }
            12 if !self.mode.pure => {
                let (n, t) = (self.name("n"), self.name("v"));
                self.line(format!("{t} := make({}, 3)", self.text(&v.ty)));
                self.line(format!("{n} := copy({t}, {s})"));
                self.line(format!("fmt.Println(\"{tag}\", {n}, len({t}))"));
                self.declare(&t, &v.ty);
                self.declare(&n, &GO_INT);
            }
            _ => self.line(format!("{s} = {s}[:len({s})/2]")),
        }
    }
}
