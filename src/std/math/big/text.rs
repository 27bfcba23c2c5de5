//! Magnitudes as text.

use num_bigint::BigUint;
use num_traits::Zero;

use super::{Nat, get, put};
use crate::vm::native::{GoStr, Maker};

const DIGITS: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub fn text(x: Nat, base: i64) -> Vec<u8> {
    if x.is_empty() {
        return b"0".to_vec();
    }
    let mut digits = get(x).to_radix_be(base as u32);
    for d in &mut digits {
        *d = DIGITS[usize::from(*d)];
    }
    digits
}

fn value(digit: u8, base: u32) -> Option<u8> {
    let v = match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'z' => digit - b'a' + 10,
        b'A'..=b'Z' if base <= 36 => digit - b'A' + 10,
        b'A'..=b'Z' => digit - b'A' + 36,
        _ => return None,
    };
    (u32::from(v) < base).then_some(v)
}

/// Reads digits at the beginning of `s`: the magnitude, the base, how many digits stand behind a point (`fraction`: one may
/// be there), how many bytes were used, and what is wrong: 0 nothing, 1 no digits, 2 an underscore in a wrong place.
/// Base 0: a prefix says it, and underscores may separate digits.
pub fn parse(cx: &mut Maker, s: GoStr, base: i64, fraction: bool) -> (Nat, i64, i64, i64, i64) {
    let s = s.bytes();
    let mut at = 0;
    let mut actual = base as u32;
    // Whether the zero of a prefix counts as a digit.
    let mut prefix_zero = false;
    let underscores = base == 0;
    let mut previous = b'.';
    if base == 0 {
        actual = 10;
        if s.first() == Some(&b'0') {
            match s.get(1) {
                Some(b'b' | b'B') => (actual, at) = (2, 2),
                Some(b'o' | b'O') => (actual, at) = (8, 2),
                Some(b'x' | b'X') => (actual, at) = (16, 2),
                _ if !fraction => {
                    (actual, at) = (8, 1);
                    prefix_zero = true;
                }
                _ => {}
            }
            if at > 0 {
                previous = b'0';
            }
        }
    }
    let mut digits = Vec::new();
    let mut point = None;
    let mut misplaced = false;
    while let Some(&c) = s.get(at) {
        if c == b'.' && fraction && point.is_none() {
            misplaced |= previous == b'_';
            previous = b'.';
            point = Some(digits.len());
        } else if c == b'_' && underscores {
            misplaced |= previous != b'0';
            previous = b'_';
        } else if let Some(v) = value(c, actual) {
            previous = b'0';
            digits.push(v);
        } else {
            break;
        }
        at += 1;
    }
    misplaced |= previous == b'_';
    let wrong = if digits.is_empty() && !prefix_zero {
        1
    } else {
        2 * i64::from(misplaced)
    };
    let behind = point.map_or(0, |p| (digits.len() - p) as i64);
    let v = BigUint::from_radix_be(&digits, actual).unwrap_or_else(BigUint::zero);
    let base = if prefix_zero && digits.is_empty() {
        10
    } else {
        i64::from(actual)
    };
    (put(cx, &v), base, behind, at as i64, wrong)
}
