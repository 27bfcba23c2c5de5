//! Strings: stepping over them, what they say, writing them.

use super::{AFTER_STRING, AT_STRING, CONTROL};
use super::{NOT_CANONICAL, NOT_VERBATIM, Scan, bad_escape, fault, flag, unexpected, wrong};
use crate::std::encoding::json::scan;
use crate::std::unicode::utf8::decode;

/// Whether a byte stands for itself in a string.
fn is_plain(c: u8) -> bool {
    (0x20..0x80).contains(&c) && c != b'\\' && c != b'"'
}

/// Whether the bytes, which are no whole rune, could become one.
fn may_go_on(b: &[u8]) -> bool {
    match std::str::from_utf8(&b[..b.len().min(4)]) {
        Ok(_) => false,
        Err(e) => e.valid_up_to() == 0 && e.error_len().is_none(),
    }
}

fn hex4(b: &[u8]) -> Option<u32> {
    let mut v = 0;
    for &c in b.get(..4)? {
        v = v << 4 | char::from(c).to_digit(16)?;
    }
    Some(v)
}

/// Whether the bytes begin an escape \uXXXX, of a low surrogate if that is asked for, that is cut short.
fn begins_unit(b: &[u8], low: bool) -> bool {
    b.iter().enumerate().all(|(i, &c)| match i {
        0 => c == b'\\',
        1 => c == b'u',
        2 if low => matches!(c, b'd' | b'D'),
        3 if low => matches!(c, b'c'..=b'f' | b'C'..=b'F'),
        _ => c.is_ascii_hexdigit(),
    })
}

/// The rune of two surrogates.
fn pair(high: u32, low: u32) -> Option<char> {
    if !(0xD800..0xDC00).contains(&high) || !(0xDC00..0xE000).contains(&low) {
        return None;
    }
    char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
}

/// Steps over the string at `at`: its end, and what it is.
pub(super) fn string(b: &[u8], at: usize, strict: bool) -> Scan<(usize, i64)> {
    let mut flags = 0;
    match b.get(at) {
        None => return Err(fault(wrong::SHORT, at)),
        Some(b'"') => {}
        Some(_) => return Err(unexpected(at, AT_STRING)),
    }
    let mut n = at + 1;
    loop {
        while b.get(n).is_some_and(|&c| is_plain(c)) {
            n += 1;
        }
        let Some(&c) = b.get(n) else {
            return Err(fault(wrong::SHORT, n));
        };
        match c {
            b'"' => return Ok((n + 1, flags)),
            b'\\' => {
                flags |= NOT_VERBATIM;
                n = escape(b, n, strict, &mut flags)?;
            }
            c if c < b' ' => return Err(unexpected(n, CONTROL)),
            _ => {
                let (_, len) = decode(&b[n..]);
                if len > 1 {
                    n += len;
                    continue;
                }
                if may_go_on(&b[n..]) {
                    return Err(fault(wrong::SHORT, n));
                }
                flags |= NOT_VERBATIM | NOT_CANONICAL;
                if strict {
                    return Err(fault(wrong::UTF8, n));
                }
                n += 1;
            }
        }
    }
}

/// Steps over the escape at `n`.
fn escape(b: &[u8], n: usize, strict: bool, flags: &mut i64) -> Scan<usize> {
    match b.get(n + 1) {
        None => Err(fault(wrong::SHORT, n)),
        Some(b'/') => {
            *flags |= NOT_CANONICAL;
            Ok(n + 2)
        }
        Some(b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(n + 2),
        Some(b'u') => {
            let Some(digits) = b.get(n + 2..n + 6) else {
                if begins_unit(&b[n..], false) {
                    return Err(fault(wrong::SHORT, n));
                }
                return Err(bad_escape(n, b.len() - n));
            };
            let Some(unit) = hex4(digits) else {
                return Err(bad_escape(n, 6));
            };
            let short = matches!(unit, 8 | 9 | 10 | 12 | 13);
            if short || unit >= 0x20 || digits.iter().any(u8::is_ascii_uppercase) {
                *flags |= NOT_CANONICAL;
            }
            let after = n + 6;
            if !strict || !(0xD800..0xE000).contains(&unit) {
                return Ok(after);
            }
            let Some(next) = b.get(after..after + 6) else {
                if begins_unit(&b[after..], true) {
                    return Err(fault(wrong::SHORT, n));
                }
                return Err(bad_escape(n, b.len() - n));
            };
            let low = hex4(&next[2..]).filter(|_| next.starts_with(b"\\u"));
            match low.and_then(|low| pair(unit, low)) {
                Some(_) => Ok(after + 6),
                None => Err(bad_escape(n, 12)),
            }
        }
        Some(_) => Err(bad_escape(n, 2)),
    }
}

/// The text of the quoted string `b`, as far as it can be told, and what is wrong with it.
pub(super) fn unquoted(b: &[u8]) -> (Vec<u8>, Scan<()>) {
    let mut out = Vec::with_capacity(b.len());
    match b.first() {
        None => return (out, Err(fault(wrong::SHORT, 0))),
        Some(b'"') => {}
        Some(_) => return (out, Err(unexpected(0, AT_STRING))),
    }
    let mut result = Ok(());
    let mut n = 1;
    loop {
        let from = n;
        while b.get(n).is_some_and(|&c| is_plain(c)) {
            n += 1;
        }
        out.extend_from_slice(&b[from..n]);
        let Some(&c) = b.get(n) else {
            return (out, Err(fault(wrong::SHORT, n)));
        };
        match c {
            b'"' => {
                if n + 1 < b.len() {
                    result = Err(unexpected(n + 1, AFTER_STRING));
                }
                return (out, result);
            }
            b'\\' => match b.get(n + 1) {
                Some(b'u') => match unquote_unit(&mut out, b, n) {
                    Ok((next, found)) => {
                        n = next;
                        if found.is_err() {
                            result = found;
                        }
                    }
                    Err(fault) => return (out, Err(fault)),
                },
                Some(&letter) => {
                    out.push(match letter {
                        b'"' | b'\\' | b'/' => letter,
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        _ => return (out, Err(bad_escape(n, 2))),
                    });
                    n += 2;
                }
                None => return (out, Err(fault(wrong::SHORT, n))),
            },
            c if c < b' ' => return (out, Err(unexpected(n, CONTROL))),
            _ => {
                let (_, len) = decode(&b[n..]);
                if len > 1 {
                    out.extend_from_slice(&b[n..n + len]);
                } else if may_go_on(&b[n..]) {
                    return (out, Err(fault(wrong::SHORT, n)));
                } else {
                    out.extend_from_slice("\u{fffd}".as_bytes());
                    result = Err(fault(wrong::UTF8, n));
                }
                n += len;
            }
        }
    }
}

/// Appends the rune of the escape \uXXXX at `n`: where to go on, and whether it was one.
fn unquote_unit(out: &mut Vec<u8>, b: &[u8], n: usize) -> Scan<(usize, Scan<()>)> {
    let Some(digits) = b.get(n + 2..n + 6) else {
        if begins_unit(&b[n..], false) {
            return Err(fault(wrong::SHORT, n));
        }
        return Err(bad_escape(n, b.len() - n));
    };
    let Some(unit) = hex4(digits) else {
        return Err(bad_escape(n, 6));
    };
    let mut push = |c: char| out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    let after = n + 6;
    if let Some(c) = char::from_u32(unit) {
        push(c);
        return Ok((after, Ok(())));
    }
    let Some(next) = b.get(after..after + 6) else {
        push('\u{fffd}');
        if begins_unit(&b[after..], true) {
            return Err(fault(wrong::SHORT, n));
        }
        return Ok((after, Err(bad_escape(n, b.len() - n))));
    };
    let low = hex4(&next[2..]).filter(|_| next.starts_with(b"\\u"));
    match low.and_then(|low| pair(unit, low)) {
        Some(c) => {
            push(c);
            Ok((after + 6, Ok(())))
        }
        None => {
            push('\u{fffd}');
            Ok((after, Err(bad_escape(n, 12))))
        }
    }
}

/// Appends `s` quoted. False: it was not UTF-8.
pub fn append_quote(out: &mut Vec<u8>, s: &[u8], flags: i64) -> bool {
    let mut valid = true;
    out.reserve(s.len() + 2);
    out.push(b'"');
    let (mut done, mut n) = (0, 0);
    while n < s.len() {
        let c = s[n];
        if c < 0x80 {
            let html = matches!(c, b'<' | b'>' | b'&');
            if !is_plain(c) || html && flags & flag::ESCAPE_HTML != 0 {
                out.extend_from_slice(&s[done..n]);
                append_escaped(out, u32::from(c));
                done = n + 1;
            }
            n += 1;
            continue;
        }
        let (rune, len) = decode(&s[n..]);
        if rune == 0xFFFD && len == 1 {
            valid = false;
            out.extend_from_slice(&s[done..n]);
            out.extend_from_slice("\u{fffd}".as_bytes());
            done = n + 1;
        } else if matches!(rune, 0x2028 | 0x2029) && flags & flag::ESCAPE_JS != 0 {
            out.extend_from_slice(&s[done..n]);
            append_escaped(out, rune as u32);
            done = n + len;
        }
        n += len;
    }
    out.extend_from_slice(&s[done..]);
    out.push(b'"');
    valid
}

fn append_escaped(out: &mut Vec<u8>, c: u32) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let letter = match c {
        0x22 | 0x5C => c as u8,
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        _ => {
            let digit = |shift: u32| HEX[(c >> shift & 15) as usize];
            return out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
        }
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Appends the string `b`, which is `kind` of string, as the options want it.
pub(super) fn append_string(out: &mut Vec<u8>, b: &[u8], kind: i64, flags: i64) {
    let escapes = flags & (flag::ESCAPE_HTML | flag::ESCAPE_JS) != 0;
    let preserve = flags & flag::PRESERVE != 0;
    if !escapes && (kind & NOT_CANONICAL == 0 || preserve) {
        out.extend_from_slice(b);
    } else if preserve {
        let html = flags & flag::ESCAPE_HTML != 0;
        scan::escape_html(out, b, html, flags & flag::ESCAPE_JS != 0);
    } else {
        append_quote(out, &unquoted(b).0, flags);
    }
}
