//! Statements.

mod assign;
mod blocks;
mod closures;
mod containers;
mod loops;
mod switches;

use crate::generator::{Function, Gen};
use crate::ty::{Signature, Ty};

impl Gen {
    /// About `n` statements; `depth` bounds the nesting.
    pub fn statements(&mut self, n: usize, depth: usize) {
        for _ in 0..n {
            self.statement(depth);
        }
    }

    fn statement(&mut self, depth: usize) {
        let pure = self.mode.pure;
        match self.rng.below(100) {
            0..=19 => self.variable(),
            20..=41 => self.assignment(),
            42..=51 if !pure => self.print_statement(),
            52..=55 if depth > 0 => self.if_statement(depth - 1),
            56..=63 if depth > 0 => self.loop_statement(depth - 1),
            64..=69 if depth > 0 => self.switch_statement(depth - 1),
            70 | 71 if depth > 0 => self.block(depth - 1),
            72..=75 => self.tuple_assignment(),
            76..=79 => self.container_statement(depth),
            80..=83 if !pure => self.call_statement(),
            84..=86 if !pure && depth > 0 => self.closure_statement(depth - 1),
            87 | 88 if !pure => self.defer_statement(),
            89 if depth > 0 => self.goto_block(depth - 1),
            90..=92 => self.leave(),
            93 | 94 if !pure => self.pointer_statement(),
            95 | 96 if !pure => self.traced(),
            97 if !pure && self.rng.chance(20) => self.panic_statement(),
            _ => self.variable(),
        }
    }

    /// A new variable, in one of the ways to declare one.
    pub fn variable(&mut self) {
        let ty = if !self.types.params.is_empty() && self.rng.chance(40) {
            let p = self.rng.below(self.types.params.len());
            match self.rng.below(4) {
                0 => Ty::Slice(Box::new(Ty::Param(p))),
                _ => Ty::Param(p),
            }
        } else {
            self.any_type(2)
        };
        let name = self.name("v");
        let text = self.text(&ty);
        let mut own = false;
        let mut sound = false;
        match self.rng.below(10) {
            0 => self.line(format!("var {name} {text}")),
            1 if !matches!(ty, Ty::Ptr(_)) => {
                own = true;
                let e = self.literal(&ty, 2);
                self.line(format!("{name} := {}", e.text));
            }
            2 | 3 => {
                let e = self.expr(&ty, 3);
                self.line(format!("var {name} {text} = {}", e.text));
            }
            _ => {
                if let Ty::Ptr(of) = &ty {
                    sound = true;
                    let e = self.expr(of, 2);
                    let of = self.text(of);
                    self.line(format!("{name} := ptr[{of}]({})", e.text));
                } else {
                    let e = self.expr(&ty, 3);
                    let e = self.typed(&ty, e);
                    self.line(format!("{name} := {e}"));
                }
            }
        }
        self.line(format!("_ = {name}"));
        let var = self.declare(&name, &ty);
        var.own = own;
        var.sound = sound;
        // So that it stays what it is said to be.
        var.assignable = !sound;
    }

    /// A call of a procedure; its results go into new variables.
    fn call_statement(&mut self) {
        if self.procedures.is_empty() {
            return self.print_statement();
        }
        let f: Function = self.rng.pick(&self.procedures).clone();
        let args: Vec<String> = f
            .signature
            .params
            .iter()
            .map(|t| {
                let e = self.expr(t, 2);
                self.typed(t, e)
            })
            .collect();
        let call = format!("{}({})", f.name, args.join(", "));
        self.bind(&call, &f.signature);
    }

    /// The call, its results named and printed.
    pub fn bind(&mut self, call: &str, signature: &Signature) {
        if signature.results.is_empty() {
            self.line(call);
            return;
        }
        let names: Vec<String> = signature.results.iter().map(|_| self.name("r")).collect();
        self.line(format!("{} := {call}", names.join(", ")));
        for (n, t) in names.iter().zip(&signature.results) {
            if self.types.printable(t) {
                let tag = self.name("p");
                self.line(format!("fmt.Println(\"{tag}\", {n})"));
            } else {
                self.line(format!("_ = {n}"));
            }
            self.declare(n, t);
        }
    }

    fn panic_statement(&mut self) {
        let condition = self.comparison(1);
        let value = match self.rng.below(6) {
            0 => {
                let e = self.expr(&Ty::Error, 1);
                e.text
            }
            1 => {
                let ty = self.basic_type();
                let e = self.expr(&ty, 1);
                self.typed(&ty, e)
            }
            2 => "any(nil)".into(),
            _ => {
                let ty = self.flat_type(1);
                let e = self.expr(&ty, 1);
                self.typed(&ty, e)
            }
        };
        self.line(format!("if {condition} {{"));
        self.line(format!("panic({value})"));
        self.line("}");
    }

    /// Leaves a loop, or the function, under a condition.
    fn leave(&mut self) {
        let mut how = Vec::new();
        if self.mode.loops > 0 {
            how.push("continue".to_string());
            if !self.mode.in_switch {
                how.push("break".to_string());
            }
            for label in self.mode.labels.clone() {
                if !label.is_empty() {
                    how.push(format!("break {label}"));
                    how.push(format!("continue {label}"));
                }
            }
        }
        if self.mode.returns && self.rng.chance(40) {
            let text = self.return_text(1);
            how.push(text);
        }
        if how.is_empty() {
            return self.assignment();
        }
        let condition = self.comparison(2);
        let how = self.rng.pick(&how).clone();
        self.line(format!("if {condition} {{"));
        self.line(how);
        self.line("}");
    }

    /// A return statement for the function at hand.
    pub fn return_text(&mut self, depth: usize) -> String {
        if self.mode.named_results && self.rng.chance(50) {
            return "return".into();
        }
        let results = self.mode.results.clone();
        let values: Vec<String> = results.iter().map(|t| self.expr(t, depth).text).collect();
        format!("return {}", values.join(", ")).trim().to_string()
    }
}
