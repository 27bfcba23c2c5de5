//! Package encoding/json/internal/jsonwire: how encoding/json/jsontext reads and writes JSON text, one call for a whole
//! string, number or value. What is wrong comes back as a code, a place and a pointer; the Go side words it.
//!
//! Positions are those that Go reports. Where the text is too short (`SHORT`), more of it may mend that: the caller
//! reads on and asks again from the value's beginning.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::std::unicode::utf8::decode;
use crate::vm::native::{GoSlice, GoStr, NativeCx};

crate::natives! {
    "Space" => space_from,
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

fn space(b: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r' | b'\n') = b.get(at) {
        at += 1;
    }
    at
}

/// Whether a byte stands for itself in a string.
fn is_plain(c: u8) -> bool {
    (0x20..0x80).contains(&c) && c != b'\\' && c != b'"'
}

/// Whether the bytes, which are no whole rune, could become one.
fn may_go_on(b: &[u8]) -> bool {
    match std::str::from_utf8(&b[..b.len().min(4)]) {
        Ok(_) => false,
        Err(e) => e.valid_up_to() == 0 && e.error_len().is_none(),
    }
}

fn hex4(b: &[u8]) -> Option<u32> {
    let mut v = 0;
    for &c in b.get(..4)? {
        v = v << 4 | char::from(c).to_digit(16)?;
    }
    Some(v)
}

/// Whether the bytes begin an escape \uXXXX, of a low surrogate if that is asked for, that is cut short.
fn begins_unit(b: &[u8], low: bool) -> bool {
    b.iter().enumerate().all(|(i, &c)| match i {
        0 => c == b'\\',
        1 => c == b'u',
        2 if low => matches!(c, b'd' | b'D'),
        3 if low => matches!(c, b'c'..=b'f' | b'C'..=b'F'),
        _ => c.is_ascii_hexdigit(),
    })
}

/// The rune of two surrogates.
fn pair(high: u32, low: u32) -> Option<char> {
    if !(0xD800..0xDC00).contains(&high) || !(0xDC00..0xE000).contains(&low) {
        return None;
    }
    char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
}

/// Steps over the string at `at`: its end, and what it is.
fn string(b: &[u8], at: usize, strict: bool) -> Scan<(usize, i64)> {
    let mut flags = 0;
    match b.get(at) {
        None => return Err(fault(wrong::SHORT, at)),
        Some(b'"') => {}
        Some(_) => return Err(unexpected(at, AT_STRING)),
    }
    let mut n = at + 1;
    loop {
        while b.get(n).is_some_and(|&c| is_plain(c)) {
            n += 1;
        }
        let Some(&c) = b.get(n) else {
            return Err(fault(wrong::SHORT, n));
        };
        match c {
            b'"' => return Ok((n + 1, flags)),
            b'\\' => {
                flags |= NOT_VERBATIM;
                n = escape(b, n, strict, &mut flags)?;
            }
            c if c < b' ' => return Err(unexpected(n, CONTROL)),
            _ => {
                let (_, len) = decode(&b[n..]);
                if len > 1 {
                    n += len;
                    continue;
                }
                if may_go_on(&b[n..]) {
                    return Err(fault(wrong::SHORT, n));
                }
                flags |= NOT_VERBATIM | NOT_CANONICAL;
                if strict {
                    return Err(fault(wrong::UTF8, n));
                }
                n += 1;
            }
        }
    }
}

/// Steps over the escape at `n`.
fn escape(b: &[u8], n: usize, strict: bool, flags: &mut i64) -> Scan<usize> {
    match b.get(n + 1) {
        None => Err(fault(wrong::SHORT, n)),
        Some(b'/') => {
            *flags |= NOT_CANONICAL;
            Ok(n + 2)
        }
        Some(b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(n + 2),
        Some(b'u') => {
            let Some(digits) = b.get(n + 2..n + 6) else {
                if begins_unit(&b[n..], false) {
                    return Err(fault(wrong::SHORT, n));
                }
                return Err(bad_escape(n, b.len() - n));
            };
            let Some(unit) = hex4(digits) else {
                return Err(bad_escape(n, 6));
            };
            let short = matches!(unit, 8 | 9 | 10 | 12 | 13);
            if short || unit >= 0x20 || digits.iter().any(u8::is_ascii_uppercase) {
                *flags |= NOT_CANONICAL;
            }
            let after = n + 6;
            if !strict || !(0xD800..0xE000).contains(&unit) {
                return Ok(after);
            }
            let Some(next) = b.get(after..after + 6) else {
                if begins_unit(&b[after..], true) {
                    return Err(fault(wrong::SHORT, n));
                }
                return Err(bad_escape(n, b.len() - n));
            };
            let low = hex4(&next[2..]).filter(|_| next.starts_with(b"\\u"));
            match low.and_then(|low| pair(unit, low)) {
                Some(_) => Ok(after + 6),
                None => Err(bad_escape(n, 12)),
            }
        }
        Some(_) => Err(bad_escape(n, 2)),
    }
}

/// The text of the quoted string `b`, as far as it can be told, and what is wrong with it.
fn unquoted(b: &[u8]) -> (Vec<u8>, Scan<()>) {
    let mut out = Vec::with_capacity(b.len());
    match b.first() {
        None => return (out, Err(fault(wrong::SHORT, 0))),
        Some(b'"') => {}
        Some(_) => return (out, Err(unexpected(0, AT_STRING))),
    }
    let mut result = Ok(());
    let mut n = 1;
    loop {
        let from = n;
        while b.get(n).is_some_and(|&c| is_plain(c)) {
            n += 1;
        }
        out.extend_from_slice(&b[from..n]);
        let Some(&c) = b.get(n) else {
            return (out, Err(fault(wrong::SHORT, n)));
        };
        match c {
            b'"' => {
                if n + 1 < b.len() {
                    result = Err(unexpected(n + 1, AFTER_STRING));
                }
                return (out, result);
            }
            b'\\' => match b.get(n + 1) {
                Some(b'u') => match unquote_unit(&mut out, b, n) {
                    Ok((next, found)) => {
                        n = next;
                        if found.is_err() {
                            result = found;
                        }
                    }
                    Err(fault) => return (out, Err(fault)),
                },
                Some(&letter) => {
                    out.push(match letter {
                        b'"' | b'\\' | b'/' => letter,
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        _ => return (out, Err(bad_escape(n, 2))),
                    });
                    n += 2;
                }
                None => return (out, Err(fault(wrong::SHORT, n))),
            },
            c if c < b' ' => return (out, Err(unexpected(n, CONTROL))),
            _ => {
                let (_, len) = decode(&b[n..]);
                if len > 1 {
                    out.extend_from_slice(&b[n..n + len]);
                } else if may_go_on(&b[n..]) {
                    return (out, Err(fault(wrong::SHORT, n)));
                } else {
                    out.extend_from_slice("\u{fffd}".as_bytes());
                    result = Err(fault(wrong::UTF8, n));
                }
                n += len;
            }
        }
    }
}

/// Appends the rune of the escape \uXXXX at `n`: where to go on, and whether it was one.
fn unquote_unit(out: &mut Vec<u8>, b: &[u8], n: usize) -> Scan<(usize, Scan<()>)> {
    let Some(digits) = b.get(n + 2..n + 6) else {
        if begins_unit(&b[n..], false) {
            return Err(fault(wrong::SHORT, n));
        }
        return Err(bad_escape(n, b.len() - n));
    };
    let Some(unit) = hex4(digits) else {
        return Err(bad_escape(n, 6));
    };
    let mut push = |c: char| out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    let after = n + 6;
    if let Some(c) = char::from_u32(unit) {
        push(c);
        return Ok((after, Ok(())));
    }
    let Some(next) = b.get(after..after + 6) else {
        push('\u{fffd}');
        if begins_unit(&b[after..], true) {
            return Err(fault(wrong::SHORT, n));
        }
        return Ok((after, Err(bad_escape(n, b.len() - n))));
    };
    let low = hex4(&next[2..]).filter(|_| next.starts_with(b"\\u"));
    match low.and_then(|low| pair(unit, low)) {
        Some(c) => {
            push(c);
            Ok((after + 6, Ok(())))
        }
        None => {
            push('\u{fffd}');
            Ok((after, Err(bad_escape(n, 12))))
        }
    }
}

/// Appends `s` quoted. False: it was not UTF-8.
fn append_quote(out: &mut Vec<u8>, s: &[u8], flags: i64) -> bool {
    let mut valid = true;
    out.reserve(s.len() + 2);
    out.push(b'"');
    let (mut done, mut n) = (0, 0);
    while n < s.len() {
        let c = s[n];
        if c < 0x80 {
            let html = matches!(c, b'<' | b'>' | b'&');
            if !is_plain(c) || html && flags & flag::ESCAPE_HTML != 0 {
                out.extend_from_slice(&s[done..n]);
                append_escaped(out, u32::from(c));
                done = n + 1;
            }
            n += 1;
            continue;
        }
        let (rune, len) = decode(&s[n..]);
        if rune == 0xFFFD && len == 1 {
            valid = false;
            out.extend_from_slice(&s[done..n]);
            out.extend_from_slice("\u{fffd}".as_bytes());
            done = n + 1;
        } else if matches!(rune, 0x2028 | 0x2029) && flags & flag::ESCAPE_JS != 0 {
            out.extend_from_slice(&s[done..n]);
            append_escaped(out, rune as u32);
            done = n + len;
        }
        n += len;
    }
    out.extend_from_slice(&s[done..]);
    out.push(b'"');
    valid
}

fn append_escaped(out: &mut Vec<u8>, c: u32) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let letter = match c {
        0x22 | 0x5C => c as u8,
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        _ => {
            let digit = |shift: u32| HEX[(c >> shift & 15) as usize];
            return out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
        }
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Appends the string `b`, which is `kind` of string, as the options want it.
fn append_string(out: &mut Vec<u8>, b: &[u8], kind: i64, flags: i64) {
    let escapes = flags & (flag::ESCAPE_HTML | flag::ESCAPE_JS) != 0;
    let preserve = flags & flag::PRESERVE != 0;
    if !escapes && (kind & NOT_CANONICAL == 0 || preserve) {
        out.extend_from_slice(b);
    } else if preserve {
        let html = flags & flag::ESCAPE_HTML != 0;
        super::scan::escape_html(out, b, html, flags & flag::ESCAPE_JS != 0);
    } else {
        append_quote(out, &unquoted(b).0, flags);
    }
}

/// Steps over the number at the beginning of `b`. Where it is cut short: how far it is right.
fn number(b: &[u8]) -> Scan<usize> {
    let digits = |mut n: usize| {
        while b.get(n).is_some_and(u8::is_ascii_digit) {
            n += 1;
        }
        n
    };
    let mut n = usize::from(b.first() == Some(&b'-'));
    n = match b.get(n) {
        None => return Err(fault(wrong::SHORT, 0)),
        Some(b'0') => n + 1,
        Some(b'1'..=b'9') => digits(n + 1),
        Some(_) => return Err(unexpected(n, DIGIT)),
    };
    for fraction in [true, false] {
        let begins = match b.get(n) {
            Some(b'.') => fraction,
            Some(b'e' | b'E') => !fraction,
            _ => false,
        };
        if !begins {
            continue;
        }
        let from = n;
        n += 1;
        if !fraction && matches!(b.get(n), Some(b'-' | b'+')) {
            n += 1;
        }
        n = match b.get(n) {
            None => return Err(fault(wrong::SHORT, from)),
            Some(b'0'..=b'9') => digits(n + 1),
            Some(_) => return Err(unexpected(n, DIGIT)),
        };
    }
    Ok(n)
}

/// Appends a number as JSON has them, exactly.
fn append_float(out: &mut Vec<u8>, v: f64, bits: u32) {
    let abs = v.abs();
    let small = if bits == 32 {
        (abs as f32) < 1e-6 || abs as f32 >= 1e21
    } else {
        !(1e-6..1e21).contains(&abs)
    };
    let exponent = abs != 0.0 && small;
    let format = if exponent { b'e' } else { b'f' };
    crate::std::strconv::float::append_float(out, v, format, -1, bits);
    let n = out.len();
    if exponent && n >= 4 && out[n - 4..n - 1] == *b"e-0" {
        out.remove(n - 2);
    }
}

/// Appends the number `b` as the options want it.
fn append_number(out: &mut Vec<u8>, b: &[u8], flags: i64) {
    let float = b.iter().any(|c| matches!(c, b'.' | b'e' | b'E'));
    // Shorter integers are exact.
    const EXACT: usize = 16;
    let wanted = if float {
        flag::CANONICAL_FLOATS
    } else {
        flag::CANONICAL_INTS
    };
    let canonical = flag::CANONICAL_FLOATS | flag::CANONICAL_INTS;
    let as_is = match b {
        b"-0" => flags & canonical == 0,
        _ => flags & wanted == 0 || !float && b.len() < EXACT,
    };
    if as_is {
        return out.extend_from_slice(b);
    }
    let v = crate::std::strconv::parse_float::parse_prefix(b, 64).0;
    let v = v.clamp(-f64::MAX, f64::MAX);
    append_float(out, if v == 0.0 { 0.0 } else { v }, 64);
}

/// The names that an object has had.
#[derive(Default)]
struct Names<'a> {
    few: Vec<Cow<'a, [u8]>>,
    many: HashSet<Cow<'a, [u8]>>,
}

impl<'a> Names<'a> {
    /// False: it had the name already.
    fn insert(&mut self, name: Cow<'a, [u8]>) -> bool {
        const FEW: usize = 16;
        if self.few.contains(&name) || self.many.contains(&name) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(name);
        } else {
            self.many.insert(name);
        }
        true
    }
}

/// An array or object that has begun.
struct Level<'a> {
    object: bool,
    index: u64,
    /// The name that was read last, with its quotes.
    name: &'a [u8],
    /// A value is being read: what is wrong is wrong within it.
    within: bool,
    names: Names<'a>,
}

/// One value being read and, where `out` is there, written anew.
struct Machine<'a> {
    b: &'a [u8],
    at: usize,
    flags: i64,
    depth: usize,
    open: Vec<Level<'a>>,
    out: Option<Vec<u8>>,
    prefix: &'a [u8],
    indent: &'a [u8],
}

impl<'a> Machine<'a> {
    fn has(&self, flag: i64) -> bool {
        self.flags & flag != 0
    }

    fn space(&mut self) -> Scan<u8> {
        self.at = space(self.b, self.at);
        self.b
            .get(self.at)
            .copied()
            .ok_or_else(|| fault(wrong::SHORT, self.at))
    }

    fn put(&mut self, text: &[u8]) {
        if let Some(out) = &mut self.out {
            out.extend_from_slice(text);
        }
    }

    fn line(&mut self) {
        if !self.has(flag::MULTILINE) {
            return;
        }
        let levels = self.depth + self.open.len();
        if let Some(out) = &mut self.out {
            out.push(b'\n');
            out.extend_from_slice(self.prefix);
            for _ in 1..levels {
                out.extend_from_slice(self.indent);
            }
        }
    }

    /// The value that begins here; what kind of string it is, if it is one.
    fn value(&mut self) -> Scan<i64> {
        let mut kind = 0;
        loop {
            let Some(&c) = self.b.get(self.at) else {
                return Err(fault(wrong::SHORT, self.at));
            };
            if let b'{' | b'[' = c {
                if self.begin(c)? {
                    continue;
                }
            } else {
                kind = self.scalar(c)?;
            }
            loop {
                let Some(level) = self.open.last_mut() else {
                    return Ok(kind);
                };
                level.within = false;
                let object = level.object;
                let c = self.space()?;
                match c {
                    b',' => {
                        self.at += 1;
                        self.put(b",");
                        if self.has(flag::SPACE_COMMA) {
                            self.put(b" ");
                        }
                        self.next()?;
                        break;
                    }
                    b'}' if object => self.end(b"}"),
                    b']' if !object => self.end(b"]"),
                    _ => {
                        let place = match (object, self.out.is_some()) {
                            (true, _) => AFTER_MEMBER,
                            (false, true) => AFTER_WRITTEN_ELEMENT,
                            (false, false) => AFTER_ELEMENT,
                        };
                        return Err(unexpected(self.at, place));
                    }
                }
            }
        }
    }

    /// Begins an array or object, and its first value. False: it is empty, and over.
    fn begin(&mut self, c: u8) -> Scan<bool> {
        if self.depth + self.open.len() > MAX_DEPTH {
            return Err(fault(wrong::DEPTH, self.at));
        }
        let object = c == b'{';
        self.at += 1;
        self.put(&[c]);
        self.open.push(Level {
            object,
            index: 0,
            name: &[],
            within: false,
            names: Names::default(),
        });
        let next = self.space()?;
        if next == if object { b'}' } else { b']' } {
            self.at += 1;
            self.put(&[next]);
            self.open.pop();
            return Ok(false);
        }
        self.element()?;
        Ok(true)
    }

    fn end(&mut self, close: &[u8]) {
        self.at += 1;
        self.open.pop();
        let level = self.open.len();
        // The line of what closes is indented as that which opened.
        if self.has(flag::MULTILINE) && self.out.is_some() {
            let levels = self.depth + level;
            let (prefix, indent) = (self.prefix, self.indent);
            if let Some(out) = &mut self.out {
                out.push(b'\n');
                out.extend_from_slice(prefix);
                for _ in 1..levels {
                    out.extend_from_slice(indent);
                }
            }
        }
        self.put(close);
    }

    /// After a comma.
    fn next(&mut self) -> Scan<()> {
        if let Some(level) = self.open.last_mut() {
            level.index += 1;
        }
        self.element()
    }

    /// To where the next value of the array or object begins.
    fn element(&mut self) -> Scan<()> {
        self.line();
        self.space()?;
        let Some(level) = self.open.last() else {
            return Ok(());
        };
        if level.object {
            self.name()?;
        } else if let Some(level) = self.open.last_mut() {
            level.within = true;
        }
        Ok(())
    }

    fn name(&mut self) -> Scan<()> {
        let from = self.at;
        let (end, kind) = string(self.b, from, !self.has(flag::ALLOW_INVALID))?;
        let name = &self.b[from..end];
        if let Some(out) = &mut self.out {
            append_string(out, name, kind, self.flags);
        }
        let unique = !self.has(flag::ALLOW_DUPLICATES);
        let level = self.open.last_mut().expect("an object has begun");
        level.name = name;
        level.within = true;
        if unique {
            let text = if kind & NOT_VERBATIM == 0 {
                Cow::Borrowed(&name[1..name.len() - 1])
            } else {
                Cow::Owned(unquoted(name).0)
            };
            if !level.names.insert(text) {
                return Err(fault(wrong::DUPLICATE, from));
            }
        }
        self.at = end;
        if self.space()? != b':' {
            return Err(unexpected(self.at, AFTER_NAME));
        }
        self.at += 1;
        self.put(b":");
        if self.has(flag::SPACE_COLON) {
            self.put(b" ");
        }
        self.space()?;
        Ok(())
    }

    fn scalar(&mut self, c: u8) -> Scan<i64> {
        let from = self.at;
        match c {
            b'"' => {
                let (end, kind) = string(self.b, from, !self.has(flag::ALLOW_INVALID))?;
                self.at = end;
                if let Some(out) = &mut self.out {
                    append_string(out, &self.b[from..end], kind, self.flags);
                }
                return Ok(kind);
            }
            b'-' | b'0'..=b'9' => match number(&self.b[from..]) {
                Ok(len) => {
                    self.at += len;
                    if let Some(out) = &mut self.out {
                        append_number(out, &self.b[from..from + len], self.flags);
                    }
                }
                Err(mut fault) => {
                    // A reader, which may get more, goes back to the number's beginning.
                    let back = fault.kind == wrong::SHORT && self.out.is_none();
                    fault.at = if back { from } else { from + fault.at };
                    return Err(fault);
                }
            },
            b'n' => self.literal("null")?,
            b't' => self.literal("true")?,
            b'f' => self.literal("false")?,
            b']' if self.has(flag::IN_OBJECT) => return Err(fault(wrong::MISMATCH, from)),
            b'}' if self.has(flag::IN_ARRAY) => return Err(fault(wrong::MISMATCH, from)),
            _ => return Err(unexpected(from, AT_VALUE)),
        }
        Ok(0)
    }

    fn literal(&mut self, word: &str) -> Scan<()> {
        let from = self.at;
        for (i, &wanted) in word.as_bytes().iter().enumerate() {
            match self.b.get(from + i) {
                None => return Err(fault(wrong::SHORT, from + i)),
                Some(&c) if c == wanted => {}
                Some(_) => {
                    let wanted = char::from(wanted);
                    return Err(Fault {
                        place: Cow::Owned(format!("in literal {word} (expecting '{wanted}')")),
                        ..fault(wrong::CHARACTER, from + i)
                    });
                }
            }
        }
        self.at = from + word.len();
        self.put(word.as_bytes());
        Ok(())
    }

    /// Where in the value something is wrong, as a JSON pointer.
    fn pointer(&self) -> Vec<u8> {
        let mut pointer = Vec::new();
        for level in self.open.iter().filter(|level| level.within) {
            pointer.push(b'/');
            if level.object {
                let name = unquoted(level.name).0;
                super::scan::append_pointer(&mut pointer, &name);
            } else {
                pointer.extend_from_slice(level.index.to_string().as_bytes());
            }
        }
        pointer
    }
}

fn space_from(b: GoSlice<u8>, at: i64) -> i64 {
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
