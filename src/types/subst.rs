//! Putting types in the place of type parameters.

use rustc_hash::FxHashMap;

use super::store::Types;
use super::ty::{Type, TypeId, TypeParamId};

pub type SubstMap = FxHashMap<TypeParamId, TypeId>;

impl Types {
    /// `t` with the type parameters in `map` replaced, through everything: arguments of instances, aliases,
    /// and types declared inside a generic function.
    pub fn subst(&mut self, t: TypeId, map: &SubstMap) -> TypeId {
        if map.is_empty() || !self.mentions_tparams(t) {
            return t;
        }
        let ty = match self.get(t).clone() {
            Type::Basic(_) => return t,
            Type::TypeParam(p) => return map.get(&p).copied().unwrap_or(t),
            Type::Named(n) => {
                let named = self.named(n);
                let (generic, args) = match &named.origin {
                    Some((generic, targs)) => {
                        let g = self.named(*generic);
                        if !g.tparams.is_empty() && g.outer.len() + g.tparams.len() != targs.len() {
                            // The wrong number of arguments, reported where it stands.
                            return TypeId::INVALID;
                        }
                        (*generic, targs.clone())
                    }
                    None => {
                        // A type declared inside a generic function becomes an instance over that
                        // function's parameters (and its own, if it is generic).
                        let own: Vec<TypeParamId> =
                            named.outer.iter().chain(&named.tparams).copied().collect();
                        if !own.iter().any(|p| map.contains_key(p)) {
                            return t;
                        }
                        (
                            n,
                            own.into_iter()
                                .map(|p| self.intern(Type::TypeParam(p)))
                                .collect(),
                        )
                    }
                };
                let new = self.subst_list(&args, map);
                return if new == args {
                    t
                } else {
                    self.instantiate_whole(generic, &new)
                };
            }
            Type::Alias { obj, targs, actual } => {
                let targs = self.subst_list(&targs, map);
                let actual = self.subst(actual, map);
                Type::Alias { obj, targs, actual }
            }
            Type::Pointer(e) => Type::Pointer(self.subst(e, map)),
            Type::Slice(e) => Type::Slice(self.subst(e, map)),
            Type::Array { len, elem } => Type::Array {
                len,
                elem: self.subst(elem, map),
            },
            Type::Map { key, elem } => Type::Map {
                key: self.subst(key, map),
                elem: self.subst(elem, map),
            },
            Type::Chan { dir, elem } => Type::Chan {
                dir,
                elem: self.subst(elem, map),
            },
            Type::Tuple(l) => Type::Tuple(self.subst_list(&l, map)),
            Type::Struct(mut s) => {
                for f in &mut s.fields {
                    f.ty = self.subst(f.ty, map);
                }
                let new = self.intern(Type::Struct(s));
                if new != t {
                    self.inherit_field_places(t, new);
                }
                return new;
            }
            Type::Signature(mut s) => {
                let bounds: Vec<Option<TypeId>> = s
                    .tparams
                    .iter()
                    .map(|p| self.tparam(*p).constraint)
                    .collect();
                let changed = bounds.iter().flatten().any(|&b| self.subst(b, map) != b);
                if changed {
                    // The function's own parameters are bounded by what is replaced: they need new bounds.
                    let mut own = map.clone();
                    let fresh: Vec<TypeParamId> = s
                        .tparams
                        .iter()
                        .enumerate()
                        .map(|(i, p)| {
                            let obj = self.tparam(*p).obj;
                            let (id, ty) = self.new_tparam(obj, i as u32);
                            own.insert(*p, ty);
                            id
                        })
                        .collect();
                    for (id, b) in fresh.iter().zip(bounds) {
                        let b = b.map(|b| self.subst(b, &own));
                        self.tparams[id.0 as usize].constraint = b;
                    }
                    s.tparams = fresh;
                    s.params = self.subst_list(&s.params, &own);
                    s.results = self.subst_list(&s.results, &own);
                } else {
                    s.params = self.subst_list(&s.params, map);
                    s.results = self.subst_list(&s.results, map);
                }
                Type::Signature(s)
            }
            Type::Interface(mut i) => {
                for m in &mut i.methods {
                    m.sig = self.subst(m.sig, map);
                }
                i.embedded = self.subst_list(&i.embedded, map);
                let new = self.intern(Type::Interface(i));
                if new != t {
                    self.inherit_method_places(t, new);
                }
                return new;
            }
            Type::Union(mut terms) => {
                for t in &mut terms {
                    t.ty = self.subst(t.ty, map);
                }
                Type::Union(terms)
            }
        };
        self.intern(ty)
    }

    pub fn subst_list(&mut self, list: &[TypeId], map: &SubstMap) -> Vec<TypeId> {
        list.iter().map(|&t| self.subst(t, map)).collect()
    }

    /// The map of parameters to arguments.
    pub fn subst_map(tparams: &[TypeParamId], targs: &[TypeId]) -> SubstMap {
        tparams.iter().copied().zip(targs.iter().copied()).collect()
    }

    /// Objects for the fields of a struct made by substitution stand where those of the original do.
    fn inherit_field_places(&mut self, from: TypeId, to: TypeId) {
        let Type::Struct(s) = self.get(to) else {
            return;
        };
        for (i, f) in s.fields.clone().into_iter().enumerate() {
            let i = i as u32;
            if let Some(&o) = self.field_objs.get(&(from, i))
                && !self.field_objs.contains_key(&(to, i))
            {
                let (pos, pkg) = (self.object(o).pos, self.object(o).pkg);
                let kind = super::object::ObjectKind::Var(super::object::VarKind::Field);
                let obj = self.new_lasting_object(f.name, pos, pkg, Some(f.ty), kind);
                self.field_objs.insert((to, i), obj);
            }
        }
    }

    fn inherit_method_places(&mut self, from: TypeId, to: TypeId) {
        let Type::Interface(i) = self.get(to) else {
            return;
        };
        for m in i.methods.clone() {
            if let Some(&o) = self.method_objs.get(&(from, m.name.clone()))
                && !self.method_objs.contains_key(&(to, m.name.clone()))
            {
                let (pos, pkg) = (self.object(o).pos, self.object(o).pkg);
                let kind = super::object::ObjectKind::Func { recv: None };
                let obj = self.new_lasting_object(m.name.clone(), pos, pkg, Some(m.sig), kind);
                self.method_objs.insert((to, m.name), obj);
            }
        }
    }
}
