//! Go's quoted strings and characters, written and read.

use crate::std::unicode::utf8::{self, RUNE_ERROR};
use crate::std::unicode::{is_graphic, is_print};

/// Which characters may stand for themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Print,
    Ascii,
    Graphic,
}

pub fn append_quoted(out: &mut Vec<u8>, s: &[u8], quote: u8, keep: Keep) {
    out.push(quote);
    let mut at = 0;
    while at < s.len() {
        let b = s[at];
        if (0x20..0x7F).contains(&b) && b != quote && b != b'\\' {
            out.push(b);
            at += 1;
            continue;
        }
        let (r, n) = utf8::decode(&s[at..]);
        if n == 1 && r == RUNE_ERROR {
            out.extend_from_slice(&[b'\\', b'x', hex(b >> 4), hex(b & 15)]);
        } else {
            append_escaped(out, r, quote, keep);
        }
        at += n;
    }
    out.push(quote);
}

/// What stands for each byte between double quotes: itself (0), a backslash and this letter, or what takes a closer look (1).
const ESCAPES: [u8; 256] = {
    let mut escapes = [1; 256];
    let mut c = 0x20;
    while c < 0x7F {
        escapes[c] = 0;
        c += 1;
    }
    let mut i = 0;
    const SHORT: &[u8] = b"\"\"\\\\\x07a\x08b\x0Cf\nn\rr\tt\x0Bv";
    while i < SHORT.len() {
        escapes[SHORT[i] as usize] = SHORT[i + 1];
        i += 2;
    }
    escapes
};

/// Quotes `s` with double quotes at the beginning of `room` as far as there is room. Answers how much that is; nothing where it does not fit, or
/// where `s` has other characters than ASCII, or control characters without a letter.
pub fn put_quoted(room: &mut [u8], s: &[u8]) -> Option<usize> {
    let (first, rest) = room.split_first_mut()?;
    *first = b'"';
    let mut at = 0;
    for &c in s {
        let escape = ESCAPES[c as usize];
        if escape == 0 {
            *rest.get_mut(at)? = c;
            at += 1;
            continue;
        }
        if escape == 1 {
            return None;
        }
        *rest.get_mut(at)? = b'\\';
        *rest.get_mut(at + 1)? = escape;
        at += 2;
    }
    *rest.get_mut(at)? = b'"';
    Some(at + 2)
}

pub fn append_quoted_rune(out: &mut Vec<u8>, r: i32, keep: Keep) {
    let r = char::from_u32(r as u32).map_or(RUNE_ERROR, |c| c as i32);
    out.push(b'\'');
    append_escaped(out, r, b'\'', keep);
    out.push(b'\'');
}

fn hex(digit: u8) -> u8 {
    b"0123456789abcdef"[digit as usize]
}

fn append_escaped(out: &mut Vec<u8>, r: i32, quote: u8, keep: Keep) {
    if r == quote as i32 || r == b'\\' as i32 {
        out.extend_from_slice(&[b'\\', r as u8]);
        return;
    }
    let stands = match keep {
        Keep::Ascii => r < 0x80 && is_print(r),
        Keep::Print => is_print(r),
        Keep::Graphic => is_graphic(r),
    };
    if stands {
        return utf8::push(out, r);
    }
    let short = match r {
        7 => b'a',
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        11 => b'v',
        _ => 0,
    };
    if short != 0 {
        out.extend_from_slice(&[b'\\', short]);
        return;
    }
    let (letter, digits) = match r {
        _ if r < 0x20 || r == 0x7F => (b'x', 2),
        _ if r < 0x10000 => (b'u', 4),
        _ => (b'U', 8),
    };
    out.extend_from_slice(&[b'\\', letter]);
    for i in (0..digits).rev() {
        out.push(hex((r >> (4 * i)) as u8 & 15));
    }
}

pub fn can_backquote(s: &[u8]) -> bool {
    utf8::runes(s).all(|(_, r, n)| {
        if n > 1 {
            r != 0xFEFF
        } else {
            r != RUNE_ERROR && (r >= 0x20 || r == 9) && r != b'`' as i32 && r != 0x7F
        }
    })
}

/// The first character or escape: its value, whether it needs more than one byte in UTF-8, and its size.
pub fn unquote_char(s: &[u8], quote: u8) -> Option<(i32, bool, usize)> {
    let &c = s.first()?;
    if c == quote && (quote == b'\'' || quote == b'"') {
        return None;
    }
    if c >= 0x80 {
        let (r, n) = utf8::decode(s);
        return Some((r, true, n));
    }
    if c != b'\\' {
        return Some((c as i32, false, 1));
    }
    let &c = s.get(1)?;
    let simple = |v: u8| Some((v as i32, false, 2));
    match c {
        b'a' => simple(7),
        b'b' => simple(8),
        b'f' => simple(12),
        b'n' => simple(10),
        b'r' => simple(13),
        b't' => simple(9),
        b'v' => simple(11),
        b'x' | b'u' | b'U' => {
            let n = match c {
                b'x' => 2,
                b'u' => 4,
                _ => 8,
            };
            let mut v = 0u32;
            for &d in s.get(2..2 + n)? {
                v = v.checked_mul(16)? | (d as char).to_digit(16)?;
            }
            if c == b'x' {
                return Some((v as i32, false, 4));
            }
            char::from_u32(v)?;
            Some((v as i32, true, 2 + n))
        }
        b'0'..=b'7' => {
            let mut v = 0u32;
            for &d in s.get(1..4)? {
                v = v * 8 + (d as char).to_digit(8)?;
            }
            (v <= 255).then_some((v as i32, false, 4))
        }
        b'\\' => simple(b'\\'),
        b'\'' | b'"' if c == quote => simple(c),
        _ => None,
    }
}

/// Length of the literal that `s` begins with, and its text.
pub fn unquote_prefix(s: &[u8]) -> Option<(usize, Vec<u8>)> {
    let &quote = s.first()?;
    let end = 1 + memchr::memchr(quote, s.get(1..)?)?;
    match quote {
        b'`' => {
            let text = s[1..end].iter().copied().filter(|&c| c != b'\r').collect();
            Some((end + 1, text))
        }
        b'"' | b'\'' => {
            let mut out = Vec::with_capacity(end);
            let mut at = 1;
            while *s.get(at)? != quote {
                if s[at] == b'\n' {
                    return None;
                }
                let (r, multibyte, n) = unquote_char(&s[at..], quote)?;
                if n == 1 && multibyte {
                    // A faulty byte of the source becomes U+FFFD, as the scanner of Go would have it.
                    utf8::push(&mut out, r);
                } else if r < 0x80 || !multibyte {
                    out.push(r as u8);
                } else {
                    utf8::push(&mut out, r);
                }
                at += n;
                if quote == b'\'' {
                    if s.get(at) != Some(&b'\'') {
                        return None;
                    }
                    break;
                }
            }
            Some((at + 1, out))
        }
        _ => None,
    }
}
