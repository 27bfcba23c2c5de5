//! Rounding of magnitudes, for Float and for what becomes a float64, and their digits.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

use super::{Nat, get, put};
use crate::vm::native::Maker;

/// RoundingMode of Go.
const TO_NEAREST_EVEN: i64 = 0;
const TO_NEAREST_AWAY: i64 = 1;
const TO_ZERO: i64 = 2;
const AWAY_FROM_ZERO: i64 = 3;
const TO_NEGATIVE_INF: i64 = 4;

/// `m` (and a little more, if `sticky`) to `prec` bits: the new magnitude without zero bits at its end, by how many bits it
/// is to be shifted left, and how it compares with the old one.
fn rounded(m: &BigUint, sticky: bool, negative: bool, prec: u64, mode: i64) -> (BigUint, i64, i64) {
    let bits = m.bits();
    let drop = bits.saturating_sub(prec);
    let mut kept = m >> drop;
    let lost_any = sticky || (drop > 0 && m.trailing_zeros().unwrap_or(0) < drop);
    let mut compared = 0;
    if lost_any {
        let half = drop > 0 && m.bit(drop - 1);
        let exactly_half = half && !sticky && m.trailing_zeros() == Some(drop - 1);
        let up = match mode {
            TO_NEAREST_EVEN => half && (!exactly_half || kept.bit(0)),
            TO_NEAREST_AWAY => half,
            TO_ZERO => false,
            AWAY_FROM_ZERO => true,
            TO_NEGATIVE_INF => negative,
            _ => !negative,
        };
        if up {
            kept += 1u32;
        }
        compared = if up { 1 } else { -1 };
    }
    let zeros = kept.trailing_zeros().unwrap_or(0);
    (kept >> zeros, (drop + zeros) as i64, compared)
}

pub fn round(
    cx: &mut Maker,
    m: Nat,
    sticky: bool,
    negative: bool,
    prec: u64,
    mode: i64,
) -> (Nat, i64, i64) {
    let (kept, shift, compared) = rounded(&get(m), sticky, negative, prec, mode);
    (put(cx, &kept), shift, compared)
}

/// The float nearest to `a * 2^shift / b`, and how it compares (-1 below, 0 exact, 1 above). `single`: a float32.
pub fn quotient(a: Nat, b: Nat, shift: i64, single: bool) -> (f64, i64) {
    let (precision, least, greatest) = if single {
        (24i64, -149i64, 128i64)
    } else {
        (53, -1074, 1024)
    };
    let (mut a, mut b) = (get(a), get(b));
    if a.is_zero() {
        return (0.0, 0);
    }
    if shift >= 0 {
        a <<= shift as u64;
    } else {
        b <<= shift.unsigned_abs();
    }
    // As many bits that at least two are to be dropped, but none below the least of the format.
    let size = a.bits() as i64 - b.bits() as i64;
    let want = (precision + 2 - size).min(-least + 2);
    if want >= 0 {
        a <<= want as u64;
    } else {
        b <<= want.unsigned_abs();
    }
    let (q, r) = a.div_rem(&b);
    let exponent = -want;
    let top = exponent + q.bits() as i64;
    let prec = precision.min(top - least).max(0) as u64;
    let (m, up, compared) = rounded(&q, !r.is_zero(), false, prec, TO_NEAREST_EVEN);
    if m.is_zero() {
        return (0.0, -1);
    }
    let exponent = exponent + up;
    if m.bits() as i64 + exponent > greatest {
        return (f64::INFINITY, 1);
    }
    let m = m.to_u64().unwrap_or(0) as f64;
    // Exact: m has at most 53 bits, and the result no bit below the least.
    let half = exponent / 2;
    let value = m * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32);
    (value, compared)
}

/// All digits of `m * 2^exp`, without zeros at the end, and where the point stands: 0.digits * 10^point.
fn digits(m: &BigUint, exp: i64) -> (Vec<u8>, i64) {
    if m.is_zero() {
        return (Vec::new(), 0);
    }
    let (whole, scale) = if exp >= 0 {
        (m << exp as u64, 0)
    } else {
        let zeros = (m.trailing_zeros().unwrap_or(0)).min(exp.unsigned_abs());
        let behind = exp.unsigned_abs() - zeros;
        // m / 2^n = m * 5^n / 10^n
        (
            (m >> zeros) * BigUint::from(5u32).pow(behind as u32),
            behind as i64,
        )
    };
    let mut text = whole.to_str_radix(10).into_bytes();
    let point = text.len() as i64 - scale;
    while text.last() == Some(&b'0') {
        text.pop();
    }
    (text, point)
}

pub fn decimal(m: Nat, exp: i64) -> (Vec<u8>, i64) {
    digits(&get(m), exp)
}

/// The fewest digits that lead back to `m * 2^exp`, of `prec` bits, when rounded to the nearest.
pub fn shortest(m: Nat, exp: i64, prec: u64) -> (Vec<u8>, i64) {
    let mut m = get(m);
    let (mut text, point) = digits(&m, exp);
    if text.is_empty() {
        return (text, point);
    }
    // One bit beyond the precision, for the halves between neighbours.
    let up = (prec + 1).saturating_sub(m.bits());
    m <<= up;
    let exp = exp - up as i64;
    let one = BigUint::one();
    // As in Go, also below a power of two, where the numbers lie twice as close.
    let lower = digits(&(&m - &one), exp);
    let upper = digits(&(&m + &one), exp);
    let even = !(&m >> 1u32).bit(0);
    let digit = |of: &(Vec<u8>, i64), i: i64| -> u8 {
        let at = i + of.1 - point;
        usize::try_from(at)
            .ok()
            .and_then(|at| of.0.get(at))
            .copied()
            .unwrap_or(b'0')
    };
    for i in 0..text.len() {
        let at = i as i64;
        let (l, d, u) = (digit(&lower, at), text[i], digit(&upper, at));
        let lower_len = lower.0.len() as i64 + point - lower.1;
        let upper_len = upper.0.len() as i64 + point - upper.1;
        let down = l != d || (even && at + 1 == lower_len);
        // Behind upper's last digit its zeros do not speak: it was decided before.
        let decided = at >= upper_len && d < b'9';
        let can_up = d != u && (even || d + 1 < u || at + 1 < upper_len || decided);
        if !down && !can_up {
            continue;
        }
        let keep = i + 1;
        let up = if down && can_up {
            round_up(&text, keep)
        } else {
            can_up
        };
        return cut(std::mem::take(&mut text), point, keep, up);
    }
    (text, point)
}

/// Whether what stands behind `n` digits is more than half, or half and the digit before odd.
fn round_up(text: &[u8], n: usize) -> bool {
    match text.get(n) {
        None => false,
        Some(b'5') if n + 1 == text.len() => n > 0 && (text[n - 1] - b'0') % 2 == 1,
        Some(&d) => d >= b'5',
    }
}

fn cut(mut text: Vec<u8>, mut point: i64, n: usize, up: bool) -> (Vec<u8>, i64) {
    text.truncate(n);
    if up {
        while text.last() == Some(&b'9') {
            text.pop();
        }
        match text.last_mut() {
            Some(last) => *last += 1,
            None => {
                text.push(b'1');
                point += 1;
            }
        }
    } else {
        while text.last() == Some(&b'0') {
            text.pop();
        }
    }
    (text, point)
}
