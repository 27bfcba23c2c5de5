//! Which of a package's own names its importers can see without being allowed to use them: gc writes what exported
//! declarations mention into the file that importers read. What bodies of functions mention gets there where gc
//! would inline them (`Importer::exported_bodies`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::checker::Checker;
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

/// What the body of a function mentions, its own package's and others'.
#[derive(Clone, Debug)]
pub struct ExportedBody {
    pub function: ObjId,
    /// Functions and variables.
    pub objects: Vec<ObjId>,
    pub types: Vec<TypeId>,
}

impl ExportedBody {
    pub fn of(function: ObjId) -> Self {
        ExportedBody {
            function,
            objects: Vec::new(),
            types: Vec::new(),
        }
    }
}

impl Checker<'_> {
    /// Whether gc knows of a package's own name.
    pub(super) fn is_in_export_data(&mut self, pkg: PkgId, name: &str) -> bool {
        self.types.read_signatures_of(pkg);
        if is_listed(self.types.package(pkg).public_path(), name) {
            return true;
        }
        let scope = self.types.package(pkg).scope;
        let Some(obj) = self.types.scope(scope).lookup(name) else {
            return false;
        };
        let bodies = self.importer.exported_bodies(self.types, pkg);
        let mut walk = Walk {
            types: self.types,
            seen: FxHashSet::default(),
            found: FxHashSet::default(),
            bodies: bodies.into_iter().map(|b| (b.function, b)).collect(),
        };
        let names = &self.types.scope(scope).names;
        for (_, &o) in names.iter().filter(|(name, _)| is_exported(name)) {
            walk.object(o);
        }
        walk.found.contains(&obj)
    }
}

struct Walk<'t> {
    types: &'t Types,
    seen: FxHashSet<TypeId>,
    /// Declared types, functions and variables that were met.
    found: FxHashSet<ObjId>,
    /// Those that have not been met yet.
    bodies: FxHashMap<ObjId, ExportedBody>,
}

impl Walk<'_> {
    fn object(&mut self, obj: ObjId) {
        let object = self.types.object(obj);
        if matches!(object.kind, ObjectKind::Func { .. } | ObjectKind::Var(_)) {
            self.found.insert(obj);
        }
        if let Some(ty) = object.ty {
            self.ty(ty);
        }
        if let Some(body) = self.bodies.remove(&obj) {
            body.objects.into_iter().for_each(|o| self.object(o));
            self.each(&body.types);
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
