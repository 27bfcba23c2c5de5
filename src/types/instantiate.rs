//! Instances of generic types and functions.

use gorun_grammar::ast::Pos;

use super::checker::Checker;
use super::store::Types;
use super::ty::{NamedId, TypeId, TypeParamId};

impl Types {
    /// The instance of a generic type: the same arguments give the same type.
    pub fn instantiate(&mut self, generic: NamedId, targs: &[TypeId]) -> TypeId {
        let _ = (generic, targs);
        todo!()
    }
    /// A generic signature with its type parameters replaced (and gone).
    pub fn instantiate_signature(&mut self, sig: TypeId, targs: &[TypeId]) -> TypeId {
        let _ = (sig, targs);
        todo!()
    }
}

impl<'a> Checker<'a> {
    /// Whether the arguments satisfy the constraints: `Err` names the first that does not, and why.
    pub fn verify(
        &mut self,
        pos: Pos,
        tparams: &[TypeParamId],
        targs: &[TypeId],
    ) -> Result<(), (usize, String)> {
        let _ = (pos, tparams, targs);
        todo!()
    }
    /// Checks the number of type arguments for `name`, reporting an error at `pos`.
    pub fn validate_targ_len(&mut self, pos: Pos, name: &str, want: usize, got: usize) -> bool {
        let _ = (pos, name, want, got);
        todo!()
    }
}
