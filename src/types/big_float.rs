//! Floats of enormous or tiny magnitude, which constant expressions may pass through: 512 bits of mantissa and a
//! binary exponent, as gc's constants beyond the range of fractions. Never zero.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// Bits of the mantissa.
pub(super) const PRECISION: u64 = 512;
/// Extra bits that intermediate powers carry.
const GUARD: u64 = 64;

#[derive(Clone, PartialEq, Debug)]
pub struct BigFloat {
    pub negative: bool,
    /// Has its top bit at `PRECISION - 1`.
    mantissa: BigUint,
    exp: i64,
}

/// What became of an operation.
pub(super) enum Outcome {
    Zero,
    Infinite,
    Value(BigFloat),
}

/// The `bits`-bit number m and the exponent e for which m·2^e is nearest to n/d (ties to even).
pub(super) fn round_mantissa(n: BigUint, d: BigUint, bits: u64) -> (BigUint, i64) {
    let shift = bits as i64 + 2 - (n.bits() as i64 - d.bits() as i64);
    let (n, d) = if shift >= 0 {
        (n << shift as u64, d)
    } else {
        (n, d << (-shift) as u64)
    };
    let (q, r) = n.div_rem(&d);
    let drop = q.bits() - bits;
    (round_off(q, drop, !r.is_zero()), drop as i64 - shift)
}

/// q / 2^drop rounded to the nearest integer, ties to even; `sticky`: q was a little too small.
pub(super) fn round_off(q: BigUint, drop: u64, sticky: bool) -> BigUint {
    if drop == 0 {
        return q;
    }
    let half = q.bit(drop - 1);
    let below = sticky || q.trailing_zeros().is_some_and(|z| z < drop - 1);
    let m = q >> drop;
    if half && (below || m.bit(0)) {
        m + 1u32
    } else {
        m
    }
}

impl BigFloat {
    /// n/d·2^exp; n and d are not zero.
    pub fn from_fraction(negative: bool, n: BigUint, d: BigUint, exp: i64) -> BigFloat {
        let (m, e) = round_mantissa(n, d, PRECISION);
        BigFloat::normal(negative, m, e + exp)
    }

    pub fn from_rational(r: &BigRational) -> Option<BigFloat> {
        (!r.is_zero()).then(|| {
            BigFloat::from_fraction(
                r.is_negative(),
                r.numer().magnitude().clone(),
                r.denom().magnitude().clone(),
                0,
            )
        })
    }

    fn normal(negative: bool, m: BigUint, exp: i64) -> BigFloat {
        let bits = m.bits();
        let (m, exp) = if bits > PRECISION {
            (
                round_off(m, bits - PRECISION, false),
                exp + (bits - PRECISION) as i64,
            )
        } else {
            (m << (PRECISION - bits), exp - (PRECISION - bits) as i64)
        };
        // Rounding up may have carried into a new bit.
        if m.bits() > PRECISION {
            return BigFloat {
                negative,
                mantissa: m >> 1u32,
                exp: exp + 1,
            };
        }
        BigFloat {
            negative,
            mantissa: m,
            exp,
        }
    }

    /// n·10^exp.
    pub fn from_decimal(n: BigUint, exp: i64) -> BigFloat {
        let (mut power, mut power_exp) = (BigUint::one(), 0i64);
        let (mut base, mut base_exp) = (BigUint::from(5u32), 0i64);
        let mut left = exp.unsigned_abs();
        let cut = |m: BigUint, e: i64| -> (BigUint, i64) {
            let bits = m.bits();
            let keep = PRECISION + GUARD;
            if bits <= keep {
                (m, e)
            } else {
                (round_off(m, bits - keep, false), e + (bits - keep) as i64)
            }
        };
        while left > 0 {
            if left & 1 == 1 {
                (power, power_exp) = cut(power * &base, power_exp + base_exp);
            }
            (base, base_exp) = cut(&base * &base, 2 * base_exp);
            left >>= 1;
        }
        // 10^e is 5^e·2^e.
        if exp >= 0 {
            BigFloat::from_fraction(false, n * power, BigUint::one(), power_exp + exp)
        } else {
            BigFloat::from_fraction(false, n, power, exp - power_exp)
        }
    }

    /// The exponent of the top bit.
    pub fn magnitude(&self) -> i64 {
        self.exp + PRECISION as i64 - 1
    }

    pub(super) fn settle(self) -> Outcome {
        // math/big's exponents have 32 bits and belong to mantissas below one.
        match self.magnitude() + 1 {
            e if e > i32::MAX.into() => Outcome::Infinite,
            e if e < i32::MIN.into() => Outcome::Zero,
            _ => Outcome::Value(self),
        }
    }

    /// The same value as a fraction; only for exponents that memory can bear.
    pub fn to_rational(&self) -> BigRational {
        let zeros = self.mantissa.trailing_zeros().unwrap_or(0);
        let (m, exp) = (&self.mantissa >> zeros, self.exp + zeros as i64);
        let m = BigInt::from_biguint(
            if self.negative {
                Sign::Minus
            } else {
                Sign::Plus
            },
            m,
        );
        // The mantissa is odd, so the fraction is reduced.
        if exp >= 0 {
            BigRational::new_raw(m << exp as u64, BigInt::one())
        } else {
            BigRational::new_raw(m, BigInt::one() << (-exp) as u64)
        }
    }

    /// The mantissa as a float between 1/2 and 1, and the exponent that goes with it.
    pub fn parts(&self) -> (f64, i64) {
        let top = (&self.mantissa >> (PRECISION - 53))
            .iter_u64_digits()
            .next()
            .unwrap_or(0);
        let m = top as f64 / (1u64 << 53) as f64;
        (
            if self.negative { -m } else { m },
            self.exp + PRECISION as i64,
        )
    }

    pub fn neg(mut self) -> BigFloat {
        self.negative = !self.negative;
        self
    }

    /// `None`: zero.
    pub fn add(&self, y: &BigFloat) -> Option<BigFloat> {
        let (x, y) = if self.exp >= y.exp {
            (self, y)
        } else {
            (y, self)
        };
        let distance = (x.exp - y.exp) as u64;
        if distance > 2 * PRECISION {
            return Some(x.clone());
        }
        let signed = |f: &BigFloat, m: BigUint| {
            BigInt::from_biguint(if f.negative { Sign::Minus } else { Sign::Plus }, m)
        };
        let sum = signed(x, &x.mantissa << distance) + signed(y, y.mantissa.clone());
        (!sum.is_zero())
            .then(|| BigFloat::normal(sum.is_negative(), sum.magnitude().clone(), y.exp))
    }

    pub fn mul(&self, y: &BigFloat) -> BigFloat {
        BigFloat::normal(
            self.negative != y.negative,
            &self.mantissa * &y.mantissa,
            self.exp + y.exp,
        )
    }

    pub fn div(&self, y: &BigFloat) -> BigFloat {
        let negative = self.negative != y.negative;
        BigFloat::from_fraction(
            negative,
            self.mantissa.clone(),
            y.mantissa.clone(),
            self.exp - y.exp,
        )
    }

    pub fn cmp(&self, y: &BigFloat) -> Ordering {
        let by_size = || {
            self.exp
                .cmp(&y.exp)
                .then_with(|| self.mantissa.cmp(&y.mantissa))
        };
        match (self.negative, y.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => by_size(),
            (true, true) => by_size().reverse(),
        }
    }
}
