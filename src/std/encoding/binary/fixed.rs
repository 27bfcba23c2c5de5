//! Values of fixed size between memory and bytes, by their descriptors.

use crate::bytecode::rtype::{Detail, Field, Kind, TypeRef};
use crate::runtime::leaves;
use crate::vm::native::{GoSlice, Iface};

/// The size of the numbers that a kind is made of, and how many; 0: it is not of fixed size.
fn width(k: Kind) -> (usize, usize) {
    match k {
        Kind::Bool | Kind::Int8 | Kind::Uint8 => (1, 1),
        Kind::Int16 | Kind::Uint16 => (2, 1),
        Kind::Int32 | Kind::Uint32 | Kind::Float32 => (4, 1),
        Kind::Int64 | Kind::Uint64 | Kind::Float64 => (8, 1),
        Kind::Complex64 => (4, 2),
        Kind::Complex128 => (8, 2),
        _ => (0, 0),
    }
}

fn fields(t: &TypeRef) -> &[Field] {
    match &t.detail {
        Detail::Struct { fields } => fields,
        _ => &[],
    }
}

fn length(t: TypeRef) -> usize {
    match t.detail {
        Detail::Array { len, .. } => len,
        _ => 0,
    }
}

fn type_size(t: TypeRef) -> Option<usize> {
    match t.kind {
        Kind::Array => type_size(t.elem)?.checked_mul(length(t)),
        Kind::Struct => fields(&t)
            .iter()
            .try_fold(0, |sum, f| Some(sum + type_size(f.ty)?)),
        k => Some(width(k)).filter(|w| w.0 > 0).map(|(size, n)| size * n),
    }
}

/// Values one after the other in memory.
struct Values {
    ty: TypeRef,
    at: *mut u8,
    n: usize,
}

/// What is written or read: what `data` points to, the elements of a slice, or (unless it is a `target`) `data` itself, whose memory is `room` then if it has none of its own.
fn values(data: Iface, target: bool, room: &mut [u64; 2]) -> Option<Values> {
    let ty = data.type_ref()?;
    let (ty, at) = match ty.kind {
        Kind::Pointer if data.data == 0 => return None,
        Kind::Pointer => (ty.elem, data.data as *mut u8),
        Kind::Slice => (ty, data.data as *mut u8),
        _ if target => return None,
        _ if ty.direct => {
            let at = room.as_mut_ptr() as *mut u8;
            // SAFETY: a direct value is at most a word.
            unsafe { leaves::store(ty, &data.data, at) };
            (ty, at)
        }
        _ => (ty, data.data as *mut u8),
    };
    if ty.kind != Kind::Slice {
        return Some(Values { ty, at, n: 1 });
    }
    // SAFETY: a slice's header.
    let slice = unsafe { *(at as *const GoSlice<u8>) };
    Some(Values {
        ty: ty.elem,
        at: slice.as_mut_ptr(),
        n: slice.len(),
    })
}

/// How many bytes a value takes, -1 where it is not of fixed size (or, of a `target`, nothing that can be filled).
pub fn size_of(data: Iface, target: bool) -> i64 {
    let size = || {
        let values = values(data, target, &mut [0; 2])?;
        type_size(values.ty)?.checked_mul(values.n)
    };
    size().map_or(-1, |n| n as i64)
}

/// Copies numbers of `size` bytes, the bytes of each turned round if `swap`.
fn copy(to: &mut [u8], from: &[u8], size: usize, swap: bool) {
    to.copy_from_slice(from);
    if swap && size > 1 {
        to.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    }
}

/// Fills `buf`, which has the size that `size_of` gave.
pub fn encode(buf: GoSlice<u8>, data: Iface, swap: bool) {
    if let Some(v) = values(data, false, &mut [0; 2]) {
        write(&mut buf.items_mut(), v, swap);
    }
}

fn write(to: &mut &mut [u8], v: Values, swap: bool) {
    let (size, parts) = width(v.ty.kind);
    if size > 0 {
        let len = size * parts * v.n;
        let (here, rest) = std::mem::take(to).split_at_mut(len);
        if len > 0 {
            // SAFETY: so many bytes are the memory of the numbers.
            copy(
                here,
                unsafe { std::slice::from_raw_parts(v.at, len) },
                size,
                swap,
            );
        }
        *to = rest;
        return;
    }
    for i in 0..v.n {
        let at = v.at.wrapping_add(i * v.ty.size);
        if v.ty.kind == Kind::Array {
            let (ty, n) = (v.ty.elem, length(v.ty));
            write(to, Values { ty, at, n }, swap);
        }
        for f in fields(&v.ty) {
            if &*f.name == "_" {
                let (here, rest) = std::mem::take(to).split_at_mut(type_size(f.ty).unwrap_or(0));
                here.fill(0);
                *to = rest;
                continue;
            }
            let at = at.wrapping_add(f.offset);
            write(to, Values { ty: f.ty, at, n: 1 }, swap);
        }
    }
}

/// How a value was reached: through an unexported field or, of what is embedded, by one whose own fields may be set.
#[derive(Clone, Copy, PartialEq)]
enum Closed {
    No,
    Embedded,
    All,
}

/// Fills what `data` points to, or the elements of a slice, from `buf`, which has the size that `size_of` gave. The answer is -1, or the kind of the first part that
/// must not be set: what stands before it has been.
pub fn decode(buf: GoSlice<u8>, data: Iface, swap: bool) -> i64 {
    let Some(v) = values(data, true, &mut [0; 2]) else {
        return -1;
    };
    match read(&mut buf.items(), v, swap, Closed::No) {
        Ok(()) => -1,
        Err(kind) => kind as i64,
    }
}

fn read(from: &mut &[u8], v: Values, swap: bool, closed: Closed) -> Result<(), Kind> {
    let (size, parts) = width(v.ty.kind);
    if size > 0 {
        let len = size * parts * v.n;
        if closed != Closed::No && len > 0 {
            return Err(v.ty.kind);
        }
        let (here, rest) = from.split_at(len);
        *from = rest;
        if len == 0 {
            return Ok(());
        }
        // SAFETY: so many bytes are the memory of the numbers, which the program wants filled; `buf` is the package's own, or other memory.
        let to = unsafe { std::slice::from_raw_parts_mut(v.at, len) };
        copy(to, here, size, swap);
        if v.ty.kind == Kind::Bool {
            to.iter_mut().for_each(|b| *b = u8::from(*b != 0));
        }
        return Ok(());
    }
    for i in 0..v.n {
        let at = v.at.wrapping_add(i * v.ty.size);
        if v.ty.kind == Kind::Array {
            let (ty, n) = (v.ty.elem, length(v.ty));
            let elements = if closed == Closed::No {
                Closed::No
            } else {
                Closed::All
            };
            read(from, Values { ty, at, n }, swap, elements)?;
        }
        for f in fields(&v.ty) {
            if &*f.name == "_" {
                *from = &from[type_size(f.ty).unwrap_or(0)..];
                continue;
            }
            let inner = match (closed, f.pkg_path.is_empty(), f.embedded) {
                (Closed::All, ..) | (_, false, false) => Closed::All,
                (_, false, true) => Closed::Embedded,
                _ => Closed::No,
            };
            let at = at.wrapping_add(f.offset);
            read(from, Values { ty: f.ty, at, n: 1 }, swap, inner)?;
        }
    }
    Ok(())
}
