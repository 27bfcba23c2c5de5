//! `Fprintf` and its like to the writers that keep what they are given in memory: where there is room, their `Write` is a copy, and
//! is made here, from the thread's buffer, without a slice of its own for the text. All else is the Go side's: other writers, buffers that
//! are full, and arguments whose methods are to be called.

use super::{PRINT, PRINTF, PRINTLN, written};
use crate::bytecode::rtype::Kind;
use crate::std::buffers::{self, Buffer, Builder, LAST_OTHER, Writer};
use crate::std::scratch;
use crate::vm::native::{GoSlice, GoStr, Iface, Maker};

/// With less room than this, formatting would often be done in vain.
const LEAST_ROOM: usize = 32;

/// A writer that copies.
enum Known {
    Discard,
    Buffer(*mut Buffer),
    Builder(*mut Builder),
    Writer(*mut Writer),
}

impl Known {
    fn of(w: Iface) -> Option<Known> {
        let t = w.type_ref()?;
        if t.kind != Kind::Pointer {
            return (&*t.name == "io.discard" && &*t.pkg_path == "io").then_some(Known::Discard);
        }
        // The names of packages are not theirs alone, but their paths are.
        let known = match (&*t.name, &*t.elem.pkg_path) {
            ("*bytes.Buffer", "bytes") => Known::Buffer(w.data as *mut Buffer),
            ("*bufio.Writer", "bufio") => Known::Writer(w.data as *mut Writer),
            ("*strings.Builder", "strings") => Known::Builder(w.data as *mut Builder),
            _ => return None,
        };
        (w.data != 0).then_some(known)
    }
    /// The bytes that it would take without more ado.
    fn room(&self) -> usize {
        // SAFETY: a pointer that is not nil, of the type of which this is the memory form; the goroutine that called may use it.
        unsafe {
            match *self {
                Known::Discard => usize::MAX,
                Known::Buffer(b) => (*b).buf.capacity() - (*b).buf.len(),
                Known::Builder(b) if (*b).own == b => (*b).buf.capacity() - (*b).buf.len(),
                Known::Builder(_) => 0,
                Known::Writer(w) if (*w).err.is_nil() => (*w).buf.len() - (*w).n as usize,
                Known::Writer(_) => 0,
            }
        }
    }
    /// For no more than there is room.
    fn write(&self, text: &[u8]) {
        let append = |buf: &mut GoSlice<u8>| _ = buffers::append(buf, text);
        // SAFETY: as in `room`; the bytes behind a slice's length are its own, and what is printed lies elsewhere, in the thread's buffer.
        unsafe {
            match *self {
                Known::Discard => {}
                Known::Buffer(b) => {
                    (*b).last = LAST_OTHER;
                    append(&mut (*b).buf);
                }
                Known::Builder(b) => append(&mut (*b).buf),
                Known::Writer(w) => {
                    let at = (*w).n as usize;
                    (&mut (*w).buf.items_mut()[at..])[..text.len()].copy_from_slice(text);
                    (*w).n += text.len() as i64;
                }
            }
        }
    }
}

/// What `Fprint` and its like give, where they can be answered here.
type Attempt = Option<(i64, Iface)>;

fn attempt(cx: &mut Maker, w: Iface, mode: i64, format: GoStr, args: GoSlice<Iface>) -> Attempt {
    let to = Known::of(w)?;
    let room = to.room();
    if room < LEAST_ROOM {
        return None;
    }
    let text = written(cx, mode, format, args)?;
    let fits = text.len() <= room;
    let len = text.len() as i64;
    if fits {
        to.write(&text);
    }
    scratch::give(text);
    fits.then_some((len, Iface::NIL))
}

pub fn try_fprint(cx: &mut Maker, w: Iface, args: GoSlice<Iface>) -> Attempt {
    attempt(cx, w, PRINT, GoStr::EMPTY, args)
}
pub fn try_fprintln(cx: &mut Maker, w: Iface, args: GoSlice<Iface>) -> Attempt {
    attempt(cx, w, PRINTLN, GoStr::EMPTY, args)
}
pub fn try_fprintf(cx: &mut Maker, w: Iface, format: GoStr, args: GoSlice<Iface>) -> Attempt {
    attempt(cx, w, PRINTF, format, args)
}

fn append(
    cx: &mut Maker,
    b: GoSlice<u8>,
    mode: i64,
    format: GoStr,
    args: GoSlice<Iface>,
) -> Option<GoSlice<u8>> {
    let text = written(cx, mode, format, args)?;
    let longer = cx.append(b, &text);
    scratch::give(text);
    Some(longer)
}
pub fn try_append(cx: &mut Maker, b: GoSlice<u8>, args: GoSlice<Iface>) -> Option<GoSlice<u8>> {
    append(cx, b, PRINT, GoStr::EMPTY, args)
}
pub fn try_appendln(cx: &mut Maker, b: GoSlice<u8>, args: GoSlice<Iface>) -> Option<GoSlice<u8>> {
    append(cx, b, PRINTLN, GoStr::EMPTY, args)
}
pub fn try_appendf(
    cx: &mut Maker,
    b: GoSlice<u8>,
    format: GoStr,
    args: GoSlice<Iface>,
) -> Option<GoSlice<u8>> {
    append(cx, b, PRINTF, format, args)
}
