//! Package encoding/json: Go works out once how each type is written and read (codec.go), Rust does it.

mod codec;
mod decode;
mod encode;
mod quote;
mod scan;
mod token;
pub mod v2;
pub mod wire;

use crate::vm::native::{GoSlice, GoStr, Iface, NativeCx};

crate::natives! {
    "encodeStart" => encode::start,
    "encodeResume" => encode::resume,
    "decodeStart" => decode::start,
    "decodeResume" => decode::resume,
    "validate" => validate,
    "scanValue" => scan_value,
    "closes" => closes,
    "compact" => compact,
    "indented" => indent,
    "htmlEscape" => html_escape,
    "quoted" => quoted,
    "unquoted" => unquoted,
    "quickToken" => token::token,
    "tryDecoderMore" => token::more,
}

/// The natives of encoding/json/internal/bytype.
pub mod by_type {
    crate::natives! {
        "Descriptor" => super::descriptor,
    }
}

/// What needs encoding/json/jsontext: who names none of it does not wait for that package (decision 024).
pub const HALVES: crate::std::Halves = crate::std::Halves {
    of: "encoding/json",
    with: crate::std::packed_files!["encoding/json": "jsontext.go", "options.go"],
    without: crate::std::packed_files!["encoding/json": "without_jsontext.go"],
    beside: "encoding/json/jsontext",
    named: &[
        "jsontext",
        "RawMessage",
        "json.Number",
        "json.Options",
        "DefaultOptionsV1",
        "LegacySemantics",
        "MarshalJSONTo",
        "UnmarshalJSONFrom",
        "FormatByteArrayAsArray",
        "FormatDurationAsNano",
        "MatchCaseSensitiveDelimiter",
        "ParseBytesWithLooseRFC4648",
        "ParseTimeWithLooseRFC3339",
        "UnmarshalArrayFromAnyLength",
    ],
};

/// The descriptor behind a reflect.Type.
fn descriptor(t: Iface) -> crate::vm::native::GoPtr<u8> {
    crate::vm::native::GoPtr::new(t.data as *mut u8)
}

/// What is wrong with the text, and where; an offset of -1: nothing is.
fn validate(cx: &mut NativeCx, data: GoSlice<u8>) -> (GoStr, i64) {
    match scan::validate(&data) {
        Ok(()) => (GoStr::EMPTY, -1),
        Err(wrong) => (cx.string(wrong.text), wrong.offset as i64),
    }
}

/// The end of the value that begins at `from`. With a text: what is wrong at the offset; `short`: more may mend it.
fn scan_value(cx: &mut NativeCx, data: GoSlice<u8>, from: i64) -> (i64, GoStr, bool) {
    let mut s = scan::Scanner {
        data: data.items(),
        at: from as usize,
    };
    match s.value() {
        Ok(()) => (s.at as i64, GoStr::EMPTY, false),
        Err(wrong) => (wrong.offset as i64, cx.string(wrong.text), wrong.truncated),
    }
}

/// Goes on counting brackets and quotes; whether they are closed, which is when it is worth judging the whole value.
fn closes(data: GoSlice<u8>, from: i64, mut state: i64) -> (i64, bool) {
    const IN_STRING: i64 = 1;
    const ESCAPED: i64 = 2;
    const DEEPER: i64 = 4;
    for &c in data.items().iter().skip(from as usize) {
        let before = state;
        match c {
            _ if state & ESCAPED != 0 => state &= !ESCAPED,
            b'\\' if state & IN_STRING != 0 => state |= ESCAPED,
            b'"' => state ^= IN_STRING,
            _ if state & IN_STRING != 0 => {}
            b'[' | b'{' => state += DEEPER,
            b']' | b'}' => state -= DEEPER,
            _ => {}
        }
        if state != before && state <= 0 {
            return (state, true);
        }
    }
    (state, false)
}

fn compact(src: GoSlice<u8>, html: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(src.len());
    scan::compact(&mut out, &src, html, html);
    out
}

fn indent(src: GoSlice<u8>, prefix: GoStr, step: GoStr) -> Vec<u8> {
    let mut out = Vec::with_capacity(src.len() * 2);
    scan::indent(&mut out, &src, &prefix, &step);
    out
}

fn html_escape(src: GoSlice<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(src.len());
    scan::escape_html(&mut out, &src, true, true);
    out
}

fn quoted(s: GoStr, html: bool) -> Vec<u8> {
    let mut out = Vec::new();
    quote::append_quoted(&mut out, &s, html);
    out
}

/// The text of a valid JSON string with its quotes.
fn unquoted(s: GoStr) -> Vec<u8> {
    let s = s.bytes();
    quote::unquoted(&s[1.min(s.len())..s.len().max(2) - 1])
}
