//! Writers and readers that keep everything in memory, in the form that they have there, and what is done with them most often: where
//! there is room, or something left, their methods are done at once (`tryTypeMethod`, decision 028).

use crate::std::unicode::utf8;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, Maker};

/// The memory form of `bytes.Buffer`.
#[repr(C)]
pub struct Buffer {
    pub buf: GoSlice<u8>,
    pub off: i64,
    pub last: i8,
}

/// Of `strings.Builder`.
#[repr(C)]
pub struct Builder {
    pub own: *mut Builder,
    pub buf: GoSlice<u8>,
}

/// The beginning of `bufio.Writer`.
#[repr(C)]
pub struct Writer {
    pub err: Iface,
    pub buf: GoSlice<u8>,
    pub n: i64,
}

/// The beginning of `strings.Reader` and `bytes.Reader`, whose texts differ in their capacity.
#[repr(C)]
pub struct Reader<Text> {
    text: Text,
    at: i64,
    prev: i64,
}

impl<T: Text> Reader<T> {
    /// What has not been read yet, for as long as the native runs.
    pub fn rest<'a>(&self) -> &'a [u8] {
        let text: &[u8] = &self.text;
        // SAFETY: the text is the program's, not the reader's: as in `GoStr::bytes` and `GoSlice::items`.
        let text = unsafe { std::slice::from_raw_parts(text.as_ptr(), text.len()) };
        usize::try_from(self.at)
            .ok()
            .and_then(|at| text.get(at..))
            .unwrap_or(&[])
    }

    pub fn skip(&mut self, n: usize) {
        self.at += n as i64;
        self.prev = -1;
    }
}

/// `bytes.lastOther`.
pub const LAST_OTHER: i8 = 0;
/// `bytes.lastRead`.
const LAST_READ: i8 = -1;

/// Appends where there is room.
pub fn append(buf: &mut GoSlice<u8>, text: &[u8]) -> Option<()> {
    let (from, to) = (buf.len(), buf.len() + text.len());
    if to > buf.capacity() {
        return None;
    }
    *buf = buf.slice(0, to);
    // SAFETY: the bytes behind a slice's length are its own; what is appended may lie among them (`b.Write(b.AvailableBuffer()…)`).
    unsafe { std::ptr::copy(text.as_ptr(), buf.as_mut_ptr().add(from), text.len()) };
    Some(())
}

impl Writer {
    /// What of the buffer is free, where there was no error.
    pub fn room<'a>(&mut self) -> Option<&'a mut [u8]> {
        let free = self.buf.slice(self.n as usize, self.buf.len());
        self.err.is_nil().then(|| free.items_mut())
    }

    fn write(&mut self, text: &[u8]) -> Option<()> {
        let n = self.n as usize;
        if !self.err.is_nil() || text.len() > self.buf.len() - n {
            return None;
        }
        // SAFETY: there is room; the text may be part of it (`b.Write(b.AvailableBuffer())`).
        unsafe { std::ptr::copy(text.as_ptr(), self.buf.as_mut_ptr().add(n), text.len()) };
        self.n += text.len() as i64;
        Some(())
    }
}

type Written = Option<(i64, Iface)>;

fn written(n: usize) -> Written {
    Some((n as i64, Iface::NIL))
}

/// What a pointer of the program leads to; none where it is nil.
fn at<'a, T>(p: GoPtr<T>) -> Option<&'a mut T> {
    // SAFETY: a pointer to the type of which this is the memory form, or nil; the goroutine that called may use it.
    unsafe { p.0.as_mut() }
}

fn buffer(maker: &mut Maker, b: GoPtr<Buffer>, text: &[u8]) -> Option<()> {
    let b = at(b)?;
    if append(&mut b.buf, text).is_none() {
        first_memory(maker, b, text)?;
    }
    b.last = LAST_OTHER;
    Some(())
}

/// What a new Buffer gets, as in `grow` of the Go side, which does everything else.
#[inline(never)]
fn first_memory(maker: &mut Maker, b: &mut Buffer, text: &[u8]) -> Option<()> {
    const SMALLEST: usize = 64;
    if !b.buf.is_nil() || text.len() > SMALLEST {
        return None;
    }
    // SAFETY: fresh zeroed memory of that size.
    b.buf = unsafe { GoSlice::from_raw(maker.new_bytes(SMALLEST), 0, SMALLEST) };
    append(&mut b.buf, text)
}

pub fn buffer_write(maker: &mut Maker, b: GoPtr<Buffer>, text: GoSlice<u8>) -> Written {
    buffer(maker, b, text.items())?;
    written(text.len())
}

pub fn buffer_write_string(maker: &mut Maker, b: GoPtr<Buffer>, text: GoStr) -> Written {
    buffer(maker, b, text.bytes())?;
    written(text.len())
}

pub fn buffer_write_byte(maker: &mut Maker, b: GoPtr<Buffer>, c: u8) -> Option<Iface> {
    buffer(maker, b, &[c])?;
    Some(Iface::NIL)
}

#[inline]
fn builder(maker: &mut Maker, b: GoPtr<Builder>, text: &[u8]) -> Option<()> {
    let address = b.0;
    let b = at(b)?;
    if b.own == address && append(&mut b.buf, text).is_some() {
        return Some(());
    }
    grown_builder(maker, address, b, text)
}

/// Where that is not enough: a new Builder, or one without room. What is large is left to Go's `append`, before which there may be a collection.
#[inline(never)]
fn grown_builder(
    maker: &mut Maker,
    address: *mut Builder,
    b: &mut Builder,
    text: &[u8],
) -> Option<()> {
    let copied = b.own != address && !b.own.is_null();
    if copied || b.buf.len().max(text.len()) > LARGE {
        return None;
    }
    b.own = address;
    b.buf = maker.append(b.buf, text);
    Some(())
}

const LARGE: usize = 32 << 10;

pub fn builder_write(maker: &mut Maker, b: GoPtr<Builder>, text: GoSlice<u8>) -> Written {
    builder(maker, b, text.items())?;
    written(text.len())
}

pub fn builder_write_string(maker: &mut Maker, b: GoPtr<Builder>, text: GoStr) -> Written {
    builder(maker, b, text.bytes())?;
    written(text.len())
}

pub fn builder_write_byte(maker: &mut Maker, b: GoPtr<Builder>, c: u8) -> Option<Iface> {
    builder(maker, b, &[c])?;
    Some(Iface::NIL)
}

pub fn builder_write_rune(maker: &mut Maker, b: GoPtr<Builder>, r: i32) -> Written {
    let mut room = [0; 4];
    let text = encoded(r, &mut room);
    builder(maker, b, text)?;
    written(text.len())
}

pub fn builder_string(b: GoPtr<Builder>) -> Option<GoStr> {
    let b = at(b)?;
    // SAFETY: a Builder never changes the bytes that it has.
    Some(unsafe { GoStr::from_raw(b.buf.as_ptr(), b.buf.len()) })
}

pub fn builder_len(b: GoPtr<Builder>) -> Option<i64> {
    Some(at(b)?.buf.len() as i64)
}

pub fn writer_write(w: GoPtr<Writer>, text: GoSlice<u8>) -> Written {
    at(w)?.write(text.items())?;
    written(text.len())
}

pub fn writer_write_string(w: GoPtr<Writer>, text: GoStr) -> Written {
    at(w)?.write(text.bytes())?;
    written(text.len())
}

pub fn writer_write_byte(w: GoPtr<Writer>, c: u8) -> Option<Iface> {
    at(w)?.write(&[c])?;
    Some(Iface::NIL)
}

/// A text in a reader.
pub trait Text: std::ops::Deref<Target = [u8]> + Copy {}
impl Text for GoStr {}
impl Text for GoSlice<u8> {}

fn read_byte<T: Text>(r: GoPtr<Reader<T>>) -> Option<(u8, Iface)> {
    let r = at(r)?;
    let c = *r.rest().first()?;
    r.skip(1);
    Some((c, Iface::NIL))
}

pub fn string_reader_read_byte(r: GoPtr<Reader<GoStr>>) -> Option<(u8, Iface)> {
    read_byte(r)
}

pub fn bytes_reader_read_byte(r: GoPtr<Reader<GoSlice<u8>>>) -> Option<(u8, Iface)> {
    read_byte(r)
}

/// The UTF-8 encoding of a code point; what is none stands for U+FFFD.
#[inline]
pub fn encoded(r: i32, room: &mut [u8; 4]) -> &[u8] {
    let c = char::from_u32(r as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    c.encode_utf8(room).as_bytes()
}

pub fn buffer_write_rune(maker: &mut Maker, b: GoPtr<Buffer>, r: i32) -> Written {
    let mut room = [0; 4];
    let text = encoded(r, &mut room);
    // Go makes room for the longest code point before it writes any that is not ASCII.
    let spare = at(b).map(|b| b.buf.capacity() - b.buf.len())?;
    if text.len() > 1 && spare < 4 {
        return None;
    }
    buffer(maker, b, text)?;
    written(text.len())
}

pub fn writer_write_rune(w: GoPtr<Writer>, r: i32) -> Written {
    let mut room = [0; 4];
    let text = encoded(r, &mut room);
    let w = at(w)?;
    // As in the buffer above: else what is buffered goes out first.
    if text.len() > 1 && w.buf.len() - (w.n as usize) < 4 {
        return None;
    }
    w.write(text)?;
    written(text.len())
}

impl Buffer {
    fn unread(&self) -> &[u8] {
        self.buf.items().get(self.off as usize..).unwrap_or(&[])
    }
}

pub fn buffer_string(maker: &mut Maker, b: GoPtr<Buffer>) -> Option<GoStr> {
    let text = at(b)?.unread();
    (text.len() <= LARGE).then(|| maker.string(text))
}

pub fn buffer_len(b: GoPtr<Buffer>) -> Option<i64> {
    let b = at(b)?;
    Some(b.buf.len() as i64 - b.off)
}

pub fn buffer_reset(b: GoPtr<Buffer>) -> Option<()> {
    let b = at(b)?;
    b.buf = b.buf.slice(0, 0);
    b.off = 0;
    b.last = LAST_OTHER;
    Some(())
}

pub fn buffer_read_byte(b: GoPtr<Buffer>) -> Option<(u8, Iface)> {
    let b = at(b)?;
    let c = *b.unread().first()?;
    b.off += 1;
    b.last = LAST_READ;
    Some((c, Iface::NIL))
}

pub fn buffer_read_rune(b: GoPtr<Buffer>) -> Option<(i32, i64, Iface)> {
    let b = at(b)?;
    if b.unread().is_empty() {
        return None;
    }
    let (r, size) = utf8::decode(b.unread());
    b.off += size as i64;
    b.last = size as i8;
    Some((r, size as i64, Iface::NIL))
}

pub fn buffer_read_string(
    maker: &mut Maker,
    b: GoPtr<Buffer>,
    delim: u8,
) -> Option<(GoStr, Iface)> {
    let b = at(b)?;
    let end = memchr::memchr(delim, b.unread())? + 1;
    let line = maker.string(&b.unread()[..end]);
    b.off += end as i64;
    b.last = LAST_READ;
    Some((line, Iface::NIL))
}

fn read_rune<T: Text>(r: GoPtr<Reader<T>>) -> Option<(i32, i64, Iface)> {
    let r = at(r)?;
    if r.rest().is_empty() {
        return None;
    }
    let (c, size) = utf8::decode(r.rest());
    r.prev = r.at;
    r.at += size as i64;
    Some((c, size as i64, Iface::NIL))
}

pub fn string_reader_read_rune(r: GoPtr<Reader<GoStr>>) -> Option<(i32, i64, Iface)> {
    read_rune(r)
}

pub fn bytes_reader_read_rune(r: GoPtr<Reader<GoSlice<u8>>>) -> Option<(i32, i64, Iface)> {
    read_rune(r)
}
