//! Package internal/glob: shell patterns. Names and patterns are any bytes; where characters count, what is not UTF-8 is U+FFFD.

use crate::std::unicode::utf8;
use crate::vm::native::GoStr;

crate::natives! {
    "Match" => matches,
}

/// The pattern is malformed.
struct Bad;

fn matches(pattern: GoStr, name: GoStr, whole: bool) -> (bool, bool) {
    match find(pattern.bytes(), name.bytes(), whole) {
        Ok(matched) => (matched, false),
        Err(Bad) => (false, true),
    }
}

fn find(mut pattern: &[u8], mut name: &[u8], whole: bool) -> Result<bool, Bad> {
    while !pattern.is_empty() {
        let (star, piece, rest) = cut(pattern);
        if star && piece.is_empty() {
            return Ok(!name.contains(&b'/'));
        }
        let mut from = name;
        let left = loop {
            match prefix(piece, from)? {
                Some(left) if left.is_empty() || !rest.is_empty() => break left,
                _ => {}
            }
            // The star takes one byte more.
            match from.split_first() {
                Some((c, after)) if star && *c != b'/' => from = after,
                _ if whole => return well_formed(rest).map(|()| false),
                _ => return Ok(false),
            }
        };
        (pattern, name) = (rest, left);
    }
    Ok(name.is_empty())
}

/// Whether there are stars at the front of a pattern, what stands before the next one, and the rest.
fn cut(pattern: &[u8]) -> (bool, &[u8], &[u8]) {
    let stars = pattern.iter().take_while(|&&c| c == b'*').count();
    let pattern = &pattern[stars..];
    let (mut class, mut at) = (false, 0);
    while at < pattern.len() {
        match pattern[at] {
            b'\\' => at += 1,
            b'[' => class = true,
            b']' => class = false,
            b'*' if !class => break,
            _ => {}
        }
        at += 1;
    }
    let (piece, rest) = pattern.split_at(at.min(pattern.len()));
    (stars > 0, piece, rest)
}

fn well_formed(mut pattern: &[u8]) -> Result<(), Bad> {
    while !pattern.is_empty() {
        let (_, piece, rest) = cut(pattern);
        prefix(piece, b"")?;
        pattern = rest;
    }
    Ok(())
}

/// What stands in a name behind a piece without stars; none: it does not begin with that. A mismatch does not hide mistakes further on in the piece.
fn prefix<'a>(mut piece: &[u8], name: &'a [u8]) -> Result<Option<&'a [u8]>, Bad> {
    let mut left = Some(name);
    while let Some((&c, after)) = piece.split_first() {
        left = left.filter(|name| !name.is_empty());
        piece = after;
        match c {
            b'[' => {
                let (r, size) = left.map_or((0, 0), utf8::decode);
                let hit;
                (hit, piece) = class(piece, r)?;
                left = left.map(|name| &name[size..]).filter(|_| hit);
            }
            b'?' => {
                left = left.filter(|name| name[0] != b'/');
                left = left.map(|name| &name[utf8::decode(name).1..]);
            }
            c => {
                let mut wanted = c;
                if c == b'\\' {
                    let (&escaped, after) = piece.split_first().ok_or(Bad)?;
                    (wanted, piece) = (escaped, after);
                }
                left = left.filter(|name| name[0] == wanted).map(|name| &name[1..]);
            }
        }
    }
    Ok(left)
}

/// Reads what stands behind a [ up to its ]: whether `r` is meant, and what follows.
fn class(piece: &[u8], r: i32) -> Result<(bool, &[u8]), Bad> {
    let (negated, mut piece) = match piece.strip_prefix(b"^") {
        Some(piece) => (true, piece),
        None => (false, piece),
    };
    let (mut hit, mut ranges) = (false, 0);
    while ranges == 0 || piece[0] != b']' {
        let low;
        (low, piece) = character(piece)?;
        let mut high = low;
        if piece[0] == b'-' {
            (high, piece) = character(&piece[1..])?;
        }
        hit |= low <= r && r <= high;
        ranges += 1;
    }
    Ok((hit != negated, &piece[1..]))
}

/// Reads one character of a class; something follows it.
fn character(piece: &[u8]) -> Result<(i32, &[u8]), Bad> {
    let piece = match piece.first() {
        None | Some(b'-' | b']') => return Err(Bad),
        Some(b'\\') => &piece[1..],
        Some(_) => piece,
    };
    let (r, size) = utf8::decode(piece);
    if r == 0xFFFD && size < 2 || size == piece.len() {
        return Err(Bad);
    }
    Ok((r, &piece[size..]))
}
