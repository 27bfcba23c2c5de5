//! Function types: receivers, type parameters, parameters and results.

use std::rc::Rc;

use gorun_grammar::ast::{Field, FieldList, FuncType};

use super::checker::{Checker, FuncSig};

impl<'a> Checker<'a> {
    /// Checks a function's type. Parameters and results are declared in a new scope, which the answer names.
    pub fn func_type(
        &mut self,
        recv: Option<&'a FieldList>,
        tparams: &'a [Field],
        ty: &'a FuncType,
    ) -> Rc<FuncSig> {
        let _ = (recv, tparams, ty);
        todo!()
    }
}
