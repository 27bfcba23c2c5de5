//! Packages sort and slices: elements that cannot be told apart when equal are sorted by the host; swapping of
//! elements of any type.

mod at_once;

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

fn items(x: Iface) -> (GoPtr<u8>, i64) {
    slice_of(x).map_or((GoPtr::new(std::ptr::null_mut()), 0), |(header, size)| {
        (GoPtr::new(header.data), size as i64)
    })
}

/// The Go side passes what `items` gives, and indices below the length that it asked for before.
fn swap_items(p: GoPtr<u8>, size: i64, i: i64, j: i64) {
    let (size, i, j) = (size as usize, i as usize, j as usize);
    if i != j {
        // SAFETY: two different elements inside the slice's memory.
        unsafe { swap_at(p.0.add(i * size), p.0.add(j * size), size) }
    }
}

/// Exchanges two elements of that size, which need not be aligned to it.
///
/// # Safety
/// They do not overlap, and nobody else uses them meanwhile (a program that does has a data race of its own).
#[inline(always)]
unsafe fn swap_at(a: *mut u8, b: *mut u8, size: usize) {
    #[inline(always)]
    unsafe fn swap<T>(a: *mut u8, b: *mut u8) {
        let (a, b) = (a.cast::<T>(), b.cast::<T>());
        // SAFETY: two elements of that size.
        unsafe {
            let (x, y) = (a.read_unaligned(), b.read_unaligned());
            a.write_unaligned(y);
            b.write_unaligned(x);
        }
    }
    // SAFETY: the caller's promise.
    unsafe {
        match size {
            8 => swap::<u64>(a, b),
            16 => swap::<[u64; 2]>(a, b),
            24 => swap::<[u64; 3]>(a, b),
            _ => std::ptr::swap_nonoverlapping(a, b, size),
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

/// The first place of which `below` does not hold, found as Go finds it, also where the items are not in order.
fn first_not<T>(items: &[T], below: impl Fn(&T) -> bool) -> usize {
    let (mut i, mut j) = (0, items.len());
    while i < j {
        let h = (i + j) / 2;
        if below(&items[h]) {
            i = h + 1;
        } else {
            j = h;
        }
    }
    i
}
fn search_ints(a: GoSlice<i64>, x: i64) -> i64 {
    first_not(&a, |&v| v < x) as i64
}
fn search_floats(a: GoSlice<f64>, x: f64) -> i64 {
    // A NaN is not at least anything.
    first_not(&a, |&v| v.partial_cmp(&x).is_none_or(Ordering::is_lt)) as i64
}
fn search_strings(a: GoSlice<GoStr>, x: GoStr) -> i64 {
    first_not(&a, |v| v.bytes() < x.bytes()) as i64
}

crate::natives! {
    "sliceLen" => slice_len,
    "items" => items,
    "swapItems" => swap_items,
    "kindName" => kind_name,
    "most" => at_once::most,
    "mostByMethods" => at_once::most_by_methods,
    "atOnce" => at_once::by_index,
    "atOnceByMethods" => at_once::by_methods,
    "searched" => at_once::search,
    "sortInts" => sort_ints,
    "sortFloats" => sort_floats,
    "sortStrings" => sort_strings,
    "SearchInts" => search_ints,
    "SearchFloat64s" => search_floats,
    "SearchStrings" => search_strings,
}

pub mod slices {
    //! Package slices.

    use std::cmp::Ordering;

    use super::{at_once, first_not, float_order, sort_ordered};
    use crate::bytecode::rtype::Kind;
    use crate::std::value::Place;
    use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface};

    crate::natives! {
        "most" => at_once::most,
        "atOnce" => at_once::by_value,
        "sortOrdered" => sort_ordered,
        "searchOrdered" => search_ordered,
        "tryBinarySearchInt" => try_binary_search_int,
        "tryBinarySearchString" => try_binary_search_string,
        "tryContainsInt" => try_contains_int,
        "tryContainsString" => try_contains_string,
        "tryIndexInt" => try_index_int,
        "tryIndexString" => try_index_string,
        "indexOf" => index_of,
    }

    /// Does `$do` with the items of a type of that kind and the value as such a type; `$other` for other kinds.
    macro_rules! with_items {
        ($kind:expr, $p:ident, $n:ident, $v:ident, |$items:ident, $x:ident, $order:ident| $do:expr, $other:expr) => {{
            macro_rules! items {
                ($ty:ty, $value:expr, $compare:expr) => {{
                    let $items = items_at::<$ty>($p, $n);
                    let $x: $ty = $value;
                    let $order = $compare;
                    $do
                }};
            }
            match $kind {
                Kind::Int | Kind::Int64 => items!(i64, $v.int(), Ord::cmp),
                Kind::Int32 => items!(i32, $v.int() as i32, Ord::cmp),
                Kind::Int16 => items!(i16, $v.int() as i16, Ord::cmp),
                Kind::Int8 => items!(i8, $v.int() as i8, Ord::cmp),
                Kind::Uint | Kind::Uint64 | Kind::Uintptr => items!(u64, $v.uint(), Ord::cmp),
                Kind::Uint32 => items!(u32, $v.uint() as u32, Ord::cmp),
                Kind::Uint16 => items!(u16, $v.uint() as u16, Ord::cmp),
                Kind::Uint8 => items!(u8, $v.uint() as u8, Ord::cmp),
                Kind::Float64 => items!(f64, $v.float(), |a: &f64, b: &f64| float_order(*a, *b)),
                Kind::Float32 => items!(f32, $v.float() as f32, |a: &f32, b: &f32| float_order(
                    f64::from(*a),
                    f64::from(*b)
                )),
                Kind::String => items!(GoStr, $v.string(), |a: &GoStr, b: &GoStr| a
                    .bytes()
                    .cmp(b.bytes())),
                _ => $other,
            }
        }};
    }

    /// A slice that the Go side has passed by its address and length, of elements in `T`'s memory form.
    fn items_at<'a, T>(p: GoPtr<u8>, n: i64) -> &'a [T] {
        if n == 0 {
            return &[];
        }
        // SAFETY: `with_items` chooses the type by the elements' kind; the slice is alive while the native runs.
        unsafe { std::slice::from_raw_parts(p.0.cast::<T>(), n as usize) }
    }

    /// BinarySearch; -1 where the Go side is to do it.
    fn search_ordered(p: GoPtr<u8>, n: i64, target: Iface) -> (i64, bool) {
        // SAFETY: the value of an ordered type.
        let v = unsafe { Place::of_iface(target) };
        with_items!(
            v.ty.kind,
            p,
            n,
            v,
            |items, x, order| {
                let i = first_not(items, |item| order(item, &x) == Ordering::Less);
                let found = items
                    .get(i)
                    .is_some_and(|item| order(item, &x) == Ordering::Equal);
                (i as i64, found)
            },
            (-1, false)
        )
    }

    fn try_binary_search_int(x: GoSlice<i64>, target: i64) -> (i64, bool) {
        let i = first_not(&x, |v| *v < target);
        (i as i64, x.get(i) == Some(&target))
    }
    fn try_binary_search_string(x: GoSlice<GoStr>, target: GoStr) -> (i64, bool) {
        let i = first_not(&x, |v| v.bytes() < target.bytes());
        (
            i as i64,
            x.get(i).is_some_and(|v| v.bytes() == target.bytes()),
        )
    }
    fn try_contains_int(x: GoSlice<i64>, v: i64) -> bool {
        x.contains(&v)
    }
    fn try_contains_string(x: GoSlice<GoStr>, v: GoStr) -> bool {
        x.iter().any(|item| item.bytes() == v.bytes())
    }
    fn try_index_int(x: GoSlice<i64>, v: i64) -> i64 {
        x.iter()
            .position(|item| *item == v)
            .map_or(-1, |i| i as i64)
    }
    fn try_index_string(x: GoSlice<GoStr>, v: GoStr) -> i64 {
        let place = x.iter().position(|item| item.bytes() == v.bytes());
        place.map_or(-1, |i| i as i64)
    }

    /// Index, for elements of the type that `pointer` points to; -2 where the Go side is to do it. Only of equal elements that are told apart by
    /// nothing.
    fn index_of(p: GoPtr<u8>, n: i64, pointer: Iface, v: Iface) -> i64 {
        let elem = pointer.type_ref().map(|t| t.elem);
        let Some(elem) = elem.filter(|e| v.type_ref() == Some(*e)) else {
            return -2;
        };
        // SAFETY: not nil, as it has a type.
        let v = unsafe { Place::of_iface(v) };
        if matches!(elem.kind, Kind::Float32 | Kind::Float64) && v.float().is_nan() {
            return -1;
        }
        with_items!(
            elem.kind,
            p,
            n,
            v,
            |items, x, order| {
                let place = items
                    .iter()
                    .position(|item| order(item, &x) == Ordering::Equal);
                place.map_or(-1, |i| i as i64)
            },
            -2
        )
    }
}
