//! Tokens of a stream, where all of one is in the Decoder's buffer and as it should be. What is not is the Go side's (stream.go), which
//! reads on, or says what is wrong: nothing has been changed then.

use super::{quote, scan};
use crate::std::strconv::parse_float;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

/// The memory form of Decoder.
#[repr(C)]
pub struct Decoder {
    reader: Iface,
    buf: GoSlice<u8>,
    at: i64,
    before: i64,
    read_err: Iface,
    err: Iface,
    use_number: bool,
    known_only: bool,
    levels: GoSlice<Level>,
    peeked: bool,
    ended: bool,
}

#[derive(Clone, Copy)]
#[repr(C)]
struct Level {
    kind: u8,
    n: i64,
}

impl Level {
    /// A value is to come, behind its name.
    fn colon(&self) -> bool {
        self.kind == b'{' && self.n % 2 == 1
    }
    /// A name is to come.
    fn name(&self) -> bool {
        self.kind == b'{' && self.n % 2 == 0
    }
    /// What has to stand before a token that begins with `c`.
    fn delimiter(&self, c: u8) -> Option<u8> {
        if self.colon() {
            return Some(b':');
        }
        (self.kind != 0 && self.n > 0 && !matches!(c, b']' | b'}')).then_some(b',')
    }
}

/// Arrays and objects in one another, with the stream around them.
const MOST_LEVELS: usize = 10_000;

impl Decoder {
    /// Where the next token begins, its first byte, and the level it stands on.
    fn next(&self) -> Option<(scan::Scanner<'_>, u8, &'static mut Level)> {
        let levels = self.levels.items_mut();
        let level = levels.last_mut()?;
        let mut s = scan::Scanner {
            data: self.buf.items(),
            at: self.at as usize,
        };
        s.space();
        let delimiter = s.peek().filter(|c| matches!(c, b',' | b':'));
        if delimiter.is_some() {
            s.at += 1;
            s.space();
        }
        let c = s.peek()?;
        (self.err.is_nil() && delimiter == level.delimiter(c)).then_some((s, c, level))
    }
    /// Uses up what stands before `to`.
    fn take(&mut self, to: usize) {
        self.at = to as i64;
        (self.peeked, self.ended) = (false, false);
    }
}

/// What a token is (a bracket, or the first byte of a value, `0` for a number and `#` for one that stays a text; 0: the Go side is to find it), a string or number as text, and a number.
type Token = (u8, GoStr, f64);

pub fn token(cx: &mut NativeCx, dec: GoPtr<Decoder>) -> Token {
    find(cx, dec).unwrap_or((0, GoStr::EMPTY, 0.0))
}

fn find(cx: &mut NativeCx, dec: GoPtr<Decoder>) -> Option<Token> {
    // SAFETY: a Decoder of the program's, or nil.
    let dec = unsafe { dec.0.as_mut() }?;
    let (mut s, c, level) = dec.next()?;
    let plain = |c| Some((c, GoStr::EMPTY, 0.0));
    let begin = s.at;
    match c {
        b'[' | b'{' => {
            let open = dec.levels.len();
            if level.name() || open > MOST_LEVELS || open == dec.levels.capacity() {
                return None;
            }
            level.n += 1;
            let levels = dec.levels.slice(0, open + 1);
            levels.items_mut()[open] = Level { kind: c, n: 0 };
            dec.levels = levels;
            dec.take(begin + 1);
            plain(c)
        }
        b']' | b'}' => {
            // The brackets lie two apart.
            if level.kind != c - 2 || level.colon() {
                return None;
            }
            dec.levels = dec.levels.slice(0, dec.levels.len() - 1);
            dec.take(begin + 1);
            plain(c)
        }
        b'"' => {
            s.string().ok()?;
            let end = s.at;
            let inner = &s.data[begin + 1..end - 1];
            let text = if inner.is_ascii() && memchr::memchr(b'\\', inner).is_none() {
                cx.string(inner)
            } else {
                cx.string(quote::unquoted(inner))
            };
            level.n += 1;
            dec.take(end);
            Some((c, text, 0.0))
        }
        _ => {
            if level.name() {
                return None;
            }
            s.scalar().ok()?;
            let end = s.at;
            let text = &s.data[begin..end];
            let token = match c {
                b't' | b'f' | b'n' => (c, GoStr::EMPTY, 0.0),
                // It may go on in what has not been read yet.
                _ if end == s.data.len() => return None,
                _ if dec.use_number => (b'#', cx.string(text), 0.0),
                _ => (b'0', GoStr::EMPTY, parse_float::parse_decimal(text, 64)?),
            };
            level.n += 1;
            dec.take(end);
            Some(token)
        }
    }
}

/// Whether the array or object that is being read has another element.
pub fn more(dec: GoPtr<Decoder>) -> Option<bool> {
    // SAFETY: as in `find`.
    let dec = unsafe { dec.0.as_mut() }?;
    let (_, c, _) = dec.next()?;
    dec.peeked = true;
    Some(!matches!(c, b']' | b'}'))
}
