//! Floating-point numbers from text by Go's rules; the rounding of decimal digits is Rust's own, which is exact.

use std::borrow::Cow;

use super::int::{Fault, underscores_fit};

/// A decimal number without underscores, all of `s`; `None`: something else, or out of range.
pub fn parse_decimal(s: &[u8], bits: i64) -> Option<f64> {
    let (negative, number) = match s {
        [b'-', number @ ..] => (true, number),
        [b'+', number @ ..] => (false, number),
        _ => (false, s),
    };
    let magnitude = match few_digits(number) {
        Some((mantissa, power)) if bits != 32 => short_decimal(mantissa, power),
        _ => None,
    };
    let magnitude = match magnitude {
        Some(v) => v,
        // Rust reads what Go does, and words.
        None if matches!(number.first(), Some(b'0'..=b'9' | b'.')) => {
            let text = std::str::from_utf8(number).ok()?;
            match bits {
                32 => text.parse::<f32>().ok()? as f64,
                _ => text.parse::<f64>().ok()?,
            }
        }
        None => return None,
    };
    if magnitude.is_infinite() {
        return None;
    }
    Some(if negative { -magnitude } else { magnitude })
}

/// The digits of a number like `12.34` as an integer, and the power of ten to multiply it by; at most 15, so that it is a float64 exactly.
fn few_digits(s: &[u8]) -> Option<(u64, i32)> {
    if s.is_empty() || s.len() > 16 {
        return None;
    }
    let (mut mantissa, mut point) = (0u64, None);
    for (i, &c) in s.iter().enumerate() {
        match c {
            b'0'..=b'9' => mantissa = mantissa * 10 + (c - b'0') as u64,
            b'.' if point.is_none() => point = Some(i),
            _ => return None,
        }
    }
    let after = match point {
        Some(_) if s.len() == 1 => return None,
        Some(at) => s.len() - at - 1,
        None if s.len() == 16 => return None,
        None => 0,
    };
    Some((mantissa, -(after as i32)))
}

/// One division of numbers that are exact is rounded once, as it should be.
fn short_decimal(mantissa: u64, power: i32) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    Some(mantissa as f64 / POWERS.get(-power as usize)?)
}

/// The number that `s` begins with, how many bytes it takes, and what is wrong with it. `bits` is 32 or 64.
pub fn parse_prefix(s: &[u8], bits: i64) -> (f64, usize, Option<Fault>) {
    if let Some((v, n)) = special(s) {
        let v = if bits == 32 { f64::from(v as f32) } else { v };
        return (v, n, None);
    }
    let syntax = (0.0, 0, Some(Fault::Syntax));
    let mut i = 0;
    let negative = s.first() == Some(&b'-');
    if matches!(s.first(), Some(b'+' | b'-')) {
        i = 1;
    }
    let hex = s.len() > i + 2 && s[i] == b'0' && s[i + 1] | 0x20 == b'x';
    if hex {
        i += 2;
    }
    let (mut digits, mut point, mut underscores) = (0usize, false, false);
    let start = i;
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    while let Some(&c) = s.get(i) {
        match c {
            b'_' => underscores = true,
            b'.' if !point => point = true,
            b'.' => break,
            b'0'..=b'9' => {
                digits += 1;
                if hex {
                    add_hex(c - b'0', point, &mut mantissa, &mut sticky, &mut exponent);
                }
            }
            b'a'..=b'f' | b'A'..=b'F' if hex => {
                digits += 1;
                let d = (c | 0x20) - b'a' + 10;
                add_hex(d, point, &mut mantissa, &mut sticky, &mut exponent);
            }
            _ => break,
        }
        i += 1;
    }
    if digits == 0 {
        return syntax;
    }
    let letter = s.get(i).map(|c| c | 0x20);
    if letter == Some(if hex { b'p' } else { b'e' }) {
        i += 1;
        let minus = s.get(i) == Some(&b'-');
        if matches!(s.get(i), Some(b'+' | b'-')) {
            i += 1;
        }
        if !s.get(i).is_some_and(u8::is_ascii_digit) {
            return syntax;
        }
        let mut e = 0i64;
        while let Some(&c) = s.get(i) {
            match c {
                b'_' => underscores = true,
                b'0'..=b'9' => {
                    if e < 100_000 {
                        e = e * 10 + (c - b'0') as i64;
                    }
                }
                _ => break,
            }
            i += 1;
        }
        let e = if minus { -e } else { e };
        if hex {
            exponent += e;
        }
    } else if hex {
        return syntax;
    }
    if underscores && !underscores_fit(&s[..i]) {
        return syntax;
    }
    let magnitude = if hex {
        from_binary(mantissa, sticky, exponent, bits)
    } else {
        let mut text = Cow::Borrowed(&s[start..i]);
        if underscores {
            text = text.iter().copied().filter(|&c| c != b'_').collect();
        }
        // Only digits, one point and an exponent are left: Rust reads all of these.
        let text = std::str::from_utf8(&text).unwrap_or("");
        if bits == 32 {
            text.parse::<f32>().map(f64::from)
        } else {
            text.parse::<f64>()
        }
        .unwrap_or(0.0)
    };
    let fault = magnitude.is_infinite().then_some(Fault::Range);
    (if negative { -magnitude } else { magnitude }, i, fault)
}

/// inf, infinity (with a sign) and nan, in any case.
fn special(s: &[u8]) -> Option<(f64, usize)> {
    let (sign, n) = match s.first()? {
        b'+' => (1.0, 1),
        b'-' => (-1.0, 1),
        _ => (1.0, 0),
    };
    let starts = |word: &str| {
        s.get(n..n + word.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(word.as_bytes()))
    };
    if starts("infinity") {
        Some((sign * f64::INFINITY, n + 8))
    } else if starts("inf") {
        Some((sign * f64::INFINITY, n + 3))
    } else if n == 0 && starts("nan") {
        Some((f64::from_bits(0x7FF8_0000_0000_0001), 3)) // math.NaN's bits
    } else {
        None
    }
}

/// One hexadecimal digit: the value is `mantissa` times 2 to the `exponent`, and a little more if `sticky`.
fn add_hex(d: u8, after_point: bool, mantissa: &mut u64, sticky: &mut bool, exponent: &mut i64) {
    if *mantissa >> 60 == 0 {
        *mantissa = *mantissa << 4 | d as u64;
        if after_point {
            *exponent -= 4;
        }
    } else {
        *sticky |= d != 0;
        if !after_point {
            *exponent += 4;
        }
    }
}

/// Rounds to nearest, ties to even.
fn from_binary(mantissa: u64, sticky: bool, exponent: i64, bits: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let (precision, least, most) = if bits == 32 {
        (24i64, -149i64, 127i64)
    } else {
        (53, -1074, 1023)
    };
    // Value = mantissa * 2^exponent; keep `precision` bits, but nothing below 2^least.
    let top = 63 - mantissa.leading_zeros() as i64;
    let unit = (exponent + top - (precision - 1)).max(least);
    let shift = unit - exponent;
    let kept = if shift <= 0 {
        // Exact: few bits.
        let kept = (mantissa as u128) << (-shift).min(64);
        kept as u64
    } else if shift > 64 {
        0
    } else {
        let wide = mantissa as u128;
        let kept = (wide >> shift) as u64;
        let rest = wide & ((1u128 << shift) - 1);
        let half = 1u128 << (shift - 1);
        let up = rest > half || rest == half && (sticky || kept & 1 != 0);
        kept + up as u64
    };
    let width = 64 - kept.leading_zeros() as i64;
    if kept != 0 && unit + width - 1 > most {
        return f64::INFINITY;
    }
    scale(kept, unit)
}

/// `kept * 2^unit` for results that are known to be exact.
fn scale(kept: u64, unit: i64) -> f64 {
    if kept == 0 {
        return 0.0;
    }
    // Rounding up may have made one bit more than the precision, a power of two.
    let (kept, unit) = if kept >> 53 != 0 {
        (kept >> 1, unit + 1)
    } else {
        (kept, unit)
    };
    let width = 64 - kept.leading_zeros() as i64;
    let exponent = unit + width - 1;
    if exponent >= -1022 {
        let fraction = (kept << (53 - width)) & ((1 << 52) - 1);
        f64::from_bits(((exponent + 1023) as u64) << 52 | fraction)
    } else {
        f64::from_bits(kept << (unit + 1074))
    }
}
