//! Strings: concatenation and conversions.

use crate::runtime::strings;
use crate::vm::dispatch::{Flow, Jump, State};

/// The bytes of the string at registers `r`, `r + 1`.
fn text<'a>(s: State, r: usize) -> &'a [u8] {
    // SAFETY: I4: the registers hold a string, which stays alive until the next safepoint.
    unsafe { strings::bytes(s.get(r), s.get(r + 1)) }
}

#[inline(always)]
pub fn has_prefix(s: State) -> Flow {
    part(s, 0)
}
#[inline(always)]
pub fn has_suffix(s: State) -> Flow {
    part(s, 1)
}
/// Whether string c stands in string b at its beginning, or (`end` is 1) at its end.
#[inline(always)]
fn part(s: State, end: u64) -> Flow {
    let (b, c) = (s.b(), s.c());
    let (n, all) = (s.get(c + 1), s.get(b + 1));
    if n > all {
        return s.put(0);
    }
    if n as usize > strings::SHORT {
        std::hint::cold_path();
        return s.slow(long_part, end * (all - n), 0);
    }
    let from = s.get(b) + end * (all - n);
    // SAFETY: I4: the registers hold strings, which have as many bytes there.
    s.put(
        unsafe { strings::same_short(from as *const u8, s.get(c) as *const u8, n as usize) } as u64,
    )
}
fn long_part(s: State, from: u64, _: u64) -> Jump {
    let found = text(s, s.b())[from as usize..].starts_with(text(s, s.c()));
    s.set(s.a(), found as u64);
    s.after(1)
}

macro_rules! slow_ops {
    ($($name:ident $slow:ident)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            s.slow($slow, 0, 0)
        })*
    };
}
slow_ops! {
    concat concat_slow
    concat_n concat_n_slow
    str_from_bytes str_from_bytes_slow
    bytes_from_str bytes_from_str_slow
    str_from_runes str_from_runes_slow
    runes_from_str runes_from_str_slow
    str_from_rune str_from_rune_slow
}

fn put2(s: State, (ptr, len): (u64, u64)) -> Jump {
    let a = s.a();
    s.set(a, ptr);
    s.set(a + 1, len);
    s.after(1)
}

fn concat_slow(s: State, _: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    let (left, right) = (s.get(b + 1), s.get(c + 1));
    if right == 0 {
        return put2(s, (s.get(b), left));
    }
    if left == 0 {
        return put2(s, (s.get(c), right));
    }
    let object = s.ctx().new_bytes((left + right) as usize);
    let (x, y) = (text(s, b), text(s, c));
    // SAFETY: the fresh object has room for both.
    unsafe {
        std::ptr::copy_nonoverlapping(x.as_ptr(), object, x.len());
        std::ptr::copy_nonoverlapping(y.as_ptr(), object.add(x.len()), y.len());
    }
    put2(s, (object as u64, left + right))
}
fn concat_n_slow(s: State, _: u64, _: u64) -> Jump {
    let (b, n) = (s.b(), s.c());
    let mut total = 0;
    let mut only = None;
    for i in 0..n {
        let len = s.get(b + 2 * i + 1);
        if len > 0 {
            only = if total == 0 { Some(b + 2 * i) } else { None };
            total += len;
        }
    }
    if total == 0 {
        return put2(s, (0, 0));
    }
    if let Some(r) = only {
        return put2(s, (s.get(r), s.get(r + 1)));
    }
    let object = s.ctx().new_bytes(total as usize);
    let mut at = 0;
    for i in 0..n {
        let part = text(s, b + 2 * i);
        // SAFETY: the fresh object has room for all parts.
        unsafe { std::ptr::copy_nonoverlapping(part.as_ptr(), object.add(at), part.len()) };
        at += part.len();
    }
    put2(s, (object as u64, total))
}

#[inline(always)]
pub fn decode_rune(s: State) -> Flow {
    let (b, i) = (s.b(), s.rc());
    let byte = super::memory::get_8u(s.get(b) + i);
    if byte >= 0x80 {
        return s.slow(decode_rune_slow, i, 0);
    }
    let next = s.ext(1) as u16 as usize;
    s.set(s.a(), byte);
    s.set(next, i + 1);
    s.next(2)
}
fn decode_rune_slow(s: State, i: u64, _: u64) -> Jump {
    let (rune, width) = strings::decode_rune(&text(s, s.b())[i as usize..]);
    let next = s.ext(1) as u16 as usize;
    s.set(s.a(), rune as u64);
    s.set(next, i + width as u64);
    s.after(2)
}

fn str_from_bytes_slow(s: State, _: u64, _: u64) -> Jump {
    let string = s.ctx().new_string(text(s, s.b()));
    put2(s, string)
}
/// The capacity of a slice that gc makes in a buffer of `c` elements, if they are enough.
fn capacity(s: State, len: usize, size: usize) -> usize {
    match s.c() {
        room if len <= room => room,
        _ => crate::runtime::slices::round_cap(len, size, false),
    }
}
fn put_slice(s: State, object: *mut u8, len: usize, cap: usize) -> Jump {
    let a = s.a();
    s.set(a, object as u64);
    s.set(a + 1, len as u64);
    s.set(a + 2, cap as u64);
    s.after(1)
}
fn bytes_from_str_slow(s: State, _: u64, _: u64) -> Jump {
    let from = text(s, s.b());
    let cap = capacity(s, from.len(), 1);
    let object = s.ctx().new_bytes(cap);
    // SAFETY: the fresh object has room.
    unsafe { std::ptr::copy_nonoverlapping(from.as_ptr(), object, from.len()) };
    put_slice(s, object, from.len(), cap)
}
fn str_from_runes_slow(s: State, _: u64, _: u64) -> Jump {
    let b = s.b();
    let (ptr, len) = (s.get(b) as *const u32, s.get(b + 1) as usize);
    let mut out = Vec::with_capacity(len);
    for i in 0..len {
        // SAFETY: I4: the slice has `len` runes.
        strings::push_rune(&mut out, unsafe { *ptr.add(i) } as i32 as i64);
    }
    let string = s.ctx().new_string(&out);
    put2(s, string)
}
fn runes_from_str_slow(s: State, _: u64, _: u64) -> Jump {
    let from = text(s, s.b());
    let count = strings::rune_count(from);
    let cap = capacity(s, count, 4);
    let elem = s.ctx().known().rune_slice.elem;
    let object = s.ctx().new_array(elem, cap);
    let mut rest = from;
    for i in 0..count {
        let (rune, width) = strings::decode_rune(rest);
        // SAFETY: the fresh object has room for `count` runes.
        unsafe { *object.cast::<u32>().add(i) = rune };
        rest = &rest[width..];
    }
    put_slice(s, object, count, cap)
}
fn str_from_rune_slow(s: State, _: u64, _: u64) -> Jump {
    let mut out = Vec::with_capacity(4);
    strings::push_rune(&mut out, s.rb() as i64);
    let string = s.ctx().new_string(&out);
    put2(s, string)
}
