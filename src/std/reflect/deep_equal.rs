//! `reflect.DeepEqual`.

use std::collections::HashSet;

use crate::bytecode::rtype::Kind;
use crate::runtime::map;
use crate::std::value::{Place, map_entries};
use crate::vm::native::{Iface, NativeCx};

/// Pairs of addresses that are being compared, with their type: met again, they count as equal.
type Visited = HashSet<(u64, u64, u64)>;

pub fn deep_equal(cx: &mut NativeCx, x: Iface, y: Iface) -> bool {
    ifaces(cx, x, y, &mut Visited::new())
}

fn ifaces(cx: &mut NativeCx, x: Iface, y: Iface, visited: &mut Visited) -> bool {
    if x.is_nil() || y.is_nil() {
        return x.is_nil() == y.is_nil();
    }
    // SAFETY: neither is nil.
    x.ty == y.ty && unsafe { places(cx, Place::of_iface(x), Place::of_iface(y), visited) }
}

/// Both of the same type.
fn places(cx: &mut NativeCx, a: Place, b: Place, visited: &mut Visited) -> bool {
    match a.ty.kind {
        Kind::Array => (0..a.len()).all(|i| places(cx, a.index(i), b.index(i), visited)),
        Kind::Struct => (0..a.fields().len()).all(|i| places(cx, a.field(i), b.field(i), visited)),
        Kind::Slice => {
            let (s, t) = (a.slice(), b.slice());
            if s.is_nil() != t.is_nil() || s.len() != t.len() {
                return false;
            }
            if s.as_ptr() == t.as_ptr() {
                return true;
            }
            if !visited.insert((a.ty.word(), s.as_ptr() as u64, t.as_ptr() as u64)) {
                return true;
            }
            (0..s.len()).all(|i| places(cx, a.index(i), b.index(i), visited))
        }
        Kind::Interface => ifaces(cx, a.iface(), b.iface(), visited),
        Kind::Pointer => {
            let (p, q) = (a.word(), b.word());
            if p == q || p == 0 || q == 0 {
                return p == q;
            }
            if !visited.insert((a.ty.word(), p, q)) {
                return true;
            }
            places(cx, a.pointee(), b.pointee(), visited)
        }
        Kind::Map => maps(cx, a, b, visited),
        Kind::Func => a.word() == 0 && b.word() == 0,
        Kind::String => a.string().bytes() == b.string().bytes(),
        Kind::Float32 | Kind::Float64 => a.float() == b.float(),
        Kind::Complex64 | Kind::Complex128 => a.complex() == b.complex(),
        Kind::Chan | Kind::UnsafePointer => a.word() == b.word(),
        _ => a.uint() == b.uint(),
    }
}

fn maps(cx: &mut NativeCx, a: Place, b: Place, visited: &mut Visited) -> bool {
    let (m, n) = (a.word(), b.word());
    // SAFETY: maps or nil.
    if (m == 0) != (n == 0) || unsafe { map::len(m) != map::len(n) } {
        return false;
    }
    if m == n || !visited.insert((a.ty.word(), m, n)) {
        return true;
    }
    map_entries(cx, a).into_iter().all(|(key, elem)| {
        let Some(at) = key.address() else {
            return false;
        };
        // SAFETY: a key of a map of the same type.
        match unsafe { map::find_memory(n, b.ty, at) } {
            Ok(p) if !p.is_null() => {
                // SAFETY: the element of the map.
                let other = unsafe { Place::new(elem.ty, p) };
                places(cx, elem, other, visited)
            }
            _ => false,
        }
    })
}
