//! Numbers: stepping over them, writing them.

use super::{DIGIT, Scan, fault, flag, unexpected, wrong};

/// Steps over the number at the beginning of `b`. Where it is cut short: how far it is right.
pub(super) fn number(b: &[u8]) -> Scan<usize> {
    let digits = |mut n: usize| {
        while b.get(n).is_some_and(u8::is_ascii_digit) {
            n += 1;
        }
        n
    };
    let mut n = usize::from(b.first() == Some(&b'-'));
    n = match b.get(n) {
        None => return Err(fault(wrong::SHORT, 0)),
        Some(b'0') => n + 1,
        Some(b'1'..=b'9') => digits(n + 1),
        Some(_) => return Err(unexpected(n, DIGIT)),
    };
    for fraction in [true, false] {
        let begins = match b.get(n) {
            Some(b'.') => fraction,
            Some(b'e' | b'E') => !fraction,
            _ => false,
        };
        if !begins {
            continue;
        }
        let from = n;
        n += 1;
        if !fraction && matches!(b.get(n), Some(b'-' | b'+')) {
            n += 1;
        }
        n = match b.get(n) {
            None => return Err(fault(wrong::SHORT, from)),
            Some(b'0'..=b'9') => digits(n + 1),
            Some(_) => return Err(unexpected(n, DIGIT)),
        };
    }
    Ok(n)
}

/// Appends a number as JSON has them, exactly.
pub(super) fn append_float(out: &mut Vec<u8>, v: f64, bits: u32) {
    let abs = v.abs();
    let small = if bits == 32 {
        (abs as f32) < 1e-6 || abs as f32 >= 1e21
    } else {
        !(1e-6..1e21).contains(&abs)
    };
    let exponent = abs != 0.0 && small;
    let format = if exponent { b'e' } else { b'f' };
    crate::std::strconv::float::append_float(out, v, format, -1, bits);
    let n = out.len();
    if exponent && n >= 4 && out[n - 4..n - 1] == *b"e-0" {
        out.remove(n - 2);
    }
}

/// Appends the number `b` as the options want it.
pub(super) fn append_number(out: &mut Vec<u8>, b: &[u8], flags: i64) {
    let float = b.iter().any(|c| matches!(c, b'.' | b'e' | b'E'));
    // Shorter integers are exact.
    const EXACT: usize = 16;
    let wanted = if float {
        flag::CANONICAL_FLOATS
    } else {
        flag::CANONICAL_INTS
    };
    let canonical = flag::CANONICAL_FLOATS | flag::CANONICAL_INTS;
    let as_is = match b {
        b"-0" => flags & canonical == 0,
        _ => flags & wanted == 0 || !float && b.len() < EXACT,
    };
    if as_is {
        return out.extend_from_slice(b);
    }
    let v = crate::std::strconv::parse_float::parse_prefix(b, 64).0;
    let v = v.clamp(-f64::MAX, f64::MAX);
    append_float(out, if v == 0.0 { 0.0 } else { v }, 64);
}
