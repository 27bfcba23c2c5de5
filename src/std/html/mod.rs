//! Package html: escaping and unescaping of text.

mod entities;

use entities::ENTITIES;

use crate::std::scratch;
use crate::vm::native::{GoStr, NativeCx};

crate::natives! {
    "EscapeString" => escape,
    "UnescapeString" => unescape,
}

fn escape(cx: &mut NativeCx, s: GoStr) -> GoStr {
    let special = |b: &u8| matches!(b, b'&' | b'\'' | b'<' | b'>' | b'"');
    let text = s.bytes();
    let Some(first) = text.iter().position(special) else {
        return s;
    };
    let mut out = scratch::take();
    out.extend_from_slice(&text[..first]);
    for &b in &text[first..] {
        match b {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'\'' => out.extend_from_slice(b"&#39;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'"' => out.extend_from_slice(b"&#34;"),
            _ => out.push(b),
        }
    }
    let escaped = cx.string(&out);
    scratch::give(out);
    escaped
}

fn unescape(s: GoStr) -> Vec<u8> {
    let mut rest = s.bytes();
    let mut out = Vec::with_capacity(rest.len());
    while let Some(at) = memchr::memchr(b'&', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let used = entity(&mut out, rest);
        if used == 0 {
            out.push(b'&');
            rest = &rest[1..];
        } else {
            rest = &rest[used..];
        }
    }
    out.extend_from_slice(rest);
    out
}

/// The entity at the beginning of `s`: appends what it stands for, and gives its length, 0 where there is none.
fn entity(out: &mut Vec<u8>, s: &[u8]) -> usize {
    if s.get(1) == Some(&b'#') {
        return number(out, s);
    }
    let letters = s[1..]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let name = match s.get(1 + letters) {
        Some(b';') => &s[1..letters + 2],
        _ => &s[1..=letters],
    };
    // Else a short one that needs no semicolon, with letters behind it.
    const LONGEST: usize = 6;
    let shorter = (2..=name.len().saturating_sub(1).min(LONGEST)).rev();
    for n in std::iter::once(name.len()).chain(shorter) {
        if let Some(text) = find(&name[..n]) {
            out.extend_from_slice(text.as_bytes());
            return 1 + n;
        }
    }
    0
}

fn find(name: &[u8]) -> Option<&'static str> {
    let at = ENTITIES.binary_search_by(|e| e.0.as_bytes().cmp(name));
    at.ok().map(|i| ENTITIES[i].1)
}

/// What browsers take 128 to 159 for.
#[rustfmt::skip]
const WINDOWS: [u32; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
];

fn number(out: &mut Vec<u8>, s: &[u8]) -> usize {
    let mut at = 2;
    let base = match s.get(2) {
        Some(b'x' | b'X') => {
            at = 3;
            16
        }
        _ => 10,
    };
    let mut value: u32 = 0;
    while let Some(digit) = s.get(at).and_then(|&b| char::from(b).to_digit(base)) {
        value = value.wrapping_mul(base).wrapping_add(digit);
        at += 1;
    }
    if s.get(at) == Some(&b';') {
        at += 1;
    }
    // As in Go, which so misses a single digit without a semicolon, too.
    if at <= 3 {
        return 0;
    }
    let c = match value {
        0x80..=0x9F => char::from_u32(WINDOWS[value as usize - 0x80]),
        0 => None,
        v => char::from_u32(v),
    };
    let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    at
}
