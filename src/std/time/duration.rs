//! Durations as text: `1h15m30.5s`.

use crate::std::strconv::int::IntText;
use crate::vm::native::{GoStr, Iface, Maker};

const UNITS: [(&[u8], u64); 8] = [
    (b"ns", 1),
    (b"us", 1_000),
    ("µs".as_bytes(), 1_000),
    ("μs".as_bytes(), 1_000),
    (b"ms", 1_000_000),
    (b"s", 1_000_000_000),
    (b"m", 60_000_000_000),
    (b"h", 3_600_000_000_000),
];

/// The largest sum: minus this is the smallest Duration.
const MOST: u64 = 1 << 63;

pub fn string(cx: &mut Maker, d: i64) -> GoStr {
    let mut out = Vec::with_capacity(32);
    if d < 0 {
        out.push(b'-');
    }
    let u = d.unsigned_abs();
    let number = |out: &mut Vec<u8>, v: u64, unit: &[u8]| {
        out.extend_from_slice(IntText::new(v, false, 10).bytes());
        out.extend_from_slice(unit);
    };
    match u {
        0 => return GoStr::from_static("0s"),
        1..1_000 => number(&mut out, u, b"ns"),
        1_000..1_000_000 => decimal(&mut out, u, 3, "µs".as_bytes()),
        1_000_000..1_000_000_000 => decimal(&mut out, u, 6, b"ms"),
        _ => {
            let seconds = u / 1_000_000_000;
            if seconds >= 3600 {
                number(&mut out, seconds / 3600, b"h");
            }
            if seconds >= 60 {
                number(&mut out, seconds / 60 % 60, b"m");
            }
            decimal(&mut out, u % 60_000_000_000, 9, b"s");
        }
    }
    cx.string(out)
}

/// v with so many digits behind the point, zeros at the end left out.
fn decimal(out: &mut Vec<u8>, v: u64, digits: usize, unit: &[u8]) {
    let one = 10u64.pow(digits as u32);
    out.extend_from_slice(IntText::new(v / one, false, 10).bytes());
    let mut rest = v % one;
    if rest > 0 {
        out.push(b'.');
        let mut digit = one / 10;
        while rest > 0 {
            out.push(b'0' + (rest / digit) as u8);
            rest %= digit;
            digit /= 10;
        }
    }
    out.extend_from_slice(unit);
}

/// ParseDuration, where all goes well.
pub fn try_parse(s: GoStr) -> Option<(i64, Iface)> {
    let mut s = s.bytes();
    let negative = s.first() == Some(&b'-');
    if negative || s.first() == Some(&b'+') {
        s = &s[1..];
    }
    if s.is_empty() {
        return None;
    }
    let mut total = 0u64;
    while !s.is_empty() {
        let (whole, whole_digits) = digits(&mut s)?;
        let (mut part, mut part_digits) = (0, 0);
        if s.first() == Some(&b'.') {
            s = &s[1..];
            (part, part_digits) = digits(&mut s)?;
        }
        if whole_digits + part_digits == 0 {
            return None;
        }
        let len = s.iter().take_while(|&&c| c != b'.' && !c.is_ascii_digit());
        let (name, rest) = s.split_at(len.count());
        let unit = UNITS.iter().find(|(known, _)| *known == name)?.1;
        s = rest;
        let mut value = whole.checked_mul(unit)?;
        if part > 0 {
            let scale = 10f64.powi(part_digits as i32);
            value = value.checked_add((part as f64 * (unit as f64 / scale)) as u64)?;
        }
        total = total.checked_add(value).filter(|&sum| sum <= MOST)?;
    }
    match negative {
        true => Some(((total as i64).wrapping_neg(), Iface::NIL)),
        false => Some((i64::try_from(total).ok()?, Iface::NIL)),
    }
}

/// A number and how many digits it has, 15 at most.
fn digits(s: &mut &[u8]) -> Option<(u64, usize)> {
    let len = s.iter().take_while(|c| c.is_ascii_digit()).count();
    if len > 15 {
        return None;
    }
    let (number, rest) = s.split_at(len);
    *s = rest;
    let value = number.iter().fold(0, |v, c| v * 10 + u64::from(c - b'0'));
    Some((value, len))
}
