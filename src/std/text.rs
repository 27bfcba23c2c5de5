//! Searching and taking apart byte strings by Go's rules: what packages strings and bytes share.

pub mod tabwriter;
pub mod template;

use crate::runtime::strings;
use memchr::memmem;

use super::unicode::utf8::{self, RUNE_ERROR};
use super::unicode::{is_digit, is_letter, is_space, table, to_lower, to_title, to_upper};

pub fn index(s: &[u8], sep: &[u8]) -> Option<usize> {
    match sep {
        [] => Some(0),
        [b] => index_byte(s, *b),
        _ if sep.len() > s.len() => None,
        _ if s.len() <= SHORT => index_short(s, sep),
        _ => memmem::find(s, sep),
    }
}

/// Where a text of as many bytes as two groups hold, which may overlap, has the byte: bits, the first place the lowest. What memchr does before it looks takes longer than
/// to look.
#[inline(always)]
fn places(s: &[u8], b: u8) -> Option<u64> {
    if !(LANES..=2 * LANES).contains(&s.len()) {
        return None;
    }
    let (begin, end) = (s.first_chunk()?, s.last_chunk()?);
    let (begin, end) = (pairs(begin, b, begin, b), pairs(end, b, end, b));
    Some(u64::from(begin) | u64::from(end) << (s.len() - LANES))
}

#[inline(always)]
pub fn index_byte(s: &[u8], b: u8) -> Option<usize> {
    match places(s, b) {
        Some(0) => None,
        Some(places) => Some(places.trailing_zeros() as usize),
        None => memchr::memchr(b, s),
    }
}

#[inline(always)]
pub fn last_index_byte(s: &[u8], b: u8) -> Option<usize> {
    match places(s, b) {
        Some(0) => None,
        Some(places) => Some(places.ilog2() as usize),
        None => memchr::memrchr(b, s),
    }
}

/// -1, 0 or 1. Most texts differ in the first eight bytes.
#[inline]
pub fn compare(a: &[u8], b: &[u8]) -> i64 {
    if let (Some(x), Some(y)) = (a.first_chunk::<8>(), b.first_chunk::<8>()) {
        let (x, y) = (u64::from_be_bytes(*x), u64::from_be_bytes(*y));
        if x != y {
            return if x < y { -1 } else { 1 };
        }
    }
    a.cmp(b) as i64
}

/// Up to this many bytes a searcher would cost more than it saves.
const SHORT: usize = 128;

/// Places that are looked at together.
const LANES: usize = 16;

/// Which of the places have the one byte in `begins` and the other in `ends`: bits, the first place the lowest.
#[inline(always)]
fn pairs(begins: &[u8; LANES], first: u8, ends: &[u8; LANES], last: u8) -> u32 {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::*;
        // SAFETY: every processor of this kind has SSE2; the loads are of arrays of that size, which need not be aligned.
        unsafe {
            let begins = _mm_loadu_si128(begins.as_ptr().cast());
            let ends = _mm_loadu_si128(ends.as_ptr().cast());
            let first = _mm_cmpeq_epi8(begins, _mm_set1_epi8(first as i8));
            let last = _mm_cmpeq_epi8(ends, _mm_set1_epi8(last as i8));
            _mm_movemask_epi8(_mm_and_si128(first, last)) as u32
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    (0..LANES).fold(0, |bits, i| {
        bits | ((begins[i] == first && ends[i] == last) as u32) << i
    })
}

/// `index` for at least two bytes in a few: looks for the first and the last of them.
fn index_short(s: &[u8], sep: &[u8]) -> Option<usize> {
    let (first, last) = (sep[0], sep[sep.len() - 1]);
    // The places where it may begin, and where it then ends.
    let begins = &s[..=s.len() - sep.len()];
    let ends = &s[sep.len() - 1..];
    let fits = |at: usize| {
        let there = &s[at..at + sep.len()];
        match sep.len() {
            // SAFETY: both have as many bytes.
            n if n <= strings::SHORT => unsafe {
                strings::same_short(there.as_ptr(), sep.as_ptr(), n)
            },
            _ => there == sep,
        }
    };
    if begins.len() < LANES {
        return (0..begins.len()).find(|&i| begins[i] == first && ends[i] == last && fits(i));
    }
    let final_lanes = begins.len() - LANES;
    let mut at = 0;
    loop {
        // SAFETY: `at` is at most `final_lanes`, and both slices are as long as `begins`.
        let (begin, end) = unsafe {
            (
                &*begins.as_ptr().add(at).cast(),
                &*ends.as_ptr().add(at).cast(),
            )
        };
        let mut hits = pairs(begin, first, end, last);
        while hits != 0 {
            let place = at + hits.trailing_zeros() as usize;
            if fits(place) {
                return Some(place);
            }
            hits &= hits - 1;
        }
        if at == final_lanes {
            return None;
        }
        // The last sixteen overlap those before.
        at = (at + LANES).min(final_lanes);
    }
}

pub fn last_index(s: &[u8], sep: &[u8]) -> Option<usize> {
    match sep {
        [] => Some(s.len()),
        [b] => last_index_byte(s, *b),
        _ => memmem::rfind(s, sep),
    }
}

pub fn count(s: &[u8], sep: &[u8]) -> usize {
    match sep {
        [] => utf8::count(s) + 1,
        [b] => memchr::memchr_iter(*b, s).count(),
        _ => memmem::find_iter(s, sep).count(),
    }
}

/// Whether one of the runes of `chars` is `r`, where a faulty byte counts as U+FFFD.
pub fn has_rune(chars: &[u8], r: i32) -> bool {
    if (0..0x80).contains(&r) {
        return index_byte(chars, r as u8).is_some();
    }
    utf8::runes(chars).any(|(_, c, _)| c == r)
}

/// A set of ASCII characters, which no byte of another character is taken for.
#[derive(Clone, Copy)]
struct Ascii([u64; 2]);

impl Ascii {
    /// None where one of them is other than ASCII.
    #[inline]
    fn of(chars: &[u8]) -> Option<Ascii> {
        let mut bits = [0u64; 2];
        for &c in chars {
            *bits.get_mut(usize::from(c >> 6))? |= 1 << (c & 63);
        }
        Some(Ascii(bits))
    }
    #[inline]
    fn has(self, c: u8) -> bool {
        let bits = match c >> 6 {
            0 => self.0[0],
            1 => self.0[1],
            _ => 0,
        };
        bits >> (c & 63) & 1 != 0
    }
}

pub fn index_any(s: &[u8], chars: &[u8]) -> Option<usize> {
    match chars {
        [] => return None,
        [c] if c.is_ascii() => return index_byte(s, *c),
        [c, d] if c.is_ascii() && d.is_ascii() => return memchr::memchr2(*c, *d, s),
        _ => {}
    }
    if let Some(set) = Ascii::of(chars) {
        return s.iter().position(|&c| set.has(c));
    }
    utf8::runes(s)
        .find(|&(_, r, _)| has_rune(chars, r))
        .map(|(at, _, _)| at)
}

pub fn last_index_any(s: &[u8], chars: &[u8]) -> Option<usize> {
    if let Some(set) = Ascii::of(chars) {
        return s.iter().rposition(|&c| set.has(c));
    }
    let mut end = s.len();
    while end > 0 {
        let (r, n) = utf8::decode_last(&s[..end]);
        end -= n;
        if has_rune(chars, r) {
            return Some(end);
        }
    }
    None
}

pub fn index_rune(s: &[u8], r: i32) -> Option<usize> {
    match r {
        0..0x80 => index_byte(s, r as u8),
        RUNE_ERROR => utf8::runes(s).find(|x| x.1 == RUNE_ERROR).map(|x| x.0),
        _ => {
            let c = char::from_u32(r as u32)?;
            index(s, c.encode_utf8(&mut [0; 4]).as_bytes())
        }
    }
}

/// The range of `s` without white space at both ends.
pub fn trim_space(s: &[u8]) -> (usize, usize) {
    // SAFETY: a slice's bytes.
    let plain = unsafe { strings::trim_ascii_space(s.as_ptr(), s.len()) };
    plain.unwrap_or_else(|| trim_wide_space(s))
}

/// `trim_space` where one end is other than ASCII. All of it again, so that nothing need be saved for the sake of what is rare.
#[cold]
#[inline(never)]
fn trim_wide_space(s: &[u8]) -> (usize, usize) {
    let (mut start, mut end) = (0, s.len());
    while start < end {
        let (r, n) = utf8::decode(&s[start..]);
        if !is_space(r) {
            break;
        }
        start += n;
    }
    while end > start {
        let (r, n) = utf8::decode_last(&s[start..end]);
        if !is_space(r) {
            break;
        }
        end -= n;
    }
    (start, end)
}

/// The range of `s` without runes of `cutset` at the left (bit 0 of `ends`) and right end (bit 1).
#[inline]
pub fn trim(s: &[u8], cutset: &[u8], ends: i64) -> (usize, usize) {
    if let [c @ 0..0x80] = cutset {
        return trim_bytes(s, ends, |b| b == *c);
    }
    match Ascii::of(cutset) {
        Some(set) => trim_bytes(s, ends, |b| set.has(b)),
        None => trim_wide(s, cutset, ends),
    }
}

#[inline(always)]
fn trim_bytes(s: &[u8], ends: i64, cut: impl Fn(u8) -> bool) -> (usize, usize) {
    let (mut start, mut end) = (0, s.len());
    if ends & 1 != 0 {
        while start < end && cut(s[start]) {
            start += 1;
        }
    }
    if ends & 2 != 0 {
        while end > start && cut(s[end - 1]) {
            end -= 1;
        }
    }
    (start, end)
}

/// `trim` by characters of any kind.
#[inline(never)]
fn trim_wide(s: &[u8], cutset: &[u8], ends: i64) -> (usize, usize) {
    let (mut start, mut end) = (0, s.len());
    if ends & 1 != 0 {
        while start < end {
            let (r, n) = utf8::decode(&s[start..]);
            if !has_rune(cutset, r) {
                break;
            }
            start += n;
        }
    }
    if ends & 2 != 0 {
        while end > start {
            let (r, n) = utf8::decode_last(&s[start..end]);
            if !has_rune(cutset, r) {
                break;
            }
            end -= n;
        }
    }
    (start, end)
}

/// The ranges between runs of white space.
pub fn fields(s: &[u8], mut found: impl FnMut(usize, usize)) {
    let mut start = None;
    let mut at = 0;
    while at < s.len() {
        let (r, n) = utf8::decode(&s[at..]);
        if is_space(r) {
            if let Some(from) = start.take() {
                found(from, at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
        at += n;
    }
    if let Some(from) = start {
        found(from, s.len());
    }
}

/// The ranges that `Split` and its kin give for an empty separator: runes, at most `n` parts (negative: all), the last of which has the rest. False: the
/// answer is nil.
pub fn split_runes(s: &[u8], n: i64, mut part: impl FnMut(usize, usize)) -> bool {
    if n == 0 {
        return false;
    }
    let mut left = if n < 0 { usize::MAX } else { n as usize };
    let mut at = 0;
    while at < s.len() {
        let size = if left == 1 {
            s.len() - at
        } else {
            utf8::decode(&s[at..]).1
        };
        part(at, at + size);
        at += size;
        left -= 1;
    }
    true
}

/// Names the places of `sep`, which is not empty, from the left, none overlapping the one before, until told to stop (`false`).
pub fn each(s: &[u8], sep: &[u8], mut found: impl FnMut(usize) -> bool) {
    match sep {
        [b] if s.len() <= SHORT => {
            for (i, c) in s.iter().enumerate() {
                if c == b && !found(i) {
                    return;
                }
            }
        }
        [b] => {
            memchr::memchr_iter(*b, s).all(found);
        }
        _ if s.len() <= SHORT => {
            let mut at = 0;
            while let Some(i) = index(&s[at..], sep) {
                if !found(at + i) {
                    return;
                }
                at += i + sep.len();
            }
        }
        _ => {
            memmem::find_iter(s, sep).all(found);
        }
    }
}

/// How many parts `split` makes where neither `sep` is empty nor `n` 0.
pub fn parts(s: &[u8], sep: &[u8], n: i64) -> usize {
    let places = match sep {
        [_] => count(s, sep),
        _ => {
            let mut places = 0;
            each(s, sep, |_| {
                places += 1;
                true
            });
            places
        }
    };
    (places + 1).min(if n < 0 { usize::MAX } else { n as usize })
}

/// Fills the parts but the last, as `part` makes them of their ranges, each with `keep` bytes of the separator behind it; the answer is
/// where the last begins.
pub fn split<T>(
    s: &[u8],
    sep: &[u8],
    keep: usize,
    parts: &mut [T],
    part: impl Fn(usize, usize) -> T,
) -> usize {
    let mut parts = parts.iter_mut();
    let mut at = 0;
    each(s, sep, |found| match parts.next() {
        Some(to) => {
            *to = part(at, found + keep);
            at = found + sep.len();
            true
        }
        None => false,
    });
    at
}

/// For how many parts Go makes room where `n` says how many there are at most.
pub fn room_for_parts(s: &[u8], n: i64) -> usize {
    usize::try_from(n).map_or(0, |n| n.min(s.len() + 1))
}

/// `s` with the first `n` places of `old` replaced (negative: all); `None`: nothing to do.
pub fn replace(s: &[u8], old: &[u8], new: &[u8], n: i64) -> Option<Vec<u8>> {
    if old == new || n == 0 {
        return None;
    }
    let mut left = if n < 0 { usize::MAX } else { n as usize };
    let mut out = Vec::new();
    let mut at = 0;
    if old.is_empty() {
        out.reserve(s.len() + new.len() * (s.len() + 1).min(left));
        while left > 0 {
            out.extend_from_slice(new);
            left -= 1;
            if at >= s.len() {
                break;
            }
            let size = utf8::decode(&s[at..]).1;
            out.extend_from_slice(&s[at..at + size]);
            at += size;
        }
        out.extend_from_slice(&s[at..]);
        return Some(out);
    }
    each(s, old, |found| {
        if out.capacity() == 0 {
            out.reserve(s.len() + s.len() / 4 + new.len());
        }
        out.extend_from_slice(&s[at..found]);
        out.extend_from_slice(new);
        at = found + old.len();
        left -= 1;
        left > 0
    });
    if at == 0 {
        return None;
    }
    out.extend_from_slice(&s[at..]);
    Some(out)
}

/// Each rune mapped; `None` when nothing changes. Faulty bytes become U+FFFD.
pub fn map_runes(s: &[u8], ascii: fn(u8) -> u8, other: fn(i32) -> i32) -> Option<Vec<u8>> {
    if s.is_ascii() {
        let first = s.iter().position(|&b| ascii(b) != b)?;
        let mut out = s.to_vec();
        out[first..].iter_mut().for_each(|b| *b = ascii(*b));
        return Some(out);
    }
    let mut out = Vec::with_capacity(s.len() + 8);
    for (_, r, _) in utf8::runes(s) {
        utf8::push(&mut out, other(r));
    }
    (out != s).then_some(out)
}

pub fn lower(s: &[u8]) -> Option<Vec<u8>> {
    map_runes(s, |b| b.to_ascii_lowercase(), to_lower)
}
pub fn upper(s: &[u8]) -> Option<Vec<u8>> {
    map_runes(s, |b| b.to_ascii_uppercase(), to_upper)
}
pub fn title_case(s: &[u8]) -> Option<Vec<u8>> {
    map_runes(s, |b| b.to_ascii_uppercase(), to_title)
}

/// The first letter of each word in title case.
pub fn title_words(s: &[u8]) -> Vec<u8> {
    let separates = |r: i32| {
        if (0..0x80).contains(&r) {
            return !(r as u8).is_ascii_alphanumeric() && r != b'_' as i32;
        }
        !is_letter(r) && !is_digit(r) && is_space(r)
    };
    let mut out = Vec::with_capacity(s.len());
    let mut last = b' ' as i32;
    for (_, r, _) in utf8::runes(s) {
        utf8::push(&mut out, if separates(last) { to_title(r) } else { r });
        last = r;
    }
    out
}

/// Where both are ASCII, eight bytes at a time. No is said at the first difference of what is ASCII up to there: whatever follows, two of its characters are different.
fn equal_fold_ascii(s: &[u8], t: &[u8]) -> Option<bool> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    /// A word of ASCII in lower case: the bytes between A and Z have bit 0x20 set.
    fn lower(x: u64) -> u64 {
        let from_a = x + (0x80 - b'A' as u64) * ONES;
        let above_z = x + (0x7f - b'Z' as u64) * ONES;
        x | (from_a & !above_z & HIGH) >> 2
    }
    let word = |of: &[u8], at: usize| of[at..at + 8].try_into().map(u64::from_le_bytes);
    if s.len() != t.len() || s.len() < 8 {
        let ascii = s.is_ascii() && t.is_ascii();
        return ascii.then(|| s.eq_ignore_ascii_case(t));
    }
    let last = s.len() - 8;
    let mut at = 0;
    loop {
        let (x, y) = (word(s, at).ok()?, word(t, at).ok()?);
        if (x | y) & HIGH != 0 {
            return None;
        }
        if lower(x) != lower(y) {
            return Some(false);
        }
        if at == last {
            return Some(true);
        }
        at = (at + 8).min(last);
    }
}

pub fn equal_fold(s: &[u8], t: &[u8]) -> bool {
    if let Some(answer) = equal_fold_ascii(s, t) {
        return answer;
    }
    let (mut a, mut b) = (utf8::runes(s), utf8::runes(t));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some((_, x, _)), Some((_, y, _))) => {
                if x == y {
                    continue;
                }
                let mut f = table::simple_fold(x);
                while f != x && f != y {
                    f = table::simple_fold(f);
                }
                if f != y {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Runs of faulty bytes replaced; `None` when there are none.
pub fn to_valid(s: &[u8], replacement: &[u8]) -> Option<Vec<u8>> {
    if std::str::from_utf8(s).is_ok() {
        return None;
    }
    let mut out = Vec::with_capacity(s.len() + replacement.len());
    let mut faulty = false;
    for (at, r, n) in utf8::runes(s) {
        if r == RUNE_ERROR && n == 1 {
            if !faulty {
                out.extend_from_slice(replacement);
            }
            faulty = true;
        } else {
            faulty = false;
            out.extend_from_slice(&s[at..at + n]);
        }
    }
    Some(out)
}

/// Where a replacer's pairs begin: for each first byte of an old string the first pair with it (from 1, 0: none), and for each pair the next with the
/// same first byte.
pub fn first_bytes<'a>(olds: impl ExactSizeIterator<Item = &'a [u8]>) -> ([u32; 256], Vec<u32>) {
    let (mut heads, mut lasts, mut next) = ([0; 256], [0; 256], vec![0; olds.len()]);
    for (i, old) in olds.enumerate() {
        let Some(&b) = old.first() else { continue };
        let number = i as u32 + 1;
        match std::mem::replace(&mut lasts[b as usize], number) {
            0 => heads[b as usize] = number,
            last => next[last as usize - 1] = number,
        }
    }
    (heads, next)
}

/// Pairs replaced at once: at each place the first pair that fits.
pub fn replace_pairs<'p>(
    pair: impl Fn(usize) -> (&'p [u8], &'p [u8]),
    (heads, next): (&[u32], &[u32]),
    empty: Option<usize>,
    s: &[u8],
    out: &mut Vec<u8>,
) -> bool {
    let Ok(heads) = <&[u32; 256]>::try_from(heads) else {
        return false;
    };
    let (mut at, mut copied, mut changed) = (0, 0, false);
    let mut after_empty = false;
    while at <= s.len() {
        if empty.is_none() {
            match s[at..].iter().position(|&b| heads[b as usize] != 0) {
                Some(n) => at += n,
                None => break,
            }
        }
        let fits = s.get(at).and_then(|&b| {
            let mut number = heads[b as usize] as usize;
            while number > 0 && !begins(&s[at..], pair(number - 1).0) {
                number = next[number - 1] as usize;
            }
            number.checked_sub(1)
        });
        let chosen = match (fits, empty) {
            (Some(i), Some(e)) if e < i && !after_empty => Some(e),
            (Some(i), _) => Some(i),
            (None, Some(e)) if !after_empty => Some(e),
            _ => None,
        };
        after_empty = false;
        if let Some(i) = chosen {
            let (old, new) = pair(i);
            changed = true;
            push(out, &s[copied..at]);
            push(out, new);
            at += old.len();
            copied = at;
            after_empty = old.is_empty();
            continue;
        }
        at += 1;
    }
    if changed {
        push(out, &s[copied.min(s.len())..]);
    }
    changed
}

/// Whether `s` begins with `start`, which has the same first byte.
#[inline(always)]
fn begins(s: &[u8], start: &[u8]) -> bool {
    match start.len() {
        n if n > s.len() => false,
        0..=1 => true,
        // SAFETY: both have as many bytes.
        n if n <= strings::SHORT => unsafe { strings::same_short(s.as_ptr(), start.as_ptr(), n) },
        n => s[..n] == *start,
    }
}

/// Appends; without a call where there is room and the bytes are few.
#[inline(always)]
fn push(out: &mut Vec<u8>, bytes: &[u8]) {
    let (len, n) = (out.len(), bytes.len());
    if n > strings::SHORT || n > out.capacity() - len {
        return out.extend_from_slice(bytes);
    }
    // SAFETY: there is room, and then there are as many bytes.
    unsafe {
        strings::copy_short(bytes.as_ptr(), out.as_mut_ptr().add(len), n);
        out.set_len(len + n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first place, looked for byte by byte, in texts of few letters.
    #[test]
    fn short_texts_are_searched_whole() {
        let mut x = 88172645463325252u64;
        let mut next = |n: u64| {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            (x >> 20) % n
        };
        for _ in 0..100_000 {
            let s: Vec<u8> = (0..2 + next(SHORT as u64))
                .map(|_| b'a' + next(3) as u8)
                .collect();
            let sep: Vec<u8> = (0..2 + next(6)).map(|_| b'a' + next(3) as u8).collect();
            let place = s.windows(sep.len()).position(|w| w == sep);
            assert_eq!(index(&s, &sep), place, "{s:?} {sep:?}");
        }
    }
}
