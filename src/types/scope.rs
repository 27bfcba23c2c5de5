//! Scopes: names to objects, with the scope around.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::object::ObjId;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ScopeId(pub u32);

#[derive(Debug, Default)]
pub struct Scope {
    pub parent: Option<ScopeId>,
    pub names: FxHashMap<SmolStr, ObjId>,
}

impl Scope {
    pub fn lookup(&self, name: &str) -> Option<ObjId> {
        self.names.get(name).copied()
    }
}
