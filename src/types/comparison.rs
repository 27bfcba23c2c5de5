//! Comparison operators, also as switch cases use them.

use gorun_grammar::ast::BinaryOp;

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::operand::{OpMode, Operand};
use super::ty::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    /// `x op y` into `x`. With `switch_case`, `x` is a case value compared for equality with the tag `y`.
    pub(super) fn comparison(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        op: BinaryOp,
        switch_case: bool,
    ) {
        if !self.types.is_valid(x.ty) || !self.types.is_valid(y.ty) {
            x.invalidate();
            return;
        }
        let op = if switch_case { BinaryOp::Eq } else { op };

        // In error: whether the second operand is to blame, and why.
        let problem: Option<(bool, Code, String)> = 'check: {
            if !self.is_assignable(x, y.ty) && !self.is_assignable(y, x.ty) {
                let cause = format!(
                    "mismatched types {} and {}",
                    self.type_str(x.ty),
                    self.type_str(y.ty)
                );
                break 'check Some((true, Code::MismatchedTypes, cause));
            }
            if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
                if x.is_nil() || y.is_nil() {
                    let ty = if x.is_nil() { y.ty } else { x.ty };
                    if !self.types.has_nil(ty) {
                        break 'check Some((true, Code::UndefinedOp, String::new()));
                    }
                } else if !self.types.comparable(x.ty) {
                    break 'check Some((false, Code::UndefinedOp, self.incomparable_cause(x.ty)));
                } else if !self.types.comparable(y.ty) {
                    break 'check Some((true, Code::UndefinedOp, self.incomparable_cause(y.ty)));
                }
            } else if !self.types.all_ordered(x.ty) {
                break 'check Some((false, Code::UndefinedOp, String::new()));
            } else if !self.types.all_ordered(y.ty) {
                break 'check Some((true, Code::UndefinedOp, String::new()));
            }
            None
        };

        let Some((second, code, cause)) = problem else {
            if x.is_constant() && y.is_constant() {
                let (a, b) = (x.constant(), y.constant());
                x.val = Some(if a.is_unknown() || b.is_unknown() {
                    Const::Unknown
                } else {
                    Const::Bool(a.compare(op, &b))
                });
            } else {
                x.mode = OpMode::Value;
                x.val = None;
                // The operands are materialised, so their types are final.
                let ty = self.types.default_type(x.ty);
                self.update_operand_type(&x.expr.clone(), ty, true);
                let ty = self.types.default_type(y.ty);
                self.update_operand_type(&y.expr.clone(), ty, true);
            }
            x.ty = TypeId::of(Basic::UntypedBool);
            return;
        };

        let mut second = second;
        let cause = if !cause.is_empty() {
            cause
        } else if self.types.is_tparam(x.ty) || self.types.is_tparam(y.ty) {
            if !self.types.is_tparam(x.ty) {
                second = true;
            }
            let ty = if second { y.ty } else { x.ty };
            format!(
                "type parameter {} cannot use operator {}",
                self.type_str(ty),
                op.as_str()
            )
        } else {
            let ty = if second { y.ty } else { x.ty };
            let kind = self.composite_kind(ty);
            let what = if kind.is_empty() {
                self.type_str(ty)
            } else {
                kind.to_string()
            };
            format!("operator {} not defined on {what}", op.as_str())
        };
        if switch_case {
            let text = format!("invalid case {} in switch on {} ({cause})", x.expr, y.expr);
            self.errorf(x.pos(), code, text);
        } else {
            let pos = if second { y.pos() } else { x.pos() };
            let text = format!(
                "invalid operation: {} {} {} ({cause})",
                x.expr,
                op.as_str(),
                y.expr
            );
            self.errorf(pos, code, text);
        }
        x.invalidate();
    }

    /// Why values of type `ty` cannot be compared; empty when nothing special can be said.
    pub(super) fn incomparable_cause(&mut self, ty: TypeId) -> String {
        match self.types.get(self.types.under(ty)) {
            Type::Slice(_) | Type::Signature(_) | Type::Map { .. } => {
                format!("{} can only be compared to nil", self.composite_kind(ty))
            }
            _ => match self.types.comparable_type(ty, true) {
                Ok(()) => String::new(),
                Err(why) => why.message(self),
            },
        }
    }
}
