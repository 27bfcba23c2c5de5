//! Binary operators other than shifts and comparisons, and how two operands come to one type.

use gorun_grammar::ast::{BinaryOp, Expr, Pos};

use super::checker::Checker;
use super::codes::Code;
use super::const_expr::MAX_STRING;
use super::constant::Const;
use super::expr_string::expr_string;
use super::operand::{OpMode, Operand};

impl<'a> Checker<'a> {
    /// `lhs op rhs` into `x`. `e` is the whole expression with the operator's position; it is `None` for
    /// the operation within `lhs op= rhs`.
    pub(super) fn binary(
        &mut self,
        x: &mut Operand<'a>,
        e: Option<(&'a Expr, Pos)>,
        lhs: &'a Expr,
        rhs: &'a Expr,
        op: BinaryOp,
    ) {
        let mut y = Operand::default();
        self.expr(None, x, lhs);
        self.expr(None, &mut y, rhs);
        if !x.is_valid() {
            return;
        }
        if !y.is_valid() {
            x.invalidate();
            x.expr = y.expr;
            return;
        }
        if op.is_shift() {
            self.shift(x, &mut y, e, op);
            return;
        }
        self.match_types(x, &mut y);
        if !x.is_valid() {
            return;
        }
        if op.is_comparison() {
            self.comparison(x, &mut y, op, false);
            return;
        }
        if !self.types.identical(x.ty, y.ty) {
            if self.types.is_valid(x.ty) && self.types.is_valid(y.ty) {
                let what = match e {
                    Some((e, _)) => expr_string(e),
                    None => format!("{} {}= {}", expr_string(lhs), op.as_str(), expr_string(rhs)),
                };
                let text = format!(
                    "invalid operation: {what} (mismatched types {} and {})",
                    self.type_str(x.ty),
                    self.type_str(y.ty)
                );
                self.errorf(x.pos(), Code::MismatchedTypes, text);
            }
            x.invalidate();
            return;
        }

        let defined = match op {
            BinaryOp::Add => self.types.all_numeric_or_string(x.ty),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => self.types.all_numeric(x.ty),
            BinaryOp::LAnd | BinaryOp::LOr => self.types.all_boolean(x.ty),
            _ => self.types.all_integer(x.ty),
        };
        if !defined {
            let text = format!(
                "invalid operation: operator {} not defined on {}",
                op.as_str(),
                self.operand_str(x)
            );
            self.errorf(x.pos(), Code::UndefinedOp, text);
            x.invalidate();
            return;
        }

        if matches!(op, BinaryOp::Div | BinaryOp::Rem)
            && y.is_constant()
            && (x.is_constant() || self.types.all_integer(x.ty))
            && (y.constant().sign() == 0
                || x.is_constant() && self.types.is_complex(x.ty) && has_no_square(&y.constant()))
        {
            self.errorf(
                y.pos(),
                Code::DivByZero,
                "invalid operation: division by zero",
            );
            x.invalidate();
            return;
        }

        if x.is_constant() && y.is_constant() {
            let (a, b) = (x.constant(), y.constant());
            if a.is_unknown() || b.is_unknown() {
                x.val = Some(Const::Unknown);
                return;
            }
            if let (Const::Str(a), Const::Str(b)) = (&a, &b)
                && op == BinaryOp::Add
                && a.len() + b.len() > MAX_STRING
            {
                self.string_too_long(e.map_or(x.pos(), |(_, op_pos)| op_pos), a.len() + b.len());
                x.val = Some(Const::Unknown);
                return;
            }
            let int_div = op == BinaryOp::Div && self.types.is_integer(x.ty);
            x.val = Some(a.binary(op, &b, int_div));
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
        x.mode = OpMode::Value;
        x.val = None;
    }

    /// Whether converting an untyped one of `x` and `y` to the type of the other makes sense at all; if
    /// not, the mismatch of the types is the better message.
    fn may_convert(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let t = &self.types;
        if !t.is_untyped(x.ty) && !t.is_untyped(y.ty) {
            return false;
        }
        if t.all_numeric(x.ty) != t.all_numeric(y.ty) {
            return false;
        }
        if t.is_non_tparam_interface(x.ty) || t.is_non_tparam_interface(y.ty) {
            return true;
        }
        if t.all_boolean(x.ty) != t.all_boolean(y.ty) || t.all_string(x.ty) != t.all_string(y.ty) {
            return false;
        }
        if x.is_nil() {
            return t.has_nil(y.ty);
        }
        if y.is_nil() {
            return t.has_nil(x.ty);
        }
        t.as_pointer(x.ty).is_none() && t.as_pointer(y.ty).is_none()
    }

    /// Converts untyped operands so that both have one type, where that can be.
    pub(super) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if self.may_convert(x, y) {
            self.convert_untyped(x, y.ty);
            if !x.is_valid() {
                return;
            }
            self.convert_untyped(y, x.ty);
            if !y.is_valid() {
                x.invalidate();
            }
        }
    }
}

/// Whether the squares of a divisor's parts, by which complex numbers are divided, are too small to be told from zero.
fn has_no_square(divisor: &Const) -> bool {
    [divisor.real(), divisor.imag()]
        .iter()
        .all(|part| part.binary(BinaryOp::Mul, part, false).sign() == 0)
}
