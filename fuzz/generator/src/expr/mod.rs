//! Expressions of a wanted type. None has an effect: pure calls at most, so that no order matters but that of panics.

mod calls;
mod composite;
mod literals;
mod numbers;
mod paths;
mod text;

use crate::generator::{Expr, Gen};
use crate::ty::{Constraint, Ty};

impl Gen {
    /// An expression of exactly this type. `depth` bounds its size.
    pub fn expr(&mut self, ty: &Ty, depth: usize) -> Expr {
        if self.nesting == 0 {
            self.spent = 0;
        }
        self.spent += 1;
        if self.nesting > 8 || self.spent > 40 {
            return self.small(ty);
        }
        self.nesting += 1;
        let e = self.some_expr(ty, depth);
        self.nesting -= 1;
        e
    }

    /// A variable or the zero value: where an expression has grown enough.
    fn small(&mut self, ty: &Ty) -> Expr {
        match self.pick_var(|_, v| v.ty == *ty) {
            Some(v) => Expr::value(v.name),
            None => Expr::value(format!("(*new({}))", self.text(ty))),
        }
    }

    fn some_expr(&mut self, ty: &Ty, depth: usize) -> Expr {
        if depth == 0 || self.rng.chance(12) {
            return self.leaf(ty);
        }
        if self.rng.chance(30)
            && let Some(found) = self.read_path(ty)
        {
            return Expr::value(found);
        }
        if self.rng.chance(14)
            && let Some(found) = self.any_shape(ty, depth - 1)
        {
            return found;
        }
        match self.types.under(ty) {
            Ty::Bool => self.boolean(ty, depth - 1),
            Ty::Int(int) => self.integer(ty, int, depth - 1),
            Ty::Float(bits) => self.float(ty, bits, depth - 1),
            Ty::Complex(bits) => self.complex(ty, bits, depth - 1),
            Ty::Str => self.string(ty, depth - 1),
            Ty::Slice(of) => self.slice(ty, &of, depth - 1),
            Ty::Param(p) => self.parameter_value(ty, p, depth - 1),
            _ => self.composite(ty, depth - 1),
        }
    }

    /// Something as small as can be.
    pub fn leaf(&mut self, ty: &Ty) -> Expr {
        if self.rng.chance(65)
            && let Some(found) = self.read_path(ty)
        {
            return Expr::value(found);
        }
        self.literal(ty, 0)
    }

    /// Forms that exist for each type.
    fn any_shape(&mut self, ty: &Ty, depth: usize) -> Option<Expr> {
        let name = self.text(ty);
        let text = match self.rng.below(13) {
            0 if self.mode.calls => {
                let (a, b) = (self.expr(ty, depth), self.expr(ty, depth));
                let condition = self.expr(&Ty::Bool, depth).text;
                format!("pick[{name}]({condition}, {}, {})", a.text, b.text)
            }
            1 | 2 if self.mode.calls => return self.call_of_pure(ty, depth),
            3 if self.mode.calls => return self.method_call(ty, depth),
            4 if self.types.flat(ty) => {
                let e = self.expr(ty, depth);
                format!("any({}).({name})", self.typed(ty, e))
            }
            5 => {
                let n = self.rng.within(1, 3);
                let items: Vec<String> = (0..n).map(|_| self.expr(ty, depth).text).collect();
                let index = self.rng.below(n);
                let kind = *self.rng.pick(&["[]", "[...]"]);
                format!("({kind}{name}{{{}}})[{index}]", items.join(", "))
            }
            6 => {
                let e = self.expr(ty, depth).text;
                let field = self.name("f");
                format!("(struct{{ {field} {name} }}{{{e}}}).{field}")
            }
            7 => {
                let e = self.expr(ty, depth);
                format!("(*ptr[{name}]({}))", e.text)
            }
            8 => {
                let e = self.expr(ty, depth);
                let e = self.typed(ty, e);
                format!("(*new({e}))")
            }
            9 if self.mode.calls => {
                let body = self.closure_of(&[], &[], ty, depth);
                format!("{body}()")
            }
            10 if self.mode.calls => {
                let of = self.basic_type();
                let argument = self.expr(&of, depth).text;
                let body = self.closure_of(&[of], &[], ty, depth);
                format!("{body}({argument})")
            }
            11 => {
                let (key, e) = (self.key_literal(&Ty::Str, 1), self.expr(ty, depth).text);
                let wanted = self.rng.within(1, 2);
                let wanted = self.key_literal(&Ty::Str, wanted);
                format!("(map[string]{name}{{{key}: {e}}})[{wanted}]")
            }
            _ if self.mode.calls => {
                let e = self.expr(ty, depth);
                format!("id[{name}]({})", e.text)
            }
            _ => return None,
        };
        Some(Expr::value(text))
    }

    /// The expression with its type spelled, where the place does not tell it.
    pub fn typed(&mut self, ty: &Ty, e: Expr) -> String {
        if e.constant || matches!(self.types.under(ty), Ty::Any | Ty::Error | Ty::Interface(_)) {
            format!("{}({})", self.conversion(ty), e.text)
        } else {
            e.text
        }
    }

    /// The type as the operator of a conversion.
    pub fn conversion(&self, ty: &Ty) -> String {
        let text = self.text(ty);
        match ty {
            Ty::Ptr(_) | Ty::Func(..) | Ty::Chan(_) => format!("({text})"),
            _ => text,
        }
    }

    fn boolean(&mut self, ty: &Ty, depth: usize) -> Expr {
        let e = match self.rng.below(10) {
            0..=4 => self.comparison(depth),
            5 => {
                let (a, b) = (self.expr(ty, depth), self.expr(ty, depth));
                let op = *self.rng.pick(&["&&", "||", "==", "!="]);
                let constant = a.constant && b.constant;
                let text = format!("({} {op} {})", a.text, b.text);
                if op.ends_with('=') {
                    text
                } else {
                    return Expr { text, constant };
                }
            }
            6 => {
                let a = self.expr(ty, depth);
                return Expr {
                    text: format!("(!{})", a.text),
                    constant: a.constant,
                };
            }
            7 => {
                let (a, b) = (self.expr(&Ty::Str, depth), self.expr(&Ty::Str, depth));
                let call = *self.rng.pick(&[
                    "strings.Contains",
                    "strings.HasPrefix",
                    "strings.HasSuffix",
                    "strings.ContainsAny",
                    "strings.EqualFold",
                ]);
                format!("{call}({}, {})", a.text, b.text)
            }
            8 => match self.pick_var(|g, v| matches!(g.types.under(&v.ty), Ty::Map(..))) {
                Some(v) => {
                    let Ty::Map(key, of) = self.types.under(&v.ty) else {
                        unreachable!()
                    };
                    let (k, of) = (self.expr(&key, depth).text, self.text(&of));
                    let key = self.text(&key);
                    format!("has[{key}, {of}]({}, {k})", v.name)
                }
                None => self.comparison(depth),
            },
            _ => {
                let of = self.basic_type();
                let asked = self.basic_type();
                let e = self.expr(&of, depth);
                let e = self.typed(&of, e);
                format!("is[{}](any({e}))", self.text(&asked))
            }
        };
        let name = self.text(ty);
        Expr::value(if *ty == Ty::Bool {
            e
        } else {
            format!("{name}({e})")
        })
    }

    /// A comparison of two values of some type: an untyped boolean.
    pub fn comparison(&mut self, depth: usize) -> String {
        let ty = match self.rng.below(10) {
            0..=4 => self.basic_type(),
            5 => Ty::Any,
            _ => self
                .pick_var(|g, v| g.types.comparable(&v.ty))
                .map_or(Ty::Str, |v| v.ty),
        };
        let ordered = self.types.ordered(&ty);
        let op = if ordered && self.rng.chance(60) {
            *self.rng.pick(&["<", "<=", ">", ">="])
        } else {
            *self.rng.pick(&["==", "!="])
        };
        let a = self.expr(&ty, depth);
        let a = self.comparand(&ty, a);
        if ty == Ty::Any && self.rng.chance(50) {
            // A concrete value against an interface.
            let of = self.basic_type();
            let b = self.expr(&of, depth);
            let b = self.typed(&of, b);
            return format!("({a} {op} {b})");
        }
        let b = self.expr(&ty, depth).held();
        format!("({a} {op} {b})")
    }

    fn comparand(&mut self, ty: &Ty, e: Expr) -> String {
        if matches!(ty, Ty::Ptr(_) | Ty::Chan(_)) {
            return e.text;
        }
        let e = Expr::value(e.held());
        self.typed(ty, e)
    }

    fn parameter_value(&mut self, ty: &Ty, p: usize, depth: usize) -> Expr {
        let (name, constraint) = self.types.params[p];
        let choice = self.rng.below(6);
        let text = match constraint {
            Constraint::Integer if choice < 4 => {
                let (a, b) = (self.expr(ty, depth), self.expr(ty, depth));
                match self.rng.below(4) {
                    0 => {
                        let op = *self.rng.pick(&["/", "%"]);
                        format!("({} {op} ({} | 1))", a.held(), b.text)
                    }
                    1 => {
                        let op = *self.rng.pick(&["<<", ">>"]);
                        let count = self.rng.below(12);
                        format!("({} {op} {count})", a.held())
                    }
                    _ => {
                        let op = *self.rng.pick(&["+", "-", "*", "&", "|", "^", "&^"]);
                        format!("({} {op} {})", a.held(), b.text)
                    }
                }
            }
            Constraint::Number if choice < 4 => {
                let (a, b) = (self.expr(ty, depth), self.expr(ty, depth));
                let op = *self.rng.pick(&["+", "-", "*"]);
                format!("({} {op} {})", a.held(), b.text)
            }
            Constraint::Ordered if choice < 2 => {
                let (a, b) = (self.expr(ty, depth), self.expr(ty, depth));
                let call = *self.rng.pick(&["min", "max"]);
                format!("{call}({}, {})", a.held(), b.text)
            }
            Constraint::Integer | Constraint::Number if choice == 4 => {
                let from = self.basic_number();
                let e = self.expr(&from, depth);
                if matches!(from, Ty::Float(_)) {
                    return self.literal(ty, 1);
                }
                format!("{name}({})", e.held())
            }
            _ => return self.literal(ty, 1),
        };
        Expr::value(text)
    }
}
