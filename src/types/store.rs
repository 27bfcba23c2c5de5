//! `Types` owns all types, objects, packages and scopes of a run; ids index into it.
//!
//! Every type has a canonical form: without aliases and parameter names, at any depth. Ids of canonical types
//! are equal exactly when the types are spelled alike; what only messages need lives in the other forms.

use std::sync::Arc;

use gorun_grammar::ast::Pos;
use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::object::{ObjId, Object, ObjectKind, Package, PkgId};
use super::reach::{Free, Passing};
use super::scope::{Scope, ScopeId};
use super::ty::{
    Basic, InterfaceType, NamedId, NamedType, Signature, StructType, Type, TypeId, TypeParam,
    TypeParamId, TypeSet,
};
use super::universe::Universe;

#[derive(Debug)]
pub struct Types {
    pub(super) types: Vec<Type>,
    /// The canonical form of each type.
    pub(super) canon: Vec<TypeId>,
    /// Whether the type mentions type parameters, so that `subst` need not look into those that do not.
    pub(super) generic: Vec<bool>,
    pub(super) interned: FxHashMap<Type, TypeId>,
    pub named: Vec<NamedType>,
    pub tparams: Vec<TypeParam>,
    pub objects: Vec<Object>,
    pub packages: Vec<Package>,
    pub scopes: Vec<Scope>,
    /// What is predeclared.
    pub universe: Universe,
    /// Instances of generic types by origin and canonical arguments.
    /// Arguments of instances as they were first written, where those are not canonical.
    pub(super) shown_targs: FxHashMap<NamedId, Vec<TypeId>>,
    pub(super) instances: FxHashMap<(NamedId, Vec<TypeId>), NamedId>,
    /// Instances that wait for their origin's underlying type, and declared types that wait for the one that they
    /// are declared as.
    pub(super) pending: FxHashMap<NamedId, Vec<NamedId>>,
    /// How many instantiations led to an instance: what stops endless ones.
    pub(super) generation: FxHashMap<NamedId, u32>,
    /// The generation of the instance being expanded.
    pub(super) expanding: u32,
    /// Instances of each type that were expanded beyond the first few steps.
    pub(super) expanded_beyond: FxHashMap<NamedId, u32>,
    pub(super) type_sets: RwLock<FxHashMap<TypeId, Arc<TypeSet>>>,
    /// Objects of struct fields and of interface methods, made when first asked for.
    pub(super) field_objs: FxHashMap<(TypeId, u32), ObjId>,
    pub(super) method_objs: FxHashMap<(TypeId, SmolStr), ObjId>,
    /// Where embedded elements of an interface literal stand.
    pub(super) embed_pos: FxHashMap<TypeId, Vec<Pos>>,
    /// The types of objects as messages show them, where `Object::ty` had to be made canonical.
    pub(super) shown_obj: FxHashMap<ObjId, TypeId>,
    /// In a session: what is made now, and numbers to be given out again.
    pub(super) born: Option<super::session::Born>,
    pub(super) free_objects: Vec<ObjId>,
    pub(super) free_scopes: Vec<ScopeId>,
    pub(super) free: Free,
    pub(super) passing: Option<Passing>,
    pub(super) unread: super::library::Unread,
}

impl Default for Types {
    fn default() -> Self {
        Types::new()
    }
}

impl Types {
    /// A store that knows the universe and package `unsafe`.
    pub fn new() -> Types {
        /// Address space for what a program with some imports declares: memory is touched as it is used, and nothing moves.
        const ROOM: usize = 16 << 10;
        let mut t = Types {
            types: Vec::with_capacity(ROOM),
            canon: Vec::new(),
            generic: Vec::new(),
            interned: FxHashMap::default(),
            named: Vec::new(),
            tparams: Vec::new(),
            objects: Vec::with_capacity(ROOM),
            packages: Vec::new(),
            scopes: Vec::new(),
            universe: Universe::default(),
            shown_targs: FxHashMap::default(),
            instances: FxHashMap::default(),
            pending: FxHashMap::default(),
            generation: FxHashMap::default(),
            expanding: 0,
            expanded_beyond: FxHashMap::default(),
            type_sets: RwLock::new(FxHashMap::default()),
            field_objs: FxHashMap::default(),
            method_objs: FxHashMap::default(),
            embed_pos: FxHashMap::default(),
            shown_obj: FxHashMap::default(),
            born: None,
            free_objects: Vec::new(),
            free_scopes: Vec::new(),
            free: Free::default(),
            passing: None,
            unread: Default::default(),
        };
        super::universe::define(&mut t);
        t
    }

    /// The id of a type literal; the same literal always has the same id.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.interned.get(&ty) {
            return id;
        }
        let generic = matches!(ty, Type::TypeParam(_))
            || self
                .components(&ty)
                .iter()
                .any(|&t| self.mentions_tparams(t));
        let canonical = self.canonical_form(&ty);
        let id = match self.free.types.pop() {
            Some(id) => {
                let i = id.0 as usize;
                self.types[i] = ty.clone();
                (self.canon[i], self.generic[i]) = (id, generic);
                id
            }
            None => {
                let id = TypeId(self.types.len() as u32);
                self.types.push(ty.clone());
                self.canon.push(id);
                self.generic.push(generic);
                id
            }
        };
        self.interned.insert(ty, id);
        if let Some(c) = canonical {
            let c = match c {
                Ok(form) => self.intern(form),
                Err(id) => id,
            };
            self.canon[id.0 as usize] = c;
        }
        id
    }

    /// Whether the type mentions a type parameter (of any function or type).
    pub fn mentions_tparams(&self, t: TypeId) -> bool {
        if let Type::Named(n) = self.get(t) {
            let n = self.named(*n);
            return match &n.origin {
                // (One with the wrong number of arguments is to be looked at too: substitution makes it invalid.)
                Some((generic, targs)) => {
                    let g = self.named(*generic);
                    let miscounted = g.outer.len() + g.tparams.len() != targs.len();
                    (miscounted && !g.tparams.is_empty())
                        || targs.iter().any(|&t| self.mentions_tparams(t))
                }
                None => !n.outer.is_empty(),
            };
        }
        self.generic[t.0 as usize]
    }

    /// The types that a type literal is made of.
    pub fn components(&self, ty: &Type) -> Vec<TypeId> {
        match ty {
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_) => Vec::new(),
            Type::Pointer(e)
            | Type::Slice(e)
            | Type::Array { elem: e, .. }
            | Type::Chan { elem: e, .. } => vec![*e],
            Type::Map { key, elem } => vec![*key, *elem],
            Type::Struct(s) => s.fields.iter().map(|f| f.ty).collect(),
            Type::Tuple(l) => l.clone(),
            Type::Signature(s) => {
                let bounds = s.tparams.iter().filter_map(|p| self.tparam(*p).constraint);
                s.params
                    .iter()
                    .chain(&s.results)
                    .copied()
                    .chain(bounds)
                    .collect()
            }
            Type::Interface(i) => i
                .methods
                .iter()
                .map(|m| m.sig)
                .chain(i.embedded.iter().copied())
                .collect(),
            Type::Union(terms) => terms.iter().map(|t| t.ty).collect(),
            Type::Alias { targs, actual, .. } => targs.iter().copied().chain([*actual]).collect(),
        }
    }

    /// The canonical form of a type whose components are interned: `None` if it is the type itself.
    fn canonical_form(&self, ty: &Type) -> Option<Result<Type, TypeId>> {
        let c = |t: TypeId| self.canon(t);
        let list = |l: &[TypeId]| l.iter().map(|&t| c(t)).collect::<Vec<_>>();
        let form = match ty {
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_) => return None,
            Type::Alias { actual, .. } => return Some(Err(c(*actual))),
            Type::Pointer(e) => Type::Pointer(c(*e)),
            Type::Slice(e) => Type::Slice(c(*e)),
            Type::Array { len, elem } => Type::Array {
                len: *len,
                elem: c(*elem),
            },
            Type::Map { key, elem } => Type::Map {
                key: c(*key),
                elem: c(*elem),
            },
            Type::Chan { dir, elem } => Type::Chan {
                dir: *dir,
                elem: c(*elem),
            },
            Type::Tuple(l) => Type::Tuple(list(l)),
            Type::Struct(s) => {
                let mut s: StructType = s.clone();
                s.fields.iter_mut().for_each(|f| f.ty = c(f.ty));
                Type::Struct(s)
            }
            Type::Signature(s) => Type::Signature(Signature {
                tparams: s.tparams.clone(),
                params: list(&s.params),
                results: list(&s.results),
                variadic: s.variadic,
                names: Vec::new(),
            }),
            Type::Interface(i) => {
                let mut i: InterfaceType = i.clone();
                i.methods.iter_mut().for_each(|m| m.sig = c(m.sig));
                i.embedded.iter_mut().for_each(|e| *e = c(*e));
                Type::Interface(i)
            }
            Type::Union(terms) => {
                let mut terms = terms.clone();
                terms.iter_mut().for_each(|t| t.ty = c(t.ty));
                Type::Union(terms)
            }
        };
        (form != *ty).then_some(Ok(form))
    }

    /// The same type without aliases and parameter names. Compare ids of canonical types, or ask `identical`.
    pub fn canon(&self, id: TypeId) -> TypeId {
        self.canon[id.0 as usize]
    }

    /// What an alias stands for; the aliases inside stay.
    pub fn unalias(&self, mut id: TypeId) -> TypeId {
        while let Type::Alias { actual, .. } = self.get(id) {
            id = *actual;
        }
        id
    }

    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }
    pub fn named(&self, id: NamedId) -> &NamedType {
        &self.named[id.0 as usize]
    }
    /// Every declared type and every instance, in the order in which they were met.
    pub fn all_named(&self) -> impl Iterator<Item = &NamedType> {
        self.named.iter()
    }
    pub fn tparam(&self, id: TypeParamId) -> &TypeParam {
        &self.tparams[id.0 as usize]
    }
    pub fn object(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }
    pub fn object_mut(&mut self, id: ObjId) -> &mut Object {
        &mut self.objects[id.0 as usize]
    }
    pub fn package(&self, id: PkgId) -> &Package {
        &self.packages[id.0 as usize]
    }
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    pub fn new_scope(&mut self, parent: Option<ScopeId>) -> ScopeId {
        let scope = Scope {
            parent,
            names: FxHashMap::default(),
        };
        if let Some(born) = &mut self.born {
            let id = match self.free_scopes.pop() {
                Some(id) => {
                    self.scopes[id.0 as usize] = scope;
                    id
                }
                None => {
                    self.scopes.push(scope);
                    ScopeId(self.scopes.len() as u32 - 1)
                }
            };
            born.scopes.push(id);
            return id;
        }
        self.scopes.push(scope);
        ScopeId(self.scopes.len() as u32 - 1)
    }

    /// Puts `obj` into `scope` under its name, unless the name is taken: then that object is the answer.
    pub fn insert(&mut self, scope: ScopeId, obj: ObjId) -> Option<ObjId> {
        let name = self.object(obj).name.clone();
        match self.scopes[scope.0 as usize].names.entry(name) {
            std::collections::hash_map::Entry::Occupied(o) => Some(*o.get()),
            std::collections::hash_map::Entry::Vacant(v) => {
                v.insert(obj);
                None
            }
        }
    }

    pub fn new_object(
        &mut self,
        name: impl Into<SmolStr>,
        pos: Pos,
        pkg: PkgId,
        ty: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjId {
        let object = Object {
            name: name.into(),
            pos,
            pkg,
            ty,
            kind,
        };
        let Some(born) = &mut self.born else {
            let id = ObjId(self.objects.len() as u32);
            self.objects.push(object);
            return id;
        };
        let id = match self.free_objects.pop() {
            Some(id) => {
                self.objects[id.0 as usize] = object;
                id
            }
            None => {
                self.objects.push(object);
                ObjId(self.objects.len() as u32 - 1)
            }
        };
        born.objects.push(id);
        if let Some(passing) = &mut self.passing {
            passing.objects.insert(id);
        }
        id
    }

    /// One that belongs to a type, which outlives the entry that a session checks.
    pub(super) fn new_lasting_object(
        &mut self,
        name: SmolStr,
        pos: Pos,
        pkg: PkgId,
        ty: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjId {
        let born = self.born.take();
        if self.passing.is_some() {
            self.born = Some(Default::default());
        }
        let obj = self.new_object(name, pos, pkg, ty, kind);
        self.born = born;
        if let Some(born) = &mut self.born {
            born.lasting.push(obj);
        }
        obj
    }

    /// Leaves the canonical type to the compiler, keeping for messages what was written.
    pub(super) fn settle_object(&mut self, obj: ObjId) {
        if let Some(t) = self.object(obj).ty {
            let c = self.canon(t);
            if c != t {
                self.object_mut(obj).ty = Some(c);
                self.shown_obj.insert(obj, t);
            }
        }
    }

    /// The import path that a program's package has elsewhere.
    pub fn rename_package(&mut self, pkg: PkgId, path: SmolStr) {
        self.packages[pkg.0 as usize].path = path;
    }

    pub fn new_package(&mut self, path: SmolStr, name: SmolStr) -> PkgId {
        let scope = self.new_scope(Some(self.universe.scope));
        let id = PkgId(self.packages.len() as u32);
        self.packages.push(Package {
            path,
            name,
            scope,
            imports: Vec::new(),
            complete: false,
        });
        id
    }

    /// A declared type without underlying type yet, and the type that denotes it.
    pub fn new_named(&mut self, obj: ObjId) -> (NamedId, TypeId) {
        let named = NamedType::blank(obj);
        let id = match self.free.named.pop() {
            Some(id) => {
                self.named[id.0 as usize] = named;
                id
            }
            None => {
                self.named.push(named);
                NamedId(self.named.len() as u32 - 1)
            }
        };
        if let Some(born) = &mut self.born {
            born.has_types = true;
        }
        let ty = self.intern(Type::Named(id));
        (id, ty)
    }

    pub fn new_tparam(&mut self, obj: ObjId, index: u32) -> (TypeParamId, TypeId) {
        let tparam = TypeParam {
            obj,
            index,
            constraint: None,
        };
        let id = match self.free.tparams.pop() {
            Some(id) => {
                self.tparams[id.0 as usize] = tparam;
                id
            }
            None => {
                self.tparams.push(tparam);
                TypeParamId(self.tparams.len() as u32 - 1)
            }
        };
        let ty = self.intern(Type::TypeParam(id));
        (id, ty)
    }

    /// The type of an object as messages show it; invalid while unknown.
    pub fn obj_type(&self, obj: ObjId) -> TypeId {
        match self.shown_obj.get(&obj) {
            Some(&t) => t,
            None => self.object(obj).ty.unwrap_or(TypeId::of(Basic::Invalid)),
        }
    }

    /// The object of a struct's field.
    pub fn field_object(&mut self, struct_ty: TypeId, index: u32) -> ObjId {
        let key = (struct_ty, index);
        if let Some(&o) = self.field_objs.get(&key) {
            return o;
        }
        let Type::Struct(s) = self.get(struct_ty) else {
            return self.universe.error_obj;
        };
        let f = s.fields[index as usize].clone();
        let canon = self.canon(struct_ty);
        let (pos, pkg) = match self.field_objs.get(&(canon, index)) {
            Some(&o) => (self.object(o).pos, self.object(o).pkg),
            None => (Pos::NONE, f.pkg.unwrap_or(PkgId::UNIVERSE)),
        };
        let o = self.new_lasting_object(
            f.name,
            pos,
            pkg,
            Some(f.ty),
            ObjectKind::Var(super::object::VarKind::Field),
        );
        self.field_objs.insert(key, o);
        o
    }

    /// The object of an interface's explicit method.
    pub fn method_object(
        &mut self,
        iface: TypeId,
        name: &SmolStr,
        pkg: Option<PkgId>,
        sig: TypeId,
    ) -> ObjId {
        let key = (iface, name.clone());
        if let Some(&o) = self.method_objs.get(&key) {
            return o;
        }
        let pkg = pkg.unwrap_or(PkgId::UNIVERSE);
        let o = self.new_lasting_object(
            name.clone(),
            Pos::NONE,
            pkg,
            Some(sig),
            ObjectKind::Func { recv: None },
        );
        self.method_objs.insert(key, o);
        o
    }
}
