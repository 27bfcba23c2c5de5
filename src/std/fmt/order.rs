//! The order in which the entries of a map are printed: by key, kind by kind, as Go's fmt has it.

use std::cmp::Ordering;

use crate::bytecode::rtype::Kind;
use crate::std::value::Place;

/// Both of the same type.
pub fn compare(a: Place, b: Place) -> Ordering {
    match a.ty.kind {
        Kind::Bool => a.bool().cmp(&b.bool()),
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => a.int().cmp(&b.int()),
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            a.uint().cmp(&b.uint())
        }
        Kind::Float32 | Kind::Float64 => floats(a.float(), b.float()),
        Kind::Complex64 | Kind::Complex128 => {
            let (x, y) = (a.complex(), b.complex());
            floats(x.0, y.0).then_with(|| floats(x.1, y.1))
        }
        Kind::String => a.string().bytes().cmp(b.string().bytes()),
        Kind::Pointer | Kind::Chan | Kind::UnsafePointer => a.word().cmp(&b.word()),
        Kind::Struct => (0..a.fields().len())
            .map(|i| compare(a.field(i), b.field(i)))
            .find(|o| o.is_ne())
            .unwrap_or(Ordering::Equal),
        Kind::Array => (0..a.len())
            .map(|i| compare(a.index(i), b.index(i)))
            .find(|o| o.is_ne())
            .unwrap_or(Ordering::Equal),
        Kind::Interface => {
            let (x, y) = (a.iface(), b.iface());
            match (x.is_nil(), y.is_nil()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                _ if x.ty != y.ty => x.ty.cmp(&y.ty),
                // SAFETY: neither is nil.
                _ => unsafe { compare(Place::of_iface(x), Place::of_iface(y)) },
            }
        }
        _ => Ordering::Equal,
    }
}

/// NaN before everything.
fn floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b)
        .unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}
