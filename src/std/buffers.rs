//! Writers and readers that keep everything in memory, in the form that they have there, and what is done with them most often: where
//! there is room, or something left, their methods are done at once (`tryTypeMethod`, decision 028).

use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

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

/// `bytes.lastOther`.
pub const LAST_OTHER: i8 = 0;

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

fn buffer(b: GoPtr<Buffer>, text: &[u8]) -> Option<()> {
    let b = at(b)?;
    append(&mut b.buf, text)?;
    b.last = LAST_OTHER;
    Some(())
}

pub fn buffer_write(b: GoPtr<Buffer>, text: GoSlice<u8>) -> Written {
    buffer(b, text.items())?;
    written(text.len())
}

pub fn buffer_write_string(b: GoPtr<Buffer>, text: GoStr) -> Written {
    buffer(b, text.bytes())?;
    written(text.len())
}

pub fn buffer_write_byte(b: GoPtr<Buffer>, c: u8) -> Option<Iface> {
    buffer(b, &[c])?;
    Some(Iface::NIL)
}

/// Of a character that is one byte in UTF-8; others are the Go side's.
pub fn buffer_write_rune(b: GoPtr<Buffer>, r: i32) -> Written {
    buffer(b, &[ascii(r)?])?;
    written(1)
}

fn ascii(r: i32) -> Option<u8> {
    u8::try_from(r).ok().filter(u8::is_ascii)
}

fn builder(b: GoPtr<Builder>, text: &[u8]) -> Option<()> {
    let address = b.0;
    let b = at(b)?;
    if b.own != address {
        return None;
    }
    append(&mut b.buf, text)
}

/// Where that is not enough: a new Builder, or one without room. What is large is left to Go's `append`, before which there may be a collection.
fn grown_builder(cx: &mut NativeCx, b: GoPtr<Builder>, text: &[u8]) -> Option<()> {
    let address = b.0;
    let b = at(b)?;
    let copied = b.own != address && !b.own.is_null();
    if copied || b.buf.len().max(text.len()) > LARGE {
        return None;
    }
    b.own = address;
    b.buf = cx.append(b.buf, text);
    Some(())
}

const LARGE: usize = 32 << 10;

/// The methods of a Builder: where there is room, and otherwise.
macro_rules! builder_methods {
    ($($usual:ident $other:ident ($v:ident: $ty:ty) -> $result:ty: $bytes:expr, $answer:expr;)*) => {$(
        pub fn $usual(b: GoPtr<Builder>, $v: $ty) -> Option<$result> {
            builder(b, $bytes)?;
            Some($answer)
        }
        pub fn $other(cx: &mut NativeCx, b: GoPtr<Builder>, $v: $ty) -> Option<$result> {
            grown_builder(cx, b, $bytes)?;
            Some($answer)
        }
    )*};
}

builder_methods! {
    builder_write grow_write (text: GoSlice<u8>) -> (i64, Iface):
        text.items(), (text.len() as i64, Iface::NIL);
    builder_write_string grow_write_string (text: GoStr) -> (i64, Iface):
        text.bytes(), (text.len() as i64, Iface::NIL);
    builder_write_byte grow_write_byte (c: u8) -> Iface:
        &[c], Iface::NIL;
    builder_write_rune grow_write_rune (r: i32) -> (i64, Iface):
        &[ascii(r)?], (1, Iface::NIL);
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

pub fn writer_write_rune(w: GoPtr<Writer>, r: i32) -> Written {
    at(w)?.write(&[ascii(r)?])?;
    written(1)
}

fn read_byte<Text>(r: GoPtr<Reader<Text>>, text: fn(&Text) -> &[u8]) -> Option<(u8, Iface)> {
    let r = at(r)?;
    let c = *text(&r.text).get(usize::try_from(r.at).ok()?)?;
    r.at += 1;
    r.prev = -1;
    Some((c, Iface::NIL))
}

pub fn string_reader_read_byte(r: GoPtr<Reader<GoStr>>) -> Option<(u8, Iface)> {
    read_byte(r, |text| text.bytes())
}

pub fn bytes_reader_read_byte(r: GoPtr<Reader<GoSlice<u8>>>) -> Option<(u8, Iface)> {
    read_byte(r, |text| text.items())
}
