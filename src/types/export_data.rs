//! Which of a package's own names its importers can see without being allowed to use them: gc writes what exported
//! declarations mention into the file that importers read. What only bodies of functions mention gets there where gc
//! would inline them, which nobody here knows: such names are taken for hidden.

use rustc_hash::FxHashSet;

use super::object::{ObjId, ObjectKind, PkgId};
use super::predicates::is_exported;
use super::store::Types;
use super::ty::{NamedId, Type, TypeId};

/// What gc finds in the library's packages, whose declarations here are not those of Go: a line for each package. Written by
/// `xtask api`.
const LIBRARY: &str = include_str!("go_hidden.txt");

fn is_listed(path: &str, name: &str) -> bool {
    LIBRARY
        .lines()
        .filter_map(|line| line.split_once(' '))
        .find(|(package, _)| *package == path)
        .is_some_and(|(_, names)| names.split(' ').any(|n| n == name))
}

impl Types {
    /// Whether gc knows of a package's own name.
    pub(super) fn is_in_export_data(&mut self, pkg: PkgId, name: &str) -> bool {
        self.read_signatures_of(pkg);
        let obj = self.scope(self.package(pkg).scope).lookup(name);
        is_listed(self.package(pkg).public_path(), name)
            || obj.is_some_and(|obj| self.is_led_to(pkg, obj))
    }

    /// Whether the types of exported declarations lead to the object.
    fn is_led_to(&self, pkg: PkgId, obj: ObjId) -> bool {
        if !matches!(self.object(obj).kind, ObjectKind::TypeName { .. }) {
            return false;
        }
        let mut walk = Walk {
            types: self,
            seen: FxHashSet::default(),
            found: FxHashSet::default(),
        };
        let names = &self.scope(self.package(pkg).scope).names;
        for (_, &o) in names.iter().filter(|(name, _)| is_exported(name)) {
            walk.object(o);
        }
        walk.found.contains(&obj)
    }
}

struct Walk<'t> {
    types: &'t Types,
    seen: FxHashSet<TypeId>,
    /// Objects of the declared types that were met.
    found: FxHashSet<ObjId>,
}

impl Walk<'_> {
    fn object(&mut self, obj: ObjId) {
        if let Some(ty) = self.types.object(obj).ty {
            self.ty(ty);
        }
    }

    fn each(&mut self, list: &[TypeId]) {
        list.iter().for_each(|&t| self.ty(t));
    }

    fn ty(&mut self, ty: TypeId) {
        if !self.seen.insert(ty) {
            return;
        }
        match self.types.get(ty) {
            Type::Alias { obj, targs, actual } => {
                self.found.insert(*obj);
                self.each(targs);
                self.ty(*actual);
            }
            Type::Named(n) => self.named(*n),
            Type::Pointer(t) | Type::Slice(t) => self.ty(*t),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => self.ty(*elem),
            Type::Map { key, elem } => self.each(&[*key, *elem]),
            Type::Struct(s) => s.fields.iter().for_each(|f| self.ty(f.ty)),
            Type::Signature(s) => {
                for &p in &s.tparams {
                    if let Some(bound) = self.types.tparam(p).constraint {
                        self.ty(bound);
                    }
                }
                self.each(&s.params);
                self.each(&s.results);
            }
            Type::Interface(i) => {
                i.methods.iter().for_each(|m| self.ty(m.sig));
                self.each(&i.embedded);
            }
            Type::Union(terms) => terms.iter().for_each(|t| self.ty(t.ty)),
            _ => {}
        }
    }

    fn named(&mut self, n: NamedId) {
        let named = self.types.named(n);
        self.found.insert(named.obj);
        if let Some((origin, targs)) = &named.origin {
            let origin = *origin;
            self.each(targs);
            return self.named_once(origin);
        }
        for &p in &named.tparams {
            if let Some(bound) = self.types.tparam(p).constraint {
                self.ty(bound);
            }
        }
        if let Some(u) = named.underlying {
            self.ty(u);
        }
        named.methods.iter().for_each(|&m| self.object(m));
    }

    fn named_once(&mut self, n: NamedId) {
        if !self.found.contains(&self.types.named(n).obj) || self.types.named(n).origin.is_none() {
            self.named(n);
        }
    }
}
