//! What of a session's types can still be met: a walk over types and objects from what others hold, after which everything else is
//! forgotten and its numbers are given out again. What was there when the session began stays in any case.
//!
//! Whoever keeps a `TypeId`, `NamedId`, `TypeParamId` or an entry's `ObjId` from one entry to the next must show it to the
//! walk (`driver/session/memory` does for all), or drop it when `Forgotten` says that it has gone.

use std::hash::Hash;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::info::Info;
use super::object::{ObjId, Object, ObjectKind, PkgId};
use super::store::Types;
use super::ty::{NamedId, NamedType, Type, TypeId, TypeParam, TypeParamId};

/// How much there was when the session began, and what may go of the rest.
#[derive(Debug)]
pub(super) struct Passing {
    types: usize,
    named: usize,
    tparams: usize,
    /// Objects that entries made, or that belong to types.
    pub objects: FxHashSet<ObjId>,
}

/// Numbers to be given out again.
#[derive(Default, Debug)]
pub(super) struct Free {
    pub types: Vec<TypeId>,
    pub named: Vec<NamedId>,
    pub tparams: Vec<TypeParamId>,
}

#[derive(Clone, Copy)]
enum Item {
    Type(TypeId),
    Named(NamedId),
    TypeParam(TypeParamId),
    Object(ObjId),
}

/// What the walk has met so far.
pub struct Reached {
    types: Vec<bool>,
    named: Vec<bool>,
    tparams: Vec<bool>,
    objects: Vec<bool>,
    work: Vec<Item>,
}

fn first(seen: &mut [bool], i: usize) -> bool {
    seen.get_mut(i).is_some_and(|s| !std::mem::replace(s, true))
}

impl Reached {
    pub fn ty(&mut self, t: TypeId) {
        if first(&mut self.types, t.0 as usize) {
            self.work.push(Item::Type(t));
        }
    }
    fn named(&mut self, n: NamedId) {
        if first(&mut self.named, n.0 as usize) {
            self.work.push(Item::Named(n));
        }
    }
    pub fn tparam(&mut self, p: TypeParamId) {
        if first(&mut self.tparams, p.0 as usize) {
            self.work.push(Item::TypeParam(p));
        }
    }
    pub fn object(&mut self, o: ObjId) {
        if first(&mut self.objects, o.0 as usize) {
            self.work.push(Item::Object(o));
        }
    }
    /// Everything that facts about some syntax mention.
    pub fn info(&mut self, info: &Info) {
        info.types.values().for_each(|tv| self.ty(tv.ty));
        let objects = info.defs.values().chain(info.uses.values());
        objects.for_each(|&o| self.object(o));
        info.implicits.values().for_each(|&o| self.object(o));
        for s in info.selections.values() {
            self.ty(s.recv);
            self.ty(s.ty);
            self.object(s.obj);
        }
        for i in info.instances.values() {
            self.ty(i.ty);
            i.targs.iter().for_each(|&t| self.ty(t));
        }
        let set = info.init_order.iter().flat_map(|i| &i.lhs);
        set.for_each(|&o| self.object(o));
    }
    pub fn has_object(&self, o: ObjId) -> bool {
        self.objects.get(o.0 as usize).copied().unwrap_or(false)
    }
    pub fn has_type(&self, t: TypeId) -> bool {
        self.types.get(t.0 as usize).copied().unwrap_or(false)
    }
}

impl Types {
    /// From here on what comes may go.
    pub(super) fn begin_passing(&mut self) {
        self.passing = Some(Passing {
            types: self.types.len(),
            named: self.named.len(),
            tparams: self.tparams.len(),
            objects: FxHashSet::default(),
        });
    }

    /// A walk that begins with what stays in any case.
    pub fn walk(&self) -> Reached {
        let mut r = Reached {
            types: vec![false; self.types.len()],
            named: vec![false; self.named.len()],
            tparams: vec![false; self.tparams.len()],
            objects: vec![false; self.objects.len()],
            work: Vec::new(),
        };
        let Some(passing) = &self.passing else {
            return r;
        };
        (0..passing.types).for_each(|i| r.ty(TypeId(i as u32)));
        (0..passing.named).for_each(|i| r.named(NamedId(i as u32)));
        (0..passing.tparams).for_each(|i| r.tparam(TypeParamId(i as u32)));
        let objects = (0..self.objects.len()).map(|i| ObjId(i as u32));
        let lasting = objects.filter(|o| !passing.objects.contains(o));
        lasting.for_each(|o| r.object(o));
        r
    }

    /// Goes on to all that has been met leads to.
    pub fn follow(&self, r: &mut Reached) {
        while let Some(item) = r.work.pop() {
            match item {
                Item::Type(t) => self.follow_type(r, t),
                Item::Named(n) => self.follow_named(r, n),
                Item::TypeParam(p) => {
                    let tparam = &self.tparams[p.0 as usize];
                    r.object(tparam.obj);
                    tparam.constraint.into_iter().for_each(|t| r.ty(t));
                    self.literal(r, &Type::TypeParam(p));
                }
                Item::Object(o) => self.follow_object(r, o),
            }
        }
    }

    /// Whether everything declared that a type mentions has been met.
    pub fn can_be_named(&self, r: &Reached, t: TypeId) -> bool {
        let mut work = vec![t];
        while let Some(t) = work.pop() {
            match self.get(t) {
                _ if r.has_type(t) => {}
                Type::Named(n) if !r.named[n.0 as usize] => return false,
                Type::TypeParam(p) if !r.tparams[p.0 as usize] => return false,
                ty => work.extend(self.components(ty)),
            }
        }
        true
    }

    fn literal(&self, r: &mut Reached, ty: &Type) {
        if let Some(&t) = self.interned.get(ty) {
            r.ty(t);
        }
    }

    fn follow_type(&self, r: &mut Reached, t: TypeId) {
        r.ty(self.canon(t));
        let ty = self.get(t);
        self.components(ty).into_iter().for_each(|t| r.ty(t));
        match ty {
            Type::Named(n) => r.named(*n),
            Type::TypeParam(p) => r.tparam(*p),
            Type::Alias { obj, .. } => r.object(*obj),
            Type::Signature(s) => s.tparams.iter().for_each(|&p| r.tparam(p)),
            Type::Struct(s) => {
                for i in 0..s.fields.len() {
                    if let Some(&o) = self.field_objs.get(&(t, i as u32)) {
                        r.object(o);
                    }
                }
            }
            Type::Interface(i) => {
                for m in &i.methods {
                    if let Some(&o) = self.method_objs.get(&(t, m.name.clone())) {
                        r.object(o);
                    }
                }
                if let Some(set) = self.type_sets.read().get(&t) {
                    set.methods.iter().for_each(|m| r.ty(m.sig));
                    let terms = set.terms.iter().flatten();
                    terms.for_each(|term| r.ty(term.ty));
                }
            }
            _ => {}
        }
    }

    fn follow_named(&self, r: &mut Reached, n: NamedId) {
        let named = &self.named[n.0 as usize];
        r.object(named.obj);
        named
            .underlying
            .iter()
            .chain(&named.shown)
            .for_each(|&t| r.ty(t));
        let tparams = named.tparams.iter().chain(&named.outer);
        tparams.for_each(|&p| r.tparam(p));
        named.methods.iter().for_each(|&m| r.object(m));
        if let Some((origin, targs)) = &named.origin {
            r.named(*origin);
            targs.iter().for_each(|&t| r.ty(t));
        }
        let shown = self.shown_targs.get(&n);
        shown.into_iter().flatten().for_each(|&t| r.ty(t));
        self.literal(r, &Type::Named(n));
    }

    fn follow_object(&self, r: &mut Reached, o: ObjId) {
        let object = self.object(o);
        let shown = self.shown_obj.get(&o).copied();
        object.ty.into_iter().chain(shown).for_each(|t| r.ty(t));
        match &object.kind {
            ObjectKind::Func { recv: Some(recv) } => {
                r.named(recv.base);
                recv.tparams.iter().for_each(|&p| r.tparam(p));
            }
            ObjectKind::TypeName { alias_tparams, .. } => {
                alias_tparams.iter().for_each(|&p| r.tparam(p));
            }
            _ => {}
        }
    }

    /// Forgets what the walk has not met; answers the objects that have gone.
    pub fn forget_unreached(&mut self, r: &Reached) -> FxHashSet<ObjId> {
        let Some(passing) = &mut self.passing else {
            return FxHashSet::default();
        };
        let gone: FxHashSet<ObjId> = passing
            .objects
            .iter()
            .filter(|o| !r.has_object(**o))
            .copied()
            .collect();
        passing.objects.retain(|o| !gone.contains(o));
        let (types, named, tparams) = (passing.types, passing.named, passing.tparams);
        let was_free: FxHashSet<TypeId> = self.free.types.iter().copied().collect();
        for i in types..self.types.len() {
            let t = TypeId(i as u32);
            if r.types[i] || was_free.contains(&t) {
                continue;
            }
            let invalid = Type::Basic(super::ty::Basic::Invalid);
            let ty = std::mem::replace(&mut self.types[i], invalid);
            if self.interned.get(&ty) == Some(&t) {
                self.interned.remove(&ty);
            }
            self.canon[i] = TypeId::INVALID;
            self.generic[i] = false;
            self.free.types.push(t);
        }
        written_anew(&mut self.interned);
        let dead = |t: &TypeId| !r.has_type(*t);
        self.type_sets.get_mut().retain(|t, _| !dead(t));
        self.field_objs.retain(|(t, _), _| !dead(t));
        self.method_objs.retain(|(t, _), _| !dead(t));
        self.embed_pos.retain(|t, _| !dead(t));
        let lives = |n: &NamedId| r.named[n.0 as usize];
        self.instances.retain(|_, n| lives(n));
        self.shown_targs.retain(|n, _| lives(n));
        self.generation.retain(|n, _| lives(n));
        self.pending.retain(|n, _| lives(n));
        self.pending.values_mut().for_each(|l| l.retain(lives));
        let nobody = self.universe.error_obj;
        let was_free: FxHashSet<NamedId> = self.free.named.iter().copied().collect();
        for i in named..self.named.len() {
            let n = NamedId(i as u32);
            if !r.named[i] && !was_free.contains(&n) {
                self.named[i] = NamedType::blank(nobody);
                self.free.named.push(n);
            }
        }
        let was_free: FxHashSet<TypeParamId> = self.free.tparams.iter().copied().collect();
        for i in tparams..self.tparams.len() {
            let p = TypeParamId(i as u32);
            if !r.tparams[i] && !was_free.contains(&p) {
                self.tparams[i] = TypeParam {
                    obj: nobody,
                    index: 0,
                    constraint: None,
                };
                self.free.tparams.push(p);
            }
        }
        for &o in &gone {
            self.shown_obj.remove(&o);
            *self.object_mut(o) = Object {
                name: Default::default(),
                pos: gorun_grammar::ast::Pos::NONE,
                pkg: PkgId::UNIVERSE,
                ty: None,
                kind: ObjectKind::Label,
            };
        }
        self.free_objects.extend(&gone);
        gone
    }
}

/// A table from which much has been taken, without the marks that removal leaves: these count as entries when it decides whether to grow,
/// and a session's tables would double although they hold no more than before.
pub fn written_anew<K: Eq + Hash, V>(table: &mut FxHashMap<K, V>) {
    let mut anew = FxHashMap::with_capacity_and_hasher(table.len() * 3 / 2, FxBuildHasher);
    anew.extend(table.drain());
    *table = anew;
}
