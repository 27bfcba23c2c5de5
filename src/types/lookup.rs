//! Fields and methods: lookup through embedding, method sets, and why a type lacks a method.

use gorun_grammar::ast::Pos;
use smol_str::SmolStr;

use super::checker::Checker;
use super::object::{ObjId, PkgId};
use super::store::Types;
use super::ty::TypeId;

/// A field or method found in a type.
#[derive(Clone, Debug)]
pub struct Lookup {
    pub obj: ObjId,
    pub kind: LookupKind,
    /// As `Selection::index`.
    pub index: Vec<u32>,
    /// A pointer was followed on the path.
    pub indirect: bool,
    /// The field's type, or the method's signature (without receiver), the receiver's type arguments put in.
    pub ty: TypeId,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookupKind {
    Field,
    /// A method of a declared type.
    Method,
    /// A method of an interface (or of a type parameter's constraint).
    InterfaceMethod,
}

#[derive(Clone, Debug)]
pub enum LookupOutcome {
    Found(Lookup),
    /// Several at the same depth.
    Ambiguous,
    /// There is such a method, but its receiver is a pointer and the operand is not addressable.
    PointerReceiver,
    NotFound,
}

/// A method callable on a value in an interface.
#[derive(Clone, Debug)]
pub struct MethodEntry {
    pub name: SmolStr,
    /// The package of an unexported name.
    pub pkg: Option<PkgId>,
    pub obj: ObjId,
    pub index: Vec<u32>,
    pub indirect: bool,
    /// The signature without receiver, type arguments put in.
    pub sig: TypeId,
}

impl Types {
    pub fn lookup(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: &str,
    ) -> Option<Lookup> {
        match self.lookup_field_or_method(t, addressable, pkg, name, false) {
            LookupOutcome::Found(l) => Some(l),
            _ => None,
        }
    }
    pub fn lookup_field_or_method(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: &str,
        fold_case: bool,
    ) -> LookupOutcome {
        let _ = (t, addressable, pkg, name, fold_case);
        todo!()
    }
    /// All methods callable on a value of type `t` in an interface, promoted ones included, sorted by name.
    pub fn method_set(&mut self, t: TypeId) -> Vec<MethodEntry> {
        let _ = t;
        todo!()
    }
}

impl<'a> Checker<'a> {
    /// Whether `v` has all methods of interface `t`. `static`: no run-time check will follow (`v` may be an
    /// interface whose dynamic value has more). `Err` is gc's explanation, in parentheses and all.
    pub fn missing_method(&mut self, v: TypeId, t: TypeId, static_: bool) -> Result<(), String> {
        let _ = (v, t, static_);
        todo!()
    }
    /// Whether a type assertion of an operand of interface type `v` to `t` can succeed; `Err` is why not.
    pub fn assertable_to(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        let _ = (v, t);
        todo!()
    }
    /// Like `assertable_to` for a new assertion (a concrete `t` only).
    pub fn new_assertable_to(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        let _ = (v, t);
        todo!()
    }
    /// Whether `v` implements interface `t`; `constraint`: `t` is the constraint of a type parameter. `Err` is
    /// gc's explanation, without parentheses.
    pub fn implements(
        &mut self,
        pos: Pos,
        v: TypeId,
        t: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        let _ = (pos, v, t, constraint);
        todo!()
    }
    /// The hint of selecting through a pointer to an interface: `type T is pointer to interface, not interface`.
    pub fn interface_ptr_error(&mut self, t: TypeId) -> String {
        let _ = t;
        todo!()
    }
    /// `name(params) results` as messages show a method.
    pub fn func_string(&mut self, name: &str, sig: TypeId) -> String {
        self.prepare_qualifier();
        let q = |pkg: PkgId| self.qualify(pkg);
        self.types.method_string(name, sig, &q, false)
    }
}
