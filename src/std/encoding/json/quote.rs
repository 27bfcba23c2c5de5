//! JSON strings: writing them with Go's escapes, reading them.

/// Appends `s` quoted. Bytes that are not UTF-8 become U+FFFD; `html`: `<`, `>` and `&` are escaped too.
pub fn append_quoted(out: &mut Vec<u8>, s: &[u8], html: bool) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.reserve(s.len() + 2);
    out.push(b'"');
    let mut done = 0;
    let mut at = 0;
    while at < s.len() {
        let byte = s[at];
        if PLAIN[byte as usize] == 1 || (byte < 0x80 && PLAIN[byte as usize] == 2 && !html) {
            at += 1;
            continue;
        }
        if byte < 0x80 {
            out.extend_from_slice(&s[done..at]);
            at += 1;
            done = at;
            match byte {
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                8 => out.extend_from_slice(b"\\b"),
                12 => out.extend_from_slice(b"\\f"),
                _ => out.extend_from_slice(&[
                    b'\\',
                    b'u',
                    b'0',
                    b'0',
                    HEX[usize::from(byte >> 4)],
                    HEX[usize::from(byte & 15)],
                ]),
            }
            continue;
        }
        let (rune, len) = crate::std::unicode::utf8::decode(&s[at..]);
        let replacement: &[u8] = match rune {
            0xFFFD if len == 1 => "\u{fffd}".as_bytes(),
            0x2028 => b"\\u2028",
            0x2029 => b"\\u2029",
            _ => {
                at += len;
                continue;
            }
        };
        out.extend_from_slice(&s[done..at]);
        out.extend_from_slice(replacement);
        at += len;
        done = at;
    }
    out.extend_from_slice(&s[done..]);
    out.push(b'"');
}

/// 1: stands for itself; 2: so outside of HTML; 0: escaped, or not ASCII.
static PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut i = 0x20;
    while i < 0x80 {
        plain[i] = match i as u8 {
            b'"' | b'\\' => 0,
            b'<' | b'>' | b'&' => 2,
            _ => 1,
        };
        i += 1;
    }
    plain
};

/// Whether the text between the quotes stands for itself.
pub fn is_plain(s: &[u8]) -> bool {
    memchr::memchr(b'\\', s).is_none() && std::str::from_utf8(s).is_ok()
}

/// The text of a valid string, quotes taken off. Lone surrogates and bytes that are not UTF-8 become U+FFFD.
pub fn unquoted(s: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        let plain = memchr::memchr(b'\\', &s[at..]).map_or(s.len(), |n| at + n);
        push_valid(&mut out, &s[at..plain]);
        at = plain;
        let Some(&escape) = s.get(at + 1) else { break };
        at += 2;
        let byte = match escape {
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let unit = hex4(s.get(at..)).unwrap_or(0xFFFD);
                at += 4;
                let mut rune = unit;
                if (0xD800..0xDC00).contains(&unit)
                    && s.get(at..at + 2) == Some(b"\\u")
                    && let Some(low @ 0xDC00..0xE000) = hex4(s.get(at + 2..))
                {
                    rune = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                    at += 6;
                }
                let c = char::from_u32(rune).unwrap_or('\u{fffd}');
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                continue;
            }
            other => other,
        };
        out.push(byte);
    }
    out
}

fn push_valid(out: &mut Vec<u8>, s: &[u8]) {
    if std::str::from_utf8(s).is_ok() {
        return out.extend_from_slice(s);
    }
    let mut at = 0;
    while at < s.len() {
        let (rune, len) = crate::std::unicode::utf8::decode(&s[at..]);
        if rune == 0xFFFD && len == 1 {
            out.extend_from_slice("\u{fffd}".as_bytes());
        } else {
            out.extend_from_slice(&s[at..at + len]);
        }
        at += len;
    }
}

fn hex4(s: Option<&[u8]>) -> Option<u32> {
    let four = s?.get(..4)?;
    let mut v = 0;
    for &b in four {
        v = v << 4 | char::from(b).to_digit(16)?;
    }
    Some(v)
}
