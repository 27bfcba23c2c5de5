//! Go strings as bytes: views, runes. A string is any bytes; what is not UTF-8 decodes to U+FFFD, byte by byte.

/// U+FFFD, what invalid text decodes to.
pub const RUNE_ERROR: u32 = 0xFFFD;

/// The bytes of a string given by its two words.
///
/// # Safety
/// The words are a Go string's; the view is not kept past the next safepoint.
#[inline(always)]
pub unsafe fn bytes<'a>(ptr: u64, len: u64) -> &'a [u8] {
    if len == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(ptr as *const u8, len as usize) }
}

/// Up to this many bytes `same_short` compares.
pub const SHORT: usize = 16;

/// Whether `n` bytes at two places are the same. No call, so that handlers may use it; of at most `SHORT` bytes.
///
/// # Safety
/// `n` readable bytes at both places.
#[inline(always)]
pub unsafe fn same_short(a: *const u8, b: *const u8, n: usize) -> bool {
    /// The first and the last bytes, which may overlap.
    macro_rules! ends {
        ($t:ty) => {{
            let last = n - size_of::<$t>();
            // SAFETY: `n` is at least the size.
            unsafe {
                let first = a.cast::<$t>().read_unaligned() ^ b.cast::<$t>().read_unaligned();
                let (a, b) = (a.add(last).cast::<$t>(), b.add(last).cast::<$t>());
                first | (a.read_unaligned() ^ b.read_unaligned()) == 0
            }
        }};
    }
    match n {
        8.. => ends!(u64),
        4.. => ends!(u32),
        2.. => ends!(u16),
        1 => ends!(u8),
        0 => true,
    }
}

/// Copies `n` bytes, at most `SHORT`. No call.
///
/// # Safety
/// `n` readable bytes at one place, `n` writable ones at the other.
#[inline(always)]
pub unsafe fn copy_short(from: *const u8, to: *mut u8, n: usize) {
    /// The first and the last bytes, which may overlap.
    macro_rules! ends {
        ($t:ty) => {{
            let last = n - size_of::<$t>();
            // SAFETY: `n` is at least the size.
            unsafe {
                let first = from.cast::<$t>().read_unaligned();
                let second = from.add(last).cast::<$t>().read_unaligned();
                to.cast::<$t>().write_unaligned(first);
                to.add(last).cast::<$t>().write_unaligned(second);
            }
        }};
    }
    match n {
        8.. => ends!(u64),
        4.. => ends!(u32),
        2.. => ends!(u16),
        1 => ends!(u8),
        0 => {}
    }
}

/// The range without white space at both ends, where no other than ASCII stands there. No call.
///
/// # Safety
/// `len` readable bytes.
#[inline(always)]
pub unsafe fn trim_ascii_space(text: *const u8, len: usize) -> Option<(usize, usize)> {
    const SPACE: u8 = 1;
    const WIDE: u8 = 2;
    /// A look-up for each byte is less than comparisons.
    static KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut c = 0;
        while c < 256 {
            kinds[c] = match c as u8 {
                b' ' | b'\t'..=b'\r' => SPACE,
                0x80.. => WIDE,
                _ => 0,
            };
            c += 1;
        }
        kinds
    };
    // SAFETY: the caller's promise, for indices below `len`.
    let kind = |i: usize| KINDS[unsafe { *text.add(i) } as usize];
    let (mut start, mut end) = (0, len);
    while start < end && kind(start) == SPACE {
        start += 1;
    }
    if start == end {
        return Some((end, end));
    }
    // What stands at `start` ends this.
    while kind(end - 1) == SPACE {
        end -= 1;
    }
    let wide = (kind(start) | kind(end - 1)) & WIDE != 0;
    (!wide).then_some((start, end))
}

/// What a word says that `strconv.ParseBool` takes; else `None`. No call: whole numbers are compared, a match over the texts would be
/// compiled into a branch for each byte.
///
/// # Safety
/// `len` readable bytes.
#[inline(always)]
pub unsafe fn bool_word(text: *const u8, len: usize) -> Option<bool> {
    let is_one_of = |word: [u8; 4], words: &[[u8; 4]]| {
        let word = u32::from_ne_bytes(word);
        words.iter().any(|w| u32::from_ne_bytes(*w) == word)
    };
    // SAFETY: the caller's promise, for each length below.
    unsafe {
        match len {
            4 => is_one_of(
                text.cast::<[u8; 4]>().read(),
                &[*b"true", *b"TRUE", *b"True"],
            )
            .then_some(true),
            5 => {
                let rest = text.add(1).cast::<[u8; 4]>().read();
                let well = match *text {
                    b'f' => is_one_of(rest, &[*b"alse"]),
                    b'F' => is_one_of(rest, &[*b"ALSE", *b"alse"]),
                    _ => false,
                };
                well.then_some(false)
            }
            1 => match *text {
                b'1' | b't' | b'T' => Some(true),
                b'0' | b'f' | b'F' => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether one string is before the other, where their first bytes tell; else `None`. No call.
///
/// # Safety
/// Both are a Go string's words.
#[inline(always)]
pub unsafe fn order_at_once((a, n): (u64, u64), (b, m): (u64, u64)) -> Option<bool> {
    macro_rules! first {
        ($t:ty) => {{
            // SAFETY: both strings are at least as long.
            let (x, y) = unsafe {
                let (a, b) = (a as *const $t, b as *const $t);
                (a.read_unaligned().to_be(), b.read_unaligned().to_be())
            };
            (x != y).then_some(x < y)
        }};
    }
    match n.min(m) {
        8.. => first!(u64),
        4.. => first!(u32),
        1.. => first!(u8),
        0 => None,
    }
}

/// The first rune of `text` (not empty) and its width in bytes; `(RUNE_ERROR, 1)` for an invalid encoding.
pub fn decode_rune(text: &[u8]) -> (u32, usize) {
    let bad = (RUNE_ERROR, 1);
    let Some(&first) = text.first() else {
        return (RUNE_ERROR, 0);
    };
    let tail = |i: usize| {
        text.get(i)
            .filter(|&&b| b & 0xC0 == 0x80)
            .map(|&b| (b & 0x3F) as u32)
    };
    match first {
        0..0x80 => (first as u32, 1),
        0xC2..=0xDF => match tail(1) {
            Some(x) => (((first & 0x1F) as u32) << 6 | x, 2),
            None => bad,
        },
        0xE0..=0xEF => match (tail(1), tail(2)) {
            (Some(x), Some(y)) => {
                let rune = ((first & 0x0F) as u32) << 12 | x << 6 | y;
                if rune < 0x800 || (0xD800..0xE000).contains(&rune) {
                    bad
                } else {
                    (rune, 3)
                }
            }
            _ => bad,
        },
        0xF0..=0xF4 => match (tail(1), tail(2), tail(3)) {
            (Some(x), Some(y), Some(z)) => {
                let rune = ((first & 0x07) as u32) << 18 | x << 12 | y << 6 | z;
                if (0x10000..0x110000).contains(&rune) {
                    (rune, 4)
                } else {
                    bad
                }
            }
            _ => bad,
        },
        _ => bad,
    }
}

/// Appends the UTF-8 of a rune; of U+FFFD for what is not one.
pub fn push_rune(out: &mut Vec<u8>, rune: i64) {
    let c = u32::try_from(rune)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Number of runes, invalid bytes counting one each.
pub fn rune_count(mut text: &[u8]) -> usize {
    let mut n = 0;
    while let Some(&first) = text.first() {
        let width = if first < 0x80 { 1 } else { decode_rune(text).1 };
        text = &text[width..];
        n += 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_as_std_does() {
        for c in [
            'a',
            '\u{7f}',
            '\u{80}',
            'é',
            '\u{7ff}',
            '\u{800}',
            '世',
            '\u{ffff}',
            '😀',
            '\u{10ffff}',
        ] {
            let text = c.to_string();
            assert_eq!(decode_rune(text.as_bytes()), (c as u32, text.len()));
        }
        for bad in [
            &b"\x80"[..],
            b"\xc0\x80",
            b"\xe0\x80\x80",
            b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
            b"\xe4\xb8",
            b"\xff",
        ] {
            assert_eq!(decode_rune(bad), (RUNE_ERROR, 1));
        }
        assert_eq!(rune_count("aé世\u{10ffff}".as_bytes()), 4);
        assert_eq!(rune_count(b"\xff\xfea"), 3);
    }
}
