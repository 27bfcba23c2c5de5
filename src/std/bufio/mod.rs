//! Package bufio: the searches that its Go side leaves to Rust.

use crate::std::buffers;
use crate::std::unicode::{is_space, utf8};
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

crate::natives! {
    "indexByte" => index_byte,
    "wordIn" => word_in,
    "tryReaderReadByte" => read_byte,
    "tryReaderReadLine" => read_line,
    "tryReaderReadRune" => read_rune,
    "tryReaderReadSlice" => read_slice,
    "tryReaderReadString" => read_string,
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

/// The memory form of Reader.
#[repr(C)]
pub struct Reader {
    buf: GoSlice<u8>,
    rd: Iface,
    r: i64,
    w: i64,
    err: Iface,
    last_byte: i64,
    last_size: i64,
}

impl Reader {
    /// What has been read and not yet given.
    pub fn buffered(&self) -> GoSlice<u8> {
        self.buf.slice(self.r as usize, self.w as usize)
    }

    /// Gives the next `n` bytes, of which there is one at least.
    pub fn take(&mut self, n: usize) -> GoSlice<u8> {
        let given = self.buf.slice(self.r as usize, self.r as usize + n);
        self.r += n as i64;
        self.last_byte = i64::from(given[n - 1]);
        self.last_size = -1;
        given
    }

    /// Gives the next `n` bytes, one at least, as runes, of which the last is ASCII: it is taken back, or could be.
    pub fn take_runes(&mut self, n: usize, back: bool) {
        self.take(n);
        self.last_size = 1;
        if back {
            self.r -= 1;
            self.last_byte = -1;
            self.last_size = -1;
        }
    }

    /// Up to and with a byte that is in the buffer.
    fn up_to(&mut self, delim: u8) -> Option<GoSlice<u8>> {
        let end = memchr::memchr(delim, &self.buffered())?;
        Some(self.take(end + 1))
    }
}

fn at<'a>(b: GoPtr<Reader>) -> Option<&'a mut Reader> {
    // SAFETY: a Reader of the program's, or nil.
    unsafe { b.0.as_mut() }
}

fn read_byte(b: GoPtr<Reader>) -> Option<(u8, Iface)> {
    let b = at(b)?;
    if b.r == b.w {
        return None;
    }
    Some((b.take(1)[0], Iface::NIL))
}

fn read_rune(b: GoPtr<Reader>) -> Option<(i32, i64, Iface)> {
    let b = at(b)?;
    let rest = b.buffered().items();
    // What is not ASCII may not be whole where it is near the end.
    if rest.first()? >= &0x80 && rest.len() < 4 {
        return None;
    }
    let (r, size) = utf8::decode(rest);
    b.take(size);
    b.last_size = size as i64;
    Some((r, size as i64, Iface::NIL))
}

fn read_slice(b: GoPtr<Reader>, delim: u8) -> Option<(GoSlice<u8>, Iface)> {
    Some((at(b)?.up_to(delim)?, Iface::NIL))
}

fn read_line(b: GoPtr<Reader>) -> Option<(GoSlice<u8>, bool, Iface)> {
    let line = at(b)?.up_to(b'\n')?;
    let mut len = line.len() - 1;
    if len > 0 && line[len - 1] == b'\r' {
        len -= 1;
    }
    Some((line.slice(0, len), false, Iface::NIL))
}

fn read_string(cx: &mut NativeCx, b: GoPtr<Reader>, delim: u8) -> Option<(GoStr, Iface)> {
    let line = at(b)?.up_to(delim)?;
    Some((cx.string(line.items()), Iface::NIL))
}
