//! Which verbs fit which types.

use rustc_hash::FxHashSet;

use crate::types::{Basic, PkgId, Type, TypeId, Types};
use crate::vet::names::{is_named, type_name};

/// A set of kinds of arguments.
pub type Accepts = u16;

pub const BOOL: Accepts = 1;
pub const BYTE: Accepts = 1 << 1;
pub const INT: Accepts = 1 << 2;
pub const RUNE: Accepts = 1 << 3;
pub const STRING: Accepts = 1 << 4;
pub const FLOAT: Accepts = 1 << 5;
pub const COMPLEX: Accepts = 1 << 6;
pub const POINTER: Accepts = 1 << 7;
pub const ERROR: Accepts = 1 << 8;
pub const ANY: Accepts = !0;

/// A method that can be called on a value of the type, and its signature.
fn method(types: &mut Types, t: TypeId, name: &str) -> Option<(Vec<TypeId>, Vec<TypeId>)> {
    let found = types.lookup(t, false, PkgId::UNIVERSE, name)?;
    match types.get(types.unalias(found.ty)) {
        Type::Signature(s) => Some((s.params.clone(), s.results.clone())),
        _ => None,
    }
}

fn gives_string(types: &mut Types, t: TypeId, name: &str) -> bool {
    let string = |r: TypeId| types_canon_is_string(r);
    method(types, t, name).is_some_and(|(p, r)| p.is_empty() && r.len() == 1 && string(r[0]))
}

fn types_canon_is_string(t: TypeId) -> bool {
    t == TypeId::of(Basic::String)
}

/// Whether a value of the type is an error.
pub fn is_error(types: &mut Types, t: TypeId) -> bool {
    gives_string(types, t, "Error")
}

/// Whether values of the type may format themselves. What an interface holds may.
pub fn is_formatter(types: &mut Types, t: TypeId) -> bool {
    if types.is_non_tparam_interface(t) {
        return true;
    }
    let Some((params, results)) = method(types, t, "Format") else {
        return false;
    };
    let [state, verb] = params[..] else {
        return false;
    };
    results.is_empty()
        && is_named(types, state, "fmt", "State")
        && types.canon(verb) == TypeId::of(Basic::Int32)
}

/// Whether the type has a `String` or an `Error` method.
pub fn has_text(types: &mut Types, t: TypeId) -> bool {
    is_error(types, t) || gives_string(types, t, "String")
}

/// Whether `accepts` fits the type. `Err`: why not, where there is more to say than the type.
pub fn fits(types: &mut Types, accepts: Accepts, t: TypeId) -> Result<(), String> {
    if accepts == ANY {
        return Ok(());
    }
    let mut matcher = Matcher {
        types,
        accepts,
        seen: FxHashSet::default(),
        reason: String::new(),
    };
    match matcher.fits(t, true) {
        true => Ok(()),
        false => Err(matcher.reason),
    }
}

struct Matcher<'t> {
    types: &'t mut Types,
    accepts: Accepts,
    /// Types that have been looked at or are being looked at.
    seen: FxHashSet<TypeId>,
    reason: String,
}

impl Matcher<'_> {
    fn takes(&self, kinds: Accepts) -> bool {
        self.accepts & kinds != 0
    }

    /// `top`: the argument's own type, of which a pointer may be printed as what it points to.
    fn fits(&mut self, t: TypeId, top: bool) -> bool {
        if self.accepts == ERROR {
            return is_error(self.types, t);
        }
        if is_formatter(self.types, t) {
            return true;
        }
        if self.takes(STRING) && has_text(self.types, t) {
            return true;
        }
        if self.types.as_tparam(t).is_some() {
            return self.all_of(t, top);
        }
        let under = self.types.underlying(t);
        if !self.seen.insert(under) {
            return true;
        }
        let accepts = self.accepts;
        match self.types.get(under).clone() {
            Type::Basic(b) => self.basic(b),
            Type::Signature(_) => accepts == POINTER,
            Type::Chan { .. } => self.takes(POINTER),
            Type::Interface(_) => true,
            Type::Map { key, elem } => {
                accepts == POINTER || self.fits(key, false) && self.fits(elem, false)
            }
            Type::Array { elem, .. } => self.is_text(elem) || self.fits(elem, false),
            Type::Slice(elem) => self.is_text(elem) || accepts == POINTER || self.fits(elem, false),
            Type::Pointer(base) => self.pointer(base, top),
            Type::Struct(s) => s.fields.iter().all(|f| {
                // fmt cannot call methods of fields that are not exported.
                let hidden = !crate::types::is_exported(&f.name);
                self.fits(f.ty, false)
                    && !(self.takes(STRING) && hidden && has_text(self.types, f.ty))
            }),
            _ => false,
        }
    }

    /// `%s` takes bytes.
    fn is_text(&self, elem: TypeId) -> bool {
        self.takes(STRING) && self.types.underlying(elem) == TypeId::of(Basic::Uint8)
    }

    fn pointer(&mut self, base: TypeId, top: bool) -> bool {
        if self.accepts == POINTER || self.types.as_tparam(base).is_some() {
            return true;
        }
        let under = self.types.underlying(base);
        match self.types.get(under) {
            Type::Struct(_) | Type::Array { .. } | Type::Slice(_) | Type::Map { .. } => {
                top && self.fits(under, false)
            }
            _ => self.takes(POINTER),
        }
    }

    /// A type parameter: each type of its type set.
    fn all_of(&mut self, t: TypeId, top: bool) -> bool {
        if !self.seen.insert(t) {
            return true;
        }
        let set = self.types.type_set(t);
        let Some(terms) = set.terms.clone().filter(|terms| !terms.is_empty()) else {
            return false;
        };
        let is_argument = self.seen.len() == 1;
        for term in terms {
            if !self.fits(term.ty, top) {
                if is_argument {
                    let tilde = if term.tilde { "~" } else { "" };
                    let name = type_name(self.types, term.ty);
                    self.reason = format!("contains {tilde}{name}");
                }
                return false;
            }
        }
        true
    }

    fn basic(&self, b: Basic) -> bool {
        match b {
            Basic::Invalid => true,
            Basic::UntypedNil => false,
            Basic::Uint8 => self.takes(INT | BYTE),
            Basic::Int32 | Basic::UntypedRune => self.takes(INT | RUNE),
            Basic::UnsafePointer => self.takes(POINTER | INT),
            _ if b.is_boolean() => self.takes(BOOL),
            _ if b.is_integer() => self.takes(INT),
            _ if b.is_float() => self.takes(FLOAT),
            _ if b.is_complex() => self.takes(COMPLEX),
            _ => self.takes(STRING),
        }
    }
}
