//! Exact constant values (spec: Constants): integers and rationals of any size, after go/constant.
//!
//! A float whose fraction would grow beyond bounds is rounded to 512 bits of mantissa, as gc does it; one whose
//! exponent is beyond all use is `Unknown` (or zero, when tiny), so that no literal can exhaust the memory.

use std::sync::Arc;

use gorun_grammar::ast::LitKind;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

mod arithmetic;
mod text;

use super::big_float::{BigFloat, Outcome, round_mantissa, round_off};
pub use super::literal::unquote;
use super::literal::{Unquoted, parse_float, parse_int, unquote_char};
pub use text::quote_bytes;

#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    Bool(bool),
    /// Bytes, because a constant string need not be UTF-8.
    Str(Arc<[u8]>),
    Int(BigInt),
    Float(BigRational),
    Complex(BigRational, BigRational),
    /// A float too large or too small for a fraction. No value of a program's types is one: where such a constant
    /// is used it is out of range, or zero.
    Huge(Box<BigFloat>),
    /// A complex number of two floats, one of them `Huge` at least.
    HugeComplex(Box<(Const, Const)>),
    /// The result of an erroneous operation; errors have been reported.
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ConstKind {
    Unknown,
    Bool,
    Str,
    Int,
    Float,
    Complex,
}

/// Fractions with larger parts are rounded.
pub(super) const MAX_FRACTION_BITS: u64 = 4 << 10;
/// Floats with larger binary exponents are no fractions.
pub(super) const MAX_EXPONENT: i64 = 1 << 16;

impl Const {
    pub fn from_i64(v: i64) -> Const {
        Const::Int(BigInt::from(v))
    }
    pub fn from_u64(v: u64) -> Const {
        Const::Int(BigInt::from(v))
    }
    /// Unknown for infinities and NaN; -0 is 0.
    pub fn from_f64(v: f64) -> Const {
        BigRational::from_float(v).map_or(Const::Unknown, make_float)
    }
    pub fn from_string(s: &str) -> Const {
        Const::Str(Arc::from(s.as_bytes()))
    }
    pub fn from_bytes(b: &[u8]) -> Const {
        Const::Str(Arc::from(b))
    }

    /// The value of a literal as it stands in the source; `Unknown` when malformed or infinite.
    pub fn from_literal(kind: LitKind, text: &str) -> Const {
        match kind {
            LitKind::Int => parse_int(text).map_or(Const::Unknown, Const::Int),
            LitKind::Float => parse_float(text),
            LitKind::Imag => {
                let Some(digits) = text.strip_suffix('i') else {
                    return Const::Unknown;
                };
                // An imaginary literal of decimal digits with leading zeros is decimal, for history's sake.
                let decimal = digits.bytes().all(|b| b.is_ascii_digit() || b == b'_');
                let im = if decimal {
                    parse_float(digits)
                } else {
                    match parse_int(digits) {
                        Some(i) => Const::Float(BigRational::from_integer(i)),
                        None => parse_float(digits),
                    }
                };
                make_complex(float_zero(), im)
            }
            LitKind::Char => {
                let inner = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\''));
                match inner.and_then(|t| unquote_char(t.as_bytes(), b'\'')) {
                    Some((Unquoted::Char(c), _)) => Const::from_i64(c as i64),
                    Some((Unquoted::Byte(b), _)) => Const::from_i64(b as i64),
                    None => Const::Unknown,
                }
            }
            LitKind::String => unquote(text).map_or(Const::Unknown, |b| Const::Str(Arc::from(b))),
        }
    }

    pub fn kind(&self) -> ConstKind {
        match self {
            Const::Bool(_) => ConstKind::Bool,
            Const::Str(_) => ConstKind::Str,
            Const::Int(_) => ConstKind::Int,
            Const::Float(_) | Const::Huge(_) => ConstKind::Float,
            Const::Complex(..) | Const::HugeComplex(_) => ConstKind::Complex,
            Const::Unknown => ConstKind::Unknown,
        }
    }
    pub fn is_unknown(&self) -> bool {
        matches!(self, Const::Unknown)
    }

    /// An integer, if the value is one.
    pub fn to_int(&self) -> Const {
        match self {
            Const::Int(_) => self.clone(),
            Const::Float(r) if r.is_integer() && r.numer().bits() < MAX_FRACTION_BITS => {
                Const::Int(r.numer().clone())
            }
            Const::Float(r) => near_integer(r),
            Const::Complex(re, im) if im.is_zero() => Const::Float(re.clone()).to_int(),
            _ => Const::Unknown,
        }
    }
    /// A float, if the value is real.
    pub fn to_float(&self) -> Const {
        match self {
            Const::Int(i) => make_float(BigRational::from_integer(i.clone())),
            Const::Float(_) | Const::Huge(_) => self.clone(),
            Const::Complex(re, im) if im.is_zero() => Const::Float(re.clone()),
            Const::HugeComplex(parts) if parts.1.sign() == 0 => parts.0.clone(),
            _ => Const::Unknown,
        }
    }
    /// A complex number, if the value is numeric.
    pub fn to_complex(&self) -> Const {
        match self {
            Const::Int(_) | Const::Float(_) | Const::Huge(_) => {
                make_complex(self.to_float(), float_zero())
            }
            Const::Complex(..) | Const::HugeComplex(_) => self.clone(),
            _ => Const::Unknown,
        }
    }
    pub fn real(&self) -> Const {
        match self {
            Const::Complex(re, _) => Const::Float(re.clone()),
            Const::HugeComplex(parts) => parts.0.clone(),
            Const::Int(_) | Const::Float(_) | Const::Huge(_) => self.clone(),
            _ => Const::Unknown,
        }
    }
    pub fn imag(&self) -> Const {
        match self {
            Const::Complex(_, im) => Const::Float(im.clone()),
            Const::HugeComplex(parts) => parts.1.clone(),
            Const::Int(_) | Const::Float(_) | Const::Huge(_) => Const::from_i64(0),
            _ => Const::Unknown,
        }
    }
    /// `x` times the imaginary unit.
    pub fn make_imag(&self) -> Const {
        make_complex(float_zero(), self.to_float())
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let Const::Bool(b) = self {
            Some(*b)
        } else {
            None
        }
    }
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Const::Str(s) = self {
            Some(s)
        } else {
            None
        }
    }
    /// The value, if it is an integer in range.
    pub fn to_i64(&self) -> Option<i64> {
        if let Const::Int(i) = self.to_int() {
            i.to_i64()
        } else {
            None
        }
    }
    pub fn to_u64(&self) -> Option<u64> {
        if let Const::Int(i) = self.to_int() {
            i.to_u64()
        } else {
            None
        }
    }
    /// The nearest float64; infinite beyond the range. 0 for what is not real.
    pub fn to_f64(&self) -> f64 {
        match self.to_float() {
            Const::Float(r) => round_to_float(&r, 53, -1022, 1023),
            Const::Huge(f) if f.magnitude() > 0 => infinity(f.negative),
            _ => 0.0,
        }
    }
    /// The nearest float32; infinite beyond the range. 0 for what is not real.
    pub fn to_f32(&self) -> f32 {
        match self.to_float() {
            Const::Float(r) => round_to_float(&r, 24, -126, 127) as f32,
            Const::Huge(f) if f.magnitude() > 0 => infinity(f.negative) as f32,
            _ => 0.0,
        }
    }
    /// Bits of an integer's magnitude.
    pub fn bit_len(&self) -> u64 {
        if let Const::Int(i) = self {
            i.bits()
        } else {
            0
        }
    }
    /// -1, 0 or 1; for a complex number whether it is zero; 1 for unknown values.
    pub fn sign(&self) -> i32 {
        let of = |s: Sign| match s {
            Sign::Minus => -1,
            Sign::NoSign => 0,
            Sign::Plus => 1,
        };
        match self {
            Const::Int(i) => of(i.sign()),
            Const::Float(r) => of(r.numer().sign()),
            Const::Huge(f) => 1 - 2 * i32::from(f.negative),
            Const::Complex(re, im) => i32::from(!re.is_zero() || !im.is_zero()),
            // `Huge` is never zero.
            _ => 1,
        }
    }
}

fn float_zero() -> Const {
    Const::Float(BigRational::zero())
}

/// A complex number of two floats.
pub(super) fn make_complex(re: Const, im: Const) -> Const {
    match (re, im) {
        (Const::Float(re), Const::Float(im)) => Const::Complex(re, im),
        (re, im) if re.kind() == ConstKind::Float && im.kind() == ConstKind::Float => {
            Const::HugeComplex(Box::new((re, im)))
        }
        _ => Const::Unknown,
    }
}

fn infinity(negative: bool) -> f64 {
    if negative {
        f64::NEG_INFINITY
    } else {
        f64::INFINITY
    }
}

/// A float constant, rounded if its fraction has grown too large.
fn make_float(r: BigRational) -> Const {
    if r.numer().bits() < MAX_FRACTION_BITS && r.denom().bits() < MAX_FRACTION_BITS {
        return Const::Float(r);
    }
    BigFloat::from_rational(&r).map_or(Const::Float(BigRational::zero()), make_big)
}

/// A rounded float, as a fraction where that is small enough.
pub(super) fn make_big(f: BigFloat) -> Const {
    match f.settle() {
        Outcome::Zero => Const::Float(BigRational::zero()),
        Outcome::Infinite => Const::Unknown,
        Outcome::Value(f) if f.magnitude().abs() < MAX_EXPONENT => Const::Float(f.to_rational()),
        Outcome::Value(f) => Const::Huge(Box::new(f)),
    }
}

/// The nearest float with `mant` bits of mantissa and exponents of normal numbers from `min` to `max`.
fn round_to_float(r: &BigRational, mant: u64, min: i64, max: i64) -> f64 {
    let n = r.numer().magnitude().clone();
    if n.is_zero() {
        return 0.0;
    }
    let negative = r.is_negative();
    let d = r.denom().magnitude().clone();
    let shift = mant as i64 + 2 - (n.bits() as i64 - d.bits() as i64);
    let (n, d) = if shift >= 0 {
        (n << shift as u64, d)
    } else {
        (n, d << (-shift) as u64)
    };
    let (q, rem) = n.div_rem(&d);
    let top = q.bits() as i64 - 1 - shift;
    // Numbers below the normal range have fewer bits.
    let keep = if top < min {
        mant as i64 - (min - top)
    } else {
        mant as i64
    };
    let v = if keep < 0 {
        0.0
    } else {
        let drop = q.bits() - keep as u64;
        let m = round_off(q, drop, !rem.is_zero());
        let exp = drop as i64 - shift;
        if m.bits() as i64 - 1 + exp > max {
            f64::INFINITY
        } else {
            // Both steps are exact: the first leaves a normal number, the second is representable.
            let m = m.to_u64().unwrap_or(0) as f64;
            let half = exp / 2;
            m * 2f64.powi(half as i32) * 2f64.powi((exp - half) as i32)
        }
    };
    if negative { -v } else { v }
}

/// gc takes a float for the integer that it misses by rounding in the last bits only.
fn near_integer(r: &BigRational) -> Const {
    if r.denom().bits() < MAX_FRACTION_BITS / 16 || r.numer().bits() > MAX_FRACTION_BITS {
        return Const::Unknown;
    }
    let (m, exp) = round_mantissa(
        r.numer().magnitude().clone(),
        r.denom().magnitude().clone(),
        508,
    );
    let r = BigFloat::from_fraction(r.is_negative(), m, BigUint::one(), exp).to_rational();
    if r.is_integer() {
        Const::Int(r.numer().clone())
    } else {
        Const::Unknown
    }
}

#[cfg(test)]
mod tests {
    use gorun_grammar::ast::{BinaryOp, UnaryOp};

    use super::*;

    fn float(s: &str) -> Const {
        Const::from_literal(LitKind::Float, s)
    }

    #[test]
    fn floats_round_to_nearest() {
        for s in [
            "0.1",
            "1e308",
            "1.7976931348623157e308",
            "5e-324",
            "2.2250738585072014e-308",
            "123456789.125",
            "3e-324",
        ] {
            assert_eq!(float(s).to_f64(), s.parse::<f64>().unwrap(), "{s}");
            assert_eq!(float(s).to_f32(), s.parse::<f32>().unwrap(), "{s}");
        }
        assert_eq!(float("1e309").to_f64(), f64::INFINITY);
        assert_eq!(float("2e-324").to_f64(), 0.0);
        assert_eq!(float("0x1p-2").to_f64(), 0.25);
        assert_eq!(float("0x1.8p1").to_f64(), 3.0);
    }

    #[test]
    fn shown_as_gc_does() {
        for (s, want) in [
            ("0.1", "0.1"),
            ("1e100", "1e+100"),
            ("1e400", "1e+400"),
            ("123456789.0", "1.23457e+08"),
            ("3.14159265", "3.14159"),
            ("1e-7", "1e-07"),
            ("100000.0", "100000"),
        ] {
            assert_eq!(float(s).to_string(), want);
        }
        assert_eq!(
            Const::from_literal(LitKind::String, r#""a\n\x00\xffé""#).to_string(),
            r#""a\n\x00\xffé""#
        );
    }

    #[test]
    fn huge_exponents_are_cheap() {
        assert!(float("1e1000000000").is_unknown());
        assert_eq!(float("1e646456992").to_string(), "1e+646456992");
        let ten = float("1e646456992").binary(BinaryOp::Div, &float("1e646456991"), false);
        assert_eq!(ten.to_f64(), 10.0);
        assert_eq!(float("1e-646456992").to_f64(), 0.0);
        assert!(float("1e646456992").compare(BinaryOp::Gt, &float("1e646456991")));
        assert_eq!(float("1e-1000000000").sign(), 0);
        assert!(float("1e99999999999999999999").is_unknown());
        let big = float("1e100000");
        assert_eq!(
            big.binary(BinaryOp::Div, &float("1e99999"), false).to_int(),
            Const::from_i64(10)
        );
    }

    #[test]
    fn integers() {
        let int = |s| Const::from_literal(LitKind::Int, s).to_i64();
        assert_eq!(int("0x_FF"), Some(255));
        assert_eq!(int("0b101"), Some(5));
        assert_eq!(int("0o17"), Some(15));
        assert_eq!(int("017"), Some(15));
        assert_eq!(int("1_000"), Some(1000));
        let c = |i| Const::from_i64(i);
        assert_eq!(c(-7).binary(BinaryOp::Div, &c(2), true), c(-3));
        assert_eq!(c(-7).binary(BinaryOp::Rem, &c(2), true), c(-1));
        assert_eq!(c(-7).shift(false, 1), c(-4));
        assert_eq!(c(5).unary(UnaryOp::Xor, Some(8)), c(250));
    }
}
