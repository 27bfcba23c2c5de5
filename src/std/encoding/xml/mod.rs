//! Package encoding/xml: what looks at each byte of a text. The Go side reads byte by byte what begins and ends something; what stands between is
//! taken from the reader's memory at once, where it is one that has all in memory.

use crate::bytecode::rtype::Kind;
use crate::std::buffers::{self, Buffer, LAST_OTHER};
use crate::std::bufio;
use crate::std::scratch;
use crate::std::unicode::utf8;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

crate::natives! {
    "plainRun" => plain_run,
    "unfit" => unfit,
    "escape" => escape,
}

/// The beginning of Decoder.
#[repr(C)]
struct Decoder {
    strict: bool,
    auto_close: GoSlice<GoStr>,
    entity: u64,
    charset: u64,
    space: GoStr,
    input: Iface,
    tokens: Iface,
    unread: i64,
    err: Iface,
    line: i64,
    line_from: i64,
    offset: i64,
    buf: Buffer,
    saved: u64,
}

/// A reader whose next bytes lie in memory.
enum Known<'a> {
    Strings(&'a mut buffers::Reader<GoStr>),
    Bytes(&'a mut buffers::Reader<GoSlice<u8>>),
    Buffered(&'a mut bufio::Reader),
}

impl Known<'_> {
    fn of<'a>(r: Iface) -> Option<Known<'a>> {
        let t = r.type_ref()?;
        if t.kind != Kind::Pointer || r.data == 0 {
            return None;
        }
        // SAFETY: a pointer that is not nil, of the type of which this is the memory form; the goroutine that called may use it. The names of packages are not
        // theirs alone, but their paths are.
        unsafe {
            match (&*t.name, &*t.elem.pkg_path) {
                ("*strings.Reader", "strings") => Some(Known::Strings(&mut *(r.data as *mut _))),
                ("*bytes.Reader", "bytes") => Some(Known::Bytes(&mut *(r.data as *mut _))),
                ("*bufio.Reader", "bufio") => Some(Known::Buffered(&mut *(r.data as *mut _))),
                _ => None,
            }
        }
    }
    fn rest<'a>(&self) -> &'a [u8] {
        match self {
            Known::Strings(r) => r.rest(),
            Known::Bytes(r) => r.rest(),
            Known::Buffered(r) => r.buffered().items(),
        }
    }
    fn skip(&mut self, n: usize) {
        match self {
            Known::Strings(r) => r.skip(n),
            Known::Bytes(r) => r.skip(n),
            Known::Buffered(r) => _ = r.take(n),
        }
    }
}

/// What is being read: text, a name or CDATA; else a value, and this is the quote that ends it.
const TEXT: i64 = -1;
const NAME: i64 = -2;
const CDATA: i64 = -3;

fn is_plain(mode: i64, c: u8) -> bool {
    match mode {
        NAME => c >= 0x80 || c.is_ascii_alphanumeric() || matches!(c, b'_' | b':' | b'.' | b'-'),
        CDATA => !matches!(c, b']' | b'>' | b'\r'),
        TEXT => !matches!(c, b'<' | b'&' | b']' | b'>' | b'\r'),
        quote => !matches!(c, b'<' | b'&' | b'\r') && i64::from(c) != quote,
    }
}

/// Reads bytes that mean themselves into the decoder's buffer, as many as there are in memory: how many.
fn plain_run(cx: &mut NativeCx, d: GoPtr<Decoder>, mode: i64) -> i64 {
    // SAFETY: the Go side's Decoder.
    let d = unsafe { &mut *d.0 };
    if d.unread >= 0 || d.saved != 0 || !d.err.is_nil() {
        return 0;
    }
    let Some(mut reader) = Known::of(d.input) else {
        return 0;
    };
    let rest = reader.rest();
    let n = rest
        .iter()
        .position(|&c| !is_plain(mode, c))
        .unwrap_or(rest.len());
    if n == 0 {
        return 0;
    }
    let run = &rest[..n];
    d.buf.buf = cx.append(d.buf.buf, run);
    d.buf.last = LAST_OTHER;
    if let Some(last) = memchr::memrchr(b'\n', run) {
        d.line += memchr::memchr_iter(b'\n', run).count() as i64;
        d.line_from = d.offset + last as i64 + 1;
    }
    d.offset += n as i64;
    reader.skip(n);
    n as i64
}

fn is_character(r: i32) -> bool {
    matches!(r, 0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x10000..=0x10ffff)
}

/// Where something begins that is no character of XML, or not UTF-8; -1: nowhere.
fn unfit(text: GoSlice<u8>) -> i64 {
    let wrong = |&(_, r, n): &(usize, i32, usize)| !is_character(r) || r == 0xFFFD && n == 1;
    utf8::runes(text.items())
        .find(wrong)
        .map_or(-1, |(at, ..)| at as i64)
}

/// Appends text with what is special in it replaced.
fn escape(cx: &mut NativeCx, to: GoSlice<u8>, text: GoStr, newlines: bool) -> GoSlice<u8> {
    let mut out = scratch::take();
    let text = text.bytes();
    let mut done = 0;
    for (at, r, n) in utf8::runes(text) {
        let with: &[u8] = match r {
            0x22 => b"&#34;",
            0x27 => b"&#39;",
            0x26 => b"&amp;",
            0x3c => b"&lt;",
            0x3e => b"&gt;",
            0x9 => b"&#x9;",
            0xa if newlines => b"&#xA;",
            0xd => b"&#xD;",
            _ if !is_character(r) || r == 0xFFFD => "\u{fffd}".as_bytes(),
            _ => continue,
        };
        out.extend_from_slice(&text[done..at]);
        out.extend_from_slice(with);
        done = at + n;
    }
    out.extend_from_slice(&text[done..]);
    let longer = cx.append(to, &out);
    scratch::give(out);
    longer
}
