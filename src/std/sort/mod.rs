//! Packages sort and slices: elements that cannot be told apart when equal are sorted by the host; swapping of
//! elements of any type.

use std::cmp::Ordering;

use crate::bytecode::rtype::Kind;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

/// A slice in memory, whatever its elements.
#[repr(C)]
struct Header {
    data: *mut u8,
    len: usize,
    cap: usize,
}

/// The slice in an interface, with the size of its elements.
fn slice_of<'a>(x: Iface) -> Option<(&'a Header, usize)> {
    let ty = x.type_ref().filter(|t| t.kind == Kind::Slice)?;
    // SAFETY: a slice's data word points to its box, three words in Go's layout, alive while the native runs.
    Some((unsafe { &*(x.data as *const Header) }, ty.elem.size))
}

fn slice_len(x: Iface) -> i64 {
    slice_of(x).map_or(-1, |(header, _)| header.len as i64)
}

/// The Go side passes indices below the length that it asked for before.
fn swap_items(x: Iface, i: i64, j: i64) {
    let Some((header, size)) = slice_of(x) else {
        return;
    };
    let (i, j) = (i as usize, j as usize);
    if i == j || i >= header.len || j >= header.len {
        return;
    }
    // SAFETY: two different elements inside the slice's memory.
    unsafe {
        let (a, b) = (header.data.add(i * size), header.data.add(j * size));
        if size.is_multiple_of(8) {
            std::ptr::swap_nonoverlapping(a.cast::<u64>(), b.cast::<u64>(), size / 8);
        } else {
            std::ptr::swap_nonoverlapping(a, b, size);
        }
    }
}

fn kind_name(cx: &mut NativeCx, x: Iface) -> GoStr {
    let name = x
        .type_ref()
        .map_or("invalid".to_string(), |t| match t.kind {
            Kind::Pointer => "ptr".to_string(),
            Kind::UnsafePointer => "unsafe.Pointer".to_string(),
            kind => format!("{kind:?}").to_lowercase(),
        });
    cx.string(name)
}

/// NaN before everything else; -0 and +0 are equal.
fn float_order(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b)
        .unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}

fn sort_ints(x: GoSlice<i64>) {
    x.items_mut().sort_unstable();
}

/// Whether Go's own algorithm has to be used: -0 and +0 are equal but can be told apart, and it decides which comes first.
fn has_both_zeros(zeros: impl Iterator<Item = f64>) -> bool {
    let (mut plus, mut minus) = (false, false);
    for x in zeros.filter(|x| *x == 0.0) {
        if x.is_sign_negative() {
            minus = true;
        } else {
            plus = true;
        }
    }
    plus && minus
}

/// False: nothing is done, as equal elements can be told apart.
fn sort_floats(x: GoSlice<f64>) -> bool {
    if has_both_zeros(x.items().iter().copied()) {
        return false;
    }
    x.items_mut().sort_unstable_by(|a, b| float_order(*a, *b));
    true
}

fn sort_strings(x: GoSlice<GoStr>) {
    x.items_mut()
        .sort_unstable_by(|a, b| a.bytes().cmp(b.bytes()));
}

/// False: nothing is done, as equal elements can be told apart.
fn sort_ordered(p: GoPtr<u8>, n: i64, sample: Iface) -> bool {
    macro_rules! sort {
        ($ty:ty, |$items:ident| $sort:expr) => {{
            // SAFETY: the Go side passes the address and length of a slice whose element type `sample` has, and
            // nobody else sorts it meanwhile (a program that does has a data race of its own).
            let $items = unsafe { std::slice::from_raw_parts_mut(p.0.cast::<$ty>(), n as usize) };
            $sort
        }};
    }
    let Some(ty) = sample.type_ref() else {
        return false;
    };
    match ty.kind {
        Kind::Int | Kind::Int64 => sort!(i64, |s| s.sort_unstable()),
        Kind::Int32 => sort!(i32, |s| s.sort_unstable()),
        Kind::Int16 => sort!(i16, |s| s.sort_unstable()),
        Kind::Int8 => sort!(i8, |s| s.sort_unstable()),
        Kind::Uint | Kind::Uint64 | Kind::Uintptr => sort!(u64, |s| s.sort_unstable()),
        Kind::Uint32 => sort!(u32, |s| s.sort_unstable()),
        Kind::Uint16 => sort!(u16, |s| s.sort_unstable()),
        Kind::Uint8 => sort!(u8, |s| s.sort_unstable()),
        Kind::Float64 => sort!(f64, |s| {
            if has_both_zeros(s.iter().copied()) {
                return false;
            }
            s.sort_unstable_by(|a, b| float_order(*a, *b));
        }),
        Kind::Float32 => sort!(f32, |s| {
            if has_both_zeros(s.iter().copied().map(f64::from)) {
                return false;
            }
            s.sort_unstable_by(|a, b| float_order(f64::from(*a), f64::from(*b)));
        }),
        Kind::String => sort!(GoStr, |s| s
            .sort_unstable_by(|a, b| a.bytes().cmp(b.bytes()))),
        _ => return false,
    }
    true
}

crate::natives! {
    "sliceLen" => slice_len,
    "swapItems" => swap_items,
    "kindName" => kind_name,
    "sortInts" => sort_ints,
    "sortFloats" => sort_floats,
    "sortStrings" => sort_strings,
}

pub mod slices {
    //! Package slices.

    use super::sort_ordered;

    crate::natives! {
        "sortOrdered" => sort_ordered,
    }
}
