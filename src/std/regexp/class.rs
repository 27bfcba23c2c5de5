//! Character classes: in brackets, by a letter, by a Unicode name; and escaped characters.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::parse::{Wrong, code, flag, wrong};

/// Adds what differs from the class in case only.
pub fn fold(class: &mut ClassUnicode) {
    // The tables are compiled in, so it cannot fail.
    let _ = class.try_case_fold_simple();
}

fn of(ranges: &[(char, char)]) -> ClassUnicode {
    ClassUnicode::new(ranges.iter().map(|&(a, b)| ClassUnicodeRange::new(a, b)))
}

fn perl(letter: char) -> Option<(ClassUnicode, bool)> {
    let class = match letter.to_ascii_lowercase() {
        'd' => of(&[('0', '9')]),
        's' => of(&[('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')]),
        'w' => of(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        _ => return None,
    };
    Some((class, letter.is_ascii_uppercase()))
}

fn posix(name: &str) -> Option<ClassUnicode> {
    Some(match name {
        "alnum" => of(&[('0', '9'), ('A', 'Z'), ('a', 'z')]),
        "alpha" => of(&[('A', 'Z'), ('a', 'z')]),
        "ascii" => of(&[('\0', '\u{7f}')]),
        "blank" => of(&[('\t', '\t'), (' ', ' ')]),
        "cntrl" => of(&[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')]),
        "digit" => of(&[('0', '9')]),
        "graph" => of(&[('!', '~')]),
        "lower" => of(&[('a', 'z')]),
        "print" => of(&[(' ', '~')]),
        "punct" => of(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        "space" => of(&[('\t', '\r'), (' ', ' ')]),
        "upper" => of(&[('A', 'Z')]),
        "word" => of(&[('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')]),
        "xdigit" => of(&[('0', '9'), ('A', 'F'), ('a', 'f')]),
        _ => return None,
    })
}

fn finish(mut class: ClassUnicode, negated: bool, flags: u32) -> ClassUnicode {
    if flags & flag::FOLD_CASE != 0 {
        fold(&mut class);
    }
    if negated {
        class.negate();
    }
    class
}

/// `\d`, `\pL`, `\p{Greek}` and their kin at the beginning of `t`, and the rest. `None`: something else stands there.
pub fn escaped(t: &str, flags: u32) -> Result<Option<(ClassUnicode, &str)>, Wrong> {
    let Some(letter) = t.strip_prefix('\\').and_then(|t| t.chars().next()) else {
        return Ok(None);
    };
    if flags & flag::UNICODE_GROUPS != 0 && matches!(letter, 'p' | 'P') {
        return unicode(t, letter == 'P', flags).map(Some);
    }
    if flags & flag::PERL_X != 0
        && let Some((class, negated)) = perl(letter)
    {
        return Ok(Some((finish(class, negated, flags), &t[2..])));
    }
    Ok(None)
}

fn unicode(s: &str, mut negated: bool, flags: u32) -> Result<(ClassUnicode, &str), Wrong> {
    let Some(first) = s[2..].chars().next() else {
        return wrong(code::CHAR_RANGE, s.as_bytes());
    };
    let (name, end) = if first == '{' {
        let Some(end) = s.find('}') else {
            return wrong(code::CHAR_RANGE, s.as_bytes());
        };
        (&s[3..end], end + 1)
    } else {
        let end = 2 + first.len_utf8();
        (&s[2..end], end)
    };
    let plain = name.strip_prefix('^');
    negated ^= plain.is_some();
    let Some((table, inverted)) = super::unicode_name::find(plain.unwrap_or(name)) else {
        return wrong(code::CHAR_RANGE, &s.as_bytes()[..end]);
    };
    let class = finish(table, negated ^ inverted, flags);
    Ok((class, &s[end..]))
}

/// A class in brackets and the rest.
pub fn bracketed(s: &str, flags: u32) -> Result<(ClassUnicode, &str), Wrong> {
    let mut t = &s[1..];
    let mut class = ClassUnicode::empty();
    let negated = t.starts_with('^');
    if negated {
        t = &t[1..];
        // That it does not match a line break when negated, unless told so.
        if flags & flag::CLASS_NL == 0 {
            class.push(ClassUnicodeRange::new('\n', '\n'));
        }
    }
    let mut first = true;
    while first || !t.starts_with(']') {
        // POSIX: a bare - is fine only at the ends.
        if t.starts_with('-')
            && flags & flag::PERL_X == 0
            && !first
            && (t.len() == 1 || t.as_bytes()[1] != b']')
        {
            let size = t[1..].chars().next().map_or(0, char::len_utf8);
            return wrong(code::CHAR_RANGE, &t.as_bytes()[..1 + size]);
        }
        first = false;
        if t.len() > 2
            && let Some(rest) = t.strip_prefix("[:")
            && let Some(end) = rest.find(":]")
        {
            let name = &rest[..end];
            let found = posix(name.strip_prefix('^').unwrap_or(name));
            let Some(mut named) = found else {
                return wrong(code::CHAR_RANGE, &t.as_bytes()[..end + 4]);
            };
            named = finish(named, name.starts_with('^'), flags);
            class.union(&named);
            t = &rest[end + 2..];
            continue;
        }
        if let Some((inner, rest)) = escaped(t, flags)? {
            class.union(&inner);
            t = rest;
            continue;
        }
        let range = t;
        let (lo, rest) = class_char(t, s)?;
        t = rest;
        let mut hi = lo;
        if t.len() >= 2 && t.starts_with('-') && t.as_bytes()[1] != b']' {
            let (end, rest) = class_char(&t[1..], s)?;
            t = rest;
            hi = end;
            if hi < lo {
                let part = &range[..range.len() - t.len()];
                return wrong(code::CHAR_RANGE, part.as_bytes());
            }
        }
        class.push(ClassUnicodeRange::new(lo, hi));
    }
    if flags & flag::FOLD_CASE != 0 {
        fold(&mut class);
    }
    if negated {
        class.negate();
    }
    Ok((class, &t[1..]))
}

fn class_char<'a>(t: &'a str, whole: &str) -> Result<(char, &'a str), Wrong> {
    match t.chars().next() {
        None => wrong(code::MISSING_BRACKET, whole.as_bytes()),
        Some('\\') => escaped_char(t),
        Some(c) => Ok((c, &t[c.len_utf8()..])),
    }
}

/// A character that a backslash begins, and the rest.
pub fn escaped_char(s: &str) -> Result<(char, &str), Wrong> {
    let mut chars = s[1..].chars();
    let Some(c) = chars.next() else {
        return wrong(code::TRAILING_BACKSLASH, b"");
    };
    let octal = |c: Option<char>| c.and_then(|c| c.to_digit(8));
    let found = match c {
        '0'..='7' if c == '0' || octal(chars.clone().next()).is_some() => {
            let mut value = c.to_digit(8).unwrap_or(0);
            for _ in 0..2 {
                let Some(digit) = octal(chars.clone().next()) else {
                    break;
                };
                value = value * 8 + digit;
                chars.next();
            }
            char::from_u32(value)
        }
        'x' => hexadecimal(&mut chars),
        'a' => Some('\u{7}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'v' => Some('\u{b}'),
        c if c.is_ascii() && !c.is_ascii_alphanumeric() => Some(c),
        _ => None,
    };
    match found {
        Some(c) => Ok((c, chars.as_str())),
        None => {
            let part = &s[..s.len() - chars.as_str().len()];
            wrong(code::ESCAPE, part.as_bytes())
        }
    }
}

/// `7F` or `{10FFFF}`.
fn hexadecimal(chars: &mut std::str::Chars<'_>) -> Option<char> {
    let c = chars.next()?;
    if c != '{' {
        // Both are read before either is judged, so that an error shows both.
        let low = chars.next()?.to_digit(16);
        return char::from_u32(c.to_digit(16)? * 16 + low?);
    }
    let mut value: u32 = 0;
    let mut digits = 0;
    loop {
        let c = chars.next()?;
        if c == '}' {
            return if digits == 0 {
                None
            } else {
                // A surrogate is no character of any text.
                char::from_u32(value).or(Some(char::REPLACEMENT_CHARACTER))
            };
        }
        value = value * 16 + c.to_digit(16)?;
        if value > 0x10FFFF {
            return None;
        }
        digits += 1;
    }
}
