//! Type inference: type arguments from function arguments and from constraints.

use gorun_grammar::ast::Pos;

use super::checker::Checker;
use super::errors::ErrorDesc;
use super::operand::Operand;
use super::ty::{TypeId, TypeParamId};

impl<'a> Checker<'a> {
    /// Infers the type arguments of `tparams` that `targs` (a prefix, perhaps with gaps) does not give, from the
    /// arguments `args` for parameters of types `params`. `None`: `err` says why not. `reverse`: the roles of
    /// argument and parameter are exchanged in messages (a function assigned to a typed variable).
    pub fn infer(
        &mut self,
        pos: Pos,
        tparams: &[TypeParamId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[&Operand<'a>],
        reverse: bool,
        err: &mut ErrorDesc,
    ) -> Option<Vec<TypeId>> {
        let _ = (pos, tparams, targs, params, args, reverse, err);
        todo!()
    }
    /// Fresh copies of `tparams`, and `types` mentioning them instead.
    pub fn rename_tparams(
        &mut self,
        tparams: &[TypeParamId],
        types: &[TypeId],
    ) -> (Vec<TypeParamId>, Vec<TypeId>) {
        let _ = (tparams, types);
        todo!()
    }
}
