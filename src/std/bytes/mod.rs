//! Package bytes: natives over the shared text functions.

use crate::std::buffers;
use crate::std::text;
use crate::vm::native::{GoSlice, GoStr, Maker};

crate::natives! {
    "Compare" => compare,
    "ContainsAny" => contains_any,
    "ContainsRune" => contains_rune,
    "Count" => count,
    "EqualFold" => equal_fold,
    "Fields" => fields,
    "Index" => index,
    "IndexAny" => index_any,
    "IndexByte" => index_byte,
    "IndexRune" => index_rune,
    "LastIndex" => last_index,
    "LastIndexAny" => last_index_any,
    "LastIndexByte" => last_index_byte,
    "replace" => replace,
    "split" => split,
    "Title" => title,
    "ToLower" => to_lower,
    "ToUpper" => to_upper,
    "ToTitle" => to_title,
    "ToValidUTF8" => to_valid,
    "trim" => trim,
    "TrimSpace" => trim_space,
    "tryBufferWrite" => buffers::buffer_write,
    "tryBufferWriteByte" => buffers::buffer_write_byte,
    "tryBufferWriteRune" => buffers::buffer_write_rune,
    "tryBufferWriteString" => buffers::buffer_write_string,
    "tryBufferReadByte" => buffers::buffer_read_byte,
    "tryBufferReadRune" => buffers::buffer_read_rune,
    "tryBufferString" => buffers::buffer_string,
    "tryBufferLen" => buffers::buffer_len,
    "tryBufferReset" => buffers::buffer_reset,
    "tryBufferReadString" => buffers::buffer_read_string,
    "tryReaderReadByte" => buffers::bytes_reader_read_byte,
    "tryReaderReadRune" => buffers::bytes_reader_read_rune,
}

type Bytes = GoSlice<u8>;

fn at(i: Option<usize>) -> i64 {
    i.map_or(-1, |i| i as i64)
}
/// `s[from:to:to]`.
fn part(s: Bytes, from: usize, to: usize) -> Bytes {
    let p = s.slice(from, to);
    // SAFETY: the same elements with a smaller capacity.
    unsafe { GoSlice::from_raw(p.as_mut_ptr(), p.len(), p.len()) }
}
fn list(cx: &mut Maker, parts: &[Bytes]) -> GoSlice<Bytes> {
    if parts.is_empty() {
        return cx.empty_slice();
    }
    let elem = cx.known().byte_slice;
    let p = cx.new_array(elem, parts.len()) as *mut Bytes;
    // SAFETY: a fresh array of slice headers.
    unsafe {
        std::ptr::copy_nonoverlapping(parts.as_ptr(), p, parts.len());
        GoSlice::from_raw(p, parts.len(), parts.len())
    }
}

fn compare(a: Bytes, b: Bytes) -> i64 {
    text::compare(&a, &b)
}
fn contains_any(s: Bytes, chars: GoStr) -> bool {
    text::index_any(&s, &chars).is_some()
}
fn contains_rune(s: Bytes, r: i32) -> bool {
    text::index_rune(&s, r).is_some()
}
fn count(s: Bytes, sep: Bytes) -> i64 {
    text::count(&s, &sep) as i64
}
fn equal_fold(s: Bytes, t: Bytes) -> bool {
    text::equal_fold(&s, &t)
}
fn fields(cx: &mut Maker, s: Bytes) -> GoSlice<Bytes> {
    let mut parts = Vec::new();
    text::fields(&s, |from, to| parts.push(part(s, from, to)));
    list(cx, &parts)
}
fn index(s: Bytes, sep: Bytes) -> i64 {
    at(text::index(&s, &sep))
}
fn index_any(s: Bytes, chars: GoStr) -> i64 {
    at(text::index_any(&s, &chars))
}
fn index_byte(s: Bytes, c: u8) -> i64 {
    at(text::index_byte(&s, c))
}
fn index_rune(s: Bytes, r: i32) -> i64 {
    at(text::index_rune(&s, r))
}
fn last_index(s: Bytes, sep: Bytes) -> i64 {
    at(text::last_index(&s, &sep))
}
fn last_index_any(s: Bytes, chars: GoStr) -> i64 {
    at(text::last_index_any(&s, &chars))
}
fn last_index_byte(s: Bytes, c: u8) -> i64 {
    at(text::last_index_byte(&s, c))
}
/// A copy of the new text, or of the old where there is none.
fn copy(cx: &mut Maker, s: Bytes, new: Option<Vec<u8>>) -> Bytes {
    match new {
        Some(text) if text.is_empty() => cx.empty_slice(),
        Some(text) => cx.bytes(&text),
        None if s.is_empty() => cx.empty_slice(),
        None => cx.bytes(&s),
    }
}
fn replace(cx: &mut Maker, s: Bytes, old: Bytes, new: Bytes, n: i64) -> Bytes {
    match text::replace(&s, &old, &new, n) {
        // Where `old` is not found Go appends to nil.
        None if n == 0 || text::index(&s, &old).is_none() => cx.cloned_bytes(&s),
        new => copy(cx, s, new),
    }
}
/// As [`copy`]; a copy of text that stays as it is, ASCII alone, is appended to nothing.
fn changed_case(cx: &mut Maker, s: Bytes, new: Option<Vec<u8>>) -> Bytes {
    match new {
        None if !s.is_empty() && s.is_ascii() => cx.cloned_bytes(&s),
        new => copy(cx, s, new),
    }
}
fn split(cx: &mut Maker, s: Bytes, sep: Bytes, keep: i64, n: i64) -> GoSlice<Bytes> {
    if sep.is_empty() || n == 0 {
        return split_runes(cx, s, n);
    }
    let slice = cx.known().byte_slice;
    let (count, room) = (text::parts(&s, &sep, n), text::room_for_parts(&s, n));
    let parts: GoSlice<Bytes> = cx.array(slice, count.max(room)).slice(0, count);
    let (last, rest) = parts.items_mut().split_last_mut().expect("one part");
    let at = text::split(&s, &sep, keep as usize, rest, |from, to| part(s, from, to));
    // The last part keeps the capacity.
    *last = s.slice(at, s.len());
    parts
}
fn split_runes(cx: &mut Maker, s: Bytes, n: i64) -> GoSlice<Bytes> {
    let mut parts = Vec::new();
    if !text::split_runes(&s, n, |from, to| parts.push((from, to))) {
        return GoSlice::NIL;
    }
    let last = parts.len().saturating_sub(1);
    let parts: Vec<Bytes> = parts
        .into_iter()
        .enumerate()
        .map(|(i, (from, to))| {
            if i == last {
                s.slice(from, to)
            } else {
                part(s, from, to)
            }
        })
        .collect();
    list(cx, &parts)
}
fn title(cx: &mut Maker, s: Bytes) -> Bytes {
    copy(cx, s, Some(text::title_words(&s)))
}
fn to_lower(cx: &mut Maker, s: Bytes) -> Bytes {
    changed_case(cx, s, text::lower(&s))
}
fn to_upper(cx: &mut Maker, s: Bytes) -> Bytes {
    changed_case(cx, s, text::upper(&s))
}
fn to_title(cx: &mut Maker, s: Bytes) -> Bytes {
    copy(cx, s, text::title_case(&s))
}
fn to_valid(cx: &mut Maker, s: Bytes, replacement: Bytes) -> Bytes {
    copy(cx, s, text::to_valid(&s, &replacement))
}
fn trim(s: Bytes, cutset: GoStr, ends: i64) -> Bytes {
    let (from, to) = text::trim(&s, &cutset, ends);
    s.slice(from, to)
}
fn trim_space(s: Bytes) -> Bytes {
    match text::trim_space(&s) {
        // Trimmed to nothing: nil.
        (from, to) if from == to => Bytes::NIL,
        (from, to) => s.slice(from, to),
    }
}
