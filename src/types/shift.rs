//! Shifts. An untyped constant shifted by a non-constant count gets its type from where the shift stands,
//! so its check is put off until `update_expr_type` knows the type.

use gorun_grammar::ast::{BinaryOp, Expr, Pos};

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::operand::{OpMode, Operand};
use super::ty::{Basic, TypeId};

/// Constant shifts further than this are refused; the smallest float64 can still be written.
const SHIFT_BOUND: u64 = 1023 - 1 + 52;

impl<'a> Checker<'a> {
    pub(super) fn shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        e: Option<(&'a Expr, Pos)>,
        op: BinaryOp,
    ) {
        let xval = if x.is_constant() {
            Some(x.constant().to_int())
        } else {
            None
        };
        let int_const = matches!(xval, Some(Const::Int(_)));
        if !(self.types.all_integer(x.ty) || self.types.is_untyped(x.ty) && int_const) {
            self.shifted_operand_error(x);
            return;
        }

        let mut yval = None;
        if y.is_constant() {
            let val = y.constant().to_int();
            if matches!(val, Const::Int(_)) && val.sign() < 0 {
                let text = format!(
                    "invalid operation: negative shift count {}",
                    self.operand_str(y)
                );
                self.errorf(y.pos(), Code::InvalidShiftCount, text);
                x.invalidate();
                return;
            }
            if self.types.is_untyped(y.ty) {
                self.representable(y, Basic::Uint);
                if !y.is_valid() {
                    x.invalidate();
                    return;
                }
            }
            yval = Some(val);
        } else if self.types.all_integer(y.ty) {
            if !self.types.all_unsigned(y.ty) && !self.allow_version((1, 13)) {
                let what = format!(
                    "invalid operation: signed shift count {}",
                    self.operand_str(y)
                );
                self.verify_version(y.pos(), (1, 13), &what);
                x.invalidate();
                return;
            }
        } else if self.types.is_untyped(y.ty) {
            self.convert_untyped(y, TypeId::of(Basic::Uint));
            if !y.is_valid() {
                x.invalidate();
                return;
            }
        } else {
            let text = format!(
                "invalid operation: shift count {} must be integer",
                self.operand_str(y)
            );
            self.errorf(y.pos(), Code::InvalidShiftCount, text);
            x.invalidate();
            return;
        }

        if let Some(xval) = xval {
            if let Some(yval) = yval {
                if x.constant().is_unknown() || y.constant().is_unknown() {
                    x.val = Some(Const::Unknown);
                    if !self.types.is_integer(x.ty) {
                        x.ty = TypeId::of(Basic::UntypedInt);
                    }
                    return;
                }
                let count = match yval.to_u64() {
                    Some(n) if n <= SHIFT_BOUND => n,
                    _ => {
                        let text = format!(
                            "invalid operation: invalid shift count {}",
                            self.operand_str(y)
                        );
                        self.errorf(y.pos(), Code::InvalidShiftCount, text);
                        x.invalidate();
                        return;
                    }
                };
                if !self.types.is_integer(x.ty) {
                    x.ty = TypeId::of(Basic::UntypedInt);
                }
                x.val = Some(xval.shift(op == BinaryOp::Shl, count));
                let pos = match e {
                    Some((e, op_pos)) => {
                        x.expr = e.into();
                        op_pos
                    }
                    None => x.pos(),
                };
                self.overflow(x, pos);
                return;
            }
            if self.types.is_untyped(x.ty) {
                if let Some(e) = x.expr.expr()
                    && let Some(info) = self.untyped.get_mut(&e.id)
                {
                    info.is_lhs = true;
                }
                x.mode = OpMode::Value;
                x.val = None;
                return;
            }
        }

        if !self.types.all_integer(x.ty) {
            self.shifted_operand_error(x);
            return;
        }
        x.mode = OpMode::Value;
        x.val = None;
    }

    fn shifted_operand_error(&mut self, x: &mut Operand<'a>) {
        let text = format!(
            "invalid operation: shifted operand {} must be integer",
            self.operand_str(x)
        );
        self.errorf(x.pos(), Code::InvalidShiftOperand, text);
        x.invalidate();
    }
}
