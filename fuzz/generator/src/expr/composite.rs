//! Slices and everything that is built of parts.

use crate::generator::{Expr, Gen};
use crate::ty::{BYTE, GO_INT, RUNE, Ty};

impl Gen {
    pub fn slice(&mut self, ty: &Ty, of: &Ty, depth: usize) -> Expr {
        let name = self.text(ty);
        let text = match self.rng.below(14) {
            0..=2 => {
                let e = self.expr(ty, depth).text;
                let n = self.rng.below(4);
                let items: Vec<String> = (0..n).map(|_| self.expr(of, depth).text).collect();
                if items.is_empty() {
                    return Expr::value(e);
                }
                format!("append({name}(few({e})), {})", items.join(", "))
            }
            3 => {
                let (a, b) = (self.expr(ty, depth).text, self.expr(ty, depth).text);
                format!("append({name}(few({a})), few({b})...)")
            }
            4 => {
                let e = self.expr(ty, depth).text;
                format!("append({name}(nil), few({e})...)")
            }
            5 => {
                let n = self.rng.below(5);
                let more = self.rng.below(4);
                if self.rng.chance(50) {
                    format!("make({name}, {n})")
                } else {
                    format!("make({name}, {n}, {})", n + more)
                }
            }
            6 | 7 => {
                let e = self.expr(ty, depth).text;
                let (a, b) = (self.rng.below(3), self.rng.below(6));
                format!("{name}(part({e}, {a}, {b}))")
            }
            8 => {
                let n = self.rng.within(1, 4);
                let array = Ty::Array(n, Box::new(of.clone()));
                match self
                    .pick_var(|_, v| v.assignable && matches!(&v.ty, Ty::Array(_, t) if **t == *of))
                {
                    Some(v) if !self.mode.pure => {
                        let Ty::Array(n, _) = v.ty else {
                            unreachable!()
                        };
                        let low = self.rng.below(n + 1);
                        let high = self.rng.within(low, n);
                        if self.rng.chance(40) {
                            let most = self.rng.within(high, n);
                            format!("{name}({}[{low}:{high}:{most}])", v.name)
                        } else {
                            format!("{name}({}[{low}:{high}])", v.name)
                        }
                    }
                    _ => {
                        let e = self.literal(&array, 1).text;
                        let array = self.text(&array);
                        format!("{name}(ptr[{array}]({e})[:{}])", self.rng.below(n + 1))
                    }
                }
            }
            9 if *of == BYTE => {
                let s = self.expr(&Ty::Str, depth).text;
                format!("{name}({s})")
            }
            9 if *of == RUNE => {
                let s = self.expr(&Ty::Str, depth).text;
                format!("{name}({s})")
            }
            9 if *of == Ty::Str => {
                let (s, sep) = (self.expr(&Ty::Str, depth).text, self.string_literal());
                if self.rng.chance(50) {
                    format!("{name}(strings.Fields({s}))")
                } else {
                    format!("{name}(strings.SplitN({s}, {sep}, 6))")
                }
            }
            9 | 10 if self.types.ordered(of) => {
                let e = self.expr(ty, depth).text;
                format!("{name}(sorted({name}(few({e}))))")
            }
            11 => {
                let e = self.expr(ty, depth).text;
                format!("{name}(slices.Clone({e}))")
            }
            _ => return self.literal(ty, 2),
        };
        Expr::value(text)
    }

    /// Structs, arrays, maps, pointers, functions, interfaces.
    pub fn composite(&mut self, ty: &Ty, depth: usize) -> Expr {
        let name = self.text(ty);
        match self.types.under(ty) {
            Ty::Struct(fields) => {
                let mut parts = Vec::new();
                for field in &fields {
                    if field.name != "_" && self.rng.chance(80) {
                        let e = self.expr(&field.ty, depth).text;
                        parts.push(format!("{}: {e}", field.name));
                    }
                }
                // The order in which the fields are written is free.
                if self.rng.chance(20) {
                    self.rng.shuffle(&mut parts);
                }
                Expr::value(format!("({name}{{{}}})", parts.join(", ")))
            }
            Ty::Array(n, of) => {
                if self.rng.chance(20) {
                    let mut items: Vec<String> =
                        (0..n).map(|_| self.expr(&of, depth).text).collect();
                    items.truncate(self.rng.within(1, n));
                    let list = self.text(&of);
                    let extra = if items.len() < n {
                        format!("make([]{list}, {n})")
                    } else {
                        format!("[]{list}{{{}}}", items.join(", "))
                    };
                    return Expr::value(format!("{name}({extra})"));
                }
                let items: Vec<String> = (0..n).map(|_| self.expr(&of, depth).text).collect();
                Expr::value(format!("({name}{{{}}})", items.join(", ")))
            }
            Ty::Map(key, of) => {
                let mut parts = Vec::new();
                let most = self.key_count(&key).min(4);
                for n in 0..self.rng.below(most + 1) {
                    let k = self.key_literal(&key, n);
                    let e = self.expr(&of, depth).text;
                    parts.push(format!("{k}: {e}"));
                }
                Expr::value(format!("({name}{{{}}})", parts.join(", ")))
            }
            Ty::Any => {
                let of = self.flat_type(1);
                let e = self.expr(&of, depth);
                let e = self.typed(&of, e);
                Expr::value(format!("any({e})"))
            }
            Ty::Error => {
                let (verb, value) = self.verb_and_value(1);
                Expr::value(format!("fmt.Errorf(\"{verb}\", {value})"))
            }
            Ty::Ptr(of) => {
                if self.rng.chance(60) {
                    let e = self.expr(&of, depth);
                    let e = self.typed(&of, e);
                    if name.starts_with('*') && self.rng.chance(50) {
                        return Expr::value(format!("new({e})"));
                    }
                    let of = self.text(&of);
                    return Expr::value(format!("ptr[{of}]({e})"));
                }
                self.literal(ty, 1)
            }
            Ty::Func(params, results) if results.len() == 1 => {
                Expr::value(self.closure_of(&params, &[], &results[0], depth))
            }
            _ => self.literal(ty, 2),
        }
    }

    /// A type without interfaces and pointers in it: printable, and finite in an `any`.
    pub fn flat_type(&mut self, depth: usize) -> Ty {
        for _ in 0..10 {
            let ty = self.any_type(depth);
            if self.types.flat(&ty) && self.types.printable(&ty) {
                return ty;
            }
        }
        GO_INT
    }
}
