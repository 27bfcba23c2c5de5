//! Questions about types: kinds, comparability, identity.

use gorun_grammar::{is_digit, is_letter};

use super::object::PkgId;
use super::store::Types;
use super::ty::{Basic, InterfaceType, NamedId, Signature, Type, TypeId, TypeParamId};

impl Basic {
    pub fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }
    pub fn is_integer(self) -> bool {
        (Basic::Int..=Basic::Uintptr).contains(&self)
            || matches!(self, Basic::UntypedInt | Basic::UntypedRune)
    }
    pub fn is_unsigned(self) -> bool {
        (Basic::Uint..=Basic::Uintptr).contains(&self)
    }
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }
    pub fn is_complex(self) -> bool {
        matches!(
            self,
            Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex
        )
    }
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }
    pub fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }
    pub fn is_untyped(self) -> bool {
        self >= Basic::UntypedBool
    }
    pub fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }
    pub fn is_const_type(self) -> bool {
        self.is_boolean() || self.is_numeric() || self.is_string()
    }
}

impl Types {
    /// The underlying basic type, if it is one.
    pub fn as_basic(&self, t: TypeId) -> Option<Basic> {
        match self.under_ty(t) {
            Type::Basic(b) => Some(*b),
            _ => None,
        }
    }
    /// `byte` and `rune` as written: names of basic types, not aliases that a program declares.
    pub fn is_basic_alias(&self, t: TypeId) -> bool {
        t == self.universe.byte || t == self.universe.rune
    }
    /// As `unalias`, but `byte` and `rune` keep their names, which gc's messages show.
    pub fn unalias_to_name(&self, mut t: TypeId) -> TypeId {
        while let Type::Alias { actual, .. } = self.get(t)
            && !self.is_basic_alias(t)
        {
            t = *actual;
        }
        t
    }
    /// The underlying type as messages show it: `byte` and `rune` keep their names, of declared types as well.
    pub fn shown_under(&self, t: TypeId) -> TypeId {
        let t = self.unalias_to_name(t);
        let shown = match self.get(t) {
            Type::Named(n) => self.named(*n).shown,
            _ => Some(t),
        };
        shown
            .filter(|&t| self.is_basic_alias(t))
            .unwrap_or_else(|| self.under(t))
    }
    pub fn as_named(&self, t: TypeId) -> Option<NamedId> {
        match self.get(self.unalias(t)) {
            Type::Named(n) => Some(*n),
            _ => None,
        }
    }
    pub fn as_tparam(&self, t: TypeId) -> Option<TypeParamId> {
        match self.get(self.unalias(t)) {
            Type::TypeParam(p) => Some(*p),
            _ => None,
        }
    }
    /// The underlying signature, if there is one.
    pub fn as_signature(&self, t: TypeId) -> Option<&Signature> {
        match self.under_ty(t) {
            Type::Signature(s) => Some(s),
            _ => None,
        }
    }
    /// The element type of an underlying pointer type.
    pub fn as_pointer(&self, t: TypeId) -> Option<TypeId> {
        match self.under_ty(t) {
            Type::Pointer(e) => Some(*e),
            _ => None,
        }
    }

    pub fn is_valid(&self, t: TypeId) -> bool {
        self.unalias(t) != TypeId::INVALID
    }

    fn is_basic(&self, t: TypeId, f: impl Fn(Basic) -> bool) -> bool {
        self.as_basic(t).is_some_and(f)
    }

    // These look at the type itself, never into type parameters.
    pub fn is_boolean(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_boolean)
    }
    pub fn is_integer(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_integer)
    }
    pub fn is_unsigned(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_unsigned)
    }
    pub fn is_float(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_float)
    }
    pub fn is_complex(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_complex)
    }
    pub fn is_numeric(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_numeric)
    }
    pub fn is_string(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_string)
    }
    pub fn is_integer_or_float(&self, t: TypeId) -> bool {
        self.is_basic(t, |b| b.is_integer() || b.is_float())
    }
    pub fn is_const_type(&self, t: TypeId) -> bool {
        self.is_basic(t, Basic::is_const_type)
    }

    // These hold when they hold for every type of a type parameter's type set.
    pub fn all_basic(&self, t: TypeId, f: impl Fn(Basic) -> bool) -> bool {
        if self.as_tparam(t).is_some() {
            let set = self.type_set(t);
            return match &set.terms {
                Some(terms) if !terms.is_empty() => terms.iter().all(|t| self.is_basic(t.ty, &f)),
                _ => false,
            };
        }
        self.is_basic(t, f)
    }
    pub fn all_boolean(&self, t: TypeId) -> bool {
        self.all_basic(t, Basic::is_boolean)
    }
    pub fn all_integer(&self, t: TypeId) -> bool {
        self.all_basic(t, Basic::is_integer)
    }
    pub fn all_unsigned(&self, t: TypeId) -> bool {
        self.all_basic(t, Basic::is_unsigned)
    }
    pub fn all_numeric(&self, t: TypeId) -> bool {
        self.all_basic(t, Basic::is_numeric)
    }
    pub fn all_string(&self, t: TypeId) -> bool {
        self.all_basic(t, Basic::is_string)
    }
    pub fn all_ordered(&self, t: TypeId) -> bool {
        self.all_basic(t, Basic::is_ordered)
    }
    pub fn all_numeric_or_string(&self, t: TypeId) -> bool {
        self.all_basic(t, |b| b.is_numeric() || b.is_string())
    }

    /// Predeclared, declared, or a type parameter.
    pub fn has_name(&self, t: TypeId) -> bool {
        matches!(
            self.get(self.unalias(t)),
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_)
        )
    }
    pub fn is_type_lit(&self, t: TypeId) -> bool {
        !matches!(
            self.get(self.unalias(t)),
            Type::Named(_) | Type::TypeParam(_)
        )
    }
    pub fn is_typed(&self, t: TypeId) -> bool {
        !self.is_untyped(t)
    }
    pub fn is_untyped(&self, t: TypeId) -> bool {
        matches!(self.get(t), Type::Basic(b) if b.is_untyped())
    }
    pub fn is_untyped_numeric(&self, t: TypeId) -> bool {
        matches!(self.get(t), Type::Basic(b) if b.is_untyped() && b.is_numeric())
    }
    /// The underlying type is an interface: true for type parameters too.
    pub fn is_interface(&self, t: TypeId) -> bool {
        matches!(self.under_ty(t), Type::Interface(_))
    }
    pub fn is_non_tparam_interface(&self, t: TypeId) -> bool {
        !self.is_tparam(t) && self.is_interface(t)
    }
    pub fn is_tparam(&self, t: TypeId) -> bool {
        self.as_tparam(t).is_some()
    }
    /// A generic type that has not been instantiated.
    pub fn is_generic(&self, t: TypeId) -> bool {
        match self.get(t) {
            Type::Alias { obj, targs, .. } if targs.is_empty() => {
                let generic = matches!(&self.object(*obj).kind,
                    super::object::ObjectKind::TypeName { alias_tparams, .. } if !alias_tparams.is_empty());
                generic || self.is_generic(self.unalias(t))
            }
            Type::Alias { .. } => self.is_generic(self.unalias(t)),
            Type::Named(n) => {
                let n = self.named(*n);
                n.origin.is_none() && !n.tparams.is_empty()
            }
            _ => false,
        }
    }

    /// Values of the type can be compared with `==`, perhaps with a panic.
    pub fn comparable(&self, t: TypeId) -> bool {
        self.comparable_type(t, true).is_ok()
    }

    /// Whether `==` is defined; `dynamic` admits interfaces, whose values may turn out not to be comparable.
    pub fn comparable_type(&self, t: TypeId, dynamic: bool) -> Result<(), Incomparable> {
        self.comparable_seen(t, dynamic, &mut Vec::new())
    }

    fn comparable_seen(
        &self,
        t: TypeId,
        dynamic: bool,
        seen: &mut Vec<TypeId>,
    ) -> Result<(), Incomparable> {
        if seen.contains(&t) {
            return Ok(());
        }
        seen.push(t);
        match self.under_ty(t) {
            Type::Basic(Basic::UntypedNil) => Err(Incomparable::Plain),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => Ok(()),
            Type::Struct(s) => {
                for f in &s.fields {
                    if self.comparable_seen(f.ty, dynamic, seen).is_err() {
                        return Err(Incomparable::StructContaining(f.ty));
                    }
                }
                Ok(())
            }
            Type::Array { elem, .. } => self
                .comparable_seen(*elem, dynamic, seen)
                .map_err(|_| Incomparable::Array(t)),
            Type::Interface(_) => {
                if dynamic && !self.is_tparam(t) {
                    return Ok(());
                }
                let set = self.type_set(t);
                if set.is_empty() {
                    return Err(Incomparable::EmptyTypeSet);
                }
                let ok = match &set.terms {
                    None => set.comparable,
                    Some(terms) => terms
                        .iter()
                        .all(|t| self.comparable_seen(t.ty, false, seen).is_ok()),
                };
                if ok {
                    Ok(())
                } else if set.is_empty() {
                    Err(Incomparable::EmptyTypeSet)
                } else {
                    Err(Incomparable::TypeSet)
                }
            }
            _ => Err(Incomparable::Plain),
        }
    }

    /// nil is a value of the type.
    pub fn has_nil(&self, t: TypeId) -> bool {
        match self.under_ty(t) {
            Type::Basic(b) => *b == Basic::UnsafePointer,
            Type::Slice(_)
            | Type::Pointer(_)
            | Type::Signature(_)
            | Type::Map { .. }
            | Type::Chan { .. } => true,
            Type::Interface(_) => {
                !self.is_tparam(t) || self.under_is(t, |u| u.is_some_and(|u| self.has_nil(u)))
            }
            _ => false,
        }
    }

    /// The type that an untyped value gets by default; other types stay.
    pub fn default_type(&self, t: TypeId) -> TypeId {
        let Type::Basic(b) = self.get(t) else {
            return t;
        };
        TypeId::of(match b {
            Basic::UntypedBool => Basic::Bool,
            Basic::UntypedInt => Basic::Int,
            Basic::UntypedRune => return self.universe.rune,
            Basic::UntypedFloat => Basic::Float64,
            Basic::UntypedComplex => Basic::Complex128,
            Basic::UntypedString => Basic::String,
            _ => return t,
        })
    }

    /// The larger of two untyped numeric types.
    pub fn max_type(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if x == y {
            return Some(x);
        }
        (self.is_untyped_numeric(x) && self.is_untyped_numeric(y)).then(|| x.max(y))
    }

    /// Two field or method names are the same name: exported and spelled alike, or of the same package.
    pub fn same_id(name: &str, pkg: PkgId, other: &str, other_pkg: Option<PkgId>) -> bool {
        name == other && (is_exported(name) || other_pkg == Some(pkg))
    }

    pub fn identical(&self, a: TypeId, b: TypeId) -> bool {
        Identity {
            types: self,
            ignore_tags: false,
            ignore_invalids: false,
        }
        .identical(a, b, &mut Vec::new(), &[])
    }

    /// Identical when struct tags are ignored (for conversions).
    pub fn identical_ignore_tags(&self, a: TypeId, b: TypeId) -> bool {
        Identity {
            types: self,
            ignore_tags: true,
            ignore_invalids: false,
        }
        .identical(a, b, &mut Vec::new(), &[])
    }

    /// Identical, an invalid type being identical to any.
    pub fn identical_ignore_invalids(&self, a: TypeId, b: TypeId) -> bool {
        Identity {
            types: self,
            ignore_tags: false,
            ignore_invalids: true,
        }
        .identical(a, b, &mut Vec::new(), &[])
    }
}

/// Why values of a type cannot be compared.
#[derive(Clone, Copy, Debug)]
pub enum Incomparable {
    Plain,
    StructContaining(TypeId),
    Array(TypeId),
    EmptyTypeSet,
    TypeSet,
}

impl Incomparable {
    /// gc's words; empty where it has none.
    pub fn message(&self, check: &mut super::checker::Checker<'_>) -> String {
        match *self {
            Incomparable::Plain => String::new(),
            Incomparable::StructContaining(t) => {
                format!("struct containing {} cannot be compared", check.type_str(t))
            }
            Incomparable::Array(t) => format!("{} cannot be compared", check.type_str(t)),
            Incomparable::EmptyTypeSet => "empty type set".into(),
            Incomparable::TypeSet => "incomparable types in type set".into(),
        }
    }
}

/// Starts with an upper-case letter.
pub fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// What has the characters of an identifier. The lexer takes others in and complains; that nobody declares such a name would be said of the same mistake.
pub fn is_valid_name(name: &str) -> bool {
    let fits = |(i, c)| is_letter(c) || i > 0 && is_digit(c);
    name.char_indices().all(fits)
}

struct Identity<'a> {
    types: &'a Types,
    ignore_tags: bool,
    ignore_invalids: bool,
}

/// Type parameters of two generic signatures that stand for each other.
type Renaming = [(TypeParamId, TypeParamId)];

impl Identity<'_> {
    /// `seen` holds pairs of interfaces under comparison; meeting a pair again decides nothing against it.
    fn identical(
        &self,
        x: TypeId,
        y: TypeId,
        seen: &mut Vec<(TypeId, TypeId)>,
        ren: &Renaming,
    ) -> bool {
        let t = self.types;
        let (x, y) = (t.canon(x), t.canon(y));
        if x == y && ren.is_empty() {
            return true;
        }
        if self.ignore_invalids && (x == TypeId::INVALID || y == TypeId::INVALID) {
            return true;
        }
        match (t.get(x), t.get(y)) {
            (Type::Basic(a), Type::Basic(b)) => a == b,
            (Type::Array { len: n, elem: a }, Type::Array { len: m, elem: b }) => {
                (*n < 0 || *m < 0 || n == m) && self.identical(*a, *b, seen, ren)
            }
            (Type::Slice(a), Type::Slice(b)) | (Type::Pointer(a), Type::Pointer(b)) => {
                self.identical(*a, *b, seen, ren)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.fields.len() == b.fields.len()
                    && a.fields.iter().zip(&b.fields).all(|(f, g)| {
                        f.embedded == g.embedded
                            && (self.ignore_tags || f.tag == g.tag)
                            && f.name == g.name
                            && f.pkg == g.pkg
                            && self.identical(f.ty, g.ty, seen, ren)
                    })
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.lists(a, b, seen, ren),
            (Type::Signature(a), Type::Signature(b)) => self.signatures(a, b, seen, ren),
            (Type::Union(a), Type::Union(b)) => {
                let covers = |a: &[super::ty::Term], b: &[super::ty::Term], seen: &mut Vec<_>| {
                    a.iter().all(|x| {
                        b.iter()
                            .any(|y| x.tilde == y.tilde && self.identical(x.ty, y.ty, seen, ren))
                    })
                };
                covers(a, b, seen) && covers(b, a, seen)
            }
            (Type::Interface(a), Type::Interface(b)) => self.interfaces(x, y, a, b, seen, ren),
            (Type::Map { key: k, elem: a }, Type::Map { key: l, elem: b }) => {
                self.identical(*k, *l, seen, ren) && self.identical(*a, *b, seen, ren)
            }
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => {
                d == e && self.identical(*a, *b, seen, ren)
            }
            (Type::Named(a), Type::Named(b)) => {
                if a == b {
                    return true;
                }
                match (&t.named(*a).origin, &t.named(*b).origin) {
                    (Some((o, l)), Some((p, m))) => o == p && self.lists(l, m, seen, ren),
                    _ => false,
                }
            }
            (Type::TypeParam(a), Type::TypeParam(b)) => {
                match ren.iter().rev().find(|(p, q)| p == a || q == b) {
                    Some((p, q)) => p == a && q == b,
                    None => a == b,
                }
            }
            _ => false,
        }
    }

    fn lists(
        &self,
        a: &[TypeId],
        b: &[TypeId],
        seen: &mut Vec<(TypeId, TypeId)>,
        ren: &Renaming,
    ) -> bool {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(a, b)| self.identical(*a, *b, seen, ren))
    }

    fn signatures(
        &self,
        a: &Signature,
        b: &Signature,
        seen: &mut Vec<(TypeId, TypeId)>,
        ren: &Renaming,
    ) -> bool {
        if a.tparams.len() != b.tparams.len() || a.variadic != b.variadic {
            return false;
        }
        if a.tparams.is_empty() {
            return self.lists(&a.params, &b.params, seen, ren)
                && self.lists(&a.results, &b.results, seen, ren);
        }
        let mut ren = ren.to_vec();
        ren.extend(a.tparams.iter().copied().zip(b.tparams.iter().copied()));
        a.tparams.iter().zip(&b.tparams).all(|(p, q)| {
            let bound =
                |p: &TypeParamId| self.types.tparam(*p).constraint.unwrap_or(TypeId::INVALID);
            self.identical(bound(p), bound(q), seen, &ren)
        }) && self.lists(&a.params, &b.params, seen, &ren)
            && self.lists(&a.results, &b.results, seen, &ren)
    }

    fn interfaces(
        &self,
        x: TypeId,
        y: TypeId,
        a: &InterfaceType,
        b: &InterfaceType,
        seen: &mut Vec<(TypeId, TypeId)>,
        ren: &Renaming,
    ) -> bool {
        if a.embedded.is_empty() && b.embedded.is_empty() && a.methods.len() != b.methods.len() {
            return false;
        }
        let (xs, ys) = (self.types.type_set(x), self.types.type_set(y));
        if xs.comparable != ys.comparable || xs.methods.len() != ys.methods.len() {
            return false;
        }
        if seen.iter().any(|&p| p == (x, y) || p == (y, x)) {
            return true;
        }
        seen.push((x, y));
        let terms = match (&xs.terms, &ys.terms) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                let covers = |a: &[super::ty::Term], b: &[super::ty::Term], seen: &mut Vec<_>| {
                    a.iter().all(|x| {
                        b.iter()
                            .any(|y| x.tilde == y.tilde && self.identical(x.ty, y.ty, seen, ren))
                    })
                };
                covers(a, b, seen) && covers(b, a, seen)
            }
            _ => false,
        };
        let same = terms
            && xs.methods.iter().zip(&ys.methods).all(|(m, n)| {
                m.name == n.name && m.pkg == n.pkg && self.identical(m.sig, n.sig, seen, ren)
            });
        seen.pop();
        same
    }
}
