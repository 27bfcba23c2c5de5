//! Package net/url: percent-encoding.

use crate::std::scratch;
use crate::vm::native::{GoPtr, GoStr, Maker};

/// Which characters stand for themselves depends on the part of the URL. The numbers are those of the Go side's constants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Path,
    PathSegment,
    Host,
    Zone,
    UserPassword,
    QueryComponent,
    Fragment,
}

impl Part {
    fn of(number: i64) -> Part {
        match number {
            0 => Part::Path,
            1 => Part::PathSegment,
            2 => Part::Host,
            3 => Part::Zone,
            4 => Part::UserPassword,
            5 => Part::QueryComponent,
            _ => Part::Fragment,
        }
    }
    /// RFC 3986, as Go applies it.
    #[inline]
    fn keeps(self, c: u8) -> bool {
        KEPT[usize::from(c)] & 1 << self as u8 != 0
    }
}

/// Of each byte in which parts it stands for itself: a bit for each.
static KEPT: [u8; 256] = {
    const ALL: u8 = 0x7f;
    const SOME: [(Part, &[u8]); 6] = [
        (Part::Path, b"$&+,/:;=@"),
        (Part::PathSegment, b"$&+:=@"),
        (Part::Host, b"!\"$&'()*+,:;<=>[]"),
        (Part::Zone, b"!\"$&'()*+,:;<=>[]"),
        (Part::UserPassword, b"$&+,;="),
        (Part::Fragment, b"!$&()*+,/:;=?@"),
    ];
    let mut kept = [0; 256];
    let mut c = 0u8;
    while c < 128 {
        if c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.' | b'~') {
            kept[c as usize] = ALL;
        }
        c += 1;
    }
    let mut i = 0;
    while i < SOME.len() {
        let (part, list) = SOME[i];
        let mut j = 0;
        while j < list.len() {
            kept[list[j] as usize] |= 1 << part as u8;
            j += 1;
        }
        i += 1;
    }
    kept
};

fn escape(cx: &mut Maker, s: GoStr, part: i64) -> GoStr {
    let part = Part::of(part);
    if s.iter().all(|&c| part.keeps(c)) {
        return s;
    }
    let mut out = scratch::take();
    append_escaped(&mut out, &s, part);
    let escaped = cx.string(&out);
    scratch::give(out);
    escaped
}

fn append_escaped(out: &mut Vec<u8>, s: &[u8], part: Part) {
    for &c in s {
        if part.keeps(c) {
            out.push(c);
        } else if c == b' ' && part == Part::QueryComponent {
            out.push(b'+');
        } else {
            out.extend([
                b'%',
                b"0123456789ABCDEF"[usize::from(c >> 4)],
                b"0123456789ABCDEF"[usize::from(c & 15)],
            ]);
        }
    }
}

fn hex(c: u8) -> Option<u8> {
    (c as char).to_digit(16).map(|d| d as u8)
}

/// The text; or what is wrong with it: 1 an escape, 2 a character in a host's name.
fn unescape(cx: &mut Maker, s: GoStr, part: i64) -> (GoStr, i64) {
    let part = Part::of(part);
    let bytes = s.bytes();
    let host = part == Part::Host || part == Part::Zone;
    let plain = |&c: &u8| c != b'%' && c != b'+' && (!host || c >= 0x80 || part.keeps(c));
    if bytes.iter().all(plain) {
        return (s, 0);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let c = bytes[i];
        match c {
            b'%' => {
                let digits = bytes
                    .get(i + 1)
                    .and_then(|&c| hex(c))
                    .zip(bytes.get(i + 2).and_then(|&c| hex(c)));
                let Some((high, low)) = digits else {
                    return (s.slice(i, bytes.len().min(i + 3)), 1);
                };
                let value = high << 4 | low;
                let escape = s.slice(i, i + 3);
                // A host has no escapes of ASCII but that of the percent sign, a zone only what could stand there anyway, and blanks.
                if part == Part::Host && high < 8 && value != b'%'
                    || part == Part::Zone
                        && value != b'%'
                        && value != b' '
                        && !Part::Host.keeps(value)
                {
                    return (escape, 1);
                }
                out.push(value);
                i += 3;
                continue;
            }
            b'+' if part == Part::QueryComponent => out.push(b' '),
            _ if host && c < 0x80 && !part.keeps(c) => return (s.slice(i, i + 1), 2),
            _ => out.push(c),
        }
        i += 1;
    }
    (cx.string(out), 0)
}

/// Of the target of most requests, `/path?query` without escapes: where the query begins (the length, if there is none). -1: it is to be looked at closely.
fn plain_target(s: GoStr) -> i64 {
    let bytes = s.bytes();
    if bytes.first() != Some(&b'/') {
        return -1;
    }
    let path = bytes.iter().position(|&c| c == b'?').unwrap_or(bytes.len());
    let fine = bytes[..path].iter().all(|&c| Part::Path.keeps(c))
        && bytes[path..].iter().all(|&c| c >= b' ' && c != 0x7f)
        && path + 1 != bytes.len();
    if fine { path as i64 } else { -1 }
}

/// Whether a text that came with the URL may stand for the part as it is.
fn valid(s: GoStr, part: i64) -> bool {
    let part = Part::of(part);
    s.iter()
        .all(|&c| part.keeps(c) || b"!$&'()*+,;=:@[]%".contains(&c))
}

crate::natives! {
    "escape" => escape,
    "unescapeText" => unescape,
    "plainURL" => plain_url,
    "plainTarget" => plain_target,
    "validEncoded" => valid,
    "nextPair" => next_pair,
    "tryURLString" => text,
}

/// The first pair of a query, both parts of it unescaped, and what follows it; false: there is none in which nothing is wrong.
fn next_pair(cx: &mut Maker, query: GoStr) -> (GoStr, GoStr, GoStr, bool) {
    let bytes = query.bytes();
    let end = memchr::memchr(b'&', bytes).unwrap_or(bytes.len());
    let rest = query.slice((end + 1).min(bytes.len()), bytes.len());
    let middle = memchr::memchr(b'=', &bytes[..end]).unwrap_or(end);
    let (key, value) = (
        query.slice(0, middle),
        query.slice((middle + 1).min(end), end),
    );
    let nothing = (GoStr::EMPTY, GoStr::EMPTY, query, false);
    if end == 0 || memchr::memchr(b';', &bytes[..end]).is_some() {
        return nothing;
    }
    let part = Part::QueryComponent as i64;
    let (key, wrong) = unescape(cx, key, part);
    if wrong != 0 {
        return nothing;
    }
    let (value, wrong) = unescape(cx, value, part);
    if wrong != 0 {
        return nothing;
    }
    (key, value, rest, true)
}

/// The memory form of URL.
#[repr(C)]
struct Url {
    scheme: GoStr,
    opaque: GoStr,
    user: u64,
    host: GoStr,
    path: GoStr,
    fragment: GoStr,
    raw_query: GoStr,
    raw_path: GoStr,
    raw_fragment: GoStr,
    force_query: bool,
    omit_host: bool,
}

/// A URL of which nothing is unusual.
fn text(cx: &mut Maker, u: GoPtr<Url>) -> Option<GoStr> {
    // SAFETY: a URL of the program's, or nil.
    let u = unsafe { u.0.as_ref() }?;
    let raw = [u.opaque, u.raw_path, u.raw_fragment];
    let rooted = u.path.is_empty() || u.path[0] == b'/';
    // A relative path needs to be looked at, and so does the asterisk.
    if u.user != 0 || u.omit_host || !rooted || raw.iter().any(|s| !s.is_empty()) {
        return None;
    }
    let mut out = scratch::take();
    if !u.scheme.is_empty() {
        out.extend_from_slice(&u.scheme);
        out.push(b':');
    }
    if !(u.host.is_empty() && (u.scheme.is_empty() || u.path.is_empty())) {
        out.extend_from_slice(b"//");
    }
    append_escaped(&mut out, &u.host, Part::Host);
    append_escaped(&mut out, &u.path, Part::Path);
    if u.force_query || !u.raw_query.is_empty() {
        out.push(b'?');
        out.extend_from_slice(&u.raw_query);
    }
    if !u.fragment.is_empty() {
        out.push(b'#');
        append_escaped(&mut out, &u.fragment, Part::Fragment);
    }
    let text = cx.string(&out);
    scratch::give(out);
    Some(text)
}

/// `scheme://host:port/path?query#fragment` where no part needs escapes, or has any: its parts.
fn plain_url(s: GoStr) -> (GoStr, GoStr, GoStr, GoStr, GoStr, bool) {
    let nothing = GoStr::EMPTY;
    plain_parts(s).unwrap_or((nothing, nothing, nothing, nothing, nothing, false))
}

fn plain_parts(s: GoStr) -> Option<(GoStr, GoStr, GoStr, GoStr, GoStr, bool)> {
    let b = s.bytes();
    let run = |from: usize, more: &[u8]| {
        let fits = |c: &&u8| c.is_ascii_alphanumeric() || more.contains(c);
        from + b[from..].iter().take_while(fits).count()
    };
    let scheme = run(0, b"");
    let lower = b[..scheme].iter().all(u8::is_ascii_lowercase);
    if scheme == 0 || !lower || !b[scheme..].starts_with(b"://") {
        return None;
    }
    let from = scheme + 3;
    let mut end = run(from, b"-.");
    if b.get(end) == Some(&b':') {
        let digits = b[end + 1..].iter().take_while(|c| c.is_ascii_digit());
        end += 1 + digits.count();
    }
    let (host, from) = (s.slice(from, end), end);
    if b.get(end) == Some(&b'/') {
        end = run(end, b"-._~$&+,/:;=@");
    }
    let path = s.slice(from, end);
    let (mut query, mut fragment) = (GoStr::EMPTY, GoStr::EMPTY);
    if b.get(end) == Some(&b'?') {
        let from = end + 1;
        let fits = |c: &&u8| (0x20..0x7F).contains(*c) && **c != b'#';
        end = from + b[from..].iter().take_while(fits).count();
        query = s.slice(from, end);
        // That there is one, but empty, is remembered elsewhere.
        if query.is_empty() {
            return None;
        }
    }
    if b.get(end) == Some(&b'#') {
        let from = end + 1;
        end = run(from, b"-._~$&+,/:;=?@");
        fragment = s.slice(from, end);
    }
    (end == b.len()).then_some((s.slice(0, scheme), host, path, query, fragment, true))
}
