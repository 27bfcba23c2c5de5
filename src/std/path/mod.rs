//! Package path: what is told by the text of a path alone.

use crate::vm::native::{GoSlice, GoStr, Maker};

crate::natives! {
    "Base" => base,
    "Clean" => clean_native,
    "Ext" => ext,
    "Join" => join,
}

fn base(path: GoStr) -> GoStr {
    let bytes = path.bytes();
    let Some(last) = bytes.iter().rposition(|&c| c != b'/') else {
        let whole = if bytes.is_empty() { "." } else { "/" };
        return GoStr::from_static(whole);
    };
    let slash = memchr::memrchr(b'/', &bytes[..last]);
    path.slice(slash.map_or(0, |at| at + 1), last + 1)
}

fn ext(path: GoStr) -> GoStr {
    match memchr::memrchr2(b'.', b'/', path.bytes()) {
        Some(at) if path.bytes()[at] == b'.' => path.slice(at, path.len()),
        _ => GoStr::EMPTY,
    }
}

/// The shortest path equal to `path`.
fn clean(path: &[u8]) -> Vec<u8> {
    let rooted = path.first() == Some(&b'/');
    let mut out = Vec::with_capacity(path.len().max(1));
    if rooted {
        out.push(b'/');
    }
    // Nothing before it is taken back by "..".
    let mut keep = out.len();
    for element in path.split(|&c| c == b'/') {
        match element {
            b"" | b"." => {}
            b".." if out.len() > keep => {
                let slash = memchr::memrchr(b'/', &out[keep..]);
                out.truncate(keep + slash.unwrap_or(0));
            }
            b".." if rooted => {}
            _ => {
                if out.len() > usize::from(rooted) {
                    out.push(b'/');
                }
                out.extend_from_slice(element);
                if element == b".." {
                    keep = out.len();
                }
            }
        }
    }
    if out.is_empty() {
        out.push(b'.');
    }
    out
}

fn clean_native(cx: &mut Maker, path: GoStr) -> GoStr {
    let cleaned = clean(path.bytes());
    if cleaned == path.bytes() {
        return path;
    }
    cx.string(cleaned)
}

fn join(cx: &mut Maker, elements: GoSlice<GoStr>) -> GoStr {
    let mut joined = Vec::new();
    for element in elements.items().iter().filter(|e| !e.is_empty()) {
        if !joined.is_empty() {
            joined.push(b'/');
        }
        joined.extend_from_slice(element.bytes());
    }
    if joined.is_empty() {
        return GoStr::EMPTY;
    }
    cx.string(clean(&joined))
}
