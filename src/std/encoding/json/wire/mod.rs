//! Package encoding/json/internal/jsonwire: how encoding/json/jsontext reads and writes JSON text, one call for a whole
//! string, number or value. What is wrong comes back as a code, a place and a pointer; the Go side words it.
//!
//! Positions are those that Go reports. Where the text is too short (`SHORT`), more of it may mend that: the caller
//! reads on and asks again from the value's beginning.

mod numbers;
mod strings;
mod value;

use std::borrow::Cow;

use self::numbers::{append_float, number};
pub use self::strings::append_quote;
use self::strings::{string, unquoted};
use self::value::Machine;
use crate::vm::native::{GoSlice, GoStr, NativeCx};

crate::natives! {
    "Space" => skip_space,
    "String" => string_from,
    "Number" => number_in,
    "Value" => value_from,
    "Reformat" => reformat,
    "quote" => quote,
    "quoteBytes" => quote_bytes,
    "unquote" => unquote,
    "AppendFloat" => append_float_native,
    "Balance" => balance,
}

/// What a caller asks for. Numbers are those of jsonopts.go.
pub mod flag {
    pub const ALLOW_DUPLICATES: i64 = 1;
    pub const ALLOW_INVALID: i64 = 1 << 1;
    pub const ESCAPE_HTML: i64 = 1 << 2;
    pub const ESCAPE_JS: i64 = 1 << 3;
    pub const PRESERVE: i64 = 1 << 4;
    pub const CANONICAL_INTS: i64 = 1 << 5;
    pub const CANONICAL_FLOATS: i64 = 1 << 6;
    pub const MULTILINE: i64 = 1 << 7;
    pub const SPACE_COLON: i64 = 1 << 8;
    pub const SPACE_COMMA: i64 = 1 << 9;
    /// Above the options: the value is asked for inside an object, or inside an array.
    pub const IN_OBJECT: i64 = 1 << 62;
    pub const IN_ARRAY: i64 = 1 << 61;
}

/// What is wrong. Numbers are those of jsonwire.go.
pub mod wrong {
    pub const NOTHING: i64 = 0;
    pub const SHORT: i64 = 1;
    pub const CHARACTER: i64 = 2;
    pub const ESCAPE: i64 = 3;
    pub const UTF8: i64 = 4;
    pub const DEPTH: i64 = 5;
    pub const DUPLICATE: i64 = 6;
    pub const MISMATCH: i64 = 7;
}

/// Of a string that was read: it has escapes or is not UTF-8; it is not written as RFC 8785 would.
const NOT_VERBATIM: i64 = 1;
const NOT_CANONICAL: i64 = 2;

/// Nesting beyond this is refused, as Go refuses it.
const MAX_DEPTH: usize = 10000;

const AT_STRING: &str = "at start of string (expecting '\"')";
const CONTROL: &str = "in string (expecting non-control character)";
const DIGIT: &str = "in number (expecting digit)";
const AT_VALUE: &str = "at start of value";
const AFTER_NAME: &str = "after object name (expecting ':')";
const AFTER_MEMBER: &str = "after object value (expecting ',' or '}')";
const AFTER_ELEMENT: &str = "after array element (expecting ',' or ']')";
const AFTER_WRITTEN_ELEMENT: &str = "after array value (expecting ',' or ']')";
const AFTER_STRING: &str = "after string value";

struct Fault {
    kind: i64,
    at: usize,
    /// Of an escape: how long it is.
    len: usize,
    place: Cow<'static, str>,
}

type Scan<T> = Result<T, Fault>;

fn fault(kind: i64, at: usize) -> Fault {
    Fault {
        kind,
        at,
        len: 0,
        place: Cow::Borrowed(""),
    }
}

fn unexpected(at: usize, place: &'static str) -> Fault {
    Fault {
        place: Cow::Borrowed(place),
        ..fault(wrong::CHARACTER, at)
    }
}

fn bad_escape(at: usize, len: usize) -> Fault {
    Fault {
        len,
        place: Cow::Borrowed("in string"),
        ..fault(wrong::ESCAPE, at)
    }
}

/// The first place from `at` on where there is no space.
pub fn space(b: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r' | b'\n') = b.get(at) {
        at += 1;
    }
    at
}

fn skip_space(b: GoSlice<u8>, at: i64) -> i64 {
    space(&b, at as usize) as i64
}

/// The string at `at`: its end or where it goes wrong, what kind of string it is, what is wrong, how long that is.
fn string_from(b: GoSlice<u8>, at: i64, flags: i64) -> (i64, i64, i64, i64) {
    match string(&b, at as usize, flags & flag::ALLOW_INVALID == 0) {
        Ok((end, kind)) => (end as i64, kind, wrong::NOTHING, 0),
        Err(fault) => (fault.at as i64, 0, fault.kind, fault.len as i64),
    }
}

fn number_in(b: GoSlice<u8>) -> (i64, i64) {
    match number(&b) {
        Ok(end) => (end as i64, wrong::NOTHING),
        Err(fault) => (fault.at as i64, fault.kind),
    }
}

/// The value at `at`: its end or where it goes wrong, what kind of string it is, what is wrong, how long that is, its
/// place, and the pointer to it from the value on.
#[allow(clippy::type_complexity)]
fn value_from(
    cx: &mut NativeCx,
    b: GoSlice<u8>,
    at: i64,
    flags: i64,
    depth: i64,
) -> (i64, i64, i64, i64, GoStr, GoStr) {
    let mut m = Machine {
        b: b.items(),
        at: at as usize,
        flags: flags & !flag::MULTILINE,
        depth: depth as usize,
        open: Vec::new(),
        out: None,
        prefix: &[],
        indent: &[],
    };
    match m.value() {
        Ok(kind) => (
            m.at as i64,
            kind,
            wrong::NOTHING,
            0,
            GoStr::EMPTY,
            GoStr::EMPTY,
        ),
        Err(fault) => {
            let place = cx.string(fault.place.as_bytes());
            let pointer = cx.string(m.pointer());
            (
                fault.at as i64,
                0,
                fault.kind,
                fault.len as i64,
                place,
                pointer,
            )
        }
    }
}

/// Appends the value at the beginning of `src` as the options want it: how much of src was read or where it goes wrong,
/// then as in `value_from`.
#[allow(clippy::type_complexity, clippy::too_many_arguments)]
fn reformat(
    cx: &mut NativeCx,
    dst: GoSlice<u8>,
    src: GoSlice<u8>,
    flags: i64,
    depth: i64,
    prefix: GoStr,
    indent: GoStr,
) -> (GoSlice<u8>, i64, i64, i64, GoStr, GoStr) {
    let mut m = Machine {
        b: src.items(),
        at: 0,
        flags,
        depth: depth as usize,
        open: Vec::new(),
        out: Some(Vec::with_capacity(src.len() + src.len() / 8)),
        prefix: prefix.bytes(),
        indent: indent.bytes(),
    };
    let result = m.value();
    let out = m.out.take().unwrap_or_default();
    match result {
        Ok(_) => {
            let dst = cx.append(dst, &out);
            (
                dst,
                m.at as i64,
                wrong::NOTHING,
                0,
                GoStr::EMPTY,
                GoStr::EMPTY,
            )
        }
        Err(fault) => {
            let place = cx.string(fault.place.as_bytes());
            let pointer = cx.string(m.pointer());
            (
                dst,
                fault.at as i64,
                fault.kind,
                fault.len as i64,
                place,
                pointer,
            )
        }
    }
}

/// Whether `b` has a whole value at `at` that is as the options want it, then where that ends.
pub fn value_end(b: &[u8], at: usize, flags: i64, depth: usize) -> Option<usize> {
    let mut m = Machine {
        b,
        at,
        flags: flags & !flag::MULTILINE,
        depth,
        open: Vec::new(),
        out: None,
        prefix: &[],
        indent: &[],
    };
    m.value().is_ok().then_some(m.at)
}

/// Whether all of `b` is a number as JSON has them.
pub fn is_number(b: &[u8]) -> bool {
    number(b).is_ok_and(|end| end == b.len())
}

/// Appends the value `src`, which space may surround, as the options want it. False: it is none.
pub fn append_value(
    out: &mut Vec<u8>,
    src: &[u8],
    flags: i64,
    depth: usize,
    prefix: &[u8],
    indent: &[u8],
) -> bool {
    let mut m = Machine {
        b: src,
        at: space(src, 0),
        flags,
        depth,
        open: Vec::new(),
        out: Some(std::mem::take(out)),
        prefix,
        indent,
    };
    let valid = m.value().is_ok() && space(src, m.at) == src.len();
    *out = m.out.take().unwrap_or_default();
    valid
}

/// Appends a quoted string; false: it was not UTF-8.
fn quote(cx: &mut NativeCx, dst: GoSlice<u8>, s: GoStr, flags: i64) -> (GoSlice<u8>, bool) {
    let mut out = Vec::new();
    let valid = append_quote(&mut out, s.bytes(), flags);
    (cx.append(dst, &out), valid)
}

fn quote_bytes(
    cx: &mut NativeCx,
    dst: GoSlice<u8>,
    s: GoSlice<u8>,
    flags: i64,
) -> (GoSlice<u8>, bool) {
    let mut out = Vec::new();
    let valid = append_quote(&mut out, s.items(), flags);
    (cx.append(dst, &out), valid)
}

/// The text of a quoted string; what is wrong with it, where, how long that is, and its place.
fn unquote(cx: &mut NativeCx, b: GoSlice<u8>) -> (GoStr, i64, i64, i64, GoStr) {
    let (text, result) = unquoted(b.items());
    let text = cx.string(text);
    match result {
        Ok(()) => (text, wrong::NOTHING, 0, 0, GoStr::EMPTY),
        Err(fault) => {
            let place = cx.string(fault.place.as_bytes());
            (text, fault.kind, fault.at as i64, fault.len as i64, place)
        }
    }
}

fn append_float_native(cx: &mut NativeCx, dst: GoSlice<u8>, v: f64, bits: i64) -> GoSlice<u8> {
    let mut out = Vec::new();
    let v = if bits == 32 { f64::from(v as f32) } else { v };
    append_float(&mut out, v, bits as u32);
    cx.append(dst, &out)
}

/// Goes on from `at` until the arrays and objects that are open (`depth`) are closed: where, how many are open, and
/// whether a string is (1) and has just begun an escape (2).
fn balance(b: GoSlice<u8>, at: i64, depth: i64, mode: i64) -> (i64, i64, i64) {
    let (mut at, mut depth, mut mode) = (at as usize, depth, mode);
    while at < b.len() {
        let c = b[at];
        at += 1;
        match (mode, c) {
            (2, _) => mode = 1,
            (1, b'\\') => mode = 2,
            (1, b'"') => mode = 0,
            (1, _) => continue,
            (_, b'"') => mode = 1,
            (_, b'{' | b'[') => depth += 1,
            (_, b'}' | b']') => depth -= 1,
            _ => continue,
        }
        if depth <= 0 && mode == 0 {
            break;
        }
    }
    (at as i64, depth, mode)
}
