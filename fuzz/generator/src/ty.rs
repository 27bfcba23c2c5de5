//! Types of the generated program, as far as the generator has to know them.

/// An integer type of Go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Int {
    pub name: &'static str,
    pub bits: u32,
    pub signed: bool,
}

const fn int(name: &'static str, bits: u32, signed: bool) -> Int {
    Int { name, bits, signed }
}

pub const INTS: [Int; 11] = [
    int("int", 64, true),
    int("int8", 8, true),
    int("int16", 16, true),
    int("int32", 32, true),
    int("int64", 64, true),
    int("uint", 64, false),
    int("uint8", 8, false),
    int("uint16", 16, false),
    int("uint32", 32, false),
    int("uint64", 64, false),
    int("uintptr", 64, false),
];

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    Bool,
    Int(Int),
    /// 32 or 64 bits.
    Float(u32),
    /// 64 or 128 bits.
    Complex(u32),
    Str,
    Any,
    Error,
    /// A declared type; its arguments where it is generic.
    Named(usize, Vec<Ty>),
    /// A type parameter of the declaration at hand.
    Param(usize),
    Array(usize, Box<Ty>),
    Slice(Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
    Ptr(Box<Ty>),
    Chan(Box<Ty>),
    Func(Vec<Ty>, Vec<Ty>),
    Struct(Vec<Field>),
    /// Only as the underlying type of a declared one. Its methods have no effects.
    Interface(Vec<Signature>),
}

pub const GO_INT: Ty = Ty::Int(INTS[0]);
pub const BYTE: Ty = Ty::Int(INTS[6]);
pub const RUNE: Ty = Ty::Int(INTS[3]);

impl Ty {
    /// What a pointer points to, or the type itself.
    pub fn peel(&self) -> &Ty {
        match self {
            Ty::Ptr(of) => of,
            other => other,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    pub name: String,
    pub ty: Ty,
    pub embedded: bool,
    pub tag: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    pub name: String,
    pub params: Vec<Ty>,
    pub results: Vec<Ty>,
}

/// What a type parameter may be instantiated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constraint {
    Any,
    Comparable,
    Integer,
    Number,
    Ordered,
}

impl Constraint {
    pub fn text(self) -> &'static str {
        match self {
            Constraint::Any => "any",
            Constraint::Comparable => "comparable",
            Constraint::Integer => "Integer",
            Constraint::Number => "Number",
            Constraint::Ordered => "cmp.Ordered",
        }
    }
}

/// A method of a declared type.
#[derive(Clone, Debug)]
pub struct Method {
    pub signature: Signature,
    pub pointer: bool,
    /// Writes nothing that others see, prints nothing.
    pub pure: bool,
}

pub struct Named {
    pub name: String,
    /// Constraints of its type parameters.
    pub params: Vec<Constraint>,
    pub under: Ty,
    pub methods: Vec<Method>,
}

#[derive(Default)]
pub struct Types {
    pub named: Vec<Named>,
    /// The type parameters in force: of the generic declaration that is being written.
    pub params: Vec<(&'static str, Constraint)>,
}

impl Types {
    pub fn text(&self, ty: &Ty) -> String {
        match ty {
            Ty::Bool => "bool".into(),
            Ty::Int(i) => i.name.into(),
            Ty::Float(bits) => format!("float{bits}"),
            Ty::Complex(bits) => format!("complex{bits}"),
            Ty::Str => "string".into(),
            Ty::Any => "any".into(),
            Ty::Error => "error".into(),
            Ty::Named(n, args) if args.is_empty() => self.named[*n].name.clone(),
            Ty::Named(n, args) => format!("{}[{}]", self.named[*n].name, self.list(args)),
            Ty::Param(p) => self.params[*p].0.into(),
            Ty::Array(n, of) => format!("[{n}]{}", self.text(of)),
            Ty::Slice(of) => format!("[]{}", self.text(of)),
            Ty::Map(key, of) => format!("map[{}]{}", self.text(key), self.text(of)),
            Ty::Ptr(of) => format!("*{}", self.text(of)),
            Ty::Chan(of) => format!("chan {}", self.text(of)),
            Ty::Func(params, results) => {
                format!("func({}){}", self.list(params), self.results(results))
            }
            Ty::Struct(fields) => {
                let fields: Vec<String> = fields.iter().map(|f| self.field(f)).collect();
                format!("struct{{ {} }}", fields.join("; "))
            }
            Ty::Interface(methods) => {
                let methods: Vec<String> = methods
                    .iter()
                    .map(|m| {
                        let results = self.results(&m.results);
                        format!("{}({}){results}", m.name, self.list(&m.params))
                    })
                    .collect();
                format!("interface{{ {} }}", methods.join("; "))
            }
        }
    }

    pub fn field(&self, field: &Field) -> String {
        let ty = self.text(&field.ty);
        let tag = if field.tag.is_empty() {
            String::new()
        } else {
            format!(" `{}`", field.tag)
        };
        if field.embedded {
            format!("{ty}{tag}")
        } else {
            format!("{} {ty}{tag}", field.name)
        }
    }

    pub fn list(&self, types: &[Ty]) -> String {
        let types: Vec<String> = types.iter().map(|t| self.text(t)).collect();
        types.join(", ")
    }

    pub fn results(&self, results: &[Ty]) -> String {
        match results {
            [] => String::new(),
            [one] => format!(" {}", self.text(one)),
            many => format!(" ({})", self.list(many)),
        }
    }

    /// The underlying type, type arguments put in.
    pub fn under(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Named(n, args) => self.under(&substitute(&self.named[*n].under, args)),
            other => other.clone(),
        }
    }

    pub fn comparable(&self, ty: &Ty) -> bool {
        match self.under(ty) {
            Ty::Slice(_) | Ty::Map(..) | Ty::Func(..) => false,
            Ty::Array(_, of) => self.comparable(&of),
            Ty::Struct(fields) => fields.iter().all(|f| self.comparable(&f.ty)),
            Ty::Param(p) => self.params[p].1 != Constraint::Any,
            _ => true,
        }
    }

    pub fn ordered(&self, ty: &Ty) -> bool {
        match self.under(ty) {
            Ty::Int(_) | Ty::Float(_) | Ty::Str => true,
            Ty::Param(p) => !matches!(self.params[p].1, Constraint::Any | Constraint::Comparable),
            _ => false,
        }
    }

    /// Whether two equal runs print the same: no address is shown.
    pub fn printable(&self, ty: &Ty) -> bool {
        match self.under(ty) {
            Ty::Struct(fields) if fields.iter().any(|f| self.has_error(&f.ty)) => false,
            Ty::Ptr(_) | Ty::Chan(_) | Ty::Func(..) | Ty::Interface(_) => false,
            Ty::Array(_, of) | Ty::Slice(of) => self.printable(&of),
            Ty::Map(key, of) => self.printable(&key) && self.printable(&of),
            Ty::Struct(fields) => fields.iter().all(|f| self.printable(&f.ty)),
            _ => true,
        }
    }

    /// An error inside: fmt shows it by its method, but not for all verbs, and never in a field that is not exported.
    pub fn has_error(&self, ty: &Ty) -> bool {
        match self.under(ty) {
            Ty::Error => true,
            Ty::Array(_, of) | Ty::Slice(of) => self.has_error(&of),
            Ty::Map(key, of) => self.has_error(&key) || self.has_error(&of),
            _ => false,
        }
    }

    /// No interface inside: values of such types may go into an `any` without nesting for ever.
    pub fn flat(&self, ty: &Ty) -> bool {
        match self.under(ty) {
            Ty::Any | Ty::Error | Ty::Interface(_) | Ty::Param(_) | Ty::Ptr(_) => false,
            Ty::Chan(_) | Ty::Func(..) => false,
            Ty::Array(_, of) | Ty::Slice(of) => self.flat(&of),
            Ty::Map(key, of) => self.flat(&key) && self.flat(&of),
            Ty::Struct(fields) => fields.iter().all(|f| self.flat(&f.ty)),
            _ => true,
        }
    }

    /// Whether assigning a value of the type lets two variables share memory.
    pub fn shares(&self, ty: &Ty) -> bool {
        match self.under(ty) {
            Ty::Ptr(_) | Ty::Slice(_) | Ty::Map(..) | Ty::Chan(_) => true,
            Ty::Array(_, of) => self.shares(&of),
            Ty::Struct(fields) => fields.iter().any(|f| self.shares(&f.ty)),
            _ => false,
        }
    }

    pub fn satisfies(&self, ty: &Ty, constraint: Constraint) -> bool {
        match constraint {
            Constraint::Any => true,
            Constraint::Comparable => self.comparable(ty) && self.flat(ty),
            Constraint::Integer => matches!(self.under(ty), Ty::Int(_)),
            Constraint::Number => matches!(self.under(ty), Ty::Int(_) | Ty::Float(_)),
            Constraint::Ordered => matches!(self.under(ty), Ty::Int(_) | Ty::Float(_) | Ty::Str),
        }
    }
}

/// `ty` with the type parameters replaced.
pub fn substitute(ty: &Ty, args: &[Ty]) -> Ty {
    if args.is_empty() {
        return ty.clone();
    }
    let one = |t: &Ty| Box::new(substitute(t, args));
    let all = |list: &[Ty]| list.iter().map(|t| substitute(t, args)).collect();
    match ty {
        Ty::Param(p) => args[*p].clone(),
        Ty::Named(n, of) => Ty::Named(*n, all(of)),
        Ty::Array(n, of) => Ty::Array(*n, one(of)),
        Ty::Slice(of) => Ty::Slice(one(of)),
        Ty::Map(key, of) => Ty::Map(one(key), one(of)),
        Ty::Ptr(of) => Ty::Ptr(one(of)),
        Ty::Chan(of) => Ty::Chan(one(of)),
        Ty::Func(params, results) => Ty::Func(all(params), all(results)),
        Ty::Struct(fields) => Ty::Struct(
            fields
                .iter()
                .map(|f| Field {
                    ty: substitute(&f.ty, args),
                    ..f.clone()
                })
                .collect(),
        ),
        other => other.clone(),
    }
}
