//! `reflect.DeepEqual`. All parts have to be equal, so the order does not matter: pairs that are still to be compared
//! wait in a list, and no depth of the values is too much.

use std::collections::HashSet;

use crate::bytecode::rtype::Kind;
use crate::runtime::map;
use crate::std::value::{Place, map_entries};
use crate::vm::native::{Iface, NativeCx};

#[derive(Default)]
struct Comparison {
    todo: Vec<(Place, Place)>,
    /// Pairs of addresses that have been met, with their type: met again, they count as equal.
    visited: HashSet<(u64, u64, u64)>,
}

pub fn deep_equal(cx: &mut NativeCx, x: Iface, y: Iface) -> bool {
    let mut c = Comparison::default();
    if !c.ifaces(x, y) {
        return false;
    }
    while let Some((a, b)) = c.todo.pop() {
        if !c.places(cx, a, b) {
            return false;
        }
    }
    true
}

impl Comparison {
    /// False: they differ. True: what is left to compare is on the list.
    fn ifaces(&mut self, x: Iface, y: Iface) -> bool {
        if x.is_nil() || y.is_nil() {
            return x.is_nil() == y.is_nil();
        }
        if x.ty != y.ty {
            return false;
        }
        // SAFETY: neither is nil.
        self.todo
            .push(unsafe { (Place::of_iface(x), Place::of_iface(y)) });
        true
    }
    fn met(&mut self, a: Place, x: u64, y: u64) -> bool {
        !self.visited.insert((a.ty.word(), x.min(y), x.max(y)))
    }

    /// Both of the same type.
    fn places(&mut self, cx: &mut NativeCx, a: Place, b: Place) -> bool {
        match a.ty.kind {
            Kind::Array => {
                let parts = (0..a.len()).map(|i| (a.index(i), b.index(i)));
                self.todo.extend(parts);
                true
            }
            Kind::Struct => {
                let parts = (0..a.fields().len()).map(|i| (a.field(i), b.field(i)));
                self.todo.extend(parts);
                true
            }
            Kind::Slice => {
                let (s, t) = (a.slice(), b.slice());
                if s.is_nil() != t.is_nil() || s.len() != t.len() {
                    return false;
                }
                let (x, y) = (s.as_ptr() as u64, t.as_ptr() as u64);
                if let (Some(x), Some(y)) = (a.byte_view(), b.byte_view()) {
                    return x == y;
                }
                if x != y && !self.met(a, x, y) {
                    let parts = (0..s.len()).map(|i| (a.index(i), b.index(i)));
                    self.todo.extend(parts);
                }
                true
            }
            Kind::Interface => self.ifaces(a.iface(), b.iface()),
            Kind::Pointer => {
                let (p, q) = (a.word(), b.word());
                if p == 0 || q == 0 {
                    return p == q;
                }
                if p != q && !self.met(a, p, q) {
                    self.todo.push((a.pointee(), b.pointee()));
                }
                true
            }
            Kind::Map => self.maps(cx, a, b),
            Kind::Func => a.word() == 0 && b.word() == 0,
            Kind::String => a.string().bytes() == b.string().bytes(),
            Kind::Float32 | Kind::Float64 => a.float() == b.float(),
            Kind::Complex64 | Kind::Complex128 => a.complex() == b.complex(),
            Kind::Chan | Kind::UnsafePointer => a.word() == b.word(),
            _ => a.uint() == b.uint(),
        }
    }

    fn maps(&mut self, cx: &mut NativeCx, a: Place, b: Place) -> bool {
        let (m, n) = (a.word(), b.word());
        // SAFETY: maps or nil.
        if (m == 0) != (n == 0) || unsafe { map::len(m) != map::len(n) } {
            return false;
        }
        if m == n || self.met(a, m, n) {
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
                    self.todo.push((elem, unsafe { Place::new(elem.ty, p) }));
                    true
                }
                _ => false,
            }
        })
    }
}
