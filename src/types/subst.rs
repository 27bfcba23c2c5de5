//! Putting types in the place of type parameters.

use rustc_hash::FxHashMap;

use super::store::Types;
use super::ty::{TypeId, TypeParamId};

pub type SubstMap = FxHashMap<TypeParamId, TypeId>;

impl Types {
    /// `t` with the type parameters in `map` replaced, through everything.
    pub fn subst(&mut self, t: TypeId, map: &SubstMap) -> TypeId {
        let _ = (t, map);
        todo!()
    }
}
