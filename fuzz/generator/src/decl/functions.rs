//! Functions: pure ones for expressions, procedures for statements, generic ones, package variables.

use crate::generator::{Function, Gen, Mode};
use crate::ty::{Signature, Ty};

impl Gen {
    /// The body of a function or method in a fresh scope.
    pub fn function_body(
        &mut self,
        pure: bool,
        results: &[Ty],
        declare: impl FnOnce(&mut Gen),
    ) -> Vec<String> {
        let outer = if pure {
            std::mem::replace(&mut self.scopes, vec![Vec::new()])
        } else {
            self.scopes.clone()
        };
        let before = std::mem::replace(
            &mut self.mode,
            Mode {
                pure,
                function: 1,
                results: results.to_vec(),
                ..Mode::section()
            },
        );
        let n = self.rng.within(1, 3);
        let body = self.capture(|g| {
            g.scoped(|g| {
                g.line("burn()");
                declare(g);
                g.scoped(|g| {
                    g.statements(n, 2);
                    if !results.is_empty() {
                        let text = g.return_text(3);
                        g.line(text);
                    } else if g.rng.chance(50) {
                        g.print_scope();
                    }
                });
            });
        });
        self.mode = before;
        self.scopes = outer;
        body
    }

    fn parameters(&mut self, low: usize) -> (Vec<Ty>, Vec<String>, String) {
        let n = self.rng.within(low, 3);
        let types: Vec<Ty> = (0..n)
            .map(|_| {
                if !self.types.params.is_empty() && self.rng.chance(60) {
                    let p = Ty::Param(self.rng.below(self.types.params.len()));
                    if self.rng.chance(25) {
                        Ty::Slice(Box::new(p))
                    } else {
                        p
                    }
                } else {
                    self.any_type(2)
                }
            })
            .collect();
        let names: Vec<String> = types.iter().map(|_| self.name("a")).collect();
        let list: Vec<String> = names
            .iter()
            .zip(&types)
            .map(|(n, t)| format!("{n} {}", self.text(t)))
            .collect();
        let list = list.join(", ");
        (types, names, list)
    }

    /// A function without effects.
    pub fn pure_function(&mut self) {
        let name = self.name("pure");
        let (params, names, list) = self.parameters(0);
        let result = self.any_type(2);
        let results = vec![result];
        let body = self.function_body(true, &results, |g| {
            for (n, t) in names.iter().zip(&params) {
                g.declare(n, t);
            }
        });
        self.declarations.push(format!(
            "func {name}({list}){} {{\n{}\n}}",
            self.types.results(&results),
            body.join("\n")
        ));
        self.pure.push(Function {
            name: name.clone(),
            generic: Vec::new(),
            signature: Signature {
                name,
                params,
                results,
            },
        });
    }

    /// A generic function without effects; its result is a type parameter, a slice of one, or neither.
    pub fn generic_function(&mut self) {
        let name = self.name("gen");
        let constraints = self.type_params();
        let function = self.with_params(&constraints, |g| {
            let (params, names, list) = g.parameters(1);
            let p = Ty::Param(g.rng.below(constraints.len()));
            let result = match g.rng.below(5) {
                0 => Ty::Slice(Box::new(p)),
                1 => g.basic_type(),
                _ => p,
            };
            let results = vec![result];
            let body = g.function_body(true, &results, |g| {
                for (n, t) in names.iter().zip(&params) {
                    g.declare(n, t);
                }
            });
            let type_params = Gen::params_text(&constraints);
            g.declarations.push(format!(
                "func {name}[{type_params}]({list}){} {{\n{}\n}}",
                g.types.results(&results),
                body.join("\n")
            ));
            Function {
                name: name.clone(),
                generic: constraints.clone(),
                signature: Signature {
                    name,
                    params,
                    results,
                },
            }
        });
        self.pure.push(function);
    }

    /// A function with effects: it prints, changes package variables, defers, recovers; some results are named.
    pub fn procedure(&mut self) {
        let name = self.name("proc");
        let (params, names, list) = self.parameters(0);
        let n = self.rng.below(4);
        let results: Vec<Ty> = (0..n).map(|_| self.any_type(1)).collect();
        let named = n > 0 && self.rng.chance(60);
        let result_names: Vec<String> = results.iter().map(|_| self.name("res")).collect();
        let head = if named {
            let list: Vec<String> = result_names
                .iter()
                .zip(&results)
                .map(|(n, t)| format!("{n} {}", self.text(t)))
                .collect();
            format!(" ({})", list.join(", "))
        } else {
            self.types.results(&results)
        };
        let body = self.function_body(false, &results, |g| {
            g.mode.named_results = named;
            for (n, t) in names.iter().zip(&params) {
                g.declare(n, t);
            }
            if named {
                for (n, t) in result_names.iter().zip(&results) {
                    g.declare(n, t);
                }
                if g.rng.chance(70) {
                    g.deferred_change(&result_names, &results);
                }
            }
        });
        self.declarations.push(format!(
            "func {name}({list}){head} {{\n{}\n}}",
            body.join("\n")
        ));
        self.procedures.push(Function {
            name: name.clone(),
            generic: Vec::new(),
            signature: Signature {
                name,
                params,
                results,
            },
        });
    }

    /// A deferred function that recovers and sets the results.
    fn deferred_change(&mut self, names: &[String], types: &[Ty]) {
        let n = self.rng.below(names.len());
        let recovers = self.rng.chance(60);
        self.line("defer func() {");
        if recovers {
            let tag = self.name("d");
            self.line("if r := recover(); r != nil {");
            self.line(format!("show(\"{tag}\", r)"));
        }
        let e = self.under_mode(|m| m.function += 1, |g| g.expr(&types[n], 2).text);
        let e = if types[n] == Ty::Str {
            format!("clip({e})")
        } else {
            e
        };
        self.line(format!("{} = {e}", names[n]));
        if recovers {
            self.line("}");
        }
        self.line("}()");
    }

    /// A package variable, visible to procedures and sections.
    pub fn package_variable(&mut self) {
        let ty = self.any_type(2);
        let name = self.name("glob");
        let text = self.text(&ty);
        // Nothing that could panic: the program's start has nobody to recover.
        let e = self.literal(&ty, 2).text;
        let declaration = match self.rng.below(3) {
            0 => format!("var {name} {text}"),
            _ => format!("var {name} {text} = {e}"),
        };
        self.declarations.push(declaration);
        self.declare(&name, &ty);
    }

    /// A function that `main` calls: statements, and the variables at the end.
    pub fn section(&mut self) {
        let name = self.name("section");
        self.mode = Mode::section();
        let n = self.rng.within(3, 7);
        let body = self.capture(|g| {
            g.scoped(|g| {
                g.statements(n, 3);
                g.print_scope();
            });
        });
        self.declarations
            .push(format!("func {name}() {{\n{}\n}}", body.join("\n")));
        self.sections.push(name);
    }
}
