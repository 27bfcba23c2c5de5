//! Greatest common divisors by Lehmer's algorithm (Knuth, The Art of Computer Programming, 4.5.2, Algorithm L): most quotients of Euclid's
//! follow from the numbers' first bits. The crate's own takes a step over the whole numbers for each bit of the longer one.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use crate::vm::native::Maker;

use super::{Nat, get, put};

pub fn gcd(cx: &mut Maker, x: Nat, y: Nat) -> Nat {
    let common = divisor(get(x), get(y));
    put(cx, &common)
}

fn divisor(mut a: BigUint, mut b: BigUint) -> BigUint {
    if a < b {
        std::mem::swap(&mut a, &mut b);
    }
    loop {
        let Some(small) = b.to_u64() else {
            match combined(&a, &b) {
                Some((c, d)) => (a, b) = (c, d),
                None => (a, b) = (b.clone(), a % b),
            }
            continue;
        };
        if small == 0 {
            return a;
        }
        let rest = (a % small).to_u64().expect("less than a word");
        return small.gcd(&rest).into();
    }
}

/// How many of the first bits are looked at: all that is calculated from them fits 64.
const LOOKED_AT: u64 = 62;

/// Two combinations of a and b that Euclid's algorithm would come to after some steps; none where it is not known beyond the first.
fn combined(a: &BigUint, b: &BigUint) -> Option<(BigUint, BigUint)> {
    let shift = a.bits() - LOOKED_AT;
    let mut x = (a >> shift).to_i128()?;
    let mut y = (b >> shift).to_i128()?;
    // The true numbers lie between those with each factor.
    let (mut p, mut q, mut r, mut s) = (1i128, 0i128, 0i128, 1i128);
    while y + r != 0 && y + s != 0 {
        let quotient = (x + p) / (y + r);
        if quotient != (x + q) / (y + s) {
            break;
        }
        (p, r) = (r, p - quotient * r);
        (q, s) = (s, q - quotient * s);
        (x, y) = (y, x - quotient * y);
    }
    if q.is_zero() {
        return None;
    }
    let sum = |of_a: i128, of_b: i128| {
        // One of them is not negative and the other not positive.
        let (plus, minus) = match of_b > 0 {
            true => ((b, of_b), (a, -of_a)),
            false => ((a, of_a), (b, -of_b)),
        };
        let times = |(n, factor): (&BigUint, i128)| BigInt::from(n * factor as u64);
        (times(plus) - times(minus)).into_parts().1
    };
    Some((sum(p, q), sum(r, s)))
}
