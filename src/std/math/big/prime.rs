//! Int.ProbablyPrime: Miller-Rabin with random bases, and the test of Baillie, Pomerance, Selfridge and Wagstaff.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

use super::{Nat, get};
use crate::vm::native::NativeCx;

pub fn probably_prime(cx: &mut NativeCx, x: Nat, rounds: i64) -> bool {
    let n = get(x);
    for p in [
        2u32, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53,
    ] {
        if n == BigUint::from(p) {
            return true;
        }
        if (&n % p).is_zero() {
            return false;
        }
    }
    if n < BigUint::from(53u32 * 53) {
        return !n.is_one() && !n.is_zero();
    }
    for _ in 0..rounds {
        let words: Vec<u32> = (0..=n.bits() / 32)
            .map(|_| cx.ctx().on().random() as u32)
            .collect();
        let base = BigUint::new(words) % (&n - 3u32) + 2u32;
        if !miller_rabin(&n, &base) {
            return false;
        }
    }
    miller_rabin(&n, &BigUint::from(2u32)) && lucas(&n)
}

fn miller_rabin(n: &BigUint, base: &BigUint) -> bool {
    let minus_one = n - 1u32;
    let twos = minus_one.trailing_zeros().unwrap_or(0);
    let mut y = base.modpow(&(&minus_one >> twos), n);
    if y.is_one() || y == minus_one {
        return true;
    }
    for _ in 1..twos {
        y = &y * &y % n;
        if y == minus_one {
            return true;
        }
        if y.is_one() {
            return false;
        }
    }
    false
}

/// The almost extra strong Lucas test.
fn lucas(n: &BigUint) -> bool {
    let mut p = 3u32;
    loop {
        if p > 10_000 {
            // Only squares come here.
            return false;
        }
        match jacobi(p * p - 4, n) {
            -1 => break,
            0 => return *n == BigUint::from(p + 2),
            _ => {}
        }
        if p == 40 && n.sqrt().pow(2) == *n {
            return false;
        }
        p += 1;
    }
    let s: BigUint = n + 1u32;
    let r = s.trailing_zeros().unwrap_or(0);
    let s = s >> r;
    let minus_two = n - 2u32;
    let (mut vk, mut vk1) = (BigUint::from(2u32), BigUint::from(p));
    let modulo = |v: BigUint, minus: u32| (v + n - minus) % n;
    for i in (0..=s.bits()).rev() {
        let cross = modulo(&vk * &vk1, p);
        if s.bit(i) {
            vk = cross;
            vk1 = modulo(&vk1 * &vk1, 2);
        } else {
            vk1 = cross;
            vk = modulo(&vk * &vk, 2);
        }
    }
    let two = BigUint::from(2u32);
    if vk == two || vk == minus_two {
        let t1 = BigInt::from(&vk * p);
        let t2 = BigInt::from(&vk1 << 1);
        if (t1 - t2).mod_floor(&BigInt::from(n.clone())).is_zero() {
            return true;
        }
    }
    for _ in 0..r.saturating_sub(1) {
        if vk.is_zero() {
            return true;
        }
        if vk == two {
            return false;
        }
        vk = modulo(&vk * &vk, 2);
    }
    false
}

/// (a/n) for odd n.
fn jacobi(a: u32, n: &BigUint) -> i32 {
    let mut sign = 1;
    let mut a = u64::from(a);
    let n8 = (n % 8u32).to_u64().unwrap_or(0);
    if a == 0 {
        return 0;
    }
    let twos = a.trailing_zeros();
    a >>= twos;
    if twos % 2 == 1 && (n8 == 3 || n8 == 5) {
        sign = -sign;
    }
    if a % 4 == 3 && n8 % 4 == 3 {
        sign = -sign;
    }
    let (mut a, mut m) = ((n % a).to_u64().unwrap_or(0), a);
    while a != 0 {
        while a.is_multiple_of(2) {
            a /= 2;
            if m % 8 == 3 || m % 8 == 5 {
                sign = -sign;
            }
        }
        (a, m) = (m, a);
        if a % 4 == 3 && m % 4 == 3 {
            sign = -sign;
        }
        a %= m;
    }
    if m == 1 { sign } else { 0 }
}
