//! Package bufio: the searches that its Go side leaves to Rust.

use crate::std::buffers;
use crate::std::unicode::{is_space, utf8};
use crate::vm::native::{GoPtr, GoSlice, Iface};

crate::natives! {
    "indexByte" => index_byte,
    "wordIn" => word_in,
    "tryReaderReadByte" => read_byte,
    "tryScannerScan" => scan,
    "tryWriterWrite" => buffers::writer_write,
    "tryWriterWriteByte" => buffers::writer_write_byte,
    "tryWriterWriteRune" => buffers::writer_write_rune,
    "tryWriterWriteString" => buffers::writer_write_string,
}

fn index_byte(b: GoSlice<u8>, c: u8) -> i64 {
    memchr::memchr(c, &b).map_or(-1, |i| i as i64)
}

fn word_in(data: GoSlice<u8>) -> (i64, i64, i64) {
    let mut start = None;
    for (at, r, n) in utf8::runes(&data) {
        match (is_space(r), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => return (from as i64, at as i64, n as i64),
            _ => {}
        }
    }
    (start.unwrap_or(data.len()) as i64, -1, 0)
}

/// The memory form of Scanner.
#[repr(C)]
struct Scanner {
    reader: Iface,
    split: u64,
    max_size: i64,
    token: GoSlice<u8>,
    buf: GoSlice<u8>,
    start: i64,
    end: i64,
    searched: i64,
    err: Iface,
    empties: i64,
    used: bool,
    done: bool,
    words: bool,
}

/// The next line or word, if all of it has been read.
fn scan(s: GoPtr<Scanner>) -> Option<bool> {
    // SAFETY: a Scanner of the program's, or nil.
    let s = unsafe { s.0.as_mut() }?;
    if s.done || s.split != 0 && !s.words {
        return None;
    }
    let left = &s.buf.items()[s.start as usize..s.end as usize];
    let (from, to, next) = if s.words {
        word(left)?
    } else {
        let searched = s.searched as usize;
        let line = searched + memchr::memchr(b'\n', &left[searched..])?;
        let returns = line > 0 && left[line - 1] == b'\r';
        (0, line - usize::from(returns), line + 1)
    };
    let start = s.start as usize;
    s.token = s.buf.slice(start + from, start + to);
    s.start += next as i64;
    s.searched = 0;
    s.empties = 0;
    s.used = true;
    Some(true)
}

/// A word of ASCII with a blank behind it: where it begins and ends, and where to go on.
fn word(text: &[u8]) -> Option<(usize, usize, usize)> {
    let blank = |c: u8| matches!(c, b' ' | b'\t'..=b'\r');
    let from = text.iter().position(|&c| !blank(c))?;
    let len = text[from..].iter().position(|&c| blank(c) || c >= 0x80)?;
    blank(text[from + len]).then_some((from, from + len, from + len + 1))
}

/// The beginning of Reader, and what of it UnreadByte needs.
#[repr(C)]
struct Reader {
    buf: GoSlice<u8>,
    rd: Iface,
    r: i64,
    w: i64,
    err: Iface,
    last_byte: i64,
    last_size: i64,
}

fn read_byte(b: GoPtr<Reader>) -> Option<(u8, Iface)> {
    // SAFETY: a Reader of the program's, or nil.
    let b = unsafe { b.0.as_mut() }?;
    if b.r == b.w {
        return None;
    }
    let c = b.buf.items()[b.r as usize];
    b.r += 1;
    b.last_byte = i64::from(c);
    b.last_size = -1;
    Some((c, Iface::NIL))
}
