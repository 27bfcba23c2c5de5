//! What expressions need of declarations and types until it is there.

use gorun_grammar::ast::Expr;

use super::checker::Checker;
use super::ty::TypeId;

impl<'a> Checker<'a> {
    /// Whether the type's declaration has got as far as its underlying type; reports a cycle if not.
    pub fn is_complete(&mut self, ty: TypeId) -> bool {
        let _ = ty;
        true
    }
    /// Reports a constraint interface as the type of a variable, once all types are known.
    pub fn valid_var_type(&mut self, e: &'a Expr, ty: TypeId) {
        let _ = (e, ty);
    }
}
