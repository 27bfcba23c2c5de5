//! Instances of generic functions: each list of type arguments has its own code, and facts of the checker are
//! seen through the substitution of the instance being compiled.

use std::cell::RefCell;

use gorun_grammar::ast::{Expr, NodeId};
use rustc_hash::FxHashMap;

use super::function::FnBuilder;
use super::program::ProgramBuilder;
use crate::bytecode::rtype::{Detail, TypeRef};
use crate::types::info::{Mode, TypeAndValue};
use crate::types::subst::SubstMap;
use crate::types::ty::TypeParamId;
use crate::types::{TypeId, Types};

/// The type arguments of the function being compiled.
#[derive(Default)]
pub struct Env {
    map: SubstMap,
    cache: RefCell<FxHashMap<TypeId, TypeId>>,
}

impl Env {
    pub fn new(tparams: &[TypeParamId], targs: &[TypeId]) -> Env {
        Env {
            map: tparams.iter().copied().zip(targs.iter().copied()).collect(),
            cache: RefCell::default(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
    /// `t` with the arguments put in.
    pub fn subst(&self, types: &mut Types, t: TypeId) -> TypeId {
        if self.map.is_empty() {
            return t;
        }
        if let Some(&s) = self.cache.borrow().get(&t) {
            return s;
        }
        let s = types.subst(t, &self.map);
        self.cache.borrow_mut().insert(t, s);
        s
    }
}

impl<'a> ProgramBuilder<'a> {
    pub fn rtype(&mut self, id: TypeId) -> TypeRef {
        self.layout.rtype(self.types, id)
    }
    pub fn norm(&mut self, id: TypeId) -> TypeId {
        self.layout.norm(self.types, id)
    }
    pub fn id_of(&self, t: TypeRef) -> TypeId {
        self.layout.id_of(t)
    }
    pub fn pointer_to(&mut self, t: TypeRef) -> TypeRef {
        let id = self.id_of(t);
        let p = self.types.intern(crate::types::Type::Pointer(id));
        self.rtype(p)
    }
    pub fn slice_of(&mut self, t: TypeRef) -> TypeRef {
        let id = self.id_of(t);
        let p = self.types.intern(crate::types::Type::Slice(id));
        self.rtype(p)
    }
}

/// Parameters and results of a func type.
pub fn signature(t: TypeRef) -> (Vec<TypeRef>, Vec<TypeRef>, bool) {
    match &t.detail {
        Detail::Func {
            params,
            results,
            variadic,
        } => (params.to_vec(), results.to_vec(), *variadic),
        _ => (Vec::new(), Vec::new(), false),
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn fact(&self, id: NodeId) -> Option<&'a TypeAndValue> {
        self.info.types.get(&id)
    }
    pub fn mode(&self, e: &Expr) -> Option<Mode> {
        self.fact(e.id).map(|tv| tv.mode)
    }
    pub fn subst(&mut self, t: TypeId) -> TypeId {
        self.env.clone().subst(self.p.types, t)
    }
    /// The type of an expression, type parameters replaced.
    pub fn id_of(&mut self, e: &Expr) -> TypeId {
        let t = self.fact(e.id).map_or(TypeId::INVALID, |tv| tv.ty);
        self.subst(t)
    }
    pub fn rt(&mut self, t: TypeId) -> TypeRef {
        let t = self.subst(t);
        self.p.rtype(t)
    }
    pub fn type_of(&mut self, e: &Expr) -> TypeRef {
        let t = self.id_of(e);
        self.p.rtype(t)
    }
    pub fn obj_type(&mut self, obj: crate::types::ObjId) -> TypeRef {
        let t = self.p.types.object(obj).ty.unwrap_or(TypeId::INVALID);
        self.rt(t)
    }
    pub fn basic(&mut self, b: crate::types::Basic) -> TypeRef {
        self.p.rtype(TypeId::of(b))
    }
    pub fn int(&mut self) -> TypeRef {
        self.basic(crate::types::Basic::Int)
    }
}
