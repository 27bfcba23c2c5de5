//! Type declarations and methods.

use crate::generator::Gen;
use crate::ty::{Constraint, Method, Named, Signature, Ty};

const PARAMS: [&str; 3] = ["T", "U", "V"];

impl Gen {
    pub fn type_declaration(&mut self) {
        match self.rng.below(12) {
            0..=2 => {
                let under = self.basic_type();
                self.declare_type("N", under);
            }
            3..=6 => {
                let fields = self.fields(2);
                self.declare_type("S", Ty::Struct(fields));
            }
            7 => {
                let of = self.any_type(1);
                self.declare_type("L", Ty::Slice(Box::new(of)));
            }
            8 => {
                let of = self.any_type(1);
                let n = self.rng.within(1, 4);
                self.declare_type("A", Ty::Array(n, Box::new(of)));
            }
            9 => {
                let (key, of) = (self.key_type(), self.any_type(1));
                self.declare_type("M", Ty::Map(Box::new(key), Box::new(of)));
            }
            _ => self.generic_type(),
        }
    }

    fn declare_type(&mut self, prefix: &str, under: Ty) {
        let name = self.name(prefix);
        let text = self.struct_lines(&under);
        self.declarations.push(format!("type {name} {text}"));
        self.types.named.push(Named {
            name,
            params: Vec::new(),
            under,
            methods: Vec::new(),
        });
        let n = self.types.named.len() - 1;
        let me = Ty::Named(n, Vec::new());
        for _ in 0..self.rng.below(3) {
            self.method(n, &me);
        }
        if self.rng.chance(22) {
            self.show_method(&me);
        }
    }

    fn struct_lines(&self, under: &Ty) -> String {
        match under {
            Ty::Struct(fields) => {
                let fields: Vec<String> = fields.iter().map(|f| self.types.field(f)).collect();
                format!("struct {{\n{}\n}}", fields.join("\n"))
            }
            other => self.text(other),
        }
    }

    pub fn type_params(&mut self) -> Vec<Constraint> {
        let n = self.rng.within(1, 2);
        (0..n)
            .map(|_| {
                *self.rng.pick(&[
                    Constraint::Any,
                    Constraint::Any,
                    Constraint::Comparable,
                    Constraint::Integer,
                    Constraint::Number,
                    Constraint::Ordered,
                ])
            })
            .collect()
    }

    /// Writes with these type parameters in force.
    pub fn with_params<R>(
        &mut self,
        constraints: &[Constraint],
        write: impl FnOnce(&mut Gen) -> R,
    ) -> R {
        let before = std::mem::take(&mut self.types.params);
        self.types.params = PARAMS
            .into_iter()
            .zip(constraints.iter().copied())
            .collect();
        let result = write(self);
        self.types.params = before;
        result
    }

    pub fn params_text(constraints: &[Constraint]) -> String {
        let list: Vec<String> = PARAMS
            .iter()
            .zip(constraints)
            .map(|(p, c)| format!("{p} {}", c.text()))
            .collect();
        list.join(", ")
    }

    fn generic_type(&mut self) {
        let constraints = self.type_params();
        let name = self.name("G");
        let of: Vec<Ty> = (0..constraints.len()).map(Ty::Param).collect();
        self.with_params(&constraints, |g| {
            let mut fields = g.fields(1);
            for (n, p) in of.iter().enumerate() {
                let ty = match g.rng.below(4) {
                    0 => Ty::Slice(Box::new(p.clone())),
                    1 => Ty::Array(2, Box::new(p.clone())),
                    2 if constraints[n] != Constraint::Any => {
                        Ty::Map(Box::new(p.clone()), Box::new(g.basic_type()))
                    }
                    _ => p.clone(),
                };
                fields.push(crate::ty::Field {
                    name: g.name("F"),
                    ty,
                    embedded: false,
                    tag: "",
                });
            }
            let under = Ty::Struct(fields);
            let text = g.struct_lines(&under);
            let params = Gen::params_text(&constraints);
            g.declarations.push(format!("type {name}[{params}] {text}"));
            g.types.named.push(Named {
                name,
                params: constraints.clone(),
                under,
                methods: Vec::new(),
            });
            let n = g.types.named.len() - 1;
            let me = Ty::Named(n, of.clone());
            for _ in 0..g.rng.within(1, 3) {
                g.method(n, &me);
            }
        });
    }

    /// A method with a random body: without effects, or one that changes its receiver.
    fn method(&mut self, n: usize, me: &Ty) {
        let pure = self.rng.chance(65);
        let pointer = !pure || self.rng.chance(30);
        let params: Vec<Ty> = (0..self.rng.below(3)).map(|_| self.any_type(1)).collect();
        let results = if pure || self.rng.chance(60) {
            vec![if self.types.params.is_empty() || self.rng.chance(40) {
                self.any_type(1)
            } else {
                Ty::Param(self.rng.below(self.types.params.len()))
            }]
        } else {
            Vec::new()
        };
        let signature = Signature {
            name: self.name("Do"),
            params,
            results,
        };
        self.write_method(me, &signature, pointer, pure);
        self.types.named[n].methods.push(Method {
            signature,
            pointer,
            pure,
        });
    }

    /// The text of a method.
    pub fn write_method(&mut self, me: &Ty, signature: &Signature, pointer: bool, pure: bool) {
        let receiver = self.text(me);
        let star = if pointer { "*" } else { "" };
        let names: Vec<String> = signature.params.iter().map(|_| self.name("a")).collect();
        let list: Vec<String> = names
            .iter()
            .zip(&signature.params)
            .map(|(n, t)| format!("{n} {}", self.text(t)))
            .collect();
        let results = self.types.results(&signature.results);
        let ty = if pointer {
            Ty::Ptr(Box::new(me.clone()))
        } else {
            me.clone()
        };
        let body = self.function_body(pure, &signature.results, |g| {
            let var = g.declare("m", &ty);
            var.sound = pointer;
            var.assignable = !pointer;
            for (n, t) in names.iter().zip(&signature.params) {
                g.declare(n, t);
            }
        });
        self.declarations.push(format!(
            "func (m {star}{receiver}) {}({}){results} {{\n{}\n}}",
            signature.name,
            list.join(", "),
            body.join("\n")
        ));
    }

    /// String, Error, GoString or Format: what fmt asks a value for.
    fn show_method(&mut self, me: &Ty) {
        let name = self.text(me);
        let star = if self.rng.chance(25) { "*" } else { "" };
        let inner = match self.types.under(me) {
            under @ (Ty::Bool | Ty::Int(_) | Ty::Float(_) | Ty::Complex(_) | Ty::Str) => {
                format!("{}({star}m)", self.text(&under))
            }
            Ty::Slice(_) | Ty::Map(..) | Ty::Array(..) => format!("len({star}m)"),
            Ty::Struct(fields) => fields
                .iter()
                .find(|f| {
                    f.name != "_" && matches!(f.ty, Ty::Bool | Ty::Int(_) | Ty::Float(_) | Ty::Str)
                })
                .map_or("7".into(), |f| format!("m.{}", f.name)),
            _ => "7".into(),
        };
        let text = match self.rng.below(8) {
            0 | 1 => {
                format!(
                    "func (m {star}{name}) Error() string {{ return fmt.Sprint(\"E\", {inner}) }}"
                )
            }
            2 => format!(
                "func (m {star}{name}) GoString() string {{ return fmt.Sprintf(\"go:%v\", {inner}) }}"
            ),
            3 => format!(
                "func (m {star}{name}) Format(s fmt.State, verb rune) {{\nw, ok := s.Width()\np, has := s.Precision()\nfmt.Fprint(s, \"<\", string(verb), w, ok, p, has, s.Flag('+'), s.Flag('-'), s.Flag('#'), {inner}, \">\")\n}}"
            ),
            4 => format!("func (m {star}{name}) String() string {{ panic({inner}) }}"),
            _ => format!(
                "func (m {star}{name}) String() string {{ return fmt.Sprintf(\"<%v>\", {inner}) }}"
            ),
        };
        self.declarations.push(text);
    }
}
