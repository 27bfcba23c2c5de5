//! Type expressions and identifiers.

use gorun_grammar::ast::Expr;

use super::checker::Checker;
use super::operand::Operand;
use super::ty::TypeId;

impl<'a> Checker<'a> {
    /// An identifier (`e` is `ExprKind::Ident`), which may denote anything.
    pub fn ident(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        let _ = (x, e, want_type);
        todo!()
    }
    /// The type that `e` denotes; generic types must be instantiated.
    pub fn typ(&mut self, e: &'a Expr) -> TypeId {
        let _ = e;
        todo!()
    }
    /// Like `typ` for the type of a variable: no constraint interfaces.
    pub fn var_type(&mut self, e: &'a Expr) -> TypeId {
        let _ = e;
        todo!()
    }
    /// A type expression that may denote a generic type; any other is an error for which `cause` is the reason.
    pub fn generic_type(&mut self, e: &'a Expr) -> Result<TypeId, String> {
        let _ = e;
        todo!()
    }
    /// The types of a list of type expressions; `None` if one is invalid.
    pub fn type_list(&mut self, list: &'a [Expr]) -> Option<Vec<TypeId>> {
        let _ = list;
        todo!()
    }
}
