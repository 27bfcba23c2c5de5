//! Package unicode/utf8, and UTF-8 decoding by Go's rules for the rest of the library.

use crate::std::buffers;
use crate::vm::native::{GoSlice, GoStr};

crate::natives! {
    "FullRune" => full_rune_bytes,
    "FullRuneInString" => full_rune_string,
    "DecodeRune" => decode_bytes,
    "DecodeRuneInString" => decode_string,
    "DecodeLastRune" => decode_last_bytes,
    "DecodeLastRuneInString" => decode_last_string,
    "tryAppendRune" => append_rune,
    "RuneCount" => count_bytes,
    "RuneCountInString" => count_string,
    "Valid" => valid_bytes,
    "ValidString" => valid_string,
}

/// Where there is room.
fn append_rune(mut p: GoSlice<u8>, r: i32) -> Option<GoSlice<u8>> {
    buffers::append(&mut p, buffers::encoded(r, &mut [0; 4]))?;
    Some(p)
}

pub const RUNE_ERROR: i32 = 0xFFFD;

/// Length of the sequence that `first` opens and the range its second byte must be in; `None` for a byte that
/// opens none.
fn opening(first: u8) -> Option<(usize, u8, u8)> {
    Some(match first {
        0xC2..=0xDF => (2, 0x80, 0xBF),
        0xE0 => (3, 0xA0, 0xBF),
        0xED => (3, 0x80, 0x9F),
        0xE1..=0xEF => (3, 0x80, 0xBF),
        0xF0 => (4, 0x90, 0xBF),
        0xF4 => (4, 0x80, 0x8F),
        0xF1..=0xF3 => (4, 0x80, 0xBF),
        _ => return None,
    })
}

/// The first rune and its size, as `utf8.DecodeRune`.
#[inline]
pub fn decode(s: &[u8]) -> (i32, usize) {
    match s.first() {
        None => (RUNE_ERROR, 0),
        Some(&b) if b < 0x80 => (b as i32, 1),
        Some(&b) => decode_long(b, s),
    }
}

fn decode_long(first: u8, s: &[u8]) -> (i32, usize) {
    let fault = (RUNE_ERROR, 1);
    let Some((n, low, high)) = opening(first) else {
        return fault;
    };
    if s.len() < n || s[1] < low || s[1] > high {
        return fault;
    }
    let mut r = (first & (0x7F >> n)) as i32;
    for (i, &b) in s[1..n].iter().enumerate() {
        if i > 0 && b & 0xC0 != 0x80 {
            return fault;
        }
        r = r << 6 | (b & 0x3F) as i32;
    }
    (r, n)
}

/// The last rune and its size.
pub fn decode_last(s: &[u8]) -> (i32, usize) {
    let Some(&last) = s.last() else {
        return (RUNE_ERROR, 0);
    };
    if last < 0x80 {
        return (last as i32, 1);
    }
    for start in (s.len().saturating_sub(4)..s.len()).rev() {
        if s[start] & 0xC0 != 0x80 {
            let (r, n) = decode(&s[start..]);
            if start + n == s.len() {
                return (r, n);
            }
            break;
        }
    }
    (RUNE_ERROR, 1)
}

/// Appends a rune's encoding; what is no rune becomes U+FFFD.
#[inline]
pub fn push(out: &mut Vec<u8>, r: i32) {
    if (r as u32) < 0x80 {
        out.push(r as u8);
        return;
    }
    let c = char::from_u32(r as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

pub fn count(s: &[u8]) -> usize {
    if s.is_ascii() {
        return s.len();
    }
    if let Ok(s) = std::str::from_utf8(s) {
        return s.chars().count();
    }
    runes(s).count()
}

/// Start, rune and size of each rune.
pub fn runes(s: &[u8]) -> impl Iterator<Item = (usize, i32, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        (at < s.len()).then(|| {
            let (r, n) = decode(&s[at..]);
            at += n;
            (at - n, r, n)
        })
    })
}

fn full_rune(s: &[u8]) -> bool {
    let Some(&first) = s.first() else {
        return false;
    };
    let Some((n, low, high)) = opening(first) else {
        return true;
    };
    if s.len() >= n {
        return true;
    }
    // Faults in what is there make it whole.
    s.len() > 1 && (s[1] < low || s[1] > high || s[2..].iter().any(|b| b & 0xC0 != 0x80))
}

fn full_rune_bytes(p: GoSlice<u8>) -> bool {
    full_rune(&p)
}
fn full_rune_string(s: GoStr) -> bool {
    full_rune(&s)
}
fn pair((r, n): (i32, usize)) -> (i32, i64) {
    (r, n as i64)
}
fn decode_bytes(p: GoSlice<u8>) -> (i32, i64) {
    pair(decode(&p))
}
fn decode_string(s: GoStr) -> (i32, i64) {
    pair(decode(&s))
}
fn decode_last_bytes(p: GoSlice<u8>) -> (i32, i64) {
    pair(decode_last(&p))
}
fn decode_last_string(s: GoStr) -> (i32, i64) {
    pair(decode_last(&s))
}
fn count_bytes(p: GoSlice<u8>) -> i64 {
    count(&p) as i64
}
fn count_string(s: GoStr) -> i64 {
    count(&s) as i64
}
fn valid_bytes(p: GoSlice<u8>) -> bool {
    std::str::from_utf8(&p).is_ok()
}
fn valid_string(s: GoStr) -> bool {
    std::str::from_utf8(&s).is_ok()
}
