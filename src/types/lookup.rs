//! Fields and methods: lookup through embedding, method sets, and why a type lacks a method.

use smol_str::SmolStr;

use super::checker::Checker;
use super::object::{ObjId, ObjectKind, PkgId};
use super::predicates::is_exported;
use super::store::Types;
use super::ty::{NamedId, StructField, Type, TypeId};

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
    /// Invalid for a method whose declaration has not been checked.
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

/// A type reached through embedded fields.
struct Embedded {
    ty: TypeId,
    index: Vec<u32>,
    indirect: bool,
    /// Reached more than once at this depth.
    multiples: bool,
}

fn same_name(
    name: &str,
    pkg: PkgId,
    other: &str,
    other_pkg: Option<PkgId>,
    fold_case: bool,
) -> bool {
    if fold_case && name.to_lowercase() == other.to_lowercase() {
        return true;
    }
    name == other && (is_exported(name) || other_pkg == Some(pkg))
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

    /// Spec: Selectors. A declared pointer type has the fields, not the methods, of its base.
    pub fn lookup_field_or_method(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: &str,
        fold_case: bool,
    ) -> LookupOutcome {
        if self.as_named(t).is_some() {
            let u = self.under(t);
            if matches!(self.get(u), Type::Pointer(_)) {
                return match self.lookup_impl(u, false, pkg, name, fold_case) {
                    LookupOutcome::Found(l) if l.kind != LookupKind::Field => {
                        LookupOutcome::NotFound
                    }
                    other => other,
                };
            }
        }
        self.lookup_impl(t, addressable, pkg, name, fold_case)
    }

    /// The base of a pointer literal type, and whether it was one.
    pub fn deref(&self, t: TypeId) -> (TypeId, bool) {
        match self.get(self.unalias(t)) {
            Type::Pointer(e) => (*e, true),
            _ => (t, false),
        }
    }

    fn lookup_impl(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: &str,
        fold: bool,
    ) -> LookupOutcome {
        if name == "_" {
            return LookupOutcome::NotFound;
        }
        let (ty, is_ptr) = self.deref(t);
        if is_ptr && self.is_interface(ty) {
            return LookupOutcome::NotFound;
        }
        let mut current = vec![Embedded {
            ty,
            index: Vec::new(),
            indirect: is_ptr,
            multiples: false,
        }];
        let mut seen: Vec<NamedId> = Vec::new();
        while !current.is_empty() {
            let mut next: Vec<Embedded> = Vec::new();
            let mut found: Option<(Lookup, bool)> = None;
            for e in &current {
                let path = |i: usize| {
                    let mut p = e.index.clone();
                    p.push(i as u32);
                    p
                };
                if let Some(named) = self.as_named(e.ty) {
                    if seen.contains(&named) {
                        continue;
                    }
                    seen.push(named);
                    if let Some((i, m)) = self.declared_method(named, pkg, name, fold) {
                        if found.is_some() || e.multiples {
                            return LookupOutcome::Ambiguous;
                        }
                        let ptr = matches!(&self.object(m).kind, ObjectKind::Func { recv: Some(r) } if r.pointer);
                        let ty = self.method_type(named, m);
                        let (kind, index) = (LookupKind::Method, path(i));
                        found = Some((
                            Lookup {
                                obj: m,
                                kind,
                                index,
                                indirect: e.indirect,
                                ty,
                            },
                            ptr,
                        ));
                        continue;
                    }
                }
                let u = self.under(e.ty);
                match self.get(u) {
                    Type::Struct(s) => {
                        let mut hit = None;
                        for (i, f) in s.fields.iter().enumerate() {
                            if same_name(name, pkg, &f.name, f.pkg, fold) {
                                if found.is_some() || hit.is_some() || e.multiples {
                                    return LookupOutcome::Ambiguous;
                                }
                                hit = Some((i, f.ty));
                                continue;
                            }
                            if found.is_none() && hit.is_none() && f.embedded {
                                next.push(self.embedded(e, i, f));
                            }
                        }
                        if let Some((i, ty)) = hit {
                            let obj = self.field_object(u, i as u32);
                            let (kind, index) = (LookupKind::Field, path(i));
                            found = Some((
                                Lookup {
                                    obj,
                                    kind,
                                    index,
                                    indirect: e.indirect,
                                    ty,
                                },
                                false,
                            ));
                        }
                    }
                    Type::Interface(_) => {
                        let set = self.type_set(u);
                        let m = set
                            .methods
                            .iter()
                            .position(|m| same_name(name, pkg, &m.name, m.pkg, fold));
                        if let Some(i) = m {
                            if found.is_some() || e.multiples {
                                return LookupOutcome::Ambiguous;
                            }
                            let m = &set.methods[i];
                            let obj = self.iface_method_object(u, m);
                            let (kind, index) = (LookupKind::InterfaceMethod, path(i));
                            found = Some((
                                Lookup {
                                    obj,
                                    kind,
                                    index,
                                    indirect: e.indirect,
                                    ty: m.sig,
                                },
                                false,
                            ));
                        }
                    }
                    _ => {}
                }
            }
            if let Some((l, ptr_recv)) = found {
                if l.kind == LookupKind::Method && ptr_recv && !l.indirect && !addressable {
                    return LookupOutcome::PointerReceiver;
                }
                return LookupOutcome::Found(l);
            }
            current = self.consolidate(next);
        }
        LookupOutcome::NotFound
    }

    fn embedded(&self, e: &Embedded, i: usize, f: &StructField) -> Embedded {
        let (ty, is_ptr) = self.deref(f.ty);
        let mut index = e.index.clone();
        index.push(i as u32);
        Embedded {
            ty,
            index,
            indirect: e.indirect || is_ptr,
            multiples: e.multiples,
        }
    }

    fn consolidate(&self, list: Vec<Embedded>) -> Vec<Embedded> {
        let mut out: Vec<Embedded> = Vec::with_capacity(list.len());
        for e in list {
            match out.iter_mut().find(|o| self.identical(o.ty, e.ty)) {
                Some(o) => o.multiples = true,
                None => out.push(e),
            }
        }
        out
    }

    fn declared_method(
        &self,
        n: NamedId,
        pkg: PkgId,
        name: &str,
        fold: bool,
    ) -> Option<(usize, ObjId)> {
        let origin = self.named(self.origin(n));
        origin.methods.iter().copied().enumerate().find(|(_, m)| {
            let m = self.object(*m);
            same_name(name, pkg, &m.name, Some(m.pkg), fold)
        })
    }

    /// The signature of a declared method for the receiver type `n`, which may be an instance.
    pub fn method_type(&mut self, n: NamedId, m: ObjId) -> TypeId {
        self.read_signature(m);
        let sig = self.obj_type(m);
        let Some((_, targs)) = self.named(n).origin.clone() else {
            return sig;
        };
        let ObjectKind::Func { recv: Some(r) } = &self.object(m).kind else {
            return sig;
        };
        let map = Types::subst_map(&r.tparams.clone(), &targs);
        self.subst(sig, &map)
    }

    /// The object of a method in the type set of interface `iface`: that of the literal that declares it.
    fn iface_method_object(&mut self, iface: TypeId, m: &super::ty::Method) -> ObjId {
        let declaring = self.declaring_interface(iface, m, 0).unwrap_or(iface);
        self.method_object(declaring, &m.name, m.pkg, m.sig)
    }

    fn declaring_interface(
        &self,
        iface: TypeId,
        m: &super::ty::Method,
        depth: u32,
    ) -> Option<TypeId> {
        let Type::Interface(i) = self.get(iface) else {
            return None;
        };
        if i.methods.iter().any(|x| x.name == m.name && x.pkg == m.pkg) {
            return Some(iface);
        }
        if depth > 50 {
            return None;
        }
        i.embedded
            .iter()
            .find_map(|&e| self.declaring_interface(self.under(e), m, depth + 1))
    }

    /// All methods callable on a value of type `t` in an interface, promoted ones included, sorted by name.
    pub fn method_set(&mut self, t: TypeId) -> Vec<MethodEntry> {
        let mut names: Vec<(SmolStr, PkgId)> = Vec::new();
        let mut seen: Vec<TypeId> = Vec::new();
        let mut work = vec![t];
        while let Some(t) = work.pop() {
            let (t, _) = self.deref(t);
            let c = self.canon(t);
            if seen.contains(&c) {
                continue;
            }
            seen.push(c);
            if let Some(n) = self.as_named(t) {
                for &m in &self.named(self.origin(n)).methods {
                    let m = self.object(m);
                    names.push((m.name.clone(), m.pkg));
                }
            }
            let u = self.under(t);
            match self.get(u) {
                Type::Struct(s) => {
                    work.extend(s.fields.iter().filter(|f| f.embedded).map(|f| f.ty))
                }
                Type::Interface(_) => {
                    let set = self.type_set(u);
                    names.extend(
                        set.methods
                            .iter()
                            .map(|m| (m.name.clone(), m.pkg.unwrap_or(PkgId::UNIVERSE))),
                    );
                }
                _ => {}
            }
        }
        names.sort();
        names.dedup_by(|a, b| a.0 == b.0 && (is_exported(&a.0) || a.1 == b.1));
        let mut out = Vec::new();
        for (name, pkg) in names {
            if let LookupOutcome::Found(l) =
                self.lookup_field_or_method(t, false, pkg, &name, false)
                && l.kind != LookupKind::Field
            {
                let sig = self.canon(l.ty);
                // A generic method satisfies no interface.
                if matches!(self.get(sig), Type::Signature(s) if !s.tparams.is_empty()) {
                    continue;
                }
                let pkg = (!is_exported(&name)).then_some(pkg);
                out.push(MethodEntry {
                    name,
                    pkg,
                    obj: l.obj,
                    index: l.index,
                    indirect: l.indirect,
                    sig,
                });
            }
        }
        out
    }
}

impl<'a> Checker<'a> {
    /// `Types::lookup_field_or_method`, with the declaration of a method that is found checked, so that its
    /// type is known.
    pub fn lookup_field_or_method(
        &mut self,
        t: TypeId,
        addressable: bool,
        pkg: PkgId,
        name: &str,
        fold_case: bool,
    ) -> LookupOutcome {
        let found = self
            .types
            .lookup_field_or_method(t, addressable, pkg, name, fold_case);
        self.with_signature(found, |c| {
            c.types
                .lookup_field_or_method(t, addressable, pkg, name, fold_case)
        })
    }

    fn with_signature(
        &mut self,
        found: LookupOutcome,
        again: impl FnOnce(&mut Self) -> LookupOutcome,
    ) -> LookupOutcome {
        if let LookupOutcome::Found(l) = &found
            && l.kind == LookupKind::Method
            && self.types.object(l.obj).ty.is_none()
        {
            self.obj_decl(l.obj);
            return again(self);
        }
        found
    }

    fn lookup_impl(&mut self, t: TypeId, pkg: PkgId, name: &str, fold: bool) -> LookupOutcome {
        let found = self.types.lookup_impl(t, false, pkg, name, fold);
        self.with_signature(found, |c| c.types.lookup_impl(t, false, pkg, name, fold))
    }

    /// Whether `v` has all methods of interface `t`. `static_`: no run-time check will follow (otherwise `v` may
    /// be an interface whose dynamic value has more). `Err` is gc's explanation, parentheses and all.
    pub fn missing_method(&mut self, v: TypeId, t: TypeId, static_: bool) -> Result<(), String> {
        self.missing_method_by(v, t, static_, |c, x, y| c.types.identical(x, y))
    }

    /// Like `missing_method`, signatures being compared by `same`.
    fn missing_method_by(
        &mut self,
        v: TypeId,
        t: TypeId,
        static_: bool,
        mut same: impl FnMut(&mut Self, TypeId, TypeId) -> bool,
    ) -> Result<(), String> {
        let set = self.types.type_set(t);
        let vu = self.types.under(v);
        if matches!(self.types.get(vu), Type::Interface(_)) {
            let vset = self.types.type_set(vu);
            for m in &set.methods {
                match vset
                    .methods
                    .iter()
                    .find(|x| x.name == m.name && x.pkg == m.pkg)
                {
                    None if static_ => return Err(self.not_found(v, t, &m.name)),
                    None => {}
                    Some(f) if same(self, f.sig, m.sig) => {}
                    Some(f) => return Err(self.wrong_signature(&f.name, f.sig, &m.name, m.sig)),
                }
            }
            return Ok(());
        }
        for m in &set.methods {
            let pkg = m.pkg.unwrap_or(self.pkg);
            match self.lookup_impl(v, pkg, &m.name, false) {
                LookupOutcome::Ambiguous => {
                    return Err(format!(
                        "(ambiguous selector {}.{})",
                        self.type_str(v),
                        m.name
                    ));
                }
                LookupOutcome::PointerReceiver => {
                    return Err(format!("(method {} has pointer receiver)", m.name));
                }
                LookupOutcome::NotFound => {
                    let near = match self.lookup_impl(v, pkg, &m.name, true) {
                        LookupOutcome::Found(l) if l.kind != LookupKind::Field => Some(l),
                        _ => None,
                    };
                    let Some(f) = near else {
                        return Err(self.not_found(v, t, &m.name));
                    };
                    let name = self.types.object(f.obj).name.clone();
                    if name == m.name {
                        return Err(format!("(unexported method {name})"));
                    }
                    let (have, want) = (
                        self.func_string(&name, f.ty),
                        self.func_string(&m.name, m.sig),
                    );
                    return Err(format!(
                        "(missing method {})\n\t\thave {have}\n\t\twant {want}",
                        m.name
                    ));
                }
                LookupOutcome::Found(l) if l.kind == LookupKind::Field => {
                    return Err(format!(
                        "({}.{} is a field, not a method)",
                        self.type_str(v),
                        m.name
                    ));
                }
                LookupOutcome::Found(l) => {
                    if !same(self, l.ty, m.sig) {
                        return Err(self.wrong_signature(&m.name, l.ty, &m.name, m.sig));
                    }
                }
            }
        }
        Ok(())
    }

    fn not_found(&mut self, v: TypeId, t: TypeId, name: &str) -> String {
        if self.is_interface_ptr(v) {
            format!("({})", self.interface_ptr_error(v))
        } else if self.is_interface_ptr(t) {
            format!("({})", self.interface_ptr_error(t))
        } else {
            format!("(missing method {name})")
        }
    }

    fn wrong_signature(
        &mut self,
        have_name: &str,
        have: TypeId,
        name: &str,
        want: TypeId,
    ) -> String {
        let (mut h, mut w) = (
            self.func_string(have_name, have),
            self.func_string(name, want),
        );
        if h == w {
            // Tell types of the same name apart by the paths of their packages.
            let path = |p: PkgId| self.types.package(p).public_path().to_string();
            h = self.types.method_string(have_name, have, &path, false);
            w = self.types.method_string(name, want, &path, false);
        }
        if h == w {
            return format!("(wrong type for method {name})");
        }
        format!("(wrong type for method {name})\n\t\thave {h}\n\t\twant {w}")
    }

    /// Like `missing_method`, true for what cannot be known because of earlier errors.
    pub fn has_all_methods(&mut self, v: TypeId, t: TypeId, static_: bool) -> Result<(), String> {
        self.has_all_methods_by(v, t, static_, |c, x, y| c.types.identical(x, y))
    }

    pub(super) fn has_all_methods_by(
        &mut self,
        v: TypeId,
        t: TypeId,
        static_: bool,
        same: impl FnMut(&mut Self, TypeId, TypeId) -> bool,
    ) -> Result<(), String> {
        if !self.types.is_valid(v) {
            return Ok(());
        }
        match self.missing_method_by(v, t, static_, same) {
            Err(_) if self.has_invalid_embedded(v, 0) => Ok(()),
            r => r,
        }
    }

    fn has_invalid_embedded(&self, t: TypeId, depth: u32) -> bool {
        let t = self.types.as_pointer(t).unwrap_or(t);
        let Type::Struct(s) = self.types.under_ty(t) else {
            return false;
        };
        depth < 20
            && s.fields.iter().any(|f| {
                f.embedded
                    && (!self.types.is_valid(f.ty) || self.has_invalid_embedded(f.ty, depth + 1))
            })
    }

    /// Whether a type assertion of an operand of interface type `v` to `t` can succeed; `Err` is why not.
    pub fn assertable_to(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        if self.types.is_interface(t) {
            return Ok(());
        }
        self.has_all_methods(t, v, false)
    }

    /// Like `assertable_to`, for interfaces with type elements too.
    pub fn new_assertable_to(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        if self.types.is_interface(t) {
            return Ok(());
        }
        self.implements(gorun_grammar::ast::Pos::NONE, t, v, false)
    }

    pub fn is_interface_ptr(&self, t: TypeId) -> bool {
        self.types
            .as_pointer(t)
            .is_some_and(|e| self.types.is_interface(e))
    }

    /// The hint for a pointer to an interface.
    pub fn interface_ptr_error(&mut self, t: TypeId) -> String {
        let tparam = self
            .types
            .as_pointer(t)
            .is_some_and(|e| self.types.is_tparam(e));
        let what = if tparam {
            "type parameter"
        } else {
            "interface"
        };
        format!("type {} is pointer to {what}, not {what}", self.type_str(t))
    }

    /// `name(params) results` as messages show a method.
    pub fn func_string(&mut self, name: &str, sig: TypeId) -> String {
        self.prepare_qualifier();
        let q = |pkg: PkgId| self.qualify(pkg);
        self.types.method_string(name, sig, &q, false)
    }

    /// The names of the fields along a path, for messages.
    pub fn field_path(&self, t: TypeId, index: &[u32]) -> String {
        let mut names: Vec<SmolStr> = Vec::new();
        let mut t = t;
        for &i in index {
            let base = self.types.as_pointer(t).unwrap_or(t);
            let Type::Struct(s) = self.types.under_ty(base) else {
                break;
            };
            let Some(f) = s.fields.get(i as usize) else {
                break;
            };
            names.push(f.name.clone());
            t = f.ty;
        }
        names.join(".")
    }
}
