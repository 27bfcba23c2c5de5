//! Which types implement which interfaces, and what is missing where one does not.

use rustc_hash::FxHashMap;

use crate::bytecode::rtype::{Detail, InterfaceMethod, TypeRef};

/// The first method of the interface type that the type lacks.
pub fn missing_method(ty: TypeRef, iface: TypeRef) -> Option<&'static InterfaceMethod> {
    // SAFETY: descriptors live as long as the program, which outlives every use of the answer.
    let detail: &'static Detail = unsafe { &(*iface.0).detail };
    let Detail::Interface { methods } = detail else {
        return None;
    };
    // Both lists are sorted by name, and a selector names method, package and signature at once.
    let mut own = ty.methods.iter();
    methods.iter().find(|wanted| {
        !own.any(|m| m.selector == wanted.selector) && {
            // `any` ran to the end: start again for names that sort differently across packages.
            own = ty.methods.iter();
            !own.any(|m| m.selector == wanted.selector)
        }
    })
}

pub fn implements(ty: TypeRef, iface: TypeRef) -> bool {
    missing_method(ty, iface).is_none()
}

/// A struct with one field or an array with one element that is a pointer, or such a one: gc keeps it in the data word itself.
pub fn is_one_pointer(ty: TypeRef) -> bool {
    match &ty.detail {
        Detail::Struct { fields } => fields.len() == 1 && is_one_pointer(fields[0].ty),
        Detail::Array { len, .. } => *len == 1 && is_one_pointer(ty.elem),
        _ => ty.direct && ty.data_is_pointer,
    }
}

/// Remembers answers: a small direct-mapped table before a map. One for each P, so without locks.
pub struct ImplementsCache {
    recent: Box<[(u64, u64, bool); SIZE]>,
    all: FxHashMap<(u64, u64), bool>,
}

const SIZE: usize = 64;

impl Default for ImplementsCache {
    fn default() -> ImplementsCache {
        ImplementsCache {
            recent: Box::new([(0, 0, false); SIZE]),
            all: FxHashMap::default(),
        }
    }
}

impl ImplementsCache {
    #[inline]
    pub fn get(&mut self, ty: TypeRef, iface: TypeRef, find: fn(TypeRef, TypeRef) -> bool) -> bool {
        let (x, y) = (ty.word(), iface.word());
        let slot = &mut self.recent[((x >> 4 ^ y >> 7) as usize) % SIZE];
        if slot.0 == x && slot.1 == y {
            return slot.2;
        }
        let answer = *self.all.entry((x, y)).or_insert_with(|| find(ty, iface));
        *slot = (x, y, answer);
        answer
    }
}
