//! `Types` owns all types, objects, packages and scopes of a run; ids index into it.

use rustc_hash::FxHashMap;

use super::object::{ObjId, Object, Package, PkgId};
use super::scope::{Scope, ScopeId};
use super::ty::{NamedId, NamedType, Type, TypeId, TypeParam, TypeParamId};

#[derive(Debug)]
pub struct Types {
    types: Vec<Type>,
    interned: FxHashMap<Type, TypeId>,
    pub named: Vec<NamedType>,
    pub tparams: Vec<TypeParam>,
    pub objects: Vec<Object>,
    pub packages: Vec<Package>,
    pub scopes: Vec<Scope>,
}

impl Types {
    /// The id of a type literal; the same literal always has the same id.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.interned.get(&ty) {
            return id;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(ty.clone());
        self.interned.insert(ty, id);
        id
    }
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }
    pub fn named(&self, id: NamedId) -> &NamedType {
        &self.named[id.0 as usize]
    }
    pub fn tparam(&self, id: TypeParamId) -> &TypeParam {
        &self.tparams[id.0 as usize]
    }
    pub fn object(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }
    pub fn package(&self, id: PkgId) -> &Package {
        &self.packages[id.0 as usize]
    }
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
}
