//! The words of Go that a regular expression describes badly: identifiers beyond ASCII, numbers, strings, runes.
//!
//! Each function is a logos callback: the lexer stands behind the word's first characters, the callback takes in
//! the rest and notes what is wrong with it in gc's words. A malformed word is still a word, so parsing goes on.

use logos::Lexer;
use unicode_general_category::{GeneralCategory, get_general_category};

use crate::ast::LitKind;
use crate::token::Raw;

/// `U+0040 '@'`, as Go's `%#U` prints a character.
pub fn unicode_name(c: char) -> String {
    let code = c as u32;
    if is_printable(c) {
        format!("U+{code:04X} '{c}'")
    } else {
        format!("U+{code:04X}")
    }
}

pub fn is_printable(c: char) -> bool {
    use GeneralCategory::*;
    c == ' '
        || !matches!(
            get_general_category(c),
            Control
                | Format
                | Surrogate
                | PrivateUse
                | Unassigned
                | LineSeparator
                | ParagraphSeparator
                | SpaceSeparator
        )
}

pub fn is_letter(c: char) -> bool {
    use GeneralCategory::*;
    c == '_'
        || c.is_ascii_alphabetic()
        || !c.is_ascii()
            && matches!(
                get_general_category(c),
                UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
            )
}

pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && get_general_category(c) == GeneralCategory::DecimalNumber
}

/// Takes in the rest of an identifier whose beginning is ASCII.
#[inline]
pub fn identifier_tail(lex: &mut Lexer<'_, Raw>) {
    if lex
        .remainder()
        .as_bytes()
        .first()
        .is_some_and(|b| *b >= 0x80)
    {
        wide_tail(lex);
    }
}

/// An identifier that begins beyond ASCII; false for a byte order mark, which is none. gc takes any such character into the identifier and complains.
pub fn identifier_head(lex: &mut Lexer<'_, Raw>) -> bool {
    let c = lex.slice().chars().next().unwrap_or_default();
    let start = lex.span().start;
    if c == '\u{feff}' {
        // Reported already, wherever in the text it stands.
        return false;
    }
    if is_digit(c) {
        lex.extras.push((
            start,
            format!("identifier cannot begin with digit {}", unicode_name(c)),
        ));
    } else if !is_letter(c) {
        lex.extras.push((
            start,
            format!("invalid character {} in identifier", unicode_name(c)),
        ));
    }
    wide_tail(lex);
    true
}

fn wide_tail(lex: &mut Lexer<'_, Raw>) {
    let end = lex.span().end;
    let mut len = 0;
    for c in lex.remainder().chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_' {
            break;
        }
        if !is_letter(c) && !is_digit(c) {
            lex.extras.push((
                end + len,
                format!("invalid character {} in identifier", unicode_name(c)),
            ));
        }
        len += c.len_utf8();
    }
    lex.bump(len);
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

/// Digits and underscores met in one part of a number.
#[derive(Default)]
struct Seen {
    digit: bool,
    separator: bool,
    /// Where the first digit stands that the base does not have.
    invalid: Option<usize>,
}

/// Steps over digits and underscores from `at`. Bases up to 10 take any decimal digit, to complain about it later.
fn digits(text: &[u8], mut at: usize, base: u32, seen: &mut Seen) -> usize {
    while let Some(&b) = text.get(at) {
        match b {
            b'_' => seen.separator = true,
            b'0'..=b'9' => {
                seen.digit = true;
                if u32::from(b - b'0') >= base && seen.invalid.is_none() {
                    seen.invalid = Some(at);
                }
            }
            b'a'..=b'f' | b'A'..=b'F' if base == 16 => seen.digit = true,
            _ => break,
        }
        at += 1;
    }
    at
}

/// A number, from its first digit or from `.` and a digit.
pub fn number(lex: &mut Lexer<'_, Raw>) -> LitKind {
    let span = lex.span();
    let text = &lex.source().as_bytes()[span.start..];
    let (kind, len, problem) = scan_number(text);
    lex.bump(len - span.len());
    if let Some((at, message)) = problem {
        lex.extras.push((span.start + at, message));
    }
    kind
}

fn scan_number(text: &[u8]) -> (LitKind, usize, Option<(usize, String)>) {
    let mut problem: Option<(usize, String)> = None;
    let mut complain = |at: usize, message: String| {
        if problem.is_none() {
            problem = Some((at, message));
        }
    };
    let lower = |at: usize| text.get(at).map_or(0, |b| b.to_ascii_lowercase());
    let mut kind = LitKind::Int;
    let (mut base, mut prefix) = (10, 0u8);
    let mut seen = Seen::default();
    let mut at = 0;

    if text[0] != b'.' {
        if text[0] == b'0' {
            at = 1;
            (base, prefix) = match lower(1) {
                b'x' => (16, b'x'),
                b'o' => (8, b'o'),
                b'b' => (2, b'b'),
                _ => (8, b'0'),
            };
            if prefix == b'0' {
                seen.digit = true;
            } else {
                at = 2;
            }
        }
        at = digits(text, at, base, &mut seen);
    }
    if lower(at) == b'.' {
        if prefix == b'o' || prefix == b'b' {
            complain(
                at,
                format!("invalid radix point in {} literal", base_name(base)),
            );
        }
        kind = LitKind::Float;
        at = digits(text, at + 1, base, &mut seen);
    }
    if !seen.digit {
        complain(at, format!("{} literal has no digits", base_name(base)));
    }
    let e = lower(at);
    if e == b'e' || e == b'p' {
        let written = char::from(text[at]);
        if e == b'e' && prefix != 0 && prefix != b'0' {
            complain(
                at,
                format!("'{written}' exponent requires decimal mantissa"),
            );
        } else if e == b'p' && prefix != b'x' {
            complain(
                at,
                format!("'{written}' exponent requires hexadecimal mantissa"),
            );
        }
        kind = LitKind::Float;
        at += 1;
        if matches!(lower(at), b'+' | b'-') {
            at += 1;
        }
        let mut exponent = Seen::default();
        at = digits(text, at, 10, &mut exponent);
        seen.separator |= exponent.separator;
        if !exponent.digit {
            complain(at, "exponent has no digits".into());
        }
    } else if prefix == b'x' && kind == LitKind::Float {
        complain(at, "hexadecimal mantissa requires a 'p' exponent".into());
    }
    if text.get(at) == Some(&b'i') {
        kind = LitKind::Imag;
        at += 1;
    }
    if kind == LitKind::Int
        && let Some(i) = seen.invalid
    {
        complain(
            i,
            format!(
                "invalid digit '{}' in {} literal",
                char::from(text[i]),
                base_name(base)
            ),
        );
    }
    if seen.separator
        && let Some(i) = misplaced_separator(&text[..at])
    {
        complain(i, "'_' must separate successive digits".into());
    }
    (kind, at, problem)
}

/// The first underscore that does not stand between two digits (a base prefix counts as a digit).
fn misplaced_separator(text: &[u8]) -> Option<usize> {
    let prefixed = text.len() >= 2
        && text[0] == b'0'
        && matches!(text[1].to_ascii_lowercase(), b'x' | b'o' | b'b');
    let hex = prefixed && text[1].eq_ignore_ascii_case(&b'x');
    let is_digit = |b: u8| b.is_ascii_digit() || hex && b.is_ascii_hexdigit();
    let start = if prefixed { 2 } else { 0 };
    let mut digit_before = prefixed;
    for i in start..text.len() {
        let separator = text[i] == b'_';
        let separator_before = i > start && text[i - 1] == b'_';
        if separator && !digit_before {
            return Some(i);
        }
        digit_before = is_digit(text[i]);
        if separator_before && !separator && !digit_before {
            return Some(i - 1);
        }
    }
    text.ends_with(b"_").then(|| text.len() - 1)
}

/// An interpreted string, behind its opening quote.
pub fn string(lex: &mut Lexer<'_, Raw>) {
    let start = lex.span().start;
    let text = lex.remainder();
    let bytes = text.as_bytes();
    let base = lex.span().end;
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b'"') => {
                at += 1;
                break;
            }
            Some(b'\\') => {
                at = match escape(text, at + 1, '"') {
                    Ok(next) => next,
                    Err((i, message)) => {
                        lex.extras.push((base + i, message));
                        i
                    }
                }
            }
            Some(b'\n') => {
                lex.extras.push((base + at, "newline in string".into()));
                break;
            }
            None => {
                lex.extras.push((start, "string not terminated".into()));
                break;
            }
            Some(_) => at += 1,
        }
    }
    bump_to_boundary(lex, at);
}

/// A raw string, behind its opening quote.
pub fn raw_string(lex: &mut Lexer<'_, Raw>) {
    let rest = lex.remainder();
    match rest.find('`') {
        Some(at) => lex.bump(at + 1),
        None => {
            let start = lex.span().start;
            lex.extras.push((start, "string not terminated".into()));
            lex.bump(rest.len());
        }
    }
}

/// A rune literal, behind its opening quote.
pub fn rune(lex: &mut Lexer<'_, Raw>) {
    let start = lex.span().start;
    let base = lex.span().end;
    let text = lex.remainder();
    let mut at = 0;
    let mut count = 0;
    let mut problem = None;
    loop {
        let Some(c) = text[at..].chars().next() else {
            problem = problem.or(Some((start, "rune literal not terminated".into())));
            break;
        };
        match c {
            '\'' => {
                if count == 0 {
                    problem = problem.or(Some((
                        base + at,
                        "empty rune literal or unescaped '".into(),
                    )));
                } else if count != 1 {
                    problem = problem.or(Some((
                        start,
                        "more than one character in rune literal".into(),
                    )));
                }
                at += 1;
                break;
            }
            '\n' => {
                problem = problem.or(Some((base + at, "newline in rune literal".into())));
                break;
            }
            '\\' => {
                at = match escape(text, at + 1, '\'') {
                    Ok(next) => next,
                    Err((i, message)) => {
                        problem = problem.or(Some((base + i, message)));
                        i
                    }
                }
            }
            _ => at += c.len_utf8(),
        }
        count += 1;
    }
    if let Some(problem) = problem {
        lex.extras.push(problem);
    }
    bump_to_boundary(lex, at);
}

fn bump_to_boundary(lex: &mut Lexer<'_, Raw>, mut at: usize) {
    let rest = lex.remainder();
    while !rest.is_char_boundary(at) {
        at += 1;
    }
    lex.bump(at);
}

/// Steps over an escape whose backslash stands before `at`. Fails with the place and gc's words.
fn escape(text: &str, at: usize, quote: char) -> Result<usize, (usize, String)> {
    let Some(c) = text[at..].chars().next() else {
        return Ok(at);
    };
    let (mut at, count, base, max) = match c {
        'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => return Ok(at + 1),
        _ if c == quote => return Ok(at + 1),
        '0'..='7' => (at, 3, 8, 255),
        'x' => (at + 1, 2, 16, 255),
        'u' => (at + 1, 4, 16, 0x10FFFF),
        'U' => (at + 1, 8, 16, 0x10FFFF),
        _ => return Err((at, "unknown escape".into())),
    };
    let mut value = 0u32;
    for _ in 0..count {
        let Some(c) = text[at..].chars().next() else {
            return Ok(at);
        };
        let Some(digit) = c.to_digit(base) else {
            let shown = if c == '\'' {
                "\\'".into()
            } else {
                c.escape_debug().to_string()
            };
            let shown = if c == '"' { "\"".into() } else { shown };
            return Err((
                at,
                format!("invalid character '{shown}' in {} escape", base_name(base)),
            ));
        };
        value = value.wrapping_mul(base).wrapping_add(digit);
        at += 1;
    }
    if base == 8 && value > max {
        return Err((at, format!("octal escape value {value} > 255")));
    }
    if value > max || (0xD800..0xE000).contains(&value) && max > 255 {
        let shown = match char::from_u32(value) {
            Some(c) => unicode_name(c),
            None => format!("U+{value:04X}"),
        };
        return Err((at, format!("escape is invalid Unicode code point {shown}")));
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> (LitKind, usize, Option<String>) {
        let (kind, len, problem) = scan_number(text.as_bytes());
        (
            kind,
            len,
            problem.map(|(at, message)| format!("{at}: {message}")),
        )
    }

    #[test]
    fn numbers_of_every_form() {
        let cases = [
            ("0", LitKind::Int),
            ("1_000", LitKind::Int),
            ("0x_FF", LitKind::Int),
            ("0b1010", LitKind::Int),
            ("0o17", LitKind::Int),
            ("017", LitKind::Int),
            ("1.", LitKind::Float),
            (".5e-3", LitKind::Float),
            ("089.5", LitKind::Float),
            ("0x1.8p-2", LitKind::Float),
            ("0X1P+3", LitKind::Float),
            ("1i", LitKind::Imag),
            ("0.5e3i", LitKind::Imag),
            ("089i", LitKind::Imag),
        ];
        for (text, kind) in cases {
            assert_eq!(number(text), (kind, text.len(), None), "{text}");
        }
    }

    #[test]
    fn numbers_end_where_they_should() {
        assert_eq!(number("1..2").1, 2);
        assert_eq!(number("0b12 ").1, 4);
        assert_eq!(number("12abc").1, 2);
        assert_eq!(
            number("0xep").2.as_deref(),
            Some("4: exponent has no digits")
        );
    }

    #[test]
    fn characters_are_named_as_go_does() {
        assert_eq!(unicode_name('@'), "U+0040 '@'");
        assert_eq!(unicode_name('\u{7}'), "U+0007");
        assert_eq!(unicode_name('\u{feff}'), "U+FEFF");
    }
}
