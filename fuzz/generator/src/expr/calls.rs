//! Calls of functions without effects: declared ones, methods, method values and expressions, closures.

use crate::generator::{Expr, Function, Gen};
use crate::ty::{Constraint, Method, Ty, substitute};

impl Gen {
    /// A call of a declared pure function with that result.
    pub fn call_of_pure(&mut self, ty: &Ty, depth: usize) -> Option<Expr> {
        let found: Vec<Function> = self
            .pure
            .iter()
            .filter(|f| f.signature.results.len() == 1)
            .filter(|f| !f.generic.is_empty() || f.signature.results[0] == *ty)
            .cloned()
            .collect();
        for _ in 0..4 {
            if found.is_empty() {
                return None;
            }
            let f = self.rng.pick(&found).clone();
            let Some(args) = self.type_arguments(&f, ty) else {
                continue;
            };
            return Some(Expr::value(self.call_text(&f, &args, depth)));
        }
        None
    }

    /// Type arguments under which the function's result is `ty`.
    fn type_arguments(&mut self, f: &Function, ty: &Ty) -> Option<Vec<Ty>> {
        if f.generic.is_empty() {
            return Some(Vec::new());
        }
        let fixed = match &f.signature.results[0] {
            Ty::Param(p) => Some((*p, ty.clone())),
            Ty::Slice(of) => match (&**of, ty) {
                (Ty::Param(p), Ty::Slice(t)) => Some((*p, (**t).clone())),
                _ => return None,
            },
            other if other == ty => None,
            _ => return None,
        };
        let mut args = Vec::new();
        for (p, constraint) in f.generic.iter().enumerate() {
            let arg = match &fixed {
                Some((fixed, ty)) if *fixed == p => ty.clone(),
                _ => self.type_argument(*constraint, 1),
            };
            let open = matches!(self.types.under(&arg), Ty::Param(_));
            if open && !self.param_satisfies(&arg, *constraint) {
                return None;
            }
            if !open && !self.types.satisfies(&arg, *constraint) {
                return None;
            }
            args.push(arg);
        }
        Some(args)
    }

    pub fn param_satisfies(&self, arg: &Ty, constraint: Constraint) -> bool {
        let Ty::Param(p) = arg else { return false };
        let own = self.types.params[*p].1;
        own == constraint
            || constraint == Constraint::Any
            || (constraint == Constraint::Comparable && own != Constraint::Any)
            || (constraint == Constraint::Number && own == Constraint::Integer)
            || (constraint == Constraint::Ordered
                && matches!(own, Constraint::Integer | Constraint::Number))
    }

    fn call_text(&mut self, f: &Function, args: &[Ty], depth: usize) -> String {
        let params: Vec<Ty> = f
            .signature
            .params
            .iter()
            .map(|p| substitute(p, args))
            .collect();
        let values: Vec<String> = params
            .iter()
            .map(|p| {
                let e = self.expr(p, depth.min(2));
                self.typed(p, e)
            })
            .collect();
        if args.is_empty() {
            return format!("{}({})", f.name, values.join(", "));
        }
        format!(
            "{}[{}]({})",
            f.name,
            self.types.list(args),
            values.join(", ")
        )
    }

    /// The methods of a type that may be called on values of it in expressions.
    pub fn methods(&self, ty: &Ty) -> Vec<Method> {
        match ty {
            Ty::Named(n, args) => self.types.named[*n]
                .methods
                .iter()
                .map(|m| Method {
                    signature: crate::ty::Signature {
                        name: m.signature.name.clone(),
                        params: m
                            .signature
                            .params
                            .iter()
                            .map(|t| substitute(t, args))
                            .collect(),
                        results: m
                            .signature
                            .results
                            .iter()
                            .map(|t| substitute(t, args))
                            .collect(),
                    },
                    ..m.clone()
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// A call of a pure method that gives the type: directly, as method value or as method expression.
    pub fn method_call(&mut self, ty: &Ty, depth: usize) -> Option<Expr> {
        let var = self.pick_var(|g, v| {
            let sound = !matches!(v.ty, Ty::Ptr(_)) || v.sound;
            sound
                && g.methods(v.ty.peel()).iter().any(|m| {
                    m.pure && m.signature.results.len() == 1 && m.signature.results[0] == *ty
                })
        })?;
        let base = var.ty.peel().clone();
        let interface = matches!(self.types.under(&base), Ty::Interface(_));
        if interface && (var.ty != base || !self.rng.chance(50)) {
            return None;
        }
        let found: Vec<Method> = self
            .methods(&base)
            .into_iter()
            .filter(|m| m.pure && m.signature.results.len() == 1 && m.signature.results[0] == *ty)
            .filter(|m| var.assignable || !m.pointer)
            .collect();
        if found.is_empty() {
            return None;
        }
        let m = self.rng.pick(&found).clone();
        let args: Vec<String> = m
            .signature
            .params
            .iter()
            .map(|p| {
                let e = self.expr(p, depth.min(1));
                self.typed(p, e)
            })
            .collect();
        let args = args.join(", ");
        let (name, method) = (&var.name, &m.signature.name);
        let text = match self.rng.below(4) {
            0 => format!("({name}.{method})({args})"),
            1 if !interface => {
                let base = self.text(&base);
                let comma = if args.is_empty() { "" } else { ", " };
                match (m.pointer, matches!(var.ty, Ty::Ptr(_))) {
                    (true, true) => format!("(*{base}).{method}({name}{comma}{args})"),
                    (true, false) => format!("(*{base}).{method}(&{name}{comma}{args})"),
                    (false, true) => format!("{base}.{method}(*{name}{comma}{args})"),
                    (false, false) => format!("{base}.{method}({name}{comma}{args})"),
                }
            }
            _ => format!("{name}.{method}({args})"),
        };
        Some(Expr::value(text))
    }

    /// A function literal without effects.
    pub fn closure_of(
        &mut self,
        params: &[Ty],
        names: &[&str],
        result: &Ty,
        depth: usize,
    ) -> String {
        let names: Vec<String> = (0..params.len())
            .map(|n| {
                names
                    .get(n)
                    .map_or_else(|| self.name("a"), |n| n.to_string())
            })
            .collect();
        let list: Vec<String> = names
            .iter()
            .zip(params)
            .map(|(n, t)| format!("{n} {}", self.text(t)))
            .collect();
        let mut body = String::new();
        self.under_mode(
            |m| {
                m.pure = true;
                m.function += 1;
                m.loops = 0;
                m.results = vec![result.clone()];
                m.named_results = false;
                m.returns = true;
                m.labels.clear();
            },
            |g| {
                g.scoped(|g| {
                    for (n, t) in names.iter().zip(params) {
                        g.declare(n, t);
                    }
                    let lines = g.capture(|g| {
                        if depth > 1 && g.nesting < 5 && g.rng.chance(25) {
                            let n = g.rng.within(1, 2);
                            let spent = std::mem::take(&mut g.spent);
                            g.statements(n, 1);
                            g.spent += spent;
                        }
                        let e = g.expr(result, depth.min(2)).text;
                        g.line(format!("return {e}"));
                    });
                    body = if lines.len() == 1 && !lines[0].contains('\n') {
                        format!("{{ {} }}", lines[0])
                    } else {
                        format!("{{\n{}\n}}", lines.join("\n"))
                    };
                });
            },
        );
        let result = self.text(result);
        format!("(func({}) {result} {body})", list.join(", "))
    }
}
