//! The state that all parts of the generator share: what is declared, what is in scope, what may be written here.

use crate::rng::Rng;
use crate::ty::{BYTE, Constraint, Field, GO_INT, INTS, RUNE, Signature, Ty, Types};

/// An expression's text, and whether Go takes it for a constant (then operations on it are checked by the compiler
/// and may not be written carelessly).
#[derive(Clone)]
pub struct Expr {
    pub text: String,
    pub constant: bool,
}

impl Expr {
    pub fn value(text: impl Into<String>) -> Expr {
        Expr {
            text: text.into(),
            constant: false,
        }
    }

    pub fn constant(text: impl Into<String>) -> Expr {
        Expr {
            text: text.into(),
            constant: true,
        }
    }

    /// The text of a value that is no constant to the compiler.
    pub fn held(self) -> String {
        if self.constant {
            format!("id({})", self.text)
        } else {
            self.text
        }
    }
}

#[derive(Clone)]
pub struct Var {
    pub name: String,
    pub ty: Ty,
    /// May stand on the left of an assignment.
    pub assignable: bool,
    /// Nobody else sees what it refers to.
    pub own: bool,
    /// A pointer that is never nil.
    pub sound: bool,
    /// How many function literals deep it was declared.
    pub function: usize,
}

#[derive(Clone)]
pub struct Function {
    pub name: String,
    /// Constraints of its type parameters.
    pub generic: Vec<Constraint>,
    pub signature: Signature,
}

/// What the place at hand permits.
#[derive(Clone)]
pub struct Mode {
    /// No effect may be seen outside the function.
    pub pure: bool,
    /// Calls of pure functions may be written.
    pub calls: bool,
    /// Per cent of operations that are left unguarded and may panic.
    pub risk: usize,
    pub loops: usize,
    pub function: usize,
    /// Result types of the function that the statements are in.
    pub results: Vec<Ty>,
    /// Names of the results, where they have some.
    pub named_results: bool,
    /// A `return` may be written.
    pub returns: bool,
    /// Labels of the loops around, innermost last; empty names for loops without.
    pub labels: Vec<String>,
    /// A plain `break` would leave a switch or select and no loop.
    pub in_switch: bool,
}

impl Mode {
    pub fn section() -> Mode {
        Mode {
            pure: false,
            calls: true,
            risk: 2,
            loops: 0,
            function: 0,
            results: Vec::new(),
            named_results: false,
            returns: true,
            labels: Vec::new(),
            in_switch: false,
        }
    }
}

pub struct Gen {
    pub rng: Rng,
    pub types: Types,
    pub pure: Vec<Function>,
    /// Functions with effects: to be called by a statement of their own.
    pub procedures: Vec<Function>,
    pub scopes: Vec<Vec<Var>>,
    pub mode: Mode,
    /// The lines of the body at hand.
    pub lines: Vec<String>,
    /// Declarations of package level, each a block of lines.
    pub declarations: Vec<String>,
    /// Functions that `main` calls in turn.
    pub sections: Vec<String>,
    /// Interfaces and the types that have their methods.
    pub implementers: Vec<(Ty, Vec<Ty>)>,
    /// Constants: name, type (None: untyped integer), value where it matters.
    pub constants: Vec<(String, Ty)>,
    /// The basic types that most variables have: with few of them, expressions find variables to use.
    pub palette: Vec<Ty>,
    pub counter: usize,
    /// How deep expressions, literals and closures are nested at the moment.
    pub nesting: usize,
    /// How many expressions the outermost one has got so far.
    pub spent: usize,
}

impl Gen {
    pub fn new(seed: u64) -> Gen {
        let mut g = Gen {
            rng: Rng::new(seed),
            types: Types::default(),
            pure: Vec::new(),
            procedures: Vec::new(),
            scopes: vec![Vec::new()],
            mode: Mode::section(),
            lines: Vec::new(),
            declarations: Vec::new(),
            sections: Vec::new(),
            implementers: Vec::new(),
            constants: Vec::new(),
            palette: Vec::new(),
            counter: 0,
            nesting: 0,
            spent: 0,
        };
        g.palette = (0..g.rng.within(2, 4)).map(|_| g.basic_type()).collect();
        g
    }

    pub fn name(&mut self, prefix: &str) -> String {
        self.counter += 1;
        format!("{prefix}{}", self.counter)
    }

    pub fn line(&mut self, text: impl Into<String>) {
        self.lines.push(text.into());
    }

    pub fn text(&self, ty: &Ty) -> String {
        self.types.text(ty)
    }

    /// The lines that `write` adds, taken out again.
    pub fn capture(&mut self, write: impl FnOnce(&mut Gen)) -> Vec<String> {
        let before = std::mem::take(&mut self.lines);
        write(self);
        std::mem::replace(&mut self.lines, before)
    }

    pub fn scoped(&mut self, write: impl FnOnce(&mut Gen)) {
        self.scopes.push(Vec::new());
        write(self);
        self.scopes.pop();
    }

    /// `write` under a changed mode.
    pub fn under_mode<R>(
        &mut self,
        change: impl FnOnce(&mut Mode),
        write: impl FnOnce(&mut Gen) -> R,
    ) -> R {
        let before = self.mode.clone();
        change(&mut self.mode);
        let result = write(self);
        self.mode = before;
        result
    }

    pub fn declare(&mut self, name: &str, ty: &Ty) -> &mut Var {
        let function = self.mode.function;
        let scope = self.scopes.last_mut().unwrap();
        scope.push(Var {
            name: name.into(),
            ty: ty.clone(),
            assignable: true,
            own: false,
            sound: false,
            function,
        });
        scope.last_mut().unwrap()
    }

    pub fn vars(&self) -> impl Iterator<Item = &Var> {
        self.scopes.iter().flatten()
    }

    pub fn pick_var(&mut self, fits: impl Fn(&Gen, &Var) -> bool) -> Option<Var> {
        let found: Vec<Var> = self.vars().filter(|v| fits(self, v)).cloned().collect();
        if found.is_empty() {
            return None;
        }
        // Variables of late are the more interesting ones.
        let from = if self.rng.chance(50) {
            found.len().saturating_sub(4)
        } else {
            0
        };
        Some(self.rng.pick(&found[from..]).clone())
    }

    pub fn basic_type(&mut self) -> Ty {
        if !self.palette.is_empty() && self.rng.chance(75) {
            return self.rng.pick(&self.palette).clone();
        }
        match self.rng.below(20) {
            0 => Ty::Bool,
            1..=3 => GO_INT,
            4..=9 => Ty::Int(*self.rng.pick(&INTS)),
            10 => BYTE,
            11 => RUNE,
            12 => Ty::Float(32),
            13 | 14 => Ty::Float(64),
            15 => Ty::Complex(*self.rng.pick(&[64, 128])),
            _ => Ty::Str,
        }
    }

    pub fn key_type(&mut self) -> Ty {
        match self.rng.below(12) {
            0..=2 => Ty::Str,
            3..=5 => GO_INT,
            6 => Ty::Int(*self.rng.pick(&INTS)),
            7 => Ty::Array(2, Box::new(Ty::Int(*self.rng.pick(&INTS)))),
            8 => Ty::Any,
            _ => {
                let found = self.named_types(|g, t| g.types.comparable(t) && g.types.flat(t));
                if found.is_empty() {
                    Ty::Str
                } else {
                    self.rng.pick(&found).clone()
                }
            }
        }
    }

    /// Declared types that are not generic.
    pub fn named_types(&self, fits: impl Fn(&Gen, &Ty) -> bool) -> Vec<Ty> {
        (0..self.types.named.len())
            .filter(|n| self.types.named[*n].params.is_empty())
            .map(|n| Ty::Named(n, Vec::new()))
            .filter(|t| fits(self, t))
            .collect()
    }

    /// Any type of which variables can be made; `depth` bounds its size.
    pub fn any_type(&mut self, depth: usize) -> Ty {
        if !self.types.params.is_empty() && self.rng.chance(25) {
            return Ty::Param(self.rng.below(self.types.params.len()));
        }
        if depth == 0 {
            return self.basic_type();
        }
        match self.rng.below(24) {
            0..=6 => self.basic_type(),
            7..=11 => {
                let found = self.named_types(|_, _| true);
                if found.is_empty() {
                    self.basic_type()
                } else {
                    self.rng.pick(&found).clone()
                }
            }
            12 | 13 => self.instance(depth - 1),
            14 | 15 => {
                let of = self.any_type(depth - 1);
                Ty::Array(self.rng.within(1, 4), Box::new(of))
            }
            16..=18 => Ty::Slice(Box::new(self.any_type(depth - 1))),
            19 | 20 => {
                let key = self.key_type();
                Ty::Map(Box::new(key), Box::new(self.any_type(depth - 1)))
            }
            21 if self.rng.chance(15) => Ty::Chan(Box::new(self.any_type(depth - 1))),
            21 => Ty::Ptr(Box::new(self.any_type(depth - 1))),
            22 => {
                let params = (0..self.rng.below(3)).map(|_| self.basic_type()).collect();
                Ty::Func(params, vec![self.basic_type()])
            }
            _ => self.rng.pick(&[Ty::Any, Ty::Error]).clone(),
        }
    }

    /// An instance of a declared generic type, or some other type where there is none.
    pub fn instance(&mut self, depth: usize) -> Ty {
        let generic: Vec<usize> = (0..self.types.named.len())
            .filter(|n| !self.types.named[*n].params.is_empty())
            .collect();
        if generic.is_empty() {
            return self.any_type(depth);
        }
        let n = *self.rng.pick(&generic);
        let constraints = self.types.named[n].params.clone();
        let mut args: Vec<Ty> = constraints
            .iter()
            .map(|c| self.type_argument(*c, depth))
            .collect();
        // A method of G that mentions G[[]T] would need instances without end.
        for (arg, constraint) in args.iter_mut().zip(constraints) {
            let own: Vec<Ty> = (0..self.types.params.len())
                .map(Ty::Param)
                .filter(|p| self.param_satisfies(p, constraint))
                .collect();
            if !own.is_empty() && self.rng.chance(50) {
                *arg = self.rng.pick(&own).clone();
            } else if !matches!(arg, Ty::Param(_)) && mentions_param(arg) {
                *arg = match constraint {
                    Constraint::Any | Constraint::Comparable | Constraint::Ordered => Ty::Str,
                    Constraint::Integer | Constraint::Number => GO_INT,
                };
            }
        }
        Ty::Named(n, args)
    }

    pub fn type_argument(&mut self, constraint: Constraint, depth: usize) -> Ty {
        for _ in 0..20 {
            let ty = match constraint {
                Constraint::Any => self.any_type(depth),
                Constraint::Comparable => self.key_type(),
                _ if self.rng.chance(30) => {
                    let found = self.named_types(|g, t| g.types.satisfies(t, constraint));
                    if found.is_empty() {
                        GO_INT
                    } else {
                        self.rng.pick(&found).clone()
                    }
                }
                _ => self.basic_type(),
            };
            if !matches!(ty, Ty::Param(_))
                && self.types.satisfies(&ty, constraint)
                && self.types.printable(&ty)
                && !matches!(
                    self.types.under(&ty),
                    Ty::Func(..) | Ty::Ptr(_) | Ty::Interface(_)
                )
            {
                return ty;
            }
        }
        GO_INT
    }

    /// Fields of a new struct type. Their names are unique in the program, so promoted ones are never ambiguous.
    pub fn fields(&mut self, depth: usize) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for _ in 0..self.rng.within(1, 4) {
            let embeddable = self.named_types(|g, t| {
                !matches!(g.types.under(t), Ty::Ptr(_) | Ty::Interface(_))
                    && matches!(g.types.under(t), Ty::Struct(_))
            });
            let tag = if self.rng.chance(5) { "json:\"x\"" } else { "" };
            if !embeddable.is_empty() && self.rng.chance(25) {
                let of = self.rng.pick(&embeddable).clone();
                let name = self.text(&of);
                let pointer = self.rng.chance(15);
                if fields.iter().all(|f| f.name != name) {
                    fields.push(Field {
                        name,
                        ty: if pointer { Ty::Ptr(Box::new(of)) } else { of },
                        embedded: true,
                        tag,
                    });
                }
            } else if self.rng.chance(6) {
                fields.push(Field {
                    name: "_".into(),
                    ty: self.basic_type(),
                    embedded: false,
                    tag: "",
                });
            } else {
                let prefix = *self.rng.pick(&["F", "f"]);
                fields.push(Field {
                    name: self.name(prefix),
                    ty: self.any_type(depth),
                    embedded: false,
                    tag,
                });
            }
        }
        fields
    }
}

fn mentions_param(ty: &Ty) -> bool {
    match ty {
        Ty::Param(_) => true,
        Ty::Array(_, of) | Ty::Slice(of) | Ty::Ptr(of) | Ty::Chan(of) => mentions_param(of),
        Ty::Map(key, of) => mentions_param(key) || mentions_param(of),
        Ty::Named(_, args) => args.iter().any(mentions_param),
        Ty::Func(params, results) => params.iter().chain(results).any(mentions_param),
        _ => false,
    }
}
