//! Package strings: natives over the shared text functions; results share the bytes of their arguments where Go's do.

mod by_func;

use crate::std::buffers;
use crate::std::scratch;
use crate::std::text;
use crate::std::unicode::utf8;
use crate::vm::native::{GoPanic, GoPtr, GoSlice, GoStr, Maker, NativeCx};

crate::natives! {
    "Clone" => clone,
    "Contains" => contains,
    "ContainsAny" => contains_any,
    "ContainsRune" => contains_rune,
    "Count" => count,
    "EqualFold" => equal_fold,
    "Fields" => fields,
    "HasPrefix" => has_prefix,
    "HasSuffix" => has_suffix,
    "fieldsBy" => by_func::fields,
    "indexBy" => by_func::index,
    "lastIndexBy" => by_func::last_index,
    "trimBy" => by_func::trim,
    "mapBy" => by_func::map,
    "Index" => index,
    "IndexAny" => index_any,
    "IndexByte" => index_byte,
    "IndexRune" => index_rune,
    "Join" => join,
    "LastIndex" => last_index,
    "LastIndexAny" => last_index_any,
    "LastIndexByte" => last_index_byte,
    "lastRune" => last_rune,
    "Repeat" => repeat,
    "Replace" => replace,
    "split" => split,
    "Title" => title,
    "ToLower" => to_lower,
    "ToUpper" => to_upper,
    "ToTitle" => to_title,
    "ToValidUTF8" => to_valid,
    "Trim" => trim,
    "TrimLeft" => trim_left,
    "TrimRight" => trim_right,
    "TrimPrefix" => trim_prefix,
    "TrimSuffix" => trim_suffix,
    "TrimSpace" => trim_space,
    "view" => view,
    "firstBytes" => first_bytes,
    "(*Replacer).Replace" => replace_pairs,
    "tryBuilderWrite" => buffers::builder_write,
    "tryBuilderWriteByte" => buffers::builder_write_byte,
    "tryBuilderWriteRune" => buffers::builder_write_rune,
    "tryBuilderWriteString" => buffers::builder_write_string,
    "tryBuilderString" => buffers::builder_string,
    "tryBuilderLen" => buffers::builder_len,
    "tryReaderReadByte" => buffers::string_reader_read_byte,
    "tryReaderReadRune" => buffers::string_reader_read_rune,
    "Compare" => compare,
    "Cut" => cut,
}

fn compare(a: GoStr, b: GoStr) -> i64 {
    text::compare(&a, &b)
}

fn cut(s: GoStr, sep: GoStr) -> (GoStr, GoStr, bool) {
    match text::index(&s, &sep) {
        Some(i) => (s.slice(0, i), s.slice(i + sep.len(), s.len()), true),
        None => (s, GoStr::EMPTY, false),
    }
}

fn at(i: Option<usize>) -> i64 {
    i.map_or(-1, |i| i as i64)
}

fn clone(cx: &mut Maker, s: GoStr) -> GoStr {
    cx.string(s.bytes())
}
fn contains(s: GoStr, sub: GoStr) -> bool {
    text::index(&s, &sub).is_some()
}
fn contains_any(s: GoStr, chars: GoStr) -> bool {
    text::index_any(&s, &chars).is_some()
}
fn contains_rune(s: GoStr, r: i32) -> bool {
    text::index_rune(&s, r).is_some()
}
fn count(s: GoStr, sub: GoStr) -> i64 {
    text::count(&s, &sub) as i64
}
fn equal_fold(s: GoStr, t: GoStr) -> bool {
    text::equal_fold(&s, &t)
}
fn fields(cx: &mut Maker, s: GoStr) -> GoSlice<GoStr> {
    let mut parts = Vec::new();
    text::fields(&s, |from, to| parts.push(s.slice(from, to)));
    // `Fields` gives an empty slice, not nil.
    if parts.is_empty() {
        return cx.empty_slice();
    }
    cx.strings(&parts)
}
fn has_prefix(s: GoStr, prefix: GoStr) -> bool {
    s.starts_with(&prefix)
}
fn has_suffix(s: GoStr, suffix: GoStr) -> bool {
    s.ends_with(&suffix)
}
fn index(s: GoStr, sub: GoStr) -> i64 {
    at(text::index(&s, &sub))
}
fn index_any(s: GoStr, chars: GoStr) -> i64 {
    at(text::index_any(&s, &chars))
}
fn index_byte(s: GoStr, c: u8) -> i64 {
    at(text::index_byte(&s, c))
}
fn index_rune(s: GoStr, r: i32) -> i64 {
    at(text::index_rune(&s, r))
}
fn join(cx: &mut NativeCx, elems: GoSlice<GoStr>, sep: GoStr) -> Result<GoStr, GoPanic> {
    let items = elems.items();
    if let [one] = items {
        return Ok(*one);
    }
    let total = items.iter().try_fold(
        sep.len().saturating_mul(items.len().saturating_sub(1)),
        |n, s| n.checked_add(s.len()),
    );
    let Some(total) = total.filter(|&n| n <= isize::MAX as usize) else {
        return Err(cx.panic_string("strings: Join output length overflow"));
    };
    Ok(cx.string_with(total, |out| {
        let mut rest = out;
        let mut put = |bytes: &[u8]| {
            let (now, later) = std::mem::take(&mut rest).split_at_mut(bytes.len());
            now.copy_from_slice(bytes);
            rest = later;
        };
        for (i, s) in items.iter().enumerate() {
            if i > 0 {
                put(&sep);
            }
            put(s);
        }
    }))
}
fn last_index(s: GoStr, sub: GoStr) -> i64 {
    at(text::last_index(&s, &sub))
}
fn last_index_any(s: GoStr, chars: GoStr) -> i64 {
    at(text::last_index_any(&s, &chars))
}
fn last_index_byte(s: GoStr, c: u8) -> i64 {
    at(text::last_index_byte(&s, c))
}
fn last_rune(s: GoStr) -> (i32, i64) {
    let (r, n) = utf8::decode_last(&s);
    (r, n as i64)
}
fn repeat(cx: &mut NativeCx, s: GoStr, n: i64) -> Result<GoStr, GoPanic> {
    if n < 0 {
        return Err(cx.panic_string("strings: negative Repeat count"));
    }
    let total = (n as usize)
        .checked_mul(s.len())
        .filter(|&t| t <= isize::MAX as usize);
    let Some(total) = total else {
        return Err(cx.panic_string("strings: Repeat output length overflow"));
    };
    if n == 1 {
        return Ok(s);
    }
    // More than there are addresses.
    if total >= 1 << 47 {
        return Err(cx.runtime_error("makeslice: len out of range"));
    }
    Ok(cx.string_with(total, |out| {
        if s.len() == 1 {
            return out.fill(s[0]);
        }
        out[..s.len()].copy_from_slice(&s);
        let mut done = s.len();
        while done < total {
            let n = done.min(total - done);
            out.copy_within(..n, done);
            done += n;
        }
    }))
}
/// The new text, or the old string where there is none.
fn or_same(cx: &mut Maker, s: GoStr, new: Option<Vec<u8>>) -> GoStr {
    match new {
        Some(text) => cx.string(text),
        None => s,
    }
}
fn replace(cx: &mut Maker, s: GoStr, old: GoStr, new: GoStr, n: i64) -> GoStr {
    or_same(cx, s, text::replace(&s, &old, &new, n))
}
fn split(cx: &mut Maker, s: GoStr, sep: GoStr, keep: i64, n: i64) -> GoSlice<GoStr> {
    if sep.is_empty() || n == 0 {
        return split_runes(cx, s, n);
    }
    let string = cx.known().string;
    let (count, room) = (text::parts(&s, &sep, n), text::room_for_parts(&s, n));
    let parts: GoSlice<GoStr> = cx.array(string, count.max(room)).slice(0, count);
    let (last, rest) = parts.items_mut().split_last_mut().expect("one part");
    let at = text::split(&s, &sep, keep as usize, rest, |from, to| s.slice(from, to));
    *last = s.slice(at, s.len());
    parts
}
fn split_runes(cx: &mut Maker, s: GoStr, n: i64) -> GoSlice<GoStr> {
    let mut parts = Vec::new();
    if !text::split_runes(&s, n, |from, to| parts.push(s.slice(from, to))) {
        return GoSlice::NIL;
    }
    if parts.is_empty() {
        return cx.empty_slice();
    }
    cx.strings(&parts)
}
fn title(s: GoStr) -> Vec<u8> {
    text::title_words(&s)
}
fn to_lower(cx: &mut Maker, s: GoStr) -> GoStr {
    or_same(cx, s, text::lower(&s))
}
fn to_upper(cx: &mut Maker, s: GoStr) -> GoStr {
    or_same(cx, s, text::upper(&s))
}
fn to_title(cx: &mut Maker, s: GoStr) -> GoStr {
    or_same(cx, s, text::title_case(&s))
}
fn to_valid(cx: &mut Maker, s: GoStr, replacement: GoStr) -> GoStr {
    or_same(cx, s, text::to_valid(&s, &replacement))
}
fn trim(s: GoStr, cutset: GoStr) -> GoStr {
    let (from, to) = text::trim(&s, &cutset, 3);
    s.slice(from, to)
}
fn trim_left(s: GoStr, cutset: GoStr) -> GoStr {
    let (from, to) = text::trim(&s, &cutset, 1);
    s.slice(from, to)
}
fn trim_right(s: GoStr, cutset: GoStr) -> GoStr {
    let (from, to) = text::trim(&s, &cutset, 2);
    s.slice(from, to)
}
fn trim_prefix(s: GoStr, prefix: GoStr) -> GoStr {
    match has_prefix(s, prefix) {
        true => s.slice(prefix.len(), s.len()),
        false => s,
    }
}
fn trim_suffix(s: GoStr, suffix: GoStr) -> GoStr {
    match has_suffix(s, suffix) {
        true => s.slice(0, s.len() - suffix.len()),
        false => s,
    }
}
fn trim_space(s: GoStr) -> GoStr {
    let (from, to) = text::trim_space(&s);
    s.slice(from, to)
}
fn view(b: GoSlice<u8>) -> GoStr {
    // SAFETY: the Go side never changes these bytes again.
    unsafe { GoStr::from_raw(b.as_ptr(), b.len()) }
}
fn first_bytes(cx: &mut Maker, oldnew: GoSlice<GoStr>) -> (GoSlice<u32>, GoSlice<u32>, i64) {
    let olds = oldnew.items().chunks_exact(2).map(|p| p[0].bytes());
    let empty = olds.clone().position(<[u8]>::is_empty);
    let (heads, next) = text::first_bytes(olds);
    (cx.uint32s(&heads), cx.uint32s(&next), at(empty))
}
/// A `Replacer`, as it lies in memory.
#[repr(C)]
struct Replacer {
    oldnew: GoSlice<GoStr>,
    heads: GoSlice<u32>,
    next: GoSlice<u32>,
    empty: i64,
}
fn replace_pairs(cx: &mut NativeCx, r: GoPtr<Replacer>, s: GoStr) -> Result<GoStr, GoPanic> {
    // SAFETY: nil, or a `Replacer` of the Go side.
    let Some(r) = (unsafe { r.0.as_ref() }) else {
        return Err(cx.nil_dereference());
    };
    let pairs = r.oldnew.items();
    let pair = |i: usize| (pairs[2 * i].bytes(), pairs[2 * i + 1].bytes());
    let mut out = scratch::take();
    let empty = usize::try_from(r.empty).ok();
    let first = (r.heads.items(), r.next.items());
    let new = match text::replace_pairs(pair, first, empty, &s, &mut out) {
        true => cx.string(&out),
        false => s,
    };
    scratch::give(out);
    Ok(new)
}
