//! Type assertions `x.(T)`.

use gorun_grammar::ast::Expr;

use super::checker::Checker;
use super::codes::Code;
use super::expr_string::{expr_string, start_pos};
use super::operand::{OpMode, Operand};
use super::ty::{Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn type_assert(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        inner: &'a Expr,
        ty: Option<&'a Expr>,
    ) {
        let Some(ty) = ty else {
            self.errorf(
                e.pos,
                Code::BadTypeKeyword,
                "invalid syntax tree: use of .(type) outside type switch",
            );
            self.use_exprs([inner]);
            x.invalidate();
            return;
        };
        self.expr(None, x, inner);
        if !x.is_valid() {
            return;
        }
        let problem = if self.types.is_tparam(x.ty) {
            Some(format!(
                "invalid operation: cannot use type assertion on type parameter value {}",
                self.operand_str(x)
            ))
        } else if !matches!(self.types.under_ty(x.ty), Type::Interface(_)) {
            Some(format!(
                "invalid operation: {} is not an interface",
                self.operand_str(x)
            ))
        } else {
            None
        };
        if let Some(text) = problem {
            self.errorf(x.pos(), Code::InvalidAssert, text);
            x.invalidate();
            return;
        }
        let t = self.var_type(ty);
        if !self.types.is_valid(t) || !self.is_complete(t) {
            x.invalidate();
            return;
        }
        self.type_assertion(e, x, t, false);
        x.mode = OpMode::CommaOk;
        x.ty = t;
    }

    /// Reports an assertion of `x` to `t` that no value can pass. `e` is the assertion, or the case of a
    /// type switch.
    pub(super) fn type_assertion(
        &mut self,
        e: &'a Expr,
        x: &Operand<'a>,
        t: TypeId,
        type_switch: bool,
    ) {
        let Err(cause) = self.assertable_to(x.ty, t) else {
            return;
        };
        let text = if type_switch {
            format!(
                "impossible type switch case: {}\n\t{} cannot have dynamic type {} {cause}",
                expr_string(e),
                self.operand_str(x),
                self.type_str(t)
            )
        } else {
            format!(
                "impossible type assertion: {}\n\t{} does not implement {} {cause}",
                expr_string(e),
                self.type_str(t),
                self.type_str(x.ty)
            )
        };
        self.errorf(start_pos(e), Code::ImpossibleAssert, text);
    }
}
