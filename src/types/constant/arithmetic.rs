//! What is computed with constants (spec: Constant expressions): unary and binary operators, shifts, comparisons.

use std::cmp::Ordering;
use std::sync::Arc;

use gorun_grammar::ast::{BinaryOp, UnaryOp};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::{Const, ConstKind, make_big, make_complex, make_float};
use crate::types::big_float::BigFloat;

impl Const {
    /// `op x`. For `^` on an unsigned type, `bits` is its size.
    pub fn unary(&self, op: UnaryOp, bits: Option<u32>) -> Const {
        match (op, self) {
            (UnaryOp::Plus, Const::Int(_) | Const::Float(_) | Const::Complex(..)) => self.clone(),
            (UnaryOp::Neg, Const::Int(i)) => Const::Int(-i),
            (UnaryOp::Plus, Const::Huge(_)) => self.clone(),
            (UnaryOp::Neg, Const::Huge(f)) => Const::Huge(Box::new(f.as_ref().clone().neg())),
            (UnaryOp::Neg, Const::Float(r)) => Const::Float(-r),
            (UnaryOp::Neg, Const::Complex(re, im)) => Const::Complex(-re, -im),
            (UnaryOp::Plus, Const::HugeComplex(_)) => self.clone(),
            (UnaryOp::Neg, Const::HugeComplex(parts)) => {
                make_complex(parts.0.unary(op, None), parts.1.unary(op, None))
            }
            (UnaryOp::Xor, Const::Int(i)) => {
                let flipped = -(i.clone()) - 1;
                match bits {
                    Some(bits) => Const::Int(flipped & ((BigInt::one() << bits) - 1)),
                    None => Const::Int(flipped),
                }
            }
            (UnaryOp::Not, Const::Bool(b)) => Const::Bool(!b),
            _ => Const::Unknown,
        }
    }

    /// `x op y` for what is neither a comparison nor a shift. `int_div`: `/` on integers truncates, else it gives a
    /// fraction. Unknown where the operation is not defined, division by zero included.
    pub fn binary(&self, op: BinaryOp, y: &Const, int_div: bool) -> Const {
        let (x, y) = matched(self, y);
        match (x, y) {
            (Const::Bool(a), Const::Bool(b)) => match op {
                BinaryOp::LAnd => Const::Bool(a && b),
                BinaryOp::LOr => Const::Bool(a || b),
                _ => Const::Unknown,
            },
            (Const::Str(a), Const::Str(b)) if op == BinaryOp::Add => {
                let mut v = Vec::with_capacity(a.len() + b.len());
                v.extend_from_slice(&a);
                v.extend_from_slice(&b);
                Const::Str(Arc::from(v))
            }
            (Const::Int(a), Const::Int(b)) => Const::Int(match op {
                BinaryOp::Add => a + b,
                BinaryOp::Sub => a - b,
                BinaryOp::Mul => a * b,
                BinaryOp::Div | BinaryOp::Rem if b.is_zero() => return Const::Unknown,
                // go/constant divides what 64 bits hold in 64 bits, and this one quotient overflows.
                BinaryOp::Div if int_div && a.to_i64() == Some(i64::MIN) && b == (-1).into() => a,
                BinaryOp::Div if int_div => a / b,
                BinaryOp::Div => return make_float(BigRational::new(a, b)),
                BinaryOp::Rem => a % b,
                BinaryOp::And => a & b,
                BinaryOp::Or => a | b,
                BinaryOp::Xor => a ^ b,
                BinaryOp::AndNot => {
                    let not_b = -b - 1;
                    a & not_b
                }
                _ => return Const::Unknown,
            }),
            (x @ (Const::Float(_) | Const::Huge(_)), y @ Const::Huge(_))
            | (x @ Const::Huge(_), y @ Const::Float(_)) => big_binary(&x, op, &y),
            (Const::Float(a), Const::Float(b)) => make_float(match op {
                BinaryOp::Add => a + b,
                BinaryOp::Sub => a - b,
                BinaryOp::Mul => a * b,
                BinaryOp::Div if !b.is_zero() => a / b,
                _ => return Const::Unknown,
            }),
            (Const::Complex(a, b), Const::Complex(c, d)) => {
                let (re, im) = match op {
                    BinaryOp::Add => (a + c, b + d),
                    BinaryOp::Sub => (a - c, b - d),
                    BinaryOp::Mul => (&a * &c - &b * &d, b * c + a * d),
                    BinaryOp::Div => {
                        let s = &c * &c + &d * &d;
                        if s.is_zero() {
                            return Const::Unknown;
                        }
                        ((&a * &c + &b * &d) / &s, (b * c - a * d) / s)
                    }
                    _ => return Const::Unknown,
                };
                make_complex(make_float(re), make_float(im))
            }
            (x, y) if x.kind() == ConstKind::Complex => huge_complex_binary(&x, op, &y),
            _ => Const::Unknown,
        }
    }

    /// `x << n` or `x >> n` for an integer.
    pub fn shift(&self, left: bool, n: u64) -> Const {
        let Const::Int(i) = self else {
            return Const::Unknown;
        };
        match (left, n) {
            (_, 0) => self.clone(),
            (true, _) if i.is_zero() => self.clone(),
            (true, n) if n > 100_000 => Const::Unknown,
            (true, n) => Const::Int(i << n),
            (false, n) if n > i.bits() => Const::from_i64(if i.is_negative() { -1 } else { 0 }),
            (false, n) => Const::Int(i >> n),
        }
    }

    /// `x op y` for a comparison; false when a value is unknown or the comparison is not defined.
    pub fn compare(&self, op: BinaryOp, y: &Const) -> bool {
        let (x, y) = matched(self, y);
        let ord = match (x, y) {
            (Const::Bool(a), Const::Bool(b)) => a.cmp(&b),
            (Const::Str(a), Const::Str(b)) => a.cmp(&b),
            (Const::Int(a), Const::Int(b)) => a.cmp(&b),
            (Const::Float(a), Const::Float(b)) => a.cmp(&b),
            (x @ (Const::Float(_) | Const::Huge(_)), y @ Const::Huge(_))
            | (x @ Const::Huge(_), y @ Const::Float(_)) => {
                match (big(&x), big(&y)) {
                    (Some(a), Some(b)) => a.cmp(&b),
                    // One of them is zero.
                    _ => x.sign().cmp(&y.sign()),
                }
            }
            (Const::Complex(a, b), Const::Complex(c, d)) => {
                if a == c && b == d {
                    Ordering::Equal
                } else {
                    return op == BinaryOp::Ne;
                }
            }
            (x, y) if x.kind() == ConstKind::Complex => {
                let same = |a: Const, b: Const| a.compare(BinaryOp::Eq, &b);
                let equal = same(x.real(), y.real()) && same(x.imag(), y.imag());
                return equal == (op == BinaryOp::Eq);
            }
            _ => return false,
        };
        match op {
            BinaryOp::Eq => ord.is_eq(),
            BinaryOp::Ne => ord.is_ne(),
            BinaryOp::Lt => ord.is_lt(),
            BinaryOp::Le => ord.is_le(),
            BinaryOp::Gt => ord.is_gt(),
            BinaryOp::Ge => ord.is_ge(),
            _ => false,
        }
    }
}

/// A float with rounded mantissa; `None` for zero.
fn big(x: &Const) -> Option<BigFloat> {
    match x {
        Const::Float(r) => BigFloat::from_rational(r),
        Const::Huge(f) => Some(f.as_ref().clone()),
        _ => None,
    }
}

fn big_binary(x: &Const, op: BinaryOp, y: &Const) -> Const {
    let zero = || Const::Float(BigRational::zero());
    let (a, b) = match (big(x), big(y)) {
        (Some(a), Some(b)) => (a, b),
        // One of them is zero.
        (None, Some(b)) => {
            return match op {
                BinaryOp::Add => y.clone(),
                BinaryOp::Sub => make_big(b.neg()),
                BinaryOp::Mul | BinaryOp::Div => zero(),
                _ => Const::Unknown,
            };
        }
        (Some(_), None) => {
            return match op {
                BinaryOp::Add | BinaryOp::Sub => x.clone(),
                BinaryOp::Mul => zero(),
                _ => Const::Unknown,
            };
        }
        (None, None) => return zero(),
    };
    match op {
        BinaryOp::Add => a.add(&b).map_or_else(zero, make_big),
        BinaryOp::Sub => a.add(&b.neg()).map_or_else(zero, make_big),
        BinaryOp::Mul => make_big(a.mul(&b)),
        BinaryOp::Div => make_big(a.div(&b)),
        _ => Const::Unknown,
    }
}

/// Complex arithmetic part by part.
fn huge_complex_binary(x: &Const, op: BinaryOp, y: &Const) -> Const {
    let (a, b, c, d) = (x.real(), x.imag(), y.real(), y.imag());
    let by = |x: &Const, op: BinaryOp, y: &Const| x.binary(op, y, false);
    let (add, sub, mul) = (BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul);
    match op {
        BinaryOp::Add | BinaryOp::Sub => make_complex(by(&a, op, &c), by(&b, op, &d)),
        BinaryOp::Mul => make_complex(
            by(&by(&a, mul, &c), sub, &by(&b, mul, &d)),
            by(&by(&b, mul, &c), add, &by(&a, mul, &d)),
        ),
        BinaryOp::Div => {
            let s = by(&by(&c, mul, &c), add, &by(&d, mul, &d));
            if s.sign() == 0 {
                return Const::Unknown;
            }
            let re = by(&by(&a, mul, &c), add, &by(&b, mul, &d));
            let im = by(&by(&b, mul, &c), sub, &by(&a, mul, &d));
            make_complex(by(&re, op, &s), by(&im, op, &s))
        }
        _ => Const::Unknown,
    }
}

/// Both values in the representation of the larger kind.
fn matched(x: &Const, y: &Const) -> (Const, Const) {
    match x.kind().max(y.kind()) {
        _ if x.kind() == y.kind() => (x.clone(), y.clone()),
        ConstKind::Float => (x.to_float(), y.to_float()),
        ConstKind::Complex => (x.to_complex(), y.to_complex()),
        _ => (Const::Unknown, Const::Unknown),
    }
}
