//! Package math/big: magnitudes lie in Go memory as slices of words, lowest first; the crate num-bigint works on them.

mod float;
mod gcd;
mod int;
mod prime;
mod text;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Zero};

use crate::vm::native::{GoPanic, GoSlice, Maker};

crate::natives! {
    "tryIntAdd" => int::add,
    "tryIntSub" => int::sub,
    "tryIntMul" => int::mul,
    "tryIntCmp" => int::cmp,
    "natAdd" => add,
    "natSub" => sub,
    "natMul" => mul,
    "natDiv" => div,
    "natShl" => shl,
    "natShr" => shr,
    "natPow" => pow,
    "natModPow" => mod_pow,
    "natSqrt" => sqrt,
    "natMulRange" => mul_range,
    "natGCD" => gcd::gcd,
    "extendedGCD" => extended_gcd,
    "bitwise" => bitwise,
    "natText" => text::text,
    "natParse" => text::parse,
    "natFromBytes" => from_bytes,
    "natPrime" => prime::probably_prime,
    "quotient" => float::quotient,
    "roundNat" => float::round,
    "decimal" => float::decimal,
    "shortest" => float::shortest,
}

/// A magnitude: no zero words at the end.
pub type Nat = GoSlice<u64>;

pub fn get(x: Nat) -> BigUint {
    let words = x.items();
    // SAFETY: twice as many halves, the low one first (gorun runs on little-endian machines).
    let halves =
        unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<u32>(), words.len() * 2) };
    BigUint::from_slice(halves)
}

#[cfg(target_endian = "big")]
compile_error!("magnitudes are read as halves of words, the low one first");

pub fn put(cx: &mut Maker, v: &BigUint) -> Nat {
    let words = v.to_u64_digits();
    put_words(cx, &words)
}

pub fn put_words(cx: &mut Maker, words: &[u64]) -> Nat {
    let n = words.iter().rposition(|&w| w != 0).map_or(0, |i| i + 1);
    if n == 0 {
        return GoSlice::NIL;
    }
    let p = cx.new_bytes_unzeroed(n * 8) as *mut u64;
    // SAFETY: fresh memory of that size, aligned as all objects are.
    unsafe {
        std::ptr::copy_nonoverlapping(words.as_ptr(), p, n);
        GoSlice::from_raw(p, n, n)
    }
}

fn small(x: Nat) -> Option<u64> {
    match x.items() {
        [] => Some(0),
        [w] => Some(*w),
        _ => None,
    }
}

fn wide(cx: &mut Maker, v: u128) -> Nat {
    put_words(cx, &[v as u64, (v >> 64) as u64])
}

/// A magnitude of at most `n` words that `fill` writes, all of them.
fn filled(cx: &mut Maker, n: usize, fill: impl FnOnce(&mut [u64])) -> Nat {
    let p = cx.new_bytes_unzeroed(n * 8) as *mut u64;
    // SAFETY: fresh memory of that size, aligned as all objects are, with words of whatever value until `fill` has written them.
    let words = unsafe { std::slice::from_raw_parts_mut(p, n) };
    fill(words);
    match words.iter().rposition(|&w| w != 0) {
        // SAFETY: as above.
        Some(last) => unsafe { GoSlice::from_raw(p, last + 1, last + 1) },
        None => GoSlice::NIL,
    }
}

fn add(cx: &mut Maker, x: Nat, y: Nat) -> Nat {
    if let (Some(x), Some(y)) = (small(x), small(y)) {
        return wide(cx, u128::from(x) + u128::from(y));
    }
    let (long, short) = if x.len() >= y.len() { (x, y) } else { (y, x) };
    let (low, high) = long.items().split_at(short.len());
    filled(cx, long.len() + 1, |out| {
        let mut carry = false;
        for ((&a, &b), to) in low.iter().zip(short.items()).zip(&mut *out) {
            (*to, carry) = add_word(a, b, carry);
        }
        let rest = &mut out[low.len()..];
        for (&a, to) in high.iter().zip(&mut *rest) {
            (*to, carry) = a.overflowing_add(u64::from(carry));
        }
        rest[high.len()] = u64::from(carry);
    })
}

#[inline]
fn add_word(a: u64, b: u64, carry: bool) -> (u64, bool) {
    let (sum, c1) = a.overflowing_add(b);
    let (sum, c2) = sum.overflowing_add(u64::from(carry));
    (sum, c1 | c2)
}

/// `x >= y`.
fn sub(cx: &mut Maker, x: Nat, y: Nat) -> Nat {
    if x.is_empty() {
        return GoSlice::NIL;
    }
    let (low, high) = x.items().split_at(y.len());
    filled(cx, x.len(), |out| {
        let mut borrow = false;
        for ((&a, &b), to) in low.iter().zip(y.items()).zip(&mut *out) {
            let (rest, b1) = a.overflowing_sub(b);
            let (rest, b2) = rest.overflowing_sub(u64::from(borrow));
            (*to, borrow) = (rest, b1 | b2);
        }
        for (&a, to) in high.iter().zip(&mut out[low.len()..]) {
            (*to, borrow) = a.overflowing_sub(u64::from(borrow));
        }
    })
}

/// Up to this length the product of each word with each is what is fastest.
const SHORT: usize = 40;

fn mul(cx: &mut Maker, x: Nat, y: Nat) -> Nat {
    if let (Some(x), Some(y)) = (small(x), small(y)) {
        return wide(cx, u128::from(x) * u128::from(y));
    }
    let (long, short) = if x.len() >= y.len() { (x, y) } else { (y, x) };
    if short.is_empty() {
        return GoSlice::NIL;
    }
    if short.len() > SHORT {
        let product = get(x) * get(y);
        return put(cx, &product);
    }
    filled(cx, long.len() + short.len(), |out| {
        out[..long.len()].fill(0);
        for (i, &factor) in short.items().iter().enumerate() {
            let mut carry = 0;
            for (&w, to) in long.items().iter().zip(&mut out[i..]) {
                let product =
                    u128::from(w) * u128::from(factor) + u128::from(*to) + u128::from(carry);
                *to = product as u64;
                carry = (product >> 64) as u64;
            }
            out[i + long.len()] = carry;
        }
    })
}

/// Quotient and remainder.
fn div(cx: &mut Maker, x: Nat, y: Nat) -> Result<(Nat, Nat), GoPanic> {
    if y.is_empty() {
        return Err(cx.panic_string("division by zero"));
    }
    if let (Some(x), Some(y)) = (small(x), small(y)) {
        return Ok((put_words(cx, &[x / y]), put_words(cx, &[x % y])));
    }
    if let Some(divisor) = small(y) {
        let mut out = vec![0; x.len()];
        let mut rest = 0;
        for (to, &w) in out.iter_mut().zip(x.items()).rev() {
            let part = rest << 64 | u128::from(w);
            *to = (part / u128::from(divisor)) as u64;
            rest = part % u128::from(divisor);
        }
        return Ok((put_words(cx, &out), put_words(cx, &[rest as u64])));
    }
    let (q, r) = get(x).div_rem(&get(y));
    Ok((put(cx, &q), put(cx, &r)))
}

/// Beyond this Go fails to allocate, too.
const MAX_BITS: u64 = 1 << 40;

fn too_large(cx: &mut Maker) -> GoPanic {
    cx.runtime_error("makeslice: len out of range")
}

fn shl(cx: &mut Maker, x: Nat, n: u64) -> Result<Nat, GoPanic> {
    if x.is_empty() {
        return Ok(GoSlice::NIL);
    }
    if n > MAX_BITS {
        return Err(too_large(cx));
    }
    let shifted = get(x) << n;
    Ok(put(cx, &shifted))
}

fn shr(cx: &mut Maker, x: Nat, n: u64) -> Nat {
    if n >= x.len() as u64 * 64 {
        return GoSlice::NIL;
    }
    let shifted = get(x) >> n;
    put(cx, &shifted)
}

fn pow(cx: &mut Maker, x: Nat, y: Nat) -> Result<Nat, GoPanic> {
    if y.is_empty() || small(x) == Some(1) {
        return Ok(put_words(cx, &[1]));
    }
    if x.is_empty() {
        return Ok(GoSlice::NIL);
    }
    let base = get(x);
    let exponent = small(y).filter(|&y| y.saturating_mul(base.bits()) <= MAX_BITS);
    let Some(exponent) = exponent.and_then(|y| u32::try_from(y).ok()) else {
        return Err(too_large(cx));
    };
    let power = base.pow(exponent);
    Ok(put(cx, &power))
}

fn mod_pow(cx: &mut Maker, x: Nat, y: Nat, m: Nat) -> Nat {
    let m = get(m);
    let power = if m.is_one() {
        BigUint::zero()
    } else {
        get(x).modpow(&get(y), &m)
    };
    put(cx, &power)
}

fn sqrt(cx: &mut Maker, x: Nat) -> Nat {
    let root = get(x).sqrt();
    put(cx, &root)
}

/// The product of a..=b.
fn mul_range(cx: &mut Maker, a: u64, b: u64) -> Nat {
    fn product(a: u64, b: u64) -> BigUint {
        if b - a < 8 {
            return (a..=b).fold(BigUint::one(), |p, x| p * x);
        }
        let middle = a + (b - a) / 2;
        product(a, middle) * product(middle + 1, b)
    }
    let product = if a > b { BigUint::one() } else { product(a, b) };
    put(cx, &product)
}

/// g, and x with its sign, so that a*x + b*y = g; `a` and `b` are not 0.
fn extended_gcd(cx: &mut Maker, a: Nat, b: Nat) -> (Nat, bool, Nat) {
    let (a, b) = (BigInt::from(get(a)), BigInt::from(get(b)));
    let (mut r0, mut r1) = (a, b);
    let (mut x0, mut x1) = (BigInt::one(), BigInt::zero());
    while !r1.is_zero() {
        let (q, r) = r0.div_rem(&r1);
        let x = &x0 - &q * &x1;
        (r0, r1) = (r1, r);
        (x0, x1) = (x1, x);
    }
    let g = put(cx, r0.magnitude());
    let x = put(cx, x0.magnitude());
    (g, x0.sign() == Sign::Minus, x)
}

/// And, or, xor, and-not (0 to 3) of numbers in two's complement.
fn bitwise(cx: &mut Maker, op: i64, xn: bool, x: Nat, yn: bool, y: Nat) -> (bool, Nat) {
    let signed = |negative: bool, v: Nat| {
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        BigInt::from_biguint(sign, get(v))
    };
    let (x, y) = (signed(xn, x), signed(yn, y));
    let v = match op {
        0 => x & y,
        1 => x | y,
        2 => x ^ y,
        _ => x & !y,
    };
    (v.sign() == Sign::Minus, put(cx, v.magnitude()))
}

/// Bytes, the highest first.
fn from_bytes(cx: &mut Maker, bytes: GoSlice<u8>) -> Nat {
    let v = BigUint::from_bytes_be(&bytes);
    put(cx, &v)
}
