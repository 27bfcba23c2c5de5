//! Package strconv: numbers and quoted strings as text and back.

pub mod decimal;
pub mod float;
pub mod int;
pub mod parse_float;
pub mod quote;

use crate::runtime::strings;
use crate::std::scratch;
use crate::std::unicode;
use crate::vm::native::value::num_complex128;
use crate::vm::native::{GoPanic, GoSlice, GoStr, Iface, Maker, NativeCx};
use int::IntText;
use quote::{Keep, append_quoted, append_quoted_rune, put_quoted};

crate::natives! {
    "tryAtoi" => try_atoi,
    "tryParseInt" => try_parse_int,
    "tryParseUint" => try_parse_uint,
    "tryParseFloat" => try_parse_float,
    "tryParseBool" => try_parse_bool,
    "parseInt" => parse_int,
    "parseUint" => parse_uint,
    "parseFloat" => parse_float,
    "Itoa" => itoa,
    "FormatInt" => format_int,
    "FormatUint" => format_uint,
    "tryAppendInt" => try_append_int,
    "tryAppendUint" => try_append_uint,
    "appendInt" => append_int,
    "appendUint" => append_uint,
    "FormatFloat" => format_float,
    "AppendFloat" => append_float,
    "FormatComplex" => format_complex,
    "Quote" => quote,
    "tryAppendQuote" => try_append_quote,
    "tryAppendQuoteToASCII" => try_append_quote,
    "tryAppendQuoteToGraphic" => try_append_quote,
    "QuoteToASCII" => quote_ascii,
    "QuoteToGraphic" => quote_graphic,
    "QuoteRune" => quote_rune,
    "QuoteRuneToASCII" => quote_rune_ascii,
    "QuoteRuneToGraphic" => quote_rune_graphic,
    "CanBackquote" => can_backquote,
    "IsPrint" => unicode::is_print,
    "IsGraphic" => unicode::is_graphic,
    "unquoteChar" => unquote_char,
    "quotedPrefix" => quoted_prefix,
    "unquote" => unquote,
}

/// What Go's function of that name gives where nothing is wrong; the faults are worded there.
type Attempt<T> = Option<(T, Iface)>;

/// Inlined, or what it returns would go through memory and be read before it is all there.
#[inline(always)]
fn well<T>(value: Option<T>) -> Attempt<T> {
    value.map(|value| (value, Iface::NIL))
}
fn try_atoi(s: GoStr) -> Attempt<i64> {
    well(int::short_decimal(&s))
}
fn try_parse_int(s: GoStr, base: i64, bits: i64) -> Attempt<i64> {
    if base == 10
        && (bits == 64 || bits == 0)
        && let Some(value) = int::short_decimal(&s)
    {
        return well(Some(value));
    }
    let (value, fault) = int::parse_int(&s, base, bits);
    well(fault.is_none().then_some(value))
}
fn try_parse_uint(s: GoStr, base: i64, bits: i64) -> Attempt<u64> {
    let (value, fault) = int::parse_uint(&s, base, bits);
    well(fault.is_none().then_some(value))
}
fn try_parse_float(s: GoStr, bits: i64) -> Attempt<f64> {
    well(parse_float::parse_decimal(&s, bits))
}
fn try_parse_bool(s: GoStr) -> Attempt<bool> {
    // SAFETY: a string's bytes.
    well(unsafe { strings::bool_word(s.as_ptr(), s.len()) })
}

fn parse_int(s: GoStr, base: i64, bits: i64) -> (i64, i64) {
    let (v, fault) = int::parse_int(&s, base, bits);
    (v, fault.map_or(0, |f| f as i64))
}
fn parse_uint(s: GoStr, base: i64, bits: i64) -> (u64, i64) {
    let (v, fault) = int::parse_uint(&s, base, bits);
    (v, fault.map_or(0, |f| f as i64))
}
fn parse_float(s: GoStr, bits: i64) -> (f64, i64, i64) {
    let (v, n, fault) = parse_float::parse_prefix(&s, bits);
    (v, n as i64, fault.map_or(0, |f| f as i64))
}

fn base(cx: &mut Maker, base: i64) -> Result<u64, GoPanic> {
    match base {
        2..=36 => Ok(base as u64),
        _ => Err(cx.panic_string("strconv: illegal AppendInt/FormatInt base")),
    }
}
fn itoa(cx: &mut Maker, i: i64) -> GoStr {
    cx.string(IntText::signed(i, 10).bytes())
}
fn format_int(cx: &mut Maker, i: i64, b: i64) -> Result<GoStr, GoPanic> {
    let b = base(cx, b)?;
    Ok(cx.string(IntText::signed(i, b).bytes()))
}
fn format_uint(cx: &mut Maker, i: u64, b: i64) -> Result<GoStr, GoPanic> {
    let b = base(cx, b)?;
    Ok(cx.string(IntText::new(i, false, b).bytes()))
}
/// Where `dst` has room for the number.
#[inline(always)]
fn try_append_int(dst: GoSlice<u8>, i: i64, b: i64) -> Option<GoSlice<u8>> {
    try_append(dst, i.unsigned_abs(), i < 0, b)
}
#[inline(always)]
fn try_append_uint(dst: GoSlice<u8>, i: u64, b: i64) -> Option<GoSlice<u8>> {
    try_append(dst, i, false, b)
}
#[inline(always)]
fn try_append(dst: GoSlice<u8>, magnitude: u64, negative: bool, b: i64) -> Option<GoSlice<u8>> {
    if b != 10 {
        return try_append_in_base(dst, magnitude, negative, b);
    }
    let len = dst.len() + negative as usize + int::decimal_length(magnitude);
    let longer = (len <= dst.capacity()).then(|| dst.slice(0, len))?;
    let mut room = &mut longer.items_mut()[dst.len()..];
    if negative {
        let (sign, digits) = room.split_first_mut()?;
        *sign = b'-';
        room = digits;
    }
    int::put_decimal(magnitude, room);
    Some(longer)
}
#[inline(never)]
fn try_append_in_base(
    dst: GoSlice<u8>,
    magnitude: u64,
    negative: bool,
    b: i64,
) -> Option<GoSlice<u8>> {
    if !(2..=36).contains(&b) {
        return None;
    }
    let text = IntText::new(magnitude, negative, b as u64);
    let len = dst.len() + text.bytes().len();
    let longer = (len <= dst.capacity()).then(|| dst.slice(0, len))?;
    longer.items_mut()[dst.len()..].copy_from_slice(text.bytes());
    Some(longer)
}
fn append_int(
    cx: &mut NativeCx,
    mut dst: GoSlice<u8>,
    i: i64,
    b: i64,
) -> Result<GoSlice<u8>, GoPanic> {
    let b = base(cx, b)?;
    // By itself, as Go does: it stays in the old array where there is room for it and no more.
    if i < 0 {
        dst = cx.append(dst, b"-");
    }
    Ok(cx.append(dst, IntText::new(i.unsigned_abs(), false, b).bytes()))
}
fn append_uint(
    cx: &mut NativeCx,
    dst: GoSlice<u8>,
    i: u64,
    b: i64,
) -> Result<GoSlice<u8>, GoPanic> {
    let b = base(cx, b)?;
    Ok(cx.append(dst, IntText::new(i, false, b).bytes()))
}

/// The text, in the thread's buffer.
fn float_text(
    cx: &mut NativeCx,
    f: f64,
    fmt: u8,
    prec: i64,
    bits: i64,
) -> Result<Vec<u8>, GoPanic> {
    if bits != 32 && bits != 64 {
        return Err(cx.panic_string("strconv: illegal FormatFloat bitSize"));
    }
    let mut out = scratch::take();
    float::append_float(&mut out, f, fmt, prec, bits as u32);
    Ok(out)
}
fn format_float(
    cx: &mut NativeCx,
    f: f64,
    fmt: u8,
    prec: i64,
    bits: i64,
) -> Result<GoStr, GoPanic> {
    let text = float_text(cx, f, fmt, prec, bits)?;
    let s = cx.string(&text);
    scratch::give(text);
    Ok(s)
}
fn append_float(
    cx: &mut NativeCx,
    dst: GoSlice<u8>,
    f: f64,
    fmt: u8,
    prec: i64,
    bits: i64,
) -> Result<GoSlice<u8>, GoPanic> {
    let text = float_text(cx, f, fmt, prec, bits)?;
    let dst = cx.append(dst, &text);
    scratch::give(text);
    Ok(dst)
}
fn format_complex(
    cx: &mut NativeCx,
    c: num_complex128,
    fmt: u8,
    prec: i64,
    bits: i64,
) -> Result<GoStr, GoPanic> {
    if bits != 64 && bits != 128 {
        return Err(cx.panic_string("invalid bitSize"));
    }
    let mut out = Vec::new();
    float::append_complex(&mut out, c.re, c.im, fmt, prec, bits as u32);
    Ok(cx.string(out))
}

fn quoted(s: GoStr, keep: Keep) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len() + s.len() / 2 + 2);
    append_quoted(&mut out, &s, b'"', keep);
    out
}
/// Where there is as much room at once as the Go function asks for: it fills that too before it makes more.
fn try_append_quote(dst: GoSlice<u8>, s: GoStr) -> Option<GoSlice<u8>> {
    let (len, room) = (dst.len(), dst.capacity() - dst.len());
    if room < s.len() {
        return None;
    }
    let n = put_quoted(&mut dst.slice(0, len + room).items_mut()[len..], &s)?;
    Some(dst.slice(0, len + n))
}
fn quote(s: GoStr) -> Vec<u8> {
    quoted(s, Keep::Print)
}
fn quote_ascii(s: GoStr) -> Vec<u8> {
    quoted(s, Keep::Ascii)
}
fn quote_graphic(s: GoStr) -> Vec<u8> {
    quoted(s, Keep::Graphic)
}
fn quoted_rune(r: i32, keep: Keep) -> Vec<u8> {
    let mut out = Vec::new();
    append_quoted_rune(&mut out, r, keep);
    out
}
fn quote_rune(r: i32) -> Vec<u8> {
    quoted_rune(r, Keep::Print)
}
fn quote_rune_ascii(r: i32) -> Vec<u8> {
    quoted_rune(r, Keep::Ascii)
}
fn quote_rune_graphic(r: i32) -> Vec<u8> {
    quoted_rune(r, Keep::Graphic)
}
fn can_backquote(s: GoStr) -> bool {
    quote::can_backquote(&s)
}
fn unquote_char(s: GoStr, quote: u8) -> (i32, bool, i64) {
    quote::unquote_char(&s, quote).map_or((0, false, -1), |(r, m, n)| (r, m, n as i64))
}
fn quoted_prefix(s: GoStr) -> i64 {
    quote::unquote_prefix(&s).map_or(-1, |(n, _)| n as i64)
}
fn unquote(s: GoStr) -> (Vec<u8>, bool) {
    match quote::unquote_prefix(&s) {
        Some((n, text)) if n == s.len() => (text, true),
        _ => (Vec::new(), false),
    }
}
