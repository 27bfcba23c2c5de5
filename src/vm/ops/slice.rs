//! Slices and arrays: element access with bounds checks, slicing, append, copy.

use super::memory::*;
use crate::bytecode::program::{APPEND_BUFFER, NO_REG};
use crate::bytecode::rtype::TypeRef;
use crate::runtime::errors::Bounds;
use crate::runtime::{leaves, slices};
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::{raise, safepoint};

macro_rules! index {
    ($($name:ident $get:ident $size:literal)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let (b, i) = (s.b(), s.rc());
            let len = s.get(b + 1);
            if i >= len {
                return s.slow(raise::index, i, len);
            }
            s.put($get(s.get(b) + i * $size))
        })*
    };
}
index! {
    idx_8u get_8u 1
    idx_8s get_8s 1
    idx_16u get_16u 2
    idx_16s get_16s 2
    idx_32u get_32u 4
    idx_32s get_32s 4
    idx_64 get_64 8
    str_idx get_8u 1
}
macro_rules! set_index {
    ($($name:ident $put:ident $size:literal)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let (a, i) = (s.a(), s.rb());
            let len = s.get(a + 1);
            if i >= len {
                return s.slow(raise::index, i, len);
            }
            $put(s.get(a) + i * $size, s.rc());
            s.next(1)
        })*
    };
}
set_index! {
    set_idx_8 put_8 1
    set_idx_16 put_16 2
    set_idx_32 put_32 4
    set_idx_64 put_64 8
}

#[inline(always)]
pub fn idx2(s: State) -> Flow {
    let (b, i) = (s.b(), s.rc());
    let len = s.get(b + 1);
    if i >= len {
        return s.slow(raise::index, i, len);
    }
    let (at, a) = (s.get(b) + i * 16, s.a());
    s.set(a, get_64(at));
    s.set(a + 1, get_64(at + 8));
    s.next(1)
}
/// The address of the element of the slice at `base` whose index is in register `row`, and then of that slice's element
/// `column`, of `size` bytes; or what was out of range.
#[inline(always)]
fn nested(s: State, base: usize, row: usize, size: u64) -> Result<u64, (u64, u64)> {
    let (i, len) = (s.get(row), s.get(base + 1));
    if i >= len {
        return Err((i, len));
    }
    let inner = s.get(base) + i * 24;
    let (j, len) = (s.get(s.ext(1) as u16 as usize), get_64(inner + 8));
    if j >= len {
        return Err((j, len));
    }
    Ok(get_64(inner) + j * size)
}
macro_rules! nested_index {
    ($($get_name:ident $get:ident $set_name:ident $put:ident $size:literal)*) => {
        $(#[inline(always)]
        pub fn $get_name(s: State) -> Flow {
            match nested(s, s.b(), s.c(), $size) {
                Ok(at) => {
                    s.set(s.a(), $get(at));
                    s.next(2)
                }
                Err((i, len)) => s.slow(raise::index, i, len),
            }
        }
        #[inline(always)]
        pub fn $set_name(s: State) -> Flow {
            match nested(s, s.a(), s.b(), $size) {
                Ok(at) => {
                    $put(at, s.rc());
                    s.next(2)
                }
                Err((i, len)) => s.slow(raise::index, i, len),
            }
        })*
    };
}
nested_index! {
    idx2d_64 get_64 set_idx2d_64 put_64 8
    idx2d_8u get_8u set_idx2d_8 put_8 1
}
#[inline(always)]
pub fn idx3(s: State) -> Flow {
    let (b, i) = (s.b(), s.rc());
    let len = s.get(b + 1);
    if i >= len {
        return s.slow(raise::index, i, len);
    }
    let at = s.get(b) + i * 24;
    set3(s, get_64(at), get_64(at + 8), get_64(at + 16));
    s.next(1)
}
#[inline(always)]
pub fn set_idx2(s: State) -> Flow {
    let (a, i, c) = (s.a(), s.rb(), s.c());
    let len = s.get(a + 1);
    if i >= len {
        return s.slow(raise::index, i, len);
    }
    let at = s.get(a) + i * 16;
    put_64(at, s.get(c));
    put_64(at + 8, s.get(c + 1));
    s.next(1)
}
#[inline(always)]
pub fn idx_addr(s: State) -> Flow {
    let (b, i) = (s.b(), s.rc());
    let len = s.get(b + 1);
    if i >= len {
        return s.slow(raise::index, i, len);
    }
    s.set(s.a(), s.get(b).wrapping_add(i.wrapping_mul(s.ext(1))));
    s.next(2)
}

macro_rules! array_get {
    ($($name:ident $get:ident $size:literal)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let (base, i) = (s.rb(), s.rc());
            if base == 0 {
                return s.slow(raise::nil, 0, 0);
            }
            if i >= s.ext(1) {
                return s.slow(raise::index, i, s.ext(1));
            }
            s.set(s.a(), $get(base + i * $size));
            s.next(2)
        })*
    };
}
array_get! {
    arr_8u get_8u 1
    arr_8s get_8s 1
    arr_16u get_16u 2
    arr_16s get_16s 2
    arr_32u get_32u 4
    arr_32s get_32s 4
    arr_64 get_64 8
}
macro_rules! array_set {
    ($($name:ident $put:ident $size:literal)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let (base, i) = (s.ra(), s.rb());
            if base == 0 {
                return s.slow(raise::nil, 0, 0);
            }
            if i >= s.ext(1) {
                return s.slow(raise::index, i, s.ext(1));
            }
            $put(base + i * $size, s.rc());
            s.next(2)
        })*
    };
}
array_set! {
    set_arr_8 put_8 1
    set_arr_16 put_16 2
    set_arr_32 put_32 4
    set_arr_64 put_64 8
}
#[inline(always)]
pub fn arr_addr(s: State) -> Flow {
    let (base, i, len) = (s.rb(), s.rc(), s.ext(1));
    if base == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    if i >= len {
        return s.slow(raise::index, i, len);
    }
    s.set(s.a(), base.wrapping_add(i.wrapping_mul(s.ext(2))));
    s.next(3)
}
#[inline(always)]
pub fn bounds_k(s: State) -> Flow {
    let (i, len) = (s.ra(), s.ext(1));
    if i >= len {
        return s.slow(raise::index, i, len);
    }
    s.next(2)
}

#[inline(always)]
pub fn make_slice(s: State) -> Flow {
    s.slow(make_slice_slow, 0, 0)
}
fn make_slice_slow(s: State, _: u64, _: u64) -> Jump {
    let elem = s.ext_type(1);
    let (len, cap) = (s.rb(), s.rc());
    if let Err(text) = slices::check_make(elem.size, len as i64, cap as i64) {
        return raise::error_text(s, text);
    }
    if let Some(jump) = safepoint::before_array(s, elem.size * cap as usize) {
        return jump;
    }
    let object = s.ctx().new_array(elem, cap as usize);
    set3(s, object as u64, len, cap);
    s.after(2)
}

#[inline(always)]
fn set3(s: State, ptr: u64, len: u64, cap: u64) {
    let a = s.a();
    s.set(a, ptr);
    s.set(a + 1, len);
    s.set(a + 2, cap);
}

/// The limits of a slice expression; a register that is left out has its default.
#[inline(always)]
fn limit(s: State, ext: u64, n: u32, default: u64) -> u64 {
    match (ext >> (16 * n)) as u16 {
        NO_REG => default,
        register => s.get(register as usize),
    }
}

#[inline(always)]
pub fn slice_slice(s: State) -> Flow {
    let ext = s.ext(1);
    let b = s.b();
    let (ptr, len, cap) = (s.get(b), s.get(b + 1), s.get(b + 2));
    let (lo, hi, max) = (
        limit(s, ext, 0, 0),
        limit(s, ext, 1, len),
        limit(s, ext, 2, cap),
    );
    if max > cap || hi > max || lo > hi {
        return s.slow(bad_slice, cap, Bounds::SLICE_OF_SLICE);
    }
    let rest = max - lo;
    let ptr = if rest == 0 {
        ptr
    } else {
        ptr + lo.wrapping_mul(s.ext(2))
    };
    set3(s, ptr, hi - lo, rest);
    s.next(3)
}
#[inline(always)]
pub fn slice_arr(s: State) -> Flow {
    let (ext, cap, size) = (s.ext(1), s.ext(2), s.ext(3));
    let ptr = s.rb();
    if ptr == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    let (lo, hi, max) = (
        limit(s, ext, 0, 0),
        limit(s, ext, 1, cap),
        limit(s, ext, 2, cap),
    );
    if max > cap || hi > max || lo > hi {
        return s.slow(bad_slice, cap, Bounds::SLICE_OF_ARRAY);
    }
    let rest = max - lo;
    let ptr = if rest == 0 {
        ptr
    } else {
        ptr + lo.wrapping_mul(size)
    };
    set3(s, ptr, hi - lo, rest);
    s.next(4)
}
#[inline(always)]
pub fn slice_arr_k(s: State) -> Flow {
    let ptr = s.rb();
    if ptr == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    let sizes = s.ext(2);
    set3(s, ptr + s.ext(1), sizes as u32 as u64, sizes >> 32);
    s.next(3)
}
#[inline(always)]
pub fn slice_str(s: State) -> Flow {
    let ext = s.ext(1);
    let b = s.b();
    let (ptr, len) = (s.get(b), s.get(b + 1));
    let (lo, hi) = (limit(s, ext, 0, 0), limit(s, ext, 1, len));
    if hi > len || lo > hi {
        return s.slow(bad_slice, len, Bounds::SLICE_OF_ARRAY);
    }
    let a = s.a();
    s.set(a, if hi == lo { 0 } else { ptr + lo });
    s.set(a + 1, hi - lo);
    s.next(2)
}

/// Finds out which limit is wrong, in Go's order.
fn bad_slice(s: State, cap: u64, of: u64) -> Jump {
    let ext = s.ext(1);
    let is_string = s.is_op(crate::bytecode::isa::Op::SliceStr);
    let three = !is_string && (ext >> 32) as u16 != NO_REG;
    let len = if of == Bounds::SLICE_OF_SLICE {
        s.get(s.b() + 1)
    } else {
        cap
    };
    let (lo, hi) = (limit(s, ext, 0, 0), limit(s, ext, 1, len));
    let slice_of_slice = of == Bounds::SLICE_OF_SLICE;
    let unsigned = |n: usize| s.c() >> n & 1 != 0;
    if three {
        let max = limit(s, ext, 2, cap);
        if max > cap {
            let code = if slice_of_slice {
                Bounds::SLICE3_ACAP
            } else {
                Bounds::SLICE3_ALEN
            };
            raise::bounds(s, max, cap, code, unsigned(2))
        } else if hi > max {
            raise::bounds(s, hi, max, Bounds::SLICE3_B, unsigned(1))
        } else {
            raise::bounds(s, lo, hi, Bounds::SLICE3_C, unsigned(0))
        }
    } else if hi > cap {
        let code = if slice_of_slice {
            Bounds::SLICE_ACAP
        } else {
            Bounds::SLICE_ALEN
        };
        raise::bounds(s, hi, cap, code, unsigned(1))
    } else {
        raise::bounds(s, lo, hi, Bounds::SLICE_B, unsigned(0))
    }
}

#[inline(always)]
pub fn append64(s: State) -> Flow {
    let b = s.b();
    let (ptr, len, cap) = (s.get(b), s.get(b + 1), s.get(b + 2));
    if len >= cap {
        return s.slow(append64_grow, 0, 0);
    }
    let value = s.rc();
    put_64(ptr + len * 8, value);
    set3(s, ptr, len + 1, cap);
    s.next(2)
}
fn append64_grow(s: State, _: u64, _: u64) -> Jump {
    let grown = grow(s, s.ext_type(1), 1);
    append64_to(s, grown, 2)
}
#[inline(always)]
pub fn append64_room(s: State) -> Flow {
    let b = s.b();
    let (ptr, len, cap) = (s.get(b), s.get(b + 1), s.get(b + 2));
    if len >= cap {
        return s.slow(append64_room_grow, 0, 0);
    }
    let value = s.rc();
    put_64(ptr + len * 8, value);
    set3(s, ptr, len + 1, cap);
    s.next(3)
}
fn append64_room_grow(s: State, _: u64, _: u64) -> Jump {
    let grown = grow_in_room(s, s.ext_type(1), 1, s.ext(2));
    append64_to(s, grown, 3)
}
fn append64_to(s: State, grown: Result<(u64, u64, u64), Jump>, words: usize) -> Jump {
    let value = s.rc();
    match grown {
        Ok((ptr, len, cap)) => {
            put_64(ptr + len * 8, value);
            set3(s, ptr, len + 1, cap);
            s.after(words)
        }
        Err(jump) => jump,
    }
}

/// The slice at b with room for `more` elements: pointer, old length, capacity.
fn grow(s: State, elem: TypeRef, more: u64) -> Result<(u64, u64, u64), Jump> {
    let b = s.b();
    let (ptr, len, cap) = (s.get(b), s.get(b + 1), s.get(b + 2));
    let need = len.wrapping_add(more);
    if need <= cap {
        return Ok((ptr, len, cap));
    }
    let Some(new_cap) =
        slices::grown_cap(cap as usize, need as usize, elem.size, elem.has_pointers())
    else {
        return Err(raise::error_text(s, "growslice: len out of range"));
    };
    match safepoint::before_array(s, new_cap * elem.size) {
        None => Ok(moved(s, elem, new_cap)),
        Some(jump) => Err(jump),
    }
}

/// The elements of the slice at b in a new array.
fn moved(s: State, elem: TypeRef, cap: usize) -> (u64, u64, u64) {
    let b = s.b();
    let (ptr, len) = (s.get(b), s.get(b + 1));
    let object = s.ctx().new_array(elem, cap);
    // SAFETY: I4: the old array has `len` elements, the new one room for more.
    unsafe { leaves::copy_memory(ptr as *const u8, object, len as usize * elem.size) };
    (object as u64, len, cap as u64)
}

/// As `grow`, where gc has a buffer of `BUFFER` bytes for the elements. The first field of `ext` is the register that
/// holds the buffer once it has been used; without one the array takes the next size class each time.
fn grow_in_room(s: State, elem: TypeRef, more: u64, ext: u64) -> Result<(u64, u64, u64), Jump> {
    let b = s.b();
    let (len, cap) = (s.get(b + 1), s.get(b + 2));
    let need = len.wrapping_add(more);
    let room = (APPEND_BUFFER / elem.size) as u64;
    if need <= cap || need > room {
        return grow(s, elem, more);
    }
    match ext as u16 {
        NO_REG => {
            let cap = slices::round_cap(need as usize, elem.size, elem.has_pointers());
            Ok(moved(s, elem, cap))
        }
        register if s.get(register as usize) == 0 && len == 0 => {
            let grown = moved(s, elem, room as usize);
            s.set(register as usize, grown.0);
            Ok(grown)
        }
        _ => grow(s, elem, more),
    }
}

/// What leaves a buffer gets an array of its own in gc. Here the array is its own already.
#[inline(always)]
pub fn leave_buffer(s: State) -> Flow {
    let (a, buffer) = (s.a(), s.rb());
    if buffer != 0 && s.get(a) == buffer {
        return s.slow(leave_buffer_slow, 0, 0);
    }
    s.next(2)
}
fn leave_buffer_slow(s: State, _: u64, _: u64) -> Jump {
    let (a, elem) = (s.a(), s.ext_type(1));
    let cap = slices::round_cap(s.get(a + 1) as usize, elem.size, elem.has_pointers());
    s.set(a + 2, cap as u64);
    s.after(2)
}

#[inline(always)]
pub fn append_v(s: State) -> Flow {
    s.slow(append_v_slow, 0, 0)
}
fn append_v_slow(s: State, _: u64, _: u64) -> Jump {
    let grown = grow(s, s.ext_type(1), s.ext(2));
    append_values_to(s, grown, 3)
}
#[inline(always)]
pub fn append_v_room(s: State) -> Flow {
    s.slow(append_v_room_slow, 0, 0)
}
fn append_v_room_slow(s: State, _: u64, _: u64) -> Jump {
    let grown = grow_in_room(s, s.ext_type(1), s.ext(2), s.ext(3));
    append_values_to(s, grown, 4)
}
fn append_values_to(s: State, grown: Result<(u64, u64, u64), Jump>, words: usize) -> Jump {
    let (elem, count) = (s.ext_type(1), s.ext(2));
    let (ptr, len, cap) = match grown {
        Ok(grown) => grown,
        Err(jump) => return jump,
    };
    let slots = elem.slots();
    for i in 0..count as usize {
        let at = ptr + (len + i as u64) * elem.size as u64;
        // SAFETY: I1, I4: the values are of the type, the array has room.
        unsafe { leaves::store(elem, s.slot(s.c() + i * slots), at as *mut u8) };
    }
    set3(s, ptr, len + count, cap);
    s.after(words)
}
#[inline(always)]
pub fn append_slice(s: State) -> Flow {
    s.slow(append_slice_slow, 0, 0)
}
fn append_slice_slow(s: State, _: u64, _: u64) -> Jump {
    let elem = s.ext_type(1);
    match append_bytes(s, elem, s.rc(), s.get(s.c() + 1)) {
        Ok(()) => s.after(2),
        Err(jump) => jump,
    }
}
#[inline(always)]
pub fn append_zeros(s: State) -> Flow {
    s.slow(append_zeros_slow, 0, 0)
}
fn append_zeros_slow(s: State, _: u64, _: u64) -> Jump {
    let (elem, count) = (s.ext_type(1), s.rc());
    if (count as i64) < 0 {
        return raise::error_text(s, "makeslice: len out of range");
    }
    let (old, had) = (s.get(s.b()), s.get(s.b() + 2));
    match grow(s, elem, count) {
        Ok((ptr, len, cap)) => {
            // A new array is zero already.
            if (ptr, cap) == (old, had) {
                let at = ptr + len * elem.size as u64;
                // SAFETY: I4: the array has room for `len + count` elements.
                unsafe { std::ptr::write_bytes(at as *mut u8, 0, count as usize * elem.size) };
            }
            set3(s, ptr, len + count, cap);
            s.after(2)
        }
        Err(jump) => jump,
    }
}
#[inline(always)]
pub fn append_str(s: State) -> Flow {
    s.slow(append_str_slow, 0, 0)
}
fn append_str_slow(s: State, _: u64, _: u64) -> Jump {
    let elem = s.ctx().known().byte_slice.elem;
    match append_bytes(s, elem, s.rc(), s.get(s.c() + 1)) {
        Ok(()) => s.after(1),
        Err(jump) => jump,
    }
}
fn append_bytes(s: State, elem: TypeRef, from: u64, count: u64) -> Result<(), Jump> {
    let (ptr, len, cap) = grow(s, elem, count)?;
    let at = ptr + len * elem.size as u64;
    // SAFETY: I4: the source has `count` elements, the destination room for them; they may overlap.
    unsafe { leaves::copy_memory(from as *const u8, at as *mut u8, count as usize * elem.size) };
    set3(s, ptr, len + count, cap);
    Ok(())
}

#[inline(always)]
pub fn copy(s: State) -> Flow {
    s.slow(copy_slow, s.ext(1), 2)
}
#[inline(always)]
pub fn copy_str(s: State) -> Flow {
    s.slow(copy_slow, 1, 1)
}
fn copy_slow(s: State, size: u64, words: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    let n = s.get(b + 1).min(s.get(c + 1));
    // SAFETY: I4: both have at least `n` elements; they may overlap.
    unsafe {
        leaves::copy_memory(
            s.get(c) as *const u8,
            s.get(b) as *mut u8,
            (n * size) as usize,
        )
    };
    if s.a() != NO_REG as usize {
        s.set(s.a(), n);
    }
    s.after(words as usize)
}

#[inline(always)]
pub fn slice_to_arr(s: State) -> Flow {
    let (b, want) = (s.b(), s.ext(1));
    let len = s.get(b + 1);
    if len < want {
        return s.slow(slice_to_arr_short, len, want);
    }
    s.set(s.a(), s.get(b));
    s.next(2)
}
fn slice_to_arr_short(s: State, len: u64, want: u64) -> Jump {
    raise::bounds(s, want, len, Bounds::CONVERT, false)
}
