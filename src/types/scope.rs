//! Scopes: names to objects, with the scope around.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::object::ObjId;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ScopeId(pub u32);

#[derive(Debug, Default)]
pub struct Scope {
    pub parent: Option<ScopeId>,
    pub names: FxHashMap<SmolStr, ObjId>,
}
