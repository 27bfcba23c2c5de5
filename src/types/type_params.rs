//! Declarations of type parameters, and the check against endless instantiation.

use gorun_grammar::ast::Field;

use super::checker::Checker;
use super::ty::TypeParamId;

impl<'a> Checker<'a> {
    /// Declares the type parameters in the current scope and types their constraints.
    pub fn collect_tparams(&mut self, list: &'a [Field]) -> Vec<TypeParamId> {
        let _ = list;
        todo!()
    }
    pub(super) fn monomorph(&mut self) {
        todo!()
    }
}
