//! The values of literals as they stand in the source (spec: Integer, floating-point, rune and string literals).

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::big_float::BigFloat;
use super::constant::{Const, MAX_EXPONENT, MAX_FRACTION_BITS, make_big};

/// The same for decimal exponents of literals.
const MAX_DECIMAL_EXPONENT: i64 = 16_000;

pub(super) fn parse_int(text: &str) -> Option<BigInt> {
    let clean: String = text.chars().filter(|&c| c != '_').collect();
    let (digits, radix) = match clean.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&clean[2..], 16),
        [b'0', b'b' | b'B', ..] => (&clean[2..], 2),
        [b'0', b'o' | b'O', ..] => (&clean[2..], 8),
        [b'0', _, ..] => (&clean[1..], 8),
        _ => (clean.as_str(), 10),
    };
    if !digits.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    BigInt::parse_bytes(digits.as_bytes(), radix)
}

pub(super) fn parse_float(text: &str) -> Const {
    let clean: String = text
        .chars()
        .filter(|&c| c != '_')
        .collect::<String>()
        .to_ascii_lowercase();
    let (body, radix, exp_char) = match clean.strip_prefix("0x") {
        Some(hex) => (hex, 16u32, 'p'),
        None => (clean.as_str(), 10, 'e'),
    };
    let (mantissa, exp) = match body.split_once(exp_char) {
        Some((m, e)) => (m, Some(e)),
        None => (body, None),
    };
    let (int, frac) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{int}{frac}");
    let Some(n) = BigUint::parse_bytes(
        if digits.is_empty() {
            b"0"
        } else {
            digits.as_bytes()
        },
        radix,
    ) else {
        return Const::Unknown;
    };
    let Ok(exp) = exp.map_or(Ok(0), str::parse::<i64>) else {
        return Const::Unknown;
    };
    if n.is_zero() {
        return Const::Float(BigRational::zero());
    }
    let (base, exp, limit) = if radix == 16 {
        (
            2u32,
            exp.saturating_sub(4 * frac.len() as i64),
            MAX_EXPONENT,
        )
    } else {
        (
            10u32,
            exp.saturating_sub(frac.len() as i64),
            MAX_DECIMAL_EXPONENT,
        )
    };
    if exp.abs() > limit {
        // Bounds of the exponent alone, whatever the value: math/big takes the digits as a power of two first.
        if i32::try_from(exp.saturating_add(n.bits() as i64)).is_err() {
            return Const::Unknown;
        }
        return make_big(if base == 2 {
            BigFloat::from_fraction(false, n, BigUint::one(), exp)
        } else {
            BigFloat::from_decimal(n, exp)
        });
    }
    let power = BigUint::from(base).pow(exp.unsigned_abs() as u32);
    let (n, d) = if exp >= 0 {
        (n * power, BigUint::one())
    } else {
        (n, power)
    };
    if n.bits() < MAX_FRACTION_BITS && d.bits() < MAX_FRACTION_BITS {
        Const::Float(BigRational::new(n.into(), d.into()))
    } else {
        make_big(BigFloat::from_fraction(false, n, d, 0))
    }
}

pub(super) enum Unquoted {
    Char(char),
    /// `\x` and octal escapes.
    Byte(u8),
}

/// The first character of a literal's inside, and the bytes it took.
pub(super) fn unquote_char(s: &[u8], quote: u8) -> Option<(Unquoted, usize)> {
    let first = *s.first()?;
    if first != b'\\' {
        let len = match first {
            0..0x80 => 1,
            0xc0..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        let c = std::str::from_utf8(s.get(..len)?).ok()?.chars().next()?;
        return Some((Unquoted::Char(c), len));
    }
    let number = |from: usize, len: usize, radix: u32| -> Option<u32> {
        let digits = std::str::from_utf8(s.get(from..from + len)?).ok()?;
        u32::from_str_radix(digits, radix).ok()
    };
    let simple = |b: u8| Some((Unquoted::Char(b as char), 2));
    match *s.get(1)? {
        b'a' => simple(7),
        b'b' => simple(8),
        b'f' => simple(12),
        b'n' => simple(b'\n'),
        b'r' => simple(b'\r'),
        b't' => simple(b'\t'),
        b'v' => simple(11),
        b'\\' => simple(b'\\'),
        q if q == quote => simple(q),
        b'x' => Some((Unquoted::Byte(number(2, 2, 16)? as u8), 4)),
        b'u' => Some((Unquoted::Char(char::from_u32(number(2, 4, 16)?)?), 6)),
        b'U' => Some((Unquoted::Char(char::from_u32(number(2, 8, 16)?)?), 10)),
        b'0'..=b'7' => Some((Unquoted::Byte(u8::try_from(number(1, 3, 8)?).ok()?), 4)),
        _ => None,
    }
}

/// The bytes that a string literal denotes; `None` when malformed.
pub fn unquote(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`').and_then(|t| t.strip_suffix('`')) {
        return Some(raw.bytes().filter(|&b| b != b'\r').collect());
    }
    let mut s = text.strip_prefix('"')?.strip_suffix('"')?.as_bytes();
    let mut out = Vec::with_capacity(s.len());
    while !s.is_empty() {
        if s[0] != b'\\' {
            let n = memchr::memchr(b'\\', s).unwrap_or(s.len());
            out.extend_from_slice(&s[..n]);
            s = &s[n..];
            continue;
        }
        let (c, n) = unquote_char(s, b'"')?;
        match c {
            Unquoted::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Unquoted::Byte(b) => out.push(b),
        }
        s = &s[n..];
    }
    Some(out)
}
