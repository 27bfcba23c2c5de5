//! Go values of any type as natives walk them: a type and the memory form of the value. For fmt, errors,
//! reflection and what else looks at values by their descriptors.

use crate::bytecode::rtype::{Detail, Field, Kind, TypeRef, Width};
use crate::vm::native::{GoSlice, GoStr, Iface, Maker};

/// A value in memory form.
#[derive(Clone, Copy)]
pub struct Place {
    pub ty: TypeRef,
    at: Source,
}

#[derive(Clone, Copy)]
enum Source {
    Memory(*const u8),
    /// The one leaf of a direct value that came out of an interface.
    Word(u64),
}

impl Place {
    /// # Safety
    /// `at` points to a value of `ty` in memory form that stays while the place is used.
    pub unsafe fn new(ty: TypeRef, at: *const u8) -> Place {
        Place {
            ty,
            at: Source::Memory(at),
        }
    }
    /// What an interface holds.
    ///
    /// # Safety
    /// The interface is not nil.
    pub unsafe fn of_iface(v: Iface) -> Place {
        // SAFETY: not nil, so the type word is a descriptor.
        let ty = unsafe { TypeRef::from_word(v.ty) };
        let at = if ty.direct {
            Source::Word(v.data)
        } else {
            Source::Memory(v.data as *const u8)
        };
        Place { ty, at }
    }
    /// Address of the memory form, if it has one (a direct value out of an interface has none).
    pub fn address(self) -> Option<*const u8> {
        match self.at {
            Source::Memory(p) => Some(p),
            Source::Word(_) => None,
        }
    }
    /// The first 64-bit word (a pointer, map, channel, func).
    pub fn word(self) -> u64 {
        match self.at {
            // SAFETY: only asked of kinds that are at least a word wide.
            Source::Memory(p) => unsafe { *(p as *const u64) },
            Source::Word(w) => w,
        }
    }
    /// Of a func: the address of its code, as reflect has it; 0 for nil.
    pub fn code_address(self) -> u64 {
        match self.word() as *const *const u64 {
            closure if closure.is_null() => 0,
            // SAFETY: a closure begins with the address of its function, and that with the address of its code.
            closure => unsafe { **closure },
        }
    }
    pub fn bool(self) -> bool {
        self.uint() & 1 != 0
    }
    pub fn int(self) -> i64 {
        match self.at {
            Source::Word(w) => w as i64,
            // SAFETY: the memory form has the type's size.
            Source::Memory(p) => unsafe {
                match self.ty.size {
                    1 => *(p as *const i8) as i64,
                    2 => *(p as *const i16) as i64,
                    4 => *(p as *const i32) as i64,
                    _ => *(p as *const i64),
                }
            },
        }
    }
    pub fn uint(self) -> u64 {
        match self.at {
            Source::Word(w) => w,
            // SAFETY: the memory form has the type's size.
            Source::Memory(p) => unsafe {
                match self.ty.size {
                    1 => *p as u64,
                    2 => *(p as *const u16) as u64,
                    4 => *(p as *const u32) as u64,
                    _ => *(p as *const u64),
                }
            },
        }
    }
    pub fn float(self) -> f64 {
        match self.ty.kind {
            Kind::Float32 => f32::from_bits(self.uint() as u32) as f64,
            _ => f64::from_bits(self.uint()),
        }
    }
    /// Real and imaginary part.
    pub fn complex(self) -> (f64, f64) {
        let p = self.address().expect("complex values lie in memory");
        // SAFETY: two floats of the kind's width.
        unsafe {
            match self.ty.kind {
                Kind::Complex64 => {
                    let p = p as *const f32;
                    (*p as f64, *p.add(1) as f64)
                }
                _ => {
                    let p = p as *const f64;
                    (*p, *p.add(1))
                }
            }
        }
    }
    pub fn string(self) -> GoStr {
        let p = self.address().expect("strings lie in memory");
        // SAFETY: a string header.
        unsafe { *(p as *const GoStr) }
    }
    pub fn slice(self) -> GoSlice<u8> {
        let p = self.address().expect("slices lie in memory");
        // SAFETY: a slice header; the element type is looked after by the caller.
        unsafe { *(p as *const GoSlice<u8>) }
    }
    /// The interface in an interface-typed place.
    pub fn iface(self) -> Iface {
        let p = self.address().expect("interfaces lie in memory");
        // SAFETY: two words.
        unsafe { *(p as *const Iface) }
    }
    pub fn fields(self) -> &'static [Field] {
        match &self.ty.0 {
            // SAFETY: descriptors live as long as the program, longer than any native.
            &p => match unsafe { &(*p).detail } {
                Detail::Struct { fields } => fields,
                _ => &[],
            },
        }
    }
    pub fn field(self, i: usize) -> Place {
        let f = &self.fields()[i];
        match self.at {
            // SAFETY: the field lies in the struct.
            Source::Memory(p) => unsafe { Place::new(f.ty, p.add(f.offset)) },
            Source::Word(w) => Place {
                ty: f.ty,
                at: Source::Word(w),
            },
        }
    }
    /// Number of elements of an array or slice.
    pub fn len(self) -> usize {
        match (&self.ty.detail, self.ty.kind) {
            (Detail::Array { len, .. }, _) => *len,
            (_, Kind::Slice) => self.slice().len(),
            _ => 0,
        }
    }
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// Element of an array or slice.
    pub fn index(self, i: usize) -> Place {
        let elem = self.ty.elem;
        let base = match (self.ty.kind, self.at) {
            (Kind::Slice, _) => self.slice().as_ptr(),
            (_, Source::Memory(p)) => p,
            (_, Source::Word(w)) => {
                return Place {
                    ty: elem,
                    at: Source::Word(w),
                };
            }
        };
        // SAFETY: the caller keeps `i` below the length.
        unsafe { Place::new(elem, base.wrapping_add(i * elem.size)) }
    }
    /// What a pointer points to; the pointer is not nil.
    pub fn pointee(self) -> Place {
        // SAFETY: a Go pointer that is not nil points to a value of the element type.
        unsafe { Place::new(self.ty.elem, self.word() as *const u8) }
    }
    /// The bytes of an array or slice of bytes.
    pub fn byte_view<'a>(self) -> Option<&'a [u8]> {
        if self.ty.elem.is_null() || self.ty.elem.kind != Kind::Uint8 {
            return None;
        }
        match self.ty.kind {
            Kind::Slice => Some(self.slice().items()),
            // SAFETY: an array of that many bytes; used while the native runs.
            Kind::Array => self
                .address()
                .map(|p| unsafe { std::slice::from_raw_parts(p, self.len()) }),
            _ => None,
        }
    }
    /// The value in an interface without copying: a box is shared, which is right as long as nobody changes
    /// this memory while the interface lives.
    pub fn as_iface(self) -> Iface {
        if self.ty.kind == Kind::Interface {
            return self.iface();
        }
        let data = if self.ty.direct {
            self.leaf()
        } else {
            match self.at {
                Source::Memory(p) => p as u64,
                Source::Word(w) => w,
            }
        };
        Iface {
            ty: self.ty.word(),
            data,
        }
    }
    /// The register form of a direct value.
    fn leaf(self) -> u64 {
        match self.at {
            Source::Word(w) => w,
            Source::Memory(p) => match self.ty.leaves.first() {
                None => 0,
                // SAFETY: the leaf lies within the value.
                Some(l) => unsafe {
                    let p = p.add(l.offset as usize);
                    match l.width {
                        Width::U8 => *p as u64,
                        Width::I8 => *(p as *const i8) as i64 as u64,
                        Width::U16 => *(p as *const u16) as u64,
                        Width::I16 => *(p as *const i16) as i64 as u64,
                        Width::U32 => *(p as *const u32) as u64,
                        Width::I32 => *(p as *const i32) as i64 as u64,
                        Width::W64 => *(p as *const u64),
                    }
                },
            },
        }
    }
    /// Writes the memory form to a variable of the same type.
    ///
    /// # Safety
    /// `to` points to a variable of the type.
    pub unsafe fn copy_to(self, to: *mut u8) {
        match self.at {
            // SAFETY: two places of the type's size, perhaps the same.
            Source::Memory(p) => unsafe { std::ptr::copy(p, to, self.ty.size) },
            // SAFETY: a direct value's memory form is its one leaf.
            Source::Word(w) => unsafe {
                match self.ty.size {
                    0 => {}
                    1 => *to = w as u8,
                    2 => *(to as *mut u16) = w as u16,
                    4 => *(to as *mut u32) = w as u32,
                    _ => *(to as *mut u64) = w,
                }
            },
        }
    }
}

/// The entries of a map as (key, element), in no order.
pub fn map_entries(cx: &mut Maker, map: Place) -> Vec<(Place, Place)> {
    let Detail::Map { key, .. } = map.ty.detail else {
        return Vec::new();
    };
    let elem = map.ty.elem;
    let mut entries = Vec::new();
    // SAFETY: a map of this type; the iterator is used here only, and nothing is collected meanwhile. Keys and
    // elements stay where they are until the map is next written to.
    unsafe {
        let Ok(iter) = crate::runtime::map::iter(cx.cache(), map.word()) else {
            return entries;
        };
        while let Ok(Some((k, v))) = crate::runtime::map::next_memory(iter, map.ty) {
            entries.push((Place::new(key, k), Place::new(elem, v)));
        }
    }
    entries
}

/// Whether values of `ty` have all methods of the interface type `wanted`.
pub fn implements(ty: TypeRef, wanted: TypeRef) -> bool {
    let Detail::Interface { methods } = &wanted.detail else {
        return false;
    };
    if let Detail::Interface { methods: own } = &ty.detail {
        return methods
            .iter()
            .all(|m| own.iter().any(|o| o.selector == m.selector));
    }
    methods
        .iter()
        .all(|m| ty.methods.iter().any(|o| o.selector == m.selector))
}
