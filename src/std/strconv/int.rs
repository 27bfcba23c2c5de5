//! Integers as text and back.

/// What went wrong; the numbers are known to the Go side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    Syntax = 1,
    Range,
    Base,
    BitSize,
}

/// The numbers below 100 in two digits.
pub static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut i = 0;
    while i < 100 {
        pairs[i] = [b'0' + (i / 10) as u8, b'0' + (i % 10) as u8];
        i += 1;
    }
    pairs
};

/// How many decimal digits a number has.
#[inline(always)]
pub fn decimal_length(v: u64) -> usize {
    /// From 10 on; nothing is below the first.
    static POWERS: [u64; 20] = {
        let mut powers = [0; 20];
        let (mut i, mut power) = (1, 1);
        while i < 20 {
            power *= 10;
            powers[i] = power;
            i += 1;
        }
        powers
    };
    // 1233 / 4096 is the logarithm of 2: as many digits as the bits have, or one less.
    let bits = u64::BITS - (v | 1).leading_zeros();
    let least = ((bits * 1233) >> 12) as usize;
    least + (v >= POWERS[least]) as usize
}

/// Fills `out`, which has the length for it, with the digits of a number.
#[inline(always)]
pub fn put_decimal(mut v: u64, out: &mut [u8]) {
    let mut rest = out;
    while v >= 10_000 {
        let Some((before, [a, b, c, d])) = rest.split_last_chunk_mut() else {
            return;
        };
        let four = (v % 10_000) as usize;
        [*a, *b] = PAIRS[four / 100];
        [*c, *d] = PAIRS[four % 100];
        v /= 10_000;
        rest = before;
    }
    while v >= 100 {
        let Some((before, pair)) = rest.split_last_chunk_mut() else {
            return;
        };
        *pair = PAIRS[(v % 100) as usize];
        v /= 100;
        rest = before;
    }
    match rest {
        [one] => *one = b'0' + v as u8,
        [a, b] => [*a, *b] = PAIRS[v as usize],
        _ => {}
    }
}

/// Digits in a base of 2 to 36, in a buffer that fits 64 bits and a sign.
pub struct IntText {
    buf: [u8; 65],
    start: usize,
}

impl IntText {
    pub fn new(magnitude: u64, negative: bool, base: u64) -> IntText {
        let mut t = IntText {
            buf: [0; 65],
            start: 65,
        };
        let v = magnitude;
        if base == 10 {
            t.start -= decimal_length(v);
            put_decimal(v, &mut t.buf[t.start..]);
        } else if base.is_power_of_two() {
            let shift = base.trailing_zeros();
            t.fill(v, |v| v >> shift, |v| v & (base - 1));
        } else {
            t.fill(v, |v| v / base, |v| v % base);
        }
        if negative {
            t.start -= 1;
            t.buf[t.start] = b'-';
        }
        t
    }
    #[inline(always)]
    fn fill(&mut self, mut v: u64, rest: impl Fn(u64) -> u64, last: impl Fn(u64) -> u64) {
        loop {
            self.start -= 1;
            self.buf[self.start] = b"0123456789abcdefghijklmnopqrstuvwxyz"[last(v) as usize];
            v = rest(v);
            if v == 0 {
                break;
            }
        }
    }
    pub fn signed(v: i64, base: u64) -> IntText {
        IntText::new(v.unsigned_abs(), v < 0, base)
    }
    pub fn bytes(&self) -> &[u8] {
        &self.buf[self.start..]
    }
}

/// Whether underscores stand only between digits or after a base prefix.
pub fn underscores_fit(s: &[u8]) -> bool {
    let mut last = b'^';
    let mut i = 0;
    if let Some(b'-' | b'+') = s.first() {
        i = 1;
    }
    let mut hex = false;
    if s.len() >= i + 2 && s[i] == b'0' {
        let c = s[i + 1] | 0x20;
        if matches!(c, b'b' | b'o' | b'x') {
            last = b'0';
            hex = c == b'x';
            i += 2;
        }
    }
    for &c in &s[i..] {
        if c.is_ascii_digit() || hex && c.is_ascii_hexdigit() {
            last = b'0';
        } else if c == b'_' {
            if last != b'0' {
                return false;
            }
            last = b'_';
        } else {
            if last == b'_' {
                return false;
            }
            last = b'!';
        }
    }
    last != b'_'
}

/// Eight decimal digits at once, the first the highest.
#[inline(always)]
fn eight_digits(digits: [u8; 8]) -> Option<u64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let v = u64::from_le_bytes(digits);
    // No digit has another high half than '0', nor one six further: 0x3a would be 0x40.
    let high = 0xf0 * ONES;
    if v & high != 0x30 * ONES || v.wrapping_add(6 * ONES) & high != 0x30 * ONES {
        return None;
    }
    // Neighbours become pairs, pairs fours, fours all: the first of two lies in the lower bits.
    let v = v & (0x0f * ONES);
    let v = (v * 10 + (v >> 8)) & 0x00ff_00ff_00ff_00ff;
    let v = (v * 100 + (v >> 16)) & 0x0000_ffff_0000_ffff;
    Some((v * 10_000 + (v >> 32)) & 0xffff_ffff)
}

/// A decimal number of at most 18 digits, with a sign or without: nothing about it can be out of range. `None`: something else.
#[inline]
pub fn short_decimal(s: &[u8]) -> Option<i64> {
    let (negative, digits) = match s {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        _ => (false, s),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut v = 0;
    let (eights, rest) = digits.as_chunks::<8>();
    for eight in eights {
        v = v * 100_000_000 + eight_digits(*eight)? as i64;
    }
    for c in rest {
        let d = c.wrapping_sub(b'0');
        if d > 9 {
            return None;
        }
        v = v * 10 + d as i64;
    }
    Some(if negative { -v } else { v })
}

/// Digits in `base` only, so few that they fit 63 bits. `None`: something else.
#[inline]
fn short_digits(digits: &[u8], base: u64) -> Option<u64> {
    let most = if base <= 16 { 15 } else { 12 };
    if digits.is_empty() || digits.len() > most {
        return None;
    }
    let mut v = 0;
    for &c in digits {
        let d = match c {
            b'0'..=b'9' => c - b'0',
            b'a'..=b'z' => c - b'a' + 10,
            b'A'..=b'Z' => c - b'A' + 10,
            _ => return None,
        } as u64;
        if d >= base {
            return None;
        }
        v = v * base + d;
    }
    Some(v)
}

/// `strconv.ParseUint`: the value that goes with the fault too.
pub fn parse_uint(s: &[u8], base: i64, bits: i64) -> (u64, Option<Fault>) {
    if s.is_empty() {
        return (0, Some(Fault::Syntax));
    }
    let any_base = base == 0;
    let (mut digits, base) = match base {
        2..=36 => (s, base as u64),
        0 if s[0] == b'0' => match s.get(1).map(|c| c | 0x20) {
            Some(b'b') if s.len() >= 3 => (&s[2..], 2),
            Some(b'o') if s.len() >= 3 => (&s[2..], 8),
            Some(b'x') if s.len() >= 3 => (&s[2..], 16),
            _ => (&s[1..], 8),
        },
        0 => (s, 10),
        _ => return (0, Some(Fault::Base)),
    };
    let bits = match bits {
        0 => 64,
        1..=64 => bits as u32,
        _ => return (0, Some(Fault::BitSize)),
    };
    let max = u64::MAX >> (64 - bits);
    if let Some(value) = short_digits(digits, base)
        && value <= max
    {
        return (value, None);
    }
    let mut underscores = false;
    let mut value: u64 = 0;
    while let [c, rest @ ..] = digits {
        digits = rest;
        let d = match c {
            b'_' if any_base => {
                underscores = true;
                continue;
            }
            b'0'..=b'9' => c - b'0',
            b'a'..=b'z' => c - b'a' + 10,
            b'A'..=b'Z' => c - b'A' + 10,
            _ => return (0, Some(Fault::Syntax)),
        };
        if d as u64 >= base {
            return (0, Some(Fault::Syntax));
        }
        match value
            .checked_mul(base)
            .and_then(|v| v.checked_add(d as u64))
        {
            Some(v) if v <= max => value = v,
            _ => return (max, Some(Fault::Range)),
        }
    }
    if underscores && !underscores_fit(s) {
        return (0, Some(Fault::Syntax));
    }
    (value, None)
}

/// `strconv.ParseInt`.
pub fn parse_int(s: &[u8], base: i64, bits: i64) -> (i64, Option<Fault>) {
    let (negative, digits) = match s.first() {
        Some(b'-') => (true, &s[1..]),
        Some(b'+') => (false, &s[1..]),
        _ => (false, s),
    };
    // Underscores are judged with the sign left out, which makes no difference.
    let (magnitude, fault) = parse_uint(digits, base, bits);
    if matches!(fault, Some(f) if f != Fault::Range) {
        return (0, fault);
    }
    let bits = if bits == 0 { 64 } else { bits };
    let limit = 1u64 << (bits - 1);
    if !negative && magnitude >= limit {
        return ((limit - 1) as i64, Some(Fault::Range));
    }
    if negative && magnitude > limit {
        return ((limit as i64).wrapping_neg(), Some(Fault::Range));
    }
    let value = magnitude as i64;
    (
        if negative {
            value.wrapping_neg()
        } else {
            value
        },
        None,
    )
}
