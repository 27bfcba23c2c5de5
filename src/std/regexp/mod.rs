//! Package regexp: Go's syntax (`parse`, `class`, `unicode_name`) over the crate regex-automata, whose engines are linear in
//! the text as Go's are (`matcher`); leftmost-longest matching is `longest`, texts that are still being read are `stream`.

mod class;
mod longest;
mod matcher;
mod parse;
mod stream;
mod unicode_name;

use matcher::{Matcher, Text};

use crate::vm::native::{GoSlice, GoStr, NativeCx};

/// What only programs use of package regexp/syntax: see `std::WIDE`.
pub static WIDE_SYNTAX: crate::std::Files = crate::std::packed_files![
    "regexp/syntax": "tree.go", "class.go", "parse.go", "factor.go", "compile.go", "program.go"
];

crate::natives! {
    "compile" => compile,
    "isMatch" => is_match,
    "find" => find,
    "findAll" => find_all,
    "replaceAll" => replace_all,
    "expand" => expand,
    "QuoteMeta" => quote_meta,
    "advance" => stream::advance,
}

/// (number, names of the groups, prefix, whether it is all, what is wrong, with which part)
type Compiled = (u64, GoSlice<GoStr>, GoStr, bool, GoStr, GoStr);

fn compile(cx: &mut NativeCx, expr: GoStr, flags: u32) -> Compiled {
    match matcher::compile(&expr, flags) {
        Ok((number, parsed)) => {
            let names: Vec<GoStr> = parsed.names.iter().map(|n| cx.string(n)).collect();
            let names = cx.strings(&names);
            let prefix = cx.string(parsed.prefix);
            (
                number,
                names,
                prefix,
                parsed.complete,
                GoStr::EMPTY,
                GoStr::EMPTY,
            )
        }
        Err(wrong) => {
            let (code, part) = (cx.string(wrong.code), cx.string(wrong.part));
            (0, GoSlice::NIL, GoStr::EMPTY, false, code, part)
        }
    }
}

/// Runs `work` with the compiled expression; it compiled before.
fn with<T>(number: u64, expr: GoStr, flags: u32, none: T, work: impl FnOnce(&Matcher) -> T) -> T {
    match matcher::matcher(number, &expr, flags) {
        Some(matcher) => work(&matcher),
        None => none,
    }
}

fn is_match(number: u64, expr: GoStr, flags: u32, text: GoStr) -> bool {
    with(number, expr, flags, false, |m| {
        m.search(&mut Text::new(text.bytes()), 0, 0, &mut Vec::new())
    })
}

/// The offsets of the first match and of `groups - 1` of its groups; nil: there is none.
fn find(
    cx: &mut NativeCx,
    number: u64,
    expr: GoStr,
    flags: u32,
    text: GoStr,
    groups: i64,
) -> GoSlice<i64> {
    let found = with(number, expr, flags, Vec::new(), |m| {
        let mut out = Vec::new();
        m.search(&mut Text::new(text.bytes()), 0, groups as usize, &mut out);
        out
    });
    cx.ints(&found)
}

/// Calls `each` with the offsets of successive matches, at most `n` of them; empty ones right behind another are left out.
fn matches(m: &Matcher, text: &[u8], n: usize, groups: usize, mut each: impl FnMut(&[i64])) {
    let mut t = Text::new(text);
    let mut out = Vec::new();
    let (mut at, mut previous, mut count) = (0, -1, 0);
    while count < n && at <= text.len() && m.search(&mut t, at, groups, &mut out) {
        let (from, to) = (out[0], out[1]);
        let accepted = to as usize != at || from != previous;
        if to as usize == at {
            at += t.width(at).max(1);
        } else {
            at = to as usize;
        }
        previous = to;
        if accepted {
            each(&out);
            count += 1;
        }
    }
}

/// The offsets of all matches, one after the other; a negative `n`: no limit.
fn find_all(
    cx: &mut NativeCx,
    number: u64,
    expr: GoStr,
    flags: u32,
    text: GoStr,
    n: i64,
    groups: i64,
) -> GoSlice<i64> {
    let n = if n < 0 { usize::MAX } else { n as usize };
    let all = with(number, expr, flags, Vec::new(), |m| {
        let mut all = Vec::new();
        matches(m, &text, n, groups as usize, |found| {
            all.extend_from_slice(found)
        });
        all
    });
    cx.ints(&all)
}

/// Each match replaced by the template, or (`literal`) by the text as it is.
fn replace_all(
    number: u64,
    expr: GoStr,
    flags: u32,
    text: GoStr,
    template: GoStr,
    literal: bool,
    names: GoSlice<GoStr>,
) -> Vec<u8> {
    let text = text.bytes();
    let literal = literal || memchr::memchr(b'$', &template).is_none();
    let groups = if literal { 1 } else { names.len() };
    with(number, expr, flags, text.to_vec(), |m| {
        let mut out = Vec::with_capacity(text.len());
        let mut done = 0;
        matches(m, text, usize::MAX, groups, |found| {
            out.extend_from_slice(&text[done..found[0] as usize]);
            if literal {
                out.extend_from_slice(&template);
            } else {
                expand_into(&mut out, &template, text, found, &names);
            }
            done = found[1] as usize;
        });
        out.extend_from_slice(&text[done..]);
        out
    })
}

fn expand(template: GoStr, text: GoStr, found: GoSlice<i64>, names: GoSlice<GoStr>) -> Vec<u8> {
    let mut out = Vec::new();
    expand_into(&mut out, &template, &text, &found, &names);
    out
}

/// `$1`, `${1}`, `$name`, `${name}` become what the group matched, `$$` becomes `$`.
fn expand_into(out: &mut Vec<u8>, template: &[u8], text: &[u8], found: &[i64], names: &[GoStr]) {
    let mut rest = template;
    while let Some(dollar) = memchr::memchr(b'$', rest) {
        out.extend_from_slice(&rest[..dollar]);
        rest = &rest[dollar..];
        if rest.get(1) == Some(&b'$') {
            out.push(b'$');
            rest = &rest[2..];
            continue;
        }
        let Some((name, after)) = reference(rest) else {
            out.push(b'$');
            rest = &rest[1..];
            continue;
        };
        rest = after;
        let mut take = |group: usize| {
            if let Some(&[from, to]) = found.get(group * 2..group * 2 + 2)
                && from >= 0
                && to as usize <= text.len()
            {
                out.extend_from_slice(&text[from as usize..to as usize]);
                return true;
            }
            false
        };
        match number(name) {
            Some(group) => {
                take(group);
            }
            None => {
                let groups = (0..names.len()).filter(|&i| names[i].bytes() == name);
                for group in groups {
                    if take(group) {
                        break;
                    }
                }
            }
        }
    }
    out.extend_from_slice(rest);
}

/// A group's number; names that begin with a zero are none, except 0 itself.
fn number(name: &[u8]) -> Option<usize> {
    if name.first() == Some(&b'0') && name.len() > 1 {
        return None;
    }
    let text = std::str::from_utf8(name).ok()?;
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|&n: &usize| n < 100_000_000)
}

/// The name behind the dollar that `s` begins with, and what follows it.
fn reference(s: &[u8]) -> Option<(&[u8], &[u8])> {
    let s = &s[1..];
    let (braces, s) = match s.first()? {
        b'{' => (true, &s[1..]),
        _ => (false, s),
    };
    let mut at = 0;
    while at < s.len() {
        let (rune, len) = crate::std::unicode::utf8::decode(&s[at..]);
        let word = rune == i32::from(b'_')
            || crate::std::unicode::is_letter(rune)
            || crate::std::unicode::is_digit(rune);
        if !word {
            break;
        }
        at += len;
    }
    if at == 0 {
        return None;
    }
    let name = &s[..at];
    if braces {
        return (s.get(at) == Some(&b'}')).then(|| (name, &s[at + 1..]));
    }
    Some((name, &s[at..]))
}

fn quote_meta(s: GoStr) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    for &b in s.bytes() {
        if br"\.+*?()|[]{}^$".contains(&b) {
            out.push(b'\\');
        }
        out.push(b);
    }
    out
}
