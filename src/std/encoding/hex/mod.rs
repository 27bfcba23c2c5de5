//! Package encoding/hex.

use crate::vm::native::{GoSlice, GoStr};

crate::natives! {
    "EncodeToString" => encode_to_string,
    "decode" => decode,
    "encode" => encode,
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn encode_to_string(src: GoSlice<u8>) -> Vec<u8> {
    let digits = |&b: &u8| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]];
    src.items().iter().flat_map(digits).collect()
}

/// `dst` has room; it may be `src` itself.
fn encode(dst: GoSlice<u8>, src: GoSlice<u8>) {
    for i in (0..src.len()).rev() {
        let b = src.items()[i];
        let to = dst.items_mut();
        to[2 * i + 1] = DIGITS[usize::from(b & 15)];
        to[2 * i] = DIGITS[usize::from(b >> 4)];
    }
}

/// The number of bytes written, and the index of the first byte that is no digit, or -1.
fn decode(dst: GoSlice<u8>, src: GoStr) -> (i64, i64) {
    let digit = |b: u8| char::from(b).to_digit(16);
    let pairs = src.len() / 2;
    for i in 0..pairs {
        let (a, b) = (src.bytes()[2 * i], src.bytes()[2 * i + 1]);
        let Some(high) = digit(a) else {
            return (i as i64, 2 * i as i64);
        };
        let Some(low) = digit(b) else {
            return (i as i64, 2 * i as i64 + 1);
        };
        dst.items_mut()[i] = (high << 4 | low) as u8;
    }
    match src.bytes().get(2 * pairs) {
        Some(&b) if digit(b).is_none() => (pairs as i64, 2 * pairs as i64),
        _ => (pairs as i64, -1),
    }
}
