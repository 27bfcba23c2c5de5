//! What asks a function of the program about each rune, where that is a leaf function (`vm/leaf_call`); otherwise, and where the text is long, the Go
//! side does it. It is asked in the same order, and never twice.

use crate::std::scratch;
use crate::std::unicode::utf8;
use crate::vm::native::{GoFunc, GoSlice, GoStr, LeafCall, NativeCx, Outcome};

/// Longer texts are left to Go, which can be interrupted.
const LONGEST: usize = 1 << 16;

/// A result, and whether it is one.
type Done<T> = Result<(T, bool), Outcome>;

fn asked(cx: &mut NativeCx, s: GoStr, f: GoFunc) -> Option<LeafCall> {
    match s.len() {
        1..=LONGEST => cx.leaf_call(f),
        _ => None,
    }
}

/// `s` without the runes at the left (bit 0 of `ends`) and right end (bit 1) for which the answer is yes.
pub fn trim(cx: &mut NativeCx, s: GoStr, f: GoFunc, ends: i64) -> Done<GoStr> {
    let Some(f) = asked(cx, s, f) else {
        return Ok((s, false));
    };
    let (mut start, mut end) = (0, s.len());
    while ends & 1 != 0 && start < end {
        let (r, n) = utf8::decode(&s[start..]);
        if f.call([r as i64 as u64])? & 1 == 0 {
            break;
        }
        start += n;
    }
    while ends & 2 != 0 && start < end {
        let (r, n) = utf8::decode_last(&s[start..end]);
        if f.call([r as i64 as u64])? & 1 == 0 {
            break;
        }
        end -= n;
    }
    Ok((s.slice(start, end), true))
}

/// The index of the first rune for which the answer is yes.
pub fn index(cx: &mut NativeCx, s: GoStr, f: GoFunc) -> Done<i64> {
    let Some(f) = asked(cx, s, f) else {
        return Ok((-1, false));
    };
    let mut at = 0;
    while at < s.len() {
        let (r, n) = utf8::decode(&s[at..]);
        if f.call([r as i64 as u64])? & 1 != 0 {
            return Ok((at as i64, true));
        }
        at += n;
    }
    Ok((-1, true))
}

/// The index of the last one.
pub fn last_index(cx: &mut NativeCx, s: GoStr, f: GoFunc) -> Done<i64> {
    let Some(f) = asked(cx, s, f) else {
        return Ok((-1, false));
    };
    let mut end = s.len();
    while end > 0 {
        let (r, n) = utf8::decode_last(&s[..end]);
        end -= n;
        if f.call([r as i64 as u64])? & 1 != 0 {
            return Ok((end as i64, true));
        }
    }
    Ok((-1, true))
}

pub fn fields(cx: &mut NativeCx, s: GoStr, f: GoFunc) -> Done<GoSlice<GoStr>> {
    let Some(f) = asked(cx, s, f) else {
        return Ok((GoSlice::NIL, false));
    };
    let mut fields = Vec::new();
    let (mut start, mut at) = (None, 0);
    while at < s.len() {
        let (r, n) = utf8::decode(&s[at..]);
        match (f.call([r as i64 as u64])? & 1 != 0, start) {
            (true, Some(from)) => {
                fields.push(s.slice(from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        at += n;
    }
    if let Some(from) = start {
        fields.push(s.slice(from, s.len()));
    }
    if fields.is_empty() {
        return Ok((cx.empty_slice(), true));
    }
    Ok((cx.strings(&fields), true))
}

pub fn map(cx: &mut NativeCx, mapping: GoFunc, s: GoStr) -> Done<GoStr> {
    let Some(mapping) = asked(cx, s, mapping) else {
        return Ok((GoStr::EMPTY, false));
    };
    let mut out = scratch::take();
    let (mut at, mut same) = (0, true);
    while at < s.len() {
        let (c, n) = utf8::decode(&s[at..]);
        let r = match mapping.call([c as i64 as u64]) {
            Ok(r) => r as i32,
            Err(broken) => {
                scratch::give(out);
                return Err(broken.into());
            }
        };
        // A faulty byte, which is taken for U+FFFD, becomes that.
        if same && (r != c || (c == utf8::RUNE_ERROR && n == 1)) {
            same = false;
            out.extend_from_slice(&s[..at]);
        }
        if !same && r >= 0 {
            utf8::push(&mut out, r);
        }
        at += n;
    }
    let mapped = if same { s } else { cx.string(&out) };
    scratch::give(out);
    Ok((mapped, true))
}
