//! Statements that print, with all verbs and flags of fmt: also wrong verbs, whose output is fixed too.

use crate::generator::Gen;
use crate::ty::{GO_INT, Ty};

impl Gen {
    /// A type whose values print the same in each run.
    pub fn printable_type(&mut self) -> Ty {
        for _ in 0..6 {
            let ty = if self.rng.chance(60) {
                match self.pick_var(|g, v| g.types.printable(&v.ty)) {
                    Some(v) => v.ty,
                    None => continue,
                }
            } else {
                self.any_type(2)
            };
            if self.types.printable(&ty) {
                return ty;
            }
        }
        GO_INT
    }

    /// A directive of fmt and an argument for it.
    pub fn verb_and_value(&mut self, depth: usize) -> (String, String) {
        let ty = self.printable_type();
        let e = self.expr(&ty, depth);
        let value = self.typed(&ty, e);
        (self.verb(&ty), value)
    }

    pub fn verb(&mut self, ty: &Ty) -> String {
        if self.types.has_error(ty) {
            return self.rng.pick(&["%v", "%+v", "%s", "%q", "%T"]).to_string();
        }
        if self.rng.chance(30) {
            return self.rng.pick(&["%v", "%+v", "%#v", "%T"]).to_string();
        }
        let verbs: &[char] = match self.types.under(ty) {
            Ty::Bool => &['t', 'v'],
            Ty::Int(_) => &['d', 'v', 'x', 'X', 'o', 'O', 'b', 'c', 'q', 'U'],
            Ty::Float(_) | Ty::Complex(_) => &['v', 'e', 'f', 'g', 'G', 'E', 'x', 'b'],
            Ty::Str => &['s', 'v', 'q', 'x', 'X'],
            Ty::Slice(_) | Ty::Array(..) => &['v', 'd', 'x', 's', 'q'],
            _ => &['v', 'v', 'v', 'd', 's', 'x'],
        };
        // `p` would print an address.
        let any = ['v', 'd', 's', 'q', 'x', 't', 'g', 'b', 'c', 'U', 'e', 'o'];
        let verb = if self.rng.chance(6) {
            *self.rng.pick(&any)
        } else {
            *self.rng.pick(verbs)
        };
        let mut text = "%".to_string();
        for flag in ["+", "-", "#", " ", "0"] {
            if self.rng.chance(12) {
                text.push_str(flag);
            }
        }
        if self.rng.chance(30) {
            text.push_str(&self.rng.within(1, 24).to_string());
        }
        if self.rng.chance(20) {
            text.push('.');
            if self.rng.chance(85) {
                text.push_str(&self.rng.below(12).to_string());
            }
        }
        text.push(verb);
        text
    }

    /// Prints variables and expressions.
    pub fn print_statement(&mut self) {
        let tag = self.name("p");
        if self.rng.chance(45) {
            let n = self.rng.within(1, 3);
            let mut format = String::new();
            let mut values = String::new();
            for _ in 0..n {
                let (verb, value) = self.verb_and_value(1);
                format = format!("{format} {verb}");
                values = format!("{values}, {value}");
            }
            self.line(format!("fmt.Printf(\"{tag}{format}\\n\"{values})"));
            return;
        }
        let mut values = Vec::new();
        for _ in 0..self.rng.within(1, 4) {
            let found = self.pick_var(|g, v| {
                g.types.printable(&v.ty)
                    || (v.sound
                        && matches!(&v.ty, Ty::Ptr(of) if g.types.printable(of)
                            && !matches!(g.types.under(of), Ty::Param(_))))
            });
            match found {
                Some(v) if matches!(v.ty, Ty::Ptr(_)) => values.push(format!("*{}", v.name)),
                Some(v) => values.push(v.name),
                None => {
                    let ty = self.printable_type();
                    let e = self.expr(&ty, 2);
                    values.push(self.typed(&ty, e));
                }
            }
        }
        self.line(format!("fmt.Println(\"{tag}\", {})", values.join(", ")));
    }

    /// Prints all that can be printed of the innermost scopes.
    pub fn print_scope(&mut self) {
        let verb = *self.rng.pick(&["%v", "%v", "%+v", "%#v"]);
        let names: Vec<String> = self
            .scopes
            .iter()
            .rev()
            .take(2)
            .flatten()
            .filter(|v| self.types.printable(&v.ty))
            .filter(|v| verb != "%#v" || !self.types.has_error(&v.ty))
            .map(|v| v.name.clone())
            .collect();
        if names.is_empty() {
            return;
        }
        let tag = self.name("p");
        let verbs = vec![verb; names.len()].join(" ");
        self.line(format!(
            "fmt.Printf(\"{tag} {verbs}\\n\", {})",
            names.join(", ")
        ));
    }
}
