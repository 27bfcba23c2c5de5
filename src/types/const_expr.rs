//! Constants and the types that can represent them.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, Pos, UnaryOp};
use num_bigint::BigInt;
use num_rational::BigRational;

use super::checker::Checker;
use super::codes::Code;
use super::constant::{Const, make_complex};
use super::operand::Operand;
use super::ty::{Basic, Type, TypeId};

/// Untyped integer constants may have this many bits.
const MAX_BITS: u64 = 512;
/// Constant strings may be this long.
pub(super) const MAX_STRING: usize = 2_000_000_000;

/// How messages call the operation of `e` when it overflows; empty for what has no name.
fn operation_name(e: Option<&Expr>) -> &'static str {
    match e.map(|e| &e.kind) {
        Some(ExprKind::Unary {
            op: UnaryOp::Xor, ..
        }) => "bitwise complement ",
        Some(ExprKind::Binary { op, .. }) => match op {
            BinaryOp::Add => "addition ",
            BinaryOp::Sub => "subtraction ",
            BinaryOp::Xor => "bitwise XOR ",
            BinaryOp::Mul => "multiplication ",
            BinaryOp::Shl => "shift ",
            _ => "",
        },
        _ => "",
    }
}

/// The value of `val` as a constant of basic type `kind`, rounded to it, if the type can represent it.
pub fn represent(val: &Const, kind: Basic) -> Option<Const> {
    if val.is_unknown() {
        return Some(Const::Unknown);
    }
    if kind.is_integer() {
        let Const::Int(n) = val.to_int() else {
            return None;
        };
        return int_fits(&n, kind).then_some(Const::Int(n));
    }
    if kind.is_float() {
        let f = val.to_float();
        let r = match &f {
            Const::Float(r) => r,
            Const::Huge(_) if kind == Basic::UntypedFloat => return Some(f),
            // Tiny values round to zero.
            Const::Huge(_) if f.to_f64() == 0.0 => return Some(Const::Float(Default::default())),
            _ => return None,
        };
        return match kind {
            Basic::Float32 => round_f32(r).map(Const::Float),
            Basic::Float64 => round_f64(r).map(Const::Float),
            _ => Some(f),
        };
    }
    if kind.is_complex() {
        let c = val.to_complex();
        if let Const::HugeComplex(parts) = &c {
            let part = match kind {
                Basic::Complex64 => Basic::Float32,
                Basic::Complex128 => Basic::Float64,
                _ => return Some(c),
            };
            let (re, im) = (represent(&parts.0, part)?, represent(&parts.1, part)?);
            return Some(make_complex(re, im));
        }
        let Const::Complex(re, im) = &c else {
            return None;
        };
        let round = match kind {
            Basic::Complex64 => round_f32,
            Basic::Complex128 => round_f64,
            _ => return Some(c),
        };
        return Some(Const::Complex(round(re)?, round(im)?));
    }
    match (val, kind) {
        (Const::Str(_), _) if kind.is_string() => Some(val.clone()),
        (Const::Bool(_), _) if kind.is_boolean() => Some(val.clone()),
        _ => None,
    }
}

/// The float32 nearest to `r`; `None` beyond the range.
fn round_f32(r: &BigRational) -> Option<BigRational> {
    BigRational::from_float(Const::Float(r.clone()).to_f32())
}

/// The float64 nearest to `r`; `None` beyond the range.
fn round_f64(r: &BigRational) -> Option<BigRational> {
    BigRational::from_float(Const::Float(r.clone()).to_f64())
}

fn int_fits(n: &BigInt, kind: Basic) -> bool {
    let (signed, bits) = match kind {
        Basic::Int8 => (true, 8),
        Basic::Int16 => (true, 16),
        Basic::Int32 => (true, 32),
        Basic::Int | Basic::Int64 => (true, 64),
        Basic::Uint8 => (false, 8),
        Basic::Uint16 => (false, 16),
        Basic::Uint32 => (false, 32),
        Basic::Uint | Basic::Uint64 | Basic::Uintptr => (false, 64),
        _ => return true, // untyped
    };
    let negative = n.sign() == num_bigint::Sign::Minus;
    if signed {
        // A negative n fits when its complement does: -128 like 127.
        let magnitude = if negative {
            (-n - BigInt::from(1)).bits()
        } else {
            n.bits()
        };
        magnitude < bits
    } else {
        !negative && n.bits() <= bits
    }
}

impl<'a> Checker<'a> {
    /// Checks that the constant `x`, just computed, fits its type; an untyped one must not grow too large.
    pub(super) fn overflow(&mut self, x: &mut Operand<'a>, op_pos: Pos) {
        let val = x.constant();
        if val.is_unknown() {
            self.errorf(
                op_pos,
                Code::InvalidConstVal,
                "constant result is not representable",
            );
            return;
        }
        if !self.types.is_untyped(x.ty) {
            if let &Type::Basic(kind) = self.types.get(self.types.under(x.ty)) {
                self.representable_as(x, kind, self.types.shown_under(x.ty));
            }
            return;
        }
        match &val {
            Const::Int(n) if n.bits() > MAX_BITS => {
                let text = format!("constant {}overflow", operation_name(x.expr.expr()));
                self.errorf(op_pos, Code::InvalidConstVal, text);
                x.val = Some(Const::Unknown);
            }
            Const::Str(s) if s.len() > MAX_STRING => {
                self.string_too_long(op_pos, s.len());
                x.val = Some(Const::Unknown);
            }
            _ => {}
        }
    }

    pub(super) fn string_too_long(&mut self, pos: Pos, len: usize) {
        let text = format!("constant string too long ({len} bytes > {MAX_STRING} bytes)");
        self.errorf(pos, Code::InvalidConstVal, text);
    }

    /// Makes the constant `x` one of type `kind`, or reports that it cannot be.
    pub(super) fn representable(&mut self, x: &mut Operand<'a>, kind: Basic) {
        self.representable_as(x, kind, TypeId::of(kind));
    }

    fn representable_as(&mut self, x: &mut Operand<'a>, kind: Basic, shown: TypeId) {
        match self.representation(x, kind) {
            Ok(val) => x.val = Some(val),
            Err(code) => {
                self.invalid_conversion(code, x, shown);
                x.invalidate();
            }
        }
    }

    pub(super) fn representation(&self, x: &Operand<'a>, kind: Basic) -> Result<Const, Code> {
        if let Some(val) = represent(&x.constant(), kind) {
            return Ok(val);
        }
        if self.types.is_numeric(x.ty) && kind.is_numeric() {
            if !self.types.is_integer(x.ty) && kind.is_integer() {
                return Err(Code::TruncatedFloat);
            }
            return Err(Code::NumericOverflow);
        }
        Err(Code::InvalidConstVal)
    }

    fn invalid_conversion(&mut self, code: Code, x: &Operand<'a>, target: TypeId) {
        let (x_str, t_str) = (self.operand_str(x), self.type_str(target));
        let text = match code {
            Code::TruncatedFloat => format!("{x_str} truncated to {t_str}"),
            Code::NumericOverflow => format!("{x_str} overflows {t_str}"),
            _ => format!("cannot convert {x_str} to type {t_str}"),
        };
        self.errorf(x.pos(), code, text);
    }

    /// Gives the untyped `x` the type `target`, or reports that it cannot have it.
    pub(super) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit_type_and_value(x, target) {
            Err(code) => {
                let shown = if self.types.is_tparam(target) {
                    target
                } else {
                    self.types.shown_under(target)
                };
                self.invalid_conversion(code, x, shown);
                x.invalidate();
            }
            Ok((ty, val)) => self.set_implicit(x, ty, val),
        }
    }

    /// Gives `x` what `implicit_type_and_value` answered.
    pub(super) fn set_implicit(&mut self, x: &mut Operand<'a>, ty: TypeId, val: Option<Const>) {
        if let Some(val) = val {
            self.update_expr_val(&x.expr.clone(), &val);
            x.val = Some(val);
        }
        if ty != x.ty {
            x.ty = ty;
            self.update_operand_type(&x.expr.clone(), ty, false);
        }
    }

    /// Size in bits of the integer type `ty`.
    pub(super) fn int_bits(&self, ty: TypeId) -> u32 {
        match self.types.get(self.types.under(ty)) {
            Type::Basic(Basic::Int8 | Basic::Uint8) => 8,
            Type::Basic(Basic::Int16 | Basic::Uint16) => 16,
            Type::Basic(Basic::Int32 | Basic::Uint32) => 32,
            _ => 64,
        }
    }
}
