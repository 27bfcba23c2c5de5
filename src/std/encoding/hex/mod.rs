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

/// What a byte is worth as a digit; 255: it is none.
static VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut i = 0;
    while i < 16 {
        values[DIGITS[i] as usize] = i as u8;
        values[DIGITS[i].to_ascii_uppercase() as usize] = i as u8;
        i += 1;
    }
    values
};

/// The number of bytes written, and the index of the first byte that is no digit, or -1.
fn decode(dst: GoSlice<u8>, src: GoStr) -> (i64, i64) {
    let value = |b: u8| VALUES[usize::from(b)];
    let (pairs, odd) = src.bytes().as_chunks::<2>();
    for (i, (to, &[high, low])) in dst.items_mut().iter_mut().zip(pairs).enumerate() {
        let (high, low) = (value(high), value(low));
        if high | low > 15 {
            let bad = 2 * i + usize::from(high <= 15);
            return (i as i64, bad as i64);
        }
        *to = high << 4 | low;
    }
    let n = pairs.len() as i64;
    match odd {
        [b] if value(*b) > 15 => (n, 2 * n),
        _ => (n, -1),
    }
}
