//! Exact constant values (spec: Constants): integers and rationals of any size, after go/constant.
//!
//! A float whose fraction would grow beyond bounds is rounded to 512 bits of mantissa, as gc does it; one whose
//! exponent is beyond all use is `Unknown` (or zero, when tiny), so that no literal can exhaust the memory.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use gorun_grammar::ast::{BinaryOp, LitKind, UnaryOp};
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::big_float::{BigFloat, Outcome, round_mantissa, round_off};
pub use super::literal::unquote;
use super::literal::{Unquoted, parse_float, parse_int, unquote_char};

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

fn infinity(negative: bool) -> f64 {
    if negative {
        f64::NEG_INFINITY
    } else {
        f64::INFINITY
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

/// As messages show constants: strings and floats shortened.
impl fmt::Display for Const {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Const::Unknown => f.write_str("unknown"),
            Const::Bool(b) => write!(f, "{b}"),
            Const::Int(i) => write!(f, "{i}"),
            Const::Str(s) => {
                const MAX: usize = 72;
                let q = quote_bytes(s);
                if q.chars().count() > MAX {
                    let cut: String = q.chars().take(MAX - 3).collect();
                    write!(f, "{cut}...")
                } else {
                    f.write_str(&q)
                }
            }
            Const::Float(r) => f.write_str(&float_string(r)),
            Const::Huge(x) => {
                let (m, exp) = x.parts();
                f.write_str(&scientific(m, exp))
            }
            Const::Complex(re, im) => write!(f, "({} + {}i)", float_string(re), float_string(im)),
            Const::HugeComplex(parts) => write!(f, "({} + {}i)", parts.0, parts.1),
        }
    }
}

fn float_string(r: &BigRational) -> String {
    let v = round_to_float(r, 53, -1022, 1023);
    if r.is_zero() == (v == 0.0) && v.is_finite() {
        let s = format_g(v, Some(6));
        if !r.is_integer() && !s.contains('.') {
            return format_g(v, None);
        }
        return s;
    }
    // Beyond float64: mantissa and decimal exponent from the binary ones.
    let exp = r.numer().bits() as i64 - r.denom().bits() as i64;
    let scaled = if exp >= 0 {
        BigRational::new(r.numer().clone(), r.denom() << exp as u64)
    } else {
        BigRational::new(r.numer() << (-exp) as u64, r.denom().clone())
    };
    // The mantissa lies between 1/2 and 1.
    let m = round_to_float(&scaled, 53, -1022, 1023);
    let (m, exp) = if m.abs() >= 1.0 {
        (m / 2.0, exp + 1)
    } else {
        (m, exp)
    };
    scientific(m, exp)
}

/// m·2^exp in decimal, roughly: for what no float64 can be.
fn scientific(m: f64, exp: i64) -> String {
    let d = exp as f64 * std::f64::consts::LN_2 / std::f64::consts::LN_10;
    let mut e = d as i64;
    let mut m: f64 = m * 10f64.powf(d - e as f64);
    if m.abs() < 1.0 - 0.5e-6 {
        m *= 10.0;
        e -= 1;
    } else if m.abs() >= 10.0 {
        m /= 10.0;
        e += 1;
    }
    format!(
        "{}e{}{}",
        format_g(m, Some(6)),
        if e < 0 { "-" } else { "+" },
        e.abs()
    )
}

/// C's `%.6g`, or with `None` Go's shortest `%g`.
fn format_g(v: f64, precision: Option<usize>) -> String {
    if v == 0.0 {
        return "0".into();
    }
    let sci = match precision {
        Some(p) => format!("{:.*e}", p - 1, v),
        None => format!("{v:e}"),
    };
    let (mantissa, exp) = sci.split_once('e').unwrap_or((&sci, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |m| ("-", m));
    let digits: String = mantissa.chars().filter(|&c| c != '.').collect();
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    // The shortest form, too, decides as if for six digits.
    let limit = precision.unwrap_or(6) as i32;
    if exp < -4 || exp >= limit {
        let (head, tail) = digits.split_at(1);
        let dot = if tail.is_empty() { "" } else { "." };
        return format!(
            "{sign}{head}{dot}{tail}e{}{:02}",
            if exp < 0 { '-' } else { '+' },
            exp.abs()
        );
    }
    if exp < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat((-exp - 1) as usize));
    }
    let int = exp as usize + 1;
    if digits.len() <= int {
        format!("{sign}{digits}{}", "0".repeat(int - digits.len()))
    } else {
        format!("{sign}{}.{}", &digits[..int], &digits[int..])
    }
}

/// A Go string literal for the bytes.
pub fn quote_bytes(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        let valid = super::typestring::quote(chunk.valid());
        out.push_str(&valid[1..valid.len() - 1]);
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02x}"));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
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
